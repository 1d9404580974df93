"""The way in and out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.socialaccount.providers.openid_connect import views as openid
from axes.decorators import axes_dispatch, axes_form_invalid
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from requests import RequestException

from kinwork.access.actor import Actor
from kinwork.access.models import User
from kinwork.access.policies import ANYONE, open_to, require_policy
from kinwork.access.request import Request
from kinwork.platform.gateway import slow_down

from . import demo_sign_in
from .policies import OWN_ACCOUNT

log = logging.getLogger(__name__)


@method_decorator(axes_dispatch, name="dispatch")
@method_decorator(axes_form_invalid, name="form_invalid")
class SignIn(LoginView):
    """allauth's sign-in with the demo's people beside it."""

    template_name = "account/login.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = super().get_context_data(**more)
        return context | {
            "demo_people": demo_sign_in.people(),
            "next": self.request.GET.get("next", ""),
            "openid_name": settings.KINWORK_OIDC_NAME if settings.KINWORK_OIDC_ISSUER else "",
        }


@open_to(ANYONE, "GET", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Email and password, then a second factor; or the authority's own sign-in; in a demo also one click.

    Where there is nobody yet it leads to the first start.
    """
    if request.method != "POST" and not User.objects.exists():
        return redirect("first_start")
    return SignIn.as_view()(request)


@open_to(ANYONE, "GET", "POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Asks first, so that no link signs anybody out."""
    return LogoutView.as_view(template_name="account/logout.html")(request)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def confirm_it_is_you(request: Request, actor: Actor) -> HttpResponse:
    """The password once more, before something about the account changes."""
    return ReauthenticateView.as_view()(request)


def base_of(request: HttpRequest) -> str:
    """Where links in emails begin: as the operator says, else the host without the port that the request names."""
    if settings.KINWORK_ADDRESS:
        return str(settings.KINWORK_ADDRESS)
    if settings.IS_DEVELOPMENT:
        return request.build_absolute_uri("/").rstrip("/")
    return f"https://{request.get_host().rsplit(':', 1)[0]}"


def too_many_tries(request: HttpRequest, *more: Any, **credentials: Any) -> HttpResponse:
    """After repeated failures: this account waits here; where its holder has signed in before, they do as ever."""
    slow_down(request)
    wait: timedelta = settings.AXES_COOLOFF_TIME
    minutes = int(wait.total_seconds() // 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)


def _only_openid(provider_id: str) -> None:
    if not settings.KINWORK_OIDC_ISSUER or provider_id != "authority":
        raise Http404("No such way to sign in")


def _ask_provider(step: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    """A step of OpenID Connect. When the provider does not answer as it should, there is still the password."""
    _only_openid(provider_id)
    try:
        return step(request, provider_id=provider_id)
    except RequestException as problem:  # without its text, which holds addresses and tokens
        log.error("The provider of OpenID Connect did not answer as it should: %s", type(problem).__name__)
        messages.error(
            request, "Your authority’s sign-in is not responding. Try again in a minute, or use your password."
        )
        return redirect("account_login")


@open_to(ANYONE, "POST")
def openid_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the authority's own sign-in page."""
    return _ask_provider(openid.login, request, provider_id)


@open_to(ANYONE, "GET", "POST")
def openid_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from there, with who it is."""
    return _ask_provider(openid.callback, request, provider_id)


@open_to(ANYONE, "GET", "POST")
def back_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where allauth sends somebody who broke off, or for whom it has no page here."""
    return redirect("account_login")
