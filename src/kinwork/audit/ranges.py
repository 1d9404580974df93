"""The range of a formula as its inputs move over their rounding intervals.

>>> from .span import Span
>>> span = formula_range("a*(1-a)", {"a": Span.rounded("0.5")})
>>> round(float(span.lo), 6), round(float(span.hi), 6)
(0.2475, 0.25)
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from . import slopes
from .expressions import HIGHEST_POWER, Undefined, evaluate, power, uses
from .extremes import Box, extremes
from .slopes import Slope
from .span import Number, Span

SAFETY = 1e-13  # what floating arithmetic may have lost, relative to the ends


def formula_value(expression: str, values: Mapping[str, Number]) -> Number:
    """The result at one point: exact where all is rational. Raises ``Undefined``."""
    result: Number = evaluate(expression, values, power)
    if isinstance(result, float) and not math.isfinite(result):
        raise Undefined("a number without limit")
    return result


def formula_range(expression: str, spans: Mapping[str, Span]) -> Span:
    """All results over the box. Without limit where it divides by what can be zero. Raises ``Undefined``."""
    counts = uses(expression)
    moving = [name for name in spans if name in counts and not spans[name].is_point]
    if not moving:
        return Span.exact(formula_value(expression, {name: span.lo for name, span in spans.items()}))
    if all(counts[name] == 1 for name in moving):
        try:
            span: Span = evaluate(expression, {n: spans[n] for n in counts}, _span_power)  # each once: no overestimate
        except (Undefined, TypeError, AttributeError):
            pass
        else:
            return span if isinstance(span, Span) else Span.exact(span)
    return _Search(expression, spans, moving).range()


def _span_power(base: Span | Fraction, exponent: Span | Fraction) -> Span:
    base = base if isinstance(base, Span) else Span.exact(base)
    to = exponent if isinstance(exponent, Span) else Span.exact(exponent)
    if not to.is_point or base.lo < 0 or (base.lo == 0 and to.lo <= 0) or abs(float(to.lo)) > HIGHEST_POWER:
        raise Undefined("left to the search")
    ends = Span(power(base.lo, to.lo), power(base.hi, to.lo), base.closed_lo, base.closed_hi)
    return ends if to.lo >= 0 else Span(ends.hi, ends.lo, ends.closed_hi, ends.closed_lo)


class _Search:
    """Extremes by the monotonicity test, and by branch and bound for what it leaves open."""

    def __init__(self, expression: str, spans: Mapping[str, Span], moving: Sequence[str]) -> None:
        self.expression, self.spans, self.moving = expression, spans, moving
        self.fixed = {name: float(span.lo) for name, span in spans.items() if name not in moving}
        self.unit = [
            tuple((1.0, 1.0) if i == j else (0.0, 0.0) for j in range(len(moving))) for i in range(len(moving))
        ]

    def range(self) -> Span:
        high, closed_hi = self._end(+1)
        low, closed_lo = self._end(-1)
        if low == high:  # the same everywhere: a - a
            return Span.exact(low)
        return Span(low, high, closed_lo, closed_hi)

    def _slope(self, box: Box) -> Slope:
        values = {
            name: Slope(a, b, self.unit[i]) for i, (name, (a, b)) in enumerate(zip(self.moving, box, strict=True))
        }
        return evaluate(self.expression, {**self.fixed, **values}, slopes.power)  # type: ignore[no-any-return]

    def _end(self, direction: int) -> tuple[Number, bool]:
        """The highest (+1) or lowest (-1) value, and whether it is reached."""
        box: Box = tuple((float(self.spans[name].lo), float(self.spans[name].hi)) for name in self.moving)
        while True:
            by = self._slope(box).by
            narrowed = tuple(_toward(side, slope, direction) for side, slope in zip(box, by, strict=True))
            if narrowed == box:
                break
            box = narrowed
        if all(a == b for a, b in box):
            try:
                return self._corner(box)
            except Undefined:  # the box reaches beyond what has a result; search what lies inside
                box = tuple((float(self.spans[name].lo), float(self.spans[name].hi)) for name in self.moving)
        low, high = extremes(self._bound, self._point, box)
        value = high if direction > 0 else low
        return value + direction * SAFETY * abs(value), False

    def _corner(self, box: Box) -> tuple[Number, bool]:
        """All variables sit at an end: exact arithmetic there, and reached only where every such end is."""
        values: dict[str, Number] = {name: span.lo for name, span in self.spans.items() if name not in self.moving}
        reached = True
        for name, (end, _) in zip(self.moving, box, strict=True):
            span = self.spans[name]
            at_low = end == float(span.lo)
            values[name] = span.lo if at_low else span.hi
            reached = reached and (span.closed_lo if at_low else span.closed_hi)
        return formula_value(self.expression, values), reached

    def _point(self, x: Sequence[float]) -> float:
        try:
            values: dict[str, Number] = {**self.fixed, **dict(zip(self.moving, x, strict=True))}
            return float(formula_value(self.expression, values))
        except Undefined:
            return math.nan

    def _bound(self, box: Box) -> tuple[float, float]:
        whole = self._slope(box)
        ends = []
        for direction in (-1, 1):
            part = tuple(_toward(side, slope, direction) for side, slope in zip(box, whole.by, strict=True))
            narrowed = self._slope(part) if part != box else whole
            ends.append((narrowed.lo, narrowed.hi)[direction > 0])
        middle = tuple((a + b) / 2 for a, b in box)
        there = self._point(middle)
        if there == there:
            swing = sum(
                max(abs(s[0]), abs(s[1])) * (b - a) / 2 if b > a else 0.0
                for s, (a, b) in zip(whole.by, box, strict=True)
            )
            if swing == swing:
                ends = [max(ends[0], there - swing), min(ends[1], there + swing)]
        return ends[0], ends[1]


def _toward(side: tuple[float, float], slope: tuple[float, float], direction: int) -> tuple[float, float]:
    """The end of the side at which the extreme lies, where the slope keeps its sign; else the side."""
    if side[0] == side[1]:
        return side
    rising = slope[0] >= 0 if direction > 0 else slope[1] <= 0
    falling = slope[1] <= 0 if direction > 0 else slope[0] >= 0
    if rising:
        return side[1], side[1]
    return (side[0], side[0]) if falling else side
