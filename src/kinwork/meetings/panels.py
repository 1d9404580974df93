"""What meetings bring to a family's page (families does not know this room; it asks whoever has registered)."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.access.roles import ROLES
from kinwork.families.panels import Panel
from kinwork.outside import page_of

from .actions import undoing
from .just_done import has_just_done
from .models import PlannedConversation
from .presenters.minute import leads, with_whom
from .presenters.work import with_their_undo
from .queries.family import Now, conversations_of, discussions_of, family_now, open_tasks_of
from .queries.hypotheses import hypotheses_of

DISCUSSIONS_ON_A_PAGE = 8


def _now(request: Request) -> Now:
    """For the panels that show a part of it. One statement for all."""
    found: Now | None = getattr(request, "family_now", None)
    if found is None:
        found = family_now(request.family.pk, request.family_unit_id, timezone.localdate())
        request.family_now = found  # type: ignore[attr-defined]
    return found


def _talks(request: Request) -> tuple[list[PlannedConversation], list[PlannedConversation]]:
    """Conversations to come and held. One statement for both panels."""
    found: tuple[list[PlannedConversation], list[PlannedConversation]] | None = getattr(request, "talks", None)
    if found is None:
        found = conversations_of(request.family.pk)
        request.talks = found  # type: ignore[attr-defined]
    return found


def situation(request: Request) -> Panel:
    """Current situation and risk, in the sentences that stand alone; and who of us knows the family."""
    return Panel(
        "meetings/parts/family_now.html",
        {"now": _now(request), "roles": ROLES, "today": timezone.localdate()},
        is_wide=True,
    )


def actions(request: Request) -> Panel:
    """Open tasks and conversations still to come, and what was done to them a moment ago.

    Two statements besides those that are shared.
    """
    unit_id = request.family_unit_id
    now = _now(request)
    today = timezone.localdate()
    steps = undoing.just_done(request.actor, request.family.pk) if has_just_done(request) else []
    on_tasks = [(step.task, step) for step in steps if step.task_id]
    on_talks = [(step.conversation, step) for step in steps if step.conversation_id]
    members = [one for one in now.people if one.role]
    return Panel(
        "meetings/parts/family_actions.html",
        {
            "tasks": with_their_undo(open_tasks_of(request.family.pk), on_tasks, today),
            "talks": with_their_undo(_talks(request)[0], on_talks, today),
            "members": members,
            "member_ids": {member.user_id for member in members},
            "today": today,
            "with_whom": with_whom,
            "leads": leads,
            "wishes": now.wishes,
            "may_edit": request.actor.can(Permission.EDIT_FAMILY, unit_id),
        },
        on_phone=1,
    )


def ideas(request: Request) -> Panel:
    """Hypotheses and how they changed, and conversations held. One statement besides those that are shared."""
    hypotheses = [h for h in hypotheses_of(request.family.pk) if h.statement.strip()]
    return Panel(
        "meetings/parts/family_ideas.html",
        {
            "hypotheses": [h for h in hypotheses if h.state != "dropped"],
            "dropped": [h for h in hypotheses if h.state == "dropped"],
            "held": _talks(request)[1],
            "with_whom": with_whom,
            "leads": leads,
        },
        on_phone=7,
    )


def discussions(request: Request) -> Panel:
    """The discussions over time. One statement."""
    number = page_of(request.GET.get("page"))
    start = (number - 1) * DISCUSSIONS_ON_A_PAGE
    found = list(discussions_of(request.family.pk)[start : start + DISCUSSIONS_ON_A_PAGE + 1])
    return Panel(
        "meetings/parts/family_discussions.html",
        {
            "discussions": found[:DISCUSSIONS_ON_A_PAGE],
            "older": number + 1 if len(found) > DISCUSSIONS_ON_A_PAGE else None,
            "newer": number - 1 if number > 1 else None,
        },
        on_phone=8,
    )
