"""Policies that ask what a person may do with a family: it follows from the unit that holds it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy
from kinwork.families.models import Family

from .queries import unit_holding


def in_family(permission: Permission, sentence: str) -> Policy:
    """Whoever may do this in the unit that holds the family named in the address."""

    def admits(request: HttpRequest, *, family_id: int, **ids: Any) -> None:
        family = Family.objects.filter(pk=family_id).first()
        if family is None:
            raise Http404("No such family")
        unit_id = unit_holding(family_id, timezone.localdate())
        request.actor.require(permission, unit_id)  # type: ignore[attr-defined]
        request.family, request.family_unit_id = family, unit_id  # type: ignore[attr-defined]

    return Policy(f"family:{permission}", sentence, admits)


SEES_FAMILY = in_family(Permission.SEE_FAMILY, "The unit that holds the family, its buddy unit and its group manager.")
EDITS_FAMILY = in_family(
    Permission.EDIT_FAMILY, "The unit that holds the family, its buddy unit and its group manager."
)
CLOSES_FAMILY = in_family(Permission.CLOSE_FAMILY, "The CSW of the unit that holds the family, a deputy, the manager.")
