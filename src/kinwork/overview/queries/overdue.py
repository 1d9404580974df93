"""What is overdue in open families: tasks and planned conversations, whoever has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinwork.access.lists import PAGE, Asked
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.meetings.models import ConversationState, TaskState
from kinwork.meetings.names import in_a_row
from kinwork.people.models import short_name_of

from .reach import HELD, Within

LATE = f"""late AS (
    SELECT false AS is_talk, t.id, held.unit_id, held.family_id, t.due_on AS due, t.owner_id AS who_id, t.what
    FROM held JOIN meetings_task t USING (family_id) WHERE t.state = '{TaskState.OPEN}' AND t.due_on < %(on)s
    UNION ALL
    SELECT true, c.id, held.unit_id, held.family_id, c.by_when, c.lead_id, c.with_others
    FROM held JOIN meetings_plannedconversation c USING (family_id)
    WHERE c.state = '{ConversationState.PLANNED}' AND c.by_when < %(on)s
)"""  # noqa: S608 -- choices from their enums
SORTS = {"due": "due", "family": "lower(family)", "unit": "lower(unit)", "who": "lower(who)"}


@dataclass(frozen=True)
class LateRow:
    """A task or a planned conversation whose day has passed."""

    kind: str
    pk: int
    what: str
    family_id: int
    family: str
    unit: str
    who: str
    due: date


OVERDUE = f"""
WITH {HELD}, {LATE}, listed AS (
    SELECT late.is_talk, late.id, late.what, late.family_id, f.name AS family, u.name AS unit,
           coalesce(w.full_name, t.agency, '') AS who, late.due, ARRAY(
               SELECT ARRAY[p.given_name, p.family_name] FROM meetings_plannedconversation_people cp
               JOIN people_person p ON p.id = cp.person_id
               WHERE late.is_talk AND cp.plannedconversation_id = late.id ORDER BY cp.id) AS people
    FROM late
    JOIN families_family f ON f.id = late.family_id
    JOIN units_unit u ON u.id = late.unit_id
    LEFT JOIN access_user w ON w.id = late.who_id
    LEFT JOIN meetings_task t ON NOT late.is_talk AND t.id = late.id
    WHERE (%(is_talk)s::boolean IS NULL OR late.is_talk = %(is_talk)s)
      AND (%(who)s::bigint IS NULL OR late.who_id = %(who)s)
)
SELECT is_talk, id, what, family_id, family, unit, who, due, people, (SELECT count(*) FROM listed)
FROM listed ORDER BY %(by)s, due, is_talk, id
LIMIT %(size)s::int OFFSET (SELECT least(%(skip)s::int, greatest(count(*) - 1, 0) / %(page)s * %(page)s) FROM listed)
"""  # noqa: S608 -- choices from their enums


@may_lag
def overdue(within: Within, asked: Asked) -> tuple[list[LateRow], int]:
    """The rows of a page (all of them for a file), and how many there are on all pages. One statement."""
    found = tuples(
        OVERDUE.replace("%(by)s", SORTS[asked.sort] + (" DESC" if asked.is_down else "")),
        **within.values,
        is_talk={"task": False, "conversation": True}.get(asked["kind"]),
        who=asked.id("who"),
        size=None if asked.is_file else PAGE,
        skip=0 if asked.is_file else (asked.page - 1) * PAGE,
        page=PAGE,
    )
    rows = []
    for is_talk, pk, what, family_id, family, unit, who, due, people, _ in found:
        if is_talk:
            names = [short_name_of(given, surname) for given, surname in people]
            what = f"Conversation with {in_a_row([*names, *([what] if what else [])])}"
        rows.append(LateRow("conversation" if is_talk else "task", pk, what, family_id, family, unit, who, due))
    return rows, found[0][-1] if found else 0


WHO = f"""
WITH {HELD}, {LATE}
SELECT DISTINCT w.id, w.full_name FROM late JOIN access_user w ON w.id = late.who_id ORDER BY w.full_name, w.id
"""  # noqa: S608 -- choices from their enums


@may_lag
def who_is_late(within: Within) -> list[tuple[int, str]]:
    """Who has anything overdue there. One statement."""
    values = {name: value for name, value in within.values.items() if name != "user"}
    return [(pk, name) for pk, name in tuples(WHO, **values)]
