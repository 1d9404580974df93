"""Krippendorff's alpha: any number of raters, four metrics, missing ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .data_files import Numbers
from .problems import BadData
from .ratings import SCALES, Ratings, ratings
from .results import Estimate, Interval

REFERENCE = "Krippendorff 2011, Computing Krippendorff's alpha-reliability; interval: bootstrap of units."
MOST_LEVELS = 60  # beyond, the bootstrap keeps each level's distances instead of recounting them


def krippendorff_alpha(
    values: Ratings | Sequence[Sequence[Any]],
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
    found = values if isinstance(values, Ratings) else ratings(values)
    counts, levels = found.counts(), found.levels
    used = counts.sum(axis=0) > 0
    counts, levels = counts[:, used], levels[used]
    if len(levels) < 2:
        raise BadData("all ratings are equal: alpha is not defined without variation")
    alpha = float(_alphas(counts, levels, scale, np.ones((1, len(counts))))[0])
    rng = np.random.default_rng(seed)
    weights = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=resamples).astype(np.float64)
    drawn = _alphas(counts, levels, scale, weights)
    drawn = drawn[np.isfinite(drawn)]  # a resample without variation says nothing
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(f"Krippendorff's alpha ({scale})", alpha, Interval(float(low), float(high), level))


def _alphas(counts: Numbers, levels: Numbers, scale: str, weights: Numbers) -> Numbers:
    """Alpha for each row of unit ``weights``, shape (resamples, units) → (resamples,). NaN without variation."""
    per_unit = counts.sum(axis=1)
    margins = weights @ counts
    n = margins.sum(axis=1)
    if scale == "ordinal" and len(levels) <= MOST_LEVELS:
        # Distances between ordinal values are how many ratings lie between: they change with every resample.
        middles = np.cumsum(margins, axis=1) - margins / 2
        first = _moments(counts, per_unit)
        observed = np.empty(len(weights))
        expected = np.empty(len(weights))
        for row, (middle, margin) in enumerate(zip(middles, margins, strict=True)):
            square = (middle[:, None] - middle[None, :]) ** 2
            observed[row] = np.sum(np.tensordot(weights[row], first, axes=1) * square)
            expected[row] = margin @ square @ margin
    else:
        square = _distances(levels, counts.sum(axis=0), scale)
        observed = weights @ (np.einsum("uc,ck,uk->u", counts, square, counts, optimize=True) / (per_unit - 1))
        expected = np.einsum("bc,ck,bk->b", margins, square, margins, optimize=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - (n - 1) * observed / np.where(expected == 0, np.nan, expected))


def _moments(counts: Numbers, per_unit: Numbers) -> Numbers:
    """Each unit's pairs of unequal values, shape (units, levels, levels)."""
    return np.asarray(np.einsum("uc,uk->uck", counts, counts) / (per_unit - 1)[:, None, None])


def _distances(levels: Numbers, margin: Numbers, scale: str) -> Numbers:
    """Squared distance of each two levels in the scale's metric."""
    if scale == "nominal":
        return 1 - np.eye(len(levels))
    if scale == "ordinal":
        middle = np.cumsum(margin) - margin / 2
        return np.asarray((middle[:, None] - middle[None, :]) ** 2)
    difference = levels[:, None] - levels[None, :]
    if scale == "interval":
        return np.asarray(difference**2)
    total = levels[:, None] + levels[None, :]
    return np.asarray((difference / np.where(total == 0, 1, total)) ** 2)
