"""What observed practice brings to the chain: overall skill in coded sessions, and no worker’s own."""

from __future__ import annotations

from datetime import timedelta

from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.chain.steps import Asked, Fact, Measured, Step
from kinwork.clocks.periods import months_after, quarter_of

from . import rules
from .models import Kind

LEAST_WORKERS = 5  # behind a figure, none of them with more than half of its sessions
SKILL_OF_SESSIONS = """
SELECT unit_id, family_id, skill, counts, counts_alone FROM kinwork_skill_of_sessions(
    %(of)s::text, %(items)s::smallint[], %(since)s::date, %(until)s::date, %(units)s::bigint[], %(least)s::integer)
"""


@may_lag
def facts(asked: Asked) -> list[Fact]:
    """Sessions with overall skill: all five domains were rated. One statement.

    Of the last two calendar quarters that are over, whatever is asked for: of two windows that differ by one session,
    anyone could work out that session’s own.
    """
    instrument = rules.instrument_for(Kind.RECORDED)
    scale = rules.overall(instrument)
    items = list(scale.items) if scale else []
    until, since = (months_after(quarter_of(asked.on), -number) - timedelta(days=1) for number in (0, 6))
    rows = tuples(
        SKILL_OF_SESSIONS, of=instrument.key, items=items, since=since, until=until, least=LEAST_WORKERS,
        units=None if asked.units is None else list(asked.units),
    )  # fmt: skip
    return [
        Fact(
            unit_id=unit_id, value=skill or 0.0, what="A session", says="coded",
            of={"family": family_id}, counts=counts, counts_alone=alone,
        )
        for unit_id, family_id, skill, counts, alone in rows
    ]  # fmt: skip


SKILL = Step(
    key="skill",
    asks="Overall skill in sessions with a family, coded, 1 to 5",
    counts="session",
    measured=Measured.MEAN,
    read=facts,
    low=1,
    high=5,
    alike="family",
    source="Bostock et al. 2017: 2 to 2.5 is usual, 3.24 was the highest of a group",
    note="Of the last two calendar quarters that are over, whichever weeks are shown; only of five workers or more, "
    "none with more than half of the sessions. Month by month, they are under Observed skill on the page of the units.",
    not_listed="What was coded in a session is its worker’s own to show. So the sessions are counted here, not listed.",
)
