"""Agreement beyond chance on categories: Cohen, weighted, Fleiss, Gwet; and plain per cent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import stats

from .counts import proportion
from .data_files import Numbers
from .problems import BadData
from .ratings import Ratings, ratings
from .results import Estimate, Interval

COHEN = "Cohen 1960; weighted: Cohen 1968; standard error: Fleiss, Cohen & Everitt 1969."
FLEISS = "Fleiss 1971; missing ratings and standard error: Gwet 2014."
GWET = "Gwet 2008, Computing inter-rater reliability and its variance in the presence of high agreement."


def _ratings(values: Ratings | Sequence[Sequence[Any]]) -> Ratings:
    return values if isinstance(values, Ratings) else ratings(values)


def within(values: Ratings | Sequence[Sequence[Any]], steps: float = 0, level: float = 0.95) -> Estimate:
    """Share of pairs of ratings of the same unit that differ by at most ``steps``.

    The interval is Wilson's if every unit has two ratings, else a bootstrap of units.

    >>> within([[1, 1], [2, 3], [4, 1]], 1).value.__round__(3)
    0.667
    """
    rows = _ratings(values).paired
    first, second = np.triu_indices(rows.shape[1], k=1)
    apart = np.abs(rows[:, first] - rows[:, second])
    valid = ~np.isnan(apart)
    close = (np.where(valid, apart, np.inf) <= steps + 1e-9).sum(axis=1)
    pairs = valid.sum(axis=1)
    name = "exact agreement" if steps == 0 else f"agreement within {steps:g}"
    if np.all(pairs == 1):
        found = proportion(int(close.sum()), len(close), level)
        return Estimate(name, found.value, found.interval)
    shares = close / pairs
    rng = np.random.default_rng(20130601)
    drawn = shares[rng.integers(len(shares), size=(2000, len(shares)))].mean(axis=1)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(name, float(shares.mean()), Interval(float(low), float(high), level))


def cohen_kappa(values: Ratings | Sequence[Sequence[Any]], weights: str | None = None, level: float = 0.95) -> Estimate:
    """Cohen's kappa of two raters; ``weights`` None, "linear" or "quadratic" (by the values' distance).

    Units that either did not rate are left out. BadData for other than two raters or no variation.

    >>> round(cohen_kappa([[1, 1]] * 20 + [[1, 2]] * 5 + [[2, 1]] * 10 + [[2, 2]] * 15).value, 3)
    0.4
    """
    from statsmodels.stats.inter_rater import cohens_kappa

    if weights not in (None, "linear", "quadratic"):
        raise BadData(f"found weights '{weights}', expected linear or quadratic")
    found = _ratings(values)
    if len(found.raters) != 2:
        raise BadData(f"found {len(found.raters)} raters, Cohen's kappa is for exactly 2")
    rows, levels = found.complete, np.unique(found.complete)
    if len(levels) < 2:
        raise BadData("all ratings are equal: kappa is not defined without variation")
    table = np.array([[np.sum((rows[:, 0] == a) & (rows[:, 1] == b)) for b in levels] for a in levels], dtype=float)
    apart = np.abs(levels[:, None] - levels[None, :])
    if weights is None:
        fit = cohens_kappa(table)
    else:
        fit = cohens_kappa(table, weights=apart if weights == "linear" else apart**2)
    kappa, error = float(fit.kappa), float(fit.std_kappa)
    half = float(stats.norm.ppf((1 + level) / 2)) * error
    name = "Cohen's kappa" if weights is None else f"weighted kappa ({weights})"
    return Estimate(name, kappa, Interval(max(-1.0, kappa - half), min(1.0, kappa + half), level))


def fleiss_kappa(values: Ratings | Sequence[Sequence[Any]], level: float = 0.95) -> Estimate:
    """Fleiss' kappa of any number of raters, who need not be the same nor as many for each unit."""
    counts, per_unit, shares = _counted(values)
    weights = np.eye(counts.shape[1])
    observed = _observed(counts, per_unit, weights)
    expected = float(shares @ shares)
    if expected == 1:
        raise BadData("all ratings are equal: kappa is not defined without variation")
    unit_expected = (counts / per_unit[:, None]) @ shares
    return _chance_corrected("Fleiss' kappa", observed, expected, unit_expected, level)


def gwet(values: Ratings | Sequence[Sequence[Any]], weights: str | None = None, level: float = 0.95) -> Estimate:
    """Gwet's AC1, or AC2 with "linear" or "quadratic" ``weights``: steady where nearly all ratings agree.

    >>> round(gwet([[1, 1]] * 118 + [[1, 2]] * 5 + [[2, 1]] * 2).value, 4)  # Gwet 2008's high-agreement case
    0.9408
    """
    if weights not in (None, "linear", "quadratic"):
        raise BadData(f"found weights '{weights}', expected linear or quadratic")
    found = _ratings(values)
    counts, per_unit, shares = _counted(found)
    q = counts.shape[1]
    if q < 2:
        raise BadData("all ratings are equal: AC1 and AC2 need two categories or more in use")
    w = np.eye(q)
    if weights:
        apart = np.abs(found.levels[:, None] - found.levels[None, :])
        w = 1 - (apart / apart.max()) ** (1 if weights == "linear" else 2)
    observed = _observed(counts, per_unit, w)
    scale = float(w.sum()) / (q * (q - 1))
    expected = scale * float(shares @ (1 - shares))
    unit_expected = scale * (counts / per_unit[:, None]) @ (1 - shares)
    name = f"Gwet's AC2 ({weights})" if weights else "Gwet's AC1"
    return _chance_corrected(name, observed, expected, unit_expected, level)


def _counted(values: Ratings | Sequence[Sequence[Any]]) -> tuple[Numbers, Numbers, Numbers]:
    counts = _ratings(values).counts()
    per_unit = counts.sum(axis=1)
    shares = (counts / per_unit[:, None]).mean(axis=0)
    return counts, per_unit, shares


def _observed(counts: Numbers, per_unit: Numbers, weights: Numbers) -> Numbers:
    agreeing = (counts * (counts @ weights - 1)).sum(axis=1)
    return np.asarray(agreeing / (per_unit * (per_unit - 1)))


def _chance_corrected(name: str, observed: Numbers, expected: float, unit_expected: Numbers, level: float) -> Estimate:
    """Gwet 2014's variance over units, which counts that chance agreement is itself estimated."""
    n = len(observed)
    value = (float(observed.mean()) - expected) / (1 - expected)
    units = (observed - expected) / (1 - expected) - 2 * (1 - value) * (unit_expected - expected) / (1 - expected)
    error = math.sqrt(float(((units - value) ** 2).sum()) / (n * (n - 1)))
    half = float(stats.t.ppf((1 + level) / 2, n - 1)) * error
    return Estimate(name, value, Interval(max(-1.0, value - half), min(1.0, value + half), level))
