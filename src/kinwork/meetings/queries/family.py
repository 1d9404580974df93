"""The reads of what meetings bring to a family's page, in SQL (docs/adr/0007)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kinwork.access.models import User
from kinwork.access.roles import keys_of
from kinwork.access.sql import Row, built, columns, prefetch, rows, shaped, tuples
from kinwork.people.models import Person
from kinwork.record.models import CONTACTS

from ..models import (
    BroughtForward,
    ConversationState,
    Hypothesis,
    Meeting,
    PlannedConversation,
    Task,
    TaskState,
)
from ..parts import CURRENT_RISK, SITUATION, Part
from .discussion_parts import person_called
from .recorded import recorded

TALKS = f"""
SELECT {columns(PlannedConversation, "x")}, l.full_name AS lead_name, r.full_name AS reflect_name,
       {recorded("x")} AS recorded, h.statement AS tested, coalesce((
    SELECT json_agg(json_build_array(p.id, p.given_name, p.family_name) ORDER BY pp.id)
    FROM meetings_plannedconversation_people pp JOIN people_person p ON p.id = pp.person_id
    WHERE pp.plannedconversation_id = x.id), '[]') AS with_people
FROM (
    (SELECT * FROM meetings_plannedconversation WHERE family_id = %(family)s AND state = '{ConversationState.PLANNED}')
    UNION ALL
    (SELECT * FROM meetings_plannedconversation WHERE family_id = %(family)s AND state <> '{ConversationState.PLANNED}'
     ORDER BY ended_at DESC LIMIT 6)
) x
LEFT JOIN access_user l ON l.id = x.lead_id
LEFT JOIN access_user r ON r.id = x.reflect_id
LEFT JOIN meetings_hypothesis h ON h.id = x.tests_id
ORDER BY x.ended_at DESC, x.by_when NULLS LAST, x.id
"""  # noqa: S608 -- column names from the model


def conversations_of(family_id: int) -> tuple[list[PlannedConversation], list[PlannedConversation]]:
    """A family's conversations still to come, the nearest first; and the last six held. One statement."""
    found = [_conversation(row) for row in rows(TALKS, family=family_id)]
    planned = [talk for talk in found if talk.state == ConversationState.PLANNED]
    return planned, [talk for talk in found if talk.state != ConversationState.PLANNED]


def _conversation(row: Row) -> PlannedConversation:
    talk = built(PlannedConversation, row)
    talk.what_happened = row["recorded"] or talk.what_happened
    talk.lead = person_called(row["lead_id"], row["lead_name"])
    talk.reflect = person_called(row["reflect_id"], row["reflect_name"])
    talk.tests = Hypothesis(id=row["tests_id"], statement=row["tested"]) if row["tests_id"] else None
    people = [Person(id=pk, given_name=given, family_name=surname) for pk, given, surname in row["with_people"]]
    prefetch(talk, people=people)
    return talk


@dataclass(frozen=True)
class Knows:
    """A colleague who has met or spoken with the family: how often, and when last."""

    user_id: int
    name: str
    role: str  # empty: not of the unit that holds the family
    times: int
    last: date | None


@dataclass(frozen=True)
class Said:
    """A sentence that stands alone, and the meeting in which it was written."""

    text: str
    on: date


@dataclass(frozen=True)
class Now:
    """Where things stand with a family, and who of us knows them."""

    situation: Said | None
    risk: Said | None
    wishes: list[BroughtForward]
    people: list[Knows]  # the unit's members in the order of their posts, then others who know the family
    tasks: list[Task]  # open ones, each with its owner's name

    @property
    def knowing(self) -> list[Knows]:
        """Who has met or spoken with the family, most often first."""
        return sorted((one for one in self.people if one.times), key=lambda one: -one.times)


def _last_said(part: Part) -> str:
    return f"""(
    SELECT json_build_array(p.text, m.held_on) FROM meetings_passage p
    JOIN meetings_discussion d ON d.id = p.discussion_id JOIN meetings_meeting m ON m.id = d.meeting_id
    WHERE d.family_id = %(family)s AND p.part = '{part.key}' AND p.text <> '' ORDER BY m.held_on DESC LIMIT 1
)"""  # noqa: S608 -- choices from their enums


