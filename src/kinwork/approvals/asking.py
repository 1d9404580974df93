"""Something was written that has to be approved: it is put into the queue, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.cases.queries import unit_holding
from kinwork.notices.actions import notify, withdraw

from .kinds import Kind, kinds_for
from .models import Answer, Approval
from .notice_kinds import ASKED
from .requirements import is_required

# The verbs by which a thing comes to be, changes, or is there again; and by which it is there no longer.
WRITES = frozenset({"recorded fact", "ended fact", "corrected fact", "undid", "agreed plan", "finalised document"})
WITHDRAWS = frozenset({"withdrew fact", "marked as entered in error", "put document away"})


def on_log(actor: Actor | None, verb: str, family_id: int | None, thing: Any) -> None:
    """Somebody wrote something in a family's record."""
    if actor is None or family_id is None or thing is None or verb not in WRITES | WITHDRAWS:
        return
    for kind in kinds_for(thing):
        if verb in WITHDRAWS:
            _drop(actor, kind, thing.pk)
            continue
        replaced = getattr(thing, "replaces_id", None)
        if replaced:
            _drop(actor, kind, replaced)
        if kind.needs(thing) and (kind.by_law or is_required(kind.key)):
            _ask(actor, kind, family_id, thing)
        else:
            _drop(actor, kind, thing.pk)


def _ask(actor: Actor, kind: Kind, family_id: int, thing: Any) -> None:
    """Whoever may approve it themselves has done so by writing it, and it says so."""
    known = Approval.objects.filter(kind=kind.key, thing_type=kind.thing, thing_id=thing.pk)
    if known.filter(answer__in=["", Answer.APPROVED]).exists():
        return
    unit_id, now = unit_holding(family_id), timezone.now()
    approves = actor.can(Permission.APPROVE, unit_id)
    approval = Approval.objects.create(
        kind=kind.key,
        involvement_id=kind.involvement_of(thing),
        person_id=getattr(thing, "person_id", None),
        thing_type=kind.thing,
        thing_id=thing.pk,
        asked_by_id=actor.user_id,
        asked_at=now,
        answer=Answer.APPROVED if approves else "",
        answered_by_id=actor.user_id if approves else None,
        answered_at=now if approves else None,
    )
    if not approves:
        notify(ASKED.key, actor=actor, family_id=family_id, unit_id=unit_id, thing=approval)


def _drop(actor: Actor, kind: Kind, thing_id: int) -> None:
    """It waits no longer: what was to be approved is not there any more, or something stands in its place."""
    for approval in Approval.objects.select_for_update().filter(
        kind=kind.key, thing_type=kind.thing, thing_id=thing_id, answer=""
    ):
        approval.answer, approval.answered_by_id, approval.answered_at = Answer.DROPPED, actor.user_id, timezone.now()
        approval.save(update_fields=["answer", "answered_by", "answered_at"])
        withdraw(ASKED.key, thing=approval)
