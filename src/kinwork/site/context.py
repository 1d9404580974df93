"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html

NAVIGATION = [
    ("my_work", "My work", "/my-work/"),
    ("unit", "Unit", "/unit/"),
    ("meeting", "Meeting", "/meeting/"),
    ("families", "Families", "/families/"),
    ("search", "Search", "/search/"),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """Where the person is in the service, for the navigation. No statements."""
    path = request.path
    here = next((key for key, _, start in NAVIGATION if path.startswith(start)), "")
    if path.startswith("/family/"):
        here = "families"
    if path.startswith("/discussion/"):
        here = "meeting"
    token = get_token(request)
    return {
        # Rendered once: Django's own would mask the token anew for every form on the page.
        "csrf_token": token,
        "csrf_input": format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token),
        "navigation": [(text, start, key == here) for key, text, start in NAVIGATION],
        "is_projected": request.COOKIES.get("kinwork_projector") == "1",
        "request_path": path,
    }
