"""Drawing the extract of this authority out of its record: thirteen statements, however large it is (docs/adr/0151).

Restricted families and sealed records count like all others, or no rate would be right; their unit is not told. What
is told of time is what may be shown of it (``practice/time_use.py``), no more.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kinwork.access.queries import authority
from kinwork.access.roles import keys_of
from kinwork.access.sql import tuples
from kinwork.cases.codes import LegalStatusCode
from kinwork.children.models.codes import TEMPORARY
from kinwork.clocks.periods import quarter_of
from kinwork.indicators.tables import POPULATION
from kinwork.practice.time_use import time_between
from kinwork.row_level_security import HIDES_NOTHING
from kinwork.without_names.columns import Value
from kinwork.without_names.pseudonyms import Pseudonyms

MOST_QUARTERS = 40
DAY = timedelta(days=1)
Data = dict[str, list[tuple[Value, ...]]]


def after(quarter: date) -> date:
    """The first day of the next quarter.

    >>> after(date(2026, 10, 1))
    datetime.date(2027, 1, 1)
    """
    return quarter_of(quarter + timedelta(days=100))


def quarters(first: date, today: date) -> list[date]:
    """Those that are over, from the first whole one of the record on, at most ten years of them.

    >>> quarters(date(2026, 3, 9), date(2026, 11, 29))
    [datetime.date(2026, 4, 1), datetime.date(2026, 7, 1)]
    """
    found, one = [], quarter_of(first) if quarter_of(first) == first else after(quarter_of(first))
    while after(one) <= today:
        found.append(one)
        one = after(one)
    return found[-MOST_QUARTERS:]


def code_of(name: str) -> str:
    """An authority's name as a code, such as 'linden-borough'.

    >>> code_of("Linden Borough (démo)")
    'linden-borough-demo'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "authority"


