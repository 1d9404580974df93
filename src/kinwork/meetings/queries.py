"""Reads of the unit meeting, each with its number of SQL statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from kinwork.cases.models import Involvement, KeyDate, KeyDateKind
from kinwork.cases.queries import dates_ahead, latest_involvement, open_in_units
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
    HypothesisChange,
    Meeting,
    Passage,
    PlannedConversation,
    Step,
    Task,
    TaskState,
)

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


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda, each line with its discussion (``.discussion``) if it has begun. One statement."""
    begun = Discussion.objects.filter(meeting=OuterRef("meeting"), family=OuterRef("family"))
    items: list[AgendaItem] = list(
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("family", "postponed_by")
        .annotate(begun_id=Subquery(begun.values("pk")), ended_at=Subquery(begun.values("ended_at")))
    )
    for item in items:
        found = Discussion(pk=item.begun_id, ended_at=item.ended_at) if item.begun_id else None  # type: ignore
        item.discussion = found  # type: ignore[attr-defined]
    return items


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
        return latest_involvement(self.discussion.family_id)

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
        return (
            Discussion.objects.filter(
                family_id=self.discussion.family_id, meeting__held_on__lt=self.discussion.meeting.held_on
            )
            .select_related("meeting")
            .order_by("-meeting__held_on")
            .first()
        )

    @cached_property
    def _tasks(self) -> list[Task]:
        """Two statements."""
        return list(_tasks_around(self.discussion, self.previous))

    @cached_property
    def _conversations(self) -> list[PlannedConversation]:
        """Two statements."""
        return list(_conversations_around(self.discussion, self.previous))

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
        """Two statements."""
        return hypotheses_of(self.discussion.family_id)

    @cached_property
    def decisions(self) -> list[Decision]:
        """One statement."""
        return list(self.discussion.decisions.select_related("decided_by", "drafted_by"))

    @cached_property
    def attendance(self) -> list[str]:
        """Who is there. One statement."""
        present = self.discussion.meeting.attendance.filter(status=Attendance.Status.PRESENT)
        return list(present.values_list("name", flat=True))


def discussion_in_full(discussion_id: int) -> DiscussionInFull:
    """One discussion by its id. One statement, then those of the parts that are asked for."""
    return DiscussionInFull(Discussion.objects.select_related("meeting__unit", "family").get(pk=discussion_id))


def _since(previous: Discussion | None, discussion: Discussion) -> datetime:
    day = previous.meeting.held_on if previous else discussion.meeting.held_on - timedelta(days=28)
    return timezone.make_aware(datetime.combine(day, time.min))


def _tasks_around(discussion: Discussion, previous: Discussion | None) -> QuerySet[Task]:
    since = _since(previous, discussion)
    return (
        Task.objects.filter(
            Q(discussion=discussion) | Q(state=TaskState.OPEN) | Q(ended_at__gte=since), family_id=discussion.family_id
        )
        .select_related("owner")
        .prefetch_related(Prefetch("steps", Step.objects.select_related("by")))
    )


def _conversations_around(discussion: Discussion, previous: Discussion | None) -> QuerySet[PlannedConversation]:
    since = _since(previous, discussion)
    return (
        PlannedConversation.objects.filter(
            Q(discussion=discussion) | Q(state=ConversationState.PLANNED) | Q(ended_at__gte=since),
            family_id=discussion.family_id,
        )
        .select_related("lead", "reflect", "tests")
        .prefetch_related("people")
    )


def members_of(family_id: int) -> list[FamilyMember]:
    """Members with their persons, in the family's order. One statement."""
    return list(FamilyMember.objects.filter(family_id=family_id).select_related("person"))


def hypotheses_of(family_id: int) -> list[Hypothesis]:
    """All hypotheses about a family with how they changed. Two statements."""
    changes = HypothesisChange.objects.select_related("by", "discussion__meeting")
    return list(
        Hypothesis.objects.filter(family_id=family_id)
        .select_related("raised_by", "raised_in__meeting")
        .prefetch_related(Prefetch("changes", changes))
    )


@dataclass
class BoardRow:
    """One family on the unit's board."""

    involvement: Involvement
    last_discussed: date | None = None
    last_discussion_id: int | None = None
    last_decision: str = ""
    situation: str = ""
    open_tasks: int = 0
    overdue: int = 0
    planned: int = 0
    next_date: date | None = None
    next_what: str = ""
    children: int = 0
    weeks_since: int | None = None


