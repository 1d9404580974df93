"""Who came back within 6, 12 and 24 months of a closing: families, and children, also those who came back in another.

Of each span those closings are counted that had the whole of it to come back in: of the twelve months that ended so
long ago. Opened again because the closing was undone is no coming back: then there is no closing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.clocks.humanize import count

from .units import units_in_sight

MONTHS = (6, 12, 24)

# A closing's children are those who had an episode in it; where none was ever recorded (from before episodes were),
# the children of the family who were born by then. Walls leave out whom the person who asks must not know.
EPISODE = "e.withdrawn_at IS NULL AND NOT e.is_no_further_action"
CLOSINGS = f"""closed AS (
    SELECT i.id, i.family_id, i.closed_on, i.opened_on, held.unit_id,
           (i.closed_on + make_interval(months => %(months)s))::date AS until
    FROM cases_involvement i
    JOIN LATERAL (
        SELECT a.unit_id FROM cases_allocation a WHERE a.involvement_id = i.id AND NOT isempty(a.during)
        ORDER BY a.during DESC LIMIT 1
    ) held ON %(everywhere)s OR held.unit_id = ANY (%(units)s::bigint[])
    WHERE i.closed_on > %(on)s::date - make_interval(months => %(months)s + 12)
      AND i.closed_on <= %(on)s::date - make_interval(months => %(months)s)
      AND (%(unit)s::bigint IS NULL OR held.unit_id = %(unit)s)
), kids AS (
    SELECT c.id, e.person_id FROM closed c JOIN children_episode e ON e.involvement_id = c.id AND {EPISODE}
    UNION
    SELECT c.id, m.person_id
    FROM closed c JOIN families_familymember m ON m.family_id = c.family_id AND m.is_child AND NOT m.taken_back
    JOIN people_person p ON p.id = m.person_id
    WHERE (p.born_on IS NULL OR p.born_on <= c.closed_on)
      AND NOT EXISTS (SELECT 1 FROM children_episode e WHERE e.involvement_id = c.id AND {EPISODE})
), families AS (
    SELECT c.*, (
        SELECT min(j.opened_on) FROM cases_involvement j
        WHERE j.family_id = c.family_id AND j.id <> c.id AND j.opened_on >= c.closed_on AND j.opened_on <= c.until
    ) AS back_on
    FROM closed c
), children AS (
    SELECT c.id, c.family_id, c.closed_on, c.unit_id, k.person_id, back.opened_on AS back_on, back.family_id AS back_in
    FROM closed c JOIN kids k ON k.id = c.id
    LEFT JOIN LATERAL (
        SELECT j.opened_on, j.family_id
        FROM families_familymember m JOIN cases_involvement j ON j.family_id = m.family_id
        WHERE m.person_id = k.person_id AND m.is_child AND NOT m.taken_back
          AND j.id <> c.id AND j.opened_on >= c.closed_on AND j.opened_on <= c.until
          AND (EXISTS (SELECT 1 FROM children_episode e
                       WHERE e.involvement_id = j.id AND e.person_id = k.person_id AND {EPISODE})
               OR NOT EXISTS (SELECT 1 FROM children_episode e WHERE e.involvement_id = j.id AND {EPISODE}))
        ORDER BY j.opened_on, j.id LIMIT 1
    ) back ON true
)"""  # noqa: S608 -- put together from constants


@dataclass(frozen=True)
class Back:
    """How many came back, of how many."""

    came: int = 0
    of: int = 0

    @property
    def in_words(self) -> str:
        return f"{self.came} of {self.of}" + (f" ({round(100 * self.came / self.of)} %)" if self.of else "")

    def __add__(self, other: Back) -> Back:
        return Back(self.came + other.came, self.of + other.of)


@dataclass
class UnitBack:
    """A unit's closings: by span, the families and the children."""

    unit_id: int
    unit: str
    may_open: bool
    families: dict[int, Back]
    children: dict[int, Back]


