"""What is to be done by when after something has come, as notices say it: readings of rows of :mod:`.rules`.

A clock is started by the kind of notice that names it (``expected`` of ``notices.kinds.Kind``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .rules import Rule, england
from .working_days import add_working_days


@dataclass(frozen=True)
class Expected:
    """Something to do within so many working days of the day on which it came."""

    what: str
    working_days: int
    source: str

    @classmethod
    def by_rule(cls, rule: Rule) -> Expected:
        """As a rule of working days has it."""
        assert rule.period is not None
        return cls(rule.name, rule.period.number, rule.citation)

    def by(self, came_on: date) -> date:
        """The last day on which it is in time."""
        return add_working_days(came_on, self.working_days)


# Within one working day of receiving a referral, a social worker acknowledges it to the referrer and decides on next
# steps.
NEXT_STEPS = Expected.by_rule(england().latest("REF-DEC"))
