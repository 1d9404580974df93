"""What documents bring to a family's page: its documents, when they are asked for."""

from __future__ import annotations

from kinwork.access.permissions import Permission
from kinwork.families.panels import FamilyPage, Panel
from kinwork.family_pages.panels import along

from .queries import lines_from

IN_SIGHT = 8


def documents(page: FamilyPage) -> Panel:
    """Drafts and what was finalised, the last first. No statement of its own."""
    found = lines_from(along(page, "documents"))
    return Panel(
        "documents/parts/panel.html",
        {
            "documents": found[:IN_SIGHT],
            "more": len(found) - IN_SIGHT,
            "may_edit": page.held.may(Permission.EDIT_FAMILY),
        },
    )
