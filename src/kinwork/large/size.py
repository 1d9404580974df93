"""How large the invented authority is, and from when to when its records reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Size:
    """``children``: who live in the area (the figure that rates are of; they are no rows). ``families``: ever referred.

    ``units``: in each area, as a share of the whole authority's. ``meetings``: years of which meetings are kept.
    """

    children: int
    families: int
    areas: int
    units: float
    years: float
    meetings: float
    seed: int = 2026

    def begins(self, today: date) -> date:
        return today - timedelta(days=round(self.years * 365.25))

    def meets_from(self, today: date) -> date:
        return today - timedelta(days=round(self.meetings * 365.25))


LARGE = Size(children=150_000, families=23_000, areas=5, units=1, years=10, meetings=3)
# The same lives, few enough for every test run: some three hundred children who are open.
SMALL = Size(children=9_000, families=440, areas=1, units=0.3, years=2, meetings=0.4)
