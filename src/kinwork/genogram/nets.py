"""Couple lines and sibship lines as nets of straight lines, stacked so that as few as possible cross."""

from __future__ import annotations

from dataclasses import dataclass, field

from .web import Knot


@dataclass(slots=True)
class Net:
    """One horizontal bar with lines up (``ups``: x) and lines down (``downs``: x), on ``level`` 0 (top) or deeper.

    ``owner`` is the knot that it belongs to: lines of one owner meet, they do not cross.
    """

    knot: Knot
    owner: int
    ups: list[float]
    downs: list[float]
    level: int = 0
    low: float = field(init=False)
    high: float = field(init=False)

    def __post_init__(self) -> None:
        self.low = min(*self.ups, *self.downs, *self.ups[:1], *self.downs[:1])
        self.high = max(*self.ups, *self.downs, *self.ups[:1], *self.downs[:1])


def crossings_if_above(upper: Net, lower: Net) -> int:
    """How often two bars and their lines cross if ``upper`` runs above ``lower``."""
    down = sum(lower.low < x < lower.high for x in upper.downs)
    return down + sum(upper.low < x < upper.high for x in lower.ups)


def stack(nets: list[Net], margin: float = 8.0) -> int:
    """Give every net of a band its level; returns how many levels there are.

    Of two bars that overlap, the one goes above with which fewer lines cross; what cannot be had for all pairs at
    once is given up for the pairs that lose least.
    """
    wishes = []
    for number, one in enumerate(nets):
        for later, other in enumerate(nets[number + 1 :], number + 1):
            if one.low > other.high + margin or other.low > one.high + margin:
                continue
            difference = crossings_if_above(one, other) - crossings_if_above(other, one)
            if difference == 0:  # the shorter line above, else the one written first
                width = (one.high - one.low) - (other.high - other.low)
                upper = number if width <= 0 else later
            else:
                upper = number if difference < 0 else later
            wishes.append((-abs(difference), number, later, upper))
    under: list[set[int]] = [set() for _ in nets]

    def reaches(start: int, goal: int) -> bool:
        seen, waiting = {start}, [start]
        while waiting:
            for one in under[waiting.pop()]:
                if one == goal:
                    return True
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
        return False

    for _, a, b, upper in sorted(wishes):
        lower = b if upper == a else a
        if reaches(lower, upper):
            upper, lower = lower, upper
        under[upper].add(lower)
    levels: dict[int, int] = {}
    above: list[list[int]] = [[] for _ in nets]
    for upper, lowers in enumerate(under):
        for lower in lowers:
            above[lower].append(upper)

    def level(number: int) -> int:
        if number not in levels:
            levels[number] = 1 + max((level(one) for one in above[number]), default=-1)
        return levels[number]

    for number, net in enumerate(nets):
        net.level = level(number)
    return 1 + max(levels.values(), default=-1)
