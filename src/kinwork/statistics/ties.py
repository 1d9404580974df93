"""Which values are the same but for the last bits of floating point, and the ranks that follow.

>>> ranked([0.3, 0.1 + 0.2, 1.0]).ranks  # 0.1 + 0.2 is 0.30000000000000004
array([1.5, 1.5, 3. ])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
# A sum of a few dozen terms is off by a few units in the last place, and no instrument measures sixteen digits.
NOISE = 32 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Ranked:
    """``ranks``: average ranks from 1, shape (n,); ``place``: which of the distinct values, from 0; ``times``: how
    often each of those occurs."""

    ranks: Numbers
    place: npt.NDArray[np.int64]
    times: npt.NDArray[np.int64]

    @property
    def any(self) -> bool:
        """Whether any two values are tied."""
        return len(self.times) < len(self.ranks)

    @property
    def correction(self) -> float:
        """What ties take from the variance of rank sums: Σ(t³ − t)."""
        t = self.times.astype(np.float64)
        return float((t**3 - t).sum())


def ranked(values: Sequence[float] | Numbers, scale: Numbers | None = None) -> Ranked:
    """Ranks of ``values``; those are tied that differ by noise only.

    ``scale`` is how large the numbers were from which the values came (differences of large numbers are noisier than
    they look); without it the values' own size.
    """
    numbers = np.asarray(values, dtype=np.float64)
    order = np.argsort(numbers)
    ordered = numbers[order]
    size = np.abs(ordered) if scale is None else np.asarray(scale, dtype=np.float64)[order]
    begins = np.ones(len(ordered), dtype=bool)
    begins[1:] = np.diff(ordered) > NOISE * np.maximum(size[1:], size[:-1])
    at = np.cumsum(begins) - 1
    starts = np.flatnonzero(begins)
    times = np.diff(np.append(starts, len(ordered)))
    place = np.empty(len(ordered), dtype=np.int64)
    place[order] = at
    return Ranked((starts + (times + 1) / 2)[place], place, times)


def settled(values: Numbers) -> Numbers:
    """The values, those that differ by noise only made equal to the least of them."""
    found = ranked(values)
    if not found.any:
        return values
    least = np.full(len(found.times), np.inf)
    np.minimum.at(least, found.place, values)
    return np.asarray(least[found.place])


def flat(values: Numbers) -> bool:
    """Whether all values are equal but for noise: by their size, not by an absolute measure of small."""
    return bool(np.ptp(values) <= NOISE * float(np.abs(values).max(initial=0.0)))
