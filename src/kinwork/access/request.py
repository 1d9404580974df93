"""The request as views see it after the middleware and a policy have been there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .actor import Actor
from .policies import Policy

if TYPE_CHECKING:

    class Request(HttpRequest):
        """What policies looked up is there under its name (``unit``, ``family``, ``meeting``, ``discussion``)."""

        actor: Actor
        policy: Policy
        htmx: HtmxDetails
        unit: Any
        family: Any
        family_unit_id: int
        meeting: Any
        discussion: Any

else:
    Request = HttpRequest
