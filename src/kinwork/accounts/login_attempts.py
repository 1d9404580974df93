"""How often somebody may try, counted so that nobody can turn it on another (docs/adr/0060).

Eight failures of one account from one place wait a quarter of an hour, and so do twenty of one account from all
strange places together. A browser from which that person has signed in before is a place of its own: whatever strangers
do, at the next desk or across the world, it is not theirs to close. Addresses are never refused, as a whole office has
one; failures from an address that makes many are answered slowly (``platform/gateway.py``).
"""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest

from kinwork.access.models import User
from kinwork.access.request import address_of

from .devices import device_of, is_device, place_of_device

FROM_STRANGE_PLACES = 20
LIMITS = {"code": "8/15m/key", "password": "8/15m/key"}
_TRIED = "_kinwork_who_tries"


def account_tried(request: HttpRequest, said: str) -> User | None:
    """Whose account somebody tries, found as signing in finds it: other spellings of an address are no other account.

    One statement in a request.
    """
    known: dict[str, User | None] = request.__dict__.setdefault(_TRIED, {})
    if said not in known:
        known[said] = User.objects.filter(email__iexact=said).first()
    return known[said]


def who_tries(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address that somebody signs in with, for counting failures: the form and allauth name it differently."""
    said = str((credentials or {}).get("email") or request.POST.get("login", "")).strip().lower()[:254]
    user = account_tried(request, said)
    return user.email if user else said


def place_of(request: HttpRequest) -> str | None:
    """Where failures are counted: the person's own browser, or the address."""
    user = account_tried(request, str(request.POST.get("login", "")).strip().lower()[:254])
    device = device_of(request, user) if user else ""
    return place_of_device(device) if device else address_of(request)


class Failures(AxesDatabaseHandler):
    """axes' counting, with all strange places of an account together."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        here: int = super().get_failures(request, credentials)
        if is_device(vars(request)["axes_ip_address"]):
            return here
        found = AccessAttempt.objects.filter(
            username=who_tries(request, credentials), attempt_time__gte=get_cool_off_threshold(request)
        ).values_list("ip_address", "failures_since_start")
        strange = sum(failures for place, failures in found if not is_device(place))
        return max(here, settings.AXES_FAILURE_LIMIT if strange >= FROM_STRANGE_PLACES else 0)


def tries_left(request: HttpRequest, what: str, user: User) -> bool:
    """Whether one more try of this account is allowed; counts it. One's own browser has tries of its own."""
    key = f"{user.pk}:{device_of(request, user)}"
    return bool(ratelimit.consume(request, app="kinwork", action=what, config=LIMITS, key=key))
