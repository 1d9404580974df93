"""Refusals as machines read them (RFC 9457): what was wrong, where in what was sent, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse, JsonResponse

TITLES = {
    400: "This could not be read",
    401: "No valid token",
    403: "The token does not allow this",
    404: "Not found",
    405: "Not this way",
    409: "Something else was sent under this key",
    413: "Too large",
    415: "Not JSON",
    422: "Something in it is not right",
    429: "Too many calls",
    500: "Something went wrong here",
}


@dataclass
class Problem(Exception):
    """Raised wherever a call cannot be answered. ``errors``: where (a JSON pointer, or a parameter), and what."""

    status: int
    kind: str
    detail: str
    errors: Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(problem: Problem) -> HttpResponse:
    said: dict[str, object] = {
        "type": f"urn:kinwork:problem:{problem.kind}",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        said["errors"] = [{"where": where, "detail": detail} for where, detail in problem.errors]
    response = JsonResponse(said, status=problem.status, content_type="application/problem+json")
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


NOT_FOUND = "There is nothing here that this token may read."


def not_found() -> Problem:
    """The same for what is not there and for what must not be known to be there."""
    return Problem(404, "not-found", NOT_FOUND)
