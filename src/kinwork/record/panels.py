"""What the record brings to a family's page: last contact, when each child was last seen, the last entries."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.families.panels import Panel

from .queries import lately as last_facts


def lately(request: Request) -> Panel:
    """One statement."""
    return Panel(
        "record/parts/lately.html",
        {
            "last": last_facts(request.actor, request.family.pk),
            "today": timezone.localdate(),
            "may_edit": request.actor.can(Permission.EDIT_FAMILY, request.family_unit_id),
            "says_who": request.actor.can(Permission.SAY_WHO_KNOWS, request.family_unit_id),
        },
        on_phone=3,
    )
