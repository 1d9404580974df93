"""Policies that ask what a person may do in a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy
from kinwork.access.request import Request

from .models import Unit


@dataclass(frozen=True)
class UnitInReach:
    """A unit, and who is asking."""

    unit: Unit
    actor: Actor


def in_unit(permission: Permission, sentence: str) -> Policy[UnitInReach]:
    """Whoever may do this in the unit named in the address."""

    def admits(request: Request, *, unit_id: int, **ids: Any) -> UnitInReach:
        # Asked before it is looked up: one that is not theirs and one that is not there are refused alike.
        request.actor.require(permission, unit_id)
        unit = Unit.objects.filter(pk=unit_id).select_related("buddy").first()
        if unit is None:
            raise Http404("No such unit")
        return UnitInReach(unit, request.actor)

    return Policy(f"unit:{permission}", sentence, admits)


SEES_UNIT = in_unit(Permission.SEE_UNIT, "Members of the unit and of its buddy unit, deputies, and its group manager.")
OPENS_MEETING = in_unit(Permission.OPEN_MEETING, "The unit's CSW, unit coordinator, deputies and group manager.")
OPENS_FAMILY = in_unit(Permission.OPEN_FAMILY, "The unit's CSW, unit coordinator, deputies and group manager.")


def _opens_somewhere(request: Request, **ids: Any) -> Actor:
    request.actor.require_ever(Permission.OPEN_FAMILY)
    return request.actor


OPENS_FAMILY_SOMEWHERE = Policy(
    "unit:open_family_somewhere", "Whoever opens families to some unit; which, they say then.", _opens_somewhere
)
NAMES_DEPUTY = in_unit(Permission.NAME_DEPUTY, "The unit's CSW and group manager.")
STAFFS_UNIT = in_unit(Permission.STAFF_UNIT, "The unit's group manager.")
