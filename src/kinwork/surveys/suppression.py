"""What of a survey may be shown: nothing that says, or lets anyone work out, what few people answered. Pure.

A figure is of five people at least, not all of whom answered alike at one end, and of whom no one is more than half of
it. Nor may it be worked out: beside what is shown of the whole, whoever is in no group that is shown must be as many
again, or no one; else one group more is left out (Hundepool et al. 2012, chapter 4: secondary suppression).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

LEAST = 5
ENDS = 2  # steps from the end of a scale within which a total says what nearly everyone answered
LARGEST_SHARE = 0.5

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Range:
    """Of an answer: its lowest and highest, and the step from one to the next."""

    low: float
    top: float
    step: float = 1
    is_amount: bool = False  # hours, times: one person can be most of the total


@dataclass(frozen=True)
class Group:
    """The answers of some people to one item: how many, their sum, the largest."""

    n: int = 0
    total: float = 0
    largest: float = 0

    @classmethod
    def of(cls, values: Iterable[float]) -> Group:
        found = list(values)
        return cls(len(found), sum(found), max(found, default=0))

    def __add__(self, other: Group) -> Group:
        return Group(self.n + other.n, self.total + other.total, max(self.largest, other.largest))

    @property
    def mean(self) -> float:
        return self.total / self.n


def may_stand(group: Group, within: Range) -> bool:
    """Whether a figure of these people may be known: not of few, not all alike at an end, not one person’s amount."""
    if group.n < LEAST:
        return False
    near = ENDS * within.step
    if group.total - group.n * within.low < near or group.n * within.top - group.total < near:
        return False
    return not within.is_amount or group.largest <= LARGEST_SHARE * group.total


def shown_beside_the_whole(
    groups: Mapping[Key, Group], within: Range, *, only: Collection[Key] | None = None,
    asked: Mapping[Key, int] | None = None,
) -> tuple[bool, frozenset[Key]]:  # fmt: skip
    """Whether the whole is shown, and which groups. Whoever is in none of them could stand by themselves, or is no one.

    The whole comes first: what many said together is worth most. Then the largest groups. ``only``: which may be shown
    at all, as something of which this is a part is not shown of the others. ``asked``: how many were asked in each.
    Where no one answered of those who are in no group that is shown, that is said of each of them: so they are five
    at least, too, or no one was asked.
    """
    answered = {key: group for key, group in groups.items() if group.n}
    whole = sum(answered.values(), Group())
    if not may_stand(whole, within):
        return False, frozenset()
    stand = sorted(
        (key for key, group in answered.items() if may_stand(group, within) and (only is None or key in only)),
        key=lambda key: answered[key].n,
    )
    while stand:
        rest = sum((group for key, group in answered.items() if key not in stand), Group())
        silent = sum(n for key, n in (asked or {}).items() if key not in stand)
        if may_stand(rest, within) if rest.n else silent == 0 or silent >= LEAST:
            return True, frozenset(stand)
        stand.pop(0)  # the smallest
    return True, frozenset()


def is_no_one_or_many(n: int) -> bool:
    """Whether what is only theirs may be worked out: of no one, or of five at least.

    >>> is_no_one_or_many(0), is_no_one_or_many(1), is_no_one_or_many(LEAST)
    (True, False, True)
    """
    return n == 0 or n >= LEAST


def shown_counts(counts: Sequence[int]) -> list[int | None]:
    """How many chose each of some answers, of which the sum is known; None where it is not shown.

    Fewer than five are not. Where what is hidden can be shared out in one way only, nothing is shown: to hide others
    beside it would not do, since whoever knows by which rule they were chosen works back from it. Nor where all chose
    the same.
    """
    hidden = [n for n in counts if n < LEAST]
    together = sum(hidden)
    is_open = not together or (len(hidden) > 1 and LEAST <= together < (LEAST - 1) * len(hidden))
    if sum(counts) < LEAST or max(counts) == sum(counts) or not is_open:
        return [None] * len(counts)
    return [n if n >= LEAST else None for n in counts]


def responses(asked: Mapping[Key, int], answered: Mapping[Key, int]) -> tuple[int | None, dict[Key, int]]:
    """How many answered in all and by group, where a group of five at least was asked; no one by subtraction either."""
    of = sum(asked.values())
    if of < LEAST:
        return None, {}
    keys = sorted((key for key, n in asked.items() if n >= LEAST), key=lambda key: asked[key])
    while keys:
        rest = of - sum(asked[key] for key in keys)
        if not rest or rest >= LEAST:
            break
        keys.pop(0)
    return sum(answered.values()), {key: answered.get(key, 0) for key in keys}
