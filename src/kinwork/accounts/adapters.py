"""How allauth behaves here: accounts are given by the authority, nobody signs up by themselves."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kinwork.access.request import address_of

from .session_timeout import BEGAN


class Accounts(DefaultAccountAdapter):
    """Email and password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: object) -> HttpResponse:
        messages.error(request, "This account can no longer sign in. Your group manager can tell you why.")
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Changes of the account ask for the password again, unless it was given just now."""
        request = self.request
        return time.time() - request.session.get(BEGAN, 0) > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request) or ""


class SecondFactor(DefaultMFAAdapter):
    """What devices and pages call a passkey."""

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The device shows this name when it asks; what it checks is the id, the address without its port."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Kinwork"}


class OpenId(DefaultSocialAccountAdapter):
    """The authority's own sign-in (OpenID Connect): for people who have an account here with the same address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Names are the authority's, not the provider's: only the address is looked at."""
        sociallogin.user.email = str(data.get("email") or "").lower()
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Whoever is not known here is told so, whatever their own provider says of them."""
        if sociallogin.is_existing:
            return
        messages.error(
            request,
            "Your authority knows you, but there is no Kinwork account with that email address, or the address is "
            "not confirmed. Ask your system administrator to invite you.",
        )
        raise ImmediateHttpResponse(redirect("account_login"))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **more: Any) -> None:
        messages.error(
            request, "Your authority’s sign-in did not tell us who you are. Try again, or use your password."
        )
        raise ImmediateHttpResponse(redirect("account_login"))
