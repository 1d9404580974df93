"""What this room brings to a family's page: why it is open, until when, what is ahead, and who is in the family."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kinwork.access.access_logging import also_named
from kinwork.access.grave_changes import may_undo
from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.cases.changes import changes_of
from kinwork.families.panels import Panel
from kinwork.families.queries import take_care
from kinwork.search.search import also_in

from .queries import WhyOpen, members_with_status
from .queries import why_open as read_why_open

A_MONTH = timedelta(days=30)


def _read(request: Request) -> WhyOpen:
    """For the two panels that show a part of it. One statement for both."""
    found: WhyOpen | None = getattr(request, "why_open", None)
    if found is None:
        now = timezone.now()
        found = read_why_open(request.family.pk, request.family_unit_id, timezone.localdate(), now - A_MONTH)
        request.why_open = found  # type: ignore[attr-defined]
    return found


def care(request: Request) -> Panel:
    """Warnings and how to reach them safely, over everything else. One statement."""
    today = timezone.localdate()
    return Panel(
        "family_pages/parts/care.html", {"care": take_care([request.family.pk], today), "today": today}, is_wide=True
    )


def changes(request: Request) -> Panel:
    """Serious changes of the last days, with a button for those who may undo them. One statement."""
    lines = [{"change": one, "may_undo": may_undo(request.actor, one)} for one in changes_of(request.family.pk)]
    return Panel("family_pages/parts/changes.html", {"lines": lines}, is_wide=True)


def why_open(request: Request) -> Panel:
    """The four questions, who decided, the unit, the dates ahead."""
    unit_id = request.family_unit_id
    read = _read(request)
    return Panel(
        "family_pages/parts/why_open.html",
        {
            "involvement": read.involvement,
            "unit": read.unit,
            "dates": read.dates,
            "today": timezone.localdate(),
            "may_edit": request.actor.can(Permission.EDIT_FAMILY, unit_id),
            "may_close": request.actor.can(Permission.CLOSE_FAMILY, unit_id),
        },
        on_phone=2,
    )


def members(request: Request) -> Panel:
    """Who belongs to the family, and what each child is to the service. Two statements."""
    elsewhere = also_in(request.actor, request.family.pk, timezone.localdate())
    also_named(request, (one.family_id for families in elsewhere.values() for one in families))
    return Panel(
        "family_pages/parts/members.html",
        {
            "members": members_with_status(request.family.pk, timezone.localdate()),
            "also_in": elsewhere,
            "today": timezone.localdate(),
            "may_edit": request.actor.can(Permission.EDIT_FAMILY, request.family_unit_id),
        },
        on_phone=4,
    )


def record(request: Request) -> Panel:
    """Who came from outside lately, and the ways to the log, the history and the restriction."""
    unit_id = request.family_unit_id
    return Panel(
        "family_pages/parts/record.html",
        {
            "openings": _read(request).openings,
            "may_see_readers": request.actor.can(Permission.SEE_READERS, unit_id),
            "may_restrict": request.actor.can(Permission.RESTRICT_FAMILY, unit_id),
        },
        on_phone=9,
    )
