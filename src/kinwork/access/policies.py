"""Policies: every view names the one that lets a person in.

A policy looks at the request and the ids in its address and either returns quietly, or raises ``NotAllowed`` (403) or
``Http404``. ``tests/integration/test_policies.py`` walks all addresses and fails on a view that names none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse

from .actor import NotAllowed
from .permissions import Permission


@dataclass(frozen=True)
class Policy:
    """A named rule. ``admits`` may put what it had to look up on the request, so that the view need not again."""

    name: str
    sentence: str
    admits: Callable[..., None]
    needs_sign_in: bool = True


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


def lets_in(policy: Policy) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Name the policy of a view. Signed-out people go to the sign-in page, or get a 401 that scripts understand."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if policy.needs_sign_in and not request.user.is_authenticated:
                return _sign_in_first(request)
            if policy.needs_sign_in:
                # Before anything is read: from here on the database knows who is asking (docs/adr/0008).
                _ = request.actor.user_id  # type: ignore[attr-defined]
            policy.admits(request, **kwargs)
            request.policy = policy  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.policy = policy  # type: ignore[attr-defined]
        return guarded

    return mark


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    wants_page = "text/html" in request.headers.get("Accept", "") and "HX-Request" not in request.headers
    if wants_page and request.method == "GET":
        return redirect_to_login(request.get_full_path())
    if wants_page:
        # The form that was sent cannot be replayed after signing in; the page that held it keeps what was typed.
        return redirect_to_login(request.headers.get("Referer") or "/")
    return JsonResponse({"signed_out": True}, status=401)
