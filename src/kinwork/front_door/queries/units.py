"""Which units there are for a family that comes, and what is known of each."""

from __future__ import annotations

from datetime import date, timedelta

from kinwork.access.sql import tuples
from kinwork.families.facts import in_force_sql
from kinwork.units.unit_shapes import FUNCTIONS

from ..suggesting import Turn, UnitFacts

# One row a unit, however many families: those open on the day are counted once. A school is one by its row of the
# register, or by the name that somebody typed.
UNITS = f"""
WITH held AS MATERIALIZED (
    SELECT a.unit_id, i.family_id FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE i.closed_on IS NULL AND a.during @> %(on)s::date
), around AS (
    SELECT DISTINCT held.unit_id, held.family_id
    FROM families_tie x JOIN families_changeset c ON c.id = x.change_set_id
    LEFT JOIN families_changeset s ON s.id = x.superseded_in_id
    JOIN families_agency g ON g.id = x.agency_id JOIN held ON held.family_id = c.family_id
    WHERE %(setting)s <> '' AND lower(g.name) = lower(%(setting)s) AND {in_force_sql()}
)
SELECT u.id, u.name, u.function, u.area, u.planned_families_high,
       (SELECT count(*) FROM held WHERE held.unit_id = u.id),
       (SELECT count(*) FROM held JOIN families_familymember m ON m.family_id = held.family_id
        WHERE held.unit_id = u.id AND m.is_child AND NOT m.taken_back),
       (SELECT max(upper(t.during)) FROM units_dutyturn t WHERE t.unit_id = u.id AND t.during @> %(on)s::date),
       (SELECT max(i.closed_on) FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
        WHERE i.family_id = %(family)s AND a.unit_id = u.id AND a.during @> i.closed_on),
       (SELECT count(*) FROM around WHERE around.unit_id = u.id)
FROM units_unit u WHERE u.is_active AND u.function <> %(service)s
  AND (u.began_on IS NULL OR u.began_on <= %(since)s::date) AND (u.ended_on IS NULL OR u.ended_on > %(on)s::date)
  AND EXISTS (SELECT 1 FROM units_post p WHERE p.unit_id = u.id AND (p.ended_on IS NULL OR p.ended_on > %(on)s::date))
ORDER BY u.name, u.id
"""  # noqa: S608 -- conditions of ours

DAY = timedelta(days=1)


def unit_facts(on: date, *, since: date, family_id: int | None, setting: str) -> list[UnitFacts]:
    """Every unit that can hold a family from a day on: it is there and has posts. One statement."""
    found = tuples(UNITS, on=on, since=since, family=family_id, setting=setting.strip(), service="service")
    names = dict(FUNCTIONS)
    return [
        UnitFacts(pk, name, function, names[function], area, families, children, high,
                  until - DAY if until else None, closed, near)
        for pk, name, function, area, high, families, children, until, closed, near in found
    ]  # fmt: skip


# The turns around a day: those that are on, the last before, the next after.
TURNS = """
(SELECT u.name, lower(t.during), upper(t.during) FROM units_dutyturn t JOIN units_unit u ON u.id = t.unit_id
 WHERE u.is_active AND lower(t.during) <= %(on)s::date ORDER BY upper(t.during) DESC LIMIT 3)
UNION ALL
(SELECT u.name, lower(t.during), upper(t.during) FROM units_dutyturn t JOIN units_unit u ON u.id = t.unit_id
 WHERE u.is_active AND lower(t.during) > %(on)s::date ORDER BY lower(t.during) LIMIT 1)
"""


def turns_around(on: date) -> list[Turn]:
    """Who is or was on duty last, and who is next. One statement."""
    return [Turn(name, first, after - DAY) for name, first, after in tuples(TURNS, on=on)]
