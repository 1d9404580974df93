"""Verbs: enter a figure or an event, remove one, count the indicators, draw the extract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.indicators.series import quarter_name
from kinwork.indicators.tables import FIGURES
from kinwork.units.models import Unit

from .drawing import draw, quarter_of
from .models import Count, CountedPoint, Entered, Milestone, ServiceFigure

MOST = Decimal("9999999999.99")


def _require(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise NotAllowed(permission)


def _remove(actor: Actor, standing: Entered) -> None:
    standing.removed_by_id, standing.removed_at = actor.user_id, timezone.now()
    standing.save(update_fields=["removed_by", "removed_at"])


@transaction.atomic
def enter_figure(actor: Actor, *, figure: str, on: date, value: Decimal, source: str) -> ServiceFigure:
    """A figure of the quarter in which a day lies. The one that stood there before is kept as removed."""
    _require(actor, Permission.KEEP_FIGURES)
    problems = {}
    if figure not in FIGURES:
        problems["figure"] = "Choose which figure it is."
    if on > timezone.localdate():
        problems["on"] = "This day is in the future. Enter a figure once it is known."
    if not 0 <= value <= MOST:
        problems["value"] = "Type a number, nought or more, such as 41.5."
    if not source.strip():
        problems["source"] = "Say where it is from, such as: HR, 30 September."
    if problems:
        raise ValidationError(problems)
    quarter = quarter_of(on)
    for before in ServiceFigure.objects.select_for_update().filter(figure=figure, quarter=quarter, removed_at=None):
        if (before.value, before.source) == (value, source.strip()):
            return before
        _remove(actor, before)
    made = ServiceFigure.objects.create(
        figure=figure, quarter=quarter, value=value, source=source.strip()[:200], entered_by_id=actor.user_id,
        entered_at=timezone.now(),
    )  # fmt: skip
    log(actor, "entered service figure", thing=made, words=f"{figure} {quarter_name(quarter)}")
    return made


@transaction.atomic
def enter_event(actor: Actor, *, on: date, words: str, is_start: bool, unit: Unit | None = None) -> Milestone:
    """Something that happened; or that systemic practice started, once in the service and once in each unit."""
    _require(actor, Permission.KEEP_FIGURES)
    if not words.strip():
        raise ValidationError({"words": "Say what happened, such as: units trained."})
    standing = Milestone.objects.select_for_update().filter(removed_at=None, unit=unit)
    for same in standing.filter(on=on, words=words.strip(), is_start=is_start):
        return same
    for before in standing.filter(is_start=True) if is_start else ():
        _remove(actor, before)
    made = Milestone.objects.create(
        on=on, words=words.strip(), is_start=is_start, unit=unit, entered_by_id=actor.user_id, entered_at=timezone.now()
    )
    log(actor, "entered milestone", thing=made, words=made.words)
    return made


@transaction.atomic
def remove_figure(actor: Actor, figure_id: int) -> None:
    """It was entered in error: it no longer counts, and stays to be read."""
    _require(actor, Permission.KEEP_FIGURES)
    for one in ServiceFigure.objects.select_for_update().filter(pk=figure_id, removed_at=None):
        _remove(actor, one)
        log(actor, "removed service figure", thing=one, words=f"{one.figure} {quarter_name(one.quarter)}")


@transaction.atomic
def remove_event(actor: Actor, event_id: int) -> None:
    """The same of an event."""
    _require(actor, Permission.KEEP_FIGURES)
    for one in Milestone.objects.select_for_update().filter(pk=event_id, removed_at=None):
        _remove(actor, one)
        log(actor, "removed milestone", thing=one, words=one.words)


@transaction.atomic
def count_now(actor: Actor | None, today: date | None = None) -> Count:
    """Every indicator of the service and its units, out of an extract that is not kept. ``actor``: none at night."""
    from kinwork.indicators.engines import points_of

    if actor is not None:
        _require(actor, Permission.SEE_NUMBERS)
    today = today or timezone.localdate()
    drawn = draw(today)
    found = points_of(drawn.data)
    Count.objects.all().delete()
    made = Count.objects.create(on=today, at=timezone.now(), by_id=actor.user_id if actor else None)
    CountedPoint.objects.bulk_create(
        [
            CountedPoint(
                count=made, indicator=one.indicator, unit_id=None if one.unit is None else drawn.units[one.unit],
                quarter=one.quarter, numerator=one.numerator, denominator=one.denominator, n=one.n, value=one.value,
            )
            for one in found
        ],
        batch_size=2000,
    )  # fmt: skip
    log(actor, "counted indicators", thing=made)
    return made


@transaction.atomic
def draw_extract(actor: Actor, folder: Path, today: date | None = None) -> int:
    """The extract into a folder, all of it or nothing; how many quarters it covers. Raises ``files.BadExtract``."""
    from kinwork.indicators import files

    _require(actor, Permission.DRAW_EXTRACT)
    drawn = draw(today or timezone.localdate())
    if not drawn.data["periods"]:
        raise files.BadExtract("found no whole quarter of records, expected one at least")
    log(actor, "drew extract of the service", policy=f"role:{Permission.DRAW_EXTRACT}")
    files.write(folder, drawn.data)
    return len(drawn.data["periods"])
