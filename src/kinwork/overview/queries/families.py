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

from .reach import Within

ORDER = [status.value for status in Status]  # from the lightest to the gravest
# Each by its column, then by name, so that the order is one and the same however often it is asked for.
SORTS = {
    "name": "lower(name)",
    "unit": "lower(unit)",
    "worker": "lower(worker)",
    "status": "grave",
    "opened": "opened_on",
    "closed": "closed_on",
    "discussed": "discussed",
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


# Of a family that is closed, the unit is the last of theirs that held it.
FAMILIES = f"""
WITH held AS (
    SELECT DISTINCT ON (i.id) i.id, i.family_id, i.opened_on, i.closed_on, i.why_open, i.key_worker_id, a.unit_id
    FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE (i.closed_on IS NULL) <> %(closed)s AND (%(closed)s OR a.during @> %(on)s::date)
      AND (%(everywhere)s OR a.unit_id = ANY (%(units)s::bigint[]))
      AND (%(unit)s::bigint IS NULL OR a.unit_id = %(unit)s)
    ORDER BY i.id, a.during DESC
), kids AS (
    SELECT held.id, count(*) AS number, max(array_position(%(order)s::text[], s.status::text)) AS grave
    FROM held JOIN families_familymember fm USING (family_id) JOIN people_person p ON p.id = fm.person_id
    LEFT JOIN LATERAL kinwork_status(p.id, held.id, %(on)s, NULL) s ON true
    WHERE fm.is_child AND NOT fm.taken_back AND NOT p.is_deceased GROUP BY held.id
), talk AS (
    SELECT held.id, max(m.held_on) AS discussed
    FROM held JOIN meetings_discussion d USING (family_id) JOIN meetings_meeting m ON m.id = d.meeting_id
    WHERE m.held_on <= %(on)s GROUP BY held.id
), prepared AS (
    SELECT DISTINCT held.id
    FROM held JOIN meetings_discussion d USING (family_id) JOIN meetings_meeting m ON m.id = d.meeting_id
    JOIN meetings_plannedconversation c ON c.discussion_id = d.id
    WHERE m.held_on <= %(on)s AND m.held_on > %(before)s::date
), listed AS (
    SELECT held.id, held.family_id, f.name, u.name AS unit, coalesce(w.full_name, '') AS worker,
           coalesce(kids.grave, 1) AS grave, coalesce(kids.number, 0) AS children, held.opened_on, held.closed_on,
           talk.discussed, held.why_open,
           u.holds = %(individual)s AND held.closed_on IS NULL AND held.key_worker_id IS NULL AS unallocated
    FROM held
    JOIN families_family f ON f.id = held.family_id
    JOIN units_unit u ON u.id = held.unit_id
    LEFT JOIN access_user w ON w.id = held.key_worker_id
    LEFT JOIN kids ON kids.id = held.id
    LEFT JOIN talk ON talk.id = held.id
    WHERE (%(worker)s::bigint IS NULL OR held.key_worker_id = %(worker)s)
      AND (NOT %(nobody)s OR held.key_worker_id IS NULL)
      AND (%(status)s = '' OR coalesce(kids.grave, 1) = array_position(%(order)s::text[], %(status)s))
      AND (NOT %(prepared)s OR held.id IN (SELECT id FROM prepared))
      AND (NOT %(late)s OR talk.discussed IS NULL OR talk.discussed <= %(before)s::date)
      AND (NOT %(mine)s OR held.key_worker_id = %(user)s OR EXISTS (
          SELECT 1 FROM meetings_task t
          WHERE t.family_id = held.family_id AND t.owner_id = %(user)s AND t.state = '{TaskState.OPEN}'
      ) OR EXISTS (
          SELECT 1 FROM meetings_plannedconversation c
          WHERE c.family_id = held.family_id AND %(user)s IN (c.lead_id, c.reflect_id)
            AND c.state = '{ConversationState.PLANNED}'
      ))
)
SELECT family_id, name, unit, worker, (%(order)s::text[])[grave], children, opened_on, closed_on, discussed, why_open,
       unallocated, (SELECT count(*) FROM listed)
FROM listed ORDER BY %(by)s, lower(name), id
LIMIT %(size)s::int OFFSET (SELECT least(%(skip)s::int, greatest(count(*) - 1, 0) / %(page)s * %(page)s) FROM listed)
"""  # noqa: S608 -- choices from their enums


@may_lag
def families(within: Within, asked: Asked, *, every_weeks: int, closed: bool = False) -> tuple[list[FamilyRow], int]:
    """The rows of a page (all of them for a file), and how many there are on all pages. One statement."""
    column = "closed" if asked.sort == "opened" and closed else asked.sort
    by = SORTS[column] + (" DESC NULLS LAST" if asked.is_down else " NULLS FIRST")
    found = tuples(
        FAMILIES.replace("%(by)s", by),
        **within.values,
        closed=closed,
        order=ORDER,
        worker=asked.id("worker"),
        nobody=asked["worker"] == "none",
        individual=Holds.INDIVIDUAL,
        status=asked["status"] if asked["status"] in ORDER else "",
        late=asked["discussed"] == "late",
        prepared=asked["discussed"] == "planned",
        before=within.on - timedelta(weeks=every_weeks),
        mine=asked["mine"] == "yes",
        size=None if asked.is_file else PAGE,
        skip=0 if asked.is_file else (asked.page - 1) * PAGE,
        page=PAGE,
    )
    return [FamilyRow(*row[:-1]) for row in found], found[0][-1] if found else 0


KEY_WORKERS = """
SELECT DISTINCT w.id, w.full_name
FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(on)s::date
JOIN access_user w ON w.id = i.key_worker_id
WHERE i.closed_on IS NULL AND (%(everywhere)s OR a.unit_id = ANY (%(units)s::bigint[]))
  AND (%(unit)s::bigint IS NULL OR a.unit_id = %(unit)s)
ORDER BY w.full_name, w.id
"""


@may_lag
def key_workers(within: Within) -> list[tuple[int, str]]:
    """Who is key worker of an open family there. One statement."""
    values = {name: value for name, value in within.values.items() if name != "user"}
    return [(pk, name) for pk, name in tuples(KEY_WORKERS, **values)]
