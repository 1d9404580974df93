"""The board of a unit, in SQL (docs/adr/0007)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.access.sql import tuples
from kinwork.cases.models import KeyDateKind
from kinwork.record.models import FACE_TO_FACE

from ..models import ConversationState, TaskState


@dataclass(frozen=True)
class BoardRow:
    """One family on the unit's board."""

    family_id: int
    name: str
    trying_to_do: str
    expected_end: date | None
    children: int
    last_discussed: date | None
    last_discussion_id: int | None
    last_decision: str
    open_tasks: int
    planned: int
    overdue: int
    next_date: date | None
    next_what: str
    weeks_since: int | None
    worker: str = ""
    met_workers: int = 0  # members of staff who have met the family, whenever
    met_units: int = 1  # units that have held it
    every_weeks: int = 4  # how often the authority wants it discussed


# One statement for the whole board, each part one pass over the rows of the unit's own families.
BOARD = f"""
WITH mine AS (
    SELECT i.id, i.family_id, i.trying_to_do, i.expected_end, i.key_worker_id
    FROM cases_involvement i
    JOIN cases_holding h ON h.involvement_id = i.id AND h.unit_id = %(unit)s
         AND h.began_on <= %(on)s::date AND (h.ended_on IS NULL OR h.ended_on > %(on)s::date)
), kids AS MATERIALIZED (
    SELECT fm.family_id, count(*) AS number
    FROM mine JOIN families_familymember fm USING (family_id) JOIN people_person p ON p.id = fm.person_id
    WHERE fm.is_child AND NOT fm.taken_back AND NOT p.is_deceased GROUP BY fm.family_id
), talks AS (
    SELECT d.id, d.family_id, m.held_on
    FROM mine JOIN meetings_discussion d USING (family_id) JOIN meetings_meeting m ON m.id = d.meeting_id
    WHERE m.held_on <= %(on)s
), talk AS MATERIALIZED (
    SELECT DISTINCT ON (family_id) family_id, id, held_on FROM talks ORDER BY family_id, held_on DESC
), decided AS MATERIALIZED (
    SELECT DISTINCT ON (talks.family_id) talks.family_id, x.words
    FROM talks JOIN meetings_decision x ON x.discussion_id = talks.id
    WHERE x.decided_at IS NOT NULL ORDER BY talks.family_id, x.decided_at DESC
), task AS MATERIALIZED (
    SELECT t.family_id, count(*) AS total, count(*) FILTER (WHERE t.due_on < %(on)s) AS late
    FROM mine JOIN meetings_task t USING (family_id) WHERE t.state = '{TaskState.OPEN}' GROUP BY t.family_id
), planned AS MATERIALIZED (
    SELECT c.family_id, count(*) AS total, count(*) FILTER (WHERE c.by_when < %(on)s) AS late
    FROM mine JOIN meetings_plannedconversation c USING (family_id)
    WHERE c.state = '{ConversationState.PLANNED}' GROUP BY c.family_id
), met AS MATERIALIZED (
    SELECT family_id, count(*) AS workers FROM (
        SELECT DISTINCT mine.family_id, e.by_id
        FROM mine JOIN record_entry e USING (family_id) WHERE e.kind = ANY (%(met)s)
    ) each GROUP BY family_id
), passed AS MATERIALIZED (
    SELECT mine.family_id, count(DISTINCT a.unit_id) AS units
    FROM mine JOIN cases_involvement i USING (family_id) JOIN cases_allocation a ON a.involvement_id = i.id
    GROUP BY mine.family_id
), coming AS MATERIALIZED (
    SELECT DISTINCT ON (k.involvement_id) k.involvement_id, k.on, k.note, k.kind
    FROM mine JOIN cases_keydate k ON k.involvement_id = mine.id
    WHERE NOT k.cancelled AND NOT k.is_over AND k.on >= %(on)s ORDER BY k.involvement_id, k.on
)
SELECT mine.family_id, f.name, mine.trying_to_do, mine.expected_end, coalesce(kids.number, 0), talk.held_on, talk.id,
       decided.words, coalesce(task.total, 0), coalesce(planned.total, 0),
       coalesce(task.late, 0) + coalesce(planned.late, 0), coming.on, coming.note, coming.kind,
       coalesce(w.full_name, ''), coalesce(met.workers, 0), coalesce(passed.units, 0),
       coalesce((SELECT discuss_every_weeks FROM access_authority LIMIT 1), 4)
FROM mine
JOIN families_family f ON f.id = mine.family_id
LEFT JOIN access_user w ON w.id = mine.key_worker_id
LEFT JOIN kids USING (family_id)
LEFT JOIN talk USING (family_id)
LEFT JOIN decided USING (family_id)
LEFT JOIN task USING (family_id)
LEFT JOIN planned USING (family_id)
LEFT JOIN met USING (family_id)
LEFT JOIN passed USING (family_id)
LEFT JOIN coming ON coming.involvement_id = mine.id
"""  # noqa: S608 -- choices from their enums


def board(unit_id: int, on: date) -> list[BoardRow]:
    """Every open family of a unit with what stands where. One statement, however many families."""
    return [_board_row(found, on) for found in tuples(BOARD, unit=unit_id, on=on, met=list(FACE_TO_FACE))]


def _board_row(found: tuple[Any, ...], on: date) -> BoardRow:
    family, name, trying, end, kids, held, talk, decision, tasks, planned, late, next_on, note, kind, *more = found
    worker, met, units, every_weeks = more
    return BoardRow(
        family_id=family,
        name=name,
        trying_to_do=trying,
        expected_end=end,
        children=kids,
        last_discussed=held,
        last_discussion_id=talk,
        last_decision=decision or "",
        open_tasks=tasks,
        planned=planned,
        overdue=late,
        next_date=next_on,
        next_what=note or (KeyDateKind(kind).label if kind else ""),
        weeks_since=(on - held).days // 7 if held else None,
        worker=worker,
        met_workers=met,
        met_units=units,
        every_weeks=every_weeks,
    )
