"""Meetings over families: a unit’s, and one’s own."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.units.policies import SEES_UNIT, UnitInReach

from ..actions.inviting import answer_for_myself
from ..models import Answer, Invitation
from ..presenters import by_day
from ..queries import unit_meetings
from ..quorum import missing_of


@require_policy(SEES_UNIT)
def unit_calendar(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """What a unit has ahead with others, day by day, what is missing; and of what nobody has said what came of it.
    One statement beside the policy’s and the log’s.
    """
    today = timezone.localdate()
    lines = unit_meetings(unit_id, today)
    log_list(request, f"the meetings of {at.unit.name}", [line.family_id for line in lines], thing=at.unit)
    ahead = [line for line in lines if line.on >= today]
    return render(
        request,
        "formal_meetings/unit_calendar.html",
        {
            "unit": at.unit,
            "days": by_day(ahead),
            "missing": {one.id: missing_of(one.kind, one.asked, at_meeting=one.state == "held") for one in ahead},
            "waiting": [line for line in lines if line.is_open(today)],
            "held": [line for line in reversed(lines) if line.on < today and not line.is_open(today)],
            "today": today,
            "may_see": at.actor.can(Permission.SEE_FAMILY, unit_id),
            "me": at.actor.user_id,
        },
    )


@require_policy(SIGNED_IN, "POST")
def answer_meeting(request: Request, actor: Actor, pk: int) -> HttpResponse:
    """I come, or send apologies: one press."""
    invitation = Invitation.objects.filter(pk=pk, user_id=actor.user_id, ended_at=None).first()
    said = request.POST.get("do", "")
    if invitation is None or said not in Answer.values:
        raise Http404("No such invitation")
    try:
        answer_for_myself(actor, invitation, said, because=request.POST.get("because", ""))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        words = {Answer.COMING: "They know that you come.", Answer.APOLOGIES: "They know that you cannot come."}
        messages.success(request, words.get(Answer(said), "Your answer is taken back."))
    return redirect(reverse("my_work") + "#my-meetings")
