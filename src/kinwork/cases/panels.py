"""What this room brings to a family's page: why it is open, until when, what is ahead, and who is in the family."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kinwork.access.models import Opening
from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.families.panels import Panel
from kinwork.families.queries import members_of, take_care
from kinwork.units.models import Unit

from .finding import also_in
from .queries import dates_ahead, latest_involvement


def care(request: Request) -> Panel:
    """Warnings and how to reach them safely, over everything else. One statement."""
    today = timezone.localdate()
    return Panel("cases/parts/care.html", {"care": take_care(request.family.pk, today), "today": today}, is_head=True)


def why_open(request: Request) -> Panel:
    """The four questions, who decided, the unit, the dates ahead."""
    involvement = latest_involvement(request.family.pk)
    today = timezone.localdate()
    unit_id = request.family_unit_id
    return Panel(
        "cases/parts/why_open.html",
        {
            "involvement": involvement,
            "unit": Unit.objects.get(pk=unit_id),
            "dates": list(dates_ahead([involvement.pk], today)) if involvement else [],
            "today": today,
            "may_edit": request.actor.can(Permission.EDIT_FAMILY, unit_id),
            "may_close": request.actor.can(Permission.CLOSE_FAMILY, unit_id),
        },
    )


def members(request: Request) -> Panel:
    """Who belongs to the family."""
    return Panel(
        "cases/parts/members.html",
        {
            "members": members_of(request.family.pk),
            "also_in": also_in(request.actor, request.family.pk, timezone.localdate()),
            "today": timezone.localdate(),
            "may_edit": request.actor.can(Permission.EDIT_FAMILY, request.family_unit_id),
        },
    )


def record(request: Request) -> Panel:
    """Who came from outside lately, and the ways to the log, the history and the restriction. One statement."""
    unit_id, since = request.family_unit_id, timezone.now() - timedelta(days=30)
    return Panel(
        "cases/parts/record.html",
        {
            "openings": list(
                Opening.objects.filter(family_id=request.family.pk, opened_at__gte=since).select_related("user")[:5]
            ),
            "may_see_readers": request.actor.can(Permission.SEE_READERS, unit_id),
            "may_restrict": request.actor.can(Permission.RESTRICT_FAMILY, unit_id),
        },
    )
