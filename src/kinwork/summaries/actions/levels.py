"""Verbs: propose how much is recorded of the work with a family, agree or not. A new decision undoes an old one."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.grave_changes import clean_reason
from kinwork.access.permissions import Permission
from kinwork.cases.queries import latest_involvement
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily

from ..models import Answer, Level, RecordingLevel


@transaction.atomic
def propose_level(held: HeldFamily, level: str, *, because: str, from_on: date | None = None) -> RecordingLevel:
    """Anybody of the unit proposes; who decides there agrees with the same press."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    involvement = latest_involvement(held.pk)
    if involvement is None or involvement.closed_on is not None:
        raise ValidationError("The family is closed. Its level of recording ended with that.")
    today = timezone.localdate()
    on = from_on or today
    problems = {}
    if level not in Level.values:
        problems["level"] = "Choose full log or analytic summary."
    if not because.strip():
        problems["because"] = "Say why this level is right for this family now. Everyone reads it."
    elif len(because.strip()) > 500:
        problems["because"] = f"Say it in up to 500 characters; this has {len(because.strip()):,}."
    if on < involvement.opened_on:
        problems["from_on"] = f"The family has been open since {long_day(involvement.opened_on)}."
    if problems:
        raise ValidationError(problems)
    _replaced(held, involvement.pk)
    try:
        with transaction.atomic():
            proposal = RecordingLevel.objects.create(
                involvement=involvement, level=level, because=because.strip(), from_on=on,
                proposed_by_id=held.actor.user_id, proposed_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError as problem:
        raise ValidationError("Someone proposed a level a moment ago. Look at the page again.") from problem
    log(held.actor, "proposed recording level", family_id=held.pk, thing=proposal)
    if held.may(Permission.DECIDE):
        agree_level(held, proposal.pk)
    return proposal


def _replaced(held: HeldFamily, involvement_id: int) -> None:
    """A proposal that nobody has answered gives way to the new one."""
    waiting = RecordingLevel.objects.select_for_update().filter(involvement_id=involvement_id, answer="")
    for one in waiting:
        _answer(held, one, Answer.WITHDRAWN)


@transaction.atomic
def agree_level(held: HeldFamily, pk: int) -> RecordingLevel:
    """The consultant, or a deputy, signs it."""
    held.actor.require(Permission.DECIDE, held.unit_id)
    proposal = _waiting(held, pk)
    assert held.unit_id is not None  # only who decides in a unit comes here
    _answer(held, proposal, Answer.AGREED, as_=held.actor.decides_as(held.unit_id))
    log(held.actor, "agreed recording level", family_id=held.pk, thing=proposal)
    return proposal


@transaction.atomic
def decline_level(held: HeldFamily, pk: int, *, because: str) -> RecordingLevel:
    """It stays as it was; whoever proposed it reads why."""
    held.actor.require(Permission.DECIDE, held.unit_id)
    because = clean_reason(because, sentence="Say why not. Whoever proposed it reads this.")
    proposal = _waiting(held, pk)
    assert held.unit_id is not None
    _answer(held, proposal, Answer.DECLINED, as_=held.actor.decides_as(held.unit_id), because=because)
    log(held.actor, "declined recording level", family_id=held.pk, thing=proposal)
    return proposal


def _waiting(held: HeldFamily, pk: int) -> RecordingLevel:
    found = RecordingLevel.objects.select_for_update(of=("self",)).filter(pk=pk, involvement__family_id=held.pk)
    proposal = found.first()
    if proposal is None:
        raise ValidationError("There is no such proposal for this family.")
    if proposal.answer:
        raise ValidationError("This has been answered in the meantime. Look at the page again.")
    return proposal


def _answer(held: HeldFamily, proposal: RecordingLevel, answer: Answer, *, as_: str = "", because: str = "") -> None:
    proposal.answer, proposal.answered_by_id, proposal.answered_at = answer, held.actor.user_id, timezone.now()
    proposal.answered_as, proposal.answered_because = as_, because
    proposal.save(update_fields=["answer", "answered_by", "answered_at", "answered_as", "answered_because"])
