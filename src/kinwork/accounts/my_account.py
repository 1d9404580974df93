"""One's own account: how one signs in, on which devices; and a forgotten password."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, typed
from kinwork.access.models import Home, User
from kinwork.access.policies import ANYONE, open_to, require_policy
from kinwork.access.reconnect import reconnect
from kinwork.access.request import Request
from kinwork.notices.models import Mail
from kinwork.notices.queries import has_notices, mail_choice
from kinwork.platform.gateway import slow_down

from . import actions
from .devices import came_in
from .login_attempts import tries_left
from .policies import OWN_ACCOUNT
from .session_timeout import must_have_second_factor
from .sign_in import base_of, too_many_tries


@require_policy(OWN_ACCOUNT)
def my_account(request: Request, actor: Actor) -> HttpResponse:
    """Second factors, password, where one lives, and signing out everywhere."""
    return account_page(request, actor)


def account_page(request: Request, actor: Actor, problem: dict[str, str] | None = None) -> HttpResponse:
    """The page, with what was wrong in what was said of one's home. Three statements besides those of every page."""
    factors = list(Authenticator.objects.filter(user_id=actor.user_id).order_by("created_at"))
    kinds = {factor.type for factor in factors}
    context = {
        "app": next((factor for factor in factors if factor.type == Authenticator.Type.TOTP), None),
        "passkeys": [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "must_set_up": must_have_second_factor(request),
        "home": Home.objects.filter(user_id=actor.user_id, ended_at=None).first(),
        "mail": mail_choice(actor),
        "mails": Mail.choices,
        "has_notices": has_notices(actor),
        "has_calendars": bool(actor.home_unit_ids),
        "problem": problem or {},
        "typed": typed(request),
    }
    return render(request, "accounts/mine.html", context, status=422 if problem else 200)


@require_policy(OWN_ACCOUNT, "GET", "POST")
def change_password(request: Request, actor: Actor) -> HttpResponse:
    """The old one, the new one twice. All other sessions end."""
    user = User.objects.get(pk=actor.user_id)
    if request.method == "POST" and not tries_left(request, "password", user):
        return too_many_tries(request)
    form = PasswordChangeForm(user, request.POST or None)
    if form.is_valid():
        form.save()
        reconnect(user.pk)
        log(actor, "changed password", thing=user)
        update_session_auth_hash(request, user)
        messages.success(request, "Your password is changed. You have been signed out everywhere else.")
        return redirect("my_account")
    context = {"form": form, "problem": form_problems(form)}
    return render(request, "accounts/change_password.html", context, status=422 if form.is_bound else 200)


@require_policy(OWN_ACCOUNT, "POST")
def sign_out_everywhere(request: Request, actor: Actor) -> HttpResponse:
    """From every device, this one too."""
    actions.sign_out_everywhere(actor, User.objects.get(pk=actor.user_id))
    messages.success(request, "You are signed out everywhere.")
    return redirect("account_login")


@open_to(ANYONE, "GET", "POST")
def forgotten(request: HttpRequest) -> HttpResponse:
    """A link by email; answer and time are the same whether the address is known or not. Somebody is sent one link in
    five minutes; from an address that asks often the answer is slow.
    """
    if request.method != "POST":
        return render(request, "accounts/forgotten.html", {"sent": False})
    slow_down(request)
    actions.ask_for_link_beside(request.POST.get("email", "")[:254], base_of(request))
    return render(request, "accounts/forgotten.html", {"sent": True})


class SetPassword(PasswordResetConfirmView):
    """Django's, with our page: the token leaves the address before the page is shown."""

    template_name = "accounts/set_password.html"
    success_url = reverse_lazy("account_login")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = super().get_context_data(**more)
        form = context.get("form")
        return context | {"problem": form_problems(form) if form is not None else {}}

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Your password is set. Sign in with it.")
        assert self.user is not None  # the link was valid
        log(None, "set password", thing=self.user)
        reconnect(self.user.pk)
        came_in(self.request, self.user)  # so that whoever guesses at their password does not keep them waiting here
        # They hold the post box: their own provider may now sign them in by this address without a further question.
        EmailAddress.objects.update_or_create(
            user=self.user, email=self.user.email, defaults={"verified": True, "primary": True}
        )
        return super().form_valid(form)


@open_to(ANYONE, "GET", "POST")
def set_password(request: HttpRequest, uidb64: str, token: str) -> HttpResponseBase:
    """Where the link of an invitation leads."""
    return SetPassword.as_view()(request, uidb64=uidb64, token=token)


@require_policy(OWN_ACCOUNT)
def stay(request: Request, actor: Actor) -> HttpResponse:
    """I am still here: the idle clock starts anew."""
    return HttpResponse(status=204)
