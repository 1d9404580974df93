"""What training brings to the chain: members of units who have had the whole of a systemic training."""

from __future__ import annotations

from kinwork.chain.steps import Asked, Better, Fact, Measured, Step

from .queries import is_trained, trained_in


def facts(asked: Asked) -> list[Fact]:
    """One statement."""
    return [
        Fact(
            unit_id=member.unit_id,
            value=float(is_trained(member)),
            what=f"{member.name}, {member.role_name}",
            says=member.in_words,
            to="unit_training",
            id=member.unit_id,
            of={"user": member.user_id},
        )
        for member in trained_in(asked.units, asked.on)
    ]


TRAINING = Step(
    key="training",
    asks="Members who have had the whole of a systemic training, on the last day",
    counts="member",
    measured=Measured.SHARE,
    read=facts,
    better=Better.MORE,
    least=3,
    source="Bostock et al. 2017, table 14",
    note="Days taken are no evidence of skill (Cameron et al. 2016): see how it goes on from here.",
)
