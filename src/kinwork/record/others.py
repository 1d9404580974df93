"""Further families in whose records the same occasion is written."""

from __future__ import annotations

from kinwork.access.access_logging import log_list
from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.cases.queries import unit_holding
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family

from .forms import OtherFamily
from .views import known_members

MOST_FAMILIES = 6


def others_asked(request: Request, held: HeldFamily, ids: list[int]) -> list[OtherFamily]:
    """Further families that were chosen, of those in whose records this person may write."""
    found = []
    for family in Family.objects.filter(pk__in=ids[:MOST_FAMILIES]).exclude(pk=held.pk) if ids else ():
        unit_id = unit_holding(family.pk)
        if request.actor.can(Permission.EDIT_FAMILY, unit_id):
            found.append(OtherFamily(family.pk, family.name, unit_id, known_members(family.pk)))
    if found:
        log_list(request, "children of families to write the same for", [one.pk for one in found])
    return found
