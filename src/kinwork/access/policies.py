"""Policies: every view names the one that lets a person in, and the methods that it takes.

A policy looks at the request and the ids in its address and either returns quietly, or raises ``NotAllowed`` (403) or
``Http404``. ``tests/integration/test_policies.py`` walks all addresses and fails on a view that names none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from .access_logging import note_answer
from .actor import NotAllowed
from .audit_log import collecting_families
from .permissions import Permission
from .request import Policy


def all_are_welcome(request: HttpRequest, **ids: Any) -> None:
    return None


def role_with(permission: Permission, sentence: str) -> Policy:
    """Whoever holds a post that lets them do this everywhere."""

    def admits(request: HttpRequest, **ids: Any) -> None:
        if not request.actor.may(permission):  # type: ignore[attr-defined]
            raise NotAllowed(permission)

    return Policy(f"role:{permission}", sentence, admits)


ANYONE = Policy("anyone", "Open to all: says nothing about anybody.", all_are_welcome, needs_sign_in=False)
SIGNED_IN = Policy("signed_in", "Anyone who is signed in; shows only what is their own.", all_are_welcome)


def require_policy(
    policy: Policy, *methods: str, reads: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., HttpResponse]]:
    """Name the policy of a view, and what it takes besides or instead of GET. Everything else is refused unread.

    Signed-out people go to the sign-in page, or get a 401 that scripts understand. Whatever the view answers, by
    whichever method, that it read a family's record is noted (``access_logging.note_answer``); ``reads=False`` is for
    the few whose answers hold nothing of a record, or that note it themselves when they do.
    """
    takes = methods or ("GET",)
    if "GET" in takes and not policy.needs_sign_in:
        takes = (*takes, "HEAD")  # for whoever watches the machine

    def mark(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in takes:
                return HttpResponseNotAllowed(takes)
            if not policy.needs_sign_in:
                policy.admits(request, **kwargs)
                request.policy = policy  # type: ignore[attr-defined]
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _sign_in_first(request)
            # Before anything is read: from here on the database knows who is asking (docs/adr/0008).
            _ = request.actor.user_id  # type: ignore[attr-defined]
            request.policy = policy  # type: ignore[attr-defined]
            policy.admits(request, **kwargs)
            with collecting_families() as said:
                response: HttpResponse = view(request, *args, **kwargs)
            if reads:
                note_answer(request, response, said)
            return response

        guarded.policy = policy  # type: ignore[attr-defined]
        guarded.methods, guarded.reads = takes, reads  # type: ignore[attr-defined]
        guarded.guard = guarded  # type: ignore[attr-defined]
        return guarded

    return mark


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    wants_page = not _asked_by_script(request)
    if wants_page and request.method == "GET":
        return redirect_to_login(request.get_full_path())
    if wants_page:
        # The form that was sent cannot be replayed after signing in; the page that held it keeps what was typed.
        return redirect_to_login(request.headers.get("Referer") or "/")
    return JsonResponse({"signed_out": True}, status=401)


def _asked_by_script(request: HttpRequest) -> bool:
    """Whether a script asks, which wants to be told in JSON; whoever says nothing of what they take is shown a page."""
    takes = request.headers.get("Accept", "")
    if "text/html" in takes:
        return "HX-Request" in request.headers
    return (
        any(kind in takes for kind in ("json", "text/event-stream"))
        or "json" in request.headers.get("Content-Type", "")
        or any(name in request.headers for name in ("HX-Request", "X-Kinwork-Background", "X-Requested-With"))
    )
