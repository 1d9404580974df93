"""Policies that ask what a person may do in a unit."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy

from .models import Unit


def _unit_of_address(request: HttpRequest, *, unit_id: int, **ids: Any) -> Unit:
    unit = Unit.objects.filter(pk=unit_id).select_related("buddy").first()
    if unit is None:
        raise Http404("No such unit")
    request.unit = unit  # type: ignore[attr-defined]
    return unit


def in_unit(permission: Permission, sentence: str) -> Policy:
    """Whoever may do this in the unit named in the address."""

    def admits(request: HttpRequest, **ids: Any) -> None:
        unit = _unit_of_address(request, **ids)
        request.actor.require(permission, unit.pk)  # type: ignore[attr-defined]

    return Policy(f"unit:{permission}", sentence, admits)


SEES_UNIT = in_unit(Permission.SEE_UNIT, "Members of the unit and of its buddy unit, deputies, and its group manager.")
OPENS_MEETING = in_unit(Permission.OPEN_MEETING, "The unit's CSW, unit coordinator, deputies and group manager.")
OPENS_FAMILY = in_unit(Permission.OPEN_FAMILY, "The unit's CSW, unit coordinator, deputies and group manager.")
NAMES_DEPUTY = in_unit(Permission.NAME_DEPUTY, "The unit's CSW and group manager.")
STAFFS_UNIT = in_unit(Permission.STAFF_UNIT, "The unit's group manager.")
