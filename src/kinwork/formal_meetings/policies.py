"""Policies of formal meetings: whoever may do this with the family, and the meeting is one of that family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy
from kinwork.access.request import Request
from kinwork.cases.policies import in_family
from kinwork.families.held import HeldFamily

from .models import FormalMeeting
from .queries import meeting_in


@dataclass(frozen=True)
class MeetingOfFamily:
    """A meeting about a family, the family as it is held, and who is asking."""

    meeting: FormalMeeting
    held: HeldFamily

    @property
    def actor(self) -> Actor:
        return self.held.actor


def in_meeting_of_family(permission: Permission, sentence: str) -> Policy[MeetingOfFamily]:
    """Whoever may do this with the family whose meeting the address names."""
    of_family = in_family(permission, sentence)

    def admits(request: Request, *, family_id: int, pk: int, **ids: Any) -> MeetingOfFamily:
        held = of_family.admits(request, family_id=family_id)
        meeting = meeting_in(family_id, pk)
        if meeting is None:
            raise Http404("No such meeting")
        return MeetingOfFamily(meeting, held)

    return Policy(f"family:meeting:{permission}", sentence, admits)


_WHO = "The unit that holds the family, its buddy unit, its group manager; others with a reason."
SEES_MEETING = in_meeting_of_family(Permission.SEE_FAMILY, _WHO)
EDITS_MEETING = in_meeting_of_family(Permission.EDIT_FAMILY, _WHO)
