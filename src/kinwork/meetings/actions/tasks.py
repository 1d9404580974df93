"""Give, do, carry and drop tasks; say what came of planned conversations.

Anyone in the unit may: the unit holds the case.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.cases.models import Involvement
from kinwork.notices.actions import put_off, withdraw
from kinwork.record.models import Entry
from kinwork.units.queries import members_on

from .. import notice_kinds
from ..live import publish_part
from ..models import ConversationState, Discussion, PlannedConversation, Step, StepKind, Task, TaskState
from .writing import clean_text, hold_open, keep_edit

# The same words, owner and date from the same person within this time are one task whose form was sent again.
SENT_TWICE = timedelta(seconds=10)


@transaction.atomic
def give_task(
    actor: Actor,
    unit_id: int | None,
    family_id: int,
    *,
    what: str,
    owner_id: int | None,
    agency: str = "",
    due_on: date | None = None,
    discussion: Discussion | None = None,
) -> Task:
    """A task for a member of the unit, or for an agency; from a discussion or from the family's page."""
    actor.require(Permission.DO_TASK, unit_id)
    if discussion is not None:
        hold_open(discussion.meeting_id)
    what, agency = what.strip(), agency.strip()
    problems = _words_problem(what)
    if owner_id is None and not agency:
        problems["owner"] = "Choose who does it, or type the agency."
    if owner_id is not None and agency:
        problems["owner"] = "Choose either someone in the unit or an agency, not both."
    problems |= _owner_problem(owner_id, unit_id)
    # The lock lets the same form, sent twice at once, see its own first copy below.
    if not Involvement.objects.select_for_update(no_key=True).filter(family_id=family_id, closed_on=None):
        problems["what"] = (
            "This family is closed, so you cannot add tasks. Ask the consultant social worker to open it again."
        )
    if problems:
        raise ValidationError(problems)
    now = timezone.now()
    task, is_new = Task.objects.filter(given_at__gt=now - SENT_TWICE).get_or_create(
        family_id=family_id,
        discussion=discussion,
        what=what,
        owner_id=owner_id,
        agency="" if owner_id else agency[:120],
        due_on=due_on,
        given_by_id=actor.user_id,
        state=TaskState.OPEN,
        defaults={"given_at": now},
    )
    if not is_new:
        return task
    notice_kinds.notify_owner(actor, task)
    if discussion is not None:
        publish_part(discussion, "tasks")
    return task


def _words_problem(what: str) -> dict[str, str]:
    if not what:
        return {"what": "Say what needs doing."}
    if len(what) > 500:
        return {"what": f"A task has up to 500 characters; this has {len(what)}. The rest belongs in the discussion."}
    return {}


def _owner_problem(owner_id: int | None, unit_id: int | None) -> dict[str, str]:
    if owner_id is None:
        return {}
    if owner_id in {member.user_id for member in members_on(unit_id, timezone.localdate())}:
        return {}
    return {"owner": "This person is no longer in the unit. Choose someone who is."}


def _step(
    actor: Actor,
    kind: StepKind,
    *,
    task: Task | None = None,
    conversation: PlannedConversation | None = None,
    discussion: Discussion | None = None,
    note: str = "",
    before: date | None = None,
    after: date | None = None,
    had: tuple[int | None, str] = (None, ""),
    undoes: Step | None = None,
) -> Step:
    return Step.objects.create(
        task=task,
        conversation=conversation,
        discussion=discussion,
        kind=kind,
        note=note,
        due_before=before,
        due_after=after,
        by_id=actor.user_id,
        at=timezone.now(),
        owner_before_id=had[0],
        agency_before=had[1],
        undoes=undoes,
    )


def _told(discussion: Discussion | None) -> None:
    if discussion is not None:
        publish_part(discussion, "last-time")
        publish_part(discussion, "tasks")


