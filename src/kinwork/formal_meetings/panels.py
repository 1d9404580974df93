"""What formal meetings bring to a family’s page, and to what somebody is to do."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.families.panels import FamilyPage, Panel
from kinwork.family_pages.panels import along
from kinwork.meetings.work_parts import WorkPart

from .queries import meetings_of, my_meetings
from .quorum import missing_of

PAST_IN_SIGHT = 3


def meetings(page: FamilyPage) -> Panel:
    """Those ahead with what is missing, the last ones, the way to all. Three statements; none where there is none."""
    today = timezone.localdate()
    found = meetings_of(page.held.pk) if along(page, "formal_meetings") else []
    ahead = [one for one in found if one.is_arranged]
    past = [one for one in reversed(found) if one.is_held]
    return Panel(
        "formal_meetings/parts/panel.html",
        {
            "ahead": [(one, missing_of(one.row, list(one.invitations.all()), at_meeting=False)) for one in ahead],
            "past": past[:PAST_IN_SIGHT],
            "today": today,
            "may_edit": page.held.may(Permission.EDIT_FAMILY),
        },
    )


def my_meetings_of(request: Request) -> WorkPart:
    """To which meetings the reader is asked, each answered by one press. One statement."""
    today = timezone.localdate()
    lines = my_meetings(request.actor, today)
    return WorkPart(
        "formal_meetings/parts/my_meetings.html",
        {"lines": lines, "today": today},
        [one.family_id for one in lines],
    )
