"""Counting one obligation: from what it arose, when it is due, what met or ended it, how it stands.

Of events on one day, what meets counts before what ends: a review on the day on which the plan ends was held.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from .events import Event
from .history import End, History, is_earlier
from .obligation import Obligation, State
from .periods import Period
from .rules import Rule, Rules


class Counting:
    """Collects the obligations of one child."""

    def __init__(self, history: History, rules: Rules) -> None:
        self.history, self.rules, self.on = history, rules, history.on
        self.found: list[Obligation] = []
        self._variations = history.variations

    def add(
        self,
        rule: Rule | None,
        because: Event,
        met_by: Event | None,
        end: End | None,
        *,
        period: Period | None,
        arose: date | None = None,
        counted_from: date | None = None,
    ) -> None:
        """One obligation; none where no version of the rule is in force or it is off there (no ``period``).

        ``end`` counts where nothing met it. ``counted_from``: an earlier day than that on which it arose; it falls due
        on this one at the earliest.
        """
        if rule is None or (period is None and not rule.enacted_only):
            return
        day = because.date if arose is None else arose
        due: date | None = None
        due_time: time | None = None
        if period is not None and not rule.enacted_only:
            base = because.date if period.before else counted_from or day
            due, due_time = period.after(base, because.time, rule.calendar)
            if counted_from is not None and due is not None and due < day:
                due = day
        ended = end if met_by is None else None
        late_by: int | None = None
        varied = self._variation(rule.id, day, met_by, ended) if self._variations else None
        if met_by is not None:
            done = met_by.date
            if due is None or done < due or (done == due and _is_by(due_time, met_by.time)):
                state = State.MET
            else:
                state = State.MET_LATE
                late_by = period.late(due, due_time, met_by.date, met_by.time, rule.calendar) if period else None
        elif rule.enacted_only:
            state = State.SUPERSEDED if ended is not None else State.COMING
        elif rule.expires and due is not None and due < (self.on if ended is None else ended.date):
            state = State.EXPIRED
        elif ended is not None:
            state = State.SUPERSEDED if due is None or ended.date <= due else State.LAPSED
        elif varied is not None and self.on <= date.fromisoformat(varied.detail["until"]):
            state = State.VARIED
        elif due is None or self.on <= due:
            state = State.OPEN
        else:
            state = State.OVERDUE
            late_by = period.late(due, due_time, self.on, None, rule.calendar) if period else None
        if state is State.EXPIRED or state is State.COMING:
            ended = None
        ended_by = ended.event if ended is not None else None
        self.found.append(Obligation(rule, because, day, due, due_time, met_by, ended_by, state, late_by, varied))

    def _variation(self, id_: str, arose: date, met_by: Event | None, end: End | None) -> Event | None:
        """The last variation that was made while it was open."""
        until = met_by.date if met_by is not None else end.date if end is not None else date.max
        made = [event for event in self._variations.get(id_, ()) if arose <= event.date <= until]
        return made[-1] if made else None


def _is_by(due_time: time | None, done_time: time | None) -> bool:
    """Whether something was in time on the day itself; only two times can say that it was not."""
    return due_time is None or done_time is None or done_time <= due_time


def first_after(
    events: Sequence[Event], start: Event, day: date, end: End | None, *, later: bool = False
) -> Event | None:
    """The first of some events on or after the day of a start, no later than an end. ``later``: on a later day."""
    for event in events:
        if event.date < day or (later and event.date == day):
            continue
        if event.date == day == start.date and is_earlier(event, start):
            continue
        if end is not None and event.date > end.date:
            return None
        return event
    return None
