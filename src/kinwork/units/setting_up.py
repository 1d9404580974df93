"""Verbs of setting up: a new unit, what it is called, when it meets, who its buddy is, when it is on duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import long_day

from .actions import make_unit, pair_as_buddies
from .authority_templates import PlannedUnit
from .models import DutyTurn, PostHolding, Unit

CHANGES = {
    "name": "name", "function": "what it does", "area": "area", "began_on": "there from",
    "holds": "holds families", "meeting_days": "meets",
    "meeting_at": "at", "meeting_minutes": "minutes", "planned_families_low": "families planned from",
    "planned_families_high": "families planned to", "planned_children": "children planned to",
}  # fmt: skip
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def _sets_up(actor: Actor) -> None:
    if not actor.may(Permission.SET_UP_SERVICE):
        raise NotAllowed(Permission.SET_UP_SERVICE)


def _named_once(name: str, but: int | None = None) -> None:
    if Unit.objects.filter(name__iexact=name).exclude(pk=but or 0).exists():
        raise ValidationError({"name": f"There is a unit called {name}. Choose another name."})


@transaction.atomic
def new_unit(
    actor: Actor,
    *,
    name: str,
    function: str,
    template: str,
    area: str,
    days: list[int],
    at: time | None,
    minutes: int,
    began_on: date | None = None,
) -> Unit:
    """A unit with the posts of its shape, all vacant."""
    _sets_up(actor)
    _named_once(name)
    try:
        with transaction.atomic():
            unit = make_unit(
                name=name, function=function, template=template, area=area, days=days, minutes=minutes, at=at
            )
            if began_on:
                unit.began_on = began_on
                unit.save(update_fields=["began_on"])
    except IntegrityError as problem:
        raise ValidationError({"name": f"There is a unit called {name}. Choose another name."}) from problem
    log(actor, "made unit", thing=unit, words=name)
    return unit


@transaction.atomic
def make_units(actor: Actor, planned: Sequence[PlannedUnit], *, pairs: bool = False) -> list[Unit]:
    """All units of a plan with their vacant posts, or none of them; two of a kind are buddies where they are pairs.

    Pressed twice, they are made once: the second time there is nothing to make, and the list is empty. Raises
    ``ValidationError`` at each unit whose name will not do (``name-KEY``).
    """
    _sets_up(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7205)")  # who presses twice waits for their first press
    there = {unit.name.casefold(): unit for unit in Unit.objects.all()}
    if planned and all(_is_made(one, there.get(one.name.casefold())) for one in planned):
        return []
    if problems := _names_that_will_not_do(planned, there):
        raise ValidationError(problems)
    made = []
    for one in planned:
        unit = make_unit(
            name=one.name,
            function=one.group.function,
            template=one.group.shape_key,
            days=list(one.days),
            minutes=one.group.shape.rhythm.minutes,
        )
        log(actor, "made unit", thing=unit, words=one.name)
        made.append(unit)
    if pairs:
        for kind in {one.group.key: None for one in planned}:
            alike = [unit for unit, one in zip(made, planned, strict=True) if one.group.key == kind]
            for first, second in zip(alike[::2], alike[1::2], strict=False):
                pair_as_buddies(first, second)
    return made


def _is_made(planned: PlannedUnit, unit: Unit | None) -> bool:
    return unit is not None and (unit.function, unit.template) == (planned.group.function, planned.group.shape_key)


def _names_that_will_not_do(planned: Sequence[PlannedUnit], there: dict[str, Unit]) -> dict[str, str]:
    wrong, first = {}, dict[str, str]()
    for one in planned:
        said = one.name.casefold()
        if not said:
            wrong[f"name-{one.key}"] = "Type the unit’s name, such as Rowan."
        elif len(one.name) > 80:
            wrong[f"name-{one.key}"] = f"Up to 80 characters; this has {len(one.name)}."
        elif said in there:
            taken = there[said].name
            wrong[f"name-{one.key}"] = f"There is a unit called {taken} already. Choose another name, or make fewer."
        elif said in first:
            wrong[f"name-{one.key}"] = f"Two of these units are called {one.name}. Choose another name for one."
        first.setdefault(said, one.key)
    return wrong


@transaction.atomic
def end_unit(actor: Actor, unit: Unit, *, last_day: date) -> None:
    """The unit is no more after a day that is today or past. Its families are with others then, and its people too."""
    _sets_up(actor)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if not unit.is_active:
        return
    today = timezone.localdate()
    if last_day > today:
        raise ValidationError({"unit_last": "Choose today or a day that has passed: until then it is there."})
    if unit.began_on and last_day < unit.began_on:
        raise ValidationError({"unit_last": f"It began on {long_day(unit.began_on)}. Choose that day or a later one."})
    after = DateRange(last_day + DAY, None)
    held = PostHolding.objects.filter(post__unit=unit, during__overlap=after).select_related("user").order_by("pk")
    if names := [holding.user.full_name for holding in held[:4]]:
        more = " and others" if len(names) > 3 else ""
        raise ValidationError(
            {"unit_last": f"{', '.join(names[:3])}{more}: in a post here after that day. Move them, or end their time."}
        )
    unit.ended_on, unit.is_active = last_day + DAY, False
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as problem:
        if "a_unit_ends_after_its_families" not in str(problem):
            raise
        words = "Families are open here, or came after that day. Close or move them first, or choose a later day."
        raise ValidationError({"unit_last": words}) from problem
    Unit.objects.filter(Q(pk=unit.pk) | Q(buddy=unit)).update(buddy=None)
    for turn in DutyTurn.objects.filter(unit=unit, during__endswith__gt=last_day + DAY):
        end_duty(actor, turn)
    log(actor, "ended unit", thing=unit, words=f"{unit.name}, last day {long_day(last_day)}")


@transaction.atomic
def go_on_with_unit(actor: Actor, unit: Unit) -> None:
    """It is there after all, from the day on which it had ended, without the buddy and duty that it had."""
    _sets_up(actor)
    Unit.objects.filter(pk=unit.pk).update(ended_on=None, is_active=True)
    log(actor, "went on with unit", thing=unit, words=unit.name)


def _said(unit: Unit, name: str) -> str:
    if name == "meeting_days":
        return unit.meets
    shown = getattr(unit, f"get_{name}_display", None)
    value = shown() if shown else getattr(unit, name)
    if isinstance(value, date):
        return long_day(value)
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
    if unit.began_on and unit.ended_on and unit.began_on >= unit.ended_on:
        raise ValidationError({"began": f"The unit ended on {long_day(unit.ended_on - DAY)}. Type an earlier day."})
    unit.full_clean()
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as problem:
        if "a_unit_ends_after_its_families" not in str(problem):
            raise
        raise ValidationError(
            {"began": "A family was allocated to this unit before that day. Type an earlier day, or leave it empty."}
        ) from problem
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
