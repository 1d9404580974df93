"""What this room brings to a family's page: why it is open, until when, what is ahead, and who is in the family."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import mark_families_named
from kinwork.access.grave_changes import may_undo
from kinwork.access.permissions import Permission
from kinwork.cases.grave_changes import changes_of
from kinwork.families.held import HeldFamily
from kinwork.families.panels import Fact, FamilyPage, Panel
from kinwork.families.queries import take_care
from kinwork.search.search import also_in

from .queries import MemberLine, WhyOpen, homes_of, members_with_status
from .queries import why_open as read_why_open

A_MONTH = timedelta(days=30)


def _why_open(held: HeldFamily) -> WhyOpen:
    """For the two panels that show a part of it. One statement for both."""
    return read_why_open(held.pk, held.unit_id, timezone.localdate(), timezone.now() - A_MONTH)


def care(page: FamilyPage) -> Panel:
    """Warnings, over everything else; how to reach somebody safely stands with their number. One statement."""
    today = timezone.localdate()
    found = [one for one in take_care([page.held.family.pk], today) if one.what != "contact"]
    return Panel("family_pages/parts/care.html", {"care": found, "today": today}, is_wide=True)


def changes(page: FamilyPage) -> Panel:
    """Serious changes of the last days, with a button for those who may undo them. One statement."""
    lines = [{"change": one, "may_undo": may_undo(page.held.actor, one)} for one in changes_of(page.held.family.pk)]
    return Panel("family_pages/parts/changes.html", {"lines": lines}, is_wide=True)


def along(page: FamilyPage, key: str) -> Any:
    """What a room above has read with why the family is open (``queries.read_along``). No statement of its own."""
    return page.once(_why_open).along[key]


def why_open(page: FamilyPage) -> Panel:
    """The four questions, who decided, the unit, the dates ahead."""
    unit_id = page.held.unit_id
    read = page.once(_why_open)
    return Panel(
        "family_pages/parts/why_open.html",
        {
            "involvement": read.involvement,
            "unit": read.unit,
            "before": read.before,
            "dates": read.dates,
            "today": timezone.localdate(),
            "may_edit": page.held.actor.can(Permission.EDIT_FAMILY, unit_id),
            "may_close": page.held.actor.can(Permission.CLOSE_FAMILY, unit_id),
            "may_transfer": page.held.actor.can(Permission.TRANSFER_FAMILY, unit_id),
        },
    )


def works_with_them(page: FamilyPage) -> Panel:
    """Who works with them now, and who did. No statement of its own."""
    today, read = timezone.localdate(), page.once(_why_open)
    closed = read.involvement if read.involvement and read.involvement.closed_on else None
    now = [] if closed else [one for one in read.roles if one.during.upper is None or one.during.upper > today]
    return Panel(
        "family_pages/parts/roles.html",
        {
            "now": now,
            "before": [one for one in read.roles if one not in now],
            "closed": closed,
            "may_edit": page.held.actor.can(Permission.EDIT_FAMILY, page.held.unit_id) and not closed,
        },
    )


def _members(held: HeldFamily) -> list[MemberLine]:
    """For the panel, and for the lines at the top. One statement for all."""
    return members_with_status(held.pk, timezone.localdate())


def ring(page: FamilyPage) -> Fact:
    """Every way to reach somebody of the family, and whether it is safe. One statement, shared."""
    return Fact("Ring", template="family_pages/parts/ring.html", shows=[m for m in page.once(_members) if m.contacts])


def where(page: FamilyPage) -> Fact:
    """Each address once, with everybody who lives there. One statement, shared."""
    return Fact("Where", template="family_pages/parts/where.html", shows=homes_of(page.once(_members)))


def held_by(page: FamilyPage) -> Fact:
    """Which unit, and who in it. No statement of its own."""
    read = page.once(_why_open)
    involvement = read.involvement
    worker = involvement.key_worker if involvement else None
    label = "Closed; last held by" if involvement and involvement.closed_on else "Held by"
    href = reverse("unit_board", args=[read.unit.pk])
    return Fact(label, read.unit.name, more=f"key worker {worker.full_name}" if worker else "", href=href)


def next_date(page: FamilyPage) -> Fact:
    """The nearest of the dates ahead. No statement of its own."""
    dates = page.once(_why_open).dates
    if not dates:
        return Fact("Next date", "none recorded")
    return Fact("Next date", on=dates[0].on, more=dates[0].note or dates[0].get_kind_display(), href="#dates-title")


def members(page: FamilyPage) -> Panel:
    """Who belongs to the family, and what each child is to the service. Two statements, of which one is shared."""
    elsewhere = also_in(page.held.actor, page.held.family.pk, timezone.localdate())
    mark_families_named(page.request, (one.family_id for families in elsewhere.values() for one in families))
    return Panel(
        "family_pages/parts/members.html",
        {
            "members": page.once(_members),
            "also_in": elsewhere,
            "today": timezone.localdate(),
            "may_edit": page.held.actor.can(Permission.EDIT_FAMILY, page.held.unit_id),
        },
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
    )
