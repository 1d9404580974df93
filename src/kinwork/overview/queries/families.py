"""The list of families that open to somebody, in SQL (docs/adr/0007)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.access.lists import PAGE, Asked
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.cases.models import Status
from kinwork.meetings.models import ConversationState, TaskState
from kinwork.units.unit_shapes import Holds

from .reach import HELD_TODAY, Within, ordered

ORDER = [status.value for status in Status]  # from the lightest to the gravest
# Of a family of ``x``: the gravest status of its children and how many there are; when it was discussed last.
KIDS = """LEFT JOIN LATERAL (
    SELECT count(*) AS number, max(array_position(%(order)s::text[], s.status::text)) AS grave
    FROM families_familymember fm JOIN people_person p ON p.id = fm.person_id
    LEFT JOIN LATERAL kinwork_status(p.id, x.id, %(on)s, NULL) s ON true
    WHERE fm.family_id = x.family_id AND fm.is_child AND NOT fm.taken_back AND NOT p.is_deceased
) kids ON true"""
TALK = """LEFT JOIN LATERAL (
    SELECT max(m.held_on) AS discussed FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
    WHERE d.family_id = x.family_id AND m.held_on <= %(on)s
) talk ON true"""
UNIT = "JOIN units_unit u ON u.id = x.unit_id"
WORKER = "LEFT JOIN access_user w ON w.id = x.key_worker_id"
# By what a page is put in order, and where that stands: what costs most is read of the rows of a page only, unless the
# order or a filter goes by it. Then by name, so that the order is one and the same however often it is asked for.
SORTS = {
    "name": ("lower(f.name)", ""),
    "unit": ("lower(u.name)", UNIT),
    "worker": ("lower(coalesce(w.full_name, ''))", WORKER),
    "status": ("coalesce(kids.grave, 1)", KIDS),
    "opened": ("x.opened_on", ""),
    "closed": ("x.closed_on", ""),
    "discussed": ("talk.discussed", TALK),
}


@dataclass(frozen=True)
class FamilyRow:
    """One family on the list."""

    family_id: int
    name: str
    unit: str
    worker: str
    status: str
    children: int
    opened_on: date
    closed_on: date | None
    discussed: date | None
    why_open: str
    is_unallocated: bool = False  # its unit names a worker for each family, and this one has none

    @property
    def status_name(self) -> str:
        return Status(self.status).label if self.status else ""

    @property
    def is_of_one_child(self) -> bool:
        """Whether the highest status of a child says nothing of the others."""
        return self.children > 1 and self.status not in ("", Status.NONE)


# Of a family that is closed, the unit is the last of theirs that held it. Without those of adopted children whose
# earlier record is sealed: they close on the day of the order.
CLOSED = """held AS (
    SELECT DISTINCT ON (i.id) i.id, i.family_id, i.opened_on, i.closed_on, i.why_open, i.key_worker_id, a.unit_id
    FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE i.closed_on IS NOT NULL AND (%(everywhere)s OR a.unit_id = ANY (%(units)s::bigint[]))
      AND (%(unit)s::bigint IS NULL OR a.unit_id = %(unit)s)
      AND i.family_id <> ALL ((SELECT kinwork_adoptive_families())::bigint[])
    ORDER BY i.id, a.during DESC
)"""
OPEN = f"""held AS (
    SELECT i.id, i.family_id, i.opened_on, i.closed_on, i.why_open, i.key_worker_id, h.unit_id
    FROM cases_holding h JOIN cases_involvement i ON i.id = h.involvement_id WHERE {HELD_TODAY}
)"""  # noqa: S608 -- put together from constants
OF_STATUS = "AND coalesce(kids.grave, 1) = array_position(%(order)s::text[], %(status)s)"
FAMILIES = f"""
WITH %(held)s, recent AS (
    SELECT d.family_id, d.id FROM meetings_meeting m JOIN meetings_discussion d ON d.meeting_id = m.id
    WHERE m.held_on <= %(on)s AND m.held_on > %(before)s::date
), listed AS MATERIALIZED (
    SELECT x.*, f.name, %(by)s AS place
    FROM held x JOIN families_family f ON f.id = x.family_id %(from)s
    WHERE (%(worker)s::bigint IS NULL OR x.key_worker_id = %(worker)s)
      AND (NOT %(nobody)s OR x.key_worker_id IS NULL)
      AND (NOT %(prepared)s OR x.family_id IN (
          SELECT recent.family_id FROM recent JOIN meetings_plannedconversation c ON c.discussion_id = recent.id))
      AND (NOT %(late)s OR x.family_id NOT IN (SELECT family_id FROM recent))
      AND (NOT %(mine)s OR x.key_worker_id = %(user)s OR EXISTS (
          SELECT 1 FROM meetings_task t
          WHERE t.family_id = x.family_id AND t.owner_id = %(user)s AND t.state = '{TaskState.OPEN}'
      ) OR EXISTS (
          SELECT 1 FROM meetings_plannedconversation c
          WHERE c.family_id = x.family_id AND %(user)s IN (c.lead_id, c.reflect_id)
            AND c.state = '{ConversationState.PLANNED}'
      )) %(of_status)s
), shown AS (
    SELECT *, (SELECT count(*) FROM listed) AS total FROM listed ORDER BY place %(way)s, lower(name), id
    LIMIT %(size)s::int
    OFFSET (SELECT least(%(skip)s::int, greatest(count(*) - 1, 0) / %(page)s * %(page)s) FROM listed)
)
SELECT x.family_id, x.name, u.name, coalesce(w.full_name, ''), (%(order)s::text[])[coalesce(kids.grave, 1)],
       coalesce(kids.number, 0), x.opened_on, x.closed_on, talk.discussed, x.why_open,
       u.holds = %(individual)s AND x.closed_on IS NULL AND x.key_worker_id IS NULL, x.total
