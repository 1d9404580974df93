"""Clocks: what is to be done by when after something has come, and who says so.

Rows, so that an authority's own can take their place. Working days are England's (working_days.py). A clock is
started by the kind of notice that names it (``expected`` of ``notices.kinds.Kind``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .working_days import add_working_days


@dataclass(frozen=True)
class Expected:
    """Something to do within so many working days of the day on which it came."""

    what: str
    working_days: int
    source: str

    def by(self, came_on: date) -> date:
        """The last day on which it is in time."""
        return add_working_days(came_on, self.working_days)


# Within one working day of receiving a referral, a social worker acknowledges it to the referrer and decides on next
# steps.
NEXT_STEPS = Expected(
    what="Decide on next steps and tell the referrer",
    working_days=1,
    source="Working Together to Safeguard Children (HM Government, 2023), chapter 3",
)
