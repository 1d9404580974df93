"""Chi-square (Pearson, Yates, likelihood ratio) of tables of counts.

>>> pearson([[26, 16], [6, 9]]).df
1
>>> round(pearson([[26, 16], [6, 9]]).value, 3)
2.154
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .expressions import Undefined

Counts = Sequence[Sequence[int]]


class ChiSquare(NamedTuple):
    """The statistic and its degrees of freedom."""

    value: float
    df: int


def pearson(counts: Counts) -> ChiSquare:
    """Pearson's chi-square, without correction. Raises ``Undefined``."""
    return _over_cells(counts, lambda seen, expected: (seen - expected) ** 2 / expected)


def yates(counts: Counts) -> ChiSquare:
    """With Yates's correction, for 2 × 2 only; a larger table gets Pearson's, as in SPSS. Raises ``Undefined``.

    As SciPy and R, it moves each count towards its expectation by one half, but never beyond it.
    """
    kept = without_empty(counts)
    if (len(kept), len(kept[0])) != (2, 2):
        return pearson(kept)
    return _over_cells(kept, lambda seen, expected: max(0.0, abs(seen - expected) - 0.5) ** 2 / expected)


def likelihood_ratio(counts: Counts) -> ChiSquare:
    """G² = 2 sum(seen × ln(seen / expected)); an empty cell adds nothing. Raises ``Undefined``."""
    return _over_cells(counts, lambda seen, expected: 2 * seen * math.log(seen / expected) if seen else 0.0)


KINDS: dict[str, tuple[str, Callable[[Counts], ChiSquare]]] = {
    "pearson": ("Pearson's chi-square", pearson),
    "yates": ("chi-square with Yates's correction", yates),
    "lr": ("likelihood-ratio chi-square", likelihood_ratio),
}


def without_empty(counts: Counts) -> list[list[int]]:
    """The table without rows and columns that hold nobody. Raises ``Undefined`` where less than 2 × 2 is left."""
    rows = [list(row) for row in counts if sum(row)]
    columns = [i for i in range(len(counts[0])) if sum(row[i] for row in counts)]
    kept = [[row[i] for i in columns] for row in rows]
    if len(kept) < 2 or len(columns) < 2:
        raise Undefined("fewer than two rows and two columns with anyone in them")
    return kept


def _over_cells(counts: Counts, term: Callable[[int, float], float]) -> ChiSquare:
    kept = without_empty(counts)
    across = [sum(row) for row in kept]
    down = [sum(column) for column in zip(*kept, strict=True)]
    total = sum(across)
    value = math.fsum(
        term(seen, across[i] * down[j] / total) for i, row in enumerate(kept) for j, seen in enumerate(row)
    )
    return ChiSquare(max(0.0, value), (len(across) - 1) * (len(down) - 1))
