"""What came of a task or a planned conversation, written into the family's record: the entry is the outcome."""

from __future__ import annotations

from functools import partial

from kinwork.families.held import HeldFamily
from kinwork.record.answers import Answered
from kinwork.record.models import ATTEMPTS, Entry, EntryKind

from .actions.tasks import do_task, tell_conversation
from .models import ConversationState, PlannedConversation, Task, TaskState
from .presenters.minute import with_whom


def task(held: HeldFamily, pk: int) -> Answered | None:
    """An open task of the family. One statement."""
    found = Task.objects.filter(pk=pk, family_id=held.pk, state=TaskState.OPEN).first()
    if found is None:
        return None
    return Answered(f"task-{pk}", found.what, partial(_task_done, found), {"kind": EntryKind.NOTE})


def _task_done(found: Task, held: HeldFamily, entry: Entry) -> None:
    do_task(held.actor, held.unit_id, found, entry=entry)


def conversation(held: HeldFamily, pk: int) -> Answered | None:
    """A planned conversation of the family that has not been told yet. Two statements."""
    planned = PlannedConversation.objects.filter(pk=pk, family_id=held.pk, state=ConversationState.PLANNED)
    found = planned.prefetch_related("people").first()
    if found is None:
        return None
    people = [one.pk for one in found.people.all()]
    words = f"the conversation planned with {with_whom(found)}"
    begins = {"kind": EntryKind.VISIT, "people": people}
    return Answered(f"conversation-{pk}", words, partial(_conversation_told, found), begins)


def _conversation_told(found: PlannedConversation, held: HeldFamily, entry: Entry) -> None:
    tell_conversation(held.actor, held.unit_id, found, happened=entry.kind not in ATTEMPTS, what="", entry=entry)
