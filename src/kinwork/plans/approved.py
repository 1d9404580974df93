"""What of a family's plan somebody who answers for it has to approve: that it was agreed, as it stood then."""

from __future__ import annotations

from typing import Any

from kinwork.approvals.kinds import Kind

from .models import Agreement


def _needs(agreement: Any) -> bool:
    return agreement.mistaken_at is None


def _stands(pk: int) -> bool:
    return Agreement.objects.filter(pk=pk, mistaken_at=None).exists()


def _involvement_of(agreement: Agreement) -> int:
    return agreement.plan.involvement_id


KINDS = (
    Kind(
        "plan_agreed",
        "Plan agreed with the family",
        "Agreement",
        _needs,
        _stands,
        involvement_of=_involvement_of,
        link="/family/{family}/plan/agreed/{thing}/",  # as it was agreed: the plan goes on meanwhile
    ),
)
