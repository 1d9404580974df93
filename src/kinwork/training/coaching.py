"""Verbs: agree what is practised until when; that it was done, or is carried on; who hears of it, and when it is due.

Only the colleague and their coach read it: what somebody practises is no measure of them (docs/adr/0175).
"""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import long_day
from kinwork.notices.actions import notify

from .models import Practising, Settled
from .notice_kinds import PRACTISE, PRACTISE_DUE
from .queries import whom_i_meet

LONGEST = timedelta(days=366)


def _day(due: date | None, name: str, problems: dict[str, str]) -> None:
    today = timezone.localdate()
    if due is None:
        problems[name] = "Say by when, such as: in 3 weeks."
    elif due < today:
        problems[name] = "This date has passed. Choose today or a later day."
    elif due > today + LONGEST:
        problems[name] = f"Choose a day within a year: until {long_day(today + LONGEST)}."


@transaction.atomic
def agree(
    actor: Actor, *, user_id: int, with_user_id: int | None, with_name: str, what: str, due: date | None
) -> Practising:
    """By the colleague or their coach, of one unit; a coach from outside has a name only."""
    what, with_name = " ".join(what.split()), " ".join(with_name.split())
    problems: dict[str, str] = {}
    if actor.user_id not in (user_id, with_user_id):
        raise NotAllowed(Permission.SUPPORT_STAFF, "Only the colleague who practises and their coach agree on it.")
    if (with_user_id is None) == (not with_name):
        problems["coach"] = "Choose a colleague, or type the name of a coach from outside: one of the two."
    elif with_user_id == user_id:
        problems["coach"] = "Choose two different people."
    else:
        others = {user_id, with_user_id} - {None, actor.user_id}
        if others - {pk for pk, _ in whom_i_meet(actor, timezone.localdate())}:
            problems["coach"] = "Choose a colleague of your own unit."
    if not what:
        problems["what"] = "Say what to work on, such as: one circular question in each visit."
    elif len(what) > 300:
        problems["what"] = f"300 characters fit; this has {len(what)}. Say it shorter."
    _day(due, "due", problems)
    if problems:
        raise ValidationError(problems)
    assert due is not None
    again = Practising.objects.filter(
        user_id=user_id, with_user_id=with_user_id, with_name=with_name, what=what, due=due, settled=""
    ).first()
    if again is not None:
        return again
    made = Practising.objects.create(
        user_id=user_id, with_user_id=with_user_id, with_name=with_name, what=what, due=due, by_id=actor.user_id,
        at=timezone.now(),
    )  # fmt: skip
    log(actor, "agreed what is practised", thing=made)
    _tell(made, actor)
    return made


def _tell(made: Practising, actor: Actor) -> None:
    notify(PRACTISE.key, actor=actor, to=_both(made), thing=made, due=made.due)


def _both(one: Practising) -> list[int]:
    return sorted({one.user_id} | ({one.with_user_id} if one.with_user_id else set()))


def _open(actor: Actor, one: Practising) -> Practising:
    found = Practising.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if actor.user_id not in (found.user_id, found.with_user_id):
        raise NotAllowed(Permission.SUPPORT_STAFF)
    return found


@transaction.atomic
def done(actor: Actor, one: Practising) -> None:
    """It was practised. Said twice, it is said once."""
    found = _open(actor, one)
    if not found.settled:
        _settle(actor, found, Settled.DONE)


@transaction.atomic
def carry(actor: Actor, one: Practising, until: date | None) -> Practising:
    """It is practised on, until a later day."""
    found = _open(actor, one)
    if found.settled:
        raise ValidationError({"until": "This was settled already. Load the page again."})
    problems: dict[str, str] = {}
    _day(until, "until", problems)
    if until is not None and not problems and until <= found.due:
        problems["until"] = f"Choose a day after {long_day(found.due)}, until when it was."
    if problems:
        raise ValidationError(problems)
    assert until is not None
    _settle(actor, found, Settled.CARRIED)
    made = Practising.objects.create(
        user_id=found.user_id, with_user_id=found.with_user_id, with_name=found.with_name, what=found.what, due=until,
        by_id=actor.user_id, at=timezone.now(), carried_from=found,
    )  # fmt: skip
    _tell(made, actor)
    return made


def _settle(actor: Actor, one: Practising, how: Settled) -> None:
    one.settled, one.settled_by_id, one.settled_at = how, actor.user_id, timezone.now()
    one.save(update_fields=["settled", "settled_by", "settled_at"])
    log(actor, "settled what is practised", thing=one)


@transaction.atomic
def remind(today: date) -> int:
    """What is due by the day: both are told, once. How many."""
    found = list(
        Practising.objects.select_for_update(of=("self",)).filter(settled="", reminded_at=None, due__lte=today)
    )
    for one in found:
        one.reminded_at = timezone.now()
        one.save(update_fields=["reminded_at"])
        notify(PRACTISE_DUE.key, actor=None, to=_both(one), thing=one, due=one.due)
    return len(found)
