"""What this room brings to a family's page: what is due."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.families.panels import FamilyPage, Panel

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
