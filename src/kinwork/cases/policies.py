"""Policies that ask what a person may do with a family: it follows from the unit that holds it, or from an opening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from kinwork.access.access_logging import mark_families
from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.grave_changes import answers_for
from kinwork.access.models import GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_somewhere, role_with
from kinwork.access.request import Request
from kinwork.access.roles import AS_OPENED
from kinwork.families.held import HeldFamily
from kinwork.units.models import PostHolding

from .grave_changes import change_by
from .queries import family_asked_for


class NeedsReason(NotAllowed):
    """The family is another unit's: this person may open it by saying why."""

    def __init__(self, family_id: int, unit_id: int | None) -> None:
        self.family_id, self.unit_id = family_id, unit_id
        super().__init__(
            Permission.SEE_FAMILY, "You need a reason to open this family. It will be visible to its unit."
        )


def admit_to_family(
    actor: Actor, permission: Permission, family_id: int, unit_id: int | None, opening: int | None
) -> Actor:
    """The actor as they are let in: by a post, or else by an opening. Raises what to say instead."""
    if actor.can(permission, unit_id) or (unit_id is None and actor.may(permission)):
        return actor
    if opening is not None:
        actor = actor.with_opened(unit_id, opening)
        actor.require(permission, unit_id)
        return actor
    # Nobody is asked for a reason that would not help: an opening lets its holder see and note, not close.
    if actor.may(Permission.OPEN_WITH_REASON) and permission in AS_OPENED:
        raise NeedsReason(family_id, unit_id)
    raise NotAllowed(permission)


def in_family(permission: Permission, sentence: str) -> Policy[HeldFamily]:
    """Whoever may do this in the unit that holds the family named in the address."""

    def admits(request: Request, *, family_id: int, **ids: Any) -> HeldFamily:
        actor = request.actor
        actor.require_ever(permission)
        found = family_asked_for(family_id, actor.user_id)
        if found is None:
            raise Http404("No such family")
        family, unit_id, opening = found
        mark_families(request, (family_id, actor))
        held = HeldFamily(family, unit_id, admit_to_family(actor, permission, family_id, unit_id, opening))
        mark_families(request, (family_id, held.actor))
        return held

    return Policy(f"family:{permission}", sentence, admits)


def _may_open(request: Request, *, family_id: int, **ids: Any) -> HeldFamily:
    actor = request.actor
    if not actor.may(Permission.OPEN_WITH_REASON):
        raise NotAllowed(Permission.OPEN_WITH_REASON)
    found = family_asked_for(family_id, actor.user_id)
    if found is None:
        raise Http404("No such family")
    mark_families(request, (family_id, actor))
    family, unit_id, _ = found
    return HeldFamily(family, unit_id, actor)


def logs_in_reach(actor: Actor) -> QuerySet[User]:
    """Whose logs somebody looks after: of the people in their units, or of all; never their own. One statement."""
    others = User.objects.exclude(pk=actor.user_id)
    if actor.may(Permission.SEE_STAFF_LOG):
        return others
    mine = [unit_id for unit_id in actor.unit_ids if actor.can(Permission.SEE_STAFF_LOG, unit_id)]
    held = PostHolding.objects.filter(post__unit_id__in=mine, during__contains=timezone.localdate())
    return others.filter(pk__in=held.values("user_id"))


@dataclass(frozen=True)
class ChangeInSight:
    """A grave change, and the actor: with the access grant by which they came to its family, while that lasts."""

    change: GraveChange
    actor: Actor


def _about_change(request: Request, *, pk: int, **ids: Any) -> ChangeInSight:
    actor = request.actor
    change = change_by(pk)
    if change is None:
        raise Http404("No such change")
    if actor.user_id not in (change.by_id, change.decided_by_id) and not answers_for(actor, change):
        raise Http404("Someone else’s change")
    found = family_asked_for(change.family_id, actor.user_id) if change.family_id else None
    if found is not None and found[2] is not None:  # who came by an opening undoes by it, while it lasts
        actor = actor.with_opened(found[1], found[2])
    return ChangeInSight(change, actor)


ABOUT_CHANGE = Policy(
    "change:mine", "Whoever made the change, answers for it, or is said to have decided it.", _about_change
)
EDITS_REGISTER = role_somewhere(
    Permission.EDIT_FAMILY, "Whoever works with families of their own; it says nothing of any.", "role:edit_register"
)
SEES_STAFF_LOG = role_somewhere(
    Permission.SEE_STAFF_LOG, "A group manager for their units, the head of service.", "role:see_staff_log"
)
SEES_FAMILY = in_family(
    Permission.SEE_FAMILY, "The unit that holds the family, its buddy unit, its group manager; others with a reason."
)
EDITS_FAMILY = in_family(
    Permission.EDIT_FAMILY, "The unit that holds the family, its buddy unit, its group manager; others with a reason."
)
SAYS_WHO_KNOWS = in_family(Permission.SAY_WHO_KNOWS, "The unit that holds the family, and its group manager.")
CLOSES_FAMILY = in_family(Permission.CLOSE_FAMILY, "The CSW of the unit that holds the family, a deputy, the manager.")
SEES_READERS = in_family(Permission.SEE_READERS, "The unit that holds the family, its manager, the head of service.")
RESTRICTS_FAMILY = in_family(Permission.RESTRICT_FAMILY, "The group manager of the unit, and the head of service.")
OPENS_WITH_REASON = Policy(
    "family:open_with_reason", "Whoever works with families, for a while, visible to the family's unit.", _may_open
)
OPENS_IN_EMERGENCY = role_with(
    Permission.OPEN_IN_EMERGENCY, "Whoever works with families; the record's guardian is told at once."
)
SEARCHES = role_with(Permission.SEARCH, "Whoever works with families.")
