"""What the record brings to a family's page: last contact, when each child was last seen, the last entries."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.families.panels import FamilyPage, Panel

from .queries import lately as last_facts


def lately(page: FamilyPage) -> Panel:
    """One statement."""
    return Panel(
        "record/parts/lately.html",
        {
            "last": last_facts(page.held.actor, page.held.family.pk),
            "today": timezone.localdate(),
            "may_edit": page.held.actor.can(Permission.EDIT_FAMILY, page.held.unit_id),
            "says_who": page.held.actor.can(Permission.SAY_WHO_KNOWS, page.held.unit_id),
        },
    )
