"""Which side a test looks at: both, or the one that was named before the data were seen."""

from __future__ import annotations

import math

from scipy import stats

from .problems import BadData

ALTERNATIVES = ("two-sided", "less", "greater")


def checked_alternative(alternative: str) -> str:
    """One of ``ALTERNATIVES``: "greater" is that the first group (x, before) is the greater. Else BadData."""
    if alternative not in ALTERNATIVES:
        raise BadData(f"found alternative '{alternative}', expected one of: {', '.join(ALTERNATIVES)}")
    return alternative


def one_sided(alternative: str) -> str:
    """What stands behind a test's name: intervals stay two-sided, and a reader has to know that p is not."""
    return "" if alternative == "two-sided" else f" (one-sided p: first {alternative})"


def p_of_t(t: float, df: float, alternative: str = "two-sided") -> float:
    """p of a t; of a z where ``df`` is infinite.

    >>> round(p_of_t(2.0, 60), 3), round(p_of_t(2.0, 60, "greater"), 3), round(p_of_t(2.0, 60, "less"), 3)
    (0.05, 0.025, 0.975)
    """
    above = stats.t.sf if math.isfinite(df) else lambda x, _: stats.norm.sf(x)
    if alternative == "two-sided":
        return float(2 * above(abs(t), df))
    return float(above(t if alternative == "greater" else -t, df))
