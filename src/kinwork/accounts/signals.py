"""What signing in and out leaves in the log, and in the session."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.emails import by_email
from kinwork.access.models import User
from kinwork.access.reconnect import reconnect
from kinwork.access.request import address_of
from kinwork.platform.gateway import slow_down

from .devices import came_in
from .session_timeout import FACTOR, begin


def _who(request: HttpRequest | None, user: User) -> Actor:
    return Actor(user.pk, user.full_name, address=address_of(request) if request is not None else None)


def signed_in(request: HttpRequest, user: User, **more: Any) -> None:
    begin(request)
    came_in(request, user)
    log(_who(request, user), "signed in", thing=user)


def signed_out(request: HttpRequest, user: User | None, **more: Any) -> None:
    if user is not None:
        reconnect(user.pk)
        log(_who(request, user), "signed out", thing=user)


def locked_out(request: HttpRequest, username: str = "", **more: Any) -> None:
    user = User.objects.filter(email__iexact=username or "").first()
    log(Actor(user.pk, user.full_name, address=address_of(request)) if user else None, "locked out after failures")


def code_refused(request: HttpRequest, user: User, **more: Any) -> None:
    slow_down(request)
    log(_who(request, user), "second factor refused")


def password_refused(request: HttpRequest | None, credentials: dict[str, Any], **more: Any) -> None:
    if request is not None:
        slow_down(request)
    user = User.objects.filter(email__iexact=str(credentials.get("email") or "")).first()
    if user is not None:  # of addresses that nobody has, nothing is kept
        log(_who(request, user), "sign-in refused")


def factor_added(request: HttpRequest, user: User, authenticator: Any, **more: Any) -> None:
    request.session[FACTOR] = True
    log(_who(request, user), "added second factor", words=str(authenticator.get_type_display()))
    by_email([user.pk], "Kinwork: a second factor was added", "If it was not you, tell your administrator at once.\n")


def factor_removed(request: HttpRequest, user: User, authenticator: Any, **more: Any) -> None:
    request.session.pop(FACTOR, None)
    log(_who(request, user), "removed second factor", words=str(authenticator.get_type_display()))
    by_email([user.pk], "Kinwork: a second factor was removed", "If it was not you, tell your administrator at once.\n")


def connect() -> None:
    """Once, when the site starts."""
    user_logged_in.connect(signed_in, dispatch_uid="kinwork signed in")
    user_logged_out.connect(signed_out, dispatch_uid="kinwork signed out")
    user_login_failed.connect(password_refused, dispatch_uid="kinwork sign-in refused")
    authentication_failed.connect(code_refused, dispatch_uid="kinwork code refused")
    user_locked_out.connect(locked_out, dispatch_uid="kinwork locked out")
    authenticator_added.connect(factor_added, dispatch_uid="kinwork factor added")
    authenticator_removed.connect(factor_removed, dispatch_uid="kinwork factor removed")
