"""Verbs: set a period, place and lift a hold, propose to erase a record, decide as a second person."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log, log_for_each
from kinwork.access.permissions import Permission

from . import kept_list, outside
from .models import Answer, CountsFrom, Erased, Hold, HoldScope, LocalKind, LocalPeriod, Proposal
from .queries import STOPS, record_of

SECOND_PERSON = "You proposed this. Someone else who may decide has to look at it."
ANSWERED = "This proposal has been answered. Look at the record again."
NAMED_ELSEWHERE = (
    "Another family’s record names someone who is in this one, so it was not erased and nothing has changed. Correct "
    "that record first, or refuse this proposal."
)


def _require(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise NotAllowed(permission)


@transaction.atomic
def set_period(actor: Actor, *, kind: str, counts_from: str, years: int | None, reason: str) -> LocalPeriod:
    """How long the authority keeps one kind of record; what it was before stays in the history."""
    _require(actor, Permission.SET_RULES)
    problems = {}
    if kind not in LocalKind.values:
        problems["kind"] = "Choose which records."
    if counts_from not in CountsFrom.values:
        problems["counts_from"] = "Choose from which day the years count."
    if years is None or not 1 <= years <= 120:
        problems["years"] = "Type a whole number of years from 1 to 120."
    if not reason.strip():
        problems["reason"] = "Say why so long, such as the council’s retention schedule and its date."
    if problems or years is None:
        raise ValidationError(problems)
    now = timezone.now()
    LocalPeriod.objects.filter(kind=kind, ended_at=None).update(ended_at=now, ended_by=actor.user_id)
    made = LocalPeriod.objects.create(
        kind=kind, counts_from=counts_from, years=years, reason=reason.strip(), by_id=actor.user_id, at=now
    )
    log(actor, "set how long records are kept", thing=made, words=f"{kind}: {years} years from {counts_from}")
    return made


@transaction.atomic
def place_hold(
    actor: Actor,
    *,
    scope: str,
    asked_by: str,
    reason: str,
    family_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Hold:
    """Nothing within its scope is erased from now on."""
    _require(actor, Permission.KEEP_RECORDS)
    problems = {}
    if scope not in HoldScope.values:
        problems["scope"] = "Choose what is held."
    if scope == HoldScope.FAMILY and family_id is None:
        problems["scope"] = "A hold on one family is placed on its own page: find it first."
    if scope == HoldScope.PERIOD and (since is None or until is None or until < since):
        problems["since"] = "Give two days, the earlier first."
    if not asked_by.strip():
        problems["asked_by"] = "Say who asked for it, such as an inquiry, a court or the legal team."
    if not reason.strip():
        problems["reason"] = "Say why."
    if problems:
        raise ValidationError(problems)
    held = Hold.objects.create(
        scope=scope,
        family_id=family_id if scope == HoldScope.FAMILY else None,
        since=since if scope == HoldScope.PERIOD else None,
        until=until if scope == HoldScope.PERIOD else None,
        asked_by=asked_by.strip(),
        reason=reason.strip(),
        by_id=actor.user_id,
        at=timezone.now(),
    )
    log(actor, "placed a hold", family_id=held.family_id, thing=held)
    return held


@transaction.atomic
def lift_hold(actor: Actor, hold_id: int, *, because: str) -> Hold:
    """It no longer stands. Only who decides on erasing lifts one."""
    _require(actor, Permission.ERASE_RECORDS)
    held = Hold.objects.select_for_update(no_key=True).filter(pk=hold_id).first()
    if held is None or held.lifted_at is not None:
        raise ValidationError("This hold has been lifted already.")
    if not because.strip():
        raise ValidationError({"because": "Say why it is lifted, such as the letter that ended it."})
    held.lifted_at, held.lifted_by_id, held.lifted_because = timezone.now(), actor.user_id, because.strip()
    held.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    log(actor, "lifted a hold", family_id=held.family_id, thing=held)
    return held


@transaction.atomic
def propose(actor: Actor, family_id: int, *, reason: str) -> Proposal:
    """Propose to erase a record whose time has come, with all that hangs together with it. Refused where it is kept."""
    _require(actor, Permission.KEEP_RECORDS)
    record = record_of(family_id)
    if not record.together:
        raise ValidationError("This record is not there.")
    if record.stops or record.until is None:
        raise ValidationError([STOPS[stop] for stop in record.stops])
    if not reason.strip():
        raise ValidationError({"reason": "Say why it can be erased."})
    families = [one.facts.family_id for one in record.together]
    if Proposal.objects.filter(family_ids__overlap=families, answer="").exists():
        raise ValidationError("A proposal for this record waits already.")
    made = Proposal.objects.create(
        family_id=family_id, family_ids=families, rules=record.rules, kept_until=record.until, reason=reason.strip(),
        by_id=actor.user_id, at=timezone.now(),
    )  # fmt: skip
    log_for_each([(pk, actor) for pk in families], "proposed to erase the record", thing=made)
    return made


def _waiting(proposal_id: int) -> Proposal:
    found = Proposal.objects.select_for_update(no_key=True).filter(pk=proposal_id).first()
    if found is None or found.answer:
        raise ValidationError(ANSWERED)
    return found


def _answer(actor: Actor, proposal: Proposal, answer: Answer, because: str) -> None:
    proposal.answer, proposal.because = answer, because.strip()
    proposal.answered_by_id, proposal.answered_at = actor.user_id, timezone.now()
    proposal.save(update_fields=["answer", "because", "answered_by", "answered_at"])


@transaction.atomic
def withdraw(actor: Actor, proposal_id: int) -> None:
    """Whoever proposed it takes it back."""
    _require(actor, Permission.KEEP_RECORDS)
    found = _waiting(proposal_id)
    if found.by_id != actor.user_id:
        raise ValidationError("Only whoever proposed it can withdraw it. You can refuse it.")
    _answer(actor, found, Answer.WITHDRAWN, "")
    log_for_each([(pk, actor) for pk in found.family_ids], "withdrew a proposal to erase", thing=found)


@transaction.atomic
def refuse(actor: Actor, proposal_id: int, *, because: str) -> None:
    """The record stays."""
    _require(actor, Permission.ERASE_RECORDS)
    found = _waiting(proposal_id)
    if found.by_id == actor.user_id:
        raise ValidationError(SECOND_PERSON)
    if not because.strip():
        raise ValidationError({"because": "Say why the record stays."})
    _answer(actor, found, Answer.REFUSED, because)
    log_for_each([(pk, actor) for pk in found.family_ids], "refused to erase the record", thing=found)


def agree(actor: Actor, proposal_id: int) -> Erased:
    """Erase it, as the second person: the record and all that hangs together with it, in one transaction or not at all.

    What is kept elsewhere than in the database goes when that is done, and the list for after a restore gets its line.
    """
    _require(actor, Permission.ERASE_RECORDS)
    with transaction.atomic():
        found = _waiting(proposal_id)
        if found.by_id == actor.user_id:
            raise ValidationError(SECOND_PERSON)
        record = record_of(found.family_id)
        if record.stops:
            raise ValidationError([STOPS[stop] for stop in record.stops])
        if sorted(one.facts.family_id for one in record.together) != sorted(found.family_ids):
            raise ValidationError("What hangs together with this record has changed. Refuse this, and propose it anew.")
        _answer(actor, found, Answer.AGREED, "")
        afterwards = _outside(found)
        log_for_each([(pk, actor) for pk in found.family_ids], "erased the record", thing=found)
        try:
            with transaction.atomic():
                [(erased_id,)] = _asked("SELECT kinwork_erase(%s)", found.pk)
        except IntegrityError as problem:
            raise ValidationError(NAMED_ELSEWHERE) from problem
        for what in (kept_list.keep, *afterwards):
            transaction.on_commit(what, robust=True)
    return Erased.objects.get(pk=erased_id)


def _outside(proposal: Proposal) -> list[outside.Afterwards]:
    tables = outside.registered()
    if not tables:
        return []
    [(rows,)] = _asked("SELECT kinwork_erasing_rows_of(%s, %s::text[])::text", proposal.pk, tables)
    return outside.prepare(json.loads(rows))


def _asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
