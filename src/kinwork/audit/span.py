"""Ranges of numbers with exact ends: what a rounded figure can have been, and what follows from it.

>>> Span.rounded("1.20")
Span(lo=Fraction(239, 200), hi=Fraction(241, 200), closed_lo=True, closed_hi=True)
>>> Span.exact(3).meets(Span.rounded("3.0"))
True

Ends are fractions wherever arithmetic is exact, so that a figure that lies just on the edge of a rounding interval is
judged rightly, and binary floats would make a lottery of it. Both ends of a rounding interval belong to it: 12.5 is
printed as 13 by whoever rounds up and as 12 by whoever rounds to even, as R, Python and SPSS do in places, and an audit
should not accuse on a convention.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | float


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from ``lo`` to ``hi``; whether the ends themselves belong to it."""

    lo: Number
    hi: Number
    closed_lo: bool = True
    closed_hi: bool = True

    @classmethod
    def exact(cls, value: Number | int) -> Span:
        """One number and no other."""
        number = Fraction(value) if isinstance(value, int) else value
        return cls(number, number)

    @classmethod
    def rounded(cls, text: str) -> Span:
        """What a figure printed as ``text`` can have been. Raises ``ValueError`` where ``text`` is no plain number."""
        value = Fraction(text)
        half = Fraction(1, 2 * 10 ** decimals(text))
        return cls(value - half, value + half)

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only."""
        return self.lo == self.hi

    @property
    def middle(self) -> Number:
        """The number in the middle: the figure as printed."""
        return self.lo if self.is_point else (self.lo + self.hi) / 2

    def meets(self, other: Span) -> bool:
        """Whether some number lies in both."""
        lo, hi = max(self.lo, other.lo), min(self.hi, other.hi)
        if lo != hi:
            return lo < hi
        return self.holds(lo) and other.holds(lo)

    def holds(self, value: Number) -> bool:
        """Whether the number lies in it."""
        above = self.lo < value or (self.closed_lo and self.lo == value)
        below = value < self.hi or (self.closed_hi and self.hi == value)
        return above and below

    def __abs__(self) -> Span:
        if self.lo >= 0:
            return self
        if self.hi <= 0:
            return -self
        high, closed = _highest([(-self.lo, self.closed_lo), (self.hi, self.closed_hi)])
        return Span(Fraction(0), high, True, closed)

    def __neg__(self) -> Span:
        return Span(-self.hi, -self.lo, self.closed_hi, self.closed_lo)

    def __add__(self, other: Span) -> Span:
        return Span(
            self.lo + other.lo,
            self.hi + other.hi,
            self.closed_lo and other.closed_lo,
            self.closed_hi and other.closed_hi,
        )

    def __sub__(self, other: Span) -> Span:
        return self + (-other)

    def __mul__(self, other: Span) -> Span:
        return self._corners(other, lambda a, b: a * b)

    def __truediv__(self, other: Span) -> Span:
        """Raises ``ZeroDivisionError`` where the divisor can be zero."""
        if other.lo <= 0 <= other.hi:
            raise ZeroDivisionError
        return self._corners(other, lambda a, b: a / b)

    def _corners(self, other: Span, of: Callable[[Number, Number], Number]) -> Span:
        ends = [
            (of(a, b), mine and its)
            for a, mine in ((self.lo, self.closed_lo), (self.hi, self.closed_hi))
            for b, its in ((other.lo, other.closed_lo), (other.hi, other.closed_hi))
        ]
        low, closed_lo = _lowest(ends)
        high, closed_hi = _highest(ends)
        return Span(low, high, closed_lo, closed_hi)


def decimals(text: str) -> int:
    """How many digits are printed after the decimal point.

    >>> decimals("1.20"), decimals("61")
    (2, 0)
    """
    return len(text.partition(".")[2])


def plain(value: Number | None) -> float | None:
    """A number as JSON can carry it: nothing for what has no limit."""
    if value is None:
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def _lowest(ends: list[tuple[Number, bool]]) -> tuple[Number, bool]:
    low = min(end for end, _ in ends)
    return low, any(closed for end, closed in ends if end == low)


def _highest(ends: list[tuple[Number, bool]]) -> tuple[Number, bool]:
    high = max(end for end, _ in ends)
    return high, any(closed for end, closed in ends if end == high)
