"""Recording without a signal: its pieces, the key, what a phone holds, and the list of one's phones."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.policies import SIGNED_IN, open_to, require_policy
from kinwork.access.request import Request
from kinwork.accounts.actions import sign_out_elsewhere
from kinwork.cases.policies import EDITS_REGISTER

from . import actions, pieces, queries
from .models import Ended
from .policies import EMPTY, HAS_ENDED
from .sessions import PHONE, remember, seconds_left

# A worker runs no page: it fetches from here, and nothing else.
WORKERS_POLICY = "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"


@open_to(EMPTY)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers on a phone where the server cannot be reached."""
    answer = HttpResponse(pieces.worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    answer["Content-Security-Policy"] = WORKERS_POLICY
    return answer


@open_to(EMPTY)
def web_manifest(request: HttpRequest) -> HttpResponse:
    """What a home screen shows."""
    answer = JsonResponse(pieces.manifest(), content_type="application/manifest+json")
    answer["Cache-Control"] = "no-cache"
    return answer


@open_to(EMPTY)
def form(request: HttpRequest) -> HttpResponse:
    """The empty form, which a phone keeps: who asks makes no difference to it."""
    answer = HttpResponse(pieces.empty_form())
    answer["Cache-Control"] = "no-cache"
    return answer


@require_policy(SIGNED_IN, reads=False)
def who(request: Request, actor: Actor) -> HttpResponse:
    """Who is signed in, and what their sending needs: the form that a phone keeps holds neither."""
    return JsonResponse({"user": str(actor.user_id), "csrf": get_token(request)})


def _said(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig, RawPostDataException):
        return {}
    return said if isinstance(said, dict) else {}


def _device(said: object) -> UUID | None:
    try:
        return UUID(str(said)[:36])
    except ValueError:
        return None


@require_policy(EDITS_REGISTER, "POST", reads=False)
def phone(request: Request, actor: Actor) -> HttpResponse:
    """The secret that opens this person's store on this phone, and how long this sign-in lasts."""
    said = _said(request)
    device = _device(said.get("device", ""))
    if device is None:
        return JsonResponse({"error": "This could not be read."}, status=400)
    called = str(said.get("called", "")).replace("\0", "").encode("utf-8", "replace").decode().strip() or "A phone"
    found = actions.unlock_phone(actor, device, called)
    if found is None:
        return JsonResponse({"gone": True}, status=410)
    remember(request, found.pk)
    return JsonResponse(
        {
            "user": str(actor.user_id),
            "secret": found.secret,
            "ends_in": seconds_left(request),
            "idle": settings.KINWORK_IDLE_SECONDS,
        }
    )


@require_policy(EDITS_REGISTER)
def families(request: Request, actor: Actor) -> HttpResponse:
    """Names to choose and to tick; the log says which families went to the phone."""
    found = queries.families_for_phone(actor, timezone.localdate())
    log_list(request, "families kept on a phone to write without a signal", [one["id"] for one in found])
    return JsonResponse({"families": found})


@require_policy(SIGNED_IN, "POST", reads=False)
def sent(request: Request, actor: Actor) -> HttpResponse:
    """What waited on the phone has been sent."""
    if pk := request.session.get(PHONE):
        actions.entry_came(pk, actor.user_id)
    return HttpResponse(status=204)


@open_to(HAS_ENDED)
def ended(request: HttpRequest, device: str) -> HttpResponse:
    """Whether what lies on a phone is to be wiped: asked without a sign-in, since a lost phone has none."""
    number = _device(device)
    answer = JsonResponse({"ended": number is None or queries.has_ended(number)})
    answer["Cache-Control"] = "no-store"
    return answer


@require_policy(SIGNED_IN)
def phones(request: Request, actor: Actor) -> HttpResponse:
    """My phones that hold names or entries, and how to end that from here."""
    return render(
        request, "offline/phones.html", {"phones": queries.phones_of(actor), "here": request.session.get(PHONE)}
    )


@require_policy(SIGNED_IN, "POST")
def remove(request: Request, actor: Actor, pk: int) -> HttpResponse:
    """What lies on that phone opens never again; and whoever has it is signed in there no longer."""
    if not actions.end_phone(actor, pk, Ended.REMOVED):
        raise Http404("No such phone")
    said = "What is on that phone can no longer be read, and goes when it next has a signal."
    if pk != request.session.get(PHONE):
        update_session_auth_hash(request, sign_out_elsewhere(actor))
        said += " You have been signed out everywhere else."
    messages.success(request, said)
    return redirect("phones")
