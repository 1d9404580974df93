"""Intraclass correlations: six forms, from the mean squares of units × raters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from scipy import stats

from .problems import BadData
from .ratings import Ratings, ratings
from .results import Estimate, Interval

REFERENCE = "Shrout & Fleiss 1979, Intraclass correlations: uses in assessing rater reliability; McGraw & Wong 1996."
FORMS = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")


def intraclass(values: Ratings | Sequence[Sequence[Any]], level: float = 0.95) -> tuple[Estimate, ...]:
    """The six forms of Shrout and Fleiss, in the order of ``FORMS``, with F intervals.

    ``values``: rows = units, columns = raters; units not rated by all are left out. (1) each unit by other raters,
    (2) raters are a sample, absolute agreement, (3) these raters only, consistency; 1 = one rater's rating,
    k = the mean of all. BadData for fewer than two complete units or no variation.

    >>> shrout_fleiss = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> [round(form.value, 2) for form in intraclass(shrout_fleiss)]
    [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    """
    found = values if isinstance(values, Ratings) else ratings(values)
    rows = found.complete
    n, k = rows.shape
    if n < 2:
        raise BadData(f"found {n} units rated by everybody, expected at least 2")
    grand = rows.mean()
    between = k * float(((rows.mean(axis=1) - grand) ** 2).sum()) / (n - 1)
    raters = n * float(((rows.mean(axis=0) - grand) ** 2).sum()) / (k - 1)
    total = float(((rows - grand) ** 2).sum())
    within = (total - between * (n - 1)) / (n * (k - 1))
    error = max(0.0, (total - between * (n - 1) - raters * (k - 1)) / ((n - 1) * (k - 1)))
    if between <= 1e-12 * total or total == 0:
        raise BadData("no variation between units: intraclass correlations are not defined")
    if within <= 1e-12 * total:  # everybody agrees on every unit
        return tuple(Estimate(form, 1.0, Interval(1.0, 1.0, level)) for form in FORMS)
    if error <= 1e-12 * total:
        raise BadData("raters differ by a constant only: intraclass correlations have no interval")
    one = (between - within) / (between + (k - 1) * within)
    two = (between - error) / (between + (k - 1) * error + k * (raters - error) / n)
    three = (between - error) / (between + (k - 1) * error)
    mean_of = (
        (between - within) / between,
        (between - error) / (between + (raters - error) / n),
        (between - error) / between,
    )
    f1 = _f_limits(between / within, n - 1, n * (k - 1), level)
    f3 = _f_limits(between / error, n - 1, (n - 1) * (k - 1), level)
    single = (
        _interval(f1, lambda f: (f - 1) / (f + k - 1), level),
        _icc2_limits(between, raters, error, two, n, k, level),
        _interval(f3, lambda f: (f - 1) / (f + k - 1), level),
    )
    many = (
        _interval(f1, lambda f: 1 - 1 / f, level),
        _interval((single[1].low, single[1].high), lambda x: k * x / (1 + (k - 1) * x), level),
        _interval(f3, lambda f: 1 - 1 / f, level),
    )
    values_ = (one, two, three, *mean_of)
    return tuple(Estimate(*item) for item in zip(FORMS, values_, (*single, *many), strict=True))


def _interval(limits: tuple[float, float], of: Callable[[float], float], level: float) -> Interval:
    return Interval(of(limits[0]), of(limits[1]), level)


def _f_limits(f: float, df1: float, df2: float, level: float) -> tuple[float, float]:
    upper = (1 + level) / 2
    return f / float(stats.f.ppf(upper, df1, df2)), f * float(stats.f.ppf(upper, df2, df1))


def _icc2_limits(between: float, raters: float, error: float, icc: float, n: int, k: int, level: float) -> Interval:
    """Satterthwaite's approximation for the form with raters as a sample (Shrout & Fleiss, p. 424)."""
    f = raters / error
    above = (k - 1) * (n - 1) * (k * icc * f + n * (1 + (k - 1) * icc) - k * icc) ** 2
    below = (n - 1) * k**2 * icc**2 * f**2 + (n * (1 + (k - 1) * icc) - k * icc) ** 2
    v = above / below
    upper = (1 + level) / 2
    high_f, low_f = float(stats.f.ppf(upper, n - 1, v)), float(stats.f.ppf(upper, v, n - 1))
    rest = k * raters + (k * n - k - n) * error
    low = n * (between - high_f * error) / (high_f * rest + n * between)
    high = n * (low_f * between - error) / (rest + n * low_f * between)
    return Interval(low, high, level)
