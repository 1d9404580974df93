"""Policies: every view names the one that lets a person in, and the methods that it takes.

A policy looks at the request and the ids in its address. It either hands over what it checked, typed (a family with the
unit that holds it and the actor as let in, a meeting, the actor alone), which the view takes after the request; or it
raises ``NotAllowed`` (403) or ``Http404``. ``tests/integration/test_policies.py`` walks all addresses and fails on a
view that names none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from kinwork.access.access_logging import log_answer

from .actor import Actor, NotAllowed
from .audit_log import collecting_families
from .permissions import Permission
from .request import Request

Checked = TypeVar("Checked")
Ids = ParamSpec("Ids")


@dataclass(frozen=True)
class Policy(Generic[Checked]):
    """A named rule. ``admits`` gives what it looked up and checked, so that the view need not again."""

    name: str
    sentence: str
    admits: Callable[..., Checked]


@dataclass(frozen=True)
class OpenPolicy:
    """A rule for pages that show nothing of anybody's: nobody need be signed in. ``admits`` raises, or does nothing."""

    name: str
    sentence: str
    admits: Callable[[HttpRequest], None] = lambda request: None


def the_actor(request: Request, **ids: Any) -> Actor:
    """For policies that have nothing to look up."""
    return request.actor


def role_with(permission: Permission, sentence: str) -> Policy[Actor]:
    """Whoever holds a post that lets them do this everywhere."""

    def admits(request: Request, **ids: Any) -> Actor:
        if not request.actor.may(permission):
            raise NotAllowed(permission)
        return request.actor

    return Policy(f"role:{permission}", sentence, admits)


def role_somewhere(permission: Permission, sentence: str, name: str = "") -> Policy[Actor]:
    """Whoever holds a post that lets them do this in some unit at least."""

    def admits(request: Request, **ids: Any) -> Actor:
        if not request.actor.somewhere(permission):
            raise NotAllowed(permission)
        return request.actor

    return Policy(name or f"role:{permission}", sentence, admits)


ANYONE = OpenPolicy("anyone", "Open to all: says nothing about anyone.")
SIGNED_IN = Policy("signed_in", "Anyone who is signed in; shows only what is their own.", the_actor)


class Guarded:
    """A view behind its policy: what the walk over all addresses asks it about itself."""

    def __init__(
        self,
        view: Callable[..., HttpResponseBase],
        policy: Policy[Any] | OpenPolicy,
        methods: tuple[str, ...],
        reads: bool,
    ) -> None:
        wraps(view)(self)
        self.view, self.policy, self.methods, self.reads = view, policy, methods, reads

    @property
    def needs_sign_in(self) -> bool:
        return isinstance(self.policy, Policy)

    def __call__(self, request: HttpRequest, **ids: Any) -> HttpResponseBase:
        if request.method not in self.methods:
            return HttpResponseNotAllowed(self.methods)
        request = cast(Request, request)
        request.policy = self.policy
        if isinstance(self.policy, OpenPolicy):
            self.policy.admits(request)
            return self.view(request, **ids)
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        # Before anything is read: from here on the database knows who is asking (docs/adr/0008).
        _ = request.actor.user_id
        checked = self.policy.admits(request, **ids)
        with collecting_families() as noted:
            response = self.view(request, checked, **ids)
        if self.reads:
            log_answer(request, response, noted)
        return response


def require_policy(
    policy: Policy[Checked], *methods: str, reads: bool = True
) -> Callable[[Callable[Concatenate[Request, Checked, Ids], HttpResponseBase]], Guarded]:
    """Name the policy of a view, and what it takes besides or instead of GET. Everything else is refused unread.

    Signed-out people go to the sign-in page, or get a 401 that scripts understand. Whatever the view answers, by
    whichever method, that it read a family's record is noted (``access_logging.log_answer``); ``reads=False`` is for
    the few whose answers hold nothing of a record, or that note it themselves when they do.
    """

    def guard(view: Callable[Concatenate[Request, Checked, Ids], HttpResponseBase]) -> Guarded:
        return Guarded(view, policy, methods or ("GET",), reads)

    return guard


def open_to(policy: OpenPolicy, *methods: str) -> Callable[[Callable[..., HttpResponseBase]], Guarded]:
    """The same for a view that needs no signing in. HEAD is taken too: for whoever watches the machine."""
    takes = methods or ("GET",)
    if "GET" in takes:
        takes = (*takes, "HEAD")

    def guard(view: Callable[..., HttpResponseBase]) -> Guarded:
        return Guarded(view, policy, takes, reads=False)

    return guard


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
