"""Families that came to a unit and left it, week by week; and those that wait for a unit, or for a worker there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.units.unit_shapes import Holds

from .units import units_in_sight

WEEKS = 12
WEEK = timedelta(weeks=1)
WAYS = {"opened": "opened", "came": "came from another unit", "closed": "closed", "moved": "went to another unit"}
COMING = ("opened", "came")

# Each coming and going of a family with a unit. One that closed was with the last unit that held it.
# Only of those in which something happened in these weeks: of the open ones, by when a unit began or ended to hold
# them; and of those that closed.
MOVES = """stirred AS MATERIALIZED (
    SELECT involvement_id AS id FROM cases_holding WHERE began_on >= %(since)s::date OR ended_on >= %(since)s::date
    UNION
    SELECT id FROM cases_involvement WHERE closed_on >= %(since)s::date
), allocated AS (
    SELECT a.unit_id, a.during, i.family_id, i.opened_on, i.closed_on,
           lag(a.id) OVER one AS before_id, lead(a.unit_id) OVER one AS next_id
    FROM stirred JOIN cases_involvement i USING (id) JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE NOT isempty(a.during)
    WINDOW one AS (PARTITION BY a.involvement_id ORDER BY a.during)
), moves AS (
    SELECT unit_id, family_id, lower(during) AS day, CASE WHEN before_id IS NULL THEN 'opened' ELSE 'came' END AS way
    FROM allocated
    UNION ALL
    SELECT unit_id, family_id, upper(during), 'moved' FROM allocated WHERE next_id IS NOT NULL
    UNION ALL
    SELECT unit_id, family_id, closed_on, 'closed' FROM allocated WHERE next_id IS NULL AND closed_on IS NOT NULL
), lately AS (
    SELECT moves.*, u.name AS unit FROM moves JOIN units_unit u ON u.id = moves.unit_id
    WHERE day >= %(since)s::date AND day <= %(on)s::date AND u.function <> %(service)s
      AND (%(everywhere)s OR u.id = ANY (%(units)s::bigint[]))
)"""


@dataclass
class UnitFlow:
    """A unit's weeks, the oldest first: how many families came, and how many went."""

    unit_id: int
    unit: str
    may_open: bool
    came: list[int] = field(default_factory=lambda: [0] * WEEKS)
    went: list[int] = field(default_factory=lambda: [0] * WEEKS)

    @property
    def net(self) -> int:
        return sum(self.came) - sum(self.went)

    def by_week(self, weeks: list[date]) -> Iterator[tuple[int, int, str]]:
        """Who came and who went in each week, and the week as addresses of the families have it."""
        for came, went, monday in zip(self.came, self.went, weeks, strict=True):
            yield came, went, f"&week={monday:%Y%m%d}"

    @staticmethod
    def bars(many: list[int], most: int, *, up: bool = False) -> str:
        """A bar for each week in 120 by 40, up or down from the middle, as the path of one shape.

        >>> UnitFlow.bars([0, 2], 4, up=True)
        'M11 20h8v-9.5h-8z'
        """
        sign = "-" if up else ""
        return "".join(
            f"M{n * 10 + 1} 20h8v{sign}{19 * number / most:.1f}h-8z" for n, number in enumerate(many) if number
        )


def mondays(on: date) -> list[date]:
    """The first days of the last twelve weeks, the present one last."""
    this = on - timedelta(days=on.weekday())
    return [this - WEEK * n for n in reversed(range(WEEKS))]


FLOW = f"""
WITH {MOVES}
SELECT u.id, u.name, (lately.day - %(since)s::date) / 7, lately.way, count(lately.day)
FROM units_unit u LEFT JOIN lately ON lately.unit_id = u.id
WHERE u.function <> %(service)s AND (%(everywhere)s OR u.id = ANY (%(units)s::bigint[]))
  AND (u.is_active OR lately.day IS NOT NULL)
GROUP BY 1, 2, 3, 4 ORDER BY lower(u.name), u.id
"""  # noqa: S608 -- no value of anybody


def _asked(actor: Actor, on: date) -> dict[str, Any]:
    everywhere, units = units_in_sight(actor)
    return {"since": mondays(on)[0], "on": on, "everywhere": everywhere, "units": units, "service": "service"}


@may_lag
def flow(actor: Actor, on: date, may_open: Any) -> list[UnitFlow]:
    """Twelve weeks of every unit whose figures this person may see. One statement."""
    found: dict[int, UnitFlow] = {}
    for unit_id, name, week, way, number in tuples(FLOW, **_asked(actor, on)):
        row = found.setdefault(unit_id, UnitFlow(unit_id, name, may_open(unit_id)))
        if way is not None:
            (row.came if way in COMING else row.went)[week] += number
    return list(found.values())


