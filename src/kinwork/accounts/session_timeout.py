"""How long a sign-in lasts, and whether it has its second factor."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

BEGAN, SEEN, FACTOR = "began", "seen", "second_factor"
STRONG = ("mfa", "socialaccount")  # a provider is trusted to ask for what the authority has decided
WITHOUT_FACTOR = ("anyone", "own_account", "demo_only")


def begin(request: HttpRequest) -> None:
    """At sign-in: both clocks start."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def has_run_out(request: HttpRequest) -> bool:
    """Whether this sign-in has lasted a day's work, or nobody has been there for too long."""
    now = int(time.time())
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    return bool(now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.KINWORK_IDLE_SECONDS)


def must_have_second_factor(request: HttpRequest) -> bool:
    """Whether this sign-in lacks the second factor that the authority asks for."""
    if not settings.KINWORK_SECOND_FACTOR or request.session.get(FACTOR):
        return False
    methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return not any(method.get("method") in STRONG for method in methods)


def _in_background(request: HttpRequest) -> bool:
    """What an open page does by itself is no sign that somebody is there."""
    return (
        "X-Kinwork-Background" in request.headers or request.path.endswith("/here/") or request.path.endswith("/live/")
    )


class Idle:
    """Ends a sign-in after a time without a sign of life, and after a day's work in any case.

    What somebody was typing is kept by the page, and saved when they are back (docs/adr/0003). One statement at most
    every few minutes: the sign of life.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The health page says whether the database answers, so nothing may ask it before.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES and request.path != "/health/"
        if has_session and "_auth_user_id" in request.session:
            now = int(time.time())
            seen, idle = request.session.get(SEEN, now), settings.KINWORK_IDLE_SECONDS
            if has_run_out(request):
                logout(request)
            elif now - seen > idle / 10 and not _in_background(request):
                request.session[SEEN] = now
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """Nobody gets further than to their own account before they have a second factor."""
        policy = getattr(view, "policy", None)
        if policy is None or policy.name in WITHOUT_FACTOR or not request.user.is_authenticated:
            return None
        if not must_have_second_factor(request):
            return None
        if "text/html" in request.headers.get("Accept", "") and request.method == "GET":
            return redirect("my_account")
        return JsonResponse({"error": "Set up a second factor first, under your name at the top."}, status=403)
