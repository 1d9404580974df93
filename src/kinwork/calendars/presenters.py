"""A feed as RFC 5545 has it. What has a time is said in UTC, which no calendar takes for another hour."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse
from icalendar import TRANSP, Calendar, Event, vDuration

from kinwork.clocks.periods import LONDON

from .queries import Planned

EVERY = timedelta(hours=2)  # how often a calendar may look
PRODUCT = "-//Kinwork//Calendar feed//EN"


def fingerprint_of(name: str, planned: Iterable[Planned]) -> str:
    """The same for as long as the feed holds the same."""
    said = [name, *(f"{one.key}|{one.on}|{one.words}|{one.at}|{one.minutes}" for one in planned)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def as_calendar(feed_id: int, name: str, planned: Iterable[Planned], *, base: str, changed_at: datetime) -> bytes:
    """The file. ``base``: 'https://host'. Links lead to pages that ask whoever follows them to sign in."""
    stamp = changed_at.astimezone(UTC).replace(microsecond=0)
    host = base.partition("://")[2].partition(":")[0]
    calendar = Calendar.new(
        prodid=PRODUCT, uid=f"feed-{feed_id}@{host}", name=name, method="PUBLISH", refresh_interval=EVERY
    )
    calendar.add("X-WR-TIMEZONE", "Europe/London")
    calendar.add("X-PUBLISHED-TTL", vDuration(EVERY))
    for one in planned:
        start, end = _from_to(one)
        page = reverse("my_work") if one.unit_id is None else reverse("unit_board", args=[one.unit_id])
        calendar.add_component(
            Event.new(
                uid=f"{one.key}@{host}",
                start=start,
                end=end,
                summary=one.words,
                stamp=stamp,
                last_modified=stamp,
                url=base + page,
                # Nobody is busy all day because of something of a day.
                transparency=TRANSP.TRANSPARENT if one.at is None else TRANSP.OPAQUE,
            )
        )
    file: bytes = calendar.to_ical()
    return file


def _from_to(one: Planned) -> tuple[date, date]:
    """A day; or two moments, so many minutes apart also in the night in which the clocks change."""
    if one.at is None:
        return one.on, one.on + timedelta(days=1)
    start = datetime.combine(one.on, one.at, LONDON).astimezone(UTC)
    return start, start + timedelta(minutes=one.minutes)
