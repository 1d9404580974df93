"""The discussion page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.record.models import FACE_TO_FACE, EntryKind
from kinwork.record.queries import SeenLast, lately
from kinwork.units.queries import Member, members_on

from .. import parts
from ..actions.writing import LIMIT
from ..models import (
    AgendaItem,
    ConversationState,
    Discussion,
    Hypothesis,
    Passage,
    PlannedConversation,
    Step,
    StepKind,
    Task,
    TaskState,
    Undoable,
)
from ..parts import Frame, Part, Turn
from ..queries.agenda import agenda_of
from ..queries.discussion import DiscussionInFull
from ..queries.hypotheses import DroppedHypothesis
from ..turn_parts import below
from .minute import leads, with_whom


@dataclass
class DiscussionPage:
    """What the discussion page shows."""

    full: DiscussionInFull
    actor: Actor
    today: date
    may_write: bool
    may_decide: bool
    problem: dict[str, str] = field(default_factory=dict)
    problem_at: str = ""
    typed: dict[str, str] = field(default_factory=dict)

    @cached_property
    def items(self) -> list[AgendaItem]:
        return agenda_of(self.discussion.meeting)

    @cached_property
    def unit_members(self) -> list[Member]:
        return members_on(self.discussion.meeting.unit_id, self.today)

    @property
    def discussion(self) -> Discussion:
        return self.full.discussion

    @property
    def meeting_day(self) -> date:
        """What is late, or how far away, is said as of this day: whoever writes it up later reads the same."""
        return self.discussion.meeting.held_on

    @property
    def counts_from(self) -> date:
        """The day from which dates typed here count."""
        return self.discussion.meeting.counts_from(self.today)

    @property
    def is_ahead(self) -> bool:
        return self.meeting_day > self.today

    @cached_property
    def gone_on_to(self) -> AgendaItem | None:
        """The family that the meeting talks of, once it has gone on from this one."""
        here = self.discussion
        if here.ended_at is None or not here.meeting.is_open:
            return None
        under_way = [item for item in self.items if item.discussion and not item.discussion.ended_at]
        return under_way[-1] if under_way else None

    @property
    def turns(self) -> tuple[Turn, ...]:
        return parts.TURNS

    def turn(self, key: str) -> Turn:
        return parts.turn(key)

    def below(self, turn: Turn) -> list[str]:
        """The templates that rooms above put below its boxes."""
        return below(turn.key)

    def question(self, turn: Turn) -> str:
        child = "{child}"
        return turn.question.replace(child, self.child_in_words) if child in turn.question else turn.question

    @cached_property
    def seen(self) -> list[tuple[int, str, SeenLast | None]]:
        """Each child who lives, by name, and when it was last seen as the record has it. One statement."""
        children = [member.person for member in self.full.members if member.is_child]
        last = {one.person_id: one for one in lately(self.actor, self.discussion.family_id).seen}
        alive = [child for child in children if not child.is_deceased and child.born_kind != "expected"]
        return [(child.pk, child.short_name, last.get(child.pk)) for child in alive]

    @property
    def is_seen_only_in_words(self) -> bool:
        """Whether the box says who has seen the child, and the record does not have it of each since last time."""
        box = self.full.passages.get("seen")
        if box is None or not box.text.strip():
            return False
        since = self.full.previous.meeting.held_on if self.full.previous else date.min
        return any(last is None or last.on is None or last.on < since for _, _, last in self.seen)

    @property
    def may_record(self) -> bool:
        """Whether this person may write into the family's record."""
        return self.actor.can(Permission.EDIT_FAMILY, self.discussion.meeting.unit_id)

    @property
    def ways_of_seeing(self) -> list[tuple[str, str]]:
        return [(kind.value, str(EntryKind(kind).label)) for kind in FACE_TO_FACE]

    def is_written(self, turn: Turn) -> bool:
        """Whether something has been said of it today, for the list of parts."""
        if any(self.full.passages[part.key].text.strip() for part in turn.parts if part.key in self.full.passages):
            return True
        rows: dict[str, Callable[[], bool]] = {
            "last-time": lambda: (
                any(self.last_step(task) for task in self.full.earlier_tasks)
                or any(self.last_step(talk) for talk in self.full.earlier_conversations)
            ),
            "hypotheses": lambda: any(one.statement.strip() for one in self.living),
            "conversations": lambda: bool(self.full.conversations),
            "decisions": lambda: bool(self.full.decisions),
            "tasks": lambda: bool(self.full.tasks),
        }
        return turn.key in rows and rows[turn.key]()

    def boxes(self, turn: Turn) -> list[tuple[Frame, list[tuple[Part, Passage]]]]:
        """What is written in a turn, frame by frame. A part that was not yet declared then has no box."""
        there = [part for part in turn.parts if part.key in self.full.passages]
        return [
            (frame, [(part, self.full.passages[part.key]) for part in those]) for frame, those in parts.framed(there)
        ]

    @property
    def most_characters(self) -> int:
        return LIMIT

    @property
    def others_to_choose(self) -> list[tuple[str, str]]:
        """The unit's members as options, the person's role beside the name."""
        return [(str(member.user_id), f"{member.name} ({member.role_short})") for member in self.unit_members]

    @property
    def reason_here(self) -> str:
        return next((item.reason for item in self.items if item.family_id == self.discussion.family_id), "")

    @property
    def links_here(self) -> list[str]:
        return next((item.links for item in self.items if item.family_id == self.discussion.family_id), [])

    @property
    def minutes_planned(self) -> int:
        return next((item.minutes for item in self.items if item.family_id == self.discussion.family_id), 0)

    @property
    def next_item(self) -> AgendaItem | None:
        """The next family of the agenda that has not been talked of."""
        waiting = [item for item in self.items if not item.postponed_because and not item.discussion]
        return waiting[0] if waiting else None

    @property
    def living(self) -> list[Hypothesis]:
        return self.full.living

    @property
    def dropped(self) -> list[DroppedHypothesis]:
        return self.full.dropped

    def taken_away(self, kind: str) -> list[Undoable]:
        """What was taken away of this kind and can be put back: as long as the meeting is open."""
        return [one for one in self.full.taken_away if one.kind == kind] if self.may_write else []

    @property
    def open_before(self) -> int:
        tasks = sum(1 for task in self.full.earlier_tasks if task.state == TaskState.OPEN)
        return tasks + sum(1 for talk in self.full.earlier_conversations if talk.state == ConversationState.PLANNED)

    def last_step(self, thing: Task | PlannedConversation) -> Step | None:
        """What was done to it last in this discussion: what an undo takes back."""
        steps = [step for step in thing.steps.all() if step.kind != StepKind.GIVEN]
        return steps[-1] if steps and steps[-1].discussion_id == self.discussion.pk else None

    def owner_has_left(self, task: Task) -> bool:
        """Somebody must take this over: its owner holds no post in the unit any more."""
        return task.owner_id is not None and task.owner_id not in {member.user_id for member in self.unit_members}

    with_whom = staticmethod(with_whom)
    leads = staticmethod(leads)

    @property
    def child_in_words(self) -> str:
        """'Dylan', 'one of these children', 'this baby': for asking what it is like."""
        children = [member.person for member in self.full.members if member.is_child and not member.person.is_deceased]
        if len(children) == 1 and children[0].born_kind == "expected":
            return "this baby"
        if len(children) == 1 and children[0].given_name:
            return children[0].short_name
        return "one of these children" if len(children) > 1 else "this child"
