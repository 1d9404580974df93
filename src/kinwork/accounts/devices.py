"""Browsers from which somebody has signed in before. Strangers who guess at that person's password do not stop these.

A cookie holds a random name of the browser and, for each of the few people who sign in there, a code that only we can
make. It opens nothing: it says only whose failures are counted together (docs/adr/0060).
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from kinwork.access.models import User

PEOPLE = 6  # who share one browser, a duty desk's for instance; the longest unseen gives way
LASTS = 180 * 24 * 3600  # seconds
CAME_IN = "_kinwork_came_in"
# Where a browser's failures are counted: addresses that no network has, so that they never meet those of a place.
DEVICES = IPv6Network("fd4b:696e:776f::/48")


def _code(user: User, name: str, secret: str) -> str:
    said = f"{user.pk}:{user.session_round}:{name}"
    made = salted_hmac("kinwork.known-device", said, secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(made[:16]).decode().rstrip("=")


def _held(request: HttpRequest) -> list[str]:
    return request.COOKIES.get(settings.KINWORK_DEVICE_COOKIE, "")[:400].split(".")


def device_of(request: HttpRequest, user: User) -> str:
    """The name of this browser if the person has signed in from it before, or an empty string."""
    name, *codes = _held(request)
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    right = [_code(user, name, key) for key in keys]
    is_known = any(constant_time_compare(code, one) for code in codes[:PEOPLE] for one in right)
    return name if name and is_known else ""


def place_of_device(name: str) -> str:
    """An address that stands for a browser."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:10], "big")
    return str(IPv6Address(int(DEVICES.network_address) + number))


def is_device(place: str | None) -> bool:
    return bool(place) and ip_address(str(place)) in DEVICES


def came_in(request: HttpRequest, user: User) -> None:
    """This person has shown who they are; the answer tells their browser."""
    setattr(request, CAME_IN, user)


class KnownDevices:
    """Gives the cookie to whoever has just signed in, or has come by the link that was sent to them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user: User | None = getattr(request, CAME_IN, None)
        if user is not None:
            _give(request, response, user)
        return response


def _give(request: HttpRequest, response: HttpResponse, user: User) -> None:
    name, *codes = _held(request)
    if not (len(name) == 22 and name.isascii()):
        name, codes = secrets.token_urlsafe(16), []
    code = _code(user, name, settings.SECRET_KEY)
    others = [one for one in codes[:PEOPLE] if one != code]
    response.set_cookie(
        settings.KINWORK_DEVICE_COOKIE,
        ".".join([name, code, *others][: PEOPLE + 1]),
        max_age=LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
