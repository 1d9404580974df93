"""Rows of the units' weekly meetings: each family about every fourth week, with what was thought, planned and done."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kinwork.access.roles import ROLES, ConsultantSocialWorker
from kinwork.copying import Rows
from kinwork.meetings.models import (
    ConversationState,
    HypothesisState,
    StepKind,
    TaskState,
    Why,
)
from kinwork.meetings.models.meeting import AttendanceStatus

from .facts import Telling
from .family import Family
from .holding import Held
from .life import NOTHING
from .rows import at
from .service import Service, UnitPlan
from .words import text

DAY = timedelta(days=1)
EVERY = 4  # weeks
Row = dict[str, Any]


def tell_meetings(rows: Rows, service: Service) -> None:
    """Every meeting with who was there. They are closed once what was said in them is in (``CLOSE``)."""
    chance, number = service.chance, 0
    for unit in service.units:
        for week, day in enumerate(unit.meetings):
            present = service.present(unit, day)
            clinical = [user for user, role in present if ROLES[role].is_clinical and chance.random() < 0.8]
            rows.add(
                "meetings.meeting",
                id=unit.first_meeting + week, unit_id=unit.id, held_on=day, minutes=180,
                opened_by_id=service.scribe(unit, day), opened_at=at(day, 8, 30), clinician_present=bool(clinical),
                learning_minutes=45 if week % 4 == 0 and clinical else 0,
                learning_topic="Circular questions" if week % 4 == 0 and clinical else "",
            )  # fmt: skip
            for user, role in present:
                number += 1
                here = user in clinical if ROLES[role].is_clinical else chance.random() < 0.93
                rows.add(
                    "meetings.attendance",
                    id=number, meeting_id=unit.first_meeting + week, user_id=user, name=service.staff[user].name,
                    role=ROLES[role].name,
                    status=AttendanceStatus.PRESENT if here else AttendanceStatus.APOLOGIES,
                )  # fmt: skip


@dataclass
class _Course:
    """What a family's discussions carry from one to the next."""

    telling: Telling
    hypotheses: list[Row] = field(default_factory=list)
    last: date | None = None


def tell_talks(telling: Telling) -> None:
    """The discussions of one involvement, in whichever units held it then."""
    if telling.stay.level == NOTHING:
        return
    course = _Course(telling)
    last = telling.stay.last(telling.today)
    for held in telling.holding.held:
        unit = held.unit
        for week in _weeks(telling.family, held, last):
            _talk(course, unit, week)
    if telling.stay.closed is None and telling.family.chance.random() < 0.05:
        _bring_forward(telling)


def _weeks(family: Family, held: Held, last: date) -> list[int]:
    """Which of a unit's meetings a family is on: the first after it came, its turns, and now and then a crisis."""
    meetings = held.unit.meetings
    first = bisect_left(meetings, held.start)
    stop = bisect_left(meetings, min(held.end or last + DAY, last + DAY))
    turn = family.number % EVERY
    return [
        week for week in range(first, stop)
        if week == first or (week % EVERY == turn and week - first > 1) or family.chance.random() < 0.02
    ]  # fmt: skip


def _talk(course: _Course, unit: UnitPlan, week: int) -> None:
    telling, day = course.telling, unit.meetings[week]
    family, chance, rows, service = telling.family, telling.family.chance, telling.rows, telling.holding.service
    scribe, leader = service.scribe(unit, day), service.leader(unit, day)
    who = {**family.who, "worker": telling.holding.name(telling.holding.worker(day)).split()[0]}
    meeting, made, slot = unit.first_meeting + week, family.ids(), family.number // EVERY % 9
    start = at(day, 9 + slot // 3, 5 + slot % 3 * 20)
    why, reason = _why(course, day, chance.random())
    rows.add(
        "meetings.agendaitem",
        id=family.ids(), meeting_id=meeting, family_id=family.id, position=slot, why=why, reason=reason, minutes=20,
    )  # fmt: skip
    rows.add(
        "meetings.discussion",
        id=made, meeting_id=meeting, family_id=family.id, started_by_id=scribe, started_at=start,
        ended_at=start + timedelta(minutes=20),
    )  # fmt: skip
    written = {"situation": "situation", "current_risk": "risk", "whats_new": "news"}
    if chance.random() < 0.5:
        written |= {"child_experience": "child"}
    if chance.random() < 0.35:
        written |= {"seen": "seen"}
    by = {"version": 1, "written_by_id": scribe, "written_at": start + timedelta(minutes=12)}
    for part, kind in written.items():
        rows.add("meetings.passage", id=family.ids(), discussion_id=made, part=part, text=text(kind, chance, who), **by)
    said = _Said(course, made, day, scribe, who, by)
    said.hypotheses()
    if chance.random() < 0.55:
        said.conversation()
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        said.task()
    if chance.random() < 0.3:
        rows.add(
            "meetings.decision",
            id=family.ids(), discussion_id=made, words=text("decision", chance, who),
            reason=text("reason", chance, who), drafted_by_id=scribe, decided_by_id=leader, decided_at=by["written_at"],
            decided_as=ConsultantSocialWorker.short, **by,
        )  # fmt: skip
    course.last = day


def _why(course: _Course, day: date, drawn: float) -> tuple[str, str]:
    if course.last is None:
        return Why.NEW, "New to the unit, not yet discussed"
    if drawn < 0.06:
        return Why.CRISIS, "Crisis since the last meeting"
    if drawn < 0.14:
        return Why.DATE, "A date is near"
    weeks = (day - course.last).days // 7
    return Why.TURN, f"Its turn: last discussed {weeks} weeks before"


@dataclass
class _Said:
    """What is raised, planned and given in one discussion."""

    course: _Course
    discussion: int
    day: date
    scribe: int
    who: dict[str, str]
    by: Row

    def hypotheses(self) -> None:
        """One or two at first; later one of them is supported, weakened or dropped, or there is another."""
        family, chance = self.course.telling.family, self.course.telling.family.chance
        known = self.course.hypotheses
        if len(known) < 2 or (len(known) < 5 and chance.random() < 0.08):
            row: Row = {
                "id": family.ids(), "family_id": family.id, "raised_in_id": self.discussion,
                "raised_by_id": self.scribe,
                "statement": text("hypothesis", chance, self.who), "speaks_for": text("speaks", chance, self.who),
                "speaks_against": text("speaks", chance, self.who) if chance.random() < 0.6 else "",
                "find_out": text("find_out", chance, self.who), "state": HypothesisState.OPEN, **self.by,
            }  # fmt: skip
            self.course.telling.rows["meetings.hypothesis"].append(row)
            known.append(row)
        elif chance.random() < 0.15:
            row = chance.choice(known)
            after = chance.choice([one for one in HypothesisState if one != row["state"]])
            self.course.telling.rows.add(
                "meetings.hypothesischange",
                id=family.ids(), hypothesis_id=row["id"], discussion_id=self.discussion, before=row["state"],
                after=after, because=text("speaks", chance, self.who), by_id=self.scribe, at=self.by["written_at"],
            )  # fmt: skip
            row["state"] = after

    def conversation(self) -> None:
        """Prepared, led by somebody, and mostly held before the next discussion."""
        telling, family, chance = self.course.telling, self.course.telling.family, self.course.telling.family.chance
        made = family.ids()
        by_when = self.day + timedelta(days=chance.randrange(4, 21))
        ended = by_when + timedelta(days=chance.randrange(-2, 6))
        over = ended < telling.today and chance.random() < 0.95
        happened = chance.random() < 0.82
        lead = telling.holding.worker(self.day)
        what = text("happened", chance, self.who) if over and happened else ""
        telling.rows.add(
            "meetings.plannedconversation",
            id=made, family_id=family.id, discussion_id=self.discussion, lead_id=lead,
            purpose=text("purpose", chance, self.who),
            questions="\n".join(text("question", chance, self.who) for _ in range(3)),
            by_when=by_when, tests_id=self.course.hypotheses[-1]["id"] if self.course.hypotheses else None,
            state=(ConversationState.HAPPENED if happened else ConversationState.MISSED) if over
            else ConversationState.PLANNED,
            what_happened=what, ended_at=at(ended) if over else None, planned_by_id=self.scribe,
            planned_at=self.by["written_at"], **self.by,
        )  # fmt: skip
        for one in [*family.adults[:1], *family.children[:1]][: chance.choice((1, 1, 2))]:
            if not one.is_expected:
                telling.rows.add(
                    "meetings.plannedconversation_people",
                    id=family.ids(), plannedconversation_id=made, person_id=one.id,
                )  # fmt: skip
        if over:
            kind = StepKind.DONE if happened else StepKind.MISSED
            self._step(kind, at(ended), lead, conversation_id=made, note=what)

    def task(self) -> None:
        telling, family, chance = self.course.telling, self.course.telling.family, self.course.telling.family.chance
        made = family.ids()
        due = self.day + timedelta(days=chance.randrange(2, 26))
        ended = due + timedelta(days=chance.randrange(-5, 9))
        ended = max(ended, self.day)
        over = ended < telling.today and chance.random() < 0.96
        state = (TaskState.DONE if chance.random() < 0.9 else TaskState.DROPPED) if over else TaskState.OPEN
        owner = telling.holding.worker(self.day)
        outcome = text("done", chance, self.who) if state == TaskState.DONE else ""
        telling.rows.add(
            "meetings.task",
            id=made, family_id=family.id, discussion_id=self.discussion, what=text("task", chance, self.who),
            owner_id=owner, due_on=due, state=state, ended_at=at(ended) if over else None, outcome=outcome,
            given_by_id=self.scribe, given_at=self.by["written_at"],
        )  # fmt: skip
        if over:
            self._step(StepKind.DONE if outcome else StepKind.DROPPED, at(ended), owner, task_id=made, note=outcome)

    def _step(self, kind: str, when: Any, by: int, **of: Any) -> None:
        telling = self.course.telling
        telling.rows.add("meetings.step", id=telling.family.ids(), kind=kind, by_id=by, at=when, **of)


def _bring_forward(telling: Telling) -> None:
    yesterday = telling.today - DAY
    telling.rows.add(
        "meetings.broughtforward",
        id=telling.family.ids(), family_id=telling.family.id,
        kind="crisis" if telling.family.chance.random() < 0.3 else "asked",
        words=text("why_open", telling.family.chance, telling.family.who)[:300],
        by_id=telling.holding.worker(yesterday), at=at(yesterday),
    )  # fmt: skip
