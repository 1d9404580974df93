"""Days in words, as a unit says them.

>>> from datetime import date
>>> in_words(date(2026, 11, 25), today=date(2026, 11, 21))
'in 4 days'
>>> in_words(date(2026, 10, 24), today=date(2026, 11, 21))
'4 weeks ago'
"""

from __future__ import annotations

from datetime import date


def short_day(day: date, today: date | None = None) -> str:
    """'Tue 25 Nov'; with the year when it is not this year's."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if today and today.year != day.year else "")


def long_day(day: date) -> str:
    """'Tuesday 25 November 2026'."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def in_words(day: date, *, today: date) -> str:
    """How far off a day is: 'today', 'tomorrow', 'in 3 weeks', '5 days ago'."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    size = span(abs(days))
    return f"in {size}" if days > 0 else f"{size} ago"


def seen_from(day: date, meeting: date, today: date) -> str:
    """How far off a day is from a meeting; in the words of today where that is the meeting's own day.

    >>> seen_from(date(2026, 11, 25), date(2026, 11, 24), today=date(2026, 11, 28))
    'the day after the meeting'
    >>> seen_from(date(2026, 11, 25), date(2026, 11, 24), today=date(2026, 11, 24))
    'tomorrow'
    """
    if meeting == today:
        return in_words(day, today=today)
    days = (day - meeting).days
    near = {0: "on the day of the meeting", 1: "the day after the meeting", -1: "the day before the meeting"}
    if days in near:
        return near[days]
    return f"{span(abs(days))} {'after' if days > 0 else 'before'} the meeting"


def span(days: int) -> str:
    """A number of days in the unit that people would use: days to a fortnight, then weeks, then months."""
    if days < 14:
        return count(days, "day")
    if days < 70:
        return count(days // 7, "week")
    if days < 730:
        return count(round(days / 30.44), "month")
    return count(days // 365, "year")


def count(number: int, word: str, plural: str = "") -> str:
    """'1 task', '3 tasks'."""
    return f"{number} {word if number == 1 else plural or word + 's'}"


def lower_first(words: str) -> str:
    """As in the middle of a sentence: 'child in need', and still 'CP, deputy'."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
