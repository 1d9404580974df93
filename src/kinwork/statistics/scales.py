"""Whether a scale's items belong together (Cronbach, omega), and whether raters drift."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import optimize, stats

from .adjusted import adjust
from .data_files import Numbers
from .problems import BadData
from .ratings import Ratings, ratings
from .results import Estimate, Group, Interval, Result
from .wording import bounded


def _items(values: Sequence[Sequence[Any]]) -> Numbers:
    rows = ratings(values).measured("a scale's items").complete
    if rows.shape[0] < 3:
        raise BadData(f"found {rows.shape[0]} complete responses, expected at least 3")
    if np.any(rows.std(axis=0) == 0):
        raise BadData(f"item {int(np.flatnonzero(rows.std(axis=0) == 0)[0]) + 1}: everyone answered the same")
    return rows


def cronbach_alpha(values: Sequence[Sequence[Any]], level: float = 0.95) -> Estimate:
    """Cronbach's alpha: rows = people, columns = items; incomplete responses are left out. Interval: Feldt 1965.

    >>> round(cronbach_alpha([[1, 2, 1], [3, 3, 4], [4, 5, 4], [2, 2, 3]]).value, 3)
    0.933
    """
    rows = _items(values)
    n, k = rows.shape
    if k < 2:
        raise BadData("found 1 item, expected at least 2")
    parts, totals = float(rows.var(axis=0, ddof=1).sum()), float(rows.sum(axis=1).var(ddof=1))
    if totals <= 1e-12 * parts:
        raise BadData("everyone's total is the same: alpha is not defined; is an item scored the other way round?")
    value = k / (k - 1) * (1 - parts / totals)
    df1, df2 = n - 1, (n - 1) * (k - 1)
    low = 1 - (1 - value) * float(stats.f.ppf((1 + level) / 2, df1, df2))
    high = 1 - (1 - value) * float(stats.f.ppf((1 - level) / 2, df1, df2))
    return Estimate("Cronbach's alpha", value, Interval(low, high, level), note=_turned(rows))


def _turned(rows: Numbers) -> str:
    """A hint at items that go against the sum of the others: usually scored the other way round and not turned."""
    total = rows.sum(axis=1)
    against = []
    for j in range(rows.shape[1]):
        rest = total - rows[:, j]
        if np.ptp(rest) > 0 and (r := float(np.corrcoef(rows[:, j], rest)[0, 1])) < -0.1:
            against.append(f"{j + 1} (r = {bounded(r)})")
    if not against:
        return ""
    which = "item goes" if len(against) == 1 else "items go"
    return f"{which} against the others: {', '.join(against)}; scored the other way round and not turned?"


def omega_total(
    values: Sequence[Sequence[Any]], level: float = 0.95, *, resamples: int = 500, seed: int = 20130601
) -> Estimate:
    """McDonald's omega of one common factor (minimum residuals), with a percentile bootstrap over people.

    Needs at least three items. Source: McDonald 1999.
    """
    rows = _items(values)
    if rows.shape[1] < 3:
        raise BadData(f"found {rows.shape[1]} items, one factor needs at least 3")
    rng = np.random.default_rng(seed)
    drawn = []
    for _ in range(resamples):
        sample = rows[rng.integers(len(rows), size=len(rows))]
        if np.all(sample.std(axis=0) > 0):
            drawn.append(_omega(sample))
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Estimate("McDonald's omega", _omega(rows), Interval(float(low), float(high), level))


def _omega(rows: Numbers) -> float:
    covariance = np.cov(rows, rowvar=False)
    loadings, unique = _one_factor(covariance)
    common = float(loadings.sum()) ** 2
    return common / (common + float(unique.sum()))


def _one_factor(covariance: Numbers) -> tuple[Numbers, Numbers]:
    """Minimum-residual loadings of one factor: the off-diagonal covariances as products of loadings."""
    deviations = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviations, deviations)
    above = np.triu_indices(len(deviations), k=1)
    values, vectors = np.linalg.eigh(correlation)
    start = vectors[:, -1] * math.sqrt(float(values[-1]))
    start = start if start.sum() >= 0 else -start
    found = optimize.least_squares(
        lambda x: (np.outer(x, x) - correlation)[above], np.clip(start, -0.95, 0.95), bounds=(-1, 1)
    )
    loadings = found.x * deviations
    return loadings, np.diag(covariance) - loadings**2


def rater_drift(values: Ratings | Sequence[Sequence[Any]], level: float = 0.95) -> list[Result]:
    """Whether each rater becomes milder or stricter, against the other raters of the same unit, over time.

    ``values``: rows = units in the order rated, columns = raters, None = not rated. Per rater the slope of
    (own rating − mean of the others) on the order of units, per 10 units; p adjusted by Holm for several raters.
    A rater with fewer than four units shared with others is left out.
    """
    found = ratings(values).measured("drift of raters")
    total = np.bincount(found.unit_of, found.value, minlength=len(found.units))
    shared = found.per_unit[found.unit_of] > 1
    results = []
    for column, rater in enumerate(found.raters):
        mine = (found.rater_of == column) & shared
        if mine.sum() < 4:
            continue
        unit = found.unit_of[mine]
        bias = found.value[mine] - (total[unit] - found.value[mine]) / (found.per_unit[unit] - 1)
        order = unit.astype(np.float64)
        if np.ptp(bias) <= 1e-12 * (1 + float(np.abs(found.value).max())):
            continue  # the same distance to the others throughout: no drift to estimate
        fit = stats.linregress(order, bias)
        half = float(stats.t.ppf((1 + level) / 2, len(bias) - 2)) * float(fit.stderr)
        slope = float(fit.slope)
        between = Interval(10 * (slope - half), 10 * (slope + half), level)
        results.append(
            Result(
                test=f"drift of rater {rater}",
                p=float(fit.pvalue),
                groups=(Group(rater, len(bias), len(found.units) - len(bias), float(bias.mean())),),
                reference="Slope of the rater's bias on the order of rating, ordinary least squares.",
                symbol="t",
                statistic=slope / float(fit.stderr) if fit.stderr else None,
                df=(float(len(bias) - 2),),
                estimate=Estimate("drift per 10 units", 10 * slope, between),
                effect=Estimate("r", float(fit.rvalue)),
                assumptions=("The others' mean is taken as steady: if all drift together, none of it shows.",),
            )
        )
    adjusted = adjust([result.p for result in results]) if results else []
    return [
        dataclasses.replace(result, p_adjusted=p, adjustment="Holm")
        for result, p in zip(results, adjusted, strict=True)
    ]
