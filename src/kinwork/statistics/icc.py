"""Intraclass correlations: six forms, from the mean squares of units × raters."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from scipy import stats

from .problems import BadData
from .ratings import Ratings, ratings
from .results import Estimate, Interval

REFERENCE = "Shrout & Fleiss 1979, Intraclass correlations: uses in assessing rater reliability; McGraw & Wong 1996."
FORMS = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")


def intraclass(values: Ratings | Iterable[Iterable[Any]], level: float = 0.95) -> tuple[Estimate, ...]:
    """The six forms of Shrout and Fleiss, in the order of ``FORMS``, with F intervals.

    ``values``: rows = units, columns = raters; units not rated by all are left out. (1) each unit by other raters,
    (2) raters are a sample, absolute agreement, (3) these raters only, consistency; 1 = one rater's rating,
    k = the mean of all. Forms of k reach below any limit where units differ less than chance lets them; a form that
    the mean squares do not allow is NaN, an interval that they do not allow None, with the reason in ``note``.
    BadData for fewer than two complete units or no variation.

    >>> shrout_fleiss = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> [round(form.value, 2) for form in intraclass(shrout_fleiss)]
    [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    """
    rows = ratings(values).measured("intraclass correlations").complete
    n, k = rows.shape
    if n < 2:
        raise BadData(f"found {n} units rated by everyone, expected at least 2")
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
    two = _share(between - error, between + (k - 1) * error + k * (raters - error) / n)
    three = (between - error) / (between + (k - 1) * error)
    mean_of = (
        (between - within) / between,
        _share(between - error, between + (raters - error) / n),
        (between - error) / between,
    )
    f1 = _f_limits(between / within, n - 1, n * (k - 1), level)
    f3 = _f_limits(between / error, n - 1, (n - 1) * (k - 1), level)
    absolute = _icc2_limits(between, raters, error, two, n, k, level)
    limits = (
        _through(f1, lambda f: (f - 1) / (f + k - 1)),
        absolute,
        _through(f3, lambda f: (f - 1) / (f + k - 1)),
        _through(f1, lambda f: 1 - 1 / f),
        _through(absolute, lambda x: k * x / (1 + (k - 1) * x) if 1 + (k - 1) * x > 0 else -math.inf),
        _through(f3, lambda f: 1 - 1 / f),
    )
    return tuple(
        _estimate(form, value, between_, level)
        for form, value, between_ in zip(FORMS, (one, two, three, *mean_of), limits, strict=True)
    )


def _share(above: float, below: float) -> float:
    """NaN where the parts of the variance add up to less than nothing, so that a share of it means nothing."""
    return above / below if below > 0 else math.nan


def _through(limits: tuple[float, float], of: Callable[[float], float]) -> tuple[float, float]:
    return of(limits[0]), of(limits[1])


def _estimate(form: str, value: float, limits: tuple[float, float], level: float) -> Estimate:
    if math.isnan(value):
        note = "units and raters both differ less than chance lets them: this form has no value here"
        return Estimate(form, value, note=note)
    low, high = limits
    if not low <= value <= high <= 1 + 1e-12:
        note = "the approximation (Satterthwaite) gives no interval here: units differ too little"
        return Estimate(form, value, note=note)
    return Estimate(form, value, Interval(low, min(high, 1.0), level))


def _f_limits(f: float, df1: float, df2: float, level: float) -> tuple[float, float]:
    upper = (1 + level) / 2
    return f / float(stats.f.ppf(upper, df1, df2)), f * float(stats.f.ppf(upper, df2, df1))


def _icc2_limits(
    between: float, raters: float, error: float, icc: float, n: int, k: int, level: float
) -> tuple[float, float]:
    """Satterthwaite's approximation for the form with raters as a sample (Shrout & Fleiss, p. 424)."""
    f = raters / error
    above = (k - 1) * (n - 1) * (k * icc * f + n * (1 + (k - 1) * icc) - k * icc) ** 2
    below = (n - 1) * k**2 * icc**2 * f**2 + (n * (1 + (k - 1) * icc) - k * icc) ** 2
    v = above / below if below else math.nan
    if not v > 0:
        return math.nan, math.nan
    upper = (1 + level) / 2
    high_f, low_f = float(stats.f.ppf(upper, n - 1, v)), float(stats.f.ppf(upper, v, n - 1))
    rest = k * raters + (k * n - k - n) * error
    low = _share(n * (between - high_f * error), high_f * rest + n * between)
    return low, _share(n * (low_f * between - error), rest + n * low_f * between)
