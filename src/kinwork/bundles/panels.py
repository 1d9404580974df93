"""What this room brings to a family's page: a way to its bundles."""

from __future__ import annotations

from kinwork.families.panels import FamilyPage, Panel


def link(page: FamilyPage) -> Panel:
    """No statements."""
    return Panel("bundles/parts/link.html", {})
