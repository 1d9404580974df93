"""Policies that ask what a person may do in a meeting or a discussion: it follows from the unit whose meeting it is."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.utils import timezone

from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy

from .models import Meeting
from .queries import discussion_by
from .reads import discussion_for_writer


def in_meeting(permission: Permission, sentence: str) -> Policy:
    """Whoever may do this in the unit whose meeting the address names."""

    def admits(request: HttpRequest, *, meeting_id: int, **ids: Any) -> None:
        meeting = Meeting.objects.select_related("unit").filter(pk=meeting_id).first()
        if meeting is None:
            raise Http404("No such meeting")
        request.actor.require(permission, meeting.unit_id)  # type: ignore[attr-defined]
        request.meeting = meeting  # type: ignore[attr-defined]

    return Policy(f"meeting:{permission}", sentence, admits)


def in_discussion(permission: Permission, sentence: str) -> Policy:
    """Whoever may do this in the unit that held the discussion."""

    def admits(request: HttpRequest, *, discussion_id: int, **ids: Any) -> None:
        discussion = discussion_by(discussion_id)
        if discussion is None:
            raise Http404("No such discussion")
        request.actor.require(permission, discussion.meeting.unit_id)  # type: ignore[attr-defined]
        request.discussion = discussion  # type: ignore[attr-defined]

    return Policy(f"discussion:{permission}", sentence, admits)


SEES_MEETING = in_meeting(Permission.SEE_FAMILY, "The unit whose meeting it is, its buddy unit and its group manager.")
WRITES_IN_MEETING = in_meeting(Permission.WRITE_MINUTES, "The unit whose meeting it is, and its buddy unit.")
ORDERS_AGENDA = in_meeting(Permission.ORDER_AGENDA, "The unit's CSW, unit coordinator, deputies and group manager.")
CLOSES_MEETING = in_meeting(Permission.CLOSE_MEETING, "The unit's CSW, deputies and group manager.")
SEES_DISCUSSION = in_discussion(Permission.SEE_FAMILY, "The unit that held it, its buddy unit and its group manager.")
WRITES_DISCUSSION = in_discussion(Permission.WRITE_MINUTES, "The unit that held it, and its buddy unit.")
DECIDES = in_discussion(Permission.DECIDE, "The unit's CSW, deputies and group manager.")
AMENDS = in_discussion(Permission.AMEND_MINUTES, "Members of the unit that held it.")


def _admits_writer(request: HttpRequest, *, discussion_id: int, **ids: Any) -> None:
    found = discussion_for_writer(discussion_id, cast(User, request.user), timezone.localdate())
    if found is None:
        raise Http404("No such discussion")
    request.discussion, request.actor = found  # type: ignore[attr-defined]
    request.actor.require(Permission.WRITE_MINUTES, request.discussion.meeting.unit_id)  # type: ignore[attr-defined]


# As WRITES_DISCUSSION, asked in one statement: for the saves at every pause in typing.
TYPES_IN_DISCUSSION = Policy("discussion:types", WRITES_DISCUSSION.sentence, _admits_writer)
