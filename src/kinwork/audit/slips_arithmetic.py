"""Slips in sums, differences, ratios, percentages and formulae: a row left out, another column, a misread digit."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from .arithmetic import terms
from .figures import Figures, Missing
from .misprints import of_text
from .results import Explanation
from .slip_search import SlipSearch
from .span import Span, decimals
from .table import Claim, Operand, Printed, Ref
from .wording import number

NEAR = 5  # rows or columns apart: what the eye can slip to
TESTS = ("sum", "difference", "ratio", "formula", "percent")


def explanations(search: SlipSearch, printed: Printed) -> Iterator[Explanation]:
    """All that fit."""
    test = search.claim.test
    if test == "sum":
        yield from _of_sum(search, printed)
    elif test in {"difference", "ratio"}:
        yield from _of_sides(search)
    elif test == "percent":
        yield from _of_percent(search)
    else:
        yield from _of_formula(search)


def place(figures: Figures, ref: Ref, claim: Claim | None = None) -> str:
    """A cell by what tells it apart: in a column its row, in a row its column."""
    if claim and claim.rows:
        return figures.row_name(ref.row)
    if claim and claim.groups:
        return figures.group_name(ref.group)
    return f"{figures.row_name(ref.row)}, {figures.group_name(ref.group)}"


def _of_sum(search: SlipSearch, printed: Printed) -> Iterator[Explanation]:
    figures, claim = search.figures, search.claim
    refs = figures.alike(terms(claim))
    try:
        found = [figures.printed(ref) for ref in refs]
    except Missing:
        return
    names = [place(figures, ref, claim) for ref in refs]
    total = _sum(x.span for x in found)
    if total is None:
        return
    missing_one = False
    for i, one in enumerate(found):
        whole = one.span.is_point  # a count
        rest = _sum(x.span for j, x in enumerate(found) if j != i)
        if rest is not None and one.span.middle and search.target.meets(rest):
            missing_one = True
            yield Explanation("left out", 1, f"without {names[i]} ({one.text})")
        if one.span.middle and search.target.meets(total + one.span):
            yield Explanation("counted twice", 2, f"with {names[i]} ({one.text}) counted twice")
        if rest is not None and one.span.middle and not whole and search.target.meets(rest - one.span):
            yield Explanation("lost minus sign", 2, f"with {names[i]} as -{one.text}")
        for misprint in of_text(one):
            if misprint.kind not in {"digits swapped", "shifted decimal"}:
                continue
            middle = round(float(misprint.span.middle), 6)
            if whole and middle != int(middle):
                continue
            span = Span.exact(int(middle)) if whole else misprint.span
            changed = span + rest if rest is not None else span
            if search.target.meets(changed):
                yield Explanation(misprint.kind, 2, f"with {names[i]} {misprint.reading} instead of {one.text}")
    yield from _without_two(search, found, names)
    if not missing_one:
        yield from _noted(search, refs, total, printed)
    yield from _extra_term(search, refs, total)
    yield from _other_column(search, refs)
    yield from _one_digit(search, found, names, total, printed)


def _sum(spans: Iterator[Span]) -> Span | None:
    result = None
    for span in spans:
        result = span if result is None else result + span
    return result


def _without_two(search: SlipSearch, found: Sequence[Printed], names: Sequence[str]) -> Iterator[Explanation]:
    if not 3 <= len(found) <= 30:
        return
    middles = [float(x.span.middle) for x in found]
    halves = sum(float(x.span.hi - x.span.lo) for x in found) / 2
    due, slack = sum(middles), halves + float(search.target.hi - search.target.lo) / 2 + 1e-6
    aim = float(search.target.middle)
    for i, j in itertools.combinations(range(len(found)), 2):
        if abs(due - middles[i] - middles[j] - aim) > slack:
            continue
        rest = _sum(x.span for k, x in enumerate(found) if k not in (i, j))
        if rest is not None and found[i].span.middle and found[j].span.middle and search.target.meets(rest):
            reading = f"without {names[i]} ({found[i].text}) and {names[j]} ({found[j].text})"
            yield Explanation("left out", 3, reading)


def _noted(search: SlipSearch, refs: Sequence[Ref], total: Span, printed: Printed) -> Iterator[Explanation]:
    """The difference is a number that a note of the table names."""
    gap = printed.span.middle - total.middle
    if not gap or gap != int(gap):
        return
    table = search.figures.table
    notes = [(search.figures.row_name(r), table.rows[r].note) for r in dict.fromkeys(ref.row for ref in refs)]
    notes += [(search.figures.group_name(g), table.groups[g].note) for g in dict.fromkeys(ref.group for ref in refs)]
    for name, note in notes:
        if re.search(rf"(?<![\d.*]){abs(int(gap))}(?![\d.*])", note):
            verb = "with" if gap > 0 else "without"
            yield Explanation("noted", 1, f"{verb} the {abs(int(gap))} that the note to {name} names")


def _extra_term(search: SlipSearch, refs: Sequence[Ref], total: Span) -> Iterator[Explanation]:
    """A row (or column) of the table that the sum does not name."""
    figures, claim = search.figures, search.claim
    there = {*refs, claim.equals}
    if claim.rows:
        others = [Ref(row, claim.group, claim.field) for row in figures.table.rows]
    else:
        others = [Ref(claim.row, group, claim.field) for group in figures.table.groups]
    for ref in others:
        if ref in there or (claim.equals and (ref.row, ref.group) == (claim.equals.row, claim.equals.group)):
            continue
        try:
            extra = figures.printed(ref)
        except Missing:
            continue
        if extra.span.middle and search.target.meets(total + extra.span):
            yield Explanation("added", 2, f"with {place(figures, ref, claim)} ({extra.text}) added")


def _other_column(search: SlipSearch, refs: Sequence[Ref]) -> Iterator[Explanation]:
    """The total of the neighbouring column."""
    figures, claim = search.figures, search.claim
    if not claim.rows or len(refs) < 2:
        return
    for group in figures.table.groups:
        if group != claim.group and search.holds(claim=replace(claim, group=group)):
            yield Explanation("swapped columns", 2, f"as the total of {figures.group_name(group)}")


def _one_digit(
    search: SlipSearch, found: Sequence[Printed], names: Sequence[str], total: Span, printed: Printed
) -> Iterator[Explanation]:
    """One digit misread, in the total or in one of the figures: only where all print as many decimals."""
    places = decimals(printed.text)
    if any(decimals(figure.text) != places for figure in found):
        return
    by = 10**places
    as_printed = round(Fraction(printed.span.middle) * by)
    first, last = math.ceil(Fraction(total.lo) * by), math.floor(Fraction(total.hi) * by)
    due = round(Fraction(total.middle) * by)
    if len(str(due)) > 1:
        for near in sorted(range(first, min(last, first + 20) + 1), key=lambda x: abs(x - due)):
            if near > 0 and _differ_by_one_digit(str(near), str(as_printed)):
                yield Explanation(
                    "misread digit", 3, f"as {_pointed(near, places)}", "one digit of the total is another"
                )
                break
    for name, one in zip(names, found, strict=True):
        mine = round(Fraction(one.span.middle) * by)
        other = mine + as_printed - due
        if other > 0 and mine >= 10 and _differ_by_one_digit(str(mine), str(other)):
            reading = f"with {name} as {_pointed(other, places)} instead of {one.text}"
            yield Explanation("misread digit", 3, reading)


def _pointed(whole: int, places: int) -> str:
    return f"{whole / 10**places:.{places}f}"


def _differ_by_one_digit(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _neighbours(figures: Figures, ref: Ref) -> Iterator[tuple[Ref, int]]:
    """Cells that could have been taken instead: of another column, then of another row."""
    columns = list(figures.table.groups)
    here = columns.index(ref.group)
    for group in columns[max(0, here - NEAR) : here + NEAR + 1]:
        if group != ref.group and group in figures.table.rows[ref.row].cells:
            yield Ref(ref.row, group, ref.field), 2
    rows = list(figures.table.rows)
    at = rows.index(ref.row)
    for row in rows[max(0, at - NEAR) : at + NEAR + 1]:
        if row != ref.row and ref.group in figures.table.rows[row].cells:
            yield Ref(row, ref.group, ref.field), 3


def _instead(figures: Figures, other: Ref, ref: Ref) -> str:
    printed = figures.printed(other).text
    return f"with {place(figures, other)} ({printed}) instead of {place(figures, ref)}"


def _of_sides(search: SlipSearch) -> Iterator[Explanation]:
    figures, claim = search.figures, search.claim
    if search.holds(claim=replace(claim, left=claim.right, right=claim.left)):
        yield Explanation(
            "lost minus sign" if claim.test == "difference" else "sides swapped", 1, "with the sides swapped"
        )
    for side in ("left", "right"):
        operand: Operand | None = getattr(claim, side)
        if isinstance(operand, Ref):
            for other, cost in _neighbours(figures, operand):
                if search.holds(claim=replace(claim, **{side: other})):  # type: ignore[arg-type]
                    kind = "swapped columns" if cost == 2 else "another row"
                    yield Explanation(kind, cost, _instead(figures, other, operand))


def _of_percent(search: SlipSearch) -> Iterator[Explanation]:
    figures, claim = search.figures, search.claim
    bases: dict[int, str] = {}
    for group in figures.table.groups.values():
        if group.n:
            bases.setdefault(group.n, f"{group.n}, n of {figures.group_name(group.id)}")
    for row, group_, cell in figures.table.cells():
        if cell.count and (row.id == claim.row) != (group_.id == claim.group):
            bases.setdefault(cell.count, f"{cell.count}, {figures.row_name(row.id)} in {figures.group_name(group_.id)}")
    for base, what in bases.items():
        if search.holds(claim=replace(claim, of=Span.exact(base))):
            yield Explanation("another base", 2, f"as a share of {what}")
    try:
        count = figures.count(claim.row, claim.group)
    except Missing:
        return
    base_now = next((x for x in (_base_of(figures, claim),) if x), None)
    if base_now is None:
        return
    near = [b for b in range(max(1, base_now - 3), base_now + 4) if b not in bases and b != base_now]
    fit = [b for b in near if search.target.holds(Fraction(100 * count, b))]
    if fit:
        yield Explanation("another n", 2, f"with a base of {number(fit[0])} instead of {base_now}")


def _base_of(figures: Figures, claim: Claim) -> int | None:
    try:
        if isinstance(claim.of, Span):
            return int(claim.of.middle)
        if claim.of == "n":
            return figures.size(claim.row, claim.group)
        return int(figures.printed(Ref(claim.of, claim.group)).span.middle)
    except Missing:
        return None


def _of_formula(search: SlipSearch) -> Iterator[Explanation]:
    """One name for another in one place, one of the cells taken from a neighbour, or one number misread."""
    figures, claim = search.figures, search.claim
    yield from _another_name(search)
    for name, operand in claim.where.items():
        if isinstance(operand, Ref):
            for other, cost in _neighbours(figures, operand):
                if search.holds(claim=replace(claim, where={**claim.where, name: other})):
                    kind = "swapped columns" if cost == 2 else "another row"
                    yield Explanation(kind, cost + 1, _instead(figures, other, operand))
        elif isinstance(operand, Span) and operand.is_point and operand.middle == int(operand.middle):
            whole = int(operand.middle)
            near = [n for n in range(max(1, whole - 5), whole + 6) if n != whole] if whole > 10 else []
            fit = [n for n in near if search.holds(claim=replace(claim, where={**claim.where, name: Span.exact(n)}))]
            if fit:
                nearest = min(fit, key=lambda n: abs(n - whole))
                yield Explanation("another n", 2, f"with {name} = {nearest} instead of {whole}")


def _another_name(search: SlipSearch) -> Iterator[Explanation]:
    """A change as a share of the wrong year: one of the formula's names in the place of another."""
    claim = search.claim
    places = list(re.finditer(r"[^\W\d]\w*", claim.expression))
    if not 2 <= len(claim.where) <= 4 or len(places) > 8:
        return
    for place in places:
        for other in claim.where:
            if other == place[0]:
                continue
            changed = claim.expression[: place.start()] + other + claim.expression[place.end() :]
            if search.holds(claim=replace(claim, expression=changed)):
                yield Explanation("another base", 2, f"as {changed}")
