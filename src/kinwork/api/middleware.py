"""Keeps calls of machines apart from pages: no session, cookie or form; refusals in JSON; every call logged."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import DisallowedHost, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

from kinwork.access.actor import NotAllowed
from kinwork.access.audit_log import log

from .problems import Problem, answer, not_found

START = "/api/"
log_of_requests = logging.getLogger(__name__)
BROKE = "Nothing was saved. Try again later; if it happens again, tell the authority at what time it was."


class Apart:
    """Stands before sessions and signing in: what lies below ``/api/`` never comes to them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(START):
            return self.get_response(request)
        request.COOKIES = {}
        response = _answered(request)
        try:
            _log_call(request, response.status_code)
        except Exception as problem:  # what cannot be logged is not answered
            response = answer(_broke(request, problem))
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Length"] = str(len(getattr(response, "content", b"")))
        return response


def _answered(request: HttpRequest) -> HttpResponseBase:
    try:
        request.get_host()
        request.resolver_match = resolve(request.path_info)
        match = request.resolver_match
        return match.func(request, *match.args, **match.kwargs)  # type: ignore[no-any-return]
    except Problem as problem:
        return answer(problem)
    except Http404:
        return answer(not_found())
    except NotAllowed as refusal:
        return answer(Problem(403, "not-allowed", str(refusal)))
    except DisallowedHost:
        return answer(Problem(400, "wrong-host", "Kinwork is not called by this name."))
    except RequestDataTooBig:
        return answer(Problem(413, "too-large", "What was sent is too large."))
    except SuspiciousOperation:
        return answer(Problem(400, "unreadable", "This could not be read."))
    except Exception as problem:
        return answer(_broke(request, problem))


def _broke(request: HttpRequest, problem: Exception) -> Problem:
    """Said by its kind alone: the words of an error may hold what was sent."""
    got_request_exception.send(sender=Apart, request=request)
    match = request.resolver_match
    log_of_requests.error("A call of the API broke: %s at %s", type(problem).__name__, match.route if match else "")
    return Problem(500, "broke", BROKE)


def _log_call(request: HttpRequest, status: int) -> None:
    """Which system, with which token, called what, and what came of it. One statement; none where nobody was known."""
    caller = request.__dict__.get("caller")
    if caller is None:
        return
    match = request.resolver_match
    said = {"family_id": None, "shown": None, "words": "", **request.__dict__.get("call_notes", {})}
    name = (match.url_name or "") if match else ""
    policy = getattr(getattr(match.func, "policy", None), "name", "") if match else ""
    words = f"kw_{caller.prefix} {name} {status}" + (f": {said['words']}" if said["words"] else "")
    log(caller.actor, "called by api", family_id=said["family_id"], shown=said["shown"], policy=policy, words=words)
