"""What somebody who does not sign in here is given of a meeting: an email, a file for their calendar.

Neither says of whom or of what kind it is (docs/adr/0111): a telephone lies on a kitchen table.
"""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from icalendar import STATUS, Calendar, Event

from kinwork.clocks.humanize import long_day
from kinwork.clocks.periods import LONDON

from .models import FormalMeeting

PRODUCT = "-//Kinwork//Invitation//EN"


def may_send() -> bool:
    """Whether the authority sends email from here at all, as notices are."""
    return bool(settings.EMAIL_HOST)


def address_in(reach: str) -> str:
    """The email address in what was typed; empty where there is none, or more than one.

    >>> address_in("07700 900123, Jo.Hale@school.example"), address_in("a@b.example c@d.example"), address_in("Jo@")
    ('Jo.Hale@school.example', '', '')
    """
    found = []
    for word in re.split(r"[\s,;<>()]+", reach):
        try:
            validate_email(word)
        except ValidationError:
            continue
        found.append(word)
    return found[0] if len(found) == 1 else ""


def when_of(meeting: FormalMeeting) -> str:
    """'Tuesday 3 March 2026, 10:00 to 11:30'."""
    if meeting.at is None or meeting.ends_at is None:
        return long_day(meeting.on)
    return f"{long_day(meeting.on)}, {meeting.at:%H:%M} to {meeting.ends_at:%H:%M}"


def as_email(meeting: FormalMeeting, authority: str) -> tuple[str, str]:
    """Subject and words: when, where, whom to ring."""
    if meeting.is_cancelled:
        first = f"The meeting on {when_of(meeting)} will not take place."
        return f"The meeting on {long_day(meeting.on)} is cancelled", "\n".join([first, *_ring(meeting), "", authority])
    lines = ["You are invited to a meeting.", "", f"When: {when_of(meeting)}"]
    if meeting.at is None:
        lines.append("We will tell you the time.")
    lines += [f"Where: {meeting.place}"] if meeting.place else []
    lines += [f"By video: {meeting.video}"] if meeting.video else []
    lines += ["", "Please say whether you can come, and what you need to take part.", *_ring(meeting), "", authority]
    return f"Invitation to a meeting on {long_day(meeting.on)}", "\n".join(lines)


def _ring(meeting: FormalMeeting) -> list[str]:
    return [f"If you have a question, ring {meeting.ring}."] if meeting.ring else []


def mailto(meeting: FormalMeeting, reach: str, authority: str) -> str:
    """A link that opens it in somebody's own mail program."""
    subject, words = as_email(meeting, authority)
    body = words.replace("\n", "\r\n")
    return f"mailto:{quote(address_in(reach), safe='@')}?subject={quote(subject)}&body={quote(body)}"


def as_ics(meeting: FormalMeeting, *, host: str, moved: int) -> bytes:
    """For a calendar. ``moved``: how often it was; a later file takes the place of an earlier one."""
    start: date = meeting.on
    end: date = meeting.on + timedelta(days=1)
    if meeting.starts_at is not None and meeting.ends_at is not None:
        start, end = meeting.starts_at.astimezone(UTC), meeting.ends_at.astimezone(UTC)
    said = [f"By video: {meeting.video}"] if meeting.video else []
    calendar = Calendar.new(prodid=PRODUCT, method="PUBLISH")
    calendar.add("X-WR-TIMEZONE", str(LONDON))
    calendar.add_component(
        Event.new(
            uid=f"formal-{meeting.pk}@{host}",
            start=start,
            end=end,
            summary="Meeting",
            location=meeting.place or None,
            description="\n".join([*said, *_ring(meeting)]) or None,
            sequence=moved + meeting.is_cancelled,
            status=STATUS.CANCELLED if meeting.is_cancelled else STATUS.CONFIRMED,
            stamp=timezone.now().replace(microsecond=0),
        )
    )
    file: bytes = calendar.to_ical()
    return file
