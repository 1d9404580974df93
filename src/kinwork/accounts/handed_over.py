"""The lock of a session that was handed over, and how whoever is signed in takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from kinwork.access import handed_over as handed
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.platform.gateway import slow_down

from .login_attempts import tries_left
from .policies import OWN_ACCOUNT

PLAIN = "This tablet was handed over. Everything else in Kinwork is locked until the worker takes it back."


class HandedOver:
    """Refuses every other address of a session that was handed over, whatever asks, in whichever tab.

    Signing out is let through: it ends the session. What goes wrong on the open pages is said without anything of ours
    around it, as our own pages hold what opens drafts on this device.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES and request.path != "/health/"
        open_here = handed.handed_over(request) if has_session and "_auth_user_id" in request.session else None
        if open_here is None:
            return self.get_response(request)
        prefix, _ = open_here
        signs_out = request.path == reverse("account_logout") and request.method == "POST"
        if signs_out:
            return self.get_response(request)
        if not request.path.startswith((prefix, reverse("take_back"))):
            return _locked(request, prefix, 403)
        answer = self.get_response(request)
        if answer.status_code >= 400 and answer.status_code not in (422, 429):
            return _locked(request, prefix, answer.status_code)
        return answer


def _locked(request: HttpRequest, prefix: str, status: int) -> HttpResponse:
    if "text/html" not in request.headers.get("Accept", "") or "HX-Request" in request.headers:
        return JsonResponse({"error": PLAIN}, status=status)
    answer = render(request, "accounts/handed_over.html", {"go_on": prefix, "sentence": PLAIN}, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _has_passkey(request: Request) -> bool:
    return bool(Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).exists())


def _back(request: Request, actor: Actor) -> HttpResponse:
    then = handed.taken_back(request)
    log(actor, "took tablet back", thing=request.user)
    return redirect(then)


@require_policy(OWN_ACCOUNT, "GET", "POST", reads=False)
def take_back(request: Request, actor: Actor) -> HttpResponse:
    """The worker’s password opens everything again. Eight wrong ones in a quarter of an hour end the sign-in."""
    open_here = handed.handed_over(request)
    if open_here is None:
        return redirect("home")
    problem: dict[str, str] = {}
    if request.method == "POST":
        if not tries_left(request, "password", request.user):
            log(actor, "was signed out: tablet not taken back", thing=request.user)
            logout(request)
            return redirect("account_login")
        if request.user.check_password(request.POST.get("password", "")):
            return _back(request, actor)
        slow_down(request)
        log(actor, "could not take tablet back", thing=request.user)
        problem = {"password": "That is not your password. Type it again."}
    context = {
        "go_on": open_here[0], "problem": problem, "has_passkey": _has_passkey(request),
        "has_password": request.user.has_usable_password(),
    }  # fmt: skip
    answer = render(request, "accounts/take_back.html", context, status=422 if problem else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


class ByPasskey(passkeys.ReauthenticateWebAuthnView):
    """allauth’s form and script, on a page that has nothing of ours around it, at an address that stays open."""

    template_name = "accounts/take_back_passkey.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return View.dispatch(self, request, *args, **kwargs)  # allauth’s own knows only its own addresses

    def form_valid(self, form: Any) -> HttpResponse:
        return _back(self.request, self.request.actor)

    def form_invalid(self, form: Any) -> HttpResponse:
        slow_down(self.request)
        return redirect("take_back_by_passkey")


@require_policy(OWN_ACCOUNT, "GET", "POST", reads=False)
def take_back_by_passkey(request: Request, actor: Actor) -> HttpResponse:
    """A passkey of the worker’s opens everything again."""
    if handed.handed_over(request) is None:
        return redirect("home")
    answer: HttpResponse = ByPasskey.as_view()(request)
    return answer
