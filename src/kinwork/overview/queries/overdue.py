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

from .reach import HELD, Within, ordered

# By day first, then whose: so many families each looked up take longer than all that is open and late.
LATE = f"""passed AS MATERIALIZED (
    SELECT false AS is_talk, id, family_id, due_on AS due, owner_id AS who_id FROM meetings_task
    WHERE state = '{TaskState.OPEN}' AND due_on < %(on)s
    UNION ALL
    SELECT true, id, family_id, by_when, lead_id FROM meetings_plannedconversation
    WHERE state = '{ConversationState.PLANNED}' AND by_when < %(on)s
), late AS (
    SELECT passed.*, held.unit_id FROM held JOIN passed USING (family_id)
)"""  # noqa: S608 -- choices from their enums
# By what a page is put in order: the column, and where it stands. Only of the rows of a page everything else is read.
SORTS = {
    "due": ("late.due", ""),
    "family": ("lower(f.name)", "JOIN families_family f ON f.id = late.family_id"),
    "unit": ("lower(u.name)", "JOIN units_unit u ON u.id = late.unit_id"),
    "who": (
        "lower(coalesce(w.full_name, t.agency, ''))",
        "LEFT JOIN access_user w ON w.id = late.who_id "
        "LEFT JOIN meetings_task t ON NOT late.is_talk AND t.id = late.id",
    ),
}


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
WITH {HELD}, {LATE}, listed AS MATERIALIZED (
    SELECT late.*, %(by)s AS place FROM late %(from)s
    WHERE (%(is_talk)s::boolean IS NULL OR late.is_talk = %(is_talk)s)
      AND (%(who)s::bigint IS NULL OR late.who_id = %(who)s)
), shown AS (
    SELECT *, (SELECT count(*) FROM listed) AS total FROM listed ORDER BY place %(way)s, due, is_talk, id
    LIMIT %(size)s::int
    OFFSET (SELECT least(%(skip)s::int, greatest(count(*) - 1, 0) / %(page)s * %(page)s) FROM listed)
)
SELECT shown.is_talk, shown.id, coalesce(t.what, c.with_others), shown.family_id, f.name, u.name,
       coalesce(w.full_name, t.agency, ''), shown.due, ARRAY(
           SELECT ARRAY[p.given_name, p.family_name] FROM meetings_plannedconversation_people cp
           JOIN people_person p ON p.id = cp.person_id
           WHERE shown.is_talk AND cp.plannedconversation_id = shown.id ORDER BY cp.id), shown.total
FROM shown
JOIN families_family f ON f.id = shown.family_id
JOIN units_unit u ON u.id = shown.unit_id
LEFT JOIN access_user w ON w.id = shown.who_id
LEFT JOIN meetings_task t ON NOT shown.is_talk AND t.id = shown.id
LEFT JOIN meetings_plannedconversation c ON shown.is_talk AND c.id = shown.id
ORDER BY place %(way)s, shown.due, shown.is_talk, shown.id
"""  # noqa: S608 -- choices from their enums


@may_lag
def overdue(within: Within, asked: Asked) -> tuple[list[LateRow], int]:
    """The rows of a page (all of them for a file), and how many there are on all pages. One statement."""
    by, from_ = SORTS[asked.sort]
    found = tuples(
        within.narrowed(ordered(OVERDUE, by=by, way="DESC" if asked.is_down else "ASC", **{"from": from_})),
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
WITH {HELD}, {LATE}, whose AS MATERIALIZED (SELECT DISTINCT who_id FROM late)
SELECT w.id, w.full_name FROM whose JOIN access_user w ON w.id = whose.who_id ORDER BY w.full_name, w.id
"""  # noqa: S608 -- choices from their enums


@may_lag
def who_is_late(within: Within) -> list[tuple[int, str]]:
    """Who has anything overdue there. One statement."""
    values = {name: value for name, value in within.values.items() if name != "user"}
    return [(pk, name) for pk, name in tuples(within.narrowed(WHO), **values)]
