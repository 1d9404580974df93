"""Telling the pages that are open on a meeting what changed: ids and names of parts only (``meetings.live``)."""

from __future__ import annotations

from kinwork.meetings.live import Room, publish

from .models import FormalMeeting


def room_of(meeting_id: int) -> Room:
    """What the open pages of a meeting listen to."""
    return f"formal {meeting_id}"


def tell(meeting: FormalMeeting, part: str) -> None:
    """A part of the page is new. One statement."""
    publish(room_of(meeting.pk), "section", name=part, discussion=meeting.pk, family=meeting.involvement.family_id)
