"""Couple lines and sibship lines as nets of straight lines, stacked so that as few as possible cross."""

from __future__ import annotations

from dataclasses import dataclass, field

from .patience import go_on
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
        go_on()
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
        go_on()
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
    levels = [0] * len(nets)
    above = [sum(number in lowers for lowers in under) for number in range(len(nets))]
    ready = [number for number, count in enumerate(above) if count == 0]
    for number in ready:  # which grows while it is read
        for lower in under[number]:
            levels[lower] = max(levels[lower], levels[number] + 1)
            above[lower] -= 1
            if above[lower] == 0:
                ready.append(lower)
    for number, net in enumerate(nets):
        net.level = levels[number]
    return 1 + max(levels, default=-1)
