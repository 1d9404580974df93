"""Reads: an indicator over time, all of them as they stand, what was entered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kinwork.access.replica import may_lag
from kinwork.indicators.measures import Indicator
from kinwork.indicators.series import At, Series
from kinwork.units.models import Unit

from .models import Count, CountedPoint, Milestone, ServiceFigure

LAST = Count.objects.order_by("-at").values("pk")[:1]
SYSTEMIC = ("systemic", "swwff", "kft")  # shapes of unit that are systemic from their first day


@dataclass(frozen=True)
class Told:
    """One indicator: its series, and what happened that it is to be read by."""

    series: Series
    events: tuple[Milestone, ...]
    unit: Unit | None = None

    @property
    def indicator(self) -> Indicator:
        return self.series.indicator


def last_count() -> Count | None:
    """When the indicators were counted last, by whom. One statement."""
    return Count.objects.select_related("by").order_by("-at").first()


@may_lag
def told(indicators: tuple[Indicator, ...], unit: Unit | None = None) -> list[Told]:
    """Indicators of the service, or of a unit, as counted last. Two statements."""
    points: dict[str, list[At]] = defaultdict(list)
    rows = CountedPoint.objects.filter(unit=unit, indicator__in=[one.key for one in indicators], count=LAST)
    for point in rows.order_by("quarter"):
        at = At(point.quarter, point.numerator, point.denominator, point.n, point.value)
        points[point.indicator].append(at)
    events = tuple(milestones_of(unit))
    start = _start(events, unit)
    return [Told(Series(one, tuple(points[one.key]), start), events, unit) for one in indicators]


def _start(events: tuple[Milestone, ...], unit: Unit | None) -> date | None:
    """When systemic practice started: the unit's own day, else the service's; else the first day of a systemic unit."""
    starts = {event.unit_id: event.on for event in events if event.is_start}
    if unit is None:
        return starts.get(None)
    began = unit.began_on if unit.template in SYSTEMIC else None
    return starts.get(unit.pk) or began or starts.get(None)


def milestones_of(unit: Unit | None) -> list[Milestone]:
    """What happened to the service, and to the unit. One statement."""
    whose = Q(unit=None) if unit is None else Q(unit=None) | Q(unit=unit)
    return list(Milestone.objects.filter(whose, removed_at=None).select_related("unit").order_by("on", "pk"))


def all_milestones() -> list[Milestone]:
    """All that stand, newest first. One statement."""
    return list(Milestone.objects.filter(removed_at=None).select_related("unit", "entered_by"))


def entered() -> list[ServiceFigure]:
    """The figures that stand, newest quarter first. One statement."""
    return list(ServiceFigure.objects.filter(removed_at=None).select_related("entered_by"))


def units_with(indicator: Indicator) -> list[Unit]:
    """The units of which it was counted. One statement."""
    if not indicator.by_unit:
        return []
    there = CountedPoint.objects.filter(indicator=indicator.key, unit__isnull=False)
    return list(Unit.objects.filter(pk__in=there.values("unit_id")))