def all_of_flow(rows: list[UnitFlow]) -> UnitFlow:
    """The sums, week by week. A family that went from one unit to another counts in both."""
    return UnitFlow(
        0, "All of these", all(row.may_open for row in rows),
        [sum(weeks) for weeks in zip(*(row.came for row in rows), strict=True)] or [0] * WEEKS,
        [sum(weeks) for weeks in zip(*(row.went for row in rows), strict=True)] or [0] * WEEKS,
    )  # fmt: skip


@dataclass(frozen=True)
class MoveRow:
    """A family that came or went."""

    family_id: int
    family: str
    unit_id: int
    unit: str
    on: date
    way: str

    @property
    def how(self) -> str:
        return WAYS[self.way]


MOVED = f"""
WITH {MOVES}
SELECT lately.family_id, f.name, lately.unit_id, lately.unit, lately.day, lately.way
FROM lately JOIN families_family f ON f.id = lately.family_id
WHERE (%(unit)s::bigint IS NULL OR lately.unit_id = %(unit)s)
  AND (%(week)s::date IS NULL OR lately.day >= %(week)s AND lately.day < %(week)s::date + 7)
  AND (%(ways)s::text[] IS NULL OR lately.way = ANY (%(ways)s))
ORDER BY lately.day DESC, lower(f.name), f.id
"""  # noqa: S608 -- no value of anybody


@may_lag
def moved(actor: Actor, on: date, *, unit_id: int | None, week: date | None, way: str) -> list[MoveRow]:
    """The families behind the numbers of a unit, a week, a way. One statement."""
    ways = {"in": list(COMING), "out": [one for one in WAYS if one not in COMING]}.get(way)
    found = tuples(MOVED, **_asked(actor, on), unit=unit_id, week=week, ways=ways)
    return [MoveRow(*row) for row in found]


@dataclass(frozen=True)
class UnallocatedRow:
    """An open family that waits: for a unit, or in a unit that names a worker for each family, for one."""

    family_id: int
    family: str
    unit_id: int | None
    unit: str
    since: date

    @property
    def waits_for(self) -> str:
        return f"a worker in {self.unit}" if self.unit else "a unit"


# One that no unit holds today has no unit whose figures it could be in: whoever sees every unit's sees it too.
UNALLOCATED = f"""unallocated AS (
    SELECT i.family_id, h.unit_id, coalesce(nullif(h.began_on, '-infinity'), i.opened_on) AS since
    FROM cases_involvement i
    LEFT JOIN cases_holding h ON h.involvement_id = i.id
        AND h.began_on <= %(on)s::date AND (h.ended_on IS NULL OR h.ended_on > %(on)s::date)
    LEFT JOIN units_unit u ON u.id = h.unit_id
    WHERE i.closed_on IS NULL AND i.opened_on <= %(on)s::date
      AND (h.unit_id IS NULL OR u.holds = '{Holds.INDIVIDUAL}' AND i.key_worker_id IS NULL)
      AND (%(everywhere)s OR h.unit_id = ANY (%(units)s::bigint[]))
)"""  # noqa: S608 -- a choice from its enum
UNALLOCATED_LIST = f"""
WITH {UNALLOCATED}
SELECT x.family_id, f.name, x.unit_id, coalesce(u.name, ''), x.since
FROM unallocated x JOIN families_family f ON f.id = x.family_id LEFT JOIN units_unit u ON u.id = x.unit_id
ORDER BY x.unit_id IS NOT NULL, x.since, lower(f.name), f.id
"""  # noqa: S608 -- a choice from its enum


@may_lag
def unallocated(actor: Actor, on: date) -> list[UnallocatedRow]:
    """Who waits, without a unit first, then the longest first. One statement."""
    everywhere, units = units_in_sight(actor)
    return [UnallocatedRow(*row) for row in tuples(UNALLOCATED_LIST, on=on, everywhere=everywhere, units=units)]


UNALLOCATED_COUNT = f"""
WITH {UNALLOCATED} SELECT count(*) FROM unallocated
"""  # noqa: S608 -- a choice from its enum


def how_many_unallocated(actor: Actor, on: date) -> int:
    """How many wait, of the units whose figures this person may see. One statement."""
    everywhere, units = units_in_sight(actor)
    [(number,)] = tuples(UNALLOCATED_COUNT, on=on, everywhere=everywhere, units=units)
    return int(number)
