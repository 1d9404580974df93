"""Claims that are arithmetic on cells: percent, sum, difference, ratio, formula."""

from __future__ import annotations

from collections.abc import Sequence

from .expressions import Undefined, names
from .figures import Figures, Missing, listed
from .ranges import formula_range, formula_value
from .recomputed import Reading
from .span import Number, Span
from .table import Claim, Operand, Ref


def percent(figures: Figures, claim: Claim) -> list[Reading]:
    """100 × count / base; an amount may stand for the count."""
    has_count = figures.cell(claim.row, claim.group).count is not None
    has_amount = figures.cell(claim.row, claim.group).value is not None
    what = "value" if has_amount and not has_count else "count"
    count = figures.printed(Ref(claim.row, claim.group, what)).span
    if isinstance(claim.of, Span):
        base = claim.of
    elif claim.of == "n":
        base = Span.exact(figures.size(claim.row, claim.group))
    else:
        base = figures.printed(Ref(claim.of, claim.group)).span
    return [share("a percentage of", count * Span.exact(100), base)]


def share(how: str, top: Span, bottom: Span) -> Reading:
    """One span divided by another. Raises ``Undefined``."""
    if bottom.middle == 0:
        raise Undefined("a division by 0")
    value = top.middle / bottom.middle

    def box() -> Span:
        try:
            return top / bottom
        except ZeroDivisionError:
            return Span(float("-inf"), float("inf"))

    return Reading(how, value, box)


def terms(claim: Claim) -> list[Ref]:
    """The cells that a sum adds."""
    if claim.rows and claim.group:
        return [Ref(row, claim.group, claim.field) for together in claim.rows for row in together]
    return [Ref(claim.row, group, claim.field) for together in claim.groups for group in together]


def total(figures: Figures, claim: Claim) -> list[Reading]:
    """The sum of cells."""
    found, missing = [], []
    for ref in figures.alike(terms(claim)):
        try:
            found.append(figures.printed(ref).span)
        except Missing as lack:
            missing.append(str(lack))
    if missing:
        raise Missing(listed(missing))
    return [Reading("a sum of", _sum([span.middle for span in found]), lambda: _sum_of_spans(found))]


def _sum(values: Sequence[Number]) -> Number:
    result = values[0]
    for value in values[1:]:
        result += value
    return result


def _sum_of_spans(spans: Sequence[Span]) -> Span:
    result = spans[0]
    for span in spans[1:]:
        result = result + span
    return result


def difference(figures: Figures, claim: Claim) -> list[Reading]:
    """left - right."""
    left, right = _sides(figures, claim)
    if claim.left == claim.right and isinstance(claim.left, Ref):
        return [Reading("a difference of", 0, lambda: Span.exact(0))]
    return [Reading("a difference of", left.middle - right.middle, lambda: left - right)]


def ratio(figures: Figures, claim: Claim) -> list[Reading]:
    """scale × left / right."""
    left, right = _sides(figures, claim)
    return [share("a ratio of", left * Span.exact(claim.scale), right)]


def _sides(figures: Figures, claim: Claim) -> tuple[Span, Span]:
    found, missing = [], []
    left, right = claim.left, claim.right
    if isinstance(left, Ref) and isinstance(right, Ref):
        left, right = figures.alike([left, right])
    sides: list[tuple[str, Operand | None]] = [("the left side", left), ("the right side", right)]
    for name, operand in sides:
        try:
            found.append(figures.operand(operand, name))
        except Missing as lack:
            missing.append(str(lack))
    if missing:
        raise Missing(listed(missing))
    return found[0], found[1]


def formula(figures: Figures, claim: Claim) -> list[Reading]:
    """An expression over cells and numbers."""
    spans: dict[str, Span] = {}
    missing = []
    for name in sorted(names(claim.expression)):
        try:
            spans[name] = figures.operand(claim.where[name], name)
        except Missing as lack:
            missing.append(str(lack))
    if missing:
        raise Missing(listed(missing))
    value = formula_value(claim.expression, {name: span.middle for name, span in spans.items()})
    return [Reading("", value, lambda: formula_range(claim.expression, spans))]
