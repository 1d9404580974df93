"""Means of two or more groups, from n, mean and sd alone: what raw data and printed tables have in common."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from scipy import stats

from .data_files import valid
from .effects import bonett_d, eta_squared, hedges_g, omega_squared
from .problems import BadData
from .results import Alternative, Estimate, Interval, Result
from .sides import one_sided, p_of_t
from .summaries import Summary, checked, grand_mean, pooled_variance, varies

STUDENT = "Student 1908; pooled variance, as SPSS 'equal variances assumed'."
WELCH = "Welch 1947; Satterthwaite 1946 degrees of freedom, as SPSS 'equal variances not assumed'."
FISHER = "Fisher 1925, one-way analysis of variance."
WELCH_ANOVA = "Welch 1951, On the comparison of several mean values. Biometrika 38, 330–336."
BROWN_FORSYTHE = "Brown & Forsythe 1974, The small sample behavior of some statistics. Technometrics 16, 129–132."


def pooled_t(groups: Sequence[Summary], level: float = 0.95, alternative: str = "two-sided") -> Result:
    """Student's t of two groups with one common variance; estimate = first mean − second mean.

    >>> result = pooled_t([Summary("LA1", 40, 30.73, 29.7), Summary("LA2", 26, 24.2, 18.5)])
    >>> f"t({result.df[0]:.0f}) = {result.statistic:.3f}, p = {result.p:.3f}"
    't(64) = 1.001, p = 0.321'
    """
    a, b = _two(groups)
    varies([a, b], each=False)
    df = float(a.n + b.n - 2)
    error = math.sqrt(pooled_variance([a, b]) * (1 / a.n + 1 / b.n))
    name = "independent-samples t, pooled variance"
    return _t(a, b, error, df, name, hedges_g(a, b, level), STUDENT, level, alternative)


def welch_t(groups: Sequence[Summary], level: float = 0.95, alternative: str = "two-sided") -> Result:
    """Welch's t of two groups, each with its own variance; estimate = first mean − second mean."""
    a, b = _two(groups)
    varies([a, b], each=False)
    error = math.sqrt(a.se**2 + b.se**2)
    shares = a.se**2 / error**2, b.se**2 / error**2  # of one, so that no power of a tiny error is nothing
    df = 1 / (shares[0] ** 2 / (a.n - 1) + shares[1] ** 2 / (b.n - 1))
    return _t(a, b, error, df, "independent-samples t, Welch", bonett_d(a, b, level), WELCH, level, alternative)


def _two(groups: Sequence[Summary]) -> tuple[Summary, Summary]:
    if len(groups) != 2:
        raise BadData(f"found {len(groups)} groups, a t test compares exactly 2")
    a, b = checked(groups)
    return a, b


def _t(
    a: Summary,
    b: Summary,
    error: float,
    df: float,
    test: str,
    effect: Estimate,
    reference: str,
    level: float,
    alternative: str,
) -> Result:
    difference = a.mean - b.mean
    t = difference / error
    half = float(stats.t.ppf((1 + level) / 2, df)) * error
    return Result(
        test=test + one_sided(alternative),
        p=p_of_t(t, df, alternative),
        groups=(a.group, b.group),
        reference=reference,
        symbol="t",
        statistic=t,
        df=(df,),
        estimate=Estimate(
            f"difference {a.name} − {b.name}", difference, Interval(difference - half, difference + half, level)
        ),
        effect=effect,
    )


def anova(groups: Sequence[Summary], level: float = 0.95) -> Result:
    """Classic one-way analysis of variance. Effect: eta squared; omega squared among ``more``.

    >>> la = [Summary("LA1", 40, 30.73, 29.7), Summary("LA2", 26, 24.2, 18.5), Summary("LA3", 34, 31.5, 36.0)]
    >>> f"F = {anova(la).statistic:.3f}, p = {anova(la).p:.3f}"
    'F = 0.522, p = 0.595'
    """
    groups = checked(groups)
    varies(groups, each=False)
    df1, df2 = float(len(groups) - 1), float(sum(s.n for s in groups) - len(groups))
    f = _between(groups) / df1 / pooled_variance(groups)
    return _f(groups, f, df1, df2, "one-way analysis of variance", FISHER, level)


