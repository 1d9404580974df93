"""A child's unique pupil numbers over time, with why there is none: what the returns ask as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.people.models import Identifier, NumberKind
from kinwork.people.models.partial import is_over, period
from kinwork.people.numbers import is_temporary

from .models import STANDS, NoNumber, NoPupilNumber


@dataclass(frozen=True)
class PupilNumber:
    """One number as the child's page says it."""

    id: int
    value: str
    when: str
    is_over: bool
    source: str
    kind: str = ""


@dataclass(frozen=True)
class AsOf:
    """What a return asks of a child on a day: the number, the one before it, why there is none."""

    number: str = ""
    former: str = ""
    why_none: str = ""
    others: tuple[str, ...] = ()  # what else is said to be the number: sources disagree


def _identifiers(person_id: int, family_id: int | None = None) -> list[Identifier]:
    found = Identifier.objects.filter(person_id=person_id, kind=NumberKind.UPN)
    if family_id is not None:
        found = found.filter(family_id__in=[family_id]) | found.filter(family_id=None)
    return sorted(found, key=lambda one: (one.ended == "", one.begun, one.ended, one.pk), reverse=True)


def numbers_of(person_id: int, family_id: int, today: date) -> list[PupilNumber]:
    """The numbers in a family's record, the present one first. One statement."""
    day = today.isoformat()
    return [
        PupilNumber(
            one.pk,
            one.value,
            period(one.begun, one.ended, day),
            is_over(one.ended, day),
            one.source,
            "temporary" if is_temporary(one.value) else "",
        )
        for one in _identifiers(person_id, family_id)
    ]


def as_of(person_id: int, day: date) -> AsOf:
    """What holds on a day. A number that is temporary gives way to one that is not. Two statements."""
    said = day.isoformat()
    begun = [one for one in _identifiers(person_id) if one.begun <= said[: len(one.begun)]]
    holds = sorted((one for one in begun if not is_over(one.ended, said)), key=lambda one: is_temporary(one.value))
    over = [one.value for one in begun if is_over(one.ended, said)]
    values = list(dict.fromkeys(one.value for one in holds))
    number = values[0] if values else ""
    none = NoPupilNumber.objects.filter(STANDS, person_id=person_id, started_on__lte=day).exclude(ended_on__lte=day)
    why = none.values_list("reason", flat=True).first() or ""
    former = [*values[1:], *over] if holds and is_temporary(holds[-1].value) else over
    disputed = tuple(value for value in values[1:] if not is_temporary(value))
    return AsOf(number, next((one for one in former if one != number), ""), "" if number else why, disputed)


def wrong_with(reason: NoPupilNumber) -> dict[str, str]:
    """That there is none cannot be said while there is one; that sources disagree can. Two statements."""
    if reason.reason == NoNumber.DISAGREE or reason.ended_on is not None:
        return {}
    if as_of(reason.person_id, timezone.localdate()).number:
        return {
            "reason": "There is a UPN, under School. Say until when it held, or that it was entered in error, first."
        }
    return {}


def on_log(actor: Actor | None, verb: str, family_id: int | None, thing: object) -> None:
    """A number was noted: why there was none ends with it."""
    if not isinstance(thing, Identifier) or actor is None or verb not in ("noted identifier", "put back identifier"):
        return
    if thing.kind != NumberKind.UPN or thing.ended:
        return
    today = timezone.localdate()
    since = date.fromisoformat(thing.begun) if len(thing.begun) == 10 else today
    for reason in NoPupilNumber.objects.select_for_update().filter(STANDS, person_id=thing.person_id, ended_on=None):
        reason.ended_on = max(reason.started_on, min(since, today))
        reason.end_recorded_by_id, reason.end_recorded_at = actor.user_id, timezone.now()
        reason.save(update_fields=["ended_on", "end_recorded_by", "end_recorded_at"])
        log(actor, "ended fact", family_id=family_id, thing=reason)
