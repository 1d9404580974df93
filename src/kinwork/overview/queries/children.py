"""The children of open families, and when each was last seen: as far as whoever asks may know of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.access.lists import PAGE, Asked
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.cases.models import Status
from kinwork.people.models import BirthKind, Person
from kinwork.record.seen import KIDS, NOT_SEEN, SEEN_ALONE

from .families import ORDER
from .reach import HELD, Within

SORTS = {
    "child": "lower(family_name), lower(given_name)",
    "family": "lower(family)",
    "unit": "lower(unit)",
    "age": "born_on",
    "status": "grave",
    "seen": "seen_on",
}


@dataclass(frozen=True)
class ChildRow:
    """A child of concern in one of their families."""

    person_id: int
    person: Person
    family_id: int
    family: str
    unit: str
    status: str
    seen_on: date | None
    seen_alone: bool
    seen_by: str

    @property
    def status_name(self) -> str:
        return Status(self.status).label

    @property
    def is_born(self) -> bool:
        return self.person.born_kind != BirthKind.EXPECTED


CHILDREN = f"""
WITH {HELD}, {KIDS}, listed AS (
    SELECT p.id, p.given_name, p.family_name, p.born_on, p.born_kind, p.due_month_only, kids.family_id,
           f.name AS family, u.name AS unit,
           coalesce(array_position(%(order)s::text[], s.status::text), 1) AS grave, kids.seen_on,
           coalesce(kids.alone, false) AS alone, coalesce(w.full_name, '') AS by_whom, kids.is_born
    FROM kids
    JOIN people_person p ON p.id = kids.person_id
    JOIN families_family f ON f.id = kids.family_id
    JOIN units_unit u ON u.id = kids.unit_id
    LEFT JOIN access_user w ON w.id = kids.by_id
    LEFT JOIN LATERAL kinwork_status(p.id, kids.involvement_id, %(on)s, NULL) s ON true
), shown AS (
    SELECT * FROM listed
    WHERE (NOT %(not_seen)s OR ({NOT_SEEN})) AND (NOT %(seen_alone)s OR ({SEEN_ALONE}))
      AND (%(status)s = '' OR grave = array_position(%(order)s::text[], %(status)s))
)
SELECT id, given_name, family_name, born_on, born_kind, due_month_only, family_id, family, unit,
       (%(order)s::text[])[grave], seen_on, alone, by_whom, (SELECT count(*) FROM shown)
FROM shown ORDER BY %(by)s, lower(family), id
LIMIT %(size)s::int OFFSET (SELECT least(%(skip)s::int, greatest(count(*) - 1, 0) / %(page)s * %(page)s) FROM shown)
"""  # noqa: S608 -- choices from their enums


@may_lag
def children(within: Within, asked: Asked, *, weeks: int) -> tuple[list[ChildRow], int]:
    """The rows of a page (all of them for a file), and how many there are on all pages. One statement."""
    way = " DESC NULLS LAST" if asked.is_down else " NULLS FIRST"
    by = ", ".join(column + way for column in SORTS[asked.sort].split(", "))
    found = tuples(
        within.narrowed(CHILDREN.replace("%(by)s", by)),
        **within.values,
        order=ORDER,
        status=asked["status"] if asked["status"] in ORDER else "",
        not_seen=asked["seen"] == "not",
        seen_alone=asked["seen"] == "alone",
        unseen=within.on - timedelta(weeks=weeks),
        size=None if asked.is_file else PAGE,
        skip=0 if asked.is_file else (asked.page - 1) * PAGE,
        page=PAGE,
    )
    rows = []
    for pk, given, surname, born, kind, in_month, family_id, family, unit, status, seen_on, alone, by_whom, _ in found:
        person = Person(
            id=pk, given_name=given, family_name=surname, born_on=born, born_kind=kind, due_month_only=in_month
        )
        rows.append(ChildRow(pk, person, family_id, family, unit, status, seen_on, alone, by_whom))
    return rows, found[0][-1] if found else 0
