"""The reads of the discussion page, in SQL (docs/adr/0007).

This page is opened by everybody at the table at once and read again part by part while people type. Django takes two to
three milliseconds to build each of these queries and PostgreSQL a fraction of one to run it, so they are written out.
What comes back are the models themselves, with their relations filled, so that pages and actions know no difference.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kinwork.access.models import User
from kinwork.access.sql import Row, built, columns, prefetch, rows
from kinwork.cases.models import Involvement
from kinwork.families.models import Family, FamilyMember
from kinwork.people.models import Person
from kinwork.units.models import Unit

from ..models import (
    ConversationState,
    Decision,
    Discussion,
    Hypothesis,
    Meeting,
    Passage,
    PlannedConversation,
    Step,
    Task,
    TaskState,
)
from .recorded import recorded


def person_called(pk: int | None, name: str | None) -> User | None:
    """Somebody of whom only the name is needed."""
    return User(id=pk, full_name=name or "") if pk is not None else None


LOOKUP = f"""
SELECT {columns(Discussion, "d")}, f.name AS family_name, m.unit_id, m.held_on, m.closed_at, m.closed_by_id,
       m.clinician_present, m.minutes, u.name AS unit_name, (
    SELECT o.id FROM access_accessgrant o
    WHERE o.family_id = d.family_id AND o.user_id = %(user)s AND o.ends_at > now() ORDER BY o.ends_at DESC LIMIT 1
) AS opening_id
FROM meetings_discussion d
JOIN meetings_meeting m ON m.id = d.meeting_id
JOIN units_unit u ON u.id = m.unit_id
JOIN families_family f ON f.id = d.family_id
WHERE d.id = %(id)s
"""  # noqa: S608 -- column names from the model


def discussion_by(pk: int, user_id: int | None = None) -> Discussion | None:
    """A discussion with what pages ask of its meeting, unit and family, and somebody's opening of that family.

    One statement.
    """
    found = rows(LOOKUP, id=pk, user=user_id)
    return _looked_up(found[0]) if found else None


def _looked_up(row: Row) -> Discussion:
    discussion = built(Discussion, row)
    discussion.opening_id = row["opening_id"]
    discussion.family = Family(id=row["family_id"], name=row["family_name"])
    discussion.meeting = Meeting(
        id=row["meeting_id"],
        unit=Unit(id=row["unit_id"], name=row["unit_name"]),
        held_on=row["held_on"],
        closed_at=row["closed_at"],
        closed_by_id=row["closed_by_id"],
        clinician_present=row["clinician_present"],
        minutes=row["minutes"],
    )
    return discussion


PREVIOUS = """
SELECT d.id, d.meeting_id, m.held_on FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
WHERE d.family_id = %(family)s AND m.held_on < %(on)s ORDER BY m.held_on DESC LIMIT 1
"""


def discussion_before(family_id: int, on: date) -> Discussion | None:
    """The family's last discussion before a day. One statement."""
    found = rows(PREVIOUS, family=family_id, on=on)
    if not found:
        return None
    meeting = Meeting(id=found[0]["meeting_id"], held_on=found[0]["held_on"])
    return Discussion(id=found[0]["id"], family_id=family_id, meeting=meeting)


STEPS = """coalesce((
    SELECT json_agg(json_build_object(
        'id', s.id, 'kind', s.kind, 'note', s.note, 'due_before', s.due_before, 'discussion', s.discussion_id
    ) ORDER BY s.id)
    FROM meetings_step s LEFT JOIN meetings_step undo ON undo.undoes_id = s.id
    WHERE s.{thing}_id = x.id AND s.undoes_id IS NULL AND undo.id IS NULL), '[]') AS became"""
AROUND = "(x.discussion_id = %(discussion)s OR x.state = %(open)s OR x.ended_at >= %(since)s)"
TASKS = f"""
SELECT {columns(Task, "x")}, o.full_name AS owner_name, {recorded("x")} AS recorded, {STEPS.format(thing="task")}
FROM meetings_task x LEFT JOIN access_user o ON o.id = x.owner_id
WHERE x.family_id = %(family)s AND {AROUND}
ORDER BY x.due_on NULLS LAST, x.id
"""  # noqa: S608 -- column names from the model


def tasks_around(discussion: Discussion, since: datetime) -> list[Task]:
    """The family's tasks: given here, still open, or ended since; with owner and steps. One statement."""
    found = []
    given = {"family": discussion.family_id, "discussion": discussion.pk, "since": since}
    for row in rows(TASKS, open=TaskState.OPEN.value, **given):
        task = built(Task, row)
        task.outcome = row["recorded"] or task.outcome
        task.owner = person_called(row["owner_id"], row["owner_name"])
        prefetch(task, steps=_steps(row))
        found.append(task)
    return found