FROM shown x {UNIT} {WORKER} {KIDS} {TALK}
ORDER BY place %(way)s, lower(x.name), x.id
"""  # noqa: S608 -- choices from their enums


@may_lag
def families(within: Within, asked: Asked, *, every_weeks: int, closed: bool = False) -> tuple[list[FamilyRow], int]:
    """The rows of a page (all of them for a file), and how many there are on all pages. One statement."""
    column = "closed" if asked.sort == "opened" and closed else asked.sort
    by, from_ = SORTS[column]
    status = asked["status"] if asked["status"] in ORDER else ""
    parts = {
        "held": CLOSED if closed else OPEN,
        "by": by,
        "way": "DESC NULLS LAST" if asked.is_down else "NULLS FIRST",
        "from": " ".join(dict.fromkeys([from_, KIDS if status else ""])),
        "of_status": OF_STATUS if status else "",
    }
    found = tuples(
        within.narrowed(ordered(FAMILIES, **parts)),
        **within.values,
        order=ORDER,
        worker=asked.id("worker"),
        nobody=asked["worker"] == "none",
        individual=Holds.INDIVIDUAL,
        status=status,
        late=asked["discussed"] == "late",
        prepared=asked["discussed"] == "planned",
        before=within.on - timedelta(weeks=every_weeks),
        mine=asked["mine"] == "yes",
        size=None if asked.is_file else PAGE,
        skip=0 if asked.is_file else (asked.page - 1) * PAGE,
        page=PAGE,
    )
    return [FamilyRow(*row[:-1]) for row in found], found[0][-1] if found else 0


KEY_WORKERS = f"""
WITH {OPEN}, whose AS MATERIALIZED (SELECT DISTINCT key_worker_id FROM held)
SELECT w.id, w.full_name FROM whose JOIN access_user w ON w.id = whose.key_worker_id ORDER BY w.full_name, w.id
"""  # noqa: S608 -- put together from constants


@may_lag
def key_workers(within: Within) -> list[tuple[int, str]]:
    """Who is key worker of an open family there. One statement."""
    values = {name: value for name, value in within.values.items() if name != "user"}
    return [(pk, name) for pk, name in tuples(within.narrowed(KEY_WORKERS), **values)]
