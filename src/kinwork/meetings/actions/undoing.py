"""Undo: take back the last thing that was done to a task or to a planned conversation."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission

from .. import notice_kinds
from ..models import ConversationState, Discussion, PlannedConversation, Step, StepKind, Task, TaskState
from .tasks import _step, _told, reopen_conversation, reopen_task

UNDO_FOR = timedelta(minutes=15)  # how long an undo stands beside what was done; it can be opened again ever after
ENDED = (StepKind.DONE, StepKind.DROPPED, StepKind.MISSED, StepKind.MISTAKEN)
STANDS = Q(undoes=None, undone_by=None)


def just_done(actor: Actor, family_id: int | None = None) -> list[Step]:
    """What this person did a moment ago, each the last thing that was done there, newest first. One statement.

    With a family, what was done there, with its tasks and conversations.
    """
    same = Q(task=OuterRef("task")) | Q(conversation=OuterRef("conversation"))
    later = Step.objects.filter(same, STANDS, id__gt=OuterRef("pk"))
    mine = Step.objects.filter(STANDS, ~Exists(later), by_id=actor.user_id, at__gt=timezone.now() - UNDO_FOR)
    if family_id is not None:
        here = Q(task__family_id=family_id) | Q(conversation__family_id=family_id)
        mine = mine.filter(here).select_related("task__owner", "conversation")
    return list(mine.order_by("-id"))


@transaction.atomic
def take_back(actor: Actor, unit_id: int | None, step: Step, *, discussion: Discussion | None = None) -> None:
    """As if it had not been done. Twice is once; refused when something else has become of it since."""
    actor.require(Permission.DO_TASK, unit_id)
    task = Task.objects.select_for_update().get(pk=step.task_id) if step.task_id else None
    talk = (
        PlannedConversation.objects.select_for_update().get(pk=step.conversation_id) if step.conversation_id else None
    )
    if Step.objects.filter(undoes=step).exists():
        return
    if Step.objects.filter(STANDS, task=task, conversation=talk, id__gt=step.pk).exists():
        raise ValidationError("Something else has changed here since. Look at it again before you undo this.")
    if step.kind in ENDED:
        if task is not None:
            reopen_task(actor, unit_id, task, discussion=discussion, undoes=step)
        if talk is not None:
            reopen_conversation(actor, unit_id, talk, discussion=discussion, undoes=step)
        return
    if step.kind == StepKind.REOPENED:
        _end_again(task, talk)
    elif task is not None and step.kind == StepKind.REWORDED:
        task.what = step.note
        task.save(update_fields=["what"])
    elif task is not None:
        task.due_on = step.due_before
        if step.kind == StepKind.GIVEN:
            task.owner_id, task.agency = step.owner_before_id, step.agency_before
        task.save()
        if step.kind == StepKind.GIVEN:
            notice_kinds.notify_owner(actor, task)
    elif talk is not None:
        talk.by_when = step.due_before
        talk.save(update_fields=["by_when"])
    said = step.get_kind_display()
    _step(actor, StepKind.TAKEN_BACK, task=task, conversation=talk, discussion=discussion, note=said, undoes=step)
    thing = task or talk
    assert thing is not None  # a step is of one thing
    log(actor, "undid", family_id=thing.family_id, thing=thing)
    _told(discussion)


def _end_again(task: Task | None, talk: PlannedConversation | None) -> None:
    """It was opened again by a slip: as it was before, in the words that were said then."""
    ended = Step.objects.filter(STANDS, task=task, conversation=talk, kind__in=ENDED).last()
    if ended is None:
        raise ValidationError("It had not ended.")
    if task is not None:
        task.state = TaskState(ended.kind)
        task.ended_at, task.outcome = ended.at, ended.note[:500]
        task.save()
    if talk is not None:
        talk.state = ConversationState.MISSED if ended.kind == StepKind.MISSED else ConversationState.HAPPENED
        talk.ended_at = ended.at
        talk.save(update_fields=["state", "ended_at"])
