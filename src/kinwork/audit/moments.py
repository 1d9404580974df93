"""t and F from printed sizes, means and standard deviations, with their exact ranges over the rounding box.

>>> from .span import Span
>>> a = RoundedSample("LA1", 40, Span.rounded("9.88"), Span.rounded("2.98"))
>>> b = RoundedSample("LA2", 38, Span.rounded("12.82"), Span.rounded("6.78"))
>>> result = t_test([a], [b], "welch")
>>> round(result.value, 2), [round(end, 2) for end in result.range()]
(-2.46, [-2.47, -2.45])
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from .expressions import Undefined
from .extremes import Box, extremes, highest, lowest
from .ranges import formula_range, formula_value
from .span import Number, Span
from .sums_of_squares import greatest_between, least_between
from .tails import f_tail, t_tails

Range = tuple[float, float]


@dataclass(frozen=True)
class RoundedSample:
    """One group: its size, and mean and standard deviation as rounding intervals."""

    label: str
    n: int
    mean: Span
    sd: Span
    sd_as_printed: float | None = None  # where it is not the middle of its range

    @classmethod
    def of_binary(cls, label: str, count: int, n: int) -> RoundedSample:
        """A 0/1 variable: ``count`` ones among ``n``."""
        mean = Span.exact(count).lo / n
        sd = math.sqrt(mean * (1 - mean) * n / (n - 1)) if n > 1 else 0.0
        return cls(label, n, Span.exact(mean), Span(sd, sd))

    def of_size(self, n: int) -> RoundedSample:
        """The same with another size."""
        other = copy(self)  # with what was worked out of mean and SD
        object.__setattr__(other, "n", n)
        return other

    @cached_property
    def m(self) -> tuple[float, float, float]:
        """Mean: lowest, as printed, highest."""
        return float(self.mean.lo), float(self.mean.middle), float(self.mean.hi)

    @cached_property
    def s(self) -> tuple[float, float, float]:
        """Standard deviation: lowest (never below 0), as printed, highest."""
        middle = float(self.sd.middle) if self.sd_as_printed is None else self.sd_as_printed
        return max(0.0, float(self.sd.lo)), middle, float(self.sd.hi)


Df = tuple[tuple[float, float, float], ...]
"""Each degree of freedom as recomputed, lowest, highest."""


@dataclass(frozen=True)
class Moment:
    """A recomputed statistic with its p; ranges are worked out only when they are asked for."""

    value: float
    p_at: Callable[[], float]
    range: Callable[[], Range]
    df: Callable[[], Df]
    p_range: Callable[[], Range]
    p_outer: Callable[[], Range] | None = None  # quick: holds the range of p, and may be wider
    outer: Callable[[], Range] | None = None  # the same of the value

    @property
    def p(self) -> float:
        """The p of the value."""
        return self.p_at()


LOW, AS_PRINTED, HIGH = 0, 1, 2


def anova(samples: Sequence[RoundedSample]) -> Moment:
    """One-way F from sizes, means and SDs. Raises ``Undefined``.

    F is (sum of squares between) / (mean square within): the first depends on the means only, the second on the SDs
    only, so the range of the ratio is exact.
    """
    sizes = [sample.n for sample in samples]
    k, total = len(samples), sum(sizes)
    if total <= k:
        raise Undefined("no degrees of freedom within groups (every n is 1)")
    within = [sum((x.n - 1) * x.s[i] ** 2 for x in samples) / (total - k) for i in (LOW, AS_PRINTED, HIGH)]
    means = [sample.m for sample in samples]
    between = [
        least_between(sizes, [m[LOW] for m in means], [m[HIGH] for m in means]) / (k - 1),
        least_between(sizes, [m[AS_PRINTED] for m in means], [m[AS_PRINTED] for m in means]) / (k - 1),
        greatest_between(sizes, [m[LOW] for m in means], [m[HIGH] for m in means]) / (k - 1),
    ]
    value = _ratio(between[AS_PRINTED], within[AS_PRINTED])
    low, high = _ratio(between[LOW], within[HIGH]), _ratio(between[HIGH], within[LOW])
    df1, df2 = k - 1, total - k
    return Moment(
        value,
        lambda: f_tail(value, df1, df2),
        lambda: (low, high),
        lambda: (_three(df1), _three(df2)),
        lambda: (f_tail(high, df1, df2), f_tail(low, df1, df2)),
    )


def welch_anova(samples: Sequence[RoundedSample]) -> Moment:
    """Welch's F for unequal variances. Raises ``Undefined``.

    Source: B. L. Welch, "On the comparison of several mean values", *Biometrika* 38 (1951). Its numerator rises with
    every weight n/s², so its range is exact; what remains is the slow denominator, halved until it hardly moves.
    """
    if any(sample.n < 2 for sample in samples):
        raise Undefined("Welch's F needs two members in every group")
    if any(sample.s[AS_PRINTED] == 0 for sample in samples):
        raise Undefined("Welch's F needs every SD above 0")
    sizes = [sample.n for sample in samples]
    k = len(samples)
    lows, mids, highs = ([sample.m[i] for sample in samples] for i in (LOW, AS_PRINTED, HIGH))
    sds: Box = tuple((sample.s[LOW], sample.s[HIGH]) for sample in samples)
    factor = 2 * (k - 2) / (k * k - 1)

    def top(weights: Sequence[float], direction: int) -> float:
        if direction == 0:
            return least_between(weights, mids, mids) / (k - 1)
        of = greatest_between if direction > 0 else least_between
        return of(weights, lows, highs) / (k - 1)

    def parts(s: Sequence[float], direction: int) -> tuple[float, float]:
        weights = [n / (x * x) for n, x in zip(sizes, s, strict=True)]
        spread = _spread(sizes, weights, weights)[0]
        return top(weights, direction) / (1 + factor * spread), (k * k - 1) / (3 * spread)

    value, df2 = parts([sample.s[AS_PRINTED] for sample in samples], 0)
    if any(a == 0 for a, _ in sds):
        everything = (0.0, math.inf)
        return Moment(
            value,
            lambda: f_tail(value, k - 1, df2),
            lambda: everything,
            lambda: (_three(k - 1), (df2, *everything)),
            lambda: (0.0, 1.0),
        )

    def bounds(box: Box) -> tuple[Range, Range]:
        light = [n / (b * b) for n, (_, b) in zip(sizes, box, strict=True)]
        heavy = [n / (a * a) for n, (a, _) in zip(sizes, box, strict=True)]
        least, most = _spread(sizes, light, heavy)
        f = top(light, -1) / (1 + factor * most), top(heavy, 1) / (1 + factor * least)
        return f, ((k * k - 1) / (3 * most), (k * k - 1) / (3 * least))

    def f_range() -> Range:
        low = lowest(lambda box: bounds(box)[0][0], lambda s: parts(s, -1)[0], sds)
        return low, highest(lambda box: bounds(box)[0][1], lambda s: parts(s, 1)[0], sds)

    def df() -> Df:
        return _three(k - 1), (df2, *extremes(lambda box: bounds(box)[1], lambda s: parts(s, 0)[1], sds))

    def p_range() -> Range:
        def p_at(direction: int) -> Callable[[Sequence[float]], float]:
            return lambda s: f_tail(parts(s, direction)[0], k - 1, parts(s, direction)[1])

        def p_below(box: Box) -> float:
            f, df = bounds(box)
            return min(_tails_at(f[1], k - 1, df))

        def p_above(box: Box) -> float:
            f, df = bounds(box)
            return max(_tails_at(f[0], k - 1, df))

        return lowest(p_below, p_at(1), sds), highest(p_above, p_at(-1), sds)

    def p_outer() -> Range:
        f, degrees = bounds(sds)
        return min(_tails_at(f[1], k - 1, degrees)), max(_tails_at(f[0], k - 1, degrees))

    return Moment(value, lambda: f_tail(value, k - 1, df2), f_range, df, p_range, p_outer, lambda: bounds(sds)[0])


def _tails_at(f: float, df1: int, df2: Range) -> Range:
    """The tail of F at either end of its second df: where F is large it falls with df2, where small it may rise."""
    return f_tail(f, df1, df2[0]), f_tail(f, df1, df2[1])


def _spread(sizes: Sequence[int], light: Sequence[float], heavy: Sequence[float]) -> Range:
    """The range of sum((1 - w/W)² / (n - 1)) as each weight moves from light to heavy."""
    all_light, all_heavy = sum(light), sum(heavy)
    least = most = 0.0
    for n, w, v in zip(sizes, light, heavy, strict=True):
        share = v / (v + all_light - w), w / (w + all_heavy - v)
        least += (1 - share[0]) ** 2 / (n - 1)
        most += (1 - share[1]) ** 2 / (n - 1)
    return least, most


def t_test(left: Sequence[RoundedSample], right: Sequence[RoundedSample], variance: str) -> Moment:
    """Two-sample t, ``variance`` pooled or welch; a side of several samples is taken together. Signed: left - right.

    Raises ``Undefined``.
    """
    total = sum(x.n for x in (*left, *right))
    if total < 3:
        raise Undefined("two samples with three members or more are needed")
    value = float(_t_at(left, right, variance, AS_PRINTED).middle)

    def t_range() -> Range:
        ends = [_t_at(left, right, variance, end) for end in (LOW, HIGH)]
        return min(float(end.lo) for end in ends), max(float(end.hi) for end in ends)

    if variance == "welch":
        return _with_welch_df(left, right, value, t_range)
    df = float(total - 2)

    def p_range() -> Range:
        near, far = _by_size(*t_range())
        return t_tails(far, df), t_tails(near, df)

    return Moment(value, lambda: t_tails(value, df), t_range, lambda: (_three(df),), p_range)


def _t_at(left: Sequence[RoundedSample], right: Sequence[RoundedSample], variance: str, end: int) -> Span:
    """t with every SD at one end, its range over the means (a point where the SDs are as printed).

    For any means t falls as an SD grows, so that all lowest and all highest SDs together give its extremes.
    """
    if len(left) == len(right) == 1:
        return _t_of_two(left[0], right[0], variance, end)
    expression, values = _t_expression(left, right, variance, end)
    if end == AS_PRINTED:
        return Span.exact(formula_value(expression, {name: span.middle for name, span in values.items()}))
    try:
        return formula_range(expression, values)
    except Undefined:  # every SD can be 0: no limit in the direction of the difference
        return _without_limit(formula_range(f"{_side('x', left)[0]}-({_side('y', right)[0]})", values))


def _t_of_two(a: RoundedSample, b: RoundedSample, variance: str, end: int) -> Span:
    if variance == "welch" and min(a.n, b.n) < 2:
        raise Undefined("Welch's t needs two members in each group")
    v, w = (a.n - 1) * a.s[end] ** 2, (b.n - 1) * b.s[end] ** 2
    if variance == "pooled":
        error = math.sqrt((v + w) / (a.n + b.n - 2) * (1 / a.n + 1 / b.n))
    else:
        error = math.sqrt(v / (a.n * (a.n - 1)) + w / (b.n * (b.n - 1)))
    if end == AS_PRINTED:
        return Span.exact(_signed_ratio(a.m[AS_PRINTED] - b.m[AS_PRINTED], error))
    if error == 0:
        return _without_limit(a.mean - b.mean)
    slack = 1e-15 * (abs(a.m[AS_PRINTED]) + abs(b.m[AS_PRINTED]))
    low, high = a.m[LOW] - b.m[HIGH] - slack, a.m[HIGH] - b.m[LOW] + slack
    return Span(low / error, high / error)


def _signed_ratio(top: float, bottom: float) -> float:
    return math.copysign(_ratio(abs(top), bottom), top)


def _without_limit(difference: Span) -> Span:
    return Span(-math.inf if difference.lo < 0 else 0.0, math.inf if difference.hi > 0 else 0.0)


def _t_expression(
    left: Sequence[RoundedSample], right: Sequence[RoundedSample], variance: str, end: int
) -> tuple[str, dict[str, Span]]:
    values = {f"x{i}": x.mean for i, x in enumerate(left)} | {f"y{i}": y.mean for i, y in enumerate(right)}
    (m1, ss1), (m2, ss2) = _side("x", left), _side("y", right)
    squares = [sum((x.n - 1) * x.s[end] ** 2 for x in side) for side in (left, right)]
    values |= {"v": Span.exact(squares[0]), "w": Span.exact(squares[1])}
    n1, n2 = sum(x.n for x in left), sum(x.n for x in right)
    if variance == "pooled":
        error = f"((v+{ss1}+w+{ss2})/{n1 + n2 - 2}*(1/{n1}+1/{n2}))"
    else:
        if n1 < 2 or n2 < 2:
            raise Undefined("Welch's t needs two members in each group")
        error = f"((v+{ss1})/{n1 * (n1 - 1)}+(w+{ss2})/{n2 * (n2 - 1)})"
    return f"({m1}-({m2}))/{error}**0.5", values


def _side(letter: str, side: Sequence[RoundedSample]) -> tuple[str, str]:
    """Expressions for the mean of a side and for the sum of squares between its parts."""
    total = sum(x.n for x in side)
    if len(side) == 1:
        return f"{letter}0", "0"
    mean = "(" + "+".join(f"{x.n}*{letter}{i}" for i, x in enumerate(side)) + f")/{total}"
    pairs = [(i, j) for i in range(len(side)) for j in range(i)]
    between = "+".join(f"{side[i].n * side[j].n}*({letter}{i}-{letter}{j})**2" for i, j in pairs)
    return mean, f"({between})/{total}"


def _with_welch_df(
    left: Sequence[RoundedSample], right: Sequence[RoundedSample], value: float, t_range: Callable[[], Range]
) -> Moment:
    """The Welch-Satterthwaite degrees of freedom, and p over the box of difference and SDs."""
    sides = [variance_of_mean(side) for side in (left, right)]
    sizes = [sum(x.n for x in side) for side in (left, right)]
    box: Box = ((sides[0][LOW], sides[0][HIGH]), (sides[1][LOW], sides[1][HIGH]))

    def df_at(v: float, w: float) -> float:
        if v + w == 0:
            return float(sum(sizes) - 2)
        return (v + w) ** 2 / (v * v / (sizes[0] - 1) + w * w / (sizes[1] - 1))

    def df_range(part: Box) -> Range:
        """Through the ratio of the two variances: one hill, its top where both terms weigh alike."""
        (a, b), (c, d) = part
        ends = [df_at(a, d), df_at(b, c)]
        slope = sizes[0] - 1, sizes[1] - 1
        if a * slope[1] < d * slope[0] and b * slope[1] > c * slope[0]:
            ends.append(float(sum(slope)))
        return min(ends), max(ends)

    def p_range() -> Range:
        near, far = _by_size(*t_range())
        if math.isinf(far):
            return 0.0, t_tails(near, df_range(box)[0])
        # t is at most the greatest difference over the standard error, and never beyond its own range; a side of
        # several samples has both ends bind, since its means move the difference and the variance at once
        nearest, farthest = _by_size(*_difference(left, right))

        def below(part: Box) -> float:
            (a, _), (c, _) = part
            return t_tails(min(far, farthest / math.sqrt(a + c)), df_range(part)[1])

        def above(part: Box) -> float:
            (_, b), (_, d) = part
            return t_tails(max(near, nearest / math.sqrt(b + d)), df_range(part)[0])

        def largest(x: Sequence[float]) -> float:
            return t_tails(min(far, farthest / math.sqrt(x[0] + x[1])), df_at(x[0], x[1]))

        def smallest(x: Sequence[float]) -> float:
            return t_tails(max(near, nearest / math.sqrt(x[0] + x[1])), df_at(x[0], x[1]))

        return lowest(below, largest, box), highest(above, smallest, box)

    df = df_at(sides[0][AS_PRINTED], sides[1][AS_PRINTED])

    def p_outer() -> Range:
        near, far = _by_size(*t_range())
        least, most = df_range(box)
        return t_tails(far, most), t_tails(near, least)

    return Moment(value, lambda: t_tails(value, df), t_range, lambda: ((df, *df_range(box)),), p_range, p_outer)


def _difference(left: Sequence[RoundedSample], right: Sequence[RoundedSample]) -> Range:
    """The range of the difference of the sides' means."""

    def mean(side: Sequence[RoundedSample], end: int) -> float:
        return sum(x.n * x.m[end] for x in side) / sum(x.n for x in side)

    return mean(left, LOW) - mean(right, HIGH), mean(left, HIGH) - mean(right, LOW)


def variance_of_mean(side: Sequence[RoundedSample]) -> tuple[float, float, float]:
    """s²/n of a side: lowest, as printed, highest."""
    total = sum(x.n for x in side)
    between: list[Number] = [0, 0, 0]
    if len(side) > 1:
        _, expression = _side("x", side)
        values = {f"x{i}": x.mean for i, x in enumerate(side)}
        span = formula_range(expression, values)
        between = [span.lo, formula_value(expression, {n: v.middle for n, v in values.items()}), span.hi]
    low, mid, high = (
        (sum((x.n - 1) * x.s[i] ** 2 for x in side) + float(between[i])) / (total - 1) / total
        for i in (LOW, AS_PRINTED, HIGH)
    )
    return low, mid, high


def _by_size(low: float, high: float) -> Range:
    """The least and the greatest absolute value between two ends."""
    if low <= 0 <= high:
        return 0.0, max(-low, high)
    return min(abs(low), abs(high)), max(abs(low), abs(high))


def _ratio(top: float, bottom: float) -> float:
    if bottom > 0:
        return top / bottom
    if top > 0:
        return math.inf
    raise Undefined("no variation within or between the groups")


def _three(value: float) -> tuple[float, float, float]:
    return float(value), float(value), float(value)
