"""What observed practice brings to a family's page: that there were sessions, never what was coded."""

from __future__ import annotations

from datetime import date
from typing import Any

from kinwork.access.permissions import Permission
from kinwork.families.panels import FamilyPage, Panel
from kinwork.family_pages.panels import along

from .models import Kind

OF_FAMILY = """
SELECT coalesce(json_agg(json_build_array(s.id, s.kind, w.full_name, s.held_on)
                         ORDER BY s.held_on DESC, s.id DESC), '[]')
FROM observation_session s JOIN access_user w ON w.id = s.worker_id
WHERE s.family_id = %(family)s AND s.removed_at IS NULL
"""
IN_SIGHT = 4


def observations(page: FamilyPage) -> Panel:
    """The last ones. No statement of its own."""
    found: list[list[Any]] = along(page, "observations")
    lines = [
        {"pk": pk, "what": "Observed visit" if kind == Kind.OBSERVED else "Recording", "who": who,
         "on": date.fromisoformat(on)}
        for pk, kind, who, on in found[:IN_SIGHT]
    ]  # fmt: skip
    return Panel(
        "observation/parts/panel.html", {"lines": lines, "may_edit": page.held.may(Permission.EDIT_FAMILY)}
    )  # fmt: skip
