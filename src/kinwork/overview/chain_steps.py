"""What becomes of families, for the chain: what their children are to the service, and who came back."""

from __future__ import annotations

from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.cases.models import Status
from kinwork.chain.steps import Asked, Better, Fact, Measured, Step
from kinwork.clocks.humanize import short_day

from .queries.came_back import FAMILIES_LIST

MONTHS = 12
GRAVE = (Status.CP, Status.LAC)
CHILDREN = """
SELECT h.unit_id, h.family_id, f.name,
       coalesce(nullif(trim(concat_ws(' ', p.given_name, p.family_name)), ''), 'Name not known'), s.status
FROM cases_holding h
JOIN families_family f ON f.id = h.family_id
JOIN families_familymember m ON m.family_id = h.family_id AND m.is_child AND NOT m.taken_back
JOIN people_person p ON p.id = m.person_id AND NOT p.is_deceased
LEFT JOIN LATERAL kinwork_status(p.id, h.involvement_id, %(on)s, NULL) s ON true
WHERE h.began_on <= %(on)s AND (h.ended_on IS NULL OR h.ended_on > %(on)s)
  AND (%(everywhere)s OR h.unit_id = ANY (%(units)s::bigint[]))
  AND NOT EXISTS (SELECT 1 FROM children_sealing x WHERE x.person_id = p.id AND x.lifted_at IS NULL)
ORDER BY lower(f.name), m.id
"""


@may_lag
def status_facts(asked: Asked) -> list[Fact]:
    """Every child of an open family on the last day. One statement."""
    rows = tuples(CHILDREN, on=asked.on, units=list(asked.units or []), everywhere=asked.units is None)
    return [
        Fact(
            unit_id=unit_id, value=float(status in GRAVE), what=f"{child}, {family}",
            says=Status(status or Status.NONE).label, to="family", id=family_id, of={"family": family_id},
        )
        for unit_id, family_id, family, child, status in rows
    ]  # fmt: skip


@may_lag
def back_facts(asked: Asked) -> list[Fact]:
    """Every closing that has had its twelve months, as on “Came back”. One statement."""
    rows = tuples(
        FAMILIES_LIST, on=asked.on, months=MONTHS, units=list(asked.units or []), everywhere=asked.units is None,
        unit=None, only_back=False,
    )  # fmt: skip
    return [
        Fact(
            unit_id=unit_id, value=float(back_on is not None),
            what=f"{family}, closed {short_day(closed_on, asked.on)}",
            says=f"back {short_day(back_on, asked.on)}" if back_on else "not back",
            to="family", id=family_id, of={"family": family_id},
        )
        for family_id, family, unit_id, _, closed_on, _, back_on, *_ in rows
    ]  # fmt: skip


STATUS = Step(
    key="status",
    asks="Children with a protection plan or looked after, on the last day",
    counts="child",
    counts_plural="children",
    measured=Measured.SHARE,
    read=status_facts,
    better=Better.NEITHER,
    note="Neither good nor bad by itself: read it beside the other steps.",
)
BACK = Step(
    key="back",
    asks="Families that came back within twelve months of being closed",
    counts="closing",
    measured=Measured.SHARE,
    read=back_facts,
    better=Better.LESS,
    source="Cameron et al. 2016: re-referrals within twelve months",
    note="Of the closings of the year that ended twelve months before.",
)
