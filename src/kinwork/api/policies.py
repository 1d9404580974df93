"""Who looks after partner systems: an administrator, and the head of service, who says what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy
from kinwork.access.request import Request

from .models import PartnerSystem


@dataclass(frozen=True)
class SystemInReach:
    """A partner's system, and who is asking."""

    system: PartnerSystem
    actor: Actor


def _sees(request: Request, **ids: Any) -> Actor:
    actor = request.actor
    if not actor.may(Permission.MANAGE_ACCOUNTS) and not actor.may(Permission.SET_RULES):
        raise NotAllowed(Permission.MANAGE_ACCOUNTS, WHO)
    return actor


def _one(request: Request, *, pk: int, **ids: Any) -> SystemInReach:
    actor = _sees(request)
    system = PartnerSystem.objects.filter(pk=pk).select_related("agreed_by", "made_by").first()
    if system is None:
        raise Http404("No such system")
    return SystemInReach(system, actor)


WHO = "Only a system administrator and the head of service look after partner systems."
SEES_SYSTEMS = Policy("api:systems", "A system administrator, and the head of service.", _sees)
SEES_SYSTEM = Policy("api:system", "A system administrator, and the head of service.", _one)
