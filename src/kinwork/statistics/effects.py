"""Effect sizes with intervals that respect their skewed distributions."""

from __future__ import annotations

import math
from collections.abc import Callable

from scipy import optimize, special, stats

from .results import Estimate, Interval
from .summaries import Summary, pooled_variance


def hedges_g(a: Summary, b: Summary, level: float = 0.95) -> Estimate:
    """Standardised difference a − b, by the pooled sd, corrected for small samples; exact noncentral-t interval.

    Source: Hedges 1981; Cumming & Finch 2001 for the interval.

    >>> from kinwork.statistics.summaries import Summary
    >>> round(hedges_g(Summary("a", 20, 10, 2), Summary("b", 20, 9, 2)).value, 3)
    0.49
    """
    df = a.n + b.n - 2
    scale = math.sqrt(1 / a.n + 1 / b.n)
    d = (a.mean - b.mean) / math.sqrt(pooled_variance([a, b]))
    correction = _small_sample(df)
    low, high = _noncentral_t(d / scale, df, level)
    return Estimate("Hedges' g", d * correction, Interval(low * scale * correction, high * scale * correction, level))


def paired_d(t: float, n: int, level: float = 0.95) -> Estimate:
    """Mean change by the sd of the changes, corrected for small samples; exact noncentral-t interval."""
    low, high = _noncentral_t(t, n - 1, level)
    scale = _small_sample(n - 1) / math.sqrt(n) if n > 2 else 1 / math.sqrt(n)
    return Estimate("d of the changes", t * scale, Interval(low * scale, high * scale, level))


def bonett_d(a: Summary, b: Summary, level: float = 0.95) -> Estimate:
    """Standardised difference a − b for unequal variances: by the root of their mean. Source: Bonett 2008."""
    variance = (a.variance + b.variance) / 2
    d = (a.mean - b.mean) / math.sqrt(variance)
    df_a, df_b = a.n - 1, b.n - 1
    error = d**2 * (a.variance**2 / df_a + b.variance**2 / df_b) / (8 * variance**2)
    error += (a.variance / df_a + b.variance / df_b) / variance
    half = float(stats.norm.ppf((1 + level) / 2)) * math.sqrt(error)
    return Estimate("Cohen's d (average variance)", d, Interval(d - half, d + half, level))


def eta_squared(f: float, df1: float, df2: float, level: float = 0.95) -> Estimate:
    """Share of the outcome's variance between groups, from the classic F; noncentral-F interval (Steiger 2004).

    The interval corrects the upward bias of eta squared, so that it may lie below it: then there is none, and
    ``note`` says so.
    """
    value = f * df1 / (f * df1 + df2)
    low, high = (ncp / (ncp + df1 + df2 + 1) for ncp in noncentral_f(f, df1, df2, level))
    if not low <= value <= high:
        bare = f"[{low:.2f}, {high:.2f}]"
        note = (
            f"no interval: eta squared is biased upwards and lies outside the unbiased one, {bare}; read omega squared"
        )
        return Estimate("eta squared", value, note=note)
    return Estimate("eta squared", value, Interval(low, high, level))


def omega_squared(f: float, df1: float, df2: float) -> Estimate:
    """Eta squared without its upward bias (Hays 1963); never below zero."""
    return Estimate("omega squared", max(0.0, df1 * (f - 1) / (df1 * (f - 1) + df1 + df2 + 1)))


def cramers_v(chi2: float, df: int, n: int, smaller: int, level: float = 0.95) -> Estimate:
    """Association in a table, 0 to 1; ``smaller`` is min(rows, columns) − 1. Noncentral chi-square interval.

    V counts what chance alone gives (df), and so do the interval's limits (Smithson 2003, p. 41): it holds V.
    """
    share = _chi2_share(chi2, df, n * smaller, level)
    value = min(1.0, math.sqrt(chi2 / (n * smaller)))
    return Estimate("Cramér's V", value, Interval(math.sqrt(share.low), math.sqrt(share.high), level))


def epsilon_squared(h: float, df: int, n: int, level: float = 0.95) -> Estimate:
    """Share of the variance of ranks between groups, from Kruskal and Wallis' H; noncentral chi-square interval."""
    return Estimate("epsilon squared", min(1.0, h / (n - 1)), _chi2_share(h, df, n - 1, level))


def _chi2_share(chi2: float, df: int, whole: int, level: float) -> Interval:
    """Limits of a share that is a chi-square over its greatest value; from 0 where no effect at all would do."""
    low, high = noncentral_chi2(chi2, df, level)
    return Interval((low + df) / whole if low > 0 else 0.0, min(1.0, (high + df) / whole), level)


def _small_sample(df: float) -> float:
    return math.exp(float(special.gammaln(df / 2) - special.gammaln((df - 1) / 2))) / math.sqrt(df / 2)


def _noncentral_t(t: float, df: float, level: float) -> tuple[float, float]:
    if t < 0:  # mirrored, because the far tails of the noncentral t are computed well on one side only
        low, high = _noncentral_t(-t, df, level)
        return -high, -low
    tail = (1 - level) / 2
    spread = 10 + 2 * abs(t)

    def at(p: float) -> float:
        return float(optimize.brentq(lambda ncp: float(special.nctdtr(df, ncp, t)) - p, t - spread, t + spread))

    try:
        return at(1 - tail), at(tail)
    except ValueError:  # |t| beyond what the noncentral t can be computed for: the normal approximation is exact enough
        half = float(stats.norm.ppf(1 - tail)) * math.sqrt(1 + t**2 / (2 * df))
        return t - half, t + half


def noncentral_f(f: float, df1: float, df2: float, level: float) -> tuple[float, float]:
    """Noncentralities for which ``f`` is at the upper and the lower tail; 0 where there is none."""

    def patnaik(ncp: float) -> float:
        return float(special.fdtr((df1 + ncp) ** 2 / (df1 + 2 * ncp), df2, f * df1 / (df1 + ncp)))

    def exact(ncp: float) -> float:
        return float(special.ncfdtr(df1, df2, ncp, f))

    # the exact series takes seconds when groups differ by hundreds of errors, where Patnaik 1949 is as good
    return _noncentral(patnaik if f * df1 > 2000 else exact, f * df1, level)


def noncentral_chi2(chi2: float, df: float, level: float) -> tuple[float, float]:
    """The same for chi-square."""
    return _noncentral(lambda ncp: float(special.chndtr(chi2, df, ncp)), chi2, level)


def _noncentral(cdf: Callable[[float], float], start: float, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2

    def at(p: float) -> float:
        if cdf(1e-12) <= p:
            return 0.0
        high = max(10.0, 2 * start)
        while cdf(high) > p:
            high *= 2
        return float(optimize.brentq(lambda ncp: cdf(ncp) - p, 1e-12, high))

    return at(1 - tail), at(tail)


def rank_biserial(u: float, n1: int, n2: int, level: float = 0.95) -> Estimate:
    """Pairs that favour the first group minus pairs that favour the second, −1 to 1 (Cureton 1956).

    The interval is through Fisher's z with the standard error of Cliff's delta under no ties (approximate).
    """
    r = 2 * u / (n1 * n2) - 1
    if abs(r) == 1:
        return Estimate("rank-biserial r", r, note="no interval: the groups do not overlap")
    error = math.sqrt((n1 + n2 + 1) / (3 * n1 * n2))
    half = float(stats.norm.ppf((1 + level) / 2)) * error
    z = math.atanh(r)
    return Estimate("rank-biserial r", r, Interval(math.tanh(z - half), math.tanh(z + half), level))
