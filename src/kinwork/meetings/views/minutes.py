"""Minutes: of one family, of a whole meeting; on the page, on paper, as PDF."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.text import slugify

from kinwork.access.access_logging import log_list
from kinwork.access.audit_log import log
from kinwork.access.forms import problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.meetings.policies import DiscussionInReach, MeetingInReach
from kinwork.paper import as_pdf

from ..actions import closing
from ..models import Discussion, Meeting, Minute
from ..policies import AMENDS, SEES_DISCUSSION, SEES_MEETING
from ..presenters.minute import minute_body
from ..queries.agenda import agenda_of
from ..queries.discussion import discussion_in_full


def _minute(discussion: Discussion) -> dict[str, Any]:
    """The frozen minute, or the draft as it stands."""
    frozen = closing.minute_of(discussion)
    if frozen is None:
        return {
            "body": minute_body(discussion_in_full(discussion.pk)),
            "is_draft": True,
            "amendments": [],
            "id": discussion.pk,
        }
    return {
        "body": frozen.body,
        "is_draft": False,
        "amendments": list(frozen.amendments.select_related("by")),
        "id": discussion.pk,
    }


@require_policy(SEES_DISCUSSION)
def minute(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """One family's minute."""
    return _show_minute(request, at)


def _show_minute(request: Request, at: DiscussionInReach, problem: ValidationError | None = None) -> HttpResponse:
    discussion: Discussion = at.discussion
    if problem is None:
        log(at.actor, "read minute", family_id=discussion.family_id, thing=discussion, policy=request.policy.name)
    return render(
        request,
        "meetings/minute.html",
        {
            "discussion": discussion,
            "minute": _minute(discussion),
            "may_amend": not discussion.meeting.is_open
            and at.actor.can(Permission.AMEND_MINUTES, discussion.meeting.unit_id),
            "problem": problems(problem) if problem else {},
            "typed": request.POST.get("text", ""),
        },
        status=422 if problem else 200,
    )


@require_policy(AMENDS, "POST")
def amend(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """Add to a closed minute."""
    frozen = Minute.objects.select_related("discussion__meeting").filter(discussion_id=discussion_id).first()
    if frozen is None:
        raise Http404("The meeting is still open: write in the discussion itself")
    try:
        closing.amend_minute(at.actor, frozen, text=request.POST.get("text", ""))
    except ValidationError as problem:
        return _show_minute(request, at, problem)
    messages.success(request, "Saved. The minute as it was confirmed stays above it.")
    return redirect("minute", discussion_id=discussion_id)


@require_policy(SEES_DISCUSSION)
def minute_pdf(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """One family's minute on paper."""
    discussion: Discussion = at.discussion
    log(at.actor, "printed minute", family_id=discussion.family_id, thing=discussion, policy=request.policy.name)
    return _pdf([_minute(discussion)], discussion.meeting, f"minute-{discussion_id}")


def _minutes_of(meeting: Meeting) -> list[dict[str, Any]]:
    order = {item.family_id: item.position for item in agenda_of(meeting)}
    discussions = sorted(meeting.discussions.all(), key=lambda d: order.get(d.family_id, 999))
    return [_minute(discussion) for discussion in discussions]


@require_policy(SEES_MEETING)
def meeting_minutes(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """Everything said in a meeting, family by family."""
    meeting: Meeting = at.meeting
    minutes = _minutes_of(meeting)
    for found in minutes:
        log(
            at.actor,
            "read minute",
            family_id=found["body"]["family"]["id"],
            thing=meeting,
            policy=request.policy.name,
        )
    postponed = [item for item in agenda_of(meeting) if item.postponed_because]
    log_list(request, f"the postponed of {meeting.unit.name}", [item.family_id for item in postponed], thing=meeting)
    return render(
        request,
        "meetings/meeting_minutes.html",
        {
            "meeting": meeting,
            "minutes": minutes,
            "attendance": list(meeting.attendance.all()),
            "postponed": postponed,
            "may_open_again": closing.may_open_again(at.actor, meeting),
        },
    )


@require_policy(SEES_MEETING)
def meeting_pdf(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """The whole meeting on paper."""
    meeting: Meeting = at.meeting
    minutes = _minutes_of(meeting)
    for found in minutes:
        log(
            at.actor,
            "printed minute",
            family_id=found["body"]["family"]["id"],
            thing=meeting,
            policy=request.policy.name,
        )
    return _pdf(minutes, meeting, f"meeting-{slugify(meeting.unit.name)}-{meeting.held_on}")


def _pdf(minutes: list[dict[str, Any]], meeting: Meeting, name: str) -> HttpResponse:
    page = render_to_string(
        "meetings/minutes_print.html",
        {"minutes": minutes, "meeting": meeting, "attendance": list(meeting.attendance.all())},
    )
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