MONTHS = "(extract(year FROM age({0}, {1})) * 12 + extract(month FROM age({0}, {1})))::int"
QUARTER = "date_trunc('quarter', {}::timestamp)::date"
FIRST = "SELECT min(opened_on) FROM cases_involvement"
REFERRALS = f"""
WITH came AS (
    SELECT DISTINCT {{0}} AS who, e.started_on AS day
    FROM children_episode e JOIN cases_involvement i ON i.id = e.involvement_id WHERE e.withdrawn_at IS NULL
), told AS (
    SELECT who, day, lag(day) OVER (PARTITION BY who ORDER BY day) AS before, min(day) OVER () AS first FROM came
)
SELECT who, {QUARTER.format("day")}, {MONTHS.format("day", "before")}, {MONTHS.format("day", "first")} FROM told
WHERE day < %(until)s
"""  # noqa: S608 -- put together from constants, as below
SHORT_BREAKS = (LegalStatusCode.SHORT_BREAKS.value, LegalStatusCode.SHORT_BREAKS_AGREED.value)
CARE = f"""
SELECT c.person_id, {QUARTER.format("c.started_on")}, {QUARTER.format("c.ended_on")},
       coalesce((SELECT bool_and(l.code = ANY (%(breaks)s)) FROM children_legalstatus l
                 WHERE l.person_id = c.person_id AND l.withdrawn_at IS NULL AND l.started_on >= c.started_on
                   AND (c.ended_on IS NULL OR l.started_on < c.ended_on)), false)
FROM children_careperiod c WHERE c.withdrawn_at IS NULL AND c.started_on < %(until)s
"""  # noqa: S608
PLACEMENTS = f"""
SELECT person_id, {QUARTER.format("started_on")}, {QUARTER.format("greatest(started_on, ended_on - 1)")}
FROM children_placement WHERE withdrawn_at IS NULL AND type <> ALL (%(temporary)s) AND started_on < %(until)s
"""  # noqa: S608
PLANS = f"""
SELECT p.person_id, {QUARTER.format("p.started_on")}, {QUARTER.format("p.ended_on")},
       {MONTHS.format("p.ended_on", "p.started_on")},
       CASE WHEN p.previous_plans > 0 OR EXISTS (
                SELECT 1 FROM children_protectionplan e
                WHERE e.person_id = p.person_id AND e.withdrawn_at IS NULL AND e.started_on < p.started_on) THEN true
            WHEN p.previous_plans = 0 THEN false END
FROM children_protectionplan p WHERE p.withdrawn_at IS NULL AND p.started_on < %(until)s
"""  # noqa: S608
# A quarter, and its last day.
EACH_QUARTER = """
WITH quarters AS (
    SELECT q AS quarter, (q + interval '3 months' - interval '1 day')::date AS last FROM unnest(%(quarters)s::date[]) q
)
"""
OPEN_FAMILIES = f"""
{EACH_QUARTER}, met AS MATERIALIZED (
    SELECT unit_id, min(held_on) AS first FROM meetings_meeting WHERE closed_at IS NOT NULL GROUP BY unit_id
), talks AS MATERIALIZED (
    SELECT d.family_id, q.quarter, max(m.held_on) AS last
    FROM quarters q JOIN meetings_meeting m
        ON m.closed_at IS NOT NULL AND m.held_on <= q.last AND m.held_on > q.last - 364
    JOIN meetings_discussion d ON d.meeting_id = m.id GROUP BY d.family_id, q.quarter
)
SELECT i.family_id, CASE WHEN r.family_id IS NULL THEN a.unit_id END, q.quarter,
       least(52, (q.last - i.opened_on) / 7),
       CASE WHEN t.last IS NOT NULL THEN least(52, (q.last - t.last + 6) / 7) END,
       coalesce(met.first <= q.last - 28, false)
FROM quarters q JOIN cases_involvement i
    ON i.opened_on <= q.last AND (i.closed_on IS NULL OR i.closed_on > q.last)
LEFT JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> q.last
LEFT JOIN met ON met.unit_id = a.unit_id
LEFT JOIN talks t ON t.family_id = i.family_id AND t.quarter = q.quarter AND t.last >= i.opened_on
LEFT JOIN (SELECT DISTINCT family_id FROM access_restriction WHERE lifted_at IS NULL) r ON r.family_id = i.family_id
"""  # noqa: S608
UNIT_WORKERS = f"""
{EACH_QUARTER}
SELECT p.unit_id, q.quarter, sum(p.fte)::float8
FROM quarters q JOIN units_postholding h ON h.during @> q.last JOIN units_post p ON p.id = h.post_id
WHERE p.counts AND p.role = ANY (%(workers)s) GROUP BY p.unit_id, q.quarter
"""  # noqa: S608
# A post is there from the day on which it was first held, or written down here, until it was given up.
WORKFORCE = f"""
{EACH_QUARTER}, posts AS MATERIALIZED (
    SELECT p.id, p.fte, p.ended_on, least(
        (SELECT min(lower(h.during)) FROM units_postholding h WHERE h.post_id = p.id),
        (SELECT min(e.pgh_created_at)::date FROM units_postevent e WHERE e.pgh_obj_id = p.id)) AS began_on
    FROM units_post p WHERE p.role = ANY (%(social)s)
), held AS MATERIALIZED (
    SELECT h.user_id, h.during, p.id, p.fte FROM posts p JOIN units_postholding h ON h.post_id = p.id
)
SELECT q.quarter,
       coalesce((SELECT sum(p.fte) FROM posts p
                 WHERE p.began_on <= q.last AND (p.ended_on IS NULL OR p.ended_on > q.last)), 0)::float8,
       coalesce((SELECT sum(p.fte) FROM posts p
                 WHERE p.began_on <= q.last AND (p.ended_on IS NULL OR p.ended_on > q.last)
                   AND NOT EXISTS (SELECT 1 FROM held h WHERE h.id = p.id AND h.during @> q.last)), 0)::float8,
       (SELECT count(DISTINCT h.user_id) FROM held h WHERE h.during @> q.last),
       (SELECT count(DISTINCT h.user_id) FROM held h
        WHERE upper(h.during) > q.quarter AND upper(h.during) <= q.last + 1
          AND NOT EXISTS (SELECT 1 FROM held o WHERE o.user_id = h.user_id AND o.during @> (q.last + 1)))
FROM quarters q
"""  # noqa: S608
ENTERED = f"""
{EACH_QUARTER}
SELECT f.figure, q.quarter, f.value::float8 FROM quarters q JOIN service_figures_servicefigure f
    ON f.removed_at IS NULL AND f.quarter = q.quarter AND f.figure <> %(lasting)s
UNION ALL
SELECT %(lasting)s, q.quarter, f.value::float8 FROM quarters q JOIN LATERAL (
    SELECT value FROM service_figures_servicefigure
    WHERE removed_at IS NULL AND figure = %(lasting)s AND quarter <= q.quarter ORDER BY quarter DESC LIMIT 1
) f ON true
"""  # noqa: S608


