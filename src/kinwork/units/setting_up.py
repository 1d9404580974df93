"""Verbs of setting up: a new unit, what it is called, when it meets, who its buddy is, when it is on duty."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import long_day

from .actions import make_unit, pair_as_buddies
from .models import DutyTurn, Unit

CHANGES = {
    "name": "name", "function": "what it does", "area": "area", "holds": "holds families", "meeting_days": "meets",
    "meeting_at": "at", "meeting_minutes": "minutes", "planned_families_low": "families planned from",
    "planned_families_high": "families planned to", "planned_children": "children planned to",
}  # fmt: skip
WEEK = timedelta(days=7)


def _sets_up(actor: Actor) -> None:
    if not actor.may(Permission.SET_UP_SERVICE):
        raise NotAllowed(Permission.SET_UP_SERVICE)


def _named_once(name: str, but: int | None = None) -> None:
    if Unit.objects.filter(name__iexact=name).exclude(pk=but or 0).exists():
        raise ValidationError({"name": f"There is a unit called {name}. Choose another name."})


@transaction.atomic
def new_unit(
    actor: Actor, *, name: str, function: str, template: str, area: str, days: list[int], at: time | None, minutes: int
) -> Unit:
    """A unit with the posts of its shape, all vacant."""
    _sets_up(actor)
    _named_once(name)
    try:
        with transaction.atomic():
            unit = make_unit(
                name=name, function=function, template=template, area=area, days=days, minutes=minutes, at=at
            )
    except IntegrityError as problem:
        raise ValidationError({"name": f"There is a unit called {name}. Choose another name."}) from problem
    log(actor, "made unit", thing=unit, words=name)
    return unit


def _said(unit: Unit, name: str) -> str:
    if name == "meeting_days":
        return unit.meets
    shown = getattr(unit, f"get_{name}_display", None)
    value = shown() if shown else getattr(unit, name)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value or "nothing")


@transaction.atomic
def change_unit(actor: Actor, unit: Unit, **said: Any) -> list[str]:
    """Its name, what it does, its area, when it meets. Gives what was changed, in words; empty where nothing was."""
    _sets_up(actor)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    before = {name: _said(unit, name) for name in CHANGES}
    for name in CHANGES:
        setattr(unit, name, said[name])
    _named_once(unit.name, unit.pk)
    unit.full_clean()
    unit.save()
    changed = [
        f"{title}: {before[name]} → {after}"
        for name, title in CHANGES.items()
        if (after := _said(unit, name)) != before[name]
    ]
    if changed:
        log(actor, "changed unit", thing=unit, words="; ".join(changed))
    return changed


@transaction.atomic
def choose_buddy(actor: Actor, unit: Unit, buddy: Unit | None) -> None:
    """Two units that cover for one another; whoever was the buddy of either has none then."""
    _sets_up(actor)
    both = [unit.pk, *([buddy.pk] if buddy else [])]
    list(Unit.objects.select_for_update().filter(Q(pk__in=both) | Q(buddy__in=both)).order_by("pk"))
    if buddy is not None and buddy.pk == unit.pk:
        raise ValidationError({"buddy": "A unit cannot be its own buddy. Choose another."})
    Unit.objects.filter(Q(pk__in=both) | Q(buddy__in=both)).update(buddy=None)
    if buddy is not None:
        pair_as_buddies(unit, buddy)
    log(actor, "chose buddy", thing=unit, words=f"{unit.name}: {buddy.name if buddy else 'none'}")


@transaction.atomic
def put_on_duty(actor: Actor, units: list[Unit], *, first_day: date, weeks: int) -> list[DutyTurn]:
    """These units in turn, a week each, from a day on, for so many weeks."""
    _sets_up(actor)
    try:
        with transaction.atomic():
            made = DutyTurn.objects.bulk_create(
                DutyTurn(
                    unit=units[number % len(units)],
                    during=DateRange(first_day + number * WEEK, first_day + (number + 1) * WEEK),
                )
                for number in range(weeks)
            )
    except IntegrityError as problem:
        raise ValidationError(
            {"first_day": "One of these units is on duty in some of those weeks already. Choose a later day."}
        ) from problem
    names = ", ".join(unit.name for unit in units)
    log(actor, "put on duty", thing=made[0], words=f"{names}, from {long_day(first_day)}, {weeks} weeks")
    return made


@transaction.atomic
def end_duty(actor: Actor, turn: DutyTurn) -> None:
    """From today on this turn is no more; one that has not begun is taken off the list."""
    _sets_up(actor)
    today = timezone.localdate()
    log(actor, "ended duty", thing=turn, words=f"{turn.unit.name}, {long_day(turn.during.lower)}")
    if turn.during.lower >= today:
        turn.delete()
    elif turn.during.upper > today:
        turn.during = DateRange(turn.during.lower, today)
        turn.save()
