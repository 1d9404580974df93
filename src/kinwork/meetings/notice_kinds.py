"""What others are told of when something comes of a meeting, or is brought to one."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.notices.actions import notify, withdraw
from kinwork.notices.kinds import Kind
from kinwork.units.queries import deputies_of, members_on

from .models import Discussion, PlannedConversation, Task

TASK = Kind(
    key="task_given",
    sentence="{who} gave you a task",
    summary="you were given a task",
    link="/my-work/#task-{thing}",
)
CONVERSATION = Kind(
    key="conversation_given",
    sentence="{who} planned a conversation that includes you",
    summary="a conversation was planned that includes you",
    link="/my-work/#conversation-{thing}",
)
TO_DECIDE = Kind(
    key="decision_to_make",
    sentence="{who} drafted a decision for you to make",
    summary="a decision was drafted for you to make",
    link="/discussion/{thing}/#decisions",
)
BROUGHT = Kind(
    key="brought_to_meeting",
    sentence="{who} asked to discuss this family at the next meeting",
    summary="someone asked to discuss a family at your next meeting",
)
CRISIS = Kind(
    key="crisis_brought",
    sentence="{who} brought this family to the next meeting as a crisis",
    summary="a family was brought to your next meeting as a crisis",
    is_urgent=True,
    is_grave=True,
)
KINDS = (TASK, CONVERSATION, TO_DECIDE, BROUGHT, CRISIS)


def notify_owner(actor: Actor, task: Task) -> None:
    """Whoever is to do a task hears of it; whoever had it before need look no more."""
    withdraw(TASK.key, thing=task)
    if task.owner_id is not None:
        notify(TASK.key, actor=actor, family_id=task.family_id, to=task.owner_id, thing=task, due=task.due_on)


def notify_participants(actor: Actor, talk: PlannedConversation) -> None:
    """Who is to lead and who is to reflect hear of it; whoever was before need look no more."""
    withdraw(CONVERSATION.key, thing=talk)
    named = [user_id for user_id in (talk.lead_id, talk.reflect_id) if user_id is not None]
    notify(CONVERSATION.key, actor=actor, family_id=talk.family_id, to=named, thing=talk, due=talk.by_when)


def notify_deciders(actor: Actor, discussion: Discussion) -> None:
    """The consultant social worker and named deputies hear that a draft waits; without them, those who manage the unit.

    One notice for a discussion, however many drafts it has.
    """
    unit_id = discussion.meeting.unit_id
    if actor.can(Permission.DECIDE, unit_id):
        return
    today = timezone.localdate()
    members = members_on(unit_id, today)
    leads = [member.user_id for member in members if ROLES[member.role].leads]
    leads += deputies_of(unit_id, today).filter(during__contains=today).values_list("user_id", flat=True)
    others = [member.user_id for member in members if Permission.DECIDE in ROLES[member.role].permissions]
    withdraw(TO_DECIDE.key, thing=discussion)
    notify(TO_DECIDE.key, actor=actor, family_id=discussion.family_id, to=leads or others, thing=discussion)


def withdraw_when_decided(discussion: Discussion) -> None:
    """While another draft waits, there is still something to decide."""
    if not discussion.decisions.filter(decided_at=None).exists():
        withdraw(TO_DECIDE.key, thing=discussion)
