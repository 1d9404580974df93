"""How a date of birth or death is kept that is known to the day, the month or the year only; and what has not been yet.

>>> from datetime import date
>>> from kinwork.clocks.natural_dates import Read
>>> born_as(Read(date(2011, 1, 1), "year")), died_as(Read(date(2011, 2, 1), "month"))
((datetime.date(2011, 7, 1), BirthKind.YEAR), (datetime.date(2011, 2, 28), DeathKind.MONTH))
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.clocks.natural_dates import TO_TERM, Read, is_to_come

from .models import BirthKind, DeathKind
from .models.partial import in_order, in_words


def born_as(said: Read | None) -> tuple[date | None, BirthKind]:
    """The day that is kept of a date of birth, and how well it is known: of a year its first of July."""
    if said is None:
        return None, BirthKind.EXACT
    if said.known == "year":
        return said.day.replace(month=7, day=1), BirthKind.ESTIMATED if said.is_about else BirthKind.YEAR
    return said.day, BirthKind.MONTH if said.known == "month" else BirthKind.EXACT


def is_due_in_month(said: Read | None, kind: str) -> bool:
    """Whether a birth is expected of which only the month is known."""
    return said is not None and said.known == "month" and kind == BirthKind.EXPECTED


def died_as(said: Read | None) -> tuple[date | None, DeathKind]:
    """The same of a death: of a month or year its last day."""
    if said is None:
        return None, DeathKind.EXACT
    if said.known == "year":
        return said.last, DeathKind.ESTIMATED if said.is_about else DeathKind.YEAR
    return said.last, DeathKind.MONTH if said.known == "month" else DeathKind.EXACT


def _words(said: date | str) -> str:
    return in_words(said.isoformat() if isinstance(said, date) else said)


def must_have_happened(**said: date | str | None) -> None:
    """Refuses what is told as a fact and is still to come, at the field that it was told in.

    A day, or a month or year as ISO text: this month and this year have begun. Every verb that notes something that
    has happened asks this, because a rule of the database cannot know which day is today.
    """
    today = timezone.localdate()
    wrong = {
        name: f"{_words(day)} is in the future. Record it when it has happened."
        for name, day in said.items()
        if day and is_to_come(day, today)
    }
    if wrong:
        raise ValidationError(wrong)


def must_be_in_order(begun: str, ended: str, *, field: str = "ended") -> None:
    """Refuses an end before its beginning, compared as far as both are known."""
    if not in_order(begun, ended):
        raise ValidationError({field: f"The end, {in_words(ended)}, is before the start, {in_words(begun)}."})


def must_be_due(day: date, *, field: str = "born_on") -> None:
    """Refuses a birth that is expected later than any pregnancy lasts."""
    if day > timezone.localdate() + TO_TERM:
        raise ValidationError({field: f"{_words(day)} is too far off: a birth is expected within ten months."})
