"""Pages of the house itself: errors, health, the way in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import ANYONE, SIGNED_IN, open_to, require_policy
from kinwork.access.request import Request

from .health import database_answers


@require_policy(SIGNED_IN)
def home(request: Request, actor: Actor) -> HttpResponse:
    """The first page after signing in is one's own work; a partner's what is shared, an evaluator's their studies."""
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
