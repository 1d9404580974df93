"""Who is drawn: the frame by rules, and so many of it at random, which anyone can do again. Pure.

A family's place in the draw is the SHA-256 of the seed and its number, so that it depends on neither the order in
which the record gave the frame, nor on who else is in it, nor on how a language makes random numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from .designs import Design, FamilyFacts

ALL = "all"
NO_GROUP = "In none of the groups that are compared"
NO_UNIT = "With no unit"


@dataclass(frozen=True)
class Eligible:
    """A family of the frame: its group, and with which unit it is."""

    family_id: int
    group: str
    unit_id: int


@dataclass(frozen=True)
class Frame:
    """Everybody who could be drawn; how many were looked at, and for what reason the others are not in it."""

    eligible: tuple[Eligible, ...]
    assessed: int
    excluded: tuple[tuple[str, int], ...]

    @property
    def fingerprint(self) -> str:
        """By which it is known whether two frames are the same, whatever their order."""
        lines = sorted(f"{one.family_id}:{one.group}:{one.unit_id}" for one in self.eligible)
        return sha256("\n".join(lines).encode()).hexdigest()


def frame_of(design: Design, families: Iterable[FamilyFacts], on: date) -> Frame:
    """The first rule that a family does not meet is the reason why it is not in the frame."""
    eligible, why = [], Counter[str]()
    assessed = 0
    for family in families:
        assessed += 1
        broken = next((rule for rule in design.rules if not rule.holds(family, on)), None)
        if broken is not None:
            why[broken.why_not] += 1
            continue
        if family.unit_id is None:
            why[NO_UNIT] += 1
            continue
        group = _group(design, family, on)
        if group is None:
            why[NO_GROUP] += 1
            continue
        eligible.append(Eligible(family.family_id, group, family.unit_id))
    order = [*(rule.why_not for rule in design.rules), NO_UNIT, NO_GROUP]
    excluded = tuple((reason, why[reason]) for reason in dict.fromkeys(order) if why[reason])
    return Frame(tuple(eligible), assessed, excluded)


def _group(design: Design, family: FamilyFacts, on: date) -> str | None:
    if not design.groups:
        return ALL
    return next((one.key for one in design.groups if all(rule.holds(family, on) for rule in one.rules)), None)


def place(seed: int, family_id: int) -> bytes:
    """Where a family stands in the draw of a seed."""
    return sha256(f"{seed}:{family_id}".encode()).digest()


def drawn(frame: Sequence[Eligible], seed: int, *, each: int, by: str) -> list[Eligible]:
    """So many of each group or unit, in the order in which they were drawn; all, where there are fewer.

    >>> three = [Eligible(n, ALL, 1) for n in (1, 2, 3)]
    >>> drawn(three, 7, each=2, by="group") == drawn(three[::-1], 7, each=2, by="group")
    True
    """
    taken: Counter[str | int] = Counter()
    found = []
    for one in sorted(frame, key=lambda one: (place(seed, one.family_id), one.family_id)):
        stratum = one.group if by == "group" else one.unit_id
        if taken[stratum] < each:
            taken[stratum] += 1
            found.append(one)
    return found
