"""What questionnaires bring to a family's page: the last ones, what is not finished, and what could be asked now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.families.panels import FamilyPage, Panel
from kinwork.family_pages.panels import along

from .choosing import named
from .due import of_family
from .prompts import suggestions

IN_SIGHT = 6
OF_FAMILY = """
SELECT coalesce(json_agg(json_build_array(c.id, c.instrument, coalesce(
    nullif(trim(concat_ws(' ', p.given_name, p.family_name)), ''), w.full_name, ''), c.begun_at, c.finished_at
) ORDER BY c.begun_at DESC, c.id DESC), '[]')
FROM measures_completion c LEFT JOIN people_person p ON p.id = c.person_id
LEFT JOIN access_user w ON w.id = c.worker_id
WHERE c.family_id = %(family)s AND c.removed_at IS NULL
"""


def measures(page: FamilyPage) -> Panel:
    """The last ones. No statement of its own."""
    found: list[list[Any]] = along(page, "measures")
    lines = []
    for pk, key, who, begun, finished in found[:IN_SIGHT]:
        instrument = named(key)
        at = datetime.fromisoformat(finished or begun)
        lines.append({"pk": pk, "name": instrument.name if instrument else key, "who": who, "at": at,
                      "is_finished": bool(finished)})  # fmt: skip
    may_edit = page.held.may(Permission.EDIT_FAMILY)
    now = of_family(page.held.pk, along(page, "measures_due"), timezone.localdate()) if may_edit else []
    return Panel(
        "measures/parts/panel.html", {"lines": lines, "suggestions": suggestions(now), "may_edit": may_edit}
    )  # fmt: skip
