"""Reads of transfers, each with its number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.lists import PAGE, Asked
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
IN_REACH = """(%(everywhere)s OR t.from_unit_id = ANY (%(units)s::bigint[])
               OR t.to_unit_id = ANY (%(units)s::bigint[]))"""
LINES = f"""
SELECT {COLUMNS} {OF_TRANSFERS}
WHERE {IN_REACH}
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


def transfers_in_reach(actor: Actor, today: date) -> list[TransferLine]:
    """Those open of the units whose families open to somebody. One statement."""
    return _lines(today, OPEN, everywhere=actor.sees_every_unit, units=actor.reach)


# The list of them all: what is stuck first, then what has stood longest in its step, unless asked otherwise.
SORTS = {
    "stuck": ("is_stuck DESC", "since"),
    "family": ("lower(family)",),
    "from": ("lower(from_unit)",),
    "to": ("lower(to_unit)",),
    "step": ("state",),
    "days": ("since DESC",),
    "all": ("coalesce(done_on, %(on)s) - offered_on",),
    "wanted": ("wanted_from",),
    "ended": ("coalesce(done_on, since)",),
}
LISTED = f"""
WITH listed AS (
    SELECT t.id, f.id AS family_id, f.name AS family, t.from_unit_id, fu.name AS from_unit, t.to_unit_id,
           tu.name AS to_unit, t.state, t.since, t.offered_on, t.wanted_from, t.times_returned, t.raised_on,
           t.raised_because, o.falls_due, t.done_on,
           t.state IN ({IS_OPEN}) AND (t.raised_on IS NOT NULL OR t.wanted_from < %(on)s
               OR coalesce(t.state = '{State.OFFERED}' AND o.falls_due < %(on)s, false)) AS is_stuck
    {OF_TRANSFERS}
    WHERE {IN_REACH} AND t.state = ANY (%(states)s)
      AND (%(from)s::bigint IS NULL OR t.from_unit_id = %(from)s) AND (%(to)s::bigint IS NULL OR t.to_unit_id = %(to)s)
      AND (%(before)s::date IS NULL OR t.since <= %(before)s)
), chosen AS (SELECT * FROM listed WHERE is_stuck OR NOT %(stuck)s)
SELECT chosen.*, (SELECT count(*) FROM chosen), (SELECT count(*) FROM chosen WHERE is_stuck)
FROM chosen ORDER BY BY_WHICH, lower(family), id
LIMIT %(size)s::int OFFSET (SELECT least(%(skip)s::int, greatest(count(*) - 1, 0) / %(page)s * %(page)s) FROM chosen)
"""  # noqa: S608 -- choices from their enum


@dataclass(frozen=True)
class Listed:
    """The rows of a page (all of them for a file), how many there are on all pages, and how many are stuck."""

    rows: list[TransferLine]
    total: int
    stuck: int


def _order(asked: Asked) -> str:
    """By a column, or the other way round."""
    first, *more = SORTS[asked.sort]
    if asked.is_down:
        first = first.removesuffix(" DESC") if first.endswith(" DESC") else f"{first} DESC"
    return ", ".join([first, *more])


def transfers_listed(actor: Actor, today: date, asked: Asked) -> Listed:
    """Of the units whose families open to somebody: from and to which, in which step, for how long. One statement."""
    over = asked["show"] == "closed"
    states = (State.DONE, State.ENDED) if over else OPEN
    days = asked.id("days")
    found = tuples(
        LISTED.replace("BY_WHICH", _order(asked)),
        everywhere=actor.sees_every_unit,
        units=actor.reach,
        on=today,
        states=[one.value for one in states if asked["step"] in ("", "stuck", one.value)],
        stuck=asked["step"] == "stuck",
        **{name: asked.id(name) for name in ("from", "to")},
        before=today - timedelta(days=days) if days and not over else None,
        size=None if asked.is_file else PAGE,
        skip=0 if asked.is_file else (asked.page - 1) * PAGE,
        page=PAGE,
    )
    total, stuck = found[0][-2:] if found else (0, 0)
    return Listed([_line(row[:-3], today) for row in found], total, stuck)


UNITS = f"""
SELECT DISTINCT w.way, u.id, u.name FROM transfers_transfer t
CROSS JOIN LATERAL (VALUES ('from', t.from_unit_id), ('to', t.to_unit_id)) w (way, unit_id)
JOIN units_unit u ON u.id = w.unit_id WHERE {IN_REACH} AND (t.state IN ({IS_OPEN})) <> %(over)s ORDER BY u.name, u.id
"""  # noqa: S608 -- choices from their enum


def units_of_transfers(actor: Actor, *, over: bool) -> dict[str, list[tuple[int, str]]]:
    """From which units families go, and to which, among those of the list. One statement."""
    found = tuples(UNITS, everywhere=actor.sees_every_unit, units=actor.reach, over=over)
    return {way: [(pk, name) for at, pk, name in found if at == way] for way in ("from", "to")}


# For the lines of a unit (units/lines.py), as JSON.
ON_THEIR_WAY = f"""
SELECT json_build_array({COLUMNS}) {OF_TRANSFERS}
WHERE {IN_REACH} AND t.state IN ({IS_OPEN}) ORDER BY t.since, lower(f.name), t.id LIMIT 500
"""


def open_of_units(unit_ids: Sequence[int], today: date) -> list[TransferLine]:
    """What some units offer, or are offered. One statement."""
    return _lines(today, OPEN, everywhere=False, units=unit_ids)


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
