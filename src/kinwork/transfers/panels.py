"""What transfers bring to a family's page, to a unit's, and to what somebody has to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import count, lower_first
from kinwork.families.panels import Fact, FamilyPage
from kinwork.family_pages.panels import along
from kinwork.units.lines import Line

from .models import State
from .queries import TransferLine, line_of


def transfer(page: FamilyPage) -> Fact | None:
    """That the family is on its way to another unit. No statement of its own."""
    found = along(page, "transfer")
    if found is None:
        return None
    line = line_of(found, timezone.localdate())
    words = f"to {line.to_unit}: {lower_first(line.state.label)}, {_for_days(line)}"
    more = f"stuck: {lower_first(line.why_stuck)}" if line.is_stuck else ""
    return Fact("Transfer", words, more=more, href=reverse("transfer", args=[line.pk]))


def with_others(page: FamilyPage) -> Fact | None:
    """Whose of another unit something of the family still is: to be asked about. No statement of its own."""
    found = along(page, "with_others")
    worker, tasks, talks = found or ("", 0, 0)
    said = [f"key worker {worker}"] if worker else []
    said += [count(tasks, "task")] if tasks else []
    said += [count(talks, "planned conversation")] if talks else []
    if not said:
        return None
    href = reverse("hand_on", args=[page.held.pk]) if page.held.may(Permission.EDIT_FAMILY) else ""
    return Fact("Not in the unit", " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said), href=href)


def _for_days(line: TransferLine) -> str:
    return f"for {count(line.days, 'day')}" if line.days else "since today"


def lines(actor: Actor, unit_ids: Sequence[int], today: date, rows: list[Any]) -> list[Line]:
    """What is offered to these units, what came back to them or is to be handed over; and what somebody is to decide.

    No statement of its own: the rows of ``ON_THEIR_WAY``.
    """
    return [
        Line(words, reverse("transfer", args=[line.pk]), line.family_id, is_late=line.is_stuck)
        for line in (line_of(row, today) for row in rows)
        if (words := _in_words(line, actor, unit_ids))
    ]


def _in_words(line: TransferLine, actor: Actor, unit_ids: Sequence[int]) -> str:
    if line.is_up and all(actor.can(Permission.DECIDE_TRANSFER, unit) for unit in (line.from_id, line.to_id)):
        why = lower_first(line.why_stuck)
        return f"{line.family}: {line.from_unit} and {line.to_unit} do not agree; you decide ({why})"
    by = f", to be answered by {line.answer_by:%-d %B}" if line.answer_by else ""
    days = _for_days(line)
    late = " – stuck" if line.is_stuck else ""
    to_us, from_us = line.to_id in unit_ids, line.from_id in unit_ids
    if line.state == State.OFFERED and to_us:
        return f"Offered to us: {line.family}, by {line.from_unit}, {days}{by}{late}"
    if line.state == State.OFFERED and from_us:
        return f"We offered {line.family} to {line.to_unit}, {days}{by}{late}"
    if line.state == State.RETURNED and from_us:
        return f"{line.to_unit} returned {line.family} to us, {days}{late}"
    if line.state in (State.ACCEPTED, State.INTRODUCED) and (to_us or from_us):
        way = f"comes to us from {line.from_unit}" if to_us else f"goes to {line.to_unit}"
        return f"{line.family} {way}: {lower_first(line.state.label)}, {days}{late}"
    return ""
