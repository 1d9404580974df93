"""The second factor: an authenticator app or passkeys, and recovery codes. allauth's views with our pages."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.stagekit import unstash_login
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.signals import authentication_failed
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponse

from kinwork.access.actor import Actor
from kinwork.access.policies import ANYONE, open_to, require_policy
from kinwork.access.request import Request

from .login_attempts import tries_left
from .policies import OWN_ACCOUNT
from .sign_in import too_many_tries


class Ask(base.AuthenticateView):
    """allauth's, with what this person has; and a passkey that was refused is noted as a code would be."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        kinds = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        return super().get_context_data(**more) | {
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        if form is self.webauthn_form:
            who = self.stage.login.user
            authentication_failed.send(Authenticator, request=self.request, user=who, authenticator=None)
        answer: HttpResponse = super().form_invalid(form)
        return answer


@open_to(ANYONE, "GET", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """After the password: a code, or a passkey. Only in the middle of signing in; allauth sees to that.

    Who knows the password has eight codes in a quarter of an hour, from wherever they come; its holder has eight more
    where they have signed in before.
    """
    login = unstash_login(request, peek=True)
    if request.method == "POST" and login is not None and not tries_left(request, "code", login.user):
        return too_many_tries(request)
    answer: HttpResponse = Ask.as_view()(request)
    return answer


@require_policy(OWN_ACCOUNT, "GET", "POST")
def ask_again(request: Request, actor: Actor) -> HttpResponse:
    """A code once more, before something about the account changes."""
    return base.ReauthenticateView.as_view()(request)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def ask_passkey_again(request: Request, actor: Actor) -> HttpResponse:
    return passkeys.ReauthenticateWebAuthnView.as_view()(request)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def add_app(request: Request, actor: Actor) -> HttpResponse:
    """Scan a code with an authenticator app, and prove it by a first number."""
    return totp.ActivateTOTPView.as_view()(request)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def remove_app(request: Request, actor: Actor) -> HttpResponse:
    return totp.DeactivateTOTPView.as_view()(request)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def add_passkey(request: Request, actor: Actor) -> HttpResponse:
    """A passkey of this device, or a security key."""
    return passkeys.AddWebAuthnView.as_view()(request)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def remove_passkey(request: Request, actor: Actor, pk: int) -> HttpResponse:
    return passkeys.RemoveWebAuthnView.as_view()(request, pk=pk)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def codes(request: Request, actor: Actor) -> HttpResponse:
    """Recovery codes: each signs in once when telephone or key are not at hand."""
    return recovery.ViewRecoveryCodesView.as_view()(request)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def new_codes(request: Request, actor: Actor) -> HttpResponse:
    return recovery.GenerateRecoveryCodesView.as_view()(request)
