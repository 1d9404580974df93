"""The addresses that systems call, version 1, and the OpenAPI document of them.

django-ninja reads, checks and describes; who may call is the business of a policy, as at every address of Kinwork.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from ninja import NinjaAPI, Query, Status
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import Field

from kinwork.access.policies import Guarded
from kinwork.whole_numbers import whole

from . import entries, finding, statuses
from .callers import by_token, caller_of
from .problems import Problem, answer
from .reading import Strict, read_body
from .schemas import (
    Asked,
    Changes,
    ChildAsked,
    EntrySaid,
    EntrySent,
    FamilySaid,
    Matches,
    PersonSaid,
    ProblemSaid,
    Sent,
    StatusSaid,
)
from .scopes import Scope

START = "api/v1/"
VERSION = "1"
ABOUT = """\
For the systems of an authority's partners. Each call shows a token in the header `Authorization: Bearer kw_…`; the
authority says what the token is for. What a token may not read is not there: 404, and never whether it exists. Numbers
of people and families are text. Days are `2015-03-02`. Refusals are `application/problem+json` (RFC 9457).
"""


class Bearer(HttpBearer):
    """For the document: the policy in front of each address has asked for the token already."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return caller_of(request)


api = NinjaAPI(
    title="Kinwork for partner systems", version=VERSION, description=ABOUT, openapi_url=None, docs_url=None,
    auth=Bearer(), parser=Strict(), urls_namespace="partner_api",
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    """Which token an address asks for, in words, and which parameters it takes."""

    scope: Scope
    sentence: str
    method: str = "GET"
    parameters: frozenset[str] = frozenset()


ADDRESSES = {
    "find_people": Address(Scope.FIND, "Systems that may find people.", "POST"),
    "read_person": Address(Scope.PEOPLE, "Systems that may read who a person is, as the walls let them."),
    "read_family": Address(Scope.FAMILIES, "Systems that may read who is in a family, as the walls let them."),
    "child_status": Address(Scope.STATUS, "Systems that may ask what a child is to the service.", "POST"),
    "status_changes": Address(
        Scope.COPY, "Systems that may keep a copy of it.", parameters=frozenset({"since", "limit"})
    ),
    "send_entry": Address(Scope.ENTRIES, "Systems that may send what comes in at the front door.", "POST"),
}


def _responses(good: Any, *codes: int) -> dict[int, Any]:
    return {**good, **dict.fromkeys((400, 401, 403, *codes, 429), ProblemSaid)}


@api.post(
    "people/find", url_name="find_people", response=_responses({200: Matches}, 413, 415, 422), summary="Find people",
    openapi_extra={"x-scope": Scope.FIND.value},
)  # fmt: skip
def find_people(request: HttpRequest, asked: Asked) -> Matches:
    """By a surname and a date of birth, or an NHS number; five at most, only those who are likely to be meant."""
    return finding.find(request, caller_of(request), asked, timezone.localdate())


@api.get(
    "people/{id:person_id}", url_name="read_person", response=_responses({200: PersonSaid}, 404),
    summary="Who a person is", openapi_extra={"x-scope": Scope.PEOPLE.value},
)  # fmt: skip
def read_person(request: HttpRequest, person_id: int) -> PersonSaid:
    """The least that tells who it is, and who to ring. No address, no telephone of theirs, nothing of the record."""
    return finding.person(request, caller_of(request), person_id)


@api.get(
    "families/{id:family_id}", url_name="read_family", response=_responses({200: FamilySaid}, 404),
    summary="Who is in a family", openapi_extra={"x-scope": Scope.FAMILIES.value},
)  # fmt: skip
def read_family(request: HttpRequest, family_id: int) -> FamilySaid:
    """Its members by name, and the unit that holds it."""
    return finding.family(request, family_id)


@api.post(
    "children/status", url_name="child_status", response=_responses({200: StatusSaid}, 413, 415, 422),
    summary="Whether a child is on a plan or looked after", openapi_extra={"x-scope": Scope.STATUS.value},
)  # fmt: skip
def child_status(request: HttpRequest, asked: ChildAsked) -> StatusSaid:
    """Now or within the last twelve months; and the plans of babies who are not born yet."""
    return statuses.status_of(caller_of(request), asked, timezone.localdate())


class Since(Sent):
    since: str = Field("", max_length=18, description="The cursor of the last answer; empty to begin.")
    limit: str = Field("100", max_length=3, description=f"How many at most, up to {statuses.MOST_CHANGES}.")


@api.get(
    "children/status/changes", url_name="status_changes", response=_responses({200: Changes}, 422),
    summary="What changed", openapi_extra={"x-scope": Scope.COPY.value},
)  # fmt: skip
def status_changes(request: HttpRequest, asked: Query[Since]) -> Changes:
    """Each child once, with what is so now, in the order in which it was found to have changed. Nothing is left out
    between two answers: begin without a cursor, then send the one that came last.
    """
    limit = whole(asked.limit, most=statuses.MOST_CHANGES)
    if not limit:
        words = f"A number from 1 to {statuses.MOST_CHANGES}."
        raise Problem(422, "not-right", "Something in it is not right.", [("limit", words)])
    return statuses.changes(caller_of(request), asked.since, limit, timezone.localdate())


@api.post(
    "entries", url_name="send_entry", response=_responses({(200, 201): EntrySaid}, 409, 413, 415, 422),
    summary="Send a contact",
    openapi_extra={
        "x-scope": Scope.ENTRIES.value,
        "parameters": [
            {
                "in": "header", "name": "Idempotency-Key", "required": True,
                "description": "Your own key of this entry: sent again with it, it comes in once.",
                "schema": {"type": "string", "minLength": 8, "maxLength": 64},
            }
        ],
    },
)  # fmt: skip
def send_entry(request: HttpRequest, sent: EntrySent) -> Any:
    """It comes in at the front door, whether or not its family is known. 201 the first time, 200 when sent again."""
    said = entries.take_in(request, caller_of(request), sent, request.__dict__["read_body"])
    return Status(200 if said.is_repeat else 201, said)


# -- what is wrong with what was sent, in words

WORDS = {
    "missing": "This is missing.",
    "extra_forbidden": "There is no such field here. Take it out, or see openapi.json for its name.",
    "string_type": "Send text, in quotation marks.",
    "bool_type": "Send true or false.",
    "list_type": "Send a list: [ … ].",
    "model_type": "Send an object: { … }.",
    "model_attributes_type": "Send an object: { … }.",
    "dict_type": "Send an object: { … }.",
}


def _in_words(error: dict[str, Any]) -> str:
    more = error.get("ctx", {})
    kind = error["type"]
    if kind in WORDS:
        return WORDS[kind]
    if kind == "literal_error":
        return f"Send one of: {more['expected']}."
    if kind == "string_too_long":
        return f"This is too long: {more['max_length']:,} characters fit."
    if kind == "string_too_short":
        return "This is empty."
    if kind == "too_long":
        return f"There are too many: {more['max_length']} fit."
    if kind == "too_short":
        return "Send at least one."
    return str(error["msg"])


@api.exception_handler(ValidationError)
def not_right(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    wrong = []
    for error in problem.errors:
        kind, *place = error["loc"]
        if kind == "body":
            where = "/" + "/".join(str(part)[:40] for part in place[1:])
        else:
            where = str(place[-1])[:40] if place else kind
        wrong.append((where, _in_words(error)))
    return answer(Problem(422, "not-right", "Something in it is not right. Nothing was saved.", wrong[:20]))


@api.exception_handler(Exception)
@api.exception_handler(Http404)
@api.exception_handler(HttpError)
def as_it_is(request: HttpRequest, problem: Exception) -> HttpResponse:
    """Refusals and breakdowns are answered in one place (``middleware.py``)."""
    raise problem


# -- the addresses


def _checked(address: Address, view: Callable[..., Any]) -> Callable[..., Any]:
    def called(request: HttpRequest, **ids: Any) -> Any:
        if unknown := sorted(set(request.GET) - address.parameters):
            known = f"Known are: {', '.join(sorted(address.parameters))}." if address.parameters else "There are none."
            raise Problem(
                400, "unknown-parameter", f"There is no such parameter. {known}",
                [(unknown[0][:40], "There is no such parameter.")],
            )  # fmt: skip
        if address.method == "POST":
            request.__dict__["read_body"] = read_body(request)
        return view(request, **ids)

    return called


def document() -> dict[str, Any]:
    """What is served and kept as docs/openapi.json: refusals are of a kind of their own."""
    said: dict[str, Any] = api.get_openapi_schema(path_prefix=f"/{START}")
    for methods in said["paths"].values():
        for operation in methods.values():
            operation["operationId"] = operation["operationId"].rpartition("kinwork_api_answers_")[2]
            for code, response in operation["responses"].items():
                response["description"] = {"200": "Answered", "201": "Came in"}.get(str(code), "Refused")
                if int(code) >= 400:
                    response["content"] = {"application/problem+json": response["content"]["application/json"]}
    written: dict[str, Any] = json.loads(json.dumps(said))  # with names that are text, as it is served
    return written


def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(document())


def _patterns() -> list[URLPattern]:
    found = [
        path(
            f"{START}openapi.json",
            Guarded(openapi, by_token(None, "Any system with a token."), ("GET",), False),
            name="api_document",
        )
    ]
    for pattern in api.urls[0]:
        name = getattr(pattern, "name", None)
        if isinstance(pattern, URLPattern) and name in ADDRESSES:
            address = ADDRESSES[name]
            view = _checked(address, pattern.callback)
            guarded = Guarded(view, by_token(address.scope, address.sentence), (address.method,), False)
            found.append(path(START + str(pattern.pattern), guarded, name=name))
    return found


addresses = _patterns()
