"""Policies that ask what a person may do in a meeting or a discussion: it follows from the unit whose meeting it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.access_logging import mark_families
from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy
from kinwork.access.request import Request
from kinwork.cases.policies import admit_to_family

from .models import Discussion, Meeting
from .queries.discussion_parts import discussion_by

ANY_UNIT = 0  # no unit's id: what may be done with it may be done in every unit


@dataclass(frozen=True)
class MeetingInReach:
    """A meeting with its unit, and who is asking."""

    meeting: Meeting
    actor: Actor


@dataclass(frozen=True)
class DiscussionInReach:
    """A discussion with its meeting and family, and who is asking: as let in to the family, by a post or a grant."""

    discussion: Discussion
    actor: Actor


def in_meeting(permission: Permission, sentence: str) -> Policy[MeetingInReach]:
    """Whoever may do this in the unit whose meeting the address names."""

    def admits(request: Request, *, meeting_id: int, **ids: Any) -> MeetingInReach:
        actor = request.actor
        actor.require_ever(permission)
        meeting = Meeting.objects.select_related("unit").filter(pk=meeting_id).first()
        if meeting is None:
            # A meeting that is not theirs and one that is not there are refused alike.
            actor.require(permission, ANY_UNIT)
            raise Http404("No such meeting")
        actor.require(permission, meeting.unit_id)
        return MeetingInReach(meeting, actor)

    return Policy(f"meeting:{permission}", sentence, admits)


def in_discussion(permission: Permission, sentence: str) -> Policy[DiscussionInReach]:
    """Whoever may do this in the unit that held the discussion."""

    def admits(request: Request, *, discussion_id: int, **ids: Any) -> DiscussionInReach:
        actor = request.actor
        actor.require_ever(permission)
        discussion = discussion_by(discussion_id, actor.user_id)
        if discussion is None:
            raise Http404("No such discussion")
        mark_families(request, (discussion.family_id, actor))
        actor = admit_to_family(
            actor, permission, discussion.family_id, discussion.meeting.unit_id, discussion.opening_id
        )
        mark_families(request, (discussion.family_id, actor))
        return DiscussionInReach(discussion, actor)

    return Policy(f"discussion:{permission}", sentence, admits)


SEES_MEETING = in_meeting(Permission.SEE_FAMILY, "The unit whose meeting it is, its buddy unit and its group manager.")
WRITES_IN_MEETING = in_meeting(Permission.WRITE_MINUTES, "The unit whose meeting it is, and its buddy unit.")
ORDERS_AGENDA = in_meeting(Permission.ORDER_AGENDA, "The unit's CSW, unit coordinator, deputies and group manager.")
CLOSES_MEETING = in_meeting(Permission.CLOSE_MEETING, "The unit's CSW, deputies and group manager.")


def _opens_again(request: Request, *, meeting_id: int, **ids: Any) -> MeetingInReach:
    found = SEES_MEETING.admits(request, meeting_id=meeting_id)
    if found.meeting.closed_by_id != found.actor.user_id:
        found.actor.require(Permission.CLOSE_MEETING, found.meeting.unit_id)
    return found


OPENS_AGAIN = Policy(
    "meeting:open_again", "Whoever closed it; the unit's CSW, deputies and group manager.", _opens_again
)
SEES_DISCUSSION = in_discussion(Permission.SEE_FAMILY, "The unit that held it, its buddy unit and its group manager.")
WRITES_DISCUSSION = in_discussion(Permission.WRITE_MINUTES, "The unit that held it, and its buddy unit.")
DECIDES = in_discussion(Permission.DECIDE, "The unit's CSW, deputies and group manager.")
AMENDS = in_discussion(Permission.AMEND_MINUTES, "Members of the unit that held it.")