def board(unit_id: int, on: date) -> list[BoardRow]:
    """Every open family of a unit with what stands where. Five statements, however many families."""
    children = (
        FamilyMember.objects.filter(family=OuterRef("family"), is_child=True, person__is_deceased=False)
        .order_by()
        .values("family")
        .annotate(number=Count("id"))
        .values("number")
    )
    involvements = open_in_units([unit_id], on).annotate(children=Subquery(children))
    rows = {i.family_id: BoardRow(i, children=i.children or 0) for i in involvements}
    _last_words(rows, on)
    for family_id, total, late in _open_tasks(rows, on):
        rows[family_id].open_tasks, rows[family_id].overdue = total, late
    for family_id, total, late in _planned(rows, on):
        rows[family_id].planned = total
        rows[family_id].overdue += late
    _next_dates(rows, on)
    return list(rows.values())


def _last_words(rows: dict[int, BoardRow], on: date) -> None:
    decided = Decision.objects.filter(discussion__family_id=OuterRef("family_id"), decided_at__isnull=False)
    situation = Passage.objects.filter(discussion_id=OuterRef("pk"), part="situation")
    latest = (
        Discussion.objects.filter(family_id__in=rows, meeting__held_on__lte=on)
        .order_by("family_id", "-meeting__held_on")
        .distinct("family_id")
        .annotate(
            decision=Subquery(decided.order_by("-decided_at").values("words")[:1]),
            situation=Subquery(situation.values("text")[:1]),
        )
        .values_list("family_id", "id", "meeting__held_on", "decision", "situation")
    )
    for family_id, pk, day, decision, words in latest:
        row = rows[family_id]
        row.last_discussed, row.last_discussion_id = day, pk
        row.last_decision, row.situation = decision or "", words or ""
        row.weeks_since = (on - day).days // 7


def _open_tasks(rows: dict[int, BoardRow], on: date) -> Iterable[tuple[int, int, int]]:
    return (
        Task.objects.filter(family_id__in=rows, state=TaskState.OPEN)
        .order_by()
        .values("family_id")
        .annotate(total=Count("id"), late=Count("id", filter=Q(due_on__lt=on)))
        .values_list("family_id", "total", "late")
    )


def _planned(rows: dict[int, BoardRow], on: date) -> Iterable[tuple[int, int, int]]:
    return (
        PlannedConversation.objects.filter(family_id__in=rows, state=ConversationState.PLANNED)
        .order_by()
        .values("family_id")
        .annotate(total=Count("id"), late=Count("id", filter=Q(by_when__lt=on)))
        .values_list("family_id", "total", "late")
    )


def _next_dates(rows: dict[int, BoardRow], on: date) -> None:
    family_of = {row.involvement.pk: family_id for family_id, row in rows.items()}
    nearest = (
        KeyDate.objects.filter(involvement_id__in=family_of, cancelled=False, on__gte=on)
        .order_by("involvement_id", "on")
        .distinct("involvement_id")
    )
    for key_date in nearest:
        row = rows[family_of[key_date.involvement_id]]
        row.next_date, row.next_what = key_date.on, key_date.note or key_date.get_kind_display()


@dataclass
class Work:
    """What one person is to do, across families."""

    tasks: list[Task]
    conversations: list[PlannedConversation]
    done_lately: list[Task]
    told_lately: list[PlannedConversation]


def my_work(user_id: int, now: datetime) -> Work:
    """Open tasks and planned conversations of a person, and those ended in the last week. Three statements."""
    lately = now - timedelta(days=7)
    tasks = list(
        Task.objects.filter(owner_id=user_id)
        .filter(Q(state=TaskState.OPEN) | Q(ended_at__gte=lately))
        .select_related("family", "discussion__meeting")
    )
    conversations = list(
        PlannedConversation.objects.filter(Q(lead_id=user_id) | Q(reflect_id=user_id))
        .filter(Q(state=ConversationState.PLANNED) | Q(ended_at__gte=lately))
        .select_related("family", "lead", "reflect", "discussion__meeting")
        .prefetch_related(Prefetch("people", Person.objects.all()))
    )
    return Work(
        tasks=[task for task in tasks if task.state == TaskState.OPEN],
        conversations=[c for c in conversations if c.state == ConversationState.PLANNED],
        done_lately=[task for task in tasks if task.state != TaskState.OPEN],
        told_lately=[c for c in conversations if c.state != ConversationState.PLANNED],
    )


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
