"""The request as views see it after the middleware and a policy have been there."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol, cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .actor import Actor

if TYPE_CHECKING:
    from .models import User

    class Named(Protocol):
        """A policy, as far as the log asks."""

        @property
        def name(self) -> str: ...

    class Request(HttpRequest):
        """With who is asking. What a policy looked up is not here: it hands that over to the view."""

        user: User
        actor: Actor
        policy: Named
        htmx: HtmxDetails

else:
    Request = HttpRequest


def with_actor(request: HttpRequest) -> Request:
    """The same request, once the middleware that knows who is asking has been there."""
    return cast(Request, request)


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from, as the gateway found it (``platform/gateway.py``)."""
    try:
        return str(ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None
