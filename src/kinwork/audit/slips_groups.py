"""Slips in comparisons: another variant of the test, other sizes, an SE for an SD, a misread input."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from .contingency import KINDS
from .figures import Figures
from .judging import P_FROM, stars_span
from .misprints import of_text
from .results import Explanation
from .slip_search import SlipSearch
from .span import Span
from .table import Claim, Printed
from .tails import chi2_tail
from .wording import number

OF_MEANS = ("anova", "welch_anova", "t")
OF_SIZES = (*OF_MEANS, "anova_binary", "chi2", "fisher_exact", "p_from_t")
CUSTOMARY = {Fraction(x) for x in ("0.1", "0.05", "0.01", "0.001", "0.0001", "0.005", "0.0005", "0.02", "0.025")}


def explanations(search: SlipSearch, printed: Printed) -> Iterator[Explanation]:
    """All that fit."""
    yield from _variants(search)
    yield from _degrees(search)
    claim = search.claim
    if claim.test in OF_SIZES and not (claim.test == "p_from_t" and claim.df):
        yield from _sizes(search)
    elif claim.test == "p_from_t":
        yield from _other_df(search)
    elif claim.test in {"correlation_p", "fisher_z"}:
        yield from _numbers(search)
    if claim.test in OF_MEANS:
        yield from _standard_errors(search)
        yield from _misread_inputs(search)
    if claim.test in {"chi2", "fisher_exact", "anova_binary"}:
        yield from _misread_counts(search)


def _variants(search: SlipSearch) -> Iterator[Explanation]:
    """The same figures through another variant of the test."""
    claim = search.claim
    tails = {"1": "two tails instead of one", "2": "one tail instead of two", "": "one tail instead of two"}
    if claim.tails in tails and (search.of_p or claim.test in {*P_FROM, "correlation_p", "fisher_exact"}):
        other = "2" if claim.tails == "1" else "1"
        if search.holds(claim=replace(claim, tails=other)):
            yield Explanation("tails", 1, f"with {tails[claim.tails]}")
    if claim.test == "t" and claim.variance != "any":
        other, name = ("welch", "Welch's t") if claim.variance == "pooled" else ("pooled", "the pooled t")
        if search.holds(claim=replace(claim, variance=other)):
            yield Explanation("variance", 1, f"as {name} instead of {claim.variance}")
    if claim.test in {"anova", "welch_anova"}:
        other, name = ("welch_anova", "Welch's F") if claim.test == "anova" else ("anova", "the classic F")
        if search.holds(claim=replace(claim, test=other)):
            yield Explanation("variance", 1, f"as {name}")
        if not search.of_p and _two_groups(search):
            squared = replace(search, target=search.target * search.target if search.target.lo >= 0 else search.target)
            if squared.holds():
                yield Explanation("t for F", 1, "as the t whose square is F")
    if claim.test == "t" and not search.of_p:
        low = max(0.0, float(search.target.lo))
        if replace(search, target=Span(math.sqrt(low), math.sqrt(max(low, float(search.target.hi))))).holds():
            yield Explanation("F for t", 1, "as the F that is the square of t")
    if claim.test == "chi2" and claim.kind != "any":
        for kind, (name, _) in KINDS.items():
            if kind != claim.kind and search.holds(claim=replace(claim, kind=kind)):
                yield Explanation("kind", 1, f"as {name}")
    if claim.test == "anova_binary" and not claim.base_rows:
        as_chi2 = replace(claim, test="chi2", rows=((claim.row,),), row="", complement=True, kind="pearson")
        if not search.of_p and search.holds(claim=as_chi2):
            yield Explanation("chi-square for F", 1, "as Pearson's chi-square of the same counts")
    if claim.test == "chi2" and claim.complement and len(claim.rows) == 1 and len(claim.rows[0]) == 1:
        as_f = replace(claim, test="anova_binary", row=claim.rows[0][0], rows=())
        if not search.of_p and search.holds(claim=as_f):
            yield Explanation("F for chi-square", 1, "as the F of the same counts as a 0/1 variable")


def _two_groups(search: SlipSearch) -> bool:
    return len(search.claim.groups or search.figures.table.groups) == 2


def _degrees(search: SlipSearch) -> Iterator[Explanation]:
    """Statistic and p that belong together with other degrees of freedom: another table stands behind them."""
    claim = search.claim
    statistic = claim.statistic or claim.value
    if claim.test not in {"chi2", "anova_binary"} or statistic is None or search.of_p or statistic.span.lo <= 0:
        return
    if claim.p is not None:
        level = claim.p.span
        if claim.p.text.lstrip("pP ").startswith("<") and Fraction(level.hi) not in CUSTOMARY:
            level = Span.rounded(claim.p.text.lstrip("pP <="))  # "<.067" is ".067" said carelessly
    elif claim.stars:
        level = stars_span(search.figures, claim.stars)
    else:
        return
    if level.lo <= 0 or level.hi >= 1:
        return
    low, high = float(statistic.span.lo), float(statistic.span.hi)
    fit = [d for d in range(1, 13) if Span(chi2_tail(high, d), chi2_tail(low, d)).meets(level)]
    for df in fit[:2]:
        implies = "a table with another answer category or group than is printed" if df > 1 else "a 2 × 2 table"
        yield Explanation("another df", 2, f"with its p as a chi-square with {df} df", implies)


def _named_groups(search: SlipSearch) -> list[str]:
    claim = search.claim
    return [g for side in claim.groups for g in side] or list(search.figures.table.groups)


def _row_of(claim: Claim) -> str:
    return claim.row or (claim.rows[0][0] if claim.rows else "")


def _size(figures: Figures, claim: Claim, group: str) -> int | None:
    row = _row_of(claim)
    if not row:
        return figures.table.groups[group].n
    if claim.test in {"chi2", "fisher_exact", "anova_binary"}:
        return figures.base_or_none(row, group)
    return figures.size_or_none(row, group)


def _sizes(search: SlipSearch) -> Iterator[Explanation]:
    """Sizes of groups swapped, then one size another."""
    figures, claim = search.figures, search.claim
    if claim.test in {"chi2", "fisher_exact"} and not claim.complement:
        return
    if claim.base_rows or claim.base == "implied":
        return
    sizes = {g: n for g in _named_groups(search) if (n := _size(figures, claim, g)) is not None}
    yield from _permuted(search, sizes)
    for group, n in sizes.items():
        fit = [other for other in near(n, 2) if search.holds(figures.with_sizes({group: other}))]
        if fit:
            nearest = min(fit, key=lambda other: abs(other - n))
            gap = abs(nearest - n)
            implies = f"{gap} {'fewer' if nearest < n else 'more'} than printed"
            name = figures.group_name(group)
            yield Explanation("another n", 2, f"with n = {runs(fit)} for {name} instead of {n}", implies)


def near(n: int, least: int) -> list[int]:
    """Other whole numbers up to ten or a quarter away (40 at most), the nearest first.

    >>> near(4, 2)[:4]
    [3, 5, 2, 6]
    """
    reach = min(40, max(10, n // 4))
    return sorted((x for x in range(max(least, n - reach), n + reach + 1) if x != n), key=lambda x: (abs(x - n), x))


def runs(values: Sequence[int]) -> str:
    """Whole numbers as ranges.

    >>> runs([24, 25, 26, 31])
    '24 to 26 or 31'
    """
    parts: list[list[int]] = []
    for value in sorted(values):
        if parts and value == parts[-1][-1] + 1:
            parts[-1].append(value)
        else:
            parts.append([value])
    return " or ".join(str(p[0]) if len(p) == 1 else f"{p[0]} to {p[-1]}" for p in parts)


def _permuted(search: SlipSearch, sizes: dict[str, int]) -> Iterator[Explanation]:
    figures = search.figures
    names = list(sizes)
    pairs = [(a, b) for a, b in itertools.combinations(names, 2) if sizes[a] != sizes[b]]
    found = False
    for a, b in pairs[:15]:
        if search.holds(figures.with_sizes({a: sizes[b], b: sizes[a]})):
            found = True
            which = f"{figures.group_name(a)} ({sizes[a]}) and {figures.group_name(b)} ({sizes[b]})"
            yield Explanation("swapped columns", 2, f"with the sizes of {which} swapped")
    if not found and 3 <= len(names) <= 4:
        for order in itertools.permutations(names):
            if sum(a != b for a, b in zip(names, order, strict=True)) >= 3:
                other = {a: sizes[b] for a, b in zip(names, order, strict=True)}
                if search.holds(figures.with_sizes(other)):
                    shown = ", ".join(f"{figures.group_name(g)} {n}" for g, n in other.items())
                    yield Explanation("swapped columns", 3, f"with the sizes in another order: {shown}")
                    return


def _other_df(search: SlipSearch) -> Iterator[Explanation]:
    """A p of t that belongs to other degrees of freedom."""
    claim = search.claim
    assert claim.df is not None
    df = round(float(claim.df[-1].span.middle))
    fit = []
    for other in near(df, 1):
        as_df = (Printed(str(other), Span.exact(other)),)
        if search.holds(claim=replace(claim, df=as_df)):
            fit.append(other)
    if fit:
        yield Explanation("another n", 2, f"with df = {runs(fit)} instead of {df}")


def _numbers(search: SlipSearch) -> Iterator[Explanation]:
    """Sizes that a claim about correlations names itself."""
    claim = search.claim
    names = ("n",) if claim.test == "correlation_p" else ("n1", "n2")
    if claim.test == "fisher_z" and search.holds(claim=replace(claim, n1=claim.n2, n2=claim.n1)):
        yield Explanation("swapped columns", 2, "with n1 and n2 swapped")
    for name in names:
        n: int | None = getattr(claim, name)
        if n is None:
            continue
        fit = [o for o in near(n, 4) if search.holds(claim=replace(claim, **{name: o}))]  # type: ignore[arg-type]
        if fit:
            yield Explanation("another n", 2, f"with {name} = {runs(fit)} instead of {n}")


def _standard_errors(search: SlipSearch) -> Iterator[Explanation]:
    """What is printed as an SD is a standard error."""
    figures, claim = search.figures, search.claim
    cells = {}
    for group in _named_groups(search):
        cell = figures.table.rows[claim.row].cells.get(group)
        n = figures.size_or_none(claim.row, group)
        if cell is None or cell.sd is None or not n:
            return
        root = math.sqrt(n)
        sd = Span(float(cell.sd.span.lo) * root, float(cell.sd.span.hi) * root)
        cells[claim.row, group] = replace(cell, sd=Printed(cell.sd.text, sd))
    if search.holds(figures.with_cells(cells)):
        yield Explanation("standard error", 2, "with the printed SDs as standard errors of the mean")


def _misread_inputs(search: SlipSearch) -> Iterator[Explanation]:
    """One mean or SD with a shifted point or two digits swapped."""
    figures, claim = search.figures, search.claim
    scale = figures.table.rows[claim.row].scale
    for group in _named_groups(search):
        cell = figures.table.rows[claim.row].cells.get(group)
        for what in ("mean", "sd"):
            printed: Printed | None = getattr(cell, what) if cell else None
            if cell is None or printed is None:
                continue
            for misprint in of_text(printed):
                if misprint.kind not in {"shifted decimal", "digits swapped", "lost minus sign"}:
                    continue
                if what == "sd" and misprint.span.lo <= 0:
                    continue
                if what == "mean" and scale and not scale.low <= misprint.span.middle <= scale.high:
                    continue
                other = replace(cell, **{what: Printed(misprint.reading, misprint.span)})  # type: ignore[arg-type]
                if search.holds(figures.with_cells({(claim.row, group): other})):
                    name = {"mean": "mean", "sd": "SD"}[what]
                    read = misprint.reading.removeprefix("as ")
                    reading = f"with a {name} of {read} instead of {printed.text} for {figures.group_name(group)}"
                    yield Explanation(misprint.kind, 3, reading.replace("a SD", "an SD"))


def _misread_counts(search: SlipSearch) -> Iterator[Explanation]:
    """One count another by one, or with its digits swapped."""
    figures, claim = search.figures, search.claim
    rows = [claim.row] if claim.row else [row for together in claim.rows for row in together]
    if len(rows) * len(_named_groups(search)) > 24:
        return
    for row in rows:
        for group in _named_groups(search):
            cell = figures.table.rows[row].cells.get(group)
            if cell is None or cell.count is None:
                continue
            for other in {cell.count + 1, cell.count - 1, int(str(cell.count)[::-1])} - {cell.count, -1}:
                changed = (
                    replace(cell, count=other, percent=None) if claim.base != "implied" else replace(cell, count=other)
                )
                if search.holds(figures.with_cells({(row, group): changed})):
                    where = f"{figures.row_name(row)}, {figures.group_name(group)}"
                    yield Explanation(
                        "another count", 3, f"with a count of {number(other)} instead of {cell.count} in {where}"
                    )
