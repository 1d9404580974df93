"""By when an offer is to be answered: the authority's own period, worked out with everything else that is due."""

from __future__ import annotations

from datetime import date

from kinwork.obligations.models import Obligation

from .models import Transfer

ANSWER = "TRANSFER-ANS"


def answer_by(transfer: Transfer) -> date | None:
    """The last day; None where the authority has set no period, or where it has been answered. One statement."""
    owed = Obligation.objects.filter(involvement_id=transfer.involvement_id, rule=ANSWER, is_open=True)
    return owed.values_list("falls_due", flat=True).order_by("falls_due").first()
