"""Working days in England: not weekends, not bank holidays (SI 2010/959, regulation 2).

>>> from datetime import date
>>> bank_holiday(date(2026, 12, 25))
'Christmas Day'
>>> add_working_days(date(2026, 12, 24), 1)
datetime.date(2026, 12, 29)
>>> working_days_between(date(2026, 12, 24), date(2026, 12, 31))
3
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays

DECADE = 10


@lru_cache(maxsize=64)
def _england(decade: int) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG", years=range(decade * DECADE, (decade + 1) * DECADE))


def bank_holiday(day: date) -> str | None:
    """The name of the English bank holiday on a day, or None."""
    name: str | None = _england(day.year // DECADE).get(day)
    return name


def is_working_day(day: date) -> bool:
    """Monday to Friday and no bank holiday."""
    return day.weekday() < 5 and bank_holiday(day) is None


class WorkingDays:
    """Counts working days from a table of them, made once for each decade that is asked for.

    ``closed``: further days that do not count, such as those on which an authority's offices are shut.
    """

    def __init__(self, closed: Iterable[date] = ()) -> None:
        self.closed = frozenset(closed)
        # Decades from the first to before the end, with every working day in them as an ordinal. Changed as a whole
        # only: several threads may ask at once.
        self._table: tuple[int, int, list[int]] = (0, 0, [])

    def add(self, day: date, count: int) -> date:
        """The day that is ``count`` working days after (or, negative, before) a day, which itself is not counted."""
        if not count:
            return day
        ordinal, first, last = day.toordinal(), day.year // DECADE, day.year // DECADE
        while True:
            days = self._covering(first, last)
            until = bisect_right(days, ordinal)  # so many working days until this day, itself included
            at = until - 1 + count
            if count < 0 and not (until and days[until - 1] == ordinal):
                at += 1  # the last working day before a day off is one before it, not none
            if 0 <= at < len(days):
                return date.fromordinal(days[at])
            first, last = (first, last + 1) if count > 0 else (first - 1, last)

    def between(self, first: date, last: date) -> int:
        """How many working days come after the first day, up to the last."""
        days = self._covering(first.year // DECADE, last.year // DECADE)
        return bisect_right(days, last.toordinal()) - bisect_right(days, first.toordinal())

    def is_one(self, day: date) -> bool:
        """Whether a day is a working day."""
        return day not in self.closed and is_working_day(day)

    def _covering(self, first: int, last: int) -> list[int]:
        begins, ends, days = self._table
        if not days:
            begins = ends = first
        elif begins <= first and last < ends:
            return days
        before = [day for decade in range(first, begins) for day in self._of(decade)]
        after = [day for decade in range(ends, last + 1) for day in self._of(decade)]
        days = [*before, *days, *after]
        self._table = (min(first, begins), max(last + 1, ends), days)
        return days

    def _of(self, decade: int) -> list[int]:
        first, end = date(decade * DECADE, 1, 1).toordinal(), date((decade + 1) * DECADE, 1, 1).toordinal()
        off = {day.toordinal() for day in (*_england(decade), *self.closed)}
        return [day for day in range(first, end) if (day - 1) % 7 < 5 and day not in off]  # ordinal 1 was a Monday


ENGLAND = WorkingDays()


def add_working_days(day: date, count: int) -> date:
    """The day that is ``count`` working days after (or, negative, before) a day, which itself is not counted."""
    return ENGLAND.add(day, count)


def working_days_between(first: date, last: date) -> int:
    """How many working days come after the first day, up to the last."""
    return ENGLAND.between(first, last)


def next_of(weekdays: Collection[int], on_or_after: date) -> date:
    """The first day of several weekdays (0 Monday … 6 Sunday) that is not before a day.

    >>> next_of([0, 3], date(2026, 11, 24))
    datetime.date(2026, 11, 26)
    """
    return min(next_weekday(weekday, on_or_after) for weekday in weekdays)


def next_weekday(weekday: int, on_or_after: date) -> date:
    """The first Monday (0) … Sunday (6) that is not before a day."""
    return on_or_after + timedelta(days=(weekday - on_or_after.weekday()) % 7)
