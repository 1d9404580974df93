"""What happened: entries by filter, the chronology, when the children were seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from kinwork.clocks.humanize import long_day, lower_first
from kinwork.layouts.blocks import Block, Happening, Heading, Items, Table
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


def chronology(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """As a table; for the court with the day on which it was written down."""
    lines = chosen(reading, {**options, "significant": True})
    if not lines:
        return []
    refs = tuple(f"entry:{one.pk}" for one in lines)
    if options.get("court"):
        for_court = tuple(
            (str(number), short(one.on), _what(one), f"{one.what}, {one.by}", short(localdate(one.recorded_at)))
            for number, one in enumerate(lines, 1)
        )
        heads = ("No.", "Date", "What happened", "Source", "Written down")
        return [Table(heads, for_court, (6, 15, 46, 18, 15), refs=refs)]
    rows = tuple((short(one.on), _what(one), f"{one.what}, {one.by}") for one in lines)
    return [Table(("Date", "What happened", "Source"), rows, (18, 60, 22), refs=refs)]


def _what(one: Told) -> str:
    return "\n".join((one.text, *one.added))


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


def _add(reading: Reading) -> list[Edit]:
    return [
        Edit("Write an entry", reverse("new_entry", args=[reading.family_id])),
        Edit("What happened", reverse("entries", args=[reading.family_id])),
    ]


SOURCES = (
    Source("entries", entries, For.ANYBODY, _add, "Nothing of this kind is recorded yet."),
    Source("chronology", chronology, For.ANYBODY, _add, "Nothing is marked for the chronology yet."),
    Source("seen", seen, For.ANYBODY, _add, "No visit with these children is recorded in this time."),
)
