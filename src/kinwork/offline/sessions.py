"""Which phone a sign-in has unlocked, and how long it lasts there."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kinwork.access.actor import Actor
from kinwork.access.models import User
from kinwork.accounts.session_timeout import BEGAN, has_run_out
from kinwork.whole_numbers import whole

from .actions import end_phone
from .models import Ended

PHONE = "phone"  # of the session: whose store it has unlocked


def remember(request: HttpRequest, pk: int) -> None:
    """This sign-in has the key: when it is signed out, what lies on the phone ends too."""
    if request.session.get(PHONE) != pk:
        request.session[PHONE] = pk


def seconds_left(request: HttpRequest) -> int:
    """Until this sign-in ends in any case."""
    now = int(time.time())
    began = whole(request.session.get(BEGAN))
    return max(0, settings.SESSION_COOKIE_AGE - (now - (now if began is None else began)))


def signed_out(sender: Any, request: HttpRequest | None, user: User | None, **more: Any) -> None:
    """By the button: the phone's store ends. A sign-in that ran out only locks it: what waits there is sent later."""
    pk = request.session.get(PHONE) if request is not None else None
    if pk is None or user is None or request is None or has_run_out(request):
        return
    end_phone(Actor(user.pk, user.full_name), pk, Ended.SIGNED_OUT)
