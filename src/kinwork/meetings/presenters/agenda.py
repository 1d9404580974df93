"""The meeting page: agenda against the clock, and who is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from kinwork.clocks.humanize import count
from kinwork.clocks.working_days import bank_holiday

from ..actions.undoing import UNDO_FOR
from ..agenda import Candidate
from ..models import AgendaItem, Attendance, Meeting, Undoable, UndoKind


@dataclass
class AgendaPage:
    """What the meeting page shows."""

    meeting: Meeting
    items: list[AgendaItem]
    others: list[Candidate]
    attendance: list[Attendance]
    may_order: bool
    may_write: bool
    may_close: bool
    is_ahead: bool = False  # its day is still to come: prepared, and closed on the day itself
    may_open_again: bool = False
    undoables: list[Undoable] = field(default_factory=list)
    problem: dict[str, str] = field(default_factory=dict)
    problem_item: int | None = None  # the line that the problem is about
    problem_undo: int | None = None  # or what was to be undone
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def today(self) -> list[AgendaItem]:
        return [item for item in self.items if not item.postponed_because]

    @property
    def postponed(self) -> list[AgendaItem]:
        return [item for item in self.items if item.postponed_because]

    @property
    def discussed(self) -> list[AgendaItem]:
        return [item for item in self.items if item.discussion]

    @property
    def under_way(self) -> AgendaItem | None:
        """The family that is being talked of."""
        return next((item for item in self.items if item.discussion and not item.discussion.ended_at), None)

    @property
    def next_item(self) -> AgendaItem | None:
        """The first family that has not been talked of yet."""
        return next((item for item in self.today if not item.discussion), None)

    @property
    def planned_minutes(self) -> int:
        return sum(item.minutes for item in self.today) + self.meeting.learning_minutes

    @property
    def budget(self) -> str:
        """'150 of 180 minutes planned, 30 left'."""
        spare = self.meeting.minutes - self.planned_minutes
        words = f"{self.planned_minutes} of {self.meeting.minutes} minutes planned"
        if spare < 0:
            return f"{words}: {-spare} more than there is. Postpone a family, shorten a turn, or stay longer."
        return f"{words}, {spare} left" if spare else words

    @property
    def is_over(self) -> bool:
        return self.planned_minutes > self.meeting.minutes

    @property
    def present(self) -> list[Attendance]:
        return [person for person in self.attendance if person.status == Attendance.Status.PRESENT]

    @property
    def who_is_here(self) -> str:
        away = [person for person in self.attendance if person.status != Attendance.Status.PRESENT]
        words = f"{count(len(self.present), 'person', 'people')} here"
        return f"{words}, {len(away)} away" if away else words

    @property
    def taken_off(self) -> list[Undoable]:
        """Guests who can be put back on the list."""
        return [one for one in self.undoables if one.kind == UndoKind.GUEST and self.may_write]

    @cached_property
    def _lately(self) -> list[Undoable]:
        """What was done to the agenda a moment ago; of several moves only the last can be taken back."""
        done = [one for one in self.undoables if one.kind != UndoKind.GUEST and one.at > timezone.now() - UNDO_FOR]
        last_move = next((one for one in done if one.kind == UndoKind.ORDER), None)
        return [one for one in done if one.kind != UndoKind.ORDER or one is last_move] if self.may_order else []

    def just_done(self, item: AgendaItem) -> Undoable | None:
        """The last thing that was done to a line of the agenda."""
        return next((one for one in self._lately if one.row == item.pk and one.kind != UndoKind.TIME), None)

    @property
    def time_changed(self) -> Undoable | None:
        return next((one for one in self._lately if one.kind == UndoKind.TIME), None)

    @property
    def clinician(self) -> str:
        said = {True: "Clinician here", False: "No clinician today", None: "No clinician in this unit"}
        return said[self.meeting.clinician_present]

    @property
    def holiday(self) -> str:
        return bank_holiday(self.meeting.held_on) or ""
