"""Policies of what is shared with partner professionals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request

from .sharing import SharedFamily, shared_with


@dataclass(frozen=True)
class FamilyShared:
    """A family of which something is shared with whoever is asking."""

    family: SharedFamily
    actor: Actor


def _sees_shared(request: Request, *, family_id: int, **ids: Any) -> FamilyShared:
    actor = request.actor
    if not actor.may(Permission.SEE_SHARED):
        raise NotAllowed(Permission.SEE_SHARED)
    found = shared_with(actor.user_id, timezone.localdate(), family_id)
    if not found:
        raise Http404("Nothing of such a family is shared")
    return FamilyShared(found[0], actor)


SEES_SHARED = Policy(
    "family:see_shared", "A partner professional: what was shared with them of this family, for a time.", _sees_shared
)
IS_SHARED_WITH = role_with(Permission.SEE_SHARED, "A partner professional; shows only what was shared with them.")
