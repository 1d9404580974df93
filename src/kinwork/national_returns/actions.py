"""Verbs: look now, keep what is sent, say by which codes; explain what is right, take an explanation back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.models import Holding
from kinwork.returns.years import year_on

from . import background
from .models import Explanation, Finding, Look, LookState, ReturningAuthority, Which
from .queries import GOING_ON, MAY_BE_RIGHT

MOST_WORDS = 500

LOCK = 7224


def _sends(actor: Actor) -> None:
    if not actor.may(Permission.SEND_RETURNS):
        raise NotAllowed(Permission.SEND_RETURNS)


@transaction.atomic
def look_now(actor: Actor, *, only: str = "", keeps: str = "", year: int | None = None, note: str = "") -> Look:
    """Have the returns looked at, or only one; and one kept as it is sent. Where that is going on, that one."""
    _sends(actor)
    only = keeps or only
    if only not in ("", *Which.values):
        raise ValidationError({"which": "Choose which return."})
    today = timezone.localdate()
    year = year or year_on(today)
    tuples("SELECT pg_advisory_xact_lock(%(lock)s)", lock=LOCK)  # pressed twice, it is asked for once
    same = Look.objects.filter(state__in=GOING_ON, only=only, keeps=keeps)
    if keeps:  # another year, or another note, is another to be kept
        same = same.filter(year=year, note=note[:200])
    if (going_on := same.first()) is not None:
        return going_on
    look = Look.objects.create(
        year=year, on=today, only=only, keeps=keeps, note=note[:200], by_id=actor.user_id,
        at=timezone.now(),
    )  # fmt: skip
    background.defer(look.pk)
    log(
        actor,
        "asked to keep a return as sent" if keeps else "looked at the returns",
        thing=look,
        policy="sends returns",
    )
    return look


@transaction.atomic
def say_codes(actor: Actor, *, lea: str, ons: str) -> None:
    """By which codes the authority returns. Raises ``ValidationError`` at the boxes."""
    _sends(actor)
    lea, ons = lea.strip(), ons.strip().upper()
    problems = {}
    if lea and not (len(lea) == 3 and lea.isascii() and lea.isdecimal()):
        problems["lea"] = "The LA number has three digits, such as 330."
    if ons and not (len(ons) == 9 and ons[0] in "EWSN" and ons[1:].isascii() and ons[1:].isdecimal()):
        problems["ons"] = "The code is a letter and eight digits, such as E08000025."
    if problems:
        raise ValidationError(problems)
    ReturningAuthority.objects.update_or_create(id=1, defaults={"lea": lea, "ons": ons})
    log(actor, "said by which codes the authority returns", policy="sends returns")


def _held_by(unit_id: int) -> QuerySet[Any]:
    return Holding.objects.filter(unit_id=unit_id, ended_on=None).values("family_id")


@transaction.atomic
def explain(actor: Actor, unit_id: int, finding_id: int, words: str) -> Explanation:
    """What a rule asks about is right: why. Raises ``ValidationError``, or ``Finding.DoesNotExist``."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    finding = Finding.objects.get(pk=finding_id, look__state=LookState.DONE, family_id__in=_held_by(unit_id))
    said = words.strip()
    if finding.severity != "query" and finding.rule not in MAY_BE_RIGHT:
        raise ValidationError({"words": "This is an error: it cannot be right as it stands. Correct it in the record."})
    if not said:
        raise ValidationError({"words": "Say why it is right, so that no one has to ask again next year."})
    if len(said) > MOST_WORDS:
        raise ValidationError({"words": f"Say it in {MOST_WORDS} characters; these are {len(said)}."})
    try:
        with transaction.atomic():
            made = Explanation.objects.create(
                which=finding.which, rule=finding.rule, person_id=finding.person_id, family_id=finding.family_id or 0,
                said=finding.said, words=said, by_id=actor.user_id, at=timezone.now(),
            )  # fmt: skip
    except IntegrityError:
        raise ValidationError(
            {"words": "It has been explained by someone else just now. Load the page again."}
        ) from None
    log(actor, "explained a finding of a return", family_id=finding.family_id, thing=made, policy="edits family")
    return made


@transaction.atomic
def take_explanation_back(actor: Actor, unit_id: int, explanation_id: int) -> None:
    """It was not right after all. Raises ``Explanation.DoesNotExist``."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    one = Explanation.objects.get(pk=explanation_id, taken_back_at=None, family_id__in=_held_by(unit_id))
    one.taken_back_at, one.taken_back_by_id = timezone.now(), actor.user_id
    one.save(update_fields=["taken_back_at", "taken_back_by"])
    log(actor, "took an explanation of a return back", family_id=one.family_id, thing=one, policy="edits family")
