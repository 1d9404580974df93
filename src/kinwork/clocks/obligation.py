"""What somebody owes a child by a day: the answer of the engine."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from .events import Event
from .rules import Rule


class State(StrEnum):
    """How an obligation stands. Its value is what files say."""

    OPEN = "open"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    SUPERSEDED = "superseded"  # its reason ended before it fell due
    LAPSED = "lapsed"  # its reason ended after it fell due, and it was not met
    EXPIRED = "expired"  # a power, an order or an approval that ended by itself
    VARIED = "varied"  # put off until a day; after it, overdue
    COMING = "coming"  # law that is enacted and not in force

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self in (State.OPEN, State.OVERDUE, State.VARIED)


class Obligation(NamedTuple):
    """One thing due, once. ``due`` is the rule's own day, also where it was varied; None where there is no day.

    ``because`` is the event from which it arose, on the day ``arose``: as a rule the event's own, of a 16th birthday
    the birthday. ``met_by`` and ``ended_by`` are events too: of the two at most one counts. ``late_by`` counts in the
    rule's own unit: by how many the period would have had to be longer. ``varied`` is the event that put it off.
    """

    rule: Rule
    because: Event
    arose: date
    due: date | None
    due_time: time | None
    met_by: Event | None
    ended_by: Event | None
    state: State
    late_by: int | None
    varied: Event | None

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def met(self) -> date | None:
        return self.met_by.date if self.met_by else None

    @property
    def met_time(self) -> time | None:
        return self.met_by.time if self.met_by else None

    @property
    def varied_until(self) -> date | None:
        return date.fromisoformat(self.varied.detail["until"]) if self.varied else None

    @property
    def falls_due(self) -> date | None:
        """The day to show: until when it was put off, else the rule's own."""
        return self.varied_until if self.state == State.VARIED else self.due
