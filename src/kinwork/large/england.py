"""England's published figures that the invented authority is to look like, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

CIN = "Department for Education, Children in need, reporting year 2024"
AGAIN = "Department for Education, Children in need: a focus on re-referrals, reporting year 2024"
SEVENS = "Department for Education, Children in need, reporting year 2023, table C4"
PLANS = "Department for Education, Children in need, reporting year 2020, table A2"
CLA = "Department for Education, Children looked after in England including adoptions, reporting year 2024"
CLA20 = "Department for Education, Children looked after in England including adoptions, reporting year 2020"
STABLE = "Department for Education, Stability measures for children looked after in England, reporting year 2024"


@dataclass(frozen=True)
class Published:
    """A figure: a rate for 10,000 children, or a share out of 100. ``within``: how near the invented one is to be."""

    words: str
    value: float
    source: str
    within: float  # as a share of the value


FIGURES = {
    "in_need": Published("children in need at 31 March, per 10,000", 332.9, CIN, 0.10),
    # 621,880 referrals; the population is that of the rate above (399,460 children, 332.9 per 10,000)
    "referrals": Published("referrals in the year, per 10,000", 518.3, AGAIN, 0.12),
    "again": Published("referrals within a year of an earlier one, of 100", 22.4, AGAIN, 0.12),
    "enquiries": Published("section 47 enquiries in the year, per 10,000", 191.6, SEVENS, 0.15),
    "conferences": Published("initial conferences in the year, per 10,000", 63.2, SEVENS, 0.15),
    "conferences_in_time": Published("of those, within 15 working days, of 100", 78.4, SEVENS, 0.10),
    "plans": Published("children on a protection plan on the day, per 10,000", 42.8, PLANS, 0.15),
    "in_care": Published("children looked after on the day, per 10,000", 70, CLA, 0.12),
    # 33,050 children; the population is that of the rate above (83,630 children, 70 per 10,000)
    "into_care": Published("children who began to be looked after in the year, per 10,000", 27.7, CLA, 0.20),
    "out_of_care": Published("children who ceased to be looked after in the year, per 10,000", 28.1, CLA, 0.20),
    "boys_in_care": Published("of the looked after, boys, of 100", 57, CLA, 0.12),
    "voluntary": Published("of the looked after, by agreement (section 20), of 100", 17, CLA20, 0.30),
    "care_orders": Published("of the looked after, under a care order, full or interim, of 100", 77, CLA20, 0.12),
    "moved": Published("in care two years, three or more placements in them, of 100", 23, STABLE, 0.30),
}
