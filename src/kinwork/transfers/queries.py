"""Reads of transfers, each with its number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples

from .clock import ANSWER
from .models import OPEN, State, Step, Transfer


@dataclass(frozen=True)
class TransferLine:
    """A transfer as lists have it."""

    pk: int
    family_id: int
    family: str
    from_id: int
    from_unit: str
    to_id: int
    to_unit: str
    state: State
    since: date
    offered_on: date
    wanted_from: date
    times_returned: int
    raised_on: date | None
    raised_because: str
    answer_by: date | None
    done_on: date | None
    today: date

    @property
    def days(self) -> int:
        """Days in this step."""
        return (self.today - self.since).days

    @property
    def days_in_all(self) -> int:
        return ((self.done_on or self.today) - self.offered_on).days

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_up(self) -> bool:
        """Whether it is to be decided between the units."""
        late = self.state == State.OFFERED and self.answer_by is not None and self.answer_by < self.today
        return self.is_open and (self.raised_on is not None or late)

    @property
    def is_stuck(self) -> bool:
        """Nobody answered in time, the units do not agree, or it was to be done by now."""
        return self.is_up or (self.is_open and self.wanted_from < self.today)

    @property
    def why_stuck(self) -> str:
        if self.raised_on is not None and self.is_open:
            return self.raised_because
        if self.is_up and self.answer_by:
            return f"Not answered by {self.answer_by:%-d %B}."
        if self.is_stuck:
            return f"Wanted from {self.wanted_from:%-d %B}."
        return ""


# Walls leave out the families that the person who asks must not know of.
COLUMNS = """t.id, f.id, f.name, t.from_unit_id, fu.name, t.to_unit_id, tu.name, t.state, t.since, t.offered_on,
       t.wanted_from, t.times_returned, t.raised_on, t.raised_because, o.falls_due, t.done_on"""
OF_TRANSFERS = f"""
FROM transfers_transfer t JOIN cases_involvement i ON i.id = t.involvement_id
JOIN families_family f ON f.id = i.family_id
JOIN units_unit fu ON fu.id = t.from_unit_id JOIN units_unit tu ON tu.id = t.to_unit_id
LEFT JOIN LATERAL (
    SELECT min(x.falls_due) AS falls_due FROM obligations_obligation x
    WHERE x.involvement_id = t.involvement_id AND x.rule = '{ANSWER}' AND x.is_open
) o ON true
"""  # noqa: S608 -- the id of a rule
LINES = f"""
SELECT {COLUMNS} {OF_TRANSFERS}
WHERE (%(everywhere)s OR t.from_unit_id = ANY (%(units)s::bigint[]) OR t.to_unit_id = ANY (%(units)s::bigint[]))
  AND t.state = ANY (%(states)s)
ORDER BY t.since, lower(f.name), t.id LIMIT 500
"""
IS_OPEN = ", ".join(f"'{state.value}'" for state in OPEN)
OPEN_OF_FAMILY = f"""
SELECT json_build_array({COLUMNS}) {OF_TRANSFERS} WHERE i.family_id = %(family)s AND t.state IN ({IS_OPEN}) LIMIT 1
"""


def _lines(today: date, states: Sequence[State], *, everywhere: bool, units: Sequence[int] = ()) -> list[TransferLine]:
    found = tuples(LINES, everywhere=everywhere, units=list(units), states=[one.value for one in states])
    return [_line(row, today) for row in found]


def _line(row: Sequence[Any], today: date) -> TransferLine:
    values: list[Any] = [*row[:7], State(row[7]), *row[8:], today]
    return TransferLine(*values)


DATES = (8, 9, 10, 12, 14, 15)


def line_of(found: Sequence[Any], today: date) -> TransferLine:
    """The same, as JSON has it."""
    read = [date.fromisoformat(one) if one and n in DATES else one for n, one in enumerate(found)]
    return _line(read, today)


def transfers_in_reach(actor: Actor, today: date, *, is_open: bool = True) -> list[TransferLine]:
    """Of the units whose families open to somebody; stuck ones first, then the longest in their step. One statement."""
    states = OPEN if is_open else (State.DONE, State.ENDED)
    found = _lines(today, states, everywhere=actor.sees_every_unit, units=actor.reach)
    return sorted(found, key=lambda one: (not one.is_stuck, -one.days)) if is_open else found[::-1]


def open_of_units(unit_ids: Sequence[int], today: date) -> list[TransferLine]:
    """What some units offer, or are offered. One statement."""
    return _lines(today, OPEN, everywhere=False, units=unit_ids)


def all_open(today: date) -> list[TransferLine]:
    """One statement."""
    return _lines(today, OPEN, everywhere=True)


@dataclass(frozen=True)
class StepLine:
    """A step, and how many days it stood so."""

    step: Step
    days: int | None


def steps_of(transfer: Transfer, today: date) -> list[StepLine]:
    """What happened, in order, each with the days until the next. One statement."""
    steps = list(transfer.steps.select_related("by"))
    days = [timezone.localdate(step.at) for step in steps]
    ends: list[date | None] = [*days[1:], today if transfer.is_open else None]
    return [
        StepLine(step, (end - begun).days if end else None) for step, begun, end in zip(steps, days, ends, strict=True)
    ]


def transfer_asked_for(pk: int) -> Transfer | None:
    """One statement."""
    return Transfer.objects.select_related("involvement__family", "from_unit", "to_unit").filter(pk=pk).first()
