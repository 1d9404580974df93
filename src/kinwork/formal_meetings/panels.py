"""What formal meetings bring to a family’s page, and to what somebody is to do."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.cases.queries import dates_ahead, latest_involvement
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


def open_at_closing(page: FamilyPage) -> Panel:
    """What is arranged, to be cancelled or kept as is ticked; and the other dates ahead. Five statements."""
    today = timezone.localdate()
    involvement = latest_involvement(page.held.pk)
    if involvement is None:
        return Panel("formal_meetings/parts/at_closing.html", {})
    found = [one for one in meetings_of(page.held.pk) if one.is_arranged and one.involvement_id == involvement.pk]
    of_meetings = {one.key_date_id for one in found}
    dates = [one for one in dates_ahead([involvement.pk], today) if one.pk not in of_meetings]
    sent = page.request.POST.getlist("cancel_meeting") if page.request.method == "POST" else None
    ticked = {one.pk for one in found if sent is None or str(one.pk) in sent}
    shows = {"meetings": found, "dates": dates, "ticked": ticked}
    return Panel("formal_meetings/parts/at_closing.html", shows if found or dates else {})


def my_meetings_of(request: Request) -> WorkPart:
    """To which meetings the reader is asked, each answered by one press. One statement."""
    today = timezone.localdate()
    lines = my_meetings(request.actor, today)
    return WorkPart(
        "formal_meetings/parts/my_meetings.html",
        {"lines": lines, "today": today},
        [one.family_id for one in lines],
    )
