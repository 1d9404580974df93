"""Meetings with others: who came, what was decided and agreed, and what the children and parents want them to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from kinwork.clocks.humanize import long_day
from kinwork.formal_meetings.models import How, View
from kinwork.formal_meetings.queries import Whole, for_everybody, meetings_of, whole_meeting
from kinwork.layouts.blocks import Block, Heading, Items, Prose

from ..reading import Edit, For, Reading, Source
from .thought import kept_tasks, pairs


def _all(reading: Reading) -> list[Any]:
    """Meetings about one of these children, in their order; not those that were cancelled."""
    return [
        one
        for one in meetings_of(reading.family_id)
        if not one.is_cancelled and reading.child_ids & {child.pk for child in one.children.all()}
    ]


def _which(reading: Reading, which: str) -> list[Any]:
    found = reading.once(_all)
    if which == "next":
        return [one for one in found if one.is_arranged and one.on >= reading.today][:1]
    held = [one for one in found if one.is_held]
    return held[-1:] if which == "last" else held


def meetings(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """The one that was held last, or that comes next."""
    which = _which(reading, options.get("which", "last"))
    return [block for one in which for block in _meeting(reading, whole_meeting(one))]


def _meeting(reading: Reading, whole: Whole) -> list[Block]:
    one = whole.meeting
    ref = f"meeting:{one.pk}"
    at = f" at {one.at:%H:%M}" if one.at else ""
    found: list[Block] = [Heading(f"{one.what}, {long_day(one.on)}{at}", ref=ref)]
    if one.is_arranged:
        found += pairs([("Where", "" if reading.is_for_family else one.place), ("About", one.agenda)], ref)
        return found
    came = [f"{each.name}, {each.who}" for each in whole.invitations if each.is_present]
    found += pairs([("Who came", "; ".join(came))], ref)
    if one.outcome.strip():
        found.append(Prose(one.outcome, ref=ref))
    agreed = [each for each in whole.agreed if each.meeting_id == one.pk]
    if reading.is_for_family:
        kept = reading.once(kept_tasks)
        agreed = [each for each in for_everybody(agreed) if each.task_id not in kept]
    lines = tuple(
        f"{each.task.what}: {each.task.owner.full_name if each.task.owner else each.task.agency}"
        f"{f', by {long_day(each.task.due_on)}' if each.task.due_on else ''}"
        for each in agreed
    )
    return [*found, Items(lines, ref=ref)] if lines else found


def _views(reading: Reading) -> list[View]:
    """Of the meeting that comes next, or of the last."""
    which = _which(reading, "next") or _which(reading, "last")
    return list(which[0].views.select_related("person")) if which else []


def views(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """In their words, or why they are not known."""
    whose = options.get("whose", "both")
    found: list[Block] = []
    for one in reading.once(_views):
        if (whose == "children" and not one.is_child) or (whose == "family" and one.is_child):
            continue
        if one.is_child and one.person_id not in reading.child_ids:
            continue
        if one.words.strip():
            found += [Heading(one.person.short_name), Prose(one.words, ref=f"view:{one.pk}")]
        elif one.how == How.NOT:
            found += pairs([(one.person.short_name, f"Not obtained: {one.why_not}")], f"view:{one.pk}")
    return found


def _to_meetings(reading: Reading) -> list[Edit]:
    which = _which(reading, "next") or _which(reading, "last")
    to_one = [Edit(one.what, reverse("formal_meeting", args=[reading.family_id, one.pk])) for one in which]
    return to_one or [Edit("Meetings with others", reverse("family_meetings", args=[reading.family_id]))]


SOURCES = (
    Source("meetings", meetings, For.LOOKED_THROUGH, _to_meetings, "No meeting of this kind."),
    Source("views", views, For.LOOKED_THROUGH, _to_meetings, "No one has been asked yet what the meeting should know."),
)
