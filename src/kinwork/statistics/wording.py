"""Figures as a report prints them, in APA's manner: no zero before a decimal point that cannot exceed one."""

from __future__ import annotations


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
