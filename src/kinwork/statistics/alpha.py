"""Krippendorff's alpha: any number of raters, four metrics, missing ratings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse, stats

from .data_files import Numbers
from .kappa import blocks
from .problems import BadData
from .ratings import SCALES, Ratings, Whole, ratings
from .results import Estimate, Interval

REFERENCE = "Krippendorff 2011, Computing Krippendorff's alpha-reliability; interval: bootstrap of units."
MANY_UNITS = (
    5_000  # kinds of unit beyond which the bootstrap gives the standard error only, from a tenth of the samples
)
SMALL = 1_000_000  # cells of kinds by levels that are quicker as a whole table
MOST_RATIOS = 2_000  # distinct values of a ratio scale beyond which no interval is computed: it has no shorter sum


def krippendorff_alpha(
    values: Ratings | Iterable[Iterable[Any]],
    scale: str = "nominal",
    *,
    level: float = 0.95,
    resamples: int = 2000,
    seed: int = 20130601,
) -> Estimate:
    """Alpha of ratings, rows = units and columns = raters, None = not rated; ``scale`` one of ``SCALES``.

    1 is perfect, 0 what chance gives, below 0 systematic disagreement. The interval resamples units. BadData if
    all ratings are equal: nothing then tells agreement from habit.

    >>> round(krippendorff_alpha([[1, 1], [2, 2], [3, 3], [3, 2]]).value, 3)
    0.667
    """
    if scale not in SCALES:
        raise BadData(f"found scale '{scale}', expected one of: {', '.join(SCALES)}")
    found = ratings(values)
    if scale != "nominal":
        found = found.measured(f"Krippendorff's alpha ({scale})")
    units = _units(found, scale)
    name = f"Krippendorff's alpha ({scale})"
    if len(units.levels) < 2:
        raise BadData("all ratings are equal: alpha is not defined without variation")
    alpha = float(units.alphas(units.times[None, :])[0])
    if scale == "ratio" and len(units.levels) > MOST_RATIOS:
        return Estimate(name, alpha, note=f"no interval: more than {MOST_RATIOS:,} distinct values on a ratio scale")
    many = len(units.times) > MANY_UNITS
    rng, total = np.random.default_rng(seed), int(units.times.sum())
    sizes = blocks(resamples // 10 if many else resamples, max(len(units.times), len(units.levels)))
    times = (rng.multinomial(total, units.times / total, size=size).astype(np.float64) for size in sizes)
    drawn = np.concatenate([units.alphas(sample) for sample in times])
    drawn = drawn[np.isfinite(drawn)]  # a resample without variation says nothing
    if many:
        half = float(stats.norm.ppf((1 + level) / 2)) * float(drawn.std(ddof=1))
        return Estimate(name, alpha, Interval(alpha - half, min(1.0, alpha + half), level))
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(name, alpha, Interval(min(float(low), alpha), max(float(high), alpha), level))


@dataclass(frozen=True)
class _Units:
    """Kinds of unit: how many ratings of each level it has (kinds × levels), and how many units are so."""

    counts: Any
    times: Numbers
    levels: Numbers
    scale: str

    def alphas(self, weights: Numbers) -> Numbers:
        """Alpha for each row of ``weights``, shape (samples, kinds) → (samples,). NaN without variation."""
        m = np.asarray(self.counts.sum(axis=1)).ravel()
        if self.scale == "interval":
            return self._interval(weights, m)
        share = weights / (m - 1)
        margins = np.asarray((self.counts.T @ weights.T).T)
        n = margins.sum(axis=1)
        if self.scale == "nominal":
            observed = share @ (m**2 - np.asarray((self.counts * self.counts).sum(axis=1)).ravel())
            expected = n**2 - (margins**2).sum(axis=1)
        elif self.scale == "ratio":
            observed = share @ self._ratios()
            expected = _with_ratios(self.levels, margins)
        else:
            # Distances between ordinal values are how many ratings lie between: they change with every sample.
            place = np.cumsum(margins, axis=1) - margins / 2
            place = (place - place[:, :1]) / n[:, None]
            first, second = np.asarray(self.counts @ place.T), np.asarray(self.counts @ (place**2).T)
            observed = np.einsum("bu,ub->b", share, 2 * (m[:, None] * second - first**2))
            expected = 2 * (n * (margins * place**2).sum(axis=1) - (margins * place).sum(axis=1) ** 2)
        return _alpha(n, observed, expected)

    def _interval(self, weights: Numbers, m: Numbers) -> Numbers:
        """Squared differences add up from each unit's sum and sum of squares: no levels are needed."""
        place = (self.levels - self.levels.mean()) / np.ptp(self.levels)
        first, second = self.counts @ place, self.counts @ place**2
        parts = np.stack([m, first, second, 2 * (m * second - first**2) / (m - 1)], axis=1)
        n, sums, squares, observed = (weights @ parts).T
        return _alpha(n, observed, 2 * (n * squares - sums**2))

    def _ratios(self) -> Numbers:
        """For each kind of unit the sum of its pairs' distances on a ratio scale."""
        rows = sparse.csr_array(self.counts)
        found = np.zeros(rows.shape[0])
        for i in range(rows.shape[0]):
            here = slice(rows.indptr[i], rows.indptr[i + 1])
            if here.stop - here.start > 1:
                x, times = self.levels[rows.indices[here]], rows.data[here]
                found[i] = times @ _ratio(x[:, None], x[None, :]) @ times
        return found


