"""What meetings bring to the chain: a clinician there, and the quality of discussions, counted as in the profile."""

from __future__ import annotations

from kinwork.chain.steps import Asked, Fact, Measured, Step
from kinwork.clocks.humanize import short_day
from kinwork.instruments.discussion_quality import level_of

from .fidelity import discussions_held, is_clinician_there, is_systemic, meetings_held


def clinician_facts(asked: Asked) -> list[Fact]:
    """Every closed meeting. One statement."""
    found = []
    for one in meetings_held(asked.units, asked.since, asked.on):
        there = is_clinician_there(one)
        found.append(
            Fact(
                unit_id=one.unit_id, value=float(there), what=f"Meeting of {short_day(one.on, asked.on)}",
                says="there" if there else "not there", to="meeting_minutes", id=one.pk, of={"meeting": one.pk},
            )
        )  # fmt: skip
    return found


def discussion_facts(asked: Asked) -> list[Fact]:
    """Every discussion that its unit rated. One statement."""
    return [
        Fact(
            unit_id=one.unit_id, value=float(is_systemic(one)), what=f"{one.family}, {short_day(one.on, asked.on)}",
            says=str(level_of(one.features)), to="rate_discussion", id=one.pk,
            of={"meeting": one.meeting_id, "family": one.family_id},
        )
        for one in discussions_held(asked.units, asked.since, asked.on)
        if one.features is not None
    ]  # fmt: skip


CLINICIAN = Step(
    key="clinician",
    asks="Weekly meetings with a clinician there",
    counts="meeting",
    measured=Measured.SHARE,
    read=clinician_facts,
    source="Bostock et al. 2017: with a clinician there, discussions were more systemic (r = 0.56, 21 discussions)",
)
DISCUSSION = Step(
    key="discussion",
    asks="Discussions that the unit rated systemic, of those rated",
    counts="discussion",
    measured=Measured.SHARE,
    read=discussion_facts,
    alike="meeting",
    source="Bostock et al. 2017: systemic discussion and skill went together (r = 0.46, 22 discussions)",
    note="The unit’s own rating, not an observer’s.",
)
