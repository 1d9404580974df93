"""The smallest and the largest value of a function over a box: sound always, tight to one per cent at either end.

Branch and bound: the box with the highest bound is halved until no box can hold a value much above one that was
found. Where the limit of work is reached first, the bound is returned, which is too wide but never too narrow.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable, Sequence

Box = tuple[tuple[float, float], ...]
Bound = Callable[[Box], tuple[float, float]]
Point = Callable[[Sequence[float]], float]
TIGHT = 0.01
LIMIT = 3000


def extremes(bound: Bound, point: Point, box: Box) -> tuple[float, float]:
    """``(lowest, highest)`` over the box.

    ``bound(box)`` returns an interval that holds every value over that part; ``point(x)`` is the function itself.

    >>> square = extremes(lambda b: (0 if b[0][0] < 0 < b[0][1] else min(b[0][0]**2, b[0][1]**2),
    ...                              max(b[0][0]**2, b[0][1]**2)), lambda x: x[0]**2, ((-1.0, 2.0),))
    >>> round(square[0], 6), round(square[1], 6)
    (0, 4.0)
    """
    return lowest(lambda part: bound(part)[0], point, box), highest(lambda part: bound(part)[1], point, box)


def lowest(bound: Callable[[Box], float], point: Point, box: Box) -> float:
    """The lowest value; ``bound(box)`` is at most every value over that part."""
    return -highest(lambda part: -bound(part), lambda x: -point(x), box)


def highest(bound: Callable[[Box], float], point: Point, box: Box) -> float:
    """The highest value; ``bound(box)`` is at least every value over that part."""
    tried = [value for value in map(point, _some_points(box)) if value == value]
    if not tried:
        return math.inf
    return _highest(bound, point, box, max(tried), max(tried) - min(tried))


def _some_points(box: Box) -> list[tuple[float, ...]]:
    middle = tuple((a + b) / 2 for a, b in box)
    points = [middle]
    wide = [i for i, (a, b) in enumerate(box) if a != b]
    if len(wide) <= 8:
        points += itertools.product(*({a, b} for a, b in box))
    else:
        for i in wide:
            points += [(*middle[:i], end, *middle[i + 1 :]) for end in box[i]]
    return points


def _highest(bound: Callable[[Box], float], point: Point, box: Box, found: float, width: float) -> float:
    top = bound(box)
    heap = [(-top, 0, box)]
    count = 0
    settled = -math.inf
    while heap and count < LIMIT:
        upper, _, part = heapq.heappop(heap)
        top = -upper
        if top - found <= TIGHT * max(width, 1e-12 * abs(found)):
            return max(top, found, settled)
        sides = [(b - a) / (box[i][1] - box[i][0]) if box[i][1] > box[i][0] else 0.0 for i, (a, b) in enumerate(part)]
        longest = max(range(len(part)), key=sides.__getitem__)
        if sides[longest] < 1e-6:
            settled = max(settled, top)
            continue
        a, b = part[longest]
        for half in ((a, (a + b) / 2), ((a + b) / 2, b)):
            piece = (*part[:longest], half, *part[longest + 1 :])
            value = point(tuple((x + y) / 2 for x, y in piece))
            if value > found:
                width += value - found
                found = value
            upper_end = bound(piece)
            count += 1
            if upper_end > found:
                heapq.heappush(heap, (-upper_end, count, piece))
    return max(-heap[0][0] if heap else found, found, settled)
