"""By when a request must be answered: one calendar month, as articles 12(3) and 12A of the UK GDPR count it.

The month begins with the day of receipt, or with the day on which whoever asks showed who they are where that had to be
asked; it ends on the same date of the next month, or on that month's last day where it has no such date. Days on which
we waited to hear what they mean, from the day of the question to the day of its answer, do not count. Two months more
where it is complex, if they are told why within the first. Where the last day is no working day, the next one is
(Information Commissioner's Office, Right of access: how long do we have to comply?).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.clocks.periods import Unit, months_after
from kinwork.clocks.rules import Rule, england
from kinwork.clocks.working_days import is_working_day, next_weekday

RULE = "SAR"
MORE_MONTHS = 2


@dataclass(frozen=True)
class Asking:
    """A question that was asked back, and the day of its answer; none while it is awaited."""

    asked_on: date
    answered_on: date | None


@dataclass(frozen=True)
class Clock:
    """By when; ``due`` is empty while we wait for them, with what for. ``tell_by``: the last day to extend it."""

    due: date | None
    tell_by: date | None
    waits_for: str = ""


def rule(on: date) -> Rule:
    """The rule as it is on a day; as it was first, for an older request that is only now written down."""
    versions = [one for one in england().rows if one.id == RULE]
    return next((one for one in versions if one.in_force_on(on)), versions[0])


def clock(
    received_on: date,
    *,
    identity_asked_on: date | None = None,
    identity_shown_on: date | None = None,
    asked: Sequence[Asking] = (),
    is_extended: bool = False,
) -> Clock:
    """How the clock stands.

    >>> clock(date(2026, 9, 3)).due
    datetime.date(2026, 10, 5)
    """
    if identity_asked_on and not identity_shown_on:
        return Clock(None, None, "proof of who they are")
    if any(one.answered_on is None for one in asked):
        return Clock(None, None, "an answer to what we asked")
    begins = max(received_on, identity_shown_on or received_on)
    period = rule(begins).period
    months = period.number if period is not None and period.unit is Unit.MONTHS else 1
    stood = _days_that_stood(begins, asked)
    tell_by = _end(begins, months, stood)
    return Clock(_end(begins, months + MORE_MONTHS, stood) if is_extended else tell_by, tell_by)


def _end(begins: date, months: int, stood: int) -> date:
    day = months_after(begins, months) + timedelta(days=stood)
    while not is_working_day(day):
        day = next_weekday(0, day) if day.weekday() > 4 else day + timedelta(days=1)
    return day


def _days_that_stood(begins: date, asked: Sequence[Asking]) -> int:
    """Days on which the clock stood, each once, from when it began to run."""
    days: set[date] = set()
    for one in asked:
        if one.answered_on is None:
            continue
        first = max(one.asked_on, begins)
        days |= {first + timedelta(days=n) for n in range((one.answered_on - first).days + 1)}
    return len(days)
