"""Who keeps the register, and who sees what of colleagues.

Days of training are seen by whoever sees the unit. An induction, and with whom a colleague has coaching or supervision,
by that colleague, the other one and the consultant of the unit; managers see how many had any lately, and no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_somewhere, role_with
from kinwork.access.request import Request
from kinwork.units.models import PostHolding, Unit

from .models import Practising, Programme, Session
from .queries import Induction, Trained, inductions_of, trained_in

KEEPS_SOMEWHERE = role_somewhere(
    Permission.KEEP_TRAINING,
    "Consultants, unit coordinators, group managers and the head of service, for colleagues of their own units.",
    "role:keep_training_somewhere",
)
KEEPS_EVERYWHERE = role_with(Permission.KEEP_TRAINING, "The head of service.")


def supports(actor: Actor, unit_id: int | None) -> bool:
    """Whether this person supports the staff of a unit: its consultant."""
    return actor.can(Permission.SUPPORT_STAFF, unit_id)


def may_record_for(actor: Actor, user_id: int, with_user_id: int | None) -> bool:
    """Their own sessions, those that they gave, those of the unit whose staff they support. At most one statement."""
    if actor.user_id == user_id:
        return True
    units = [unit_id for unit_id in actor.unit_ids if supports(actor, unit_id)]
    here = PostHolding.objects.filter(during__contains=timezone.localdate(), user_id=user_id)
    if actor.user_id == with_user_id:
        units = actor.unit_ids
    return here.filter(post__unit_id__in=units).exists()


@dataclass(frozen=True)
class InductionInReach:
    """The induction of a colleague, the unit, and who is asking."""

    unit: Unit
    member: Trained
    induction: Induction
    actor: Actor


def _sees_induction(request: Request, *, unit_id: int, user_id: int, **ids: Any) -> InductionInReach:
    """Three statements. Whoever else asks learns nothing: neither that there is one nor that there is none."""
    actor = request.actor
    if actor.user_id != user_id and not supports(actor, unit_id):
        raise NotAllowed(Permission.SUPPORT_STAFF)
    today = timezone.localdate()
    unit = Unit.objects.filter(pk=unit_id).first()
    members = [one for one in trained_in([unit_id], today) if one.user_id == user_id]
    found = inductions_of(members, today).get((unit_id, user_id))
    if unit is None or found is None:
        raise Http404("No induction")
    return InductionInReach(unit, members[0], found, actor)


SEES_INDUCTION = Policy(
    "training:induction", "The colleague who joined, and the consultant of the unit.", _sees_induction
)


@dataclass(frozen=True)
class SessionInReach:
    session: Session
    actor: Actor


def _own_session(request: Request, *, pk: int, **ids: Any) -> SessionInReach:
    """One statement."""
    found = Session.objects.filter(pk=pk, removed_at=None).first()
    mine = request.actor.user_id
    if found is None or mine not in (found.user_id, found.with_user_id, found.by_id):
        raise Http404("No such session")
    return SessionInReach(found, request.actor)


OWN_SESSION = Policy("training:session", "The two who had the session, and who entered it.", _own_session)


@dataclass(frozen=True)
class PractisingInReach:
    practising: Practising
    actor: Actor


def _own_practising(request: Request, *, pk: int, **ids: Any) -> PractisingInReach:
    """One statement. For whoever else asks it is not there."""
    found = Practising.objects.filter(pk=pk).first()
    if found is None or request.actor.user_id not in (found.user_id, found.with_user_id):
        raise Http404("Nothing is practised here")
    return PractisingInReach(found, request.actor)


OWN_PRACTISING = Policy("training:practising", "The colleague who practises, and their coach.", _own_practising)


@dataclass(frozen=True)
class ProgrammeInReach:
    programme: Programme
    actor: Actor


def _keeps(permission_everywhere: bool) -> Any:
    def admits(request: Request, *, programme_id: int, **ids: Any) -> ProgrammeInReach:
        actor = request.actor
        keeps = actor.may if permission_everywhere else actor.somewhere
        if not keeps(Permission.KEEP_TRAINING):
            raise NotAllowed(Permission.KEEP_TRAINING)
        found = Programme.objects.filter(pk=programme_id).first()
        if found is None:
            raise Http404("No such programme")
        return ProgrammeInReach(found, actor)

    return admits


KEEPS_PROGRAMME = Policy("training:keep", KEEPS_SOMEWHERE.sentence, _keeps(False))
ENDS_PROGRAMME = Policy("training:programme", KEEPS_EVERYWHERE.sentence, _keeps(True))
