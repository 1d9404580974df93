"""How allauth behaves here: nobody signs up by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView, LogoutView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kinwork.access.policies import ANYONE, lets_in

from . import demo_sign_in


class Adapter(DefaultAccountAdapter):
    """Accounts are given by the authority."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: object) -> HttpResponse:
        messages.error(request, "This account may not sign in any more. Your group manager can tell you why.")
        return redirect("account_login")


@lets_in(ANYONE)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Email and password; in a demo also one click as any of its people."""
    return SignIn.as_view()(request)


@lets_in(ANYONE)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Asks first, so that no link signs anybody out."""
    return LogoutView.as_view(template_name="account/logout.html")(request)


class SignIn(LoginView):
    """allauth's sign-in with the demo's people beside it."""

    template_name = "account/login.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = super().get_context_data(**more)
        return context | {"demo_people": demo_sign_in.people(), "next": self.request.GET.get("next", "")}