COUNTS = f"""
WITH {CLOSINGS}, of_families AS MATERIALIZED (
    SELECT unit_id, count(back_on) AS came, count(*) AS number FROM families GROUP BY unit_id
), of_children AS MATERIALIZED (
    SELECT unit_id, count(back_on) AS came, count(*) AS number FROM children GROUP BY unit_id
)
SELECT u.id, u.name, coalesce(f.came, 0), coalesce(f.number, 0), coalesce(k.came, 0), coalesce(k.number, 0)
FROM units_unit u
LEFT JOIN of_families f ON f.unit_id = u.id LEFT JOIN of_children k ON k.unit_id = u.id
WHERE u.function <> %(service)s AND (%(everywhere)s OR u.id = ANY (%(units)s::bigint[]))
  AND (u.is_active OR u.id IN (SELECT unit_id FROM closed))
ORDER BY lower(u.name), u.id
"""  # noqa: S608 -- put together from constants


def _asked(actor: Actor, on: date, months: int, unit_id: int | None = None) -> dict[str, Any]:
    everywhere, units = units_in_sight(actor)
    return {"on": on, "months": months, "everywhere": everywhere, "units": units, "unit": unit_id,
            "service": "service"}  # fmt: skip


@may_lag
def came_back(actor: Actor, on: date, may_open: Any) -> list[UnitBack]:
    """Every unit whose figures this person may see. A statement for each span."""
    found: dict[int, UnitBack] = {}
    for months in MONTHS:
        for unit_id, name, families, closings, children, of_children in tuples(COUNTS, **_asked(actor, on, months)):
            row = found.setdefault(unit_id, UnitBack(unit_id, name, may_open(unit_id), {}, {}))
            row.families[months], row.children[months] = Back(families, closings), Back(children, of_children)
    return sorted(found.values(), key=lambda row: row.unit.casefold())


def all_of_them(rows: list[UnitBack]) -> UnitBack:
    """The sums. A family that two units closed in turn counts with each."""
    nothing = Back()
    return UnitBack(
        0, "All of these", all(row.may_open for row in rows),
        {months: sum((row.families.get(months, nothing) for row in rows), nothing) for months in MONTHS},
        {months: sum((row.children.get(months, nothing) for row in rows), nothing) for months in MONTHS},
    )  # fmt: skip


@dataclass(frozen=True)
class ClosingRow:
    """A closing of a family, or of a child's part in it, and whether they came back in time."""

    family_id: int
    family: str
    unit_id: int
    unit: str
    closed_on: date
    child: str
    back_on: date | None
    back_in_id: int | None  # the family in which a child came back, if another
    back_in: str

    @property
    def after(self) -> str:
        return count((self.back_on - self.closed_on).days, "day") if self.back_on else ""


FAMILIES_LIST = f"""
WITH {CLOSINGS}
SELECT x.family_id, f.name, x.unit_id, u.name, x.closed_on, '', x.back_on, NULL::bigint, ''
FROM families x JOIN families_family f ON f.id = x.family_id JOIN units_unit u ON u.id = x.unit_id
WHERE NOT %(only_back)s OR x.back_on IS NOT NULL
ORDER BY x.back_on IS NULL, x.closed_on DESC, lower(f.name), x.id
"""  # noqa: S608 -- put together from constants
CHILDREN_LIST = f"""
WITH {CLOSINGS}
SELECT x.family_id, f.name, x.unit_id, u.name, x.closed_on,
       coalesce(nullif(trim(concat_ws(' ', p.given_name, p.family_name)), ''), 'Name not known'), x.back_on,
       nullif(x.back_in, x.family_id), CASE WHEN x.back_in <> x.family_id THEN b.name ELSE '' END
FROM children x JOIN families_family f ON f.id = x.family_id JOIN units_unit u ON u.id = x.unit_id
JOIN people_person p ON p.id = x.person_id LEFT JOIN families_family b ON b.id = x.back_in
WHERE NOT %(only_back)s OR x.back_on IS NOT NULL
ORDER BY x.back_on IS NULL, x.closed_on DESC, lower(f.name), x.id, x.person_id
"""  # noqa: S608 -- put together from constants


@may_lag
def closings(
    actor: Actor, on: date, months: int, *, unit_id: int | None, of_children: bool, only_back: bool
) -> list[ClosingRow]:
    """What the numbers count: closings of families, or of children. One statement."""
    sql = CHILDREN_LIST if of_children else FAMILIES_LIST
    return [ClosingRow(*row) for row in tuples(sql, **_asked(actor, on, months, unit_id), only_back=only_back)]
