"""Checks that need no claim: can this mean, this SD, this percentage be, with its n, its scale, its base?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from . import cell_slips
from .claims import told
from .figures import Figures, bases_of
from .possible import Answers, greatest_sd, least_sd
from .results import CONSISTENT, INCONSISTENT, UNDETERMINED, Explanation, Result
from .span import Number, Span
from .table import Cell, Group, Row, Scale
from .wording import number, places_of, sentence, tie

MOST_GIVEN_UP = 4  # searches of half a second, before the whole question is left open
MOST_SUMS = 500  # a mean that many sums can give says nothing of the squares


def check_cells(figures: Figures) -> Iterator[Result]:
    """Every check that the table's cells allow."""
    for row, group, cell in figures.table.cells():
        if row.scale is not None:
            if cell.mean is not None:
                yield _grim(figures, row, group, cell, row.scale)
            if cell.sd is not None:
                yield _sd(figures, row, group, cell, row.scale)
        if cell.count is not None and cell.percent is not None:
            yield _percent(figures, row, group, cell)


def _result(
    figures: Figures, row: Row, group: Group, cell: Cell, check: str, verdict: str, message: str,
    recomputed: Number | None = None, box: tuple[Number, Number] | None = None,
    explanations: tuple[Explanation, ...] = (),
) -> Result:  # fmt: skip
    figure = {"grim": cell.mean, "sd": cell.sd, "percent": cell.percent}[check]
    if verdict == INCONSISTENT and (own := figures.unused_size(row.id, group.id)):
        verdict, recomputed, box, explanations = UNDETERMINED, None, None, ()
        message = f"{message}; but {own}"
    message = sentence(message)
    if verdict == INCONSISTENT:
        message += " " + sentence(told(explanations) if explanations else "no simple slip explains it")
    low, high = box if box else (recomputed, recomputed)
    return Result(
        id=f"cell:{row.id}/{group.id}:{check}",
        check=check,
        verdict=verdict,
        printed=figure.text if figure else None,
        recomputed=recomputed,
        low=low,
        high=high,
        message=message,
        explanations=explanations,
        cells=((row.id, group.id),),
        line=cell.line,
    )