@transaction.atomic
def do_task(
    actor: Actor,
    unit_id: int | None,
    task: Task,
    *,
    note: str = "",
    discussion: Discussion | None = None,
    entry: Entry | None = None,
) -> None:
    """Done, with a line on what happened, or with the entry that says it. Doing it twice is doing it once."""
    actor.require(Permission.DO_TASK, unit_id)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state != TaskState.OPEN:
        return
    task.state, task.ended_at, task.outcome = TaskState.DONE, timezone.now(), note.strip()[:500]
    task.entry = entry
    task.save()
    _step(actor, StepKind.DONE, task=task, discussion=discussion, note=task.outcome)
    withdraw(notice_kinds.TASK.key, thing=task)
    log(actor, "did task", family_id=task.family_id, thing=task)
    _told(discussion)


@transaction.atomic
def drop_task(
    actor: Actor, unit_id: int | None, task: Task, *, note: str, discussion: Discussion | None = None
) -> None:
    """Not needed any more, and why."""
    actor.require(Permission.DO_TASK, unit_id)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state != TaskState.OPEN:
        return
    task.state, task.ended_at, task.outcome = TaskState.DROPPED, timezone.now(), note.strip()[:500]
    task.save()
    _step(actor, StepKind.DROPPED, task=task, discussion=discussion, note=task.outcome)
    withdraw(notice_kinds.TASK.key, thing=task)
    _told(discussion)


@transaction.atomic
def reword_task(
    actor: Actor, unit_id: int | None, task: Task, *, what: str, discussion: Discussion | None = None
) -> None:
    """Say it in other words; those that it had stay in its history."""
    actor.require(Permission.DO_TASK, unit_id)
    what = what.strip()
    if problem := _words_problem(what):
        raise ValidationError(problem)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state != TaskState.OPEN:
        raise ValidationError({"what": "This task has been closed in the meantime. Open it again to reword it."})
    if task.what == what:
        return
    _step(actor, StepKind.REWORDED, task=task, discussion=discussion, note=task.what, before=task.due_on)
    task.what = what
    task.save(update_fields=["what"])
    log(actor, "reworded task", family_id=task.family_id, thing=task)
    _told(discussion)


@transaction.atomic
def enter_task_in_error(actor: Actor, unit_id: int | None, task: Task, *, discussion: Discussion | None = None) -> None:
    """It was never meant: it goes from every list and minute, and stays with its history."""
    actor.require(Permission.DO_TASK, unit_id)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state != TaskState.OPEN:
        return
    task.state, task.ended_at = TaskState.MISTAKEN, timezone.now()
    task.save(update_fields=["state", "ended_at"])
    _step(actor, StepKind.MISTAKEN, task=task, discussion=discussion, note=task.outcome)
    withdraw(notice_kinds.TASK.key, thing=task)
    log(actor, "marked task as entered in error", family_id=task.family_id, thing=task)
    _told(discussion)


@transaction.atomic
def reopen_task(
    actor: Actor, unit_id: int | None, task: Task, *, discussion: Discussion | None = None, undoes: Step | None = None
) -> None:
    """Undo: it is open again. What was said stays in its history."""
    actor.require(Permission.DO_TASK, unit_id)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state == TaskState.OPEN:
        return
    task.state, task.ended_at, task.entry = TaskState.OPEN, None, None  # what was written of it stays in its box
    task.save()
    _step(actor, StepKind.REOPENED, task=task, discussion=discussion, undoes=undoes)
    _told(discussion)


@transaction.atomic
def carry_task(
    actor: Actor, unit_id: int | None, task: Task, *, to: date, note: str = "", discussion: Discussion | None = None
) -> None:
    """Leave it open with a new date."""
    actor.require(Permission.DO_TASK, unit_id)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state != TaskState.OPEN or task.due_on == to:
        return
    _step(actor, StepKind.CARRIED, task=task, discussion=discussion, note=note.strip(), before=task.due_on, after=to)
    task.due_on, task.outcome = to, note.strip()[:500] or task.outcome
    task.save()
    put_off(notice_kinds.TASK.key, thing=task, due=to)
    _told(discussion)


