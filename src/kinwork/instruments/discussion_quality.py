"""The systemic observation schedule for unit meetings.

Eight features of a discussion; the level follows from which were there:

>>> level_of({1, 2, 3, 4, 5, 6, 7, 8})
<Level.SYSTEMIC: 'systemic'>
>>> level_of({1, 2, 3, 4, 6, 7, 8})
<Level.GREEN_SHOOTS: 'green shoots'>
>>> level_of({5})
<Level.NON_SYSTEMIC: 'non-systemic'>

Source: Bostock et al. 2017, on unit meetings, and appendix on methods; developed in Bostock et al. 2019. The level is a
blunt word: show the profile of features beside it, always.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

VERSION = "Bostock 2017"


class Level(StrEnum):
    """Three levels; the study treats them as ordered."""

    SYSTEMIC = "systemic"
    GREEN_SHOOTS = "green shoots"
    NON_SYSTEMIC = "non-systemic"


@dataclass(frozen=True)
class Feature:
    """One feature: its number in the schedule, a short label, and the question that a unit asks itself."""

    number: int
    label: str
    question: str


FEATURES = (
    Feature(1, "Wider context", "Did we set the family’s relationships in their wider social context?"),
    Feature(2, "Genogram", "Did we use the genogram to understand patterns of relationship?"),
    Feature(3, "Curious", "Were we curious and reflective, open to different ways of thinking?"),
    Feature(4, "Hypotheses", "Did we form different hypotheses, or challenge what we had taken for granted?"),
    Feature(5, "Planned conversations", "Did hypotheses become clear conversations that we will have with the family?"),
    Feature(6, "Collaborative", "Was everyone in it? (The unit coordinator may be busy writing.)"),
    Feature(7, "Child and family present", "Were the child and the family present in how we spoke?"),
    Feature(8, "Clear about risk", "Were we clear about the risks to the child or children?"),
)
ALL = frozenset(feature.number for feature in FEATURES)
# Feature 5 is what separates systemic discussion from talk.
CONVERSATIONS = 5


def level_of(features: Collection[int]) -> Level:
    """The level of a discussion from the numbers of its features.

    Raises ``ValueError`` for a number that is not in the schedule.
    """
    there = frozenset(features)
    unknown = there - ALL
    if unknown:
        raise ValueError(f"no such feature: {sorted(unknown)}; the schedule has 1 to 8")
    if there == ALL:
        return Level.SYSTEMIC
    if there == ALL - {CONVERSATIONS}:
        return Level.GREEN_SHOOTS
    return Level.NON_SYSTEMIC
