"""Claims about tables of counts: chi2 and fisher_exact."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from .comparisons import combinations, counts_and_bases, groups_of
from .contingency import KINDS, ChiSquare, without_empty
from .expressions import Undefined
from .figures import Figures, Missing, listed
from .moments import Df
from .recomputed import Reading, of_p, tails_of, with_tails
from .span import Span
from .table import Claim, Together
from .tails import chi2_tail, fisher_exact

Matrix = tuple[tuple[int, ...], ...]
LARGEST_EXACT = 5_000
Option = tuple[tuple[int, ...], ...]  # one candidate of a column (or row) of the matrix


def chi2(figures: Figures, claim: Claim) -> list[Reading]:
    """Chi-square of the table, of the kind that the claim names or of every kind."""
    matrices = tables(figures, claim)
    kinds = list(KINDS) if claim.kind == "any" else [claim.kind]
    if claim.kind == "any" and not _two_by_two(matrices[0]):
        kinds.remove("yates")
    return [_reading(*KINDS[kind], matrices) for kind in kinds]


def _two_by_two(matrix: Matrix) -> bool:
    return len(matrix) == len(matrix[0]) == 2


def _reading(how: str, of: Callable[[Matrix], ChiSquare], matrices: Sequence[Matrix]) -> Reading:
    found = sorted(of(matrix) for matrix in matrices)
    here, low, high = found[len(found) // 2], found[0], found[-1]
    freedom = sorted(chi.df for chi in found)
    df: Df = ((float(here.df), float(freedom[0]), float(freedom[-1])),)

    def p_box() -> Span:
        tails = [chi2_tail(chi.value, chi.df) for chi in found]
        return Span(min(tails), max(tails))

    asides = []
    if len(matrices) > 1:
        asides.append(f"{len(matrices)} combinations of counts and bases are possible")
    kept = without_empty(matrices[0])
    if (len(kept), len(kept[0])) != (len(matrices[0]), len(matrices[0][0])):
        asides.append("rows and columns with no one in them are left out")
    return Reading(
        how,
        here.value,
        lambda: Span(low.value, high.value),
        lambda: chi2_tail(here.value, here.df),
        p_box,
        lambda: df,
        aside="; ".join(asides),
        weight=len(matrices),
    )


def fisher(figures: Figures, claim: Claim) -> list[Reading]:
    """Fisher's exact p of a 2 × 2 table."""
    matrices = tables(figures, claim)
    if not _two_by_two(matrices[0]):
        raise Undefined(f"Fisher's exact test is for 2 × 2, this is {len(matrices[0])} × {len(matrices[0][0])}")
    if max(sum(row) for row in matrices[0]) > LARGEST_EXACT:
        raise Undefined(f"Fisher's exact test of more than {LARGEST_EXACT:,} people a row; chi-square is as good")
    found = sorted(fisher_exact(*matrix[0], *matrix[1]) for matrix in matrices)
    readings = []
    for tails in tails_of(claim.tails, "2"):
        p = sorted(one[0] if tails == "2" else one[1] for one in found)
        how = with_tails("Fisher's exact p", tails, claim.tails == "any")
        readings.append(of_p(how, p[len(p) // 2], lambda p=p: Span(p[0], p[-1])))  # type: ignore[misc]
    return readings


def tables(figures: Figures, claim: Claim) -> list[Matrix]:
    """Every table of counts that the claim can mean: one, unless bases or counts are only implied.

    Raises ``Missing`` and ``Undefined``.
    """
    groups = groups_of(figures, claim)
    if claim.complement:
        return _with_complement(figures, claim, groups)
    cells = [
        [[figures.counts(row, group) for row in rows for group in together] for together in groups]
        for rows in claim.rows
    ]
    if len(claim.rows) < 2 or len(groups) < 2:
        raise Undefined(f"a table of {len(claim.rows)} × {len(groups)}; at least 2 × 2 is needed")
    options = [[_sums(cell) for cell in row] for row in cells]
    flat = [cell for row in options for cell in row]
    width = len(groups)
    return [tuple(tuple(one[i * width : (i + 1) * width]) for i in range(len(options))) for one in combinations(flat)]


def _sums(parts: Sequence[Sequence[int]]) -> list[int]:
    if all(len(part) == 1 for part in parts):
        return [sum(part[0] for part in parts)]
    return sorted({sum(one) for one in itertools.product(*parts)})


def _with_complement(figures: Figures, claim: Claim, groups: Sequence[Together]) -> list[Matrix]:
    """Rows are "yes" counts. With one row, groups are compared; with one group, rows; with several of both, the rows
    are categories and what is left of the base is one more."""
    missing: list[str] = []
    options: list[list[tuple[int, ...]]] = []
    units: list[list[tuple[tuple[str, ...], str]]]
    if len(groups) == 1 and len(claim.rows) > 1:
        units = [[((row,), group) for row in rows for group in groups[0]] for rows in claim.rows]
    else:
        every = tuple(row for rows in claim.rows for row in rows)
        units = [[(every, group) for group in together] for together in groups]
    for unit in units:
        parts = []
        for rows, group in unit:
            try:
                parts.append(_candidates(figures, claim, rows, group))
            except Missing as lack:
                missing.append(str(lack))
        if not missing:
            sums = [tuple(map(sum, zip(*one, strict=True))) for one in itertools.product(*parts)]
            options.append(list(dict.fromkeys(sums)))
    if missing:
        raise Missing(listed(missing))
    if len(options) < 2:
        raise Undefined("one group; at least two are needed")
    return [tuple(one) for one in combinations(options)]


def _candidates(figures: Figures, claim: Claim, rows: Sequence[str], group: str) -> list[tuple[int, ...]]:
    """The counts of one group, one for each set of rows that is taken together, and what is left of its base."""
    pairs = [counts_and_bases(figures, claim, row, group) for row in rows]
    sets = claim.rows if len(rows) > 1 else ((rows[0],),)
    found = []
    for one in itertools.product(*pairs):
        bases = {base for _, base in one}
        if len(bases) > 1:
            continue
        base = bases.pop()
        count = dict(zip(rows, (count for count, _ in one), strict=True))
        yes = [sum(count[row] for row in together) for together in sets]
        if sum(yes) <= base:
            found.append((*yes, base - sum(yes)))
    if not found:
        name = figures.group_name(group)
        raise Missing(f"a base of {name} that holds its counts ({listed([str(p[0][0]) for p in pairs])})")
    return found
