"""Reads of the unit meeting, each with its number of SQL statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from kinwork.access.models import first_name_of
from kinwork.cases.models import Involvement, KeyDateKind
from kinwork.cases.queries import dates_ahead, open_in_units
from kinwork.clocks.words import short_day
from kinwork.families.models import FamilyMember
from kinwork.people.models import Person

from .agenda import Candidate
from .models import (
    AgendaItem,
    Attendance,
    BroughtForward,
    ConversationState,
    Decision,
    Discussion,
    Hypothesis,
    Meeting,
    Passage,
    PlannedConversation,
    Task,
    TaskState,
)
from .reads import (
    agenda_of,
    conversations_around,
    decisions_of,
    discussion_before,
    discussion_by,
    hypotheses_with_changes,
    involvement_of,
    members_of,
    tasks_around,
)

__all__ = ["agenda_of", "discussion_by"]

# The dates that put a family on the agenda (domain.md section 3); others are only shown.
RAISES = (KeyDateKind.CONFERENCE, KeyDateKind.REVIEW, KeyDateKind.COURT, KeyDateKind.BIRTH)


def last_discussed(family_ids: Iterable[int], before: date) -> dict[int, date]:
    """The day of each family's last discussion in a meeting before a day. One statement."""
    rows = (
        Discussion.objects.filter(family_id__in=family_ids, meeting__held_on__lt=before)
        .order_by()
        .values("family_id")
        .annotate(last=Max("meeting__held_on"))
    )
    return {row["family_id"]: row["last"] for row in rows}


def agenda_candidates(unit_id: int, on: date) -> list[Candidate]:
    """What the agenda needs to know of each open family of the unit. Seven statements."""
    involvements = list(
        open_in_units([unit_id], on).annotate(
            since=Max("allocations__during__startswith", filter=Q(allocations__unit_id=unit_id))
        )
    )
    family_of = {involvement.pk: involvement.family_id for involvement in involvements}
    ids = list(family_of.values())
    discussed = last_discussed(ids, on)
    dates: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for key_date in dates_ahead(list(family_of), on).filter(kind__in=RAISES):
        dates[family_of[key_date.involvement_id]].append((key_date.on, key_date.note or key_date.get_kind_display()))
    asked: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for wish in BroughtForward.objects.filter(family_id__in=ids, met_in=None).select_related("by"):
        said = f"{wish.words} ({wish.by.first_name}, {wish.at:%a} {wish.at.day} {wish.at:%b})"
        asked[wish.family_id].append((wish.kind, said))
    for item in _postponed(ids, on):
        if discussed.get(item.family_id, date.min) < item.meeting.held_on:
            day = short_day(item.meeting.held_on, on)
            asked[item.family_id].append(("asked", f"Postponed {day}: {item.postponed_because}"))
    overdue: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for family_id, due in Task.objects.filter(family_id__in=ids, state=TaskState.OPEN, due_on__lt=on).values_list(
        "family_id", "due_on"
    ):
        overdue[family_id].append((due or on, "task"))
    for family_id, due in PlannedConversation.objects.filter(
        family_id__in=ids, state=ConversationState.PLANNED, by_when__lt=on
    ).values_list("family_id", "by_when"):
        overdue[family_id].append((due or on, "conversation"))
    return [
        Candidate(
            family_id=involvement.family_id,
            name=involvement.family.name,
            with_us_since=involvement.since or involvement.opened_on,
            last_discussed=discussed.get(involvement.family_id),
            expected_end=involvement.expected_end,
            dates=tuple(dates[involvement.family_id]),
            asked=tuple(asked[involvement.family_id]),
            overdue=tuple(overdue[involvement.family_id]),
        )
        for involvement in involvements
    ]


def _postponed(family_ids: list[int], on: date) -> QuerySet[AgendaItem]:
    """Each family's last postponement in a meeting before a day. One statement."""
    return (
        AgendaItem.objects.filter(family_id__in=family_ids, meeting__held_on__lt=on)
        .exclude(postponed_because="")
        .select_related("meeting")
        .order_by("family_id", "-meeting__held_on")
        .distinct("family_id")
    )


def families_not_on(meeting: Meeting, items: list[AgendaItem]) -> list[Candidate]:
    """Open families of the unit that are not on the agenda, for adding one. Seven statements."""
    there = {item.family_id for item in items}
    return [c for c in agenda_candidates(meeting.unit_id, meeting.held_on) if c.family_id not in there]


def open_meetings(unit_id: int) -> QuerySet[Meeting]:
    """Meetings that wait for their closing, newest first. One statement."""
    return Meeting.objects.filter(unit_id=unit_id, closed_at=None).order_by("-held_on")


def past_meetings(unit_id: int) -> QuerySet[Meeting]:
    """Closed meetings with the number of families discussed. One statement."""
    return (
        Meeting.objects.filter(unit_id=unit_id, closed_at__isnull=False)
        .annotate(families=Count("discussions"))
        .order_by("-held_on")
    )


class DiscussionInFull:
    """Everything that the page and the minute of one discussion show, however long the family's story.

    Each part is read when it is first asked for, so that a section of the page costs only its own statements.
    """

    def __init__(self, discussion: Discussion) -> None:
        self.discussion = discussion

    @cached_property
    def involvement(self) -> Involvement | None:
        """One statement."""
        return involvement_of(self.discussion.family_id)

    @cached_property
    def members(self) -> list[FamilyMember]:
        """One statement."""
        return members_of(self.discussion.family_id)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """One statement."""
        return {passage.part: passage for passage in self.discussion.passages.all()}

    @cached_property
    def previous(self) -> Discussion | None:
        """The family's discussion before this one. One statement."""
        return discussion_before(self.discussion.family_id, self.discussion.meeting.held_on)

    @cached_property
    def _tasks(self) -> list[Task]:
        """One statement."""
        return tasks_around(self.discussion, _since(self.previous, self.discussion))

    @cached_property
    def _conversations(self) -> list[PlannedConversation]:
        """One statement."""
        return conversations_around(self.discussion, _since(self.previous, self.discussion))

    @property
    def earlier_tasks(self) -> list[Task]:
        """Given before: still open, or ended since the last discussion."""
        return [task for task in self._tasks if task.discussion_id != self.discussion.pk]

    @property
    def earlier_conversations(self) -> list[PlannedConversation]:
        return [talk for talk in self._conversations if talk.discussion_id != self.discussion.pk]

    @property
    def tasks(self) -> list[Task]:
        """Given in this discussion."""
        return [task for task in self._tasks if task.discussion_id == self.discussion.pk]

    @property
    def conversations(self) -> list[PlannedConversation]:
        """Planned in this discussion."""
        return [talk for talk in self._conversations if talk.discussion_id == self.discussion.pk]

    @cached_property
    def hypotheses(self) -> list[Hypothesis]:
        """One statement."""
        return hypotheses_of(self.discussion.family_id)

    @cached_property
    def decisions(self) -> list[Decision]:
        """One statement."""
        return decisions_of(self.discussion.pk)

    @cached_property
    def attendance(self) -> list[str]:
        """Who is there. One statement."""
        present = self.discussion.meeting.attendance.filter(status=Attendance.Status.PRESENT)
        return list(present.values_list("name", flat=True))


def discussion_in_full(discussion_id: int) -> DiscussionInFull:
    """One discussion by its id. One statement, then those of the parts that are asked for."""
    discussion = discussion_by(discussion_id)
    if discussion is None:
        raise Discussion.DoesNotExist(discussion_id)
    return DiscussionInFull(discussion)


def _since(previous: Discussion | None, discussion: Discussion) -> datetime:
    day = previous.meeting.held_on if previous else discussion.meeting.held_on - timedelta(days=28)
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Change:
    """How a hypothesis changed, in which meeting, and why."""

    discussion_id: int
    held_on: date
    before: str
    after: str
    because: str


def hypotheses_of(family_id: int) -> list[Hypothesis]:
    """All hypotheses about a family, each with the day it was raised (``.raised_on``) and how it changed
    (``.story``). One statement.
    """
    found = []
    for hypothesis, raised_on, changes in hypotheses_with_changes(family_id):
        hypothesis.raised_on = raised_on
        hypothesis.story = [Change(*change) for change in changes]
        found.append(hypothesis)
    return found


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


# One statement for the whole board, each part one pass over the rows of the unit's own families.
BOARD = """
WITH mine AS (
    SELECT i.id, i.family_id, i.trying_to_do, i.expected_end
    FROM cases_involvement i
    JOIN cases_allocation a ON a.involvement_id = i.id AND a.unit_id = %(unit)s AND a.during @> %(on)s::date
    WHERE i.closed_on IS NULL
), kids AS (
    SELECT fm.family_id, count(*) AS number
    FROM mine JOIN families_familymember fm USING (family_id) JOIN people_person p ON p.id = fm.person_id
    WHERE fm.is_child AND NOT p.is_deceased GROUP BY fm.family_id
), talks AS (
    SELECT d.id, d.family_id, m.held_on
    FROM mine JOIN meetings_discussion d USING (family_id) JOIN meetings_meeting m ON m.id = d.meeting_id
    WHERE m.held_on <= %(on)s
), talk AS (
    SELECT DISTINCT ON (family_id) family_id, id, held_on FROM talks ORDER BY family_id, held_on DESC
), decided AS (
    SELECT DISTINCT ON (talks.family_id) talks.family_id, x.words
    FROM talks JOIN meetings_decision x ON x.discussion_id = talks.id
    WHERE x.decided_at IS NOT NULL ORDER BY talks.family_id, x.decided_at DESC
), task AS (
    SELECT t.family_id, count(*) AS total, count(*) FILTER (WHERE t.due_on < %(on)s) AS late
    FROM mine JOIN meetings_task t USING (family_id) WHERE t.state = 'open' GROUP BY t.family_id
), planned AS (
    SELECT c.family_id, count(*) AS total, count(*) FILTER (WHERE c.by_when < %(on)s) AS late
    FROM mine JOIN meetings_plannedconversation c USING (family_id) WHERE c.state = 'planned' GROUP BY c.family_id
), coming AS (
    SELECT DISTINCT ON (k.involvement_id) k.involvement_id, k.on, k.note, k.kind
    FROM mine JOIN cases_keydate k ON k.involvement_id = mine.id
    WHERE NOT k.cancelled AND k.on >= %(on)s ORDER BY k.involvement_id, k.on
)
SELECT mine.family_id, f.name, mine.trying_to_do, mine.expected_end, coalesce(kids.number, 0), talk.held_on, talk.id,
       decided.words, coalesce(task.total, 0), coalesce(planned.total, 0),
       coalesce(task.late, 0) + coalesce(planned.late, 0), coming.on, coming.note, coming.kind
FROM mine
JOIN families_family f ON f.id = mine.family_id
LEFT JOIN kids USING (family_id)
LEFT JOIN talk USING (family_id)
LEFT JOIN decided USING (family_id)
LEFT JOIN task USING (family_id)
LEFT JOIN planned USING (family_id)
LEFT JOIN coming ON coming.involvement_id = mine.id
"""


def board(unit_id: int, on: date) -> list[BoardRow]:
    """Every open family of a unit with what stands where. One statement, however many families."""
    with connection.cursor() as cursor:
        cursor.execute(BOARD, {"unit": unit_id, "on": on})
        return [_board_row(found, on) for found in cursor.fetchall()]


def _board_row(found: tuple[Any, ...], on: date) -> BoardRow:
    family, name, trying, end, kids, held, talk, decision, tasks, planned, late, next_on, note, kind = found
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
    )


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

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.id}"

    @property
    def is_open(self) -> bool:
        return self.state in (TaskState.OPEN, ConversationState.PLANNED)


def my_work(user_id: int, now: datetime) -> list[WorkItem]:
    """Open tasks and planned conversations of a person, and those ended in the last week. Three statements."""
    lately = now - timedelta(days=7)
    tasks = (
        Task.objects.filter(owner_id=user_id)
        .filter(Q(state=TaskState.OPEN) | Q(ended_at__gte=lately))
        .values_list(
            "id", "what", "family_id", "family__name", "due_on", "state", "discussion_id",
            "discussion__meeting__held_on", "outcome",
        )
    )  # fmt: skip
    return [WorkItem("task", *row) for row in tasks] + _my_conversations(user_id, lately)


def _my_conversations(user_id: int, lately: datetime) -> list[WorkItem]:
    """Two statements."""
    talks: list[tuple[Any, ...]] = list(
        PlannedConversation.objects.filter(Q(lead_id=user_id) | Q(reflect_id=user_id))
        .filter(Q(state=ConversationState.PLANNED) | Q(ended_at__gte=lately))
        .values_list(
            "id", "with_others", "family_id", "family__name", "by_when", "state", "discussion_id",
            "discussion__meeting__held_on", "what_happened", "purpose", "questions", "if_yes", "if_no",
            "lead__full_name", "reflect__full_name",
        )
    )  # fmt: skip
    names: dict[int, list[str]] = defaultdict(list)
    people = PlannedConversation.people.through.objects.filter(plannedconversation_id__in=[talk[0] for talk in talks])
    for talk_id, given, surname in people.values_list(
        "plannedconversation_id", "person__given_name", "person__family_name"
    ):
        names[talk_id].append(Person(given_name=given, family_name=surname).short_name)
    found = []
    for pk, others, family_id, family, due, state, discussion_id, held_on, outcome, purpose, *rest in talks:
        questions, if_yes, if_no, lead, reflect = rest
        found.append(
            WorkItem(
                kind="conversation",
                id=pk,
                what=f"Conversation with {in_a_row([*names[pk], *([others] if others else [])])}",
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
            )
        )
    return found


def in_a_row(names: list[str]) -> str:
    """'Amy, Jo and Dr Patel', or 'nobody named yet'."""
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return names[0] if names else "nobody named yet"


def leads_and_reflects(lead: str | None, reflect: str | None) -> str:
    """'Tom leads, Priya reflects'."""
    parts = [f"{first_name_of(lead)} leads"] if lead else []
    return ", ".join(parts + ([f"{first_name_of(reflect)} reflects"] if reflect else []))


def discussions_of(family_id: int) -> QuerySet[Discussion]:
    """A family's discussions, newest first, each with its situation and decision words. One statement."""
    situation = Passage.objects.filter(discussion_id=OuterRef("pk"), part="situation")
    decision = Decision.objects.filter(discussion_id=OuterRef("pk"), decided_at__isnull=False)
    return (
        Discussion.objects.filter(family_id=family_id)
        .select_related("meeting__unit")
        .annotate(
            situation=Subquery(situation.values("text")[:1]),
            decision=Subquery(decision.order_by("id").values("words")[:1]),
        )
        .order_by("-meeting__held_on")
    )


def open_actions_of(family_id: int) -> tuple[list[Task], list[PlannedConversation]]:
    """A family's open tasks and conversations still to come. Three statements."""
    tasks = Task.objects.filter(family_id=family_id, state=TaskState.OPEN).select_related("owner")
    talks = (
        PlannedConversation.objects.filter(family_id=family_id, state=ConversationState.PLANNED)
        .select_related("lead", "reflect")
        .prefetch_related("people")
    )
    return list(tasks), list(talks)