def _steps(row: dict[str, Any]) -> list[Step]:
    """What has become of it; what was undone is left out."""
    return [
        Step(
            id=step["id"],
            kind=step["kind"],
            note=step["note"],
            due_before=_day(step["due_before"]),
            discussion_id=step["discussion"],
        )
        for step in row["became"]
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


TALKS = f"""
SELECT {columns(PlannedConversation, "x")}, l.full_name AS lead_name, r.full_name AS reflect_name,
       {recorded("x")} AS recorded, h.statement AS tested, {STEPS.format(thing="conversation")}, coalesce((
    SELECT json_agg(json_build_array(p.id, p.given_name, p.family_name) ORDER BY pp.id)
    FROM meetings_plannedconversation_people pp JOIN people_person p ON p.id = pp.person_id
    WHERE pp.plannedconversation_id = x.id), '[]') AS with_people
FROM meetings_plannedconversation x
LEFT JOIN access_user l ON l.id = x.lead_id
LEFT JOIN access_user r ON r.id = x.reflect_id
LEFT JOIN meetings_hypothesis h ON h.id = x.tests_id
WHERE x.family_id = %(family)s AND {AROUND}
ORDER BY x.by_when NULLS LAST, x.id
"""  # noqa: S608 -- column names from the model


def conversations_around(discussion: Discussion, since: datetime) -> list[PlannedConversation]:
    """The family's planned conversations: planned here, still to come, or ended since. One statement."""
    found = []
    given = {"family": discussion.family_id, "discussion": discussion.pk, "since": since}
    for row in rows(TALKS, open=ConversationState.PLANNED.value, **given):
        talk = built(PlannedConversation, row)
        talk.recorded = row["recorded"] or ""
        talk.lead = person_called(row["lead_id"], row["lead_name"])
        talk.reflect = person_called(row["reflect_id"], row["reflect_name"])
        talk.tests = Hypothesis(id=row["tests_id"], statement=row["tested"]) if row["tests_id"] else None
        people = [Person(id=pk, given_name=given, family_name=surname) for pk, given, surname in row["with_people"]]
        prefetch(talk, people=people, steps=_steps(row))
        found.append(talk)
    return found


DECISIONS = f"""
SELECT {columns(Decision, "x")}, d.full_name AS decider, w.full_name AS drafter
FROM meetings_decision x
LEFT JOIN access_user d ON d.id = x.decided_by_id
JOIN access_user w ON w.id = x.drafted_by_id
WHERE x.discussion_id = %(discussion)s ORDER BY x.id
"""  # noqa: S608 -- column names from the model


def decisions_of(discussion_id: int) -> list[Decision]:
    """Decisions and drafts of a discussion. One statement."""
    found = []
    for row in rows(DECISIONS, discussion=discussion_id):
        decision = built(Decision, row)
        decision.decided_by = person_called(row["decided_by_id"], row["decider"])
        decision.drafted_by = User(id=row["drafted_by_id"], full_name=row["drafter"])
        found.append(decision)
    return found


PASSAGES = f"SELECT {columns(Passage, 'x')} FROM meetings_passage x WHERE x.discussion_id = %(discussion)s"  # noqa: S608


def passages_of(discussion_id: int) -> dict[str, Passage]:
    """The boxes of a discussion by their part. One statement."""
    return {row["part"]: built(Passage, row) for row in rows(PASSAGES, discussion=discussion_id)}


INVOLVEMENT = f"""
SELECT {columns(Involvement, "x")}, k.full_name AS worker, c.full_name AS closer
FROM cases_involvement x
LEFT JOIN access_user k ON k.id = x.key_worker_id
LEFT JOIN access_user c ON c.id = x.closed_by_id
WHERE x.family_id = %(family)s ORDER BY x.opened_on DESC, x.id DESC LIMIT 1
"""  # noqa: S608 -- column names from the model


def involvement_of(family_id: int) -> Involvement | None:
    """The open involvement, or the last one, with the names of key worker and closer. One statement."""
    found = rows(INVOLVEMENT, family=family_id)
    if not found:
        return None
    involvement = built(Involvement, found[0])
    involvement.key_worker = person_called(found[0]["key_worker_id"], found[0]["worker"])
    involvement.closed_by = person_called(found[0]["closed_by_id"], found[0]["closer"])
    return involvement


MEMBERS = f"""
SELECT x.id AS member_id, x.family_id, x.person_id, x.role, x.is_child, x.lives_here, x.position, {columns(Person, "p")}
FROM families_familymember x JOIN people_person p ON p.id = x.person_id
WHERE x.family_id = %(family)s AND NOT x.taken_back ORDER BY x.position, x.id
"""  # noqa: S608 -- column names from the model


def members_of(family_id: int) -> list[FamilyMember]:
    """Members with their persons, in the family's order. One statement."""
    return [
        FamilyMember(
            id=row["member_id"],
            family_id=row["family_id"],
            person=built(Person, row),
            role=row["role"],
            is_child=row["is_child"],
            lives_here=row["lives_here"],
            position=row["position"],
        )
        for row in rows(MEMBERS, family=family_id)
    ]
