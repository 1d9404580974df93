"""What of a child's record somebody who answers for it has to approve, once it is written.

That a child who is looked after is placed with a parent, a nominated officer has to approve beforehand (Care Planning,
Placement and Case Review (England) Regulations 2010, reg. 18): where they have not, it stands in the queue.
"""

from __future__ import annotations

from typing import Any

from kinwork.approvals.kinds import Kind

from .models import Period, PlacementType


def _is_complete(period: Period) -> bool:
    return period.ended_on is not None


def _is_with_parents(placement: Any) -> bool:
    return bool(placement.type == PlacementType.PARENTS)


def _always(fact: Any) -> bool:
    return True


KINDS = (
    Kind("assessment", "Assessment completed", "Assessment", _is_complete),
    Kind("enquiry", "Section 47 enquiry completed", "Enquiry", _is_complete),
    Kind("care_plan", "Care plan", "CarePlan", _always),
    Kind("placed_with_parents", "Placement with a parent", "Placement", _is_with_parents),
    Kind("pathway_plan", "Pathway plan", "PathwayPlan", _always),
)
