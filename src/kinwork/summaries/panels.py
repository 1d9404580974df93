"""What summaries bring: to a family's page the standing one and the level of recording; to the board whose is old."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.families.held import HeldFamily
from kinwork.families.panels import FamilyPage, Panel
from kinwork.family_pages.panels import along
from kinwork.record.heads import Head

from .levels import OF_FAMILY as LEVEL_OF_FAMILY
from .levels import recording_from, recording_of
from .models import Part
from .queries import BRIEF, brief_from

FIRST = (Part.SITUATION, Part.RISK)
ALONG = {"summary": BRIEF, "recording": LEVEL_OF_FAMILY}


def level(held: HeldFamily) -> Head | None:
    """What is enough to record, above the stream and the form for an entry. One statement."""
    today = timezone.localdate()
    found = recording_of(held.pk, today)
    if found is None:
        return None
    shows = {"recording": found, "today": today, "may_edit": held.may(Permission.EDIT_FAMILY)}
    return Head("summaries/parts/level.html", shows)


def summary(page: FamilyPage) -> Panel:
    """Situation and risk above all, its age, what was recorded since. No statement of its own."""
    today = timezone.localdate()
    found, level = along(page, "summary"), along(page, "recording")
    told = brief_from(found) if found else None
    return Panel(
        "summaries/parts/panel.html",
        {
            "told": told,
            "recording": recording_from(level, today) if level else None,
            "first": FIRST,
            "more": [part for part in Part if part not in FIRST and told and told.texts.get(part)],
            "today": today,
            "may_edit": page.held.may(Permission.EDIT_FAMILY),
            "is_open": found is not None,
        },
        is_wide=True,
    )
