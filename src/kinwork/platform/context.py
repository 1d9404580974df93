"""What every page knows."""

from __future__ import annotations

import base64
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.utils.html import format_html

from kinwork.access.permissions import Permission
from kinwork.access.request import with_actor
from kinwork.notices.counts import new_for
from kinwork.notices.queries import has_notices

# Each with what somebody must be able to do somewhere for it to be of use to them.
NAVIGATION = [
    ("my_work", "My work", "/my-work/", None),
    ("notices", "What’s new", "/notices/", None),
    ("contacts", "Contacts", "/contacts/", Permission.TAKE_CONTACT),
    ("unit", "Unit", "/unit/", Permission.SEE_UNIT),
    ("units", "Units", "/units/", Permission.SEE_NUMBERS),
    ("meeting", "Meeting", "/meeting/", Permission.WRITE_MINUTES),
    ("families", "Families", "/families/", Permission.SEE_FAMILY),
    ("search", "Search", "/search/", Permission.SEARCH),
    ("my_practice", "My practice", "/my-practice/", Permission.DO_TASK),
    ("codings", "Coding", "/coding/", Permission.CODE_SESSIONS),
    ("shared", "Shared with me", "/shared/", Permission.SEE_SHARED),
    ("returns", "Returns", "/returns/", Permission.SEND_RETURNS),
    ("studies", "Studies", "/studies/", Permission.RUN_STUDIES),
    ("studies", "Studies", "/studies/", Permission.DRAW_DATA),
    ("studies", "Studies", "/studies/", Permission.KEEP_STUDY_KEY),
    ("access_requests", "Subject access", "/access-requests/", Permission.ANSWER_REQUESTS),
    ("records", "Keeping records", "/records/", Permission.KEEP_RECORDS),
    ("looked_at", "Access log", "/looked-at/", Permission.SEE_STAFF_LOG),
    ("authority", "Authority", "/authority/", Permission.SET_UP_SERVICE),
    ("rules", "Rules", "/rules/", Permission.SET_RULES),
    ("accounts", "Accounts", "/accounts/", Permission.MANAGE_ACCOUNTS),
]


# Somebody's unit or deputyship opens the pages about families, never these.
NEVER_BY_REACH = (
    Permission.SEE_SHARED, Permission.MANAGE_ACCOUNTS, Permission.SEE_STAFF_LOG, Permission.SET_RULES,
    Permission.RUN_STUDIES, Permission.DRAW_DATA, Permission.SET_UP_SERVICE, Permission.TAKE_CONTACT,
    Permission.ANSWER_REQUESTS, Permission.KEEP_RECORDS, Permission.KEEP_STUDY_KEY, Permission.CODE_SESSIONS,
    Permission.SEND_RETURNS,
)  # fmt: skip


def _navigation(request: HttpRequest, here: str) -> list[tuple[str, str, bool]]:
    user = getattr(request, "user", None)  # not there on the error page of a request that nobody could read
    if user is None or not user.is_authenticated:
        return []
    actor = with_actor(request).actor
    # Whoever has several units in sight begins with all of them; the others with their own.
    compares = actor.may(Permission.SEE_NUMBERS) or len(actor.home_unit_ids) > 1
    here = "units" if here == "unit" and compares else here
    shown = [
        (text, start, key == here)
        for key, text, start, needs in NAVIGATION
        if (needs is None or actor.somewhere(needs) or (actor.reach and needs not in NEVER_BY_REACH))
        and key != ("unit" if compares else "units")
    ]
    return [place for place in dict.fromkeys(shown) if place[1] != "/notices/" or has_notices(actor)]


def draft_key(request: HttpRequest) -> str:
    """What seals the drafts that somebody leaves on a device: nobody else is ever given it."""
    return base64.b64encode(salted_hmac("kinwork.drafts", str(request.user.pk), algorithm="sha256").digest()).decode()


def page(request: HttpRequest) -> dict[str, Any]:
    """Where the person is in the service, for the navigation. No statements; one for what is new, on whole pages."""
    path = request.path
    here = next((key for key, _, start, _ in NAVIGATION if path.startswith(start)), "")
    if path.startswith(("/family/", "/person/")):
        here = "families"
    if path.startswith("/indicators/"):
        here = "units"
    if path.startswith("/study/"):
        here = "studies"
    if path.startswith("/access-request/"):
        here = "access_requests"
    if path.startswith("/discussion/"):
        here = "meeting"
    token = get_token(request)
    return {
        # Rendered once: Django's own would mask the token anew for every form on the page.
        "csrf_token": token,
        "csrf_input": format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token),
        "navigation": _navigation(request, here),
        "new_for_me": partial(new_for, request),
        "is_projected": request.COOKIES.get("kinwork_projector") == "1",
        "request_path": path,
        "idle_seconds": settings.KINWORK_IDLE_SECONDS,
        "draft_key": partial(draft_key, request),
    }