NOW = f"""
WITH met AS (
    SELECT by_id AS user_id, happened_on AS on_day FROM record_entry
    WHERE family_id = %(family)s AND kind = ANY (%(contacts)s)
    UNION ALL
    SELECT unnest(ARRAY[lead_id, reflect_id]), ended_at::date FROM meetings_plannedconversation
    WHERE family_id = %(family)s AND state = '{ConversationState.HAPPENED}'
), known AS (
    SELECT user_id, count(*) AS times, max(on_day) AS last FROM met WHERE user_id IS NOT NULL GROUP BY user_id
), posts AS (
    SELECT DISTINCT ON (h.user_id) h.user_id, p.id AS place, p.role
    FROM units_postholding h JOIN units_post p ON p.id = h.post_id
    WHERE p.unit_id = %(unit)s AND h.during @> %(today)s::date ORDER BY h.user_id, p.id
)
SELECT {_last_said(SITUATION)}, {_last_said(CURRENT_RISK)}, (
    -- What is asked of the next meeting, or of one that is open and has not come to it; withdrawn, for its undo.
    SELECT coalesce(json_agg(json_build_array(
        b.id, b.kind, b.words, b.at, b.by_id, w.full_name, m.held_on, b.withdrawn_at, x.full_name, b.link
    ) ORDER BY b.id), '[]')
    FROM meetings_broughtforward b JOIN access_user w ON w.id = b.by_id
    LEFT JOIN access_user x ON x.id = b.withdrawn_by_id LEFT JOIN meetings_meeting m ON m.id = b.met_in_id
    WHERE b.family_id = %(family)s AND m.closed_at IS NULL
      AND (b.withdrawn_at IS NULL OR b.withdrawn_at > now() - interval '14 days')
      AND NOT EXISTS (SELECT 1 FROM meetings_discussion d WHERE d.meeting_id = m.id AND d.family_id = b.family_id)
), (
    -- The manager stands last: not of the unit, but may be given a task.
    SELECT coalesce(json_agg(json_build_array(
        u.id, u.full_name, coalesce(posts.role, ''), coalesce(known.times, 0), known.last
    ) ORDER BY posts.place IS NULL, posts.role = ANY (%(managers)s), posts.place, known.times DESC), '[]')
    FROM posts FULL JOIN known USING (user_id) JOIN access_user u ON u.id = user_id
), (
    SELECT coalesce(json_agg(json_build_array(t.id, t.what, t.owner_id, w.full_name, t.agency, t.due_on)
        ORDER BY t.due_on, t.id), '[]')
    FROM meetings_task t LEFT JOIN access_user w ON w.id = t.owner_id
    WHERE t.family_id = %(family)s AND t.state = '{TaskState.OPEN}'
)
"""  # noqa: S608 -- put together from the constant above


def family_now(family_id: int, unit_id: int | None, today: date) -> Now:
    """Situation, risk, what is asked of the next meeting, who of us knows the family, open tasks. One statement."""
    contacts = [kind.value for kind in CONTACTS]
    managers = keys_of(lambda role: not role.is_member)
    [(situation, risk, wishes, people, open_tasks)] = tuples(
        NOW, family=family_id, unit=unit_id, today=today, contacts=contacts, managers=managers
    )
    return Now(
        _said(situation),
        _said(risk),
        _wishes(wishes),
        [Knows(*[*start, date.fromisoformat(last) if last else None]) for *start, last in people],
        [_open_task(family_id, *said) for said in open_tasks],
    )


def _open_task(
    family_id: int, pk: int, what: str, owner_id: int | None, owner: str | None, agency: str, due: str | None
) -> Task:
    due_on = date.fromisoformat(due) if due else None
    task = Task(id=pk, family_id=family_id, what=what, owner_id=owner_id, agency=agency, due_on=due_on)
    task.owner = person_called(owner_id, owner)
    return task


def _said(found: list[str] | None) -> Said | None:
    return Said(found[0], date.fromisoformat(found[1])) if found else None


def _wishes(found: list[list[Any]]) -> list[BroughtForward]:
    wishes = []
    for pk, kind, words, at, by_id, name, held_on, withdrawn_at, withdrawer, link in found:
        wish = BroughtForward(id=pk, kind=kind, words=words, link=link, at=datetime.fromisoformat(at))
        wish.by = User(id=by_id, full_name=name)
        wish.met_in = Meeting(held_on=date.fromisoformat(held_on)) if held_on else None
        if withdrawn_at:
            wish.withdrawn_at = datetime.fromisoformat(withdrawn_at)
            wish.withdrawn_by = User(full_name=withdrawer)
        wishes.append(wish)
    return wishes


DISCUSSIONS = f"""
SELECT d.id, {columns(Meeting, "m")}, (
    SELECT p.text FROM meetings_passage p WHERE p.discussion_id = d.id AND p.part = '{SITUATION.key}' LIMIT 1
), (
    SELECT c.words FROM meetings_decision c WHERE c.discussion_id = d.id AND c.decided_at IS NOT NULL
    ORDER BY c.id LIMIT 1
)
FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
WHERE d.family_id = %(family)s ORDER BY m.held_on DESC LIMIT %(most)s OFFSET %(start)s
"""  # noqa: S608 -- column names from the models


@dataclass(frozen=True)
class Discussed:
    """A discussion as the family's page tells of it."""

    pk: int
    meeting: Meeting
    situation: str | None
    decision: str | None


def discussions_of(family_id: int, *, start: int, most: int) -> list[Discussed]:
    """A family's discussions, newest first, each with its situation and decision words. One statement."""
    return [
        Discussed(pk, shaped(Meeting, meeting), situation, decision)
        for pk, *meeting, situation, decision in tuples(DISCUSSIONS, family=family_id, start=start, most=most)
    ]


OPEN_TASKS = f"""
SELECT {columns(Task, "x")}, u.full_name FROM meetings_task x LEFT JOIN access_user u ON u.id = x.owner_id
WHERE x.family_id = %(family)s AND x.state = '{TaskState.OPEN}' ORDER BY x.due_on, x.id
"""  # noqa: S608 -- column names from the model


def open_tasks_of(family_id: int) -> list[Task]:
    """A family's open tasks, whole, each with its owner's name. One statement."""
    found = []
    for *values, name in tuples(OPEN_TASKS, family=family_id):
        task = shaped(Task, values)
        task.owner = person_called(task.owner_id, name)
        found.append(task)
    return found
