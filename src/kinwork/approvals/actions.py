"""Verbs: approve, one or many; return with what has to change; take an answer back; what waits too long goes up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import clean_reason
from kinwork.access.permissions import Permission
from kinwork.access.queries import authority
from kinwork.access.sql import tuples
from kinwork.cases.answerable import who_leads
from kinwork.cases.queries import unit_holding
from kinwork.clocks.working_days import working_days_between
from kinwork.notices.actions import notify, withdraw
from kinwork.row_level_security import HIDES_NOTHING
from kinwork.units.queries import holders_of

from .kinds import kind_of
from .models import Answer, Approval
from .notice_kinds import ASKED, RETURNED, WENT_UP

TAKEN_BACK_WITHIN = timedelta(days=7)


def _to_answer(actor: Actor, approval_id: int) -> tuple[Approval, int]:
    """An approval, locked, that this person may answer, and its family."""
    approval = Approval.objects.select_for_update(of=("self",)).select_related("involvement").get(pk=approval_id)
    family_id = approval.involvement.family_id
    actor.require(Permission.APPROVE, unit_holding(family_id))
    return approval, family_id


@transaction.atomic
def approve(actor: Actor, approval_ids: Collection[int]) -> int:
    """All of these, or none; how many were still waiting. What somebody else answered meanwhile stays as it is."""
    done = 0
    for pk in sorted(approval_ids):
        approval, family_id = _to_answer(actor, pk)
        if not approval.is_open:
            continue
        _answer(actor, approval, Answer.APPROVED, "")
        log(actor, "approved", family_id=family_id, thing=approval)
        done += 1
    return done


@transaction.atomic
def give_back(actor: Actor, approval_id: int, *, because: str) -> Approval:
    """It is returned to whoever did it, with what has to change. What was done holds until it is corrected."""
    because = clean_reason(because, sentence="Say what has to change, in a few words. The person who did it sees it.")
    approval, family_id = _to_answer(actor, approval_id)
    if not approval.is_open:
        raise ValidationError(f"{approval.get_answer_display()} in the meantime. Look at the queue again.")
    _answer(actor, approval, Answer.RETURNED, because)
    log(actor, "returned for change", family_id=family_id, thing=approval, words=because)
    notify(RETURNED.key, actor=actor, family_id=family_id, to=approval.asked_by_id, thing=approval)
    return approval


def _answer(actor: Actor, approval: Approval, answer: Answer, words: str) -> None:
    approval.answer, approval.words = answer, words
    approval.answered_by_id, approval.answered_at = actor.user_id, timezone.now()
    approval.save(update_fields=["answer", "words", "answered_by", "answered_at"])
    for kind in (ASKED, WENT_UP):
        withdraw(kind.key, thing=approval)


@transaction.atomic
def take_answer_back(actor: Actor, approval_id: int) -> None:
    """A slip: it waits again. By whoever may approve it, for a week."""
    approval, family_id = _to_answer(actor, approval_id)
    if approval.is_open:
        return
    kind = kind_of(approval.kind)
    if approval.answer == Answer.DROPPED or kind is None or not kind.stands(approval.thing_id):
        raise ValidationError("What this was about has been corrected or removed since.")
    assert approval.answered_at is not None
    if approval.answered_at < timezone.now() - TAKEN_BACK_WITHIN:
        raise ValidationError("This was answered more than a week ago. Correct what was done instead, and say why.")
    approval.answer = approval.words = ""
    approval.answered_by = approval.answered_at = None
    approval.save(update_fields=["answer", "words", "answered_by", "answered_at"])
    withdraw(RETURNED.key, thing=approval)
    log(actor, "waits for approval again", family_id=family_id, thing=approval)


WAITING = """
SELECT a.id, a.asked_at, i.family_id FROM approvals_approval a JOIN cases_involvement i ON i.id = a.involvement_id
WHERE a.answer = '' AND a.went_up_at IS NULL AND a.asked_at < %(before)s ORDER BY a.id
"""


@transaction.atomic
def send_up() -> int:
    """What has waited longer than the authority wants is shown to the managers above too; how many there were.

    Once for each; whoever has it before them can still answer it.
    """
    # Restricted families wait too. Nothing of this is shown to anybody; it holds for the transaction.
    tuples(HIDES_NOTHING)
    today, now = timezone.localdate(), timezone.now()
    longest = authority().approvals_go_up_after
    sent = 0
    for pk, asked_at, family_id in tuples(WAITING, before=now - timedelta(days=longest)):
        if working_days_between(timezone.localdate(asked_at), today) <= longest:
            continue
        approval = Approval.objects.select_for_update().get(pk=pk)
        if not approval.is_open or approval.went_up_at:
            continue
        approval.went_up_at = now
        approval.save(update_fields=["went_up_at"])
        unit_id = unit_holding(family_id)
        above = set(holders_of(Permission.APPROVE, unit_id, today)) - set(who_leads(unit_id))
        notify(WENT_UP.key, actor=None, family_id=family_id, to=above, thing=approval)
        sent += 1
    return sent
