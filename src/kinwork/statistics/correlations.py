"""How two measures go together: Pearson, Spearman, polychoric, partial; and two correlations compared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy import optimize, stats

from .counts import counts_table
from .data_files import Numbers, aligned, in_pairs
from .problems import BadData
from .results import Estimate, Group, Interval, Result
from .sides import checked_alternative, one_sided, p_of_t
from .ties import flat, ranked, settled

FISHER_Z = "Fisher 1921, z transformation."


def _paired(x: Iterable[Any], y: Iterable[Any]) -> tuple[Numbers, Numbers, int]:
    xs, ys, missing = in_pairs(x, y, ("x", "y"))
    if len(xs) < 4:
        raise BadData(f"found {len(xs)} complete pairs, expected at least 4 for an interval")
    for name, values in (("x", xs), ("y", ys)):
        if flat(values):
            raise BadData(f"no variation: all values of {name} are equal, so nothing can go together with it")
    return xs, ys, missing


def _z_interval(r: float, error: float, level: float) -> Interval:
    if abs(r) >= 1:
        return Interval(r, r, level)
    half = float(stats.norm.ppf((1 + level) / 2)) * error
    return Interval(math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half), level)


def correlation(
    x: Iterable[Any],
    y: Iterable[Any],
    *,
    method: str = "pearson",
    level: float = 0.95,
    alternative: str = "two-sided",
) -> Result:
    """Correlation of two measures, shape (n,) each; None and NaN are missing.

    ``method`` "pearson", "spearman" or "kendall" (tau-b). The intervals of ranks take Bonett & Wright's (2000) and
    Fieller, Hartley & Pearson's (1957) standard errors. ``alternative`` "greater": that they go together; the interval
    stays two-sided. BadData for fewer than four pairs (five with Kendall).

    >>> round(correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).effect.value, 2)
    0.8
    """
    if method not in ("pearson", "spearman", "kendall"):
        raise BadData(f"found method '{method}', expected pearson, spearman or kendall")
    checked_alternative(alternative)
    xs, ys, missing = _paired(x, y)
    n = len(xs)
    if method == "kendall":
        return _kendall(settled(xs), settled(ys), missing, level, alternative)
    if method == "pearson":
        r = float(stats.pearsonr(xs, ys)[0])
        error, name, reference = 1 / math.sqrt(n - 3), "Pearson's r", FISHER_Z
    else:
        r = float(np.corrcoef(ranked(xs).ranks, ranked(ys).ranks)[0, 1])
        error, name = math.sqrt((1 + r**2 / 2) / (n - 3)), "Spearman's rho"
        reference = "Spearman 1904; interval: Bonett & Wright 2000."
    estimate = Estimate(name, r, _z_interval(r, error, level))
    t = r * math.sqrt((n - 2) / (1 - r**2)) if abs(r) < 1 else math.copysign(math.inf, r)
    linear = "The relation is taken as a straight line; look at the plot." if method == "pearson" else "Monotone only."
    return Result(
        test=f"correlation ({name}){one_sided(alternative)}",
        p=p_of_t(t, n - 2, alternative),
        groups=(Group("pairs", n, missing),),
        reference=reference,
        symbol="t",
        statistic=t,
        df=(float(n - 2),),
        effect=estimate,
        assumptions=(linear, "Pairs are independent of each other."),
    )


def _kendall(x: Numbers, y: Numbers, missing: int, level: float, alternative: str) -> Result:
    n = len(x)
    if n < 5:
        raise BadData(f"found {n} complete pairs, expected at least 5 for an interval")
    tau, p = (float(v) for v in stats.kendalltau(x, y, alternative=alternative))
    estimate = Estimate("Kendall's tau", tau, _z_interval(tau, math.sqrt(0.437 / (n - 4)), level))
    return Result(
        test=f"correlation (Kendall's tau-b){one_sided(alternative)}",
        p=p,
        groups=(Group("pairs", n, missing),),
        reference="Kendall 1938, 1945; interval: Fieller, Hartley & Pearson 1957.",
        effect=estimate,
        assumptions=("Monotone only.", "Pairs are independent of each other."),
    )


def compare_correlations(r1: float, n1: int, r2: float, n2: int, level: float = 0.95) -> Result:
    """Two correlations from independent samples, by Fisher's z; effect: Cohen's q.

    >>> found = compare_correlations(0.45, 50, 0.10, 60)
    >>> round(found.statistic, 2), round(found.p, 3)
    (1.95, 0.051)
    """
    for r, n in ((r1, n1), (r2, n2)):
        if not -1 < r < 1:
            raise BadData(f"found r = {r}, expected between −1 and 1")
        if n < 4:
            raise BadData(f"found n = {n}, expected at least 4")
    q = math.atanh(r1) - math.atanh(r2)
    error = math.sqrt(1 / (n1 - 3) + 1 / (n2 - 3))
    half = float(stats.norm.ppf((1 + level) / 2)) * error
    return Result(
        test="difference of two independent correlations",
        p=float(2 * stats.norm.sf(abs(q / error))),
        groups=(Group("first", n1), Group("second", n2)),
        reference=FISHER_Z,
        symbol="z",
        statistic=q / error,
        estimate=Estimate("difference r1 − r2", r1 - r2, _zou(r1, n1, r2, n2, level)),
        effect=Estimate("Cohen's q", q, Interval(q - half, q + half, level)),
        assumptions=("No one is in both samples.",),
    )


def compare_dependent_correlations(
    r12: float, r13: float, r23: float, n: int, *, method: str = "williams", level: float = 0.95
) -> Result:
    """Whether x goes together with y as closely as with z, in the same ``n`` cases; ``r23`` is that of y and z.

    ``method`` "williams" (t, as Steiger 1980 advises) or "steiger" (z with pooled correlations). Interval of r12 − r13:
    Zou 2007. BadData where three correlations cannot stand together.

    >>> found = compare_dependent_correlations(0.4, 0.5, 0.1, 103)  # Steiger 1980, p. 247
    >>> print(f"t({found.df[0]:.0f}) = {found.statistic:.2f}, p = {found.p:.2f}")
    t(100) = -0.89, p = 0.37
    """
    if method not in ("williams", "steiger"):
        raise BadData(f"found method '{method}', expected williams or steiger")
    for name, r in (("r12", r12), ("r13", r13), ("r23", r23)):
        if not -1 < r < 1:
            raise BadData(f"found {name} = {r}, expected between −1 and 1")
    if n < 4:
        raise BadData(f"found n = {n}, expected at least 4")
    left = 1 - r12**2 - r13**2 - r23**2 + 2 * r12 * r13 * r23
    if left < 0:
        raise BadData(f"{r12}, {r13} and {r23} cannot be the correlations of three measures of the same cases")
    middle = (r12 + r13) / 2
    if method == "williams":
        below = 2 * left * (n - 1) / (n - 3) + middle**2 * (1 - r23) ** 3
        statistic, df = (r12 - r13) * math.sqrt((n - 1) * (1 + r23) / below), float(n - 3)
    else:
        shared = r23 * (1 - 2 * middle**2) - 0.5 * middle**2 * (1 - 2 * middle**2 - r23**2)
        together = shared / (1 - middle**2) ** 2
        statistic = (math.atanh(r12) - math.atanh(r13)) * math.sqrt((n - 3) / (2 - 2 * together))
        df = math.inf
    c = ((r23 - r12 * r13 / 2) * (1 - r12**2 - r13**2 - r23**2) + r23**3) / ((1 - r12**2) * (1 - r13**2))
    a, b = (_z_interval(r, 1 / math.sqrt(n - 3), level) for r in (r12, r13))
    low = (r12 - a.low) ** 2 + (b.high - r13) ** 2 - 2 * c * (r12 - a.low) * (b.high - r13)
    high = (a.high - r12) ** 2 + (r13 - b.low) ** 2 - 2 * c * (a.high - r12) * (r13 - b.low)
    between = Interval(r12 - r13 - math.sqrt(max(0.0, low)), r12 - r13 + math.sqrt(max(0.0, high)), level)
    return Result(
        test=f"difference of two dependent correlations ({'Williams' if method == 'williams' else 'Steiger'})",
        p=p_of_t(statistic, df),
        groups=(Group("cases", n),),
        reference="Williams 1959; Steiger 1980, Tests for comparing elements of a correlation matrix.",
        symbol="t" if method == "williams" else "z",
        statistic=statistic,
        df=(df,) if method == "williams" else (),
        estimate=Estimate("difference r12 − r13", r12 - r13, between),
        assumptions=("All three correlations are of the same cases.",),
    )


def _zou(r1: float, n1: int, r2: float, n2: int, level: float) -> Interval:
    """Zou 2007: the difference's interval from each correlation's own."""
    a, b = (_z_interval(r, 1 / math.sqrt(n - 3), level) for r, n in ((r1, n1), (r2, n2)))
    low = r1 - r2 - math.hypot(r1 - a.low, b.high - r2)
    return Interval(low, r1 - r2 + math.hypot(a.high - r1, r2 - b.low), level)


def partial_correlation(
    x: Sequence[float], y: Sequence[float], holding: Sequence[Sequence[float]], level: float = 0.95
) -> Result:
    """Correlation of x and y with the columns of ``holding`` (each shape (n,)) held constant; complete cases."""
    columns = [aligned(column, name) for column, name in zip((x, y, *holding), ("x", "y"), strict=False)]
    columns += [aligned(column, f"held {i}") for i, column in enumerate(holding, start=1)]
    if not holding or len({len(column) for column in columns}) != 1:
        raise BadData("x, y and at least one measure to hold constant must have the same length")
    data = np.stack(columns, axis=1)
    complete = data[~np.isnan(data).any(axis=1)]
    n, k = len(complete), len(holding)
    if n - k < 4:
        raise BadData(f"found {n} complete cases with {k} held constant, expected at least {k + 4}")
    design = np.column_stack([np.ones(n), complete[:, 2:]])
    whole = complete[:, :2] - complete[:, :2].mean(axis=0)
    residuals = whole - design @ np.linalg.lstsq(design, whole, rcond=None)[0]
    if np.any(residuals.std(axis=0) <= 1e-10 * whole.std(axis=0)):
        raise BadData("no variation is left in x or y once the others are held constant")
    r = float(np.corrcoef(residuals, rowvar=False)[0, 1])
    df = n - 2 - k
    t = r * math.sqrt(df / max(1e-300, 1 - r**2))
    return Result(
        test=f"partial correlation, {k} held constant",
        p=float(2 * stats.t.sf(abs(t), df)),
        groups=(Group("cases", n, len(data) - n),),
        reference=FISHER_Z,
        symbol="t",
        statistic=t,
        df=(float(df),),
        effect=Estimate("partial r", r, _z_interval(r, 1 / math.sqrt(n - k - 3), level)),
        assumptions=("Relations are straight lines; cases are independent.",),
    )


def polychoric(counts: Sequence[Sequence[float]], level: float = 0.95) -> Estimate:
    """Correlation of two normal traits seen only as ordered categories; ``counts`` is their table (r × c).

    Two steps (Olsson 1979): thresholds from the margins, then maximum likelihood; profile-likelihood interval.
    BadData where it is not sound: fewer than 30 cases, or an empty row or column. Report Spearman instead.
    """
    table = counts_table(counts)
    n = float(table.sum())
    if n < 30:
        raise BadData(f"found {n:.0f} cases: a polychoric correlation of fewer than 30 is not sound, take Spearman's")
    rows, columns = (np.clip(stats.norm.ppf(np.cumsum(table.sum(axis=axis))[:-1] / n), -8, 8) for axis in (1, 0))
    rows, columns = (np.concatenate([[-8.0], cuts, [8.0]]) for cuts in (rows, columns))

    def minus_log(rho: float) -> float:
        corners = np.array([[_below(a, b, rho) for b in columns] for a in rows])
        cells = np.diff(np.diff(corners, axis=0), axis=1)
        return -float((table * np.log(np.maximum(cells, 1e-12))).sum())

    best = optimize.minimize_scalar(minus_log, bounds=(-0.995, 0.995), method="bounded")
    rho, least = float(best.x), float(best.fun)
    drop = float(stats.chi2.ppf(level, 1)) / 2

    def limit(end: float) -> float:
        if minus_log(end) - least < drop:
            return end
        return float(optimize.brentq(lambda x: minus_log(x) - least - drop, min(end, rho), max(end, rho), xtol=1e-4))

    return Estimate("polychoric correlation", rho, Interval(limit(-0.995), limit(0.995), level))


def _below(a: float, b: float, rho: float) -> float:
    """P(X < a, Y < b) of two standard normals with correlation ``rho``, by Plackett's integral (1954)."""
    if a <= -8 or b <= -8:
        return 0.0
    if a >= 8:
        return float(stats.norm.cdf(b))
    if b >= 8:
        return float(stats.norm.cdf(a))
    # over the correlation's angle, where the integrand is smooth: 48 points are plenty
    nodes, weights = _GAUSS
    angles = math.asin(rho) * (nodes + 1) / 2
    s, c2 = np.sin(angles), np.cos(angles) ** 2
    area = float(weights @ np.exp(-(a * a - 2 * a * b * s + b * b) / (2 * c2))) * math.asin(rho) / 2
    return float(stats.norm.cdf(a)) * float(stats.norm.cdf(b)) + area / (2 * math.pi)


_GAUSS = np.polynomial.legendre.leggauss(48)
