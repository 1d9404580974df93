"""Pages of the house itself: errors, health, the way in."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import Question
from kinwork.access.lists import ListPage, asked_of
from kinwork.access.permissions import Permission
from kinwork.access.policies import ANYONE, SIGNED_IN, open_to, require_policy
from kinwork.access.request import Request
from kinwork.units.queries import is_there_a_unit

from .health import database_answers


@require_policy(SIGNED_IN)
def home(request: Request, actor: Actor) -> HttpResponse:
    """The first page after signing in is one's own work; a partner's what is shared, an evaluator's their studies.

    An administrator's is the authority as it is set up; that of who else sets it up, while there is no unit yet.
    """
    sets_up = not actor.reach and actor.may(Permission.SET_UP_SERVICE)
    if sets_up and (actor.may(Permission.MANAGE_ACCOUNTS) or not is_there_a_unit()):
        return redirect("authority")
    if not actor.reach and actor.may(Permission.SEE_SHARED):
        return redirect("shared_with_me")
    return redirect("studies" if not actor.reach and actor.may(Permission.DRAW_DATA) else "my_work")


@open_to(ANYONE)
def health(request: HttpRequest) -> HttpResponse:
    """Whether the server and its database answer, within two seconds: for whoever watches the machine."""
    headers = {"Cache-Control": "no-store"}
    if not database_answers():
        said = {"ok": False, "error": "the database does not answer"}
        return JsonResponse(said, status=503, headers=headers)
    return JsonResponse({"ok": True}, headers=headers)


@require_policy(SIGNED_IN)
def components(request: Request, actor: Actor) -> HttpResponse:
    """What templates share, for whoever writes one; a development server alone has this page."""
    if not settings.IS_DEVELOPMENT:
        raise Http404
    today = timezone.localdate()
    shown = {
        "today": today,
        "late": today - timedelta(days=3),
        "page": Paginator(range(60), 20).page(2),
        "asked": asked_of(request.GET, filters=("status",), sorts=("name", "due")),
        "list_page": ListPage(1, 120),
        "doubt": Question("2 March 2062 is a long way off. Is that right?", "2/3/62"),
        "messages_shown": [Message(SUCCESS, "Done: Ring the aunt.", extra_tags="undo:/components/")],
    }
    return render(request, "platform/all_components.html", shown)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "platform/error.html", {"kind": "missing", "sentence": ""}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "platform/error.html", {"kind": "bad", "sentence": ""}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/error.html", {"kind": "broken", "sentence": ""}, status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    if "text/html" not in request.headers.get("Accept", ""):
        return JsonResponse({"signed_out": True, "reason": "form too old"}, status=401)
    return render(request, "platform/error.html", {"kind": "stale", "sentence": ""}, status=403)
