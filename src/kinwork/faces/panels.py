"""What faces bring to a family's page: what the family has in plain words, when it is asked for."""

from __future__ import annotations

from kinwork.access.permissions import Permission
from kinwork.families.panels import FamilyPage, Panel
from kinwork.family_pages.panels import along

from .queries import lines_from

IN_SIGHT = 6


def faces(page: FamilyPage) -> Panel:
    """The last ones. No statement of its own."""
    found = lines_from(along(page, "faces"))
    return Panel(
        "faces/parts/panel.html", {"faces": found[:IN_SIGHT], "may_edit": page.held.may(Permission.EDIT_FAMILY)}
    )
