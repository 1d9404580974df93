"""A group as a report prints it: n, mean and standard deviation. Raw data is summarised into the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .data_files import Numbers, valid
from .problems import BadData
from .results import Group
from .ties import NOISE, flat, settled


@dataclass(frozen=True)
class Summary:
    """A printed group: ``n`` valid values, their ``mean`` and sample ``sd`` (n − 1), both in the outcome's unit.

    >>> round(Summary("LA1", n=40, mean=30.73, sd=29.7).variance, 2)
    882.09
    """

    name: str
    n: int
    mean: float
    sd: float
    missing: int = 0

    @property
    def variance(self) -> float:
        return self.sd**2

    @property
    def flat(self) -> bool:
        """Whether all values are equal but for the noise of floating point, by the size of the values themselves."""
        return self.sd <= max(NOISE * abs(self.mean), 1e-75)  # below, a square's square is nothing

    @property
    def se(self) -> float:
        """Standard error of the mean."""
        return self.sd / math.sqrt(self.n)

    @property
    def group(self) -> Group:
        return Group(self.name, self.n, self.missing, self.mean, self.sd)


@dataclass(frozen=True)
class Sample:
    """A group's raw values, without the missing ones."""

    name: str
    values: Numbers
    missing: int = 0

    @property
    def summary(self) -> Summary:
        sd = 0.0 if flat(self.values) else float(self.values.std(ddof=1))
        return Summary(self.name, len(self.values), float(self.values.mean()), sd, self.missing)


def away(found: Sequence[Sample]) -> float:
    """A number near all values to count from, where they vary by a ten-thousandth of their size or less; else 0.

    A mean of numbers near 10¹² keeps four decimals at most; what they differ by may lie in those it loses.
    """
    low, high = min(float(s.values.min()) for s in found), max(float(s.values.max()) for s in found)
    return low if max(abs(low), abs(high)) > 1e4 * (high - low) else 0.0


def counted_from(found: Sequence[Sample], start: float) -> list[Sample]:
    """The same values, counted from ``start``: exact, as close numbers are subtracted without rounding."""
    if not start:
        return list(found)
    together = settled(np.concatenate([sample.values for sample in found])) - start
    ends = np.cumsum([len(sample.values) for sample in found])[:-1]
    parts = np.split(together, ends)
    return [Sample(sample.name, values, sample.missing) for sample, values in zip(found, parts, strict=True)]


def samples(groups: dict[str, Iterable[Any]]) -> list[Sample]:
    """Raw groups checked: BadData unless there are two or more, each with two or more numbers."""
    found = []
    for name, values in groups.items():
        numbers, missing = valid(values, f"group '{name}'")
        found.append(Sample(str(name), numbers, missing))
    _enough([(sample.name, len(sample.values)) for sample in found])
    return found


def checked(summaries: Sequence[Summary]) -> list[Summary]:
    """Printed groups checked: whole n of at least 2, a standard deviation that is not negative, finite figures."""
    for summary in summaries:
        where = f"group '{summary.name}'"
        if summary.n != int(summary.n):
            raise BadData(f"{where}: n is {summary.n}, expected a whole number")
        if not (math.isfinite(summary.mean) and math.isfinite(summary.sd)):
            raise BadData(f"{where}: mean {summary.mean}, sd {summary.sd}; expected numbers")
        if summary.sd < 0:
            raise BadData(f"{where}: sd is {summary.sd}, expected zero or more")
    _enough([(summary.name, summary.n) for summary in summaries])
    return list(summaries)


def _enough(sizes: Sequence[tuple[str, int]]) -> None:
    if len(sizes) < 2:
        raise BadData(f"found {len(sizes)} group{'' if len(sizes) == 1 else 's'}, expected at least 2 to compare")
    for name, n in sizes:
        if n < 2:
            raise BadData(f"group '{name}' has {n} value{'' if n == 1 else 's'}, expected at least 2")
    names = [name for name, _ in sizes]
    if len(set(names)) < len(names):
        raise BadData(f"two groups are named '{next(n for n in names if names.count(n) > 1)}'")


def pooled_variance(summaries: Sequence[Summary]) -> float:
    """Mean square within groups: Σ(n−1)s² / Σ(n−1)."""
    return sum((s.n - 1) * s.variance for s in summaries) / sum(s.n - 1 for s in summaries)


def grand_mean(summaries: Sequence[Summary]) -> float:
    """Mean of everybody: the groups' means weighted by n."""
    return float(np.average([s.mean for s in summaries], weights=[s.n for s in summaries]))


def varies(summaries: Sequence[Summary], *, each: bool) -> None:
    """BadData if no group (``each``: any group) has variation, without which the test divides by zero."""
    flat = [s.name for s in summaries if s.flat]
    if each and flat:
        raise BadData(f"group '{flat[0]}': all values are equal (sd 0); this test needs variation in every group")
    if len(flat) == len(summaries):
        raise BadData("no variation: within every group all values are equal (sd 0), so no test is possible")
