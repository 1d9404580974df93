"""Dates as a unit coordinator types them while people talk.

>>> from datetime import date
>>> friday = read_date("fri", today=date(2026, 11, 17))
>>> friday
datetime.date(2026, 11, 20)
>>> read_date("2w", today=date(2026, 11, 17))
datetime.date(2026, 12, 1)
>>> read_date("12/3", today=date(2026, 11, 17))
datetime.date(2027, 3, 12)

Of what has happened, the same words mean the last such day:

>>> read_date("fri", today=date(2026, 11, 17), past=True)
datetime.date(2026, 11, 13)
>>> read_date("12/3", today=date(2026, 11, 17), past=True)
datetime.date(2026, 3, 12)
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from .working_days import next_weekday

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
HELP = "Type a date such as fri, next tue, 2w, 10d, 12/3, 12 March or 12/3/2027"
HELP_PAST = "Type a date such as yesterday, fri, 2w ago, 12/3, 12 March or 12/3/2024"


class NotADate(ValueError):
    """What was typed is no date; the message says what was wrong and what would be right."""


def read_date(typed: str, *, today: date, past: bool = False) -> date | None:
    """The day that somebody means, or None for an empty box.

    A weekday is the next one after today; a day and month without a year is the next one from today on. With ``past``,
    for what has happened: the last one before today, the last one up to today. A year that is typed is that year.
    Raises :class:`NotADate` for what cannot be read or does not exist (30 February).
    """
    text = re.sub(r"\s+", " ", typed.strip().lower().rstrip("."))
    if not text:
        return None
    readers = (_near, _a_while_ago, _last_weekday) if past else (_near, _in_a_while, _weekday)
    for reader in (*readers, _iso, _numbers, _with_month):
        day = reader(text, today)
        if day is not None:
            return day if not past or day <= today or _has_year(text) else _year_before(day, text, today)
    raise NotADate(f"“{typed.strip()[:40]}” is not a date that can be read. {HELP_PAST if past else HELP}.")


def _has_year(text: str) -> bool:
    """Whether a year was typed, or a day that is meant as it is."""
    return text.startswith("tom") or re.search(r"\d{4}|\d[/.\- ]\d{1,2}[/.\- ]\d{2}$|[a-z],? \d{2}$", text) is not None


def _year_before(day: date, text: str, today: date) -> date:
    """The same day and month, the last time that it was."""
    year = day.year - 1
    while not _exists(year, day.month, day.day) or date(year, day.month, day.day) > today:
        year -= 1
    return _make(year, day.month, day.day, text)


def _a_while_ago(text: str, today: date) -> date | None:
    return _in_a_while(text.removesuffix(" ago").removeprefix("-"), today, -1)


def _last_weekday(text: str, today: date) -> date | None:
    ahead = _weekday(text.removeprefix("last "), today) if not text.startswith("next ") else None
    # Whoever means today says so: a weekday of the same name is the one before.
    return ahead - timedelta(days=14 if (ahead - today).days == 7 else 7) if ahead else None


def _near(text: str, today: date) -> date | None:
    days = {"today": 0, "tod": 0, "tomorrow": 1, "tom": 1, "tmrw": 1, "next week": 7, "yesterday": -1}
    return today + timedelta(days=days[text]) if text in days else None


def _in_a_while(text: str, today: date, direction: int = 1) -> date | None:
    match = re.fullmatch(r"(?:in |\+)?(\d{1,3}) ?(d|day|days|w|wk|wks|week|weeks|m|month|months)", text)
    if not match:
        return None
    count, unit = int(match[1]) * direction, match[2][0]
    if unit == "m":
        return _months_later(today, count)
    return today + timedelta(days=count * (7 if unit == "w" else 1))


def _months_later(day: date, count: int) -> date:
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def _weekday(text: str, today: date) -> date | None:
    match = re.fullmatch(r"(next |this |on )?([a-z]{2,9})", text)
    if not match:
        return None
    found = [number for number, name in enumerate(DAYS) if len(match[2]) >= 2 and name.startswith(match[2])]
    if len(found) != 1:
        return None
    day = next_weekday(found[0], today + timedelta(days=1))
    # "next tue", said on a Monday, is not tomorrow: it is the one in next week.
    if match[1] == "next " and day.isocalendar().week == today.isocalendar().week:
        day += timedelta(days=7)
    return day


def _iso(text: str, today: date) -> date | None:
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    return _make(int(match[1]), int(match[2]), int(match[3]), text) if match else None


def _numbers(text: str, today: date) -> date | None:
    match = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?", text)
    return _day_and_month(int(match[1]), int(match[2]), match[3], text, today) if match else None


def _with_month(text: str, today: date) -> date | None:
    match = re.fullmatch(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})(?:,? (\d{4}|\d{2}))?", text)
    if not match:
        return None
    found = [number for number, name in enumerate(MONTHS, 1) if name.startswith(match[2])]
    return _day_and_month(int(match[1]), found[0], match[3], text, today) if len(found) == 1 else None


def _day_and_month(day: int, month: int, year: str | None, text: str, today: date) -> date:
    if year is not None:
        return _make(int(year) if len(year) == 4 else 2000 + int(year), month, day, text)
    if (month, day) == (2, 29):
        leap = next(y for y in range(today.year, today.year + 9) if _exists(y, 2, 29) and date(y, 2, 29) >= today)
        return date(leap, 2, 29)
    this_year = _make(today.year, month, day, text)
    return this_year if this_year >= today else _make(today.year + 1, month, day, text)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _make(year: int, month: int, day: int, text: str) -> date:
    if not _exists(year, month, day):
        name = MONTHS[month - 1].capitalize() if 1 <= month <= 12 else None
        why = f"{name} {year} has no day {day}" if name else f"there is no month {month}: the day comes first"
        raise NotADate(f"“{text}” does not exist: {why}. {HELP}.")
    if not 1900 <= year <= 2200:
        raise NotADate(f"“{text}” is in the year {year}. Check the year.")
    return date(year, month, day)
