"""Working days in England: not weekends, not bank holidays (SI 2010/959, regulation 2).

>>> from datetime import date
>>> bank_holiday(date(2026, 12, 25))
'Christmas Day'
>>> add_working_days(date(2026, 12, 24), 1)
datetime.date(2026, 12, 29)
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=32)
def _england(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG", years=year)


def bank_holiday(day: date) -> str | None:
    """The name of the English bank holiday on a day, or None."""
    name: str | None = _england(day.year).get(day)
    return name


def is_working_day(day: date) -> bool:
    """Monday to Friday and no bank holiday."""
    return day.weekday() < 5 and bank_holiday(day) is None


def add_working_days(day: date, count: int) -> date:
    """The day that is ``count`` working days after (or, negative, before) a day, which itself is not counted."""
    step = timedelta(days=1 if count >= 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def next_of(weekdays: Collection[int], on_or_after: date) -> date:
    """The first day of several weekdays (0 Monday … 6 Sunday) that is not before a day.

    >>> next_of([0, 3], date(2026, 11, 24))
    datetime.date(2026, 11, 26)
    """
    return min(next_weekday(weekday, on_or_after) for weekday in weekdays)


def next_weekday(weekday: int, on_or_after: date) -> date:
    """The first Monday (0) … Sunday (6) that is not before a day."""
    return on_or_after + timedelta(days=(weekday - on_or_after.weekday()) % 7)
