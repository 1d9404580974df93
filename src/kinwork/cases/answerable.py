"""Who answers for a family's record: its guardian, who leads its unit, and above them the head of service."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES, keys_of
from kinwork.access.sql import tuples
from kinwork.units.models import PostHolding
from kinwork.units.queries import members_on


def guardians_of(family_id: int, unit_id: int | None, *, without: int) -> list[int]:
    """Who reviews an emergency opening: the named guardian of a restricted family, else the leaders of its unit, else
    the head of service. Never whoever opened it.
    """
    [(named,)] = tuples("SELECT kinwork_guardian(%(family)s)", family=family_id)
    if named and named != without and User.objects.filter(pk=named, is_active=True).exists():
        return [named]
    today = timezone.localdate()
    leaders = members_on(unit_id, today) if unit_id and not named else []
    found = [m.user_id for m in leaders if Permission.REVIEW_OPENING in ROLES[m.role].permissions]
    active = set(User.objects.filter(pk__in=found, is_active=True).values_list("pk", flat=True))
    found = [user_id for user_id in found if user_id != without and user_id in active]
    return found or _heads_of_service(today, without)


def who_leads(unit_id: int | None) -> list[int]:
    """The consultant social worker of a unit today, or both of them. One statement."""
    members = members_on(unit_id, timezone.localdate()) if unit_id else []
    return [member.user_id for member in members if ROLES[member.role].leads]


def knows_of(family_id: int, user_id: int) -> bool:
    """Whether somebody else may know of a family: of a restricted one, whom its walls let through. One statement."""
    [(knows,)] = tuples("SELECT kinwork_may_know(%(family)s, %(user)s)", family=family_id, user=user_id)
    return bool(knows)


def answerable_for(family_id: int, unit_id: int | None, *, without: int) -> list[int]:
    """Who answers for what is changed in a record, besides who changes it; as far as they may know of the family."""
    found = guardians_of(family_id, unit_id, without=without)
    return [user_id for user_id in found if knows_of(family_id, user_id)]


def _heads_of_service(on: date, without: int) -> list[int]:
    roles = keys_of(lambda role: Permission.REVIEW_OPENING in role.everywhere)
    held = PostHolding.objects.filter(post__role__in=roles, during__contains=on, user__is_active=True)
    held = held.exclude(user_id=without)
    return list(held.values_list("user_id", flat=True).distinct())
