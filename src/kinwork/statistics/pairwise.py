"""Which groups differ: every pair, with p adjusted for all of them, from n, mean and sd."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from . import studentized
from .results import Interval, Pair
from .summaries import Summary, checked, pooled_variance, varies

TUKEY = "Tukey HSD (Tukey–Kramer for unequal n: Kramer 1956)"
GAMES_HOWELL = "Games–Howell (Games & Howell 1976)"


def tukey(groups: Sequence[Summary], level: float = 0.95) -> tuple[Pair, ...]:
    """Tukey's honestly significant differences; one common variance.

    >>> a, b, c = Summary("a", 10, 5, 1), Summary("b", 10, 6, 1), Summary("c", 10, 7, 1)
    >>> [(pair.first, pair.second, round(pair.p, 4)) for pair in tukey([a, b, c])]
    [('a', 'b', 0.0831), ('a', 'c', 0.0004), ('b', 'c', 0.0831)]
    """
    groups = checked(groups)
    varies(groups, each=False)
    within = pooled_variance(groups)
    df = float(sum(s.n for s in groups) - len(groups))
    return tuple(
        _pair(a, b, math.sqrt(within * (1 / a.n + 1 / b.n)), df, math.sqrt(within), len(groups), level)
        for a, b in combinations(groups, 2)
    )


def games_howell(groups: Sequence[Summary], level: float = 0.95) -> tuple[Pair, ...]:
    """Every pair with its own variances and Welch's degrees of freedom."""
    groups = checked(groups)
    varies(groups, each=True)
    pairs = []
    for a, b in combinations(groups, 2):
        error = math.sqrt(a.se**2 + b.se**2)
        df = error**4 / (a.se**4 / (a.n - 1) + b.se**4 / (b.n - 1))
        spread = math.sqrt((a.variance + b.variance) / 2)
        pairs.append(_pair(a, b, error, df, spread, len(groups), level))
    return tuple(pairs)


def _pair(a: Summary, b: Summary, error: float, df: float, spread: float, k: int, level: float) -> Pair:
    difference = a.mean - b.mean
    t = difference / error
    # the studentised range is of a mean's own error, the t of a difference's: √2 between them
    p = studentized.tail(abs(t) * math.sqrt(2), k, df)
    half = studentized.quantile(level, k, df) / math.sqrt(2) * error
    interval = Interval(difference - half, difference + half, level)
    return Pair(a.name, b.name, difference, interval, t, df, min(1.0, max(0.0, p)), difference / spread)
