"""Who sees a transfer: the unit that holds the family, and while it is offered or taken, the other unit too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.access_logging import mark_families
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy
from kinwork.access.request import Request
from kinwork.cases.policies import admit_to_family, in_family
from kinwork.cases.queries import family_asked_for
from kinwork.families.held import HeldFamily
from kinwork.units.policies import in_unit

from .models import Transfer
from .queries import transfer_asked_for


@dataclass(frozen=True)
class TransferInSight:
    """A transfer, its family with the unit that holds it, and who is asking."""

    transfer: Transfer
    held: HeldFamily


def _sees(request: Request, *, pk: int, **ids: Any) -> TransferInSight:
    actor = request.actor
    actor.require_ever(Permission.SEE_FAMILY)
    transfer = transfer_asked_for(pk)
    found = family_asked_for(transfer.involvement.family_id, actor.user_id) if transfer else None
    if transfer is None or found is None:
        raise Http404("No such transfer")
    family, unit_id, opening = found
    mark_families(request, (family.pk, actor))
    if not (transfer.is_open and actor.can(Permission.SEE_FAMILY, transfer.to_unit_id)):
        actor = admit_to_family(actor, Permission.SEE_FAMILY, family.pk, unit_id, opening)
    mark_families(request, (family.pk, actor))
    return TransferInSight(transfer, HeldFamily(family, unit_id, actor))


SEES_TRANSFER = Policy(
    "transfer:sees",
    "The unit that holds the family; the unit to which it is offered, for as long as it is; their managers.",
    _sees,
)
TRANSFERS_FAMILY = in_family(
    Permission.TRANSFER_FAMILY, "The CSW of the unit that holds the family, a deputy, the managers."
)
MOVES_FAMILIES = in_unit(Permission.TRANSFER_FAMILY, "The unit's CSW, a deputy, the managers.")