def _alpha(n: Numbers, observed: Numbers, expected: Numbers) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - (n - 1) * observed / np.where(expected <= 1e-12 * n**2, np.nan, expected))


def _with_ratios(levels: Numbers, margins: Numbers) -> Numbers:
    """Each sample's sum of distances over all its pairs, a block of levels at a time."""
    found = np.zeros(len(margins))
    start = 0
    for size in blocks(len(levels), len(levels)):
        part = slice(start, start + size)
        found += ((margins[:, part] @ _ratio(levels[part, None], levels[None, :])) * margins).sum(axis=1)
        start += size
    return found


def _ratio(x: Numbers, y: Numbers) -> Numbers:
    total = x + y
    return np.asarray(((x - y) / np.where(total == 0, 1, total)) ** 2)


def _units(found: Ratings, scale: str) -> _Units:
    """Units that are rated alike are one kind: the bootstrap draws how many there are of each."""
    unit, value = found.of_pairs()
    levels, level_of = np.unique(value, return_inverse=True)
    m = np.bincount(unit)
    if len(unit) and int(m.max()) * len(m) <= 4 * len(unit):
        # values are sorted within units, so that units rated alike are equal rows
        table = np.full((len(m), int(m.max())), -1, dtype=np.int64)
        table[unit, np.arange(len(unit)) - (np.cumsum(m) - m)[unit]] = level_of
        table, times = _kinds(table + 1, len(levels) + 1)
        kind, column = np.nonzero(table)
        level_of = table[kind, column] - 1
    else:
        kind, times = unit, np.ones(len(m), dtype=np.int64)
    shape = (len(times), len(levels))
    if shape[0] * shape[1] <= SMALL:
        flat = np.bincount(kind * shape[1] + level_of, minlength=shape[0] * shape[1])
        counts: Any = flat.reshape(shape).astype(np.float64)
    else:
        counts = sparse.csr_array((np.ones(len(kind)), (kind, level_of)), shape=shape)
        counts.sum_duplicates()
    return _Units(counts, np.asarray(times, dtype=np.float64), levels, scale)


def _kinds(rows: Whole, base: int) -> tuple[Whole, Whole]:
    """Distinct rows and how often each occurs; by one number for each row where that holds it."""
    if base ** rows.shape[1] > 2**62:
        found, times = np.unique(rows, axis=0, return_counts=True)
        return found, times
    digits = base ** np.arange(rows.shape[1], dtype=np.int64)
    keys, times = np.unique(rows @ digits, return_counts=True)
    return (keys[:, None] // digits) % base, times
