"""What of a child's record somebody who answers for it has to approve, once it is written.

That a child who is looked after is placed with a parent, a nominated officer has to approve beforehand (Care Planning,
Placement and Case Review (England) Regulations 2010, reg. 18): where they have not, it stands in the queue.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kinwork.approvals.kinds import Kind

from .models import STANDS, Assessment, CarePlan, Enquiry, Fact, PathwayPlan, Period, Placement, PlacementType


def _is_complete(period: Period) -> bool:
    return period.ended_on is not None


def _is_with_parents(placement: Any) -> bool:
    return bool(placement.type == PlacementType.PARENTS)


def _always(fact: Any) -> bool:
    return True


def _kind(key: str, title: str, fact: type[Fact], needs: Callable[[Any], bool], by_law: str = "") -> Kind:
    def stands(pk: int) -> bool:
        return fact._default_manager.filter(STANDS, pk=pk).exists()

    return Kind(key, title, fact.__name__, needs, stands, by_law=by_law)


WITH_PARENTS = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 18"
KINDS = (
    _kind("assessment", "Assessment completed", Assessment, _is_complete),
    _kind("enquiry", "Section 47 enquiry completed", Enquiry, _is_complete),
    _kind("care_plan", "Care plan", CarePlan, _always),
    _kind("placed_with_parents", "Placement with a parent", Placement, _is_with_parents, WITH_PARENTS),
    _kind("pathway_plan", "Pathway plan", PathwayPlan, _always),
)
