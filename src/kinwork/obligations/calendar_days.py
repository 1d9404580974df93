"""The authority's school terms and the days on which it is closed: verbs, and what clocks count on."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import count, long_day
from kinwork.clocks.periods import Period, Unit
from kinwork.clocks.working_days import is_working_day

from .models import LONGEST_TERM, STANDS, ClosingDay, LocalRule, SchoolTerm, SetByAuthority

LONGEST_HOLIDAY = timedelta(weeks=10)  # between two terms that follow each other
SHORTEST_TERM = timedelta(weeks=2)
CLOSED_AT_ONCE = 31


def _may(actor: Actor) -> None:
    if not actor.may(Permission.SET_RULES):
        raise NotAllowed(Permission.SET_RULES)


def terms() -> list[SchoolTerm]:
    """Those that stand, the first first. One statement."""
    return list(SchoolTerm.objects.filter(STANDS).select_related("set_by").order_by("first"))


def closing_days() -> list[ClosingDay]:
    """Those that stand, the first first. One statement."""
    return list(ClosingDay.objects.filter(STANDS).select_related("set_by").order_by("on"))


def school_year(day: date) -> str:
    """From September to August.

    >>> school_year(date(2026, 9, 2)), school_year(date(2027, 7, 20))
    ('2026/27', '2026/27')
    """
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


@transaction.atomic
def add_term(actor: Actor, *, name: str, first: date | None, last: date | None) -> SchoolTerm:
    """A school term, from its first day to its last. Problems are said at each field."""
    _may(actor)
    name = " ".join(name.split())
    problems = {}
    if not name:
        problems["name"] = "Say what it is called, such as Autumn term."
    if first is None:
        problems["first"] = "Type the first day of the term."
    if last is None:
        problems["last"] = "Type the last day of the term."
    if first is not None and last is not None:
        problems |= _wrong_in(first, last)
    if problems:
        raise ValidationError(problems)
    assert first is not None
    assert last is not None
    term = SchoolTerm(name=name, first=first, last=last, set_by_id=actor.user_id, set_at=timezone.now())
    try:
        with transaction.atomic():
            term.save(force_insert=True)
    except IntegrityError as problem:
        raise ValidationError({"first": "Another term at that time was saved just now. Look again."}) from problem
    log(actor, "changed rules", thing=term, words=f"school term {term}")
    return term


def _wrong_in(first: date, last: date) -> dict[str, str]:
    """What cannot be of a term by itself, and beside the others."""
    if last <= first:
        return {"last": f"The last day is before the first, {long_day(first)}."}
    if last - first < SHORTEST_TERM:
        return {"last": "A term lasts two weeks at least. Check the dates."}
    if last - first > LONGEST_TERM:
        return {"last": f"This would be {(last - first).days // 7} weeks. Check the year: a term has at most 18."}
    others = SchoolTerm.objects.filter(STANDS)
    other = others.filter(first__lte=last, last__gte=first).order_by("first").first()
    if other is not None:
        return {
            "first": f"{other.name} is from {long_day(other.first)} to {long_day(other.last)}. Terms do not overlap."
        }
    before = others.filter(last__lt=first).order_by("-last").first()
    after = others.filter(first__gt=last).order_by("first").first()
    if before is not None and first - before.last > LONGEST_HOLIDAY:
        return {"first": _gap(before.name, (first - before.last).days, "after", before.last)}
    if after is not None and after.first - last > LONGEST_HOLIDAY:
        return {"last": _gap(after.name, (after.first - last).days, "before", after.first)}
    return {}


def _gap(name: str, days: int, side: str, day: date) -> str:
    """Whatever is counted in terms would be counted wrong across a hole."""
    weeks = count(days // 7, "week")
    return f"This is {weeks} {side} {name} ({long_day(day)}): a term between them is missing. Record that one first."


@transaction.atomic
def add_closing_days(actor: Actor, *, name: str, first: date | None, last: date | None) -> list[ClosingDay]:
    """The authority is closed on a day, or from one to another: on each of these that would be a working day."""
    _may(actor)
    name = " ".join(name.split())
    problems = {}
    if not name:
        problems["name"] = "Say what it is, such as Christmas closing."
    if first is None:
        problems["first"] = "Type the day."
    last = last or first
    if first is not None and last is not None:
        if last < first:
            problems["last"] = f"The last day is before the first, {long_day(first)}."
        elif (last - first).days >= CLOSED_AT_ONCE:
            problems["last"] = "This is more than a month. Check the dates."
    if problems:
        raise ValidationError(problems)
    assert first is not None
    assert last is not None
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    known = set(ClosingDay.objects.filter(STANDS, on__in=every).values_list("on", flat=True))
    days = [day for day in every if is_working_day(day) and day not in known]
    if not days:
        raise ValidationError(
            {"first": "No working day is among these: they are weekends, bank holidays, or closed already."}
        )
    now = timezone.now()
    made = ClosingDay.objects.bulk_create(
        [ClosingDay(on=day, name=name, set_by_id=actor.user_id, set_at=now) for day in days]
    )
    log(actor, "changed rules", thing=made[0], words=f"closed: {name}, {', '.join(day.isoformat() for day in days)}")
    return made


@transaction.atomic
def take_away(actor: Actor, thing: SetByAuthority) -> None:
    """A slip, or it was decided otherwise. It stays in the history. Twice is once."""
    _may(actor)
    found = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if found.withdrawn_at is not None:
        return
    if isinstance(found, SchoolTerm) and _is_last_needed(found):
        raise ValidationError("A period is counted in school terms, and this is the last one. Add another first.")
    found.withdrawn_at, found.withdrawn_by_id = timezone.now(), actor.user_id
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log(actor, "changed rules", thing=found, words=f"removed: {found}")


def _is_last_needed(term: SchoolTerm) -> bool:
    if SchoolTerm.objects.filter(STANDS).exclude(pk=term.pk).exists():
        return False
    return any(Period.read(one).unit == Unit.TERMS for one in LocalRule.objects.values_list("period", flat=True))


@transaction.atomic
def put_back(actor: Actor, thing: SetByAuthority) -> None:
    """It was taken away by a slip: it stands again, unless something else stands there now."""
    _may(actor)
    found = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if found.withdrawn_at is None:
        return
    if isinstance(found, SchoolTerm) and (wrong := _wrong_in(found.first, found.last)):
        raise ValidationError(next(iter(wrong.values())))
    if isinstance(found, ClosingDay) and ClosingDay.objects.filter(STANDS, on=found.on).exists():
        raise ValidationError("This day is in the list again already.")
    found.withdrawn_at, found.withdrawn_by = None, None
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log(actor, "changed rules", thing=found, words=f"restored: {found}")


def taken_away() -> list[SetByAuthority]:
    """What was taken away in the last weeks, the last first. Two statements."""
    lately = Q(withdrawn_at__gt=timezone.now() - timedelta(weeks=4))
    found: list[SetByAuthority] = [
        *SchoolTerm.objects.filter(lately).select_related("withdrawn_by"),
        *ClosingDay.objects.filter(lately).select_related("withdrawn_by"),
    ]
    return sorted(found, key=lambda one: one.withdrawn_at or timezone.now(), reverse=True)
