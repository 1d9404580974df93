"""Turns refusals into pages that help."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from pghistory.middleware import HistoryMiddleware

from kinwork.access import replica
from kinwork.access.access_logging import families_asked_for
from kinwork.access.actor import NotAllowed
from kinwork.access.audit_log import log, log_for_each
from kinwork.access.request import Request, with_actor
from kinwork.cases.policies import NeedsReason
from kinwork.confidentiality.views import reason_page

from . import views

log_of_requests = logging.getLogger(__name__)
HEALTH = "/health/"


def is_session_key(said: str) -> bool:
    """Whether this can be the key of a session that we gave: anything else need not be looked up."""
    return re.fullmatch("[0-9a-z]{32}", said) is not None


class CleanCookies:
    """Cookies are whatever somebody sends: none holds what no text of the database can, and a session's looks like one.

    Quoting brings in characters that a header itself may not have: ``"\\000"`` is NUL.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name, said in list(request.COOKIES.items()):
            if not said.isprintable() or (name == settings.SESSION_COOKIE_NAME and not is_session_key(said)):
                del request.COOKIES[name]
        return self.get_response(request)


class HealthByAnyName:
    """Whoever watches the machine asks it by its number, which is none of the names in ``KINWORK_HOSTS``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != HEALTH:
            return self.get_response(request)
        answer = views.health(request)
        answer.headers["Content-Length"] = str(len(getattr(answer, "content", b"")))  # as CommonMiddleware would
        return answer


class History(HistoryMiddleware):
    """pghistory notes who is behind each change, not at which address: there are ids in it, of hidden families too.

    Not at keystroke saves, which keep their own trail (``Revision``).
    """

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"user": request.user.pk}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.endswith(("/save/", "/here/")):
            return self.get_response(request)
        return super().__call__(request)


class ReadsItsOwn:
    """Who has written something reads it: until the copy of the database has it, they read where they wrote.

    A signed cookie says up to where in PostgreSQL's log; it says nothing of what.
    """

    COOKIE = "kinwork_written"
    KEPT = 600  # seconds; a copy further behind than a minute is not read anyway

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not replica.is_there():
            return self.get_response(request)
        written = request.get_signed_cookie(self.COOKIE, default="", max_age=self.KEPT)
        with replica.request_of(written or ""):
            answer = self.get_response(request)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            answer.set_signed_cookie(
                self.COOKIE,
                replica.position(),
                max_age=self.KEPT,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return answer


def _without_nul(request: HttpRequest) -> None:
    """NUL is no text: PostgreSQL refuses it, and nobody types it on purpose."""
    for name in ("GET", "POST"):
        said: QueryDict = getattr(request, name)
        if any("\x00" in value for values in said.lists() for value in values[1] if isinstance(value, str)):
            clean = said.copy()
            for key, values in said.lists():
                clean.setlist(key, [str(value).replace("\x00", "") for value in values])
            setattr(request, name, clean)


TOO_MUCH: dict[type[Exception], str] = {
    RequestDataTooBig: f"What was sent is larger than {settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000:g} MB.",
    TooManyFieldsSent: f"What was sent has more than {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} boxes.",
    TooManyFilesSent: f"What was sent has more than {settings.DATA_UPLOAD_MAX_NUMBER_FILES:,} files.",
}


def _too_much(request: HttpRequest, problem: Exception) -> HttpResponse:
    """Nobody's own doing on a page of ours, so one line in the log and words on the page; never a traceback."""
    sentence = f"{TOO_MUCH[type(problem)]} Nothing was saved."
    log_of_requests.warning("Refused, nothing saved: %s", TOO_MUCH[type(problem)])
    for name in ("GET", "POST"):
        setattr(request, name, QueryDict())  # asked for again while the answer is written, it would be refused again
    if "text/html" not in request.headers.get("Accept", "") and request.headers.get("Accept", "*/*") != "*/*":
        return JsonResponse({"error": sentence}, status=400)
    return render(request, "platform/error.html", {"kind": "bad", "sentence": sentence}, status=400)


# What stands in an address and is everybody's to know: there is nothing of a family in it.
TOLD = {"unit_id", "meeting_id", "user_id", "study_id", "verb"}


def _where(request: HttpRequest) -> str:
    """The address as it may stand in the log: without the ids by which a family or somebody of it would be known."""
    match = request.resolver_match
    if match is None:
        return ""
    told = {name: str(value) if name in TOLD else "…" for name, value in match.kwargs.items()}
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: told.get(part[1], "…"), match.route)


def _note_refusal(request: Request, problem: NotAllowed) -> None:
    """One event, or one for each family that the address leads to: there for whoever may know of that family.

    The policy says which those are, so what was refused before anything was looked up tells of no family, whether or
    not there is one of that id.
    """
    said: Any = {"policy": problem.permission, "words": _where(request)}
    asked_for = families_asked_for(request)
    if asked_for:
        log_for_each(asked_for, "was refused", **said)
    else:
        log(request.actor, "was refused", **said)


class PlainErrors:
    """``NotAllowed`` becomes a 403 that says in words what was missing and where to go from there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            _without_nul(request)
        except tuple(TOO_MUCH) as problem:
            return _too_much(request, problem)
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        user = getattr(request, "user", None)  # not there if the request failed before it was known
        # Who it is costs a look-up, so it is asked last: the health page must not wait for a database that is away.
        if user is not None and "Cache-Control" not in response.headers and user.is_authenticated:
            # Families' records are not left in a shared machine's cache, nor shown by its back button.
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, NotAllowed):
            return None
        if request.user.is_authenticated:
            _note_refusal(with_actor(request), problem)
        if "text/html" not in request.headers.get("Accept", ""):
            return JsonResponse({"error": str(problem)}, status=403)
        if isinstance(problem, NeedsReason) and request.method == "GET" and "HX-Request" not in request.headers:
            return reason_page(with_actor(request), problem)
        return render(request, "platform/error.html", {"kind": "refused", "sentence": str(problem)}, status=403)
