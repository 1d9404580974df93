"""What people outside the unit that holds a family still have of it, and to whom each task and conversation goes.

Who may say so is asked by whoever moves the family (the room above).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.notices.actions import withdraw

from .. import notice_kinds
from ..models import ConversationState, PlannedConversation, StepKind, Task, TaskState
from ..presenters.minute import with_whom
from ..queries.family import conversations_of, open_tasks_of
from .tasks import _step

OUTSIDE = "outside"  # a task that somebody of the unit before still does: from then on as a person of another agency
DROPPED = "dropped"
NOT_TAKEN_OVER = "Not taken over when the family went to another unit."


@dataclass(frozen=True)
class Theirs:
    """A task, or a planned conversation, that is somebody's outside the unit."""

    thing: Task | PlannedConversation
    words: str
    who: str
    by: date | None

    @property
    def is_task(self) -> bool:
        return isinstance(self.thing, Task)

    @property
    def key(self) -> str:
        return f"{'task' if self.is_task else 'talk'}_{self.thing.pk}"


def still_theirs(family_id: int, members: Collection[int]) -> list[Theirs]:
    """What is open and not with somebody of these members. Two statements."""
    found = [
        Theirs(task, task.what, task.owner.full_name, task.due_on)
        for task in open_tasks_of(family_id)
        if task.owner is not None and task.owner_id not in members
    ]
    for talk in conversations_of(family_id)[0]:
        outside = [one for one in (talk.lead, talk.reflect) if one is not None and one.pk not in members]
        if outside:
            words = f"Conversation with {with_whom(talk)}" + (f": {talk.purpose}" if talk.purpose.strip() else "")
            found.append(Theirs(talk, words, " and ".join(one.full_name for one in outside), talk.by_when))
    return found


def pass_on(
    actor: Actor, theirs: Iterable[Theirs], to: Mapping[str, int | str], members: Collection[int], unit: str
) -> list[dict[str, Any]]:
    """Each goes to whom is said, or is no longer needed. What it was and became, for undoing."""
    kept = []
    for one in theirs:
        said = to[one.key]
        if isinstance(one.thing, Task):
            kept.append(_task_goes(actor, Task.objects.select_for_update().get(pk=one.thing.pk), said, one.who, unit))
        else:
            talk = PlannedConversation.objects.select_for_update().get(pk=one.thing.pk)
            kept.append(_talk_goes(actor, talk, said, members))
        log(actor, "handed on what was theirs", family_id=one.thing.family_id, thing=one.thing)
    return kept


def _task_goes(actor: Actor, task: Task, goes_to: int | str, who: str, unit: str) -> dict[str, Any]:
    had = task.owner_id, task.agency
    if goes_to == DROPPED:
        task.state, task.ended_at, task.outcome = TaskState.DROPPED, timezone.now(), task.outcome or NOT_TAKEN_OVER
        _step(actor, StepKind.DROPPED, task=task, note=NOT_TAKEN_OVER)
        withdraw(notice_kinds.TASK.key, thing=task)
    else:
        task.owner_id, task.agency = (None, f"{who}, {unit}"[:120]) if goes_to == OUTSIDE else (int(goes_to), "")
        day = task.due_on
        _step(actor, StepKind.GIVEN, task=task, note=f"before: {who}", before=day, after=day, had=had)
        notice_kinds.notify_owner(actor, task)
    task.save()
    return {"task": task.pk, "was": had, "became": (task.owner_id, task.agency), "state": task.state}


def _talk_goes(actor: Actor, talk: PlannedConversation, goes_to: int | str, members: Collection[int]) -> dict[str, Any]:
    """Who reflects is of the unit too, or is to be found."""
    was = talk.lead_id, talk.reflect_id
    if goes_to == DROPPED:
        talk.state, talk.ended_at = ConversationState.MISSED, timezone.now()
        _step(actor, StepKind.MISSED, conversation=talk, note=NOT_TAKEN_OVER)
        withdraw(notice_kinds.CONVERSATION.key, thing=talk)
    else:
        stays = talk.reflect_id if talk.reflect_id in members and talk.reflect_id != int(goes_to) else None
        leads = talk.lead_id if talk.lead_id in members else int(goes_to)
        talk.lead_id, talk.reflect_id = leads, stays if leads == int(goes_to) else int(goes_to)
        notice_kinds.notify_participants(actor, talk)
    talk.save()
    return {"talk": talk.pk, "was": was, "became": (talk.lead_id, talk.reflect_id), "state": talk.state}


def take_back(actor: Actor, kept: Iterable[Mapping[str, Any]]) -> None:
    """The family came back to the unit before: what nobody has touched since is theirs again."""
    for one in kept:
        if "task" in one:
            task = Task.objects.select_for_update().get(pk=one["task"])
            if [task.owner_id, task.agency, task.state] != [*one["became"], one["state"]]:
                continue
            before = task.owner.full_name if task.owner else task.agency
            was_dropped = task.state == TaskState.DROPPED
            had = task.owner_id, task.agency
            task.owner_id, task.agency = one["was"]
            task.state, task.ended_at = TaskState.OPEN, None
            task.save()
            kind, note = (StepKind.REOPENED, "") if was_dropped else (StepKind.GIVEN, f"before: {before}")
            _step(actor, kind, task=task, note=note, before=task.due_on, after=task.due_on, had=had)
            notice_kinds.notify_owner(actor, task)
        else:
            talk = PlannedConversation.objects.select_for_update().get(pk=one["talk"])
            if [talk.lead_id, talk.reflect_id, talk.state] != [*one["became"], one["state"]]:
                continue
            if talk.state != ConversationState.PLANNED:
                _step(actor, StepKind.REOPENED, conversation=talk)
            talk.lead_id, talk.reflect_id = one["was"]
            talk.state, talk.ended_at = ConversationState.PLANNED, None
            talk.save()
            notice_kinds.notify_participants(actor, talk)
