"""The least and the greatest sum of squares between groups, as each mean moves over its rounding interval.

>>> least_between([10, 10], [1.0, 1.1], [1.2, 1.3]), round(greatest_between([10, 10], [1.0, 1.1], [1.2, 1.3]), 6)
(0.0, 0.45)
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

ENUMERATED = 12


def least_between(weights: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> float:
    """Minimum of sum(w (x - mean)²) over lows <= x <= highs. Exact.

    It is the minimum over m of sum(w distance(m, [low, high])²), which is convex in m alone: its slope is linear
    between neighbouring ends and is followed to zero.
    """
    if max(lows) <= min(highs):
        return 0.0
    ends = sorted({*lows, *highs})

    def slope(m: float) -> float:
        return sum(
            w * (m - high if m > high else m - low if m < low else 0.0)
            for w, low, high in zip(weights, lows, highs, strict=True)
        )

    left = ends[0]
    right = ends[-1]
    for end in ends:
        if slope(end) <= 0:
            left = end
        else:
            right = end
            break
    at_left, at_right = slope(left), slope(right)
    m = left if at_right == at_left else left - at_left * (right - left) / (at_right - at_left)
    return sum(
        w * (m - high if m > high else low - m if m < low else 0.0) ** 2
        for w, low, high in zip(weights, lows, highs, strict=True)
    )


def greatest_between(weights: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> float:
    """Maximum of sum(w (x - mean)²) over lows <= x <= highs.

    Convex in each x, so it lies at a corner: each x at the end that is farther from the mean of the others. Which end
    that is, is open only for means near the middle; those are tried out. Where more than twelve are open, the bound
    min over m of max over x is taken, which is a little too high, never too low.
    """
    total = sum(weights)
    sums = (
        sum(w * x for w, x in zip(weights, lows, strict=True)),
        sum(w * x for w, x in zip(weights, highs, strict=True)),
    )
    choices: list[tuple[float, ...]] = []
    for w, low, high in zip(weights, lows, highs, strict=True):
        rest = total - w
        if rest <= 0:  # the others weigh nothing beside it
            choices.append((low, high))
            continue
        others = (sums[0] - w * low) / rest, (sums[1] - w * high) / rest
        middle = (low + high) / 2
        if low == high or middle > others[1]:
            choices.append((high,))
        elif middle < others[0]:
            choices.append((low,))
        else:
            choices.append((low, high))
    if sum(len(choice) > 1 for choice in choices) > ENUMERATED:
        return _bound_above(weights, lows, highs)
    return max(_between(weights, corner, total) for corner in itertools.product(*choices))


def _between(weights: Sequence[float], x: Sequence[float], total: float) -> float:
    mean = sum(w * v for w, v in zip(weights, x, strict=True)) / total
    return sum(w * (v - mean) ** 2 for w, v in zip(weights, x, strict=True))


def _bound_above(weights: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> float:
    def farthest(m: float) -> float:
        return sum(w * max(m - low, high - m) ** 2 for w, low, high in zip(weights, lows, highs, strict=True))

    a, b = min(lows), max(highs)
    for _ in range(80):  # ternary search: the function is convex
        third = (b - a) / 3
        if farthest(a + third) < farthest(b - third):
            b -= third
        else:
            a += third
    return farthest((a + b) / 2)
