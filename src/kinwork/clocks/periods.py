"""Periods as rules name them, counted from a day: hours, days, working days, weeks, months, school terms.

>>> from datetime import date, time
>>> Period.read("15 working days").after(date(2026, 3, 30))
(datetime.date(2026, 4, 22), None)
>>> Period.read("3 months").after(date(2025, 11, 30))[0]
datetime.date(2026, 2, 28)

The day itself is day 0, so that a week from a Monday ends on the next Monday; "26 weeks, the first day counted" ends a
day earlier. Hours are elapsed hours, also in the night on which the clock changes.

>>> Period.read("72 hours").after(date(2026, 3, 28), time(23, 30))
(datetime.date(2026, 4, 1), datetime.time(0, 30))
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from .humanize import count
from .working_days import ENGLAND, WorkingDays

LONDON = ZoneInfo("Europe/London")
LONGEST = 9999


class Unit(StrEnum):
    """What a period is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    TERMS = "terms"


@dataclass(frozen=True)
class Calendar:
    """What an authority's own periods are counted on: its working days, its school terms as first and last days."""

    working_days: WorkingDays = ENGLAND
    terms: Sequence[tuple[date, date]] = field(default=())


PLAIN = Calendar()


class NotAPeriod(ValueError):
    """What was found is no period; the message says what would be one."""


@dataclass(frozen=True)
class Period:
    """A number of units; ``before`` the day instead of after it; ``first_day_counts`` makes the day itself day 1."""

    number: int
    unit: Unit
    before: bool = False
    first_day_counts: bool = False
    _ends: dict[date, date] = field(default_factory=dict, init=False, compare=False, repr=False)  # of days asked before

    @classmethod
    def read(cls, text: str) -> Period:
        """'10 working days', '1 week', '5 working days before', '26 weeks, the first day counted'."""
        found = re.fullmatch(
            r"(\d{1,4}) (hour|day|working day|week|month|(?:school )?term)s?( before|, the first day counted)?",
            " ".join(text.split()).lower(),
        )
        if not found or not int(found[1]):
            raise NotAPeriod(
                f"found '{text}', expected a number and hours, days, working days, weeks, months or terms, "
                "such as '10 working days' or '5 working days before'"
            )
        more = found[3] or ""
        unit = Unit(found[2].removeprefix("school ") + "s")
        return cls(int(found[1]), unit, more == " before", more.startswith(","))

    def __str__(self) -> str:
        words = count(self.number, self.unit[:-1])
        return words + (" before" if self.before else ", the first day counted" if self.first_day_counts else "")

    def after(self, day: date, at: time | None = None, on: Calendar = PLAIN) -> tuple[date | None, time | None]:
        """The last day in time, and the time of day where it is counted in hours from one. No day: terms run out."""
        if on is PLAIN and (at is None or self.unit is not Unit.HOURS):
            known = self._ends.get(day)
            if known is None:
                known, _ = self._after(day, None, on)
                if known is not None:
                    self._ends[day] = known
            return known, None
        return self._after(day, at, on)

    def _after(self, day: date, at: time | None, on: Calendar) -> tuple[date | None, time | None]:
        number, unit = -self.number if self.before else self.number, self.unit
        if unit == Unit.WORKING_DAYS:
            return on.working_days.add(day, number), None
        if unit == Unit.WEEKS:
            return day + timedelta(days=7 * number - self.first_day_counts), None
        if unit == Unit.MONTHS:
            return months_after(day, number), None
        if unit == Unit.DAYS:
            return day + timedelta(days=number - self.first_day_counts), None
        if unit == Unit.TERMS:
            return _last_day_of_term(day, number, on.terms), None
        if at is None:
            return _days_of(day, number), None
        due = (_instant(day, at) + timedelta(hours=number)).astimezone(LONDON)
        return due.date(), due.time()

    def late(
        self, due: date, due_time: time | None, done: date, done_time: time | None = None, on: Calendar = PLAIN
    ) -> int:
        """By how many of its units the period would have had to be longer, for what was done to be in time."""
        if self.unit == Unit.WORKING_DAYS:
            worked = on.working_days.between(due, done)
            return worked if on.working_days.is_one(done) else worked + 1
        days = (done - due).days
        if self.unit == Unit.WEEKS:
            return -(-days // 7)
        if self.unit == Unit.MONTHS:
            months = 12 * (done.year - due.year) + done.month - due.month
            return months + (months_after(due, months) < done)
        if self.unit == Unit.TERMS:
            return max(1, sum(due < first <= done for first, _ in on.terms))
        if self.unit == Unit.HOURS:
            if due_time is None or done_time is None:
                return 24 * days
            return -((_instant(due, due_time) - _instant(done, done_time)) // timedelta(hours=1))
        return days


@lru_cache(maxsize=20_000)
def months_after(day: date, number: int) -> date:
    """The same day of a later month, else that month's last day."""
    month = day.year * 12 + day.month - 1 + number
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def quarter_of(day: date) -> date:
    """The first day of the quarter.

    >>> quarter_of(date(2026, 11, 29))
    datetime.date(2026, 10, 1)
    """
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age; who was born on 29 February does so on 1 March in other years.

    >>> birthday(date(2008, 2, 29), 5), birthday(date(2008, 2, 29), 16)
    (datetime.date(2013, 3, 1), datetime.date(2024, 2, 29))
    """
    year = born.year + age
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def _days_of(day: date, hours: int) -> date:
    """Without a time, hours end with the day on which they would at the latest."""
    return day + timedelta(days=-(-hours // 24))


def _last_day_of_term(day: date, number: int, terms: Sequence[tuple[date, date]]) -> date | None:
    """Of the term that is so many after the one in which a day lies, or in the holidays after which it lies."""
    begun = sum(first <= day for first, _ in sorted(terms))
    at = begun - 1 + number
    return sorted(terms)[at][1] if 0 <= at < len(terms) else None
