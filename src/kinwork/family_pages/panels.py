"""What this room brings to a family's page: why it is open, until when, what is ahead, and who is in the family."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kinwork.access.access_logging import mark_families_named
from kinwork.access.grave_changes import may_undo
from kinwork.access.permissions import Permission
from kinwork.cases.grave_changes import changes_of
from kinwork.families.held import HeldFamily
from kinwork.families.panels import FamilyPage, Panel
from kinwork.families.queries import take_care
from kinwork.search.search import also_in

from .queries import WhyOpen, members_with_status
from .queries import why_open as read_why_open

A_MONTH = timedelta(days=30)


def _why_open(held: HeldFamily) -> WhyOpen:
    """For the two panels that show a part of it. One statement for both."""
    return read_why_open(held.pk, held.unit_id, timezone.localdate(), timezone.now() - A_MONTH)


def care(page: FamilyPage) -> Panel:
    """Warnings and how to reach them safely, over everything else. One statement."""
    today = timezone.localdate()
    return Panel(
        "family_pages/parts/care.html", {"care": take_care([page.held.family.pk], today), "today": today}, is_wide=True
    )


def changes(page: FamilyPage) -> Panel:
    """Serious changes of the last days, with a button for those who may undo them. One statement."""
    lines = [{"change": one, "may_undo": may_undo(page.held.actor, one)} for one in changes_of(page.held.family.pk)]
    return Panel("family_pages/parts/changes.html", {"lines": lines}, is_wide=True)


def why_open(page: FamilyPage) -> Panel:
    """The four questions, who decided, the unit, the dates ahead."""
    unit_id = page.held.unit_id
    read = page.once(_why_open)
    return Panel(
        "family_pages/parts/why_open.html",
        {
            "involvement": read.involvement,
            "unit": read.unit,
            "dates": read.dates,
            "today": timezone.localdate(),
            "may_edit": page.held.actor.can(Permission.EDIT_FAMILY, unit_id),
            "may_close": page.held.actor.can(Permission.CLOSE_FAMILY, unit_id),
        },
        on_phone=2,
    )


def members(page: FamilyPage) -> Panel:
    """Who belongs to the family, and what each child is to the service. Two statements."""
    elsewhere = also_in(page.held.actor, page.held.family.pk, timezone.localdate())
    mark_families_named(page.request, (one.family_id for families in elsewhere.values() for one in families))
    return Panel(
        "family_pages/parts/members.html",
        {
            "members": members_with_status(page.held.family.pk, timezone.localdate()),
            "also_in": elsewhere,
            "today": timezone.localdate(),
            "may_edit": page.held.actor.can(Permission.EDIT_FAMILY, page.held.unit_id),
        },
        on_phone=4,
    )


def record(page: FamilyPage) -> Panel:
    """Who came from outside lately, and the ways to the log, the history and the restriction."""
    unit_id = page.held.unit_id
    return Panel(
        "family_pages/parts/record.html",
        {
            "openings": page.once(_why_open).openings,
            "may_see_readers": page.held.actor.can(Permission.SEE_READERS, unit_id),
            "may_restrict": page.held.actor.can(Permission.RESTRICT_FAMILY, unit_id),
        },
        on_phone=9,
    )
