"""What this room brings to a family's page: a way to what the family was asked to take part in."""

from __future__ import annotations

from kinwork.families.panels import FamilyPage, Panel


def link(page: FamilyPage) -> Panel:
    """No statements."""
    return Panel("evaluation/parts/link.html", {})
