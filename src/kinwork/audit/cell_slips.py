"""Slips that would explain a cell which cannot be: another n, another base, a shifted decimal, an SE for an SD."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from .figures import Figures
from .misprints import of_text
from .possible import Answers, greatest_sd
from .results import Explanation
from .span import Span
from .table import Cell, Group, Row
from .wording import number

MOST = 5
NEAR = 10


def of_mean(figures: Figures, row: Row, group: Group, cell: Cell) -> tuple[Explanation, ...]:
    """What a mean that cannot be reached may be."""
    scale, mean, n = row.scale, cell.mean, figures.size_or_none(row.id, group.id)
    assert scale is not None
    assert mean is not None
    found = []
    for misprint in of_text(mean):
        on_scale = scale.low <= misprint.span.middle <= scale.high
        reached = scale.step is None or not n or bool(Answers.on(scale, row.items, n).sums(misprint.span))
        if on_scale and reached and misprint.kind != "digits swapped":  # which would explain too much
            found.append(misprint.explanation())
    if n and scale.step is not None:
        found += _another_n(figures, group, n, lambda other: bool(Answers.on(scale, row.items, other).sums(mean.span)))
        if row.items == 1:
            for items in (2, 3, 4, 5, 6, 8, 10, 12):
                if Answers.on(scale, items, n).sums(mean.span):
                    found.append(Explanation("items", 4, f"as an average of {items} items"))
                    break
    return tuple(sorted(found, key=lambda x: x.cost)[:MOST])


def _another_n(figures: Figures, group: Group, n: int, fits: Callable[[int], bool]) -> Iterator[Explanation]:
    """The nearest n below and above with which the cell can be."""
    reach = min(40, max(NEAR, n // 5))
    below = next((x for x in range(n - 1, max(1, n - reach - 1), -1) if fits(x)), None)
    above = next((x for x in range(n + 1, n + reach + 1) if fits(x)), None)
    name = figures.group_name(group.id)
    for other in sorted((x for x in (below, above) if x is not None), key=lambda x: abs(x - n)):
        gap = abs(other - n)
        people = "one person" if gap == 1 else f"{gap} people"
        implies = f"{people} did not answer" if other < n else f"{people} more than the {n} that are printed"
        yield Explanation("another n", 2, f"with n = {other} for {name}", implies)


def of_sd(figures: Figures, row: Row, group: Group, cell: Cell) -> tuple[Explanation, ...]:
    """What an SD that cannot be may be."""
    scale, mean, sd, n = row.scale, cell.mean, cell.sd, figures.size_or_none(row.id, group.id)
    assert scale is not None
    assert mean is not None
    assert sd is not None
    assert n is not None

    def possible(mean: Span, sd: Span, n: int) -> bool:
        if scale.step is None:
            return float(sd.lo) <= greatest_sd(n, scale.low, scale.high, mean)
        answers = Answers.on(scale, row.items, n)
        if len(answers.sums(mean)) > NEAR:
            return float(sd.lo) <= greatest_sd(n, scale.low, scale.high, mean)
        return any(
            answers.reaches(total, squares)
            for total in answers.sums(mean)
            for squares in answers.squares_within(total, sd)
        )

    found = [
        misprint.explanation()
        for misprint in of_text(sd)
        if misprint.kind == "shifted decimal" and misprint.span.lo > 0 and possible(mean.span, misprint.span, n)
    ]
    variance = Span(math.sqrt(max(0.0, float(sd.span.lo))), math.sqrt(float(sd.span.hi)), True, False)
    if possible(mean.span, variance, n):
        found.append(Explanation("variance", 2, f"as the variance, whose root is {number(float(variance.middle), 2)}"))
    factor = math.sqrt(n / (n - 1))
    whole = Span(float(sd.span.lo) * factor, float(sd.span.hi) * factor, True, False)
    if scale.step is not None and possible(mean.span, whole, n):
        found.append(Explanation("divided by n", 2, "as a standard deviation divided by n, not n - 1"))
    if scale.low <= sd.span.middle <= scale.high and possible(sd.span, mean.span, n):
        found.append(Explanation("swapped columns", 2, "with mean and SD swapped"))
    if scale.step is not None:
        found += _another_n(figures, group, n, lambda other: possible(mean.span, sd.span, other))
    return tuple(sorted(found, key=lambda x: x.cost)[:MOST])


def of_percent(figures: Figures, row: Row, group: Group, cell: Cell) -> tuple[Explanation, ...]:
    """What a percentage that is not its count over its base may be."""
    percent, count, base = cell.percent, cell.count, figures.base_or_none(row.id, group.id)
    assert percent is not None
    assert count is not None
    assert base
    share = Fraction(100 * count, base)
    found = [m.explanation() for m in of_text(percent) if m.span.holds(share)]
    bases = {b: what for b, what in _other_bases(figures, row, group) if b != base and b > 0}
    found += [
        Explanation("another base", 2, f"as a share of {what}")
        for b, what in bases.items()
        if percent.span.holds(Fraction(100 * count, b))
    ]
    near = [b for b in range(max(1, base - 3), base + 4) if b != base and percent.span.holds(Fraction(100 * count, b))]
    if near and not any(b in bases for b in near):
        which = f"{near[0]}" if len(near) == 1 else f"{near[0]} to {near[-1]}"
        found.append(Explanation("another n", 2, f"with a base of {which} instead of {base}"))
    counts = [c for c in (count - 1, count + 1) if c >= 0 and percent.span.holds(Fraction(100 * c, base))]
    found += [Explanation("another count", 2, f"with a count of {c} instead of {count}") for c in counts]
    if percent.span.holds(100 - share):
        found.append(Explanation("complement", 2, "as the share of the rest"))
    return tuple(sorted(found, key=lambda x: x.cost)[:MOST])


def _other_bases(figures: Figures, row: Row, group: Group) -> Iterator[tuple[int, str]]:
    """Numbers of the table that a share could be a share of."""
    for other in figures.table.groups.values():
        if other.n:
            yield other.n, f"{other.n}, n of {figures.group_name(other.id)}"
    for group_id, cell in row.cells.items():
        if cell.count and group_id != group.id:
            yield cell.count, f"{cell.count}, its row's {figures.group_name(group_id)}"
    for other_row in figures.table.rows.values():
        other_cell = other_row.cells.get(group.id)
        if other_cell and other_cell.count and other_row.id != row.id:
            yield other_cell.count, f"{other_cell.count}, its column's {figures.row_name(other_row.id)}"
