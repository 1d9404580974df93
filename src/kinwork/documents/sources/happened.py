"""What happened: entries by filter, the chronology, when the children were seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from kinwork.chronology.events import GROUPS, Event
from kinwork.chronology.queries import Wanted, chronology_of
from kinwork.clocks.humanize import long_day, lower_first
from kinwork.layouts.blocks import Block, Happening, Heading, Items, Table
from kinwork.meetings.names import in_a_row
from kinwork.record.models import EntryKind

from ..queries import Told, told
from ..reading import Edit, For, Reading, Source

WITH_FAMILY = "children and family"
NOTHING_CAME_OF_IT = (EntryKind.FAILED, EntryKind.CANCELLED)


def chosen(reading: Reading, options: Mapping[str, Any]) -> list[Told]:
    """The entries that a section asks for, oldest first."""
    since = reading.since(options.get("since"))
    kinds = options.get("kinds")
    found = [
        one
        for one in reading.once(told)
        if (since is None or one.on >= since)
        and (not kinds or one.kind in kinds)
        and (one.is_significant or not options.get("significant"))
        and one.is_about(reading.child_ids, reading.every_child, options.get("whose", WITH_FAMILY))
    ]
    most = options.get("most")
    return found[-most:] if most else found


def short(day: date) -> str:
    """A day as tables say it, without its weekday."""
    return f"{day:%-d %B %Y}"


def _head(one: Told) -> str:
    at = f", {one.at:%H:%M}" if one.at else ""
    return f"{long_day(one.on)}{at}: {lower_first(one.what)}"


def _seen(one: Told) -> str:
    return ", ".join(f"{name} seen{' alone' if alone else ''}" for _, name, alone in one.seen)


def _about(one: Told, reading: Reading) -> str:
    """Where, with whom, who was seen. Who said so is left out of what the family reads: it may give somebody away."""
    said_by = f"said by {one.said_by}" if one.said_by and not reading.is_for_family else ""
    there = ", ".join((*(name for _, name in one.there), *((one.present,) if one.present else ())))
    parts = (one.place, f"with {there}" if there else "", _seen(one), said_by)
    return "; ".join(part for part in parts if part)


def _href(reading: Reading, one: Told) -> str:
    return reverse("amend_entry", args=[reading.family_id, one.pk])


def entries(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Each as it was written, with what was added to it."""
    return [
        Happening(
            _head(one), _about(one, reading), one.text, one.added, ref=f"entry:{one.pk}", href=_href(reading, one)
        )
        for one in chosen(reading, options)
    ]


@dataclass(frozen=True)
class Line:
    """A line of a chronology."""

    ref: str
    on: date
    what: str
    source: str
    recorded_at: datetime | None


def chronology(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """As a table; for the court with the day on which it was written down."""
    lines = _lines(reading, options)
    if not lines:
        return []
    refs = tuple(one.ref for one in lines)
    if options.get("court"):
        for_court = tuple(
            (str(number), short(one.on), one.what, one.source, _written_down(one))
            for number, one in enumerate(lines, 1)
        )
        heads = ("No.", "Date", "What happened", "Source", "Written down")
        return [Table(heads, for_court, (6, 19, 40, 16, 19), refs=refs)]
    rows = tuple((short(one.on), one.what, one.source) for one in lines)
    return [Table(("Date", "What happened", "Source"), rows, (21, 57, 22), refs=refs)]


def _lines(reading: Reading, options: Mapping[str, Any]) -> list[Line]:
    """What belongs in the chronology, as it may be given away, whoever reads it: a document goes from hand to hand.

    So of entries only those that are told here at all; of everything else what it was and on which day.
    """
    wanted = Wanted(since=reading.since(options.get("since")))
    found = chronology_of(
        reading.held.actor, reading.family_id, reading.today, wanted, readers=sorted(reading.for_people)
    )
    entries, whose = {one.pk: one for one in reading.once(told)}, options.get("whose", WITH_FAMILY)
    lines = []
    for event in found.events:
        if event.source == "entry":
            one = entries.get(event.pk)
            if one is not None and one.is_about(reading.child_ids, reading.every_child, whose):
                words = "\n".join((one.text, *one.added))
                lines.append(Line(f"entry:{one.pk}", one.on, words, f"{one.what}, {one.by}", one.recorded_at))
        elif _is_about(event, reading, whose):
            lines.append(
                Line(f"event:{event.key}", event.on, _what(event), event.writer or GROUPS[event.group],
                     event.recorded_at)
            )  # fmt: skip
    most = options.get("most")
    return lines[-most:] if most else lines


def _is_about(event: Event, reading: Reading, whose: str) -> bool:
    named = set(event.people) & reading.every_child
    if whose == "whole family" or named & reading.child_ids:
        return True
    return not named and whose != "children only"


def _what(event: Event) -> str:
    """'Kian: Legal status began' with what belongs to it on lines of their own."""
    head = f"{in_a_row(list(event.names))}: {lower_first(event.title)}" if event.names else event.title
    return "\n".join((head, *(f"{label}: {words}" for label, words in event.details)))


def _written_down(line: Line) -> str:
    return short(localdate(line.recorded_at)) if line.recorded_at else ""


def seen(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Of each child when they were seen, alone or not; and which visits came to nothing."""
    since = reading.since(options.get("since"))
    lines = [one for one in reading.once(told) if since is None or one.on >= since]
    found: list[Block] = []
    rows, refs = [], []
    for child in reading.children:
        for one in lines:
            alone = next((alone for pk, _, alone in one.seen if pk == child.pk), None)
            if alone is not None:
                rows.append((child.short_name, short(one.on), one.what, "Alone" if alone else "With others"))
                refs.append(f"entry:{one.pk}")
    if rows:
        heads = ("Child", "Date", "Where", "How")
        found.append(Table(heads, tuple(rows), (25, 25, 30, 20), refs=tuple(refs)))
    why_not = [words for one in lines for words in _not_seen(one, reading)]
    if why_not:
        found += [Heading("Not seen, and visits that came to nothing"), Items(tuple(why_not))]
    return found


def _not_seen(one: Told, reading: Reading) -> list[str]:
    day = long_day(one.on)
    found = [f"{day}: {name}, {why}" for pk, name, why in one.not_seen if pk in reading.child_ids]
    if one.not_seen_because:
        found.append(f"{day}: {one.not_seen_because}")
    elif one.kind in NOTHING_CAME_OF_IT and not one.not_seen:
        found.append(f"{day}: {lower_first(one.what)}")
    return found


def _chronology_page(reading: Reading) -> list[Edit]:
    return [Edit("The family’s chronology", reverse("chronology", args=[reading.family_id])), *_add(reading)]


def _add(reading: Reading) -> list[Edit]:
    return [
        Edit("Write an entry", reverse("new_entry", args=[reading.family_id])),
        Edit("What happened", reverse("entries", args=[reading.family_id])),
    ]


SOURCES = (
    Source("entries", entries, For.ANYBODY, _add, "Nothing of this kind is recorded yet."),
    Source("chronology", chronology, For.ANYBODY, _chronology_page, "Nothing is in the chronology yet."),
    Source("seen", seen, For.ANYBODY, _add, "No visit with these children is recorded in this time."),
)
