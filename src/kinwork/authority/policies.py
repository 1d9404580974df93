"""Who sets the authority up."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from kinwork.access.actor import NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request
from kinwork.units.models import Unit
from kinwork.units.policies import UnitInReach, in_unit

SETS_UP = role_with(Permission.SET_UP_SERVICE, "The head of service and system administrators.")
INVITES = role_with(Permission.INVITE_PEOPLE, "The head of service and system administrators.")
ARRANGES_COVER = in_unit(Permission.ARRANGE_COVER, "The unit's CSW, its group manager, the head of service.")


def _changes_posts(request: Request, *, unit_id: int, **ids: Any) -> UnitInReach:
    actor = request.actor
    if not actor.may(Permission.SET_UP_SERVICE):
        actor.require(Permission.STAFF_UNIT, unit_id)
    unit = Unit.objects.filter(pk=unit_id).select_related("buddy").first()
    if unit is None:
        raise Http404("No such unit")
    return UnitInReach(unit, actor)


def _sets_up_unit(request: Request, *, unit_id: int, **ids: Any) -> UnitInReach:
    if not request.actor.may(Permission.SET_UP_SERVICE):
        raise NotAllowed(Permission.SET_UP_SERVICE)
    return _changes_posts(request, unit_id=unit_id)


CHANGES_POSTS = Policy(
    "unit:posts", "Whoever sets up the service, and the unit's group manager: its posts, not who holds them.",
    _changes_posts,
)  # fmt: skip
SETS_UP_UNIT = Policy("unit:set_up", "The head of service and system administrators.", _sets_up_unit)
