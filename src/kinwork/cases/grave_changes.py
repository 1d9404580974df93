"""Reads of grave changes: of a family, and those that somebody made, answers for, or is said to have decided."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.models import GraveChange
from kinwork.access.permissions import Permission

LOOKS_BACK = timedelta(days=31)


def _all() -> QuerySet[GraveChange]:
    return GraveChange.objects.select_related("by", "decided_by", "undone_by")


def changes_for(actor: Actor) -> list[GraveChange]:
    """What somebody answers for, made, or is said to have decided, in the last month; newest first. One statement.

    Of families of which they must not know the database tells nothing (``access/row_level_security.py``).
    """
    leads = [pk for pk in actor.unit_ids if actor.can(Permission.REVIEW_OPENING, pk)]
    mine = Q(answerable_ids__contains=[actor.user_id]) | Q(by_id=actor.user_id) | Q(decided_by_id=actor.user_id)
    found = _all().filter(mine | Q(unit_id__in=leads), at__gte=timezone.now() - LOOKS_BACK)
    return list(found[:200])


def changes_of(family_id: int) -> list[GraveChange]:
    """Serious changes of a family that could still be undone today; newest first. One statement."""
    return list(_all().filter(family_id=family_id, undo_until__gte=timezone.now())[:20])


def change_by(pk: int) -> GraveChange | None:
    """One of them. One statement."""
    return _all().filter(pk=pk).first()


def change_about(thing: Model) -> GraveChange | None:
    """The last grave change of a thing, if there is one. One statement."""
    return _all().filter(object_type=type(thing).__name__, object_id=thing.pk).first()
