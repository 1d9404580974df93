"""Exact p of a table of counts of any size, with fixed margins."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from scipy import special, stats

from .data_files import Numbers

MOST_STATES = 400_000  # beyond, enumeration would take longer than people wait


def fisher_freeman_halton(table: Numbers, *, resamples: int = 100_000, seed: int = 20130601) -> tuple[float, str]:
    """Two-sided exact p (tables no likelier than the one seen) and the name of how it was found.

    ``table``: counts, shape (r, c). 2 × 2 is scipy's Fisher; larger tables are enumerated column by column,
    merging partial tables with equal remaining margins and equal probability; tables too large for that are
    sampled (the name says so). Source: Freeman & Halton 1951.

    >>> import numpy as np
    >>> p, how = fisher_freeman_halton(np.array([[3.0, 1, 0], [0, 2, 4]]))
    >>> round(p, 4), how
    (0.0333, 'Fisher–Freeman–Halton exact test')
    """
    if table.shape == (2, 2):
        return float(stats.fisher_exact(table.astype(int))[1]), "Fisher's exact test"
    # what is left of the rows is the state, so the shorter side stands as rows
    p = _enumerated(table if table.shape[0] <= table.shape[1] else table.T)
    if p is not None:
        return p, "Fisher–Freeman–Halton exact test"
    return _sampled(table, resamples, seed), f"Fisher–Freeman–Halton test ({resamples:,} random tables)"


def _enumerated(table: Numbers) -> float | None:
    rows = tuple(int(x) for x in table.sum(axis=1))
    columns = [int(x) for x in table.sum(axis=0)]
    seen = -float(special.gammaln(table + 1).sum())
    # remaining rows → {Σ −log n! so far: log of how many ways}; float keys rounded so that equal tables merge
    states: dict[tuple[int, ...], dict[float, float]] = {rows: {0.0: 1.0}}
    for width in columns[:-1]:
        after: dict[tuple[int, ...], dict[float, float]] = {}
        size = 0
        for left, values in states.items():
            for drawn in _columns(left, width):
                step = -sum(math.lgamma(x + 1) for x in drawn)
                kept = after.setdefault(tuple(x - y for x, y in zip(left, drawn, strict=True)), {})
                for value, ways in values.items():
                    key = round(value + step, 9)
                    if key not in kept:
                        size += 1
                    kept[key] = kept.get(key, 0.0) + ways
                if size > MOST_STATES:
                    return None
        states = after
    constant = float(
        special.gammaln(table.sum(axis=1) + 1).sum()
        + special.gammaln(table.sum(axis=0) + 1).sum()
        - special.gammaln(table.sum() + 1)
    )
    total = 0.0
    for left, values in states.items():
        last = -sum(math.lgamma(x + 1) for x in left)
        for value, ways in values.items():
            if value + last <= seen + 1e-7:
                total += ways * math.exp(value + last + constant)
    return min(1.0, total)


def _columns(left: tuple[int, ...], width: int) -> Iterator[tuple[int, ...]]:
    """Every way to draw ``width`` from the rows left."""
    if len(left) == 1:
        if width <= left[0]:
            yield (width,)
        return
    rest = sum(left[1:])
    for first in range(max(0, width - rest), min(left[0], width) + 1):
        for others in _columns(left[1:], width - first):
            yield (first, *others)


def _sampled(table: Numbers, resamples: int, seed: int) -> float:
    margins = stats.random_table(table.sum(axis=1).astype(int), table.sum(axis=0).astype(int))
    drawn = margins.rvs(resamples, random_state=np.random.default_rng(seed))
    seen = -float(special.gammaln(table + 1).sum())
    likelihood = -special.gammaln(drawn + 1).sum(axis=(1, 2))
    # the table seen counts as one of those drawn, so that p is never zero (Phipson & Smyth 2010)
    return float((np.sum(likelihood <= seen + 1e-7) + 1) / (resamples + 1))
