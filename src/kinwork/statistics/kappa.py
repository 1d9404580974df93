"""Agreement beyond chance on categories: Cohen, weighted, Fleiss, Gwet; and plain per cent.

Everything is summed over ratings or over levels, never over a table of levels by levels or of units by levels:
100,000 ratings of 10,000 levels take no more than a few times the ratings' own memory.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy import stats

from .counts import proportion
from .data_files import Numbers
from .problems import BadData
from .ratings import Ratings, Whole, ratings
from .results import Estimate, Interval

COHEN = "Cohen 1960; weighted: Cohen 1968; standard error: Fleiss, Cohen & Everitt 1969."
FLEISS = "Fleiss 1971; missing ratings and standard error: Gwet 2014."
GWET = "Gwet 2008, Computing inter-rater reliability and its variance in the presence of high agreement."
SEED = 20130601
_AT_ONCE = 4_000_000  # cells of a block of bootstrap samples: 32 MB

Given = Ratings | Iterable[Iterable[Any]]


def within(values: Given, steps: float = 0, level: float = 0.95) -> Estimate:
    """Share of pairs of ratings of the same unit that differ by at most ``steps``.

    The interval is Wilson's if every unit has two ratings, else a bootstrap of units.

    >>> within([[1, 1], [2, 3], [4, 1]], 1).value.__round__(3)
    0.667
    """
    found = ratings(values)
    if steps:
        found = found.measured(f"agreement within {steps:g}")
    unit, value = found.of_pairs()
    m = np.bincount(unit)
    pairs, close = m * (m - 1) // 2, _close(unit, value, steps)
    name = "exact agreement" if steps == 0 else f"agreement within {steps:g}"
    if np.all(pairs == 1):
        share = proportion(int(close.sum()), len(close), level)
        return Estimate(name, share.value, share.interval)
    shares = close / pairs
    low, high = np.quantile(resampled_means(shares), [(1 - level) / 2, (1 + level) / 2])
    return Estimate(name, float(shares.mean()), Interval(float(low), float(high), level))


def _close(unit: Whole, value: Numbers, steps: float) -> Numbers:
    """For each unit how many pairs lie within ``steps``. Sorted values: a pair farther apart has none beyond it."""
    found = np.zeros(int(unit[-1]) + 1)
    first = np.arange(len(unit))
    for apart in range(1, len(unit)):
        first = first[first + apart < len(unit)]
        second = first + apart
        near = (unit[first] == unit[second]) & (value[second] - value[first] <= steps + 1e-9 * (1 + abs(steps)))
        first = first[near]
        if not len(first):
            break
        found += np.bincount(unit[first], minlength=len(found))
    return found


def resampled_means(values: Numbers, resamples: int = 2000, seed: int = SEED) -> Numbers:
    """Means of bootstrap samples. Equal values are drawn together: how often each occurs is all that matters."""
    rng = np.random.default_rng(seed)
    distinct, times = np.unique(values, return_counts=True)
    share = times / len(values)
    drawn = (rng.multinomial(len(values), share, size=size) for size in blocks(resamples, len(distinct)))
    return np.concatenate([counts @ distinct / len(values) for counts in drawn])


def blocks(resamples: int, width: int) -> list[int]:
    """How many samples to draw at a time, so that a block of them stays small."""
    size = max(1, min(resamples, _AT_ONCE // max(1, width)))
    return [size] * (resamples // size) + ([resamples % size] if resamples % size else [])


def cohen_kappa(values: Given, weights: str | None = None, level: float = 0.95) -> Estimate:
    """Cohen's kappa of two raters; ``weights`` None, "linear" or "quadratic" (by the values' distance).

    Units that either did not rate are left out. BadData for other than two raters or no variation.

    >>> round(cohen_kappa([[1, 1]] * 20 + [[1, 2]] * 5 + [[2, 1]] * 10 + [[2, 2]] * 15).value, 3)
    0.4
    """
    _known(weights)
    found = ratings(values)
    if weights:
        found = found.measured(f"weighted kappa ({weights})")
    if len(found.raters) != 2:
        raise BadData(f"found {len(found.raters)} raters, Cohen's kappa is for exactly 2")
    rows = found.complete
    levels, codes = np.unique(rows, return_inverse=True)
    if len(levels) < 2:
        raise BadData("all ratings are equal: kappa is not defined without variation")
    n, q = len(rows), len(levels)
    first, second = codes.reshape(n, 2).T
    p_first, p_second = (np.bincount(side, minlength=q) / n for side in (first, second))
    agree = _Agreeing(levels, weights)
    # mean weight of each level against all that the other rater gave
    of_first, of_second = agree.against(p_second)[first], agree.against(p_first)[second]
    here = agree.of(first, second)
    observed, expected = float(here.mean()), float(p_first @ agree.against(p_second))
    kappa = (observed - expected) / (1 - expected)
    spread = float(((here * (1 - expected) - (of_first + of_second) * (1 - observed)) ** 2).mean())
    spread -= (observed * expected - 2 * expected + observed) ** 2
    error = math.sqrt(max(0.0, spread) / n) / (1 - expected) ** 2
    half = float(stats.norm.ppf((1 + level) / 2)) * error
    name = "Cohen's kappa" if weights is None else f"weighted kappa ({weights})"
    return Estimate(name, kappa, Interval(max(-1.0, kappa - half), min(1.0, kappa + half), level))


def fleiss_kappa(values: Given, level: float = 0.95) -> Estimate:
    """Fleiss' kappa of any number of raters, who need not be the same nor as many for each unit.

    A unit rated once agrees with nothing, but counts in how often each category is used.
    """
    cells = _Cells(ratings(values))
    expected = float(cells.shares @ cells.shares)
    if expected > 1 - 1e-12:
        raise BadData("all ratings are equal: kappa is not defined without variation")
    return _chance_corrected("Fleiss' kappa", cells, expected, cells.mean_of(cells.shares), None, level)


def gwet(values: Given, weights: str | None = None, level: float = 0.95) -> Estimate:
    """Gwet's AC1, or AC2 with "linear" or "quadratic" ``weights``: steady where nearly all ratings agree.

    A unit rated once agrees with nothing, but counts in how often each category is used.

    >>> round(gwet([[1, 1]] * 118 + [[1, 2]] * 5 + [[2, 1]] * 2).value, 4)  # Gwet 2008's high-agreement case
    0.9408
    """
    _known(weights)
    found = ratings(values)
    if weights:
        found = found.measured(f"Gwet's AC2 ({weights})")
    cells = _Cells(found)
    q = len(cells.levels)
    if q < 2:
        raise BadData("all ratings are equal: AC1 and AC2 need two categories or more in use")
    scale = float(_Agreeing(cells.levels, weights).against(np.ones(q)).sum()) / (q * (q - 1))
    expected = scale * float(cells.shares @ (1 - cells.shares))
    name = f"Gwet's AC2 ({weights})" if weights else "Gwet's AC1"
    return _chance_corrected(name, cells, expected, scale * cells.mean_of(1 - cells.shares), weights, level)


def _known(weights: str | None) -> None:
    if weights not in (None, "linear", "quadratic"):
        raise BadData(f"found weights '{weights}', expected linear or quadratic")


class _Agreeing:
    """How far two levels agree, 1 to 0: by being the same, or by their distance on the line of levels."""

    def __init__(self, levels: Numbers, weights: str | None) -> None:
        self.weights = weights
        span = float(levels[-1] - levels[0]) or 1.0
        self.at = (levels - levels[0]) / span

    def of(self, first: Whole, second: Whole) -> Numbers:
        """Pairwise, of places among the levels."""
        if self.weights is None:
            return np.asarray(first == second, dtype=np.float64)
        apart = np.abs(self.at[first] - self.at[second])
        return np.asarray(1 - (apart if self.weights == "linear" else apart**2))

    def against(self, amounts: Numbers) -> Numbers:
        """For each level the sum of its agreement with every level, times how much of that there is."""
        if self.weights is None:
            return amounts
        total, first = amounts.sum(), amounts * self.at
        if self.weights == "quadratic":
            return np.asarray(total - (self.at**2 * total - 2 * self.at * first.sum() + (first * self.at).sum()))
        # levels are in order, so distances are sums up to here and sums beyond
        below, sum_below = np.cumsum(amounts), np.cumsum(first)
        return np.asarray(total - (self.at * (2 * below - total) + first.sum() - 2 * sum_below))


class _Cells:
    """Units by levels, only where somebody gave that level; all units that have a rating."""

    def __init__(self, found: Ratings) -> None:
        self.levels, level_of = np.unique(found.value, return_inverse=True)
        _, unit_of, m = np.unique(found.unit_of, return_inverse=True, return_counts=True)
        self.m = m.astype(np.float64)
        q = len(self.levels)
        cell, times = np.unique(unit_of.astype(np.int64) * q + level_of, return_counts=True)
        self.unit, self.level = np.divmod(cell, q)
        self.times = times.astype(np.float64)
        self.shares = np.bincount(self.level, self.times / self.m[self.unit], minlength=q) / len(m)

    def mean_of(self, of_level: Numbers) -> Numbers:
        """For each unit the mean of something that each level has."""
        return np.asarray(np.bincount(self.unit, self.times * of_level[self.level]) / self.m)

    def agreement(self, weights: str | None) -> Numbers:
        """For each unit the mean agreement of its pairs; 0 where it has none."""
        agree = _Agreeing(self.levels, weights)
        both: Numbers
        if weights is None:
            both = np.asarray(np.bincount(self.unit, self.times**2))
        else:
            x = agree.at[self.level]
            first, second = (np.bincount(self.unit, self.times * x**power) for power in (1, 2))
            if weights == "quadratic":
                both = self.m**2 - 2 * (self.m * second - first**2)
            else:
                # cells of a unit stand in the order of levels: how much of the unit lies below each
                run = np.cumsum(self.times) - self.times
                starts = np.searchsorted(self.unit, np.arange(len(self.m)))
                below = run - run[starts][self.unit]
                rank = 2 * below + self.times - self.m[self.unit]
                both = self.m**2 - 2 * np.bincount(self.unit, self.times * x * rank)
        pairs = self.m * (self.m - 1)
        return np.asarray(np.where(pairs > 0, (both - self.m) / np.where(pairs > 0, pairs, 1), 0.0))


def _chance_corrected(
    name: str, cells: _Cells, expected: float, unit_expected: Numbers, weights: str | None, level: float
) -> Estimate:
    """Gwet 2014's variance over units, which counts that chance agreement is itself estimated."""
    n, twice = len(cells.m), cells.m > 1
    observed = cells.agreement(weights)
    value = (float(observed[twice].mean()) - expected) / (1 - expected)
    units = n / twice.sum() * np.where(twice, observed - expected, 0.0) / (1 - expected)
    units -= 2 * (1 - value) * (unit_expected - expected) / (1 - expected)
    error = math.sqrt(float(((units - value) ** 2).sum()) / (n * (n - 1)))
    half = float(stats.t.ppf((1 + level) / 2, n - 1)) * error
    return Estimate(name, value, Interval(max(-1.0, value - half), min(1.0, value + half), level))
