"""Who is let in: whoever sends returns, to numbers and to what was sent; the unit, to what is found of its families."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request

from .models import Sent


@dataclass(frozen=True)
class SentInReach:
    """A return as it was sent, and who is asking."""

    sent: Sent
    actor: Actor


def _sent(request: Request, *, pk: int, **ids: Any) -> SentInReach:
    """One statement."""
    SENDS_RETURNS.admits(request)
    found = Sent.objects.select_related("by").filter(pk=pk).first()
    if found is None:
        raise Http404("No such return")
    return SentInReach(found, request.actor)


SENDS_RETURNS = role_with(Permission.SEND_RETURNS, "The performance analyst and the head of service.")
WAS_SENT = Policy("returns:sent", "The performance analyst and the head of service.", _sent)
