"""Who approves: by a post, as deputy, for a colleague who is away, or everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request
from kinwork.cases.queries import unit_holding

from .models import Approval
from .queries import approves


def _approves(request: Request, **ids: Any) -> Actor:
    if not approves(request.actor):
        raise NotAllowed(Permission.APPROVE)
    return request.actor


SETS_APPROVALS = role_with(Permission.SET_RULES, "The head of service.")
APPROVES = Policy("role:approve", "Whoever approves for a unit, by post, as deputy or for a colleague.", _approves)


@dataclass(frozen=True)
class InQueue:
    """Something that waits, or was answered, and the actor who may answer it."""

    approval: Approval
    family_id: int
    actor: Actor


def _answers(request: Request, *, pk: int, **ids: Any) -> InQueue:
    actor = _approves(request)
    found = Approval.objects.select_related("involvement__family", "person").filter(pk=pk).first()
    if found is None or not actor.can(Permission.APPROVE, unit_holding(found.involvement.family_id)):
        raise Http404("Nothing of theirs to approve")
    return InQueue(found, found.involvement.family_id, actor)


ANSWERS = Policy("approval:answers", "Whoever approves for the unit that holds the family.", _answers)