@dataclass(frozen=True)
class Drawn:
    """The extract, and which pseudonym which unit has: for whoever shows figures by unit here, and nobody else."""

    data: Data
    units: dict[str, int]


def draw(today: date) -> Drawn:
    """The whole extract, with pseudonyms of its own. In a transaction, to the end of which nothing is hidden."""
    tuples(HIDES_NOTHING)
    [(first,)] = tuples(FIRST)
    over = quarters(first, today) if first else []
    code, names = code_of(authority().name), Pseudonyms(secrets.token_hex(32))
    data: Data = {"periods": [(code, quarter) for quarter in over]}
    if not over:
        return Drawn(data, {})
    until = after(over[-1])
    days = {"until": until}
    units: dict[str, int] = {}

    def unit(pk: int | None) -> str | None:
        if pk is None:
            return None
        units[found := names.of("U", pk)] = pk
        return found

    def add(table: str, rows: Iterator[tuple[Any, ...]]) -> None:
        data[table] = [(code, *row) for row in rows]

    known = _known_by(names)
    add("referrals", known("C", tuples(REFERRALS.format("e.person_id"), **days)))
    add("family_referrals", known("F", tuples(REFERRALS.format("i.family_id"), **days)))
    add("care", known("C", _until(tuples(CARE, breaks=list(SHORT_BREAKS), **days), until)))
    add("placements", known("C", _until(tuples(PLACEMENTS, temporary=list(TEMPORARY), **days), until)))
    add("plans", known("C", _until(tuples(PLANS, **days), until)))
    families = tuples(OPEN_FAMILIES, quarters=over)
    add("open_families", ((names.of("F", who), unit(pk), *row) for who, pk, *row in families))
    holds = {(pk, quarter) for _, pk, quarter, *_ in families}
    workers = tuples(UNIT_WORKERS, quarters=over, workers=keys_of(lambda role: role.is_worker))
    add("unit_workers", ((unit(pk), *row) for pk, *row in workers if (pk, row[0]) in holds))
    social = keys_of(lambda role: role.is_social_worker)
    add("workforce", iter(tuples(WORKFORCE, quarters=over, social=social)))
    add("time", ((unit(pk), quarter_of(month), one.people, one.family_hours, one.written_hours)
                 for (what, month, pk), one in time_between(over[0], until).items() if what == "entries"))  # fmt: skip
    add("entered", iter(tuples(ENTERED, quarters=over, lasting=POPULATION)))
    return Drawn(data, units)


def _known_by(names: Pseudonyms) -> Callable[[str, list[tuple[Any, ...]]], Iterator[tuple[Any, ...]]]:
    """Rows by a pseudonym instead of the id that they begin with."""

    def known(kind: str, rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        return ((names.of(kind, who), *row) for who, *row in rows)

    return known


def _until(rows: list[tuple[Any, ...]], until: date) -> list[tuple[Any, ...]]:
    """What ended only after the last quarter still goes on in it."""
    return [
        (who, began, *([None] * 2 + rest[2:] if len(rest) == 3 else [None, *rest[1:]])) if rest[0] and rest[0] >= until
        else (who, began, *rest)
        for who, began, *rest in rows
    ]  # fmt: skip
