"""Gaps and patterns: what happened how often, month by month or week by week, and between what there was nothing.

Pure but for the one read at its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples
from kinwork.children.kinds import KINDS
from kinwork.record.models import EntryKind
from kinwork.record.queries import MAY_KNOW

from .queries import GIVEN, WHO_CAN_BE_SEEN

MONTHS, WEEKS = "months", "weeks"
MOST_COLUMNS = {MONTHS: 24, WEEKS: 26}
GAP_WEEKS = 4  # until an authority says otherwise

ROWS = {
    "visit": "Visits",
    "alone": "A child seen alone",
    "failed": "Failed and cancelled visits",
    "contact": "Contacts coming in",
    "crisis": "Crises: strategy discussions, enquiries, serious incidents",
    "missing": "Missing",
    "move": "Moves: placements and schools",
}
CRISES = ("strategy_discussion", "enquiry", "incident")
MOVES = ("placement", "school_move")


@dataclass(frozen=True)
class Column:
    """A month or a week: its first day, and the first after it."""

    start: date
    end: date
    label: str


@dataclass(frozen=True)
class Gap:
    """Days on which there was nothing, for longer than the authority has it; ``until`` is None while it goes on."""

    since: date
    until: date | None
    days: int


@dataclass(frozen=True)
class Row:
    """One kind of thing, how often in each column, and its gaps."""

    key: str
    label: str
    counts: list[int]
    gaps: list[Gap] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def highest(self) -> int:
        return max(self.counts, default=0)


@dataclass(frozen=True)
class Picture:
    """The rows over the same columns. ``cut``: there was more before the first."""

    columns: list[Column]
    rows: list[Row]
    by: str
    gap_weeks: int = GAP_WEEKS

    @property
    def lines(self) -> list[tuple[Column, list[int]]]:
        """The same as a table, column by column."""
        return [(column, [row.counts[at] for row in self.rows]) for at, column in enumerate(self.columns)]


def columns_until(last: date, first: date, by: str) -> list[Column]:
    """Months or weeks from the first day to the last, at most so many, the oldest first.

    >>> [one.label for one in columns_until(date(2026, 3, 2), date(2026, 1, 31), MONTHS)]
    ['January 2026', 'February 2026', 'March 2026']
    >>> [one.label for one in columns_until(date(2026, 3, 3), date(2026, 2, 23), WEEKS)]
    ['23 February 2026', '2 March 2026']
    """
    found: list[Column] = []
    start = last.replace(day=1) if by == MONTHS else last - timedelta(days=last.weekday())
    while len(found) < MOST_COLUMNS[by]:
        if by == MONTHS:
            end = (start + timedelta(days=32)).replace(day=1)
            label = f"{start:%B %Y}"
        else:
            end, label = start + timedelta(days=7), f"{start:%-d %B %Y}"
        found.append(Column(start, end, label))
        if start <= first:
            break
        start = (start - timedelta(days=1)).replace(day=1) if by == MONTHS else start - timedelta(days=7)
    return found[::-1]


def gaps_between(
    days: Iterable[date], open_: Iterable[tuple[date, date | None]], today: date, weeks: int = GAP_WEEKS
) -> list[Gap]:
    """Longer than so many weeks, while the family was open to us, from its first day on.

    >>> day = date(2026, 1, 1)
    >>> [(gap.days, gap.until) for gap in gaps_between([date(2026, 1, 10)], [(day, None)], date(2026, 3, 1))]
    [(50, None)]
    >>> gaps_between([date(2026, 1, 10)], [(day, None)], date(2026, 3, 1), weeks=8)
    []
    >>> gaps_between([date(2026, 1, 10)], [(day, date(2026, 1, 20))], date(2026, 3, 1))
    []
    """
    every, found = sorted(set(days)), []
    for opened, closed in open_:
        end = min(closed or today, today)
        at = [opened, *(day for day in every if opened <= day <= end), end]
        for since, until in pairwise(at):
            if until - since > timedelta(weeks=weeks):
                goes_on = until == end and closed is None and until not in every
                found.append(Gap(since, None if goes_on else until, (until - since).days))
    return found


def _counted(days: list[date], columns: list[Column]) -> list[int]:
    in_column = Counter(next((at for at, c in enumerate(columns) if c.start <= day < c.end), None) for day in days)
    return [in_column[at] for at in range(len(columns))]


def _facts(key: str, kinds: Collection[str]) -> str:
    return " UNION ALL ".join(
        f"SELECT '{key}', f.\"{KINDS[kind].day_column}\", f.person_id FROM {KINDS[kind].fact._meta.db_table} f "  # noqa: S608
        "JOIN cases_involvement i ON i.id = f.involvement_id WHERE i.family_id = %(family)s "
        "AND f.withdrawn_at IS NULL AND f.person_id <> ALL ((SELECT kinwork_sealed())::bigint[])"
        for kind in kinds
    )


_ENTRIES = f"record_entry e WHERE e.family_id = %(family)s AND {MAY_KNOW} AND {GIVEN}"
READ = f"""
WITH there (what, on_day, person) AS (
    SELECT CASE WHEN e.kind IN ('{EntryKind.FAILED}', '{EntryKind.CANCELLED}') THEN 'failed' ELSE 'visit' END,
           e.happened_on, NULL::bigint
    FROM {_ENTRIES} AND e.kind IN ('{EntryKind.VISIT}', '{EntryKind.FAILED}', '{EntryKind.CANCELLED}')
    UNION ALL
    SELECT w.what, e.happened_on, s.person_id
    FROM record_seen s JOIN LATERAL (SELECT * FROM record_entry x WHERE x.id = s.entry_id) e ON true
    CROSS JOIN LATERAL (VALUES ('seen'), (CASE WHEN s.alone THEN 'alone' END)) w (what)
    WHERE w.what IS NOT NULL AND e.family_id = %(family)s AND {MAY_KNOW} AND {GIVEN}
      AND s.person_id <> ALL ((SELECT kinwork_sealed())::bigint[])
    UNION ALL
    SELECT 'contact', c.received_on, NULL FROM front_door_contact c
    WHERE c.id IN (SELECT a.contact_id FROM front_door_about a WHERE a.family_id = %(family)s)
    UNION ALL {_facts("crisis", CRISES)}
    UNION ALL {_facts("missing", ["missing"])}
    UNION ALL {_facts("move", MOVES)}
    UNION ALL
    SELECT 'opened', i.opened_on, NULL FROM cases_involvement i WHERE i.family_id = %(family)s
    UNION ALL
    SELECT 'closed', coalesce(i.closed_on, 'infinity'), NULL FROM cases_involvement i WHERE i.family_id = %(family)s
)
SELECT what, CASE WHEN on_day < 'infinity' THEN on_day END, person, (SELECT max(gap_weeks) FROM access_authority)
FROM there ORDER BY on_day, what
"""  # noqa: S608 -- choices from their enums


def picture_of(
    actor: Actor,
    family_id: int,
    today: date,
    *,
    by: str = MONTHS,
    child: int | None = None,
    readers: Collection[int] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Picture:
    """Of what whoever asks may know of; for ``readers``, of what none of them is kept from. Two statements.

    ``since``, ``until``: of that time only, in which a gap ends where the time does.
    """
    found = tuples(READ, family=family_id, user=actor.user_id, readers=None if readers is None else sorted(readers))
    children = {pk: name for pk, name in tuples(WHO_CAN_BE_SEEN, family=family_id) if child in (None, pk)}
    weeks = next((weeks for *_, weeks in found if weeks), GAP_WEEKS)
    opened = sorted(day for what, day, *_ in found if what == "opened")
    closed = [day for what, day, *_ in found if what == "closed"]
    first_of, last_of = since or date.min, min(until or today, today)
    open_ = _within(list(zip(opened, closed, strict=True)), first_of, None if until is None else last_of)
    there = [(what, day, person) for what, day, person, _ in found if day and first_of <= day <= last_of]
    counted = [one for one in there if child is None or one[2] in (None, child)]
    days = [day for what, day, _ in counted if what not in ("opened", "closed")]
    last = last_of if not open_ or open_[-1][1] is None else max([open_[-1][1], *days])
    columns = columns_until(last, min([*days, *(day for day, _ in open_)], default=last), by)
    rows = []
    for key, label in ROWS.items():
        on = [day for what, day, _ in counted if what == key]
        gaps = gaps_between(on, open_, today, weeks) if key == "visit" else []
        rows.append(Row(key, label, _counted(on, columns), gaps))
        if key == "visit":
            for pk, name in children.items():
                seen = [day for what, day, person in there if what == "seen" and person == pk]
                of_child = gaps_between(seen, open_, today, weeks)
                rows.append(Row(f"seen-{pk}", f"{name} seen", _counted(seen, columns), of_child))
    return Picture(columns, rows, by, weeks)


def _within(
    open_: list[tuple[date, date | None]], first: date, last: date | None
) -> list[tuple[date, date | None]]:  # fmt: skip
    """When the family was open, of that time only.

    >>> day = date(2026, 3, 1)
    >>> _within([(date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 2, 10), None)], date(2026, 1, 15), day)
    [(datetime.date(2026, 1, 15), datetime.date(2026, 2, 1)), (datetime.date(2026, 2, 10), datetime.date(2026, 3, 1))]
    """
    cut = [(max(opened, first), last if closed is None else min(closed, last or closed)) for opened, closed in open_]
    return [(opened, closed) for opened, closed in cut if closed is None or opened <= closed]
