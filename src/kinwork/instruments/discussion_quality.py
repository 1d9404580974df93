"""The systemic observation schedule for unit meetings, as the rest of Kinwork asks for it.

Eight features of a discussion; the level follows from which were there:

>>> level_of({1, 2, 3, 4, 5, 6, 7, 8})
<Level.SYSTEMIC: 'systemic'>
>>> level_of({1, 2, 3, 4, 6, 7, 8})
<Level.GREEN_SHOOTS: 'green shoots'>
>>> level_of({5})
<Level.NON_SYSTEMIC: 'non-systemic'>

Features, levels and their rule are those of ``data/discussion-quality.yaml``. The level is a blunt word: show the
profile of features beside it, always.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from .library import shipped_one
from .scoring import Scorer

_SCHEDULE = shipped_one("discussion-quality")
_SCORER = Scorer(_SCHEDULE)
VERSION = _SCHEDULE.version


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


FEATURES = tuple(Feature(item.number, item.label, item.text) for item in _SCHEDULE.items)
ALL = frozenset(feature.number for feature in FEATURES)


def level_of(features: Collection[int]) -> Level:
    """The level of a discussion from the numbers of its features.

    Raises ``ValueError`` for a number that is not in the schedule.
    """
    there = frozenset(features)
    unknown = there - ALL
    if unknown:
        raise ValueError(f"no such feature: {sorted(unknown)}; the schedule has 1 to 8")
    return Level(_SCORER.scores_of({number: int(number in there) for number in ALL})[0].level)
