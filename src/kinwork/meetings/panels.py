"""What meetings bring to a family's page (families does not know this room; it asks whoever has registered)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.families.panels import Panel
from kinwork.units.queries import members_on

from .models import BroughtForward, ConversationState, PlannedConversation
from .presenters.minute import leads, with_whom
from .queries import discussions_of, hypotheses_of, open_actions_of


def actions(request: Request) -> Panel:
    """Open tasks and conversations still to come."""
    tasks, talks = open_actions_of(request.family.pk)
    today = timezone.localdate()
    unit_id = request.family_unit_id
    members = members_on(unit_id, today)
    return Panel(
        "meetings/parts/family_actions.html",
        {
            "tasks": tasks,
            "talks": talks,
            "members": members,
            "member_ids": {member.user_id for member in members},
            "today": today,
            "with_whom": with_whom,
            "leads": leads,
            "wishes": list(BroughtForward.objects.filter(family=request.family, met_in=None).select_related("by")),
            "may_edit": request.actor.can(Permission.EDIT_FAMILY, unit_id),
            "done": request.GET.get("done", ""),
        },
    )


def story(request: Request) -> Panel:
    """Hypotheses and how they changed, conversations held, and the discussions over time."""
    page = Paginator(discussions_of(request.family.pk), 12).get_page(request.GET.get("page"))
    hypotheses = [h for h in hypotheses_of(request.family.pk) if h.statement.strip()]
    held = (
        PlannedConversation.objects.filter(family=request.family)
        .exclude(state=ConversationState.PLANNED)
        .select_related("lead", "reflect", "tests")
        .prefetch_related("people")
        .order_by("-ended_at")[:6]
    )
    return Panel(
        "meetings/parts/family_story.html",
        {
            "discussions": page,
            "hypotheses": [h for h in hypotheses if h.state != "dropped"],
            "dropped": [h for h in hypotheses if h.state == "dropped"],
            "held": list(held),
            "with_whom": with_whom,
            "leads": leads,
        },
    )
