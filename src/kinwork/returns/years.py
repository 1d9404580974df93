"""The years that returns are of: each called by the year in which it ends.

>>> period_of(2026).start, period_of(2026).end
(datetime.date(2025, 4, 1), datetime.date(2026, 3, 31))
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .problems import BadReturn

FIRST, LAST = 2023, 2027


@dataclass(frozen=True)
class Period:
    """A return's year: from the 1 April before it to the 31 March in it, both counted."""

    year: int
    start: date
    end: date


def a_year_before(day: date) -> date:
    """The same day of the year before; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def a_year_after(day: date) -> date:
    """The same day of the year after; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def period_of(year: int) -> Period:
    """Raises ``BadReturn`` for a year whose rules are not known."""
    if not FIRST <= year <= LAST:
        raise BadReturn(f"--year: found {year}, expected the year in which the collection ends, {FIRST} to {LAST}")
    return Period(year, date(year - 1, 4, 1), date(year, 3, 31))


def period_ending(year: int, end: date) -> Period:
    """The year that ends on another day than 31 March, as invented examples have it."""
    return Period(year, a_year_before(end) + timedelta(days=1), end)


def period_starting(year: int, start: date) -> Period:
    """The year that starts on a day."""
    return Period(year, start, a_year_after(start) - timedelta(days=1))


def year_on(day: date) -> int:
    """The year of returns in which a day lies, by its end; the last that is known."""
    return min(day.year + (day.month > 3), LAST)
