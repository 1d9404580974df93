"""Verbs: make a round, invite, remind, answer, close; say that words tell of someone at risk.

That someone answered is in no log: who answered last, and what came last, would be one person (docs/adr/0145).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.clocks.humanize import long_day
from kinwork.instruments.model import Asked as AskedFor
from kinwork.measures.actions import WORDS, read
from kinwork.notices.actions import notify

from . import notice_kinds as kinds
from .choosing import Sheet, has_words, in_units, of_staff, why_not_asked
from .models import LEAST, MOST_DAYS, Asked, Round
from .queries import asked_ids, asked_lately, from_again, people_in

ALSO = "also"  # the box for words where no questionnaire has one


def _require(actor: Actor) -> None:
    if not actor.may(Permission.RUN_STUDIES):
        raise NotAllowed(Permission.RUN_STUDIES)


def make_round(
    actor: Actor, *, name: str, purpose: str, instruments: Sequence[str], unit_ids: Sequence[int],
    roles: Sequence[str], asks_words: bool, opens_on: date | None, closes_on: date | None, remind_on: date | None,
) -> Round:  # fmt: skip
    """A survey, with who is asked settled from who is in post today. They are invited on the day it opens."""
    _require(actor)
    today = timezone.localdate()
    opens_on = opens_on or today
    there = {one.key: one for one in of_staff()}
    problems = {}
    if not name.strip():
        problems["name"] = "Give the survey a name."
    if not purpose.strip():
        problems["purpose"] = "Say what it is for, in words that those who are asked will read."
    chosen = [there[key] for key in dict.fromkeys(instruments) if key in there]
    if not chosen:
        problems["instruments"] = "Choose at least one questionnaire."
    elif wrong := next(filter(None, map(why_not_asked, chosen)), ""):
        problems["instruments"] = wrong
    if opens_on < today:
        problems["opens_on"] = "This date has passed. Type today or a later day, or leave it empty for today."
    if closes_on is None:
        problems["closes_on"] = "Type the last day."
    elif not opens_on <= closes_on <= opens_on + timedelta(days=MOST_DAYS):
        problems["closes_on"] = f"A survey is open {MOST_DAYS} days at most, from {long_day(opens_on)} on."
    elif remind_on is not None and not opens_on < remind_on <= closes_on:
        problems["remind_on"] = "Choose a day after it opens, and not after its last day."
    roles = [key for key in roles if key in in_units()]
    people = people_in(unit_ids, roles, today) if unit_ids and roles else []
    if len(people) < LEAST:
        problems["unit_ids"] = (
            f"{len(people)} would be asked. Ask at least {LEAST}: of fewer nothing is ever shown."
        )  # fmt: skip
    elif chosen and (lately := asked_lately([one.key for one in chosen], sorted({u for _, u, _ in people}), opens_on)):
        key, unit, until = lately
        again = long_day(from_again(until))
        problems["unit_ids"] = (
            f"“{there[key].name}” is asked of {unit} until {long_day(until)}. Ask it again from {again}: what changes "
            "between two surveys close together can be what one person answered."
        )
    if problems:
        raise ValidationError(problems)
    assert closes_on is not None
    with transaction.atomic():
        made = Round.objects.create(
            name=" ".join(name.split())[:120], purpose=purpose.strip()[:1000], asks_words=asks_words,
            instruments=[one.key for one in chosen], versions=[one.version for one in chosen],
            opens_on=opens_on, closes_on=closes_on, remind_on=remind_on,
            made_by_id=actor.user_id, made_at=timezone.now(),
        )  # fmt: skip
        Asked.objects.bulk_create(Asked(round=made, user_id=user, unit_id=unit) for user, unit, _ in people)
        log(actor, "made staff survey", thing=made, words=made.name)
        if opens_on <= today:
            _invite(actor, made)
    return made


def _invite(actor: Actor | None, one: Round) -> None:
    one.invited_at = timezone.now()
    one.save(update_fields=["invited_at"])
    notify(kinds.INVITED.key, actor=actor, to=asked_ids(one.pk), thing=one, due=one.closes_on)


def answer(one: Round, sheets: Sequence[Sheet], sent: Mapping[str, Sequence[str]]) -> None:
    """Everything at once, by whoever asks. What is wrong is said by box, and then nothing has been taken."""
    problems: dict[str, str] = {}
    numbers: dict[str, dict[str, float | int | str]] = {}
    said: list[tuple[str, int, str]] = []
    for sheet in sheets:
        own = {question.key: sent[sheet.box(question.key)] for question in sheet.form.questions
               if sheet.box(question.key) in sent}  # fmt: skip
        found, wrong = read(sheet.form, own)
        problems |= {sheet.box(key): words for key, words in wrong.items()}
        numbers[sheet.instrument.key] = {}
        for number, value in found.items():
            if value is None:
                continue
            if sheet.instrument.by_number[number].answers.asked == AskedFor.WORDS:
                said.append((sheet.instrument.key, number, str(value)))
            else:
                numbers[sheet.instrument.key][str(number)] = value
    also = "\n".join(sent.get(ALSO, ())).strip()
    if one.asks_words and also and not has_words(sheets):
        if len(also) > WORDS:
            problems[ALSO] = f"{WORDS:,} characters fit; this has {len(also):,}. Say it shorter."
        said.append(("", 0, also))
    if problems:
        raise ValidationError(problems)
    if not said and not any(numbers.values()):
        raise ValidationError("Nothing has been answered yet. Answer at least one.")
    take(one, timezone.localdate(), numbers, said)


@transaction.atomic
def take(
    one: Round, on: date, numbers: Mapping[str, Mapping[str, float | int | str]],
    said: Sequence[tuple[str, int, str]] = (),
) -> None:  # fmt: skip
    """Answers of whoever asks, by instrument and item; words too. Only the database knows whose they are, and forgets
    it at once.
    """
    [(came,)] = tuples(
        "SELECT kinwork_survey_take(%(round)s, %(on)s::date, %(sheets)s::jsonb, %(said)s::jsonb)",
        round=one.pk, on=on, sheets=json.dumps(numbers), said=json.dumps(said),
    )  # fmt: skip
    if came != "taken":
        raise ValidationError(NOT_TAKEN[came])


NOT_TAKEN = {
    "not open": "The survey is not open, so this was not taken. What you chose is still here.",
    "not asked": "You are not among those who are asked in this survey, so this was not taken.",
    "twice": "You have answered this survey already, and this was not taken. What you sent then counts; it cannot be "
    "found again, and so it cannot be changed.",
}


@transaction.atomic
def close_round(actor: Actor, one: Round) -> None:
    """Before its last day is over. What was answered can be read from then on, and no one can answer any more."""
    _require(actor)
    if one.invited_at is None and one.opens_on > timezone.localdate():
        raise ValidationError("This survey has not opened, so there is nothing to close. Withdraw it instead.")
    _close(actor, one.pk)


@transaction.atomic
def withdraw(actor: Actor, one: Round) -> None:
    """Before it opens: no one was invited, no one is told, and its questionnaires can be asked at another time."""
    _require(actor)
    found = Round.objects.select_for_update().get(pk=one.pk)
    if found.is_withdrawn:
        return
    if found.closed_at is not None or found.invited_at is not None or found.opens_on <= timezone.localdate():
        raise ValidationError("This survey has opened, so it cannot be withdrawn. Close it: what was answered counts.")
    found.closed_at, found.closed_by_id, found.is_withdrawn = timezone.now(), actor.user_id, True
    found.save(update_fields=["closed_at", "closed_by", "is_withdrawn"])
    log(actor, "withdrew staff survey", thing=found, words=found.name)


def _close(actor: Actor | None, pk: int) -> None:
    one = Round.objects.select_for_update().get(pk=pk)
    if one.closed_at is not None:
        return
    one.closed_at, one.closed_by_id = timezone.now(), actor.user_id if actor else None
    one.save(update_fields=["closed_at", "closed_by"])
    log(actor, "closed staff survey", thing=one, words=one.name)
    notify(kinds.CLOSED.key, actor=actor, to=asked_ids(one.pk), thing=one)


@transaction.atomic
def move_on(today: date) -> tuple[int, int, int]:
    """What is due by the day: invite, remind, close. How many of each. Done twice, it is done once."""
    running = Round.objects.select_for_update().filter(closed_at=None)
    invited = list(running.filter(invited_at=None, opens_on__lte=today, closes_on__gte=today))
    for one in invited:
        _invite(None, one)
    reminded = list(running.filter(reminded_at=None, remind_on__lte=today, closes_on__gte=today))
    for one in reminded:
        one.reminded_at = timezone.now()
        one.save(update_fields=["reminded_at"])
        notify(kinds.REMINDED.key, actor=None, to=asked_ids(one.pk), thing=one, due=one.closes_on)
    over = list(running.filter(closes_on__lt=today).values_list("pk", flat=True))
    for pk in over:
        _close(None, pk)
    return len(invited), len(reminded), len(over)


@transaction.atomic
def tells_of_risk(actor: Actor, one: Round) -> None:
    """Words tell of a child or an adult at risk: everyone who was asked is told to act if the words are theirs."""
    _require(actor)
    log(actor, "said that survey words tell of risk", thing=one, words=one.name)
    notify(kinds.AT_RISK.key, actor=None, to=asked_ids(one.pk), thing=one)
