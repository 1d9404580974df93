"""Which means and standard deviations n people can have on a scale: GRIM and GRIMMER, with exact arithmetic.

Sources: N. J. L. Brown and J. A. J. Heathers, "The GRIM test", *Social Psychological and Personality Science* 8
(2017); J. Anaya, "The GRIMMER test" (2016), and A. Allard, "Analytic-GRIMMER" (2018), of which the parity rule below.

>>> from .table import Scale
>>> ghq = Answers.on(Scale(Fraction(0), Fraction(36), Fraction(1)), items=1, n=27)
>>> ghq.sums(Span.rounded("11.21"))  # 27 whole scores cannot average 11.21
range(0, 0)
>>> Answers.on(Scale(Fraction(0), Fraction(36), Fraction(1)), items=1, n=28).sums(Span.rounded("11.21"))
range(314, 315)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from .span import Span
from .table import Scale

MOST_TRIED = 1_000_000  # sets of answers in part, before the search for one is given up and that is said


@dataclass(frozen=True)
class Answers:
    """n people, each of whom scores ``low`` + 0, 1, ... ``top`` units. Their sum and sum of squares are in units."""

    n: int
    low: Fraction
    unit: Fraction
    top: int

    @classmethod
    def on(cls, scale: Scale, items: int, n: int) -> Answers:
        """On a scale with a step; an average of several items moves in parts of the step."""
        assert scale.step is not None
        unit = scale.step / items
        return cls(n, scale.low, unit, int((scale.high - scale.low) / unit))

    def mean(self, total: int) -> Fraction:
        """The mean that a sum gives."""
        return self.low + self.unit * Fraction(total, self.n)

    def sums(self, mean: Span) -> range:
        """The sums that give a printed mean: usually one, none where it cannot be reached."""
        scale = self.n / float(self.unit)
        ends = [(float(end) - float(self.low)) * scale for end in (mean.lo, mean.hi)]
        slack = 1e-9 + 1e-14 * abs(ends[1])
        first, last = math.ceil(ends[0] - slack), math.floor(ends[1] + slack)
        if first > last:
            return range(0)
        first += not mean.holds(self.mean(first))  # whether the ends belong to it is decided exactly
        last -= last >= first and not mean.holds(self.mean(last))
        first, last = max(0, first), min(self.top * self.n, last)
        return range(first, max(first, last + 1))

    def nearest_mean(self, mean: Span) -> Fraction:
        """The mean that can be reached nearest to the printed one."""
        total = round((Fraction(mean.middle) - self.low) / self.unit * self.n)
        return self.mean(min(max(total, 0), self.top * self.n))

    def squares(self, total: int) -> tuple[int, int]:
        """The least and the greatest sum of squares with a sum: all alike, and all but one at the ends."""
        each, over = divmod(total, self.n)
        full, rest = divmod(total, self.top)
        return over * (each + 1) ** 2 + (self.n - over) * each**2, full * self.top**2 + rest**2

    def reaches(self, total: int, squares: int) -> bool | None:
        """Whether some answers have that sum and that sum of squares; ``None`` where the search was given up."""
        least, most = self.squares(total)
        if not least <= squares <= most or (squares - total) % 2:
            return False
        return _reaches(self.n, self.top, total, squares)

    def sd(self, total: int, squares: int) -> float:
        """The standard deviation (n - 1) of a sum and a sum of squares."""
        spread = Fraction(squares) - Fraction(total * total, self.n)
        return math.sqrt(max(Fraction(0), spread) / (self.n - 1)) * float(self.unit)

    def squares_within(self, total: int, sd: Span) -> range:
        """The sums of squares that give a printed SD with a sum."""
        least, most = self.squares(total)
        centre = Fraction(total * total, self.n)
        ends = [(Fraction(max(end, Fraction(0))) / self.unit) ** 2 * (self.n - 1) + centre for end in (sd.lo, sd.hi)]
        first, last = math.ceil(ends[0]), math.floor(ends[1])
        if last == ends[1] and not sd.closed_hi:
            last -= 1
        return range(max(first, least), max(max(first, least), min(last, most) + 1))


@lru_cache(maxsize=65_536)
def _reaches(n: int, top: int, total: int, squares: int) -> bool | None:
    """Whether n answers from 0 to top have a sum and a sum of squares (which lies between the least and the greatest).

    Nearly always such answers can be built. Where they cannot, the sum of squares is near its greatest: then few
    answers lie between the ends, and every way in which they can is tried.
    """
    built = any(_built(n, top, total, squares, kept) for kept in (4, 0, 8))
    return True if built else _few_inside(n, top, total, squares)


def _built(n: int, top: int, total: int, squares: int, kept: int) -> bool:
    """From answers as alike as can be, pairs are moved apart as far as the sum of squares allows.

    Two that move t apart from x and y add 2t(y - x + t). Alike they add 2t², and any number is a sum of four squares:
    ``kept`` pairs of equal answers make up the rest.
    """
    each, over = divmod(total, n)
    alike = [each] * min(kept, (n - over) // 2) + [each + 1] * min(kept, over // 2)
    answers = [each] * (n - over - 2 * alike.count(each)) + [each + 1] * (over - 2 * alike.count(each + 1))
    lacking = squares - sum(x * x for x in answers) - 2 * sum(x * x for x in alike)
    low, high = 0, len(answers) - 1
    while lacking and low < high:
        x, y = answers[low], answers[high]
        gap = y - x
        most = (math.isqrt(gap * gap + 2 * lacking) - gap) // 2  # the greatest t with 2t(gap + t) <= lacking
        t = min(x, top - y, most)
        lacking -= 2 * t * (gap + t)
        answers[low], answers[high] = x - t, y + t
        if t == most:
            low, high = low + 1, high - 1
        else:
            low, high = low + (x == t), high - (y + t == top)
    for x in sorted(alike, key=lambda x: -min(x, top - x)):
        lacking -= 2 * min(x, top - x, math.isqrt(lacking // 2)) ** 2
    return not lacking


def _few_inside(n: int, top: int, total: int, squares: int) -> bool | None:
    """Every way in which answers can lie between the ends; ``None`` where there are too many ways to try.

    With x(top - x) for what an answer lacks to an end's share, what all of them lack is top total - squares, which the
    answers inside have to make up between them: each lacks at least top - 1.
    """
    lacking = top * total - squares
    budget = MOST_TRIED

    def tried(a: int, left: int, inside: int, sums: frozenset[int]) -> bool:
        """Whether ``left`` is made up by answers of ``a`` or more from their nearer end; ``sums`` of those so far."""
        nonlocal budget
        budget -= len(sums)
        if budget < 0:
            raise OverflowError
        if left == 0:
            return any(not (total - x) % top and 0 <= (total - x) // top <= n - inside for x in sums)
        if 2 * a > top or inside == n or left < a * (top - a):
            return False
        if left > (n - inside) * (top // 2) * (top - top // 2):
            return False
        share = a * (top - a)
        for times in range(min(left // share, n - inside), -1, -1):
            ends = {times * a} if 2 * a == top else {near * a + (times - near) * (top - a) for near in range(times + 1)}
            both = frozenset(x + end for x in sums for end in ends)
            if tried(a + 1, left - times * share, inside + times, both):
                return True
        return False

    try:
        return tried(1, lacking, 0, frozenset({0})) if top > 1 else lacking == 0
    except (OverflowError, RecursionError):
        return None


def least_sd(n: int, low: Fraction, unit: Fraction, mean: Span) -> float:
    """The least standard deviation (n - 1) of n scores in whole units with a mean in the span, reached or not.

    A mean that lies between two scores needs both: with a part f on the upper one the spread is f (1 - f).

    >>> round(least_sd(28, Fraction(1), Fraction(1), Span.rounded("5.19")), 2)
    0.4
    """
    ends = [(Fraction(end) - low) / unit for end in (mean.lo, mean.hi)]
    if math.floor(ends[1]) >= math.ceil(ends[0]):
        return 0.0
    parts = [end - math.floor(end) for end in ends]
    spread = min(part * (1 - part) for part in parts)
    return math.sqrt(spread * n / (n - 1)) * float(unit)


def greatest_sd(n: int, low: Fraction, high: Fraction, mean: Span) -> float:
    """The greatest standard deviation (n - 1) of n numbers from low to high with a mean in the span.

    For a given sum the spread is greatest with all but one at the ends; between sums that leave none in the middle it
    is convex, so the ends of the span and those sums are all that need a look.
    """
    width = high - low
    first = max(Fraction(0), (Fraction(mean.lo) - low) / width * n)
    last = min(Fraction(n), (Fraction(mean.hi) - low) / width * n)
    if first > last:
        return 0.0
    whole = range(math.ceil(first), math.floor(last) + 1)
    near = [total for total in (whole[0], n // 2, n // 2 + 1, whole[-1]) if total in whole] if whole else []
    spreads = []
    for total in (first, last, *map(Fraction, near)):
        full = math.floor(total)
        spreads.append(full + (total - full) ** 2 - total * total / n)
    return math.sqrt(max(spreads) / (n - 1)) * float(width)
