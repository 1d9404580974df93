"""Reads of the unit meeting, each with its number of SQL statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from kinwork.access.models import Restriction
from kinwork.cases.models import Involvement, KeyDateKind
from kinwork.cases.queries import dates_ahead, open_in_units
from kinwork.clocks.words import short_day
from kinwork.families.models import FamilyMember
from kinwork.meetings.models import (
    AgendaItem,
    Attendance,
    BroughtForward,
    ConversationState,
    Decision,
    Discussion,
    Hypothesis,
    HypothesisState,
    Meeting,
    Passage,
    PlannedConversation,
    Task,
    TaskState,
    Undoable,
    VersionedText,
)

from .agenda import Candidate
from .merge import OPENS
from .reads import (
    Dropped,
    agenda_of,
    conversations_around,
    decisions_of,
    discussion_before,
    discussion_by,
    dropped_hypotheses,
    hypotheses_with_changes,
    involvement_of,
    members_of,
    passages_of,
    tasks_around,
)

__all__ = ["agenda_of", "discussion_by"]

# The dates that put a family on the agenda; others are only shown.
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
            since=Max("allocations__during__startswith", filter=Q(allocations__unit_id=unit_id)),
            apart=Exists(Restriction.objects.filter(family_id=OuterRef("family_id"), lifted_at=None)),
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
            apart=involvement.apart,
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


def closed_lately(unit_id: int, since: date) -> QuerySet[Meeting]:
    """Closed meetings of a day or later, with who closed them. One statement."""
    return Meeting.objects.filter(unit_id=unit_id, closed_at__isnull=False, held_on__gte=since).select_related(
        "closed_by"
    )


def past_meetings(unit_id: int) -> QuerySet[Meeting]:
    """Closed meetings with the number of families discussed. One statement."""
    return (
        Meeting.objects.filter(unit_id=unit_id, closed_at__isnull=False)
        .select_related("closed_by")
        .annotate(families=Count("discussions"))
        .order_by("-held_on")
    )


def undoables_of(meeting: Meeting) -> list[Undoable]:
    """What was done to the agenda or the list of who is here and can be taken back, the last first. One statement."""
    return list(meeting.undoables.filter(undone_at=None, discussion=None).select_related("by"))


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
        return passages_of(self.discussion.pk)

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
        """Given before: still open, or ended since the last discussion. Nobody's line moves while it is talked of."""
        found = [task for task in self._tasks if task.discussion_id != self.discussion.pk]
        return sorted(found, key=lambda task: (self._due_at_first(task, task.due_on), task.pk))

    @property
    def earlier_conversations(self) -> list[PlannedConversation]:
        found = [talk for talk in self._conversations if talk.discussion_id != self.discussion.pk]
        return sorted(found, key=lambda talk: (self._due_at_first(talk, talk.by_when), talk.pk))

    def _due_at_first(self, thing: Task | PlannedConversation, due: date | None) -> date:
        """By when it was to be done as this discussion began."""
        carried = (step for step in thing.steps.all() if step.kind == "carried")
        first = next((step for step in carried if step.discussion_id == self.discussion.pk), None)
        return (first.due_before if first else due) or date.max

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
        """Living and dropped. One statement."""
        return hypotheses_of(self.discussion.family_id)

    @cached_property
    def living(self) -> list[Hypothesis]:
        """One statement."""
        return hypotheses_of(self.discussion.family_id, without=HypothesisState.DROPPED)

    @cached_property
    def dropped(self) -> list[Dropped]:
        """One statement."""
        return dropped_hypotheses(self.discussion.family_id)

    @cached_property
    def decisions(self) -> list[Decision]:
        """One statement."""
        return decisions_of(self.discussion.pk)

    @cached_property
    def taken_away(self) -> list[Undoable]:
        """What was taken away here and can be put back, the last first. One statement."""
        return list(self.discussion.undoables.filter(undone_at=None).select_related("by"))

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


def hypotheses_of(family_id: int, without: str = "") -> list[Hypothesis]:
    """Hypotheses about a family (not those of one state, if asked), each with the day
    it was raised (``.raised_on``) and how it changed
    (``.story``). One statement.
    """
    found = []
    for hypothesis, raised_on, changes in hypotheses_with_changes(family_id, without):
        hypothesis.raised_on = raised_on
        hypothesis.story = [Change(*change) for change in changes]
        found.append(hypothesis)
    return found


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


def open_tasks_of(family_id: int) -> list[Task]:
    """A family's open tasks. One statement."""
    return list(Task.objects.filter(family_id=family_id, state=TaskState.OPEN).select_related("owner"))


def to_be_settled(meeting: Meeting) -> list[Discussion]:
    """Discussions in which two versions of a passage still stand beside each other. One statement."""

    def where(model: type[VersionedText], fields: tuple[str, ...], **of: OuterRef) -> Exists:
        either = Q()
        for field in fields:
            either |= Q(**{f"{field}__contains": OPENS})
        return Exists(model._default_manager.filter(either, **of))

    family = OuterRef("family_id")
    stands = (
        where(Passage, ("text",), discussion=OuterRef("pk"))
        | where(Decision, ("words", "reason"), discussion=OuterRef("pk"))
        | where(Hypothesis, ("statement", "speaks_for", "speaks_against", "find_out"), family=family)
        | where(PlannedConversation, ("purpose", "questions", "if_yes", "if_no", "what_happened"), family=family)
    )
    found = meeting.discussions.filter(stands).select_related("family").order_by("id")
    return list(found)
