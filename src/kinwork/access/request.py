"""The request as views see it after the middleware and a policy have been there; what a policy is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .actor import Actor


@dataclass(frozen=True)
class Policy:
    """A named rule. ``admits`` may put what it had to look up on the request, so that the view need not again."""

    name: str
    sentence: str
    admits: Callable[..., None]
    needs_sign_in: bool = True


if TYPE_CHECKING:

    class Request(HttpRequest):
        """What policies looked up is there under its name (``unit``, ``family``, ``meeting``, ``discussion``)."""

        actor: Actor
        policy: Policy
        htmx: HtmxDetails
        unit: Any
        family: Any
        family_unit_id: int
        person: Any
        ways: Any
        meeting: Any
        discussion: Any
        shared_family: Any
        pair: Any
        merging: Any
        study: Any
        change: Any

else:
    Request = HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from, as the door found it (``platform/door.py``)."""
    try:
        return str(ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None
