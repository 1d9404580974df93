"""One indicator over time, and what may be said of it: is it getting better? Few data are said to be few."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from kinwork.statistics.problems import BadData

from .measures import HIGHER, NEITHER, Indicator

if TYPE_CHECKING:  # a second of scipy and statsmodels, for who asks for an answer only
    from kinwork.statistics.regression import Coefficient, Model
    from kinwork.statistics.results import Interval

LEAST_N = 10  # of a point; below it, chance moves a figure more than anything that was done
LEAST_BEFORE = LEAST_AFTER = 4  # quarters; a year on both sides, or the season is taken for the change
LEAST_TREND = 8


def quarter_name(day: date) -> str:
    """As people write it.

    >>> quarter_name(date(2026, 4, 1))
    '2026 Q2'
    """
    return f"{day.year} Q{(day.month + 2) // 3}"


def quarter_number(day: date) -> int:
    """One more for each quarter."""
    return day.year * 4 + (day.month - 1) // 3


@dataclass(frozen=True)
class At:
    """One quarter of it; ``value`` is None where it is not known."""

    quarter: date
    numerator: float
    denominator: float
    n: int
    value: float | None

    @property
    def is_few(self) -> bool:
        return self.n < LEAST_N

    @property
    def name(self) -> str:
        return quarter_name(self.quarter)


@dataclass(frozen=True)
class Answer:
    """What may be said, in sentences: the answer first, then what it stands on."""

    short: str
    because: tuple[str, ...]
    model: Model | None = None
    lines: tuple[tuple[date, float, float | None], ...] = ()  # quarter, fitted, had the trend before gone on
    small: tuple[str, ...] = ()


def spoken(value: float) -> str:
    """A value as a page has it: three figures that count, no more.

    >>> spoken(12.345), spoken(3.21), spoken(0.456), spoken(-0.5), spoken(1234.5), spoken(0)
    ('12.3', '3.21', '0.456', '−0.5', '1,234', '0')
    """
    if value and math.isfinite(value):
        places = max(0, 2 - math.floor(math.log10(abs(value))))
        value = round(value, places)
        text = f"{value:,.{places}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{value:g}"
    return text.replace("-", "−")


@dataclass(frozen=True)
class Series:
    """An indicator of the service or a unit, quarter by quarter, and the day on which systemic practice started."""

    indicator: Indicator
    points: tuple[At, ...]
    start: date | None = None

    @cached_property
    def known(self) -> tuple[At, ...]:
        return tuple(at for at in self.points if at.value is not None)

    @property
    def last(self) -> At | None:
        return self.known[-1] if self.known else None

    @property
    def year_before(self) -> At | None:
        """The same quarter a year before the last that is known."""
        if self.last is None:
            return None
        wanted = quarter_number(self.last.quarter) - 4
        return next((at for at in self.known if quarter_number(at.quarter) == wanted), None)

    @cached_property
    def unbroken(self) -> tuple[At, ...]:
        """The last known quarters without a gap among them."""
        found: list[At] = []
        for at in reversed(self.known):
            if found and quarter_number(found[0].quarter) - quarter_number(at.quarter) != 1:
                break
            found.insert(0, at)
        return tuple(found)

    @cached_property
    def answer(self) -> Answer:
        """Is it getting better?"""
        if not self.known:
            return Answer("Not known.", ())
        if self.start is not None:
            return self._since(self.start)
        return self._trend()

    def _few(self, points: Sequence[At]) -> str:
        n = median(at.n for at in points)
        words = f"n is {n:g} ({self.indicator.counted}) in a middling quarter: chance alone moves such a figure."
        return words if n < LEAST_N else ""

    def _since(self, start: date) -> Answer:
        """An interrupted series: the quarter of the start is the first after it."""
        from kinwork.statistics.designs import interrupted_time_series

        run = self.unbroken
        after = [at for at in run if quarter_number(at.quarter) >= quarter_number(start)]
        before = run[: len(run) - len(after)]
        if len(before) < LEAST_BEFORE or len(after) < LEAST_AFTER:
            told = (
                f"Known without a gap are {_quarters(len(before))} before the start and {_quarters(len(after))} since; "
                f"it takes {LEAST_BEFORE} and {LEAST_AFTER} at least."
            )
            return Answer("Too few quarters to say.", (told,))
        if few := self._few(before) or self._few(after):
            return Answer("Too few to say.", (few,))
        values = [at.value for at in run if at.value is not None]
        if max(values) == min(values):
            return Answer("It has not changed.", (f"It was {self.told(values[0])} in every quarter.",))
        try:
            model = interrupted_time_series(values, len(before))
        except BadData as problem:
            return Answer("Too few quarters to say.", (f"{problem}.",))
        level, slope, pre = model["change of level"], model["change of slope"], model["slope before"]
        lines = _lines(model, run, len(before))
        ahead = lines[-1][1] - (lines[-1][2] or 0)
        because = (
            f"In the {len(before)} quarters before, it {self._moved(pre.estimate.value)} a quarter ({_interval(pre)}).",
            f"With the start it was {self._against(level.estimate.value)} that trend ({_interval(level)}).",
            f"Since then it {self._moved(pre.estimate.value + slope.estimate.value)} a quarter, "
            f"which differs from that trend by {spoken(slope.estimate.value)} ({_interval(slope)}).",
            f"In {run[-1].name} it is {self.told(lines[-1][1])} by the line through the points: "
            f"{self._against(ahead)} what the trend before would have led to.",
        )
        small = (*model.assumptions, f"Source of the method: {model.reference}")
        return Answer(self._verdict(level, slope), because, model, lines, small)

    def _verdict(self, level: Coefficient, slope: Coefficient) -> str:
        ways = {_way(one) for one in (level, slope)} - {0}
        if not ways:
            return "It cannot be told: what changed since the start is within what chance does."
        if len(ways) == 2:
            return "It has gone both ways since the start: at first one way, since then the other."
        return self._said(ways.pop(), " since the start, compared with the trend before it")

    def _said(self, way: int, when: str) -> str:
        moved = "risen" if way > 0 else "fallen"
        if self.indicator.better == NEITHER:
            return f"It has {moved}{when}. {'More' if way > 0 else 'Less'} is neither better nor worse by itself."
        is_better = (way > 0) == (self.indicator.better == HIGHER)
        return f"{'Yes, it is better' if is_better else 'No, it is worse'}: it has {moved}{when}."

    def _trend(self) -> Answer:
        from kinwork.statistics.regression import linear

        run = self.unbroken
        no_start = "No start of systemic practice is entered, so that there is no before and after to compare."
        if len(run) < LEAST_TREND:
            return Answer(
                "Too few quarters to say.",
                (f"Known without a gap are {_quarters(len(run))}; it takes {LEAST_TREND} at least.", no_start),
            )
        if few := self._few(run):
            return Answer("Too few to say.", (few, no_start))
        values = [at.value for at in run if at.value is not None]
        if max(values) == min(values):
            return Answer("It has not changed.", (f"It was {self.told(values[0])} in every quarter.", no_start))
        model = linear({"value": values, "quarter": list(range(len(run)))}, "value", ["quarter"])
        slope = model["quarter"]
        moved = f"{self._moved(slope.estimate.value)} a quarter ({_interval(slope)})"
        first = f"From {run[0].name} to {run[-1].name} it {moved}."
        because, small = (first, no_start), (*model.assumptions, f"Source of the method: {model.reference}")
        base = model["constant"].estimate.value
        lines = tuple((at.quarter, base + slope.estimate.value * place, None) for place, at in enumerate(run))
        way = _way(slope)
        short = "It cannot be told: its ups and downs are within what chance does." if not way else self._said(way, "")
        return Answer(short, because, model, lines, small)

    def _by(self, value: float) -> str:
        return f"{spoken(abs(value))} {'points' if self.indicator.is_share else self.indicator.unit}"

    def _moved(self, value: float) -> str:
        return f"rose by {self._by(value)}" if value > 0 else f"fell by {self._by(value)}" if value < 0 else "stayed"

    def _against(self, value: float) -> str:
        return f"{self._by(value)} {'above' if value >= 0 else 'below'}"

    def told(self, value: float) -> str:
        """With its unit: '12.3 %', '27.1 per 10,000'."""
        return f"{spoken(value)} {self.indicator.unit}"


def _quarters(number: int) -> str:
    return "1 quarter" if number == 1 else f"{number} quarters"


def _lines(model: Model, run: Sequence[At], start: int) -> tuple[tuple[date, float, float | None], ...]:
    names = ("constant", "slope before", "change of level", "change of slope")
    base, pre, level, slope = (model[name].estimate.value for name in names)
    found = []
    for place, at in enumerate(run):
        on = base + pre * place
        since = place - start
        found.append((at.quarter, on + (level + slope * since if since >= 0 else 0), on if since >= 0 else None))
    return tuple(found)


def _between(one: Coefficient) -> Interval:
    assert one.estimate.interval is not None
    return one.estimate.interval


def _way(one: Coefficient) -> int:
    """Up or down, as far as its interval says; nought where it holds both."""
    between = _between(one)
    return 1 if between.low > 0 else -1 if between.high < 0 else 0


def _interval(one: Coefficient) -> str:
    between = _between(one)
    return f"95 % interval {spoken(between.low)} to {spoken(between.high)}"
