"""What this room brings to a family's page: what is due; and to a unit's, where too much of it falls together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import short_day
from kinwork.families.panels import FamilyPage, Panel
from kinwork.units.lines import Line

from .queries import due_in

IN_SIGHT = 6


def due(page: FamilyPage) -> Panel:
    """What is due next, what is overdue, and law that is coming. One statement."""
    today = timezone.localdate()
    lines = due_in(page.held.pk, today)
    asked = [line for line in lines if not line.is_coming]
    return Panel(
        "obligations/parts/due.html",
        {
            "lines": asked[:IN_SIGHT],
            "more": len(asked) - IN_SIGHT,
            "coming": [line for line in lines if line.is_coming],
            "today": today,
            "may_edit": page.held.may(Permission.EDIT_FAMILY),
        },
    )


def piles(actor: Actor, unit_ids: Sequence[int], today: date, rows: list[Any]) -> list[Line]:
    """Days on which several assessments fall due in a unit, and several that are overdue. No statement of its own."""
    lines = []
    for unit_id, unit, day, many in rows:
        when = f"due on {short_day(date.fromisoformat(day), today)}" if day else "overdue"
        words = f"{unit}: the assessments of {many} families are {when}"
        lines.append(Line(words, reverse("unit_due", args=[unit_id]), is_late=day is None))
    return lines
