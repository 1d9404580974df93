"""Reads of the unit meeting, each with its number of SQL statements."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from kinwork.cases.models import Involvement
from kinwork.families.models import FamilyMember

from ..models import (
    Attendance,
    Decision,
    Discussion,
    Hypothesis,
    HypothesisState,
    Passage,
    PlannedConversation,
    Task,
    TaskState,
    Undoable,
)
from .agenda import agenda_of
from .discussion_parts import (
    conversations_around,
    decisions_of,
    discussion_before,
    discussion_by,
    involvement_of,
    members_of,
    passages_of,
    tasks_around,
)
from .hypotheses import DroppedHypothesis, dropped_hypotheses, hypotheses_of

__all__ = ["agenda_of", "discussion_by"]


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
    def _meant(self) -> list[Task]:
        return [task for task in self._tasks if task.state != TaskState.MISTAKEN]

    def entered_in_error(self, *, here: bool) -> list[Task]:
        """Tasks of this discussion (or of earlier ones) that somebody said in it were never meant."""
        found = [task for task in self._tasks if task.state == TaskState.MISTAKEN]
        return [task for task in found if (task.discussion_id == self.discussion.pk) == here and self._said_here(task)]

    def _said_here(self, task: Task) -> bool:
        steps = task.steps.all()
        return bool(steps) and steps[len(steps) - 1].discussion_id == self.discussion.pk

    @property
    def earlier_tasks(self) -> list[Task]:
        """Given before: still open, or ended since the last discussion. Nobody's line moves while it is talked of."""
        found = [task for task in self._meant if task.discussion_id != self.discussion.pk]
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
        return [task for task in self._meant if task.discussion_id == self.discussion.pk]

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
    def dropped(self) -> list[DroppedHypothesis]:
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