def _grim(figures: Figures, row: Row, group: Group, cell: Cell, scale: Scale) -> Result:
    """The mean can be reached on its scale with its n and items."""
    mean = cell.mean
    assert mean is not None
    digits = places_of(mean)
    name = f"{figures.row_name(row.id)}, {figures.group_name(group.id)}"
    low, high = scale.low, scale.high
    if mean.span.hi <= low or mean.span.lo > high:
        where = f"a mean of {mean.text} lies outside the scale from {number(low)} to {number(high)} ({name})"
        end = low if mean.span.hi <= low else high
        return _result(
            figures,
            row,
            group,
            cell,
            "grim",
            INCONSISTENT,
            where,
            end,
            None,
            cell_slips.of_mean(figures, row, group, cell),
        )
    n = figures.size_or_none(row.id, group.id)
    if scale.step is None:
        why = f"the mean lies on the scale; without a step of the scale, any mean on it can be reached ({name})"
        return _result(figures, row, group, cell, "grim", CONSISTENT, why, mean.span.middle, (low, high))
    if not n:
        what = "n is 0" if n == 0 else f"the report does not print n of {figures.group_name(group.id)}"
        return _result(figures, row, group, cell, "grim", UNDETERMINED, what)
    answers = Answers.on(scale, row.items, n)
    sums = answers.sums(mean.span)
    people = f"{n} people" + (f" with {row.items} items each" if row.items > 1 else "")
    if sums:
        reached = answers.mean(sums[len(sums) // 2])
        how = f"{people} can average {mean.text} ({name})"
        ends = answers.mean(sums[0]), answers.mean(sums[-1])
        return _result(figures, row, group, cell, "grim", CONSISTENT, how, reached, ends)
    near = answers.nearest_mean(mean.span)
    step = answers.unit / n
    other = near - step if near > mean.span.middle else near + step
    means = " and ".join(number(x, max(digits or 0, 2)) for x in sorted([near, other]))
    how = f"{people} cannot average {mean.text}: the nearest means that they can reach are {means} ({name})"
    return _result(
        figures, row, group, cell, "grim", INCONSISTENT, how, near, None, cell_slips.of_mean(figures, row, group, cell)
    )


def _sd(figures: Figures, row: Row, group: Group, cell: Cell, scale: Scale) -> Result:
    """The SD is possible on its scale with that mean and n."""
    sd, mean = cell.sd, cell.mean
    assert sd is not None
    digits = places_of(sd)
    name = f"{figures.row_name(row.id)}, {figures.group_name(group.id)}"
    n = figures.size_or_none(row.id, group.id)
    lacking = [
        what for what, there in (("the mean", mean), (f"n of {figures.group_name(group.id)}", n)) if there is None
    ]
    if lacking or n is None or mean is None:
        return _result(
            figures, row, group, cell, "sd", UNDETERMINED, f"the report does not print {' and '.join(lacking)}"
        )
    if n < 2:
        return _result(figures, row, group, cell, "sd", UNDETERMINED, f"an SD needs two people or more; n is {n}")
    answers = Answers.on(scale, row.items, n) if scale.step is not None else None
    sums = answers.sums(mean.span) if answers else range(0)
    if answers is None or not sums or len(sums) > MOST_SUMS:
        most = greatest_sd(n, scale.low, scale.high, mean.span)
        least = least_sd(n, scale.low, answers.unit, mean.span) if answers else 0.0
        within: bool | None = True
        least = min(least, most)  # a mean beyond the scale has neither
    else:
        ends = [answers.squares(total) for total in sums]
        least = min(answers.sd(total, low) for total, (low, _) in zip(sums, ends, strict=True))
        most = max(answers.sd(total, high) for total, (_, high) in zip(sums, ends, strict=True))
        within = sd_is_possible(answers, sums, sd.span)
    box = f"from {number(least, digits)} to {number(most, digits)}"
    slack = 1e-12 * (1 + most)
    if not sd.span.meets(Span(least - slack, most + slack)):
        how = f"with a mean of {mean.text}, {n} people on this scale can have an SD {box}, not {sd.text} ({name})"
        nearest = most if sd.span.middle > most else least
        found = cell_slips.of_sd(figures, row, group, cell)
        return _result(figures, row, group, cell, "sd", INCONSISTENT, how, nearest, (least, most), found)
    if within is None:
        why = (
            f"an SD {box} lies within what {n} people can have, but whether some answers have exactly {sd.text} was "
            f"not found out in reasonable time ({name})"
        )
        return _result(figures, row, group, cell, "sd", UNDETERMINED, why, None, (least, most))
    if not within and answers is not None:
        nearest = _nearest_sd(answers, sums, float(sd.span.middle))
        how = (
            f"no answers of {n} people with a mean of {mean.text} have an SD of {sd.text}: their squares do not add up "
            f"to it; the nearest SD that they can have is {number(nearest, (digits or 0) + 1)} ({name})"
        )
        found = cell_slips.of_sd(figures, row, group, cell)
        return _result(figures, row, group, cell, "sd", INCONSISTENT, how, nearest, None, found)
    how = f"with a mean of {mean.text}, {n} people on this scale can have an SD {box} ({name})"
    return _result(figures, row, group, cell, "sd", CONSISTENT, how, sd.span.middle, (least, most))


def sd_is_possible(answers: Answers, sums: range, sd: Span) -> bool | None:
    """Whether some sum and sum of squares give the printed SD; ``None`` where that was not found out."""
    given_up = 0
    for total in sums:
        for squares in answers.squares_within(total, sd):
            found = answers.reaches(total, squares)
            if found:
                return True
            given_up += found is None
            if given_up > MOST_GIVEN_UP:
                return None
    return None if given_up else False


def _nearest_sd(answers: Answers, sums: range, sd: float) -> float:
    """The possible SD nearest to the printed one."""
    unit = float(answers.unit)
    found = []
    for total in sums:
        least, most = answers.squares(total)
        aim = round((sd / unit) ** 2 * (answers.n - 1) + total * total / answers.n)
        for direction in (-1, 1):
            squares = min(max(aim, least), most)
            while least <= squares <= most and not answers.reaches(total, squares):
                squares += direction
            if least <= squares <= most:
                found.append(answers.sd(total, squares))
    return min(found, key=lambda value: abs(value - sd))


def _percent(figures: Figures, row: Row, group: Group, cell: Cell) -> Result:
    """The percentage is its count over its base."""
    percent, count = cell.percent, cell.count
    assert percent is not None
    assert count is not None
    name = f"{figures.row_name(row.id)}, {figures.group_name(group.id)}"
    base = figures.base_or_none(row.id, group.id)
    if base is None:
        return _without_base(figures, row, group, cell, name)
    if base == 0:
        return _result(figures, row, group, cell, "percent", UNDETERMINED, f"a share of no one: the base is 0 ({name})")
    share = Fraction(100 * count, base)
    digits = places_of(percent)
    how = f"{count} of {base} are {number(share, digits)} %"
    if percent.span.holds(share):
        rounding = tie(percent, share, Span.exact(share))
        told_ = f"{how} ({name}){'; ' + rounding if rounding else ''}"
        return _result(figures, row, group, cell, "percent", CONSISTENT, told_, share)
    found = cell_slips.of_percent(figures, row, group, cell)
    return _result(
        figures, row, group, cell, "percent", INCONSISTENT, f"{how}, not {percent.text} % ({name})", share, None, found
    )


def _without_base(figures: Figures, row: Row, group: Group, cell: Cell, name: str) -> Result:
    percent, count = cell.percent, cell.count
    assert percent is not None
    assert count is not None
    bases = bases_of(count, percent.span)
    if count == 0 and not percent.span.holds(Fraction(0)):
        return _result(
            figures,
            row,
            group,
            cell,
            "percent",
            INCONSISTENT,
            f"no one is 0 % of any base, not {percent.text} ({name})",
            0.0,
        )
    if bases == []:
        how = f"{count} is {percent.text} % of no whole base ({name})"
        return _result(figures, row, group, cell, "percent", INCONSISTENT, how)
    which = "" if bases is None else f"; {_few(bases)} would give {percent.text} %"
    return _result(
        figures, row, group, cell, "percent", UNDETERMINED, f"the report does not print the base of {name}{which}"
    )


def _few(bases: list[int]) -> str:
    if len(bases) == 1:
        return f"a base of {bases[0]}"
    return f"bases from {bases[0]} to {bases[-1]}"
