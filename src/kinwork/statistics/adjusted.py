"""p values when there are several: adjusted so that the family of them keeps its promise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .problems import BadData

METHODS = {
    "holm": "Holm 1979: the chance of any false finding among all tests",
    "benjamini-hochberg": "Benjamini & Hochberg 1995: the share of false findings among those reported",
}


def adjust(p_values: Sequence[float], method: str = "holm") -> list[float]:
    """Adjusted p values in the order given.

    ``method``: "holm" or "benjamini-hochberg". BadData for a p outside 0 to 1 or an unknown method.

    >>> [round(p, 3) for p in adjust([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    >>> [round(p, 3) for p in adjust([0.01, 0.04, 0.03], "benjamini-hochberg")]
    [0.03, 0.04, 0.04]
    """
    if method not in METHODS:
        raise BadData(f"found adjustment '{method}', expected one of: {', '.join(METHODS)}")
    for p in p_values:
        if not 0 <= p <= 1:
            raise BadData(f"found p = {p}, expected 0 to 1")
    values = np.asarray(p_values, dtype=float)
    if method == "benjamini-hochberg":
        from scipy import stats

        return [float(p) for p in stats.false_discovery_control(values)]
    order = np.argsort(values, kind="stable")
    steps = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(steps, 1)
    return [float(p) for p in adjusted]