@transaction.atomic
def hand_task(
    actor: Actor, unit_id: int | None, task: Task, *, owner_id: int | None, agency: str = "", due_on: date | None = None
) -> None:
    """Give a task to somebody else: its owner has left, or is away."""
    actor.require(Permission.DO_TASK, unit_id)
    problems = _owner_problem(owner_id, unit_id)
    if owner_id is None and not agency.strip():
        problems["owner"] = "Choose who does it, or type the agency."
    if problems:
        raise ValidationError(problems)
    task = Task.objects.select_for_update().get(pk=task.pk)
    before = task.owner.full_name if task.owner else task.agency
    had = task.owner_id, task.agency
    now = owner_id, "" if owner_id else agency.strip()[:120]
    if had == now and task.due_on == due_on:
        return  # sent twice
    task.owner_id, task.agency = now
    old, task.due_on = task.due_on, due_on
    task.save()
    _step(actor, StepKind.GIVEN, task=task, note=f"before: {before}", before=old, after=due_on, had=had)
    if owner_id != had[0]:
        notice_kinds.notify_owner(actor, task)


@transaction.atomic
def tell_conversation(
    actor: Actor,
    unit_id: int | None,
    conversation: PlannedConversation,
    *,
    happened: bool,
    what: str,
    effect: str = "",
    discussion: Discussion | None = None,
    entry: Entry | None = None,
) -> None:
    """What came of a planned conversation, or the entry that says it, and what it does to the hypotheses."""
    actor.require(Permission.DO_TASK, unit_id)
    conversation = PlannedConversation.objects.select_for_update().get(pk=conversation.pk)
    state = ConversationState.HAPPENED if happened else ConversationState.MISSED
    said = {"what_happened": clean_text(what).strip(), "effect": clean_text(effect).strip()}
    is_said = all(getattr(conversation, field) == words for field, words in said.items() if words)
    if conversation.state == state and is_said and entry is None:
        return  # sent twice
    conversation.state = state
    for field, words in said.items():
        if words:
            keep_edit(actor, conversation, f"conversation.{field}", words)
    conversation.ended_at = conversation.ended_at or timezone.now()
    conversation.entry = entry or conversation.entry
    conversation.save()
    kind = StepKind.DONE if happened else StepKind.MISSED
    _step(actor, kind, conversation=conversation, discussion=discussion, note=conversation.what_happened)
    withdraw(notice_kinds.CONVERSATION.key, thing=conversation)
    log(actor, "told conversation", family_id=conversation.family_id, thing=conversation)
    _told(discussion)


@transaction.atomic
def reopen_conversation(
    actor: Actor,
    unit_id: int | None,
    conversation: PlannedConversation,
    *,
    discussion: Discussion | None = None,
    undoes: Step | None = None,
) -> None:
    """Undo: it is still to come."""
    actor.require(Permission.DO_TASK, unit_id)
    conversation = PlannedConversation.objects.select_for_update().get(pk=conversation.pk)
    if conversation.state == ConversationState.PLANNED:
        return
    conversation.state, conversation.ended_at, conversation.entry = ConversationState.PLANNED, None, None
    conversation.save()
    _step(actor, StepKind.REOPENED, conversation=conversation, discussion=discussion, undoes=undoes)
    _told(discussion)


@transaction.atomic
def carry_conversation(
    actor: Actor,
    unit_id: int | None,
    conversation: PlannedConversation,
    *,
    to: date,
    note: str = "",
    discussion: Discussion | None = None,
) -> None:
    """It has not taken place yet; it will, by another day."""
    actor.require(Permission.DO_TASK, unit_id)
    conversation = PlannedConversation.objects.select_for_update().get(pk=conversation.pk)
    if conversation.state != ConversationState.PLANNED or conversation.by_when == to:
        return
    _step(
        actor,
        StepKind.CARRIED,
        conversation=conversation,
        discussion=discussion,
        note=note.strip(),
        before=conversation.by_when,
        after=to,
    )
    conversation.by_when = to
    conversation.save(update_fields=["by_when"])
    put_off(notice_kinds.CONVERSATION.key, thing=conversation, due=to)
    _told(discussion)
