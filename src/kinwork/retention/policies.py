"""Who is let in: whoever answers for how long records are kept, to each record that they may know of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.access_logging import mark_families
from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request
from kinwork.families.models import Family


@dataclass(frozen=True)
class RecordInReach:
    """A family's record, and who is asking."""

    family: Family
    actor: Actor


def _in_record(request: Request, *, family_id: int, **ids: Any) -> RecordInReach:
    """One statement. A family of which they must not know is not there."""
    KEEPS_RECORDS.admits(request)
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        raise Http404("No such family")
    mark_families(request, (family.pk, request.actor))
    return RecordInReach(family, request.actor)


KEEPS_RECORDS = role_with(Permission.KEEP_RECORDS, "The head of service and quality assurance.")
ERASES_RECORDS = role_with(Permission.ERASE_RECORDS, "The head of service.")
SEES_KEEPING = Policy(
    "record:keeping",
    "The head of service and quality assurance, but no record that is restricted from them.",
    _in_record,
)
