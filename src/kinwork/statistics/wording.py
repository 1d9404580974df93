"""Results as a report says them, in APA's manner: no zero before a decimal point that cannot exceed one."""

from __future__ import annotations

import math

from .results import Estimate, Interval, Result


def p_value(p: float) -> str:
    """p as printed: three decimals, never 'p = .000'.

    >>> p_value(0.0482), p_value(0.00004), p_value(1)
    ('p = .048', 'p < .001', 'p = 1.000')
    """
    return "p < .001" if p < 0.001 else f"p = {bounded(p, 3)}"


def stars(p: float, *, trend: bool = False) -> str:
    """``***`` below .001, ``**`` .01, ``*`` .05; with ``trend`` ``+`` below .10, as some reports print."""
    for limit, mark in ((0.001, "***"), (0.01, "**"), (0.05, "*")):
        if p < limit:
            return mark
    return "+" if trend and p < 0.10 else ""


def bounded(value: float, decimals: int = 2) -> str:
    """A figure that lies between −1 and 1, without its leading zero: .46, −.08, 1.00."""
    return f"{value:.{decimals}f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.{decimals}f}"


def degrees(df: float) -> str:
    """Whole degrees of freedom whole, Welch's with two decimals."""
    return f"{df:.0f}" if abs(df - round(df)) < 1e-9 else f"{df:.2f}"


def interval(between: Interval | None) -> str:
    """``95 % CI [0.12, 1.30]``; empty where there is none."""
    if between is None:
        return ""
    low, high = (f"{x:.2f}" if math.isfinite(x) else "no limit" for x in (between.low, between.high))
    return f"{between.level * 100:g} % CI [{low}, {high}]"


def estimate(figure: Estimate) -> str:
    """A named figure with its interval."""
    between = interval(figure.interval)
    return f"{figure.name} = {figure.value:.2f}{', ' + between if between else ''}"


def statistic(result: Result) -> str:
    """``t(66) = 2.01, p = .048``; an exact test is its p alone."""
    if result.statistic is None:
        return p_value(result.p)
    inside = ", ".join(degrees(df) for df in result.df)
    return f"{result.symbol}{f'({inside})' if inside else ''} = {result.statistic:.2f}, {p_value(result.p)}"


def sentence(result: Result) -> str:
    """The whole result in one line.

    >>> from kinwork.statistics import Summary, compare_groups
    >>> print(compare_groups([Summary("RSW", 27, 3.2, 0.6), Summary("SAU", 40, 2.5, 0.6)], test="pooled"))
    independent-samples t, pooled variance: t(65) = 4.68, p < .001; difference RSW − SAU = 0.70, \
95 % CI [0.40, 1.00]; Hedges' g = 1.15, 95 % CI [0.63, 1.67]
    """
    parts = [f"{result.test}: {statistic(result)}"]
    parts += [estimate(figure) for figure in (result.estimate, result.effect) if figure is not None]
    if result.p_adjusted is not None:
        parts.append(f"{result.adjustment}-adjusted {p_value(result.p_adjusted)}")
    return "; ".join(parts)