def welch_anova(groups: Sequence[Summary], level: float = 0.95) -> Result:
    """Welch's one-way analysis: groups weigh by their precision, variances may differ."""
    groups = checked(groups)
    varies(groups, each=True)
    k = len(groups)
    weights = [s.n / s.variance for s in groups]
    total = sum(weights)
    mean = sum(w * s.mean for w, s in zip(weights, groups, strict=True)) / total
    unevenness = sum((1 - w / total) ** 2 / (s.n - 1) for w, s in zip(weights, groups, strict=True))
    above = sum(w * (s.mean - mean) ** 2 for w, s in zip(weights, groups, strict=True)) / (k - 1)
    f = above / (1 + 2 * (k - 2) / (k**2 - 1) * unevenness)
    return _f(
        groups, f, float(k - 1), (k**2 - 1) / (3 * unevenness), "Welch's analysis of variance", WELCH_ANOVA, level
    )


def brown_forsythe_anova(groups: Sequence[Summary], level: float = 0.95) -> Result:
    """Brown and Forsythe's F* for means when variances differ (not their test of variances)."""
    groups = checked(groups)
    varies(groups, each=False)
    n = sum(s.n for s in groups)
    parts = [(1 - s.n / n) * s.variance for s in groups]
    f = _between(groups) / sum(parts)
    df2 = 1 / sum((part / sum(parts)) ** 2 / (s.n - 1) for part, s in zip(parts, groups, strict=True))
    name = "Brown–Forsythe analysis of variance"
    return _f(groups, f, float(len(groups) - 1), df2, name, BROWN_FORSYTHE, level)


def _between(groups: Sequence[Summary]) -> float:
    middle = grand_mean(groups)
    return sum(s.n * (s.mean - middle) ** 2 for s in groups)


def _f(groups: Sequence[Summary], f: float, df1: float, df2: float, test: str, reference: str, level: float) -> Result:
    # the share of the variance is the data's, whichever test is taken: from sums of squares, not from Welch's F
    within = float(sum(s.n for s in groups) - len(groups))
    classic = _between(groups) / df1 / pooled_variance(groups)
    effect = eta_squared(classic, df1, within, level)
    return Result(
        test=test,
        p=float(stats.f.sf(f, df1, df2)),
        groups=tuple(s.group for s in groups),
        reference=reference,
        symbol="F",
        statistic=f,
        df=(df1, df2),
        effect=effect,
        more=(omega_squared(classic, df1, within),),
    )


def as_alternative(result: Result) -> Alternative:
    """A result in one line, to stand beside the test that was chosen."""
    assert result.statistic is not None
    return Alternative(result.test, result.statistic, result.df, result.p)


def mean_of(values: Iterable[Any], *, groups: Sequence[Any] | None = None, level: float = 0.95) -> Estimate:
    """The mean of one sample with Student's interval; robust to likeness within ``groups``, one label for each value.

    With groups (sessions of one worker, answers of one family) the error is the sandwich of Liang & Zeger (1986),
    with t of groups − 1 (Cameron & Miller 2015). BadData for fewer than two values, or two groups.

    >>> found = mean_of([3, 4, 5, 4, 4])
    >>> round(found.value, 2), round(found.interval.low, 2), round(found.interval.high, 2)
    (4.0, 3.12, 4.88)
    >>> wider = mean_of([3, 3, 3, 5, 5, 5, 4, 4], groups="aaabbbcc")
    >>> round(wider.value, 2), round(wider.interval.low, 2), round(wider.interval.high, 2)
    (4.0, 1.21, 6.79)
    """
    numbers, _ = valid(list(values), "values")
    if len(numbers) < 2:
        raise BadData(f"found {len(numbers)} values, expected at least 2 for an interval")
    n, mean = len(numbers), float(numbers.mean())
    labels = list(range(n)) if groups is None else list(groups)
    if len(labels) != n:
        raise BadData(f"found {len(labels)} group labels for {n} values, expected one each")
    sums: dict[Any, float] = {}
    for label, value in zip(labels, numbers, strict=True):
        sums[label] = sums.get(label, 0.0) + float(value) - mean
    if len(sums) < 2:
        raise BadData("found 1 group, expected at least 2")
    error = math.sqrt(sum(one**2 for one in sums.values()) * len(sums) / (len(sums) - 1)) / n
    half = float(stats.t.ppf((1 + level) / 2, len(sums) - 1)) * error
    return Estimate("mean", mean, Interval(mean - half, mean + half, level))
