"""Verbs: enter a figure or a milestone, remove one, count the indicators, draw the extract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.clocks.periods import quarter_of
from kinwork.indicators.series import quarter_name
from kinwork.indicators.tables import FIGURES
from kinwork.units.models import Unit

from .drawing import draw
from .models import Count, CountedPoint, Entered, Milestone, ServiceFigure
from .table import Line

MOST = Decimal("9999999999.99")
SENT_TWICE = timedelta(seconds=10)


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
        problems["value"] = "Type a number, nought or more, such as 41.5 or 41,250."
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


@dataclass(frozen=True)
class Planned:
    """A line of a file, and what stands there today."""

    line: Line
    stands: ServiceFigure | None

    @property
    def is_there(self) -> bool:
        said = (self.line.value, self.line.source)
        return self.stands is not None and (self.stands.value, self.stands.source) == said


def plan_figures(lines: Sequence[Line]) -> list[Planned]:
    """What would come of a file: nothing is saved. One statement."""
    there = {
        (one.figure, one.quarter): one
        for one in ServiceFigure.objects.filter(removed_at=None, quarter__in={line.quarter for line in lines})
    }
    return [Planned(line, there.get((line.figure, line.quarter))) for line in lines]


def fingerprint(planned: Sequence[Planned]) -> str:
    """By which it is known that what is saved is what was looked at."""
    said = "\n".join(f"{one.line}|{one.stands.pk if one.stands else ''}" for one in planned)
    return sha256(said.encode()).hexdigest()


@transaction.atomic
def enter_figures(actor: Actor, planned: Sequence[Planned]) -> int:
    """All of a file, or nothing; how many were new or changed."""
    _require(actor, Permission.KEEP_FIGURES)
    changed = [one for one in planned if not one.is_there]
    for one in changed:
        try:
            enter_figure(
                actor, figure=one.line.figure, on=one.line.quarter, value=one.line.value, source=one.line.source
            )
        except ValidationError as wrong:
            raise ValidationError(f"Line {one.line.line}: {wrong.messages[0]}") from None
    return len(changed)


@transaction.atomic
def enter_milestone(actor: Actor, *, on: date, words: str, is_start: bool, unit: Unit | None = None) -> Milestone:
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
def remove_milestone(actor: Actor, milestone_id: int) -> None:
    """The same of a milestone."""
    _require(actor, Permission.KEEP_FIGURES)
    for one in Milestone.objects.select_for_update().filter(pk=milestone_id, removed_at=None):
        _remove(actor, one)
        log(actor, "removed milestone", thing=one, words=one.words)


@transaction.atomic
def count_now(actor: Actor | None, today: date | None = None) -> Count:
    """Every indicator of the service and its units, out of an extract that is not kept. ``actor``: none at night."""
    from kinwork.indicators.engines import points_of

    if actor is not None:
        _require(actor, Permission.SEE_NUMBERS)
    tuples("SELECT pg_advisory_xact_lock(7205, 1)")  # one after the other: the second press finds the first one's count
    today, now = today or timezone.localdate(), timezone.now()
    stands = Count.objects.order_by("-at").first()
    if stands is not None and stands.on == today and _is_fresh(stands, now):
        return stands
    drawn = draw(today)
    found = points_of(drawn.data)
    Count.objects.all().delete()
    made = Count.objects.create(on=today, at=now, by_id=actor.user_id if actor else None)
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


def _is_fresh(count: Count, now: datetime) -> bool:
    """Whether it was pressed twice: counted a moment ago, and nothing entered or removed since."""
    since = Q(entered_at__gte=count.at) | Q(removed_at__gte=count.at)
    return now - count.at < SENT_TWICE and not ServiceFigure.objects.filter(since).exists()


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
