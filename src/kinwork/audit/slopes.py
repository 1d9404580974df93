"""Floating intervals that carry the interval of their slope in each variable (forward automatic differentiation).

Where the slope in a variable keeps its sign over a box, the extremes lie at that variable's ends: this is what makes
the boxes of formulae tight although their variables stand in them many times. Source: R. E. Moore, *Interval
Analysis* (1966), monotonicity test; sound because every operation returns an interval that holds all its results.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

Pair = tuple[float, float]
EVERYTHING: Pair = (-math.inf, math.inf)


@dataclass(slots=True)
class Slope:
    """From ``lo`` to ``hi``, with one pair per variable for the slope."""

    lo: float
    hi: float
    by: tuple[Pair, ...]

    def __neg__(self) -> Slope:
        return Slope(-self.hi, -self.lo, tuple((-b, -a) for a, b in self.by))

    def __add__(self, other: Any) -> Slope:
        if not isinstance(other, Slope):
            number = float(other)
            return Slope(self.lo + number, self.hi + number, self.by)
        return Slope(self.lo + other.lo, self.hi + other.hi, tuple(map(_plus, self.by, other.by)))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Slope:
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> Slope:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Slope:
        if not isinstance(other, Slope):
            pair = (float(other),) * 2
            lo, hi = times((self.lo, self.hi), pair)
            return Slope(lo, hi, tuple(times(slope, pair) for slope in self.by))
        mine, its = (self.lo, self.hi), (other.lo, other.hi)
        lo, hi = times(mine, its)
        by = tuple(_plus(times(a, its), times(mine, b)) for a, b in zip(self.by, other.by, strict=True))
        return Slope(lo, hi, by)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Slope:
        if not isinstance(other, Slope):
            return self.__mul__(1 / float(other))
        return self.__mul__(other.inverse())

    def __rtruediv__(self, other: Any) -> Slope:
        return self.inverse().__mul__(other)

    def inverse(self) -> Slope:
        """1 / x; everything where x can be zero."""
        if self.lo <= 0 <= self.hi:
            return Slope(*EVERYTHING, tuple(EVERYTHING for _ in self.by))
        lo, hi = 1 / self.hi, 1 / self.lo
        steep = times((lo, hi), (lo, hi)) if lo > 0 or hi < 0 else EVERYTHING
        steep = (min(lo * lo, hi * hi), max(lo * lo, hi * hi)) if steep != EVERYTHING else steep
        return Slope(lo, hi, tuple(times(slope, (-steep[1], -steep[0])) for slope in self.by))

    def raised(self, exponent: float) -> Slope:
        """x to a fixed power. Roots of what lies below zero do not exist, so that part is cut off."""
        if exponent == 0:
            return Slope(1.0, 1.0, tuple((0.0, 0.0) for _ in self.by))
        if exponent < 0:
            return self.raised(-exponent).inverse()
        if exponent == int(exponent):
            return self._whole(int(exponent))
        lo, hi = max(self.lo, 0.0), max(self.hi, 0.0)
        steep = exponent * _root(hi, exponent - 1), exponent * _root(lo, exponent - 1)
        pair = (min(steep), max(steep))
        return Slope(lo**exponent, hi**exponent, tuple(times(slope, pair) for slope in self.by))

    def _whole(self, n: int) -> Slope:
        ends = _to(self.lo, n), _to(self.hi, n)
        lo, hi = min(ends), max(ends)
        if n % 2 == 0 and self.lo < 0 < self.hi:
            lo = 0.0
        below = _to(self.lo, n - 1), _to(self.hi, n - 1)
        steep = n * min(below), n * max(below)
        if n % 2 == 1 and self.lo < 0 < self.hi and n > 1:
            steep = (0.0, steep[1])
        return Slope(lo, hi, tuple(times(slope, steep) for slope in self.by))


def power(base: Any, exponent: Any) -> Any:
    """A power over slopes and plain numbers; an exponent that is itself a range goes by exp(y ln x)."""
    if not isinstance(exponent, Slope):
        return base.raised(float(exponent)) if isinstance(base, Slope) else float(base) ** float(exponent)
    if not isinstance(base, Slope):
        base = Slope(float(base), float(base), tuple((0.0, 0.0) for _ in exponent.by))
    if base.lo <= 0:
        return Slope(*EVERYTHING, tuple(EVERYTHING for _ in base.by))
    logs = Slope(math.log(base.lo), math.log(base.hi), tuple(times(s, (1 / base.hi, 1 / base.lo)) for s in base.by))
    inner = exponent * logs
    lo, hi = _exp(inner.lo), _exp(inner.hi)
    return Slope(lo, hi, tuple(times(slope, (lo, hi)) for slope in inner.by))


def times(a: Pair, b: Pair) -> Pair:
    """The product of two intervals; everything where zero meets infinity."""
    w, x, y, z = a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]
    if w != w or x != x or y != y or z != z:
        return EVERYTHING
    return min(w, x, y, z), max(w, x, y, z)


def _plus(a: Pair, b: Pair) -> Pair:
    lo, hi = a[0] + b[0], a[1] + b[1]
    return (lo if lo == lo else -math.inf, hi if hi == hi else math.inf)


def _root(x: float, exponent: float) -> float:
    if x == 0:
        return math.inf if exponent < 0 else 0.0
    return float(x**exponent)


def _to(x: float, n: int) -> float:
    if n == 0:
        return 1.0
    try:
        return float(x**n)
    except OverflowError:
        return math.inf if x > 0 or n % 2 == 0 else -math.inf


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf
