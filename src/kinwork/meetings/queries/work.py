"""The two lists that everybody opens every day, a person's work and the unit's board, each in one statement of SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples
from kinwork.people.models import short_name_of

from ..models import ConversationState, TaskState
from ..names import in_a_row, leads_and_reflects
from .recorded import recorded


@dataclass(frozen=True)
class Just:
    """Something done a moment ago, in words, with the step that an undo takes back."""

    step_id: int
    words: str


@dataclass
class WorkItem:
    """A task, or a planned conversation, on somebody's list."""

    kind: str
    id: int
    what: str
    family_id: int
    family: str
    due: date | None
    state: str
    discussion_id: int | None
    held_on: date | None
    outcome: str = ""
    purpose: str = ""
    questions: list[str] = field(default_factory=list)
    if_yes: str = ""
    if_no: str = ""
    who: str = ""
    effect: str = ""
    unit_id: int | None = None
    unit: str = ""
    just: Just | None = None  # what its reader did to it a moment ago, and may undo
    is_gone: bool = False  # a place that it had: only what was done stands there, and the undo

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.id}"

    @property
    def is_open(self) -> bool:
        return self.state in (TaskState.OPEN, ConversationState.PLANNED)


ENTRY, TEXT = "entry", "text"


@dataclass(frozen=True)
class Unfinished:
    """Something for a family's record that its writer has begun: an entry (``ENTRY``), a text to check (``TEXT``)."""

    kind: str
    id: int
    what: str
    family_id: int
    family: str
    on: date  # an entry: when it was last saved; a text: when it happened


@dataclass(frozen=True)
class Work:
    """All that somebody's page says they have to do."""

    items: list[WorkItem]
    unfinished: list[Unfinished]  # what was begun last first


# Names come as arrays, so that one person more in a conversation is not one row more.
MY_WORK = f"""
WITH mine AS (
    SELECT c.*, ARRAY(
        SELECT ARRAY[p.given_name, p.family_name] FROM meetings_plannedconversation_people cp
        JOIN people_person p ON p.id = cp.person_id WHERE cp.plannedconversation_id = c.id ORDER BY cp.id
    ) AS people
    FROM meetings_plannedconversation c
    WHERE (c.lead_id = %(user)s OR c.reflect_id = %(user)s)
      AND (c.state = '{ConversationState.PLANNED}' OR c.ended_at >= %(lately)s)
), work AS (
    SELECT 'task' AS kind, id, what, family_id, due_on AS due, state, discussion_id,
           coalesce({recorded("meetings_task")}, outcome) AS outcome, '' AS purpose,
           '' AS questions, '' AS if_yes, '' AS if_no, NULL::int AS lead_id, NULL::int AS reflect_id, NULL AS people,
           '' AS effect
    FROM meetings_task
    WHERE owner_id = %(user)s AND (state = '{TaskState.OPEN}' OR ended_at >= %(lately)s)
    UNION ALL
    SELECT 'conversation', id, with_others, family_id, by_when, state, discussion_id,
           coalesce({recorded("mine")}, what_happened), purpose,
           questions, if_yes, if_no, lead_id, reflect_id, people, effect
    FROM mine
    UNION ALL
    SELECT '{ENTRY}', id, left(coalesce(typed ->> 'text', ''), 80), family_id,
           (saved_at AT TIME ZONE %(zone)s)::date, '', NULL, '', '', '', '', '', NULL, NULL, NULL, ''
    FROM record_entrydraft WHERE by_id = %(user)s AND entry_id IS NULL AND removed_at IS NULL
    UNION ALL
    SELECT '{TEXT}', id, kind, family_id, happened_on, '', NULL, '', '', '', '', '', NULL, NULL, NULL, ''
    FROM origins_broughtin WHERE by_id = %(user)s AND entry_id IS NULL AND withdrawn_at IS NULL
)
SELECT w.kind, w.id, w.what, w.family_id, f.name, w.due, w.state, w.discussion_id, m.held_on, w.outcome, w.purpose,
       w.questions, w.if_yes, w.if_no, lead.full_name, reflect.full_name, w.people, w.effect, h.unit_id, u.name
FROM work w
JOIN families_family f ON f.id = w.family_id
LEFT JOIN meetings_discussion d ON d.id = w.discussion_id
LEFT JOIN meetings_meeting m ON m.id = d.meeting_id
LEFT JOIN LATERAL kinwork_holding(w.family_id) h ON true
LEFT JOIN units_unit u ON u.id = h.unit_id
LEFT JOIN access_user lead ON lead.id = w.lead_id
LEFT JOIN access_user reflect ON reflect.id = w.reflect_id
WHERE %(everywhere)s OR h.unit_id = ANY (%(units)s::bigint[]) OR EXISTS (
    SELECT 1 FROM access_accessgrant o WHERE o.family_id = w.family_id AND o.user_id = %(user)s AND o.ends_at > %(now)s
)
"""  # noqa: S608 -- choices from their enums


LEFT_BEHIND = f"""
SELECT w.full_name, count(*), min(t.family_id) FROM meetings_task t
JOIN cases_involvement i ON i.family_id = t.family_id AND i.closed_on IS NULL
JOIN cases_allocation a ON a.involvement_id = i.id AND a.unit_id = %(unit)s AND a.during @> %(on)s::date
JOIN access_user w ON w.id = t.owner_id
WHERE t.state = '{TaskState.OPEN}' AND t.owner_id <> ALL (%(members)s::bigint[])
GROUP BY w.id, w.full_name ORDER BY w.full_name
"""  # noqa: S608 -- choices from their enums


def left_behind(unit_id: int, on: date, member_ids: list[int]) -> list[tuple[str, int, int]]:
    """Who is not of the unit (any more) and has its open tasks: name, how many, the family of one. One statement."""
    return [(name, many, family) for name, many, family in tuples(LEFT_BEHIND, unit=unit_id, on=on, members=member_ids)]


def my_work(actor: Actor, now: datetime) -> Work:
    """Open tasks and planned conversations of a person, those ended in the last week, and what they began to write.

    One statement. Of families that open to them today: whoever leaves a unit leaves its work there.
    """
    given = {"user": actor.user_id, "units": actor.reach, "everywhere": actor.sees_every_unit, "now": now}
    found = tuples(MY_WORK, lately=now - timedelta(days=7), zone=settings.TIME_ZONE, **given)
    begun = [Unfinished(*row[:6]) for row in found if row[0] in (ENTRY, TEXT)]
    begun.sort(key=lambda one: (one.on, one.id), reverse=True)
    return Work([_work_item(*row) for row in found if row[0] not in (ENTRY, TEXT)], begun)


def _work_item(kind: str, pk: int, what: str, *row: Any) -> WorkItem:
    family_id, family, due, state, discussion_id, held_on, outcome, *planned = row
    purpose, questions, if_yes, if_no, lead, reflect, people, effect, unit_id, unit = planned
    if kind == "conversation":
        names = [short_name_of(given, surname) for given, surname in people]
        what = f"Conversation with {in_a_row([*names, *([what] if what else [])])}"
    return WorkItem(
        kind=kind,
        id=pk,
        what=what,
        family_id=family_id,
        family=family,
        due=due,
        state=state,
        discussion_id=discussion_id,
        held_on=held_on,
        outcome=outcome,
        purpose=purpose,
        questions=[line for line in questions.splitlines() if line.strip()],
        if_yes=if_yes,
        if_no=if_no,
        who=leads_and_reflects(lead, reflect),
        effect=effect,
        unit_id=unit_id,
        unit=unit or "",
    )
