"""The verdict on a claim: recomputed from what the table prints, compared with what the claim prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from . import arithmetic, comparisons, frequencies
from .figures import Figures
from .recomputed import Reading
from .results import CONSISTENT, INCONSISTENT
from .span import Span
from .table import NOT_SIGNIFICANT, Claim, Printed, Ref

TESTS: Mapping[str, Callable[[Figures, Claim], list[Reading]]] = {
    "anova": comparisons.anova,
    "welch_anova": comparisons.anova,
    "t": comparisons.t_test,
    "p_from_t": comparisons.p_from_t,
    "p_from_f": comparisons.p_from_f,
    "p_from_chi2": comparisons.p_from_chi2,
    "p_from_z": comparisons.p_from_z,
    "p_from_q": comparisons.p_from_chi2,
    "anova_binary": comparisons.anova_binary,
    "chi2": frequencies.chi2,
    "fisher_exact": frequencies.fisher,
    "correlation_p": comparisons.correlation_p,
    "fisher_z": comparisons.fisher_z,
    "percent": arithmetic.percent,
    "sum": arithmetic.total,
    "difference": arithmetic.difference,
    "ratio": arithmetic.ratio,
    "formula": arithmetic.formula,
}
P_FROM = ("p_from_t", "p_from_f", "p_from_chi2", "p_from_z", "p_from_q")  # the statistic and its df are inputs
WITHOUT_SIGN = ("t", "fisher_z")


def readings(figures: Figures, claim: Claim) -> list[Reading]:
    """Every way to recompute the claim. Raises ``Missing`` and ``Undefined``."""
    return TESTS[claim.test](figures, claim)


def printed_figure(figures: Figures, claim: Claim) -> Printed | None:
    """The figure that the verdict speaks of, where one is printed. Raises ``Missing`` for an empty ``equals``."""
    if claim.equals is not None:
        return figures.printed(_alike(figures, claim, claim.equals))
    if claim.test in {*P_FROM, "correlation_p", "fisher_exact"}:
        other = None if claim.test in P_FROM and claim.t is None else claim.statistic
        return claim.p or claim.value or other
    figure = claim.value or claim.statistic
    if figure is None and claim.test == "percent":
        return figures.printed(Ref(claim.row, claim.group, "percent"))
    return figure


def _alike(figures: Figures, claim: Claim, equals: Ref) -> Ref:
    """The figure of the cell that a claim equals: a sum of percentages is a percentage."""
    if equals.field:
        return equals
    refs = arithmetic.terms(claim) if claim.test == "sum" else []
    if claim.test == "difference" and isinstance(claim.left, Ref) and isinstance(claim.right, Ref):
        refs = [claim.left, claim.right]
    shares = bool(refs) and all(ref.field == "percent" for ref in figures.alike(refs))
    cell = figures.table.rows[equals.row].cells.get(equals.group)
    return replace(equals, field="percent") if shares and cell and cell.percent else equals


def comparable(claim: Claim, printed: Printed) -> Span:
    """What a printed figure can have been, without its sign where the test is compared so."""
    return abs(printed.span) if claim.test in WITHOUT_SIGN and not claim.signed else printed.span


def fitting(claim: Claim, found: Sequence[Reading], printed: Printed) -> list[Reading]:
    """The readings whose box the printed figure meets."""
    span = comparable(claim, printed)
    return [reading for reading in found if reading.span.meets(span)]


def fits(figures: Figures, claim: Claim, printed: Printed) -> Reading | None:
    """The first reading that the printed figure fits, where there is one. Raises ``Missing`` and ``Undefined``."""
    span = comparable(claim, printed)
    return next((reading for reading in readings(figures, claim) if reading.span.meets(span)), None)


@dataclass(frozen=True)
class Verdicts:
    """The verdicts on a claim's figure, p, df and stars, and the reading that they rest on."""

    reading: Reading
    figure: str | None
    p: str | None
    df: str | None
    stars: str | None


def judge(figures: Figures, claim: Claim, found: Sequence[Reading], printed: Printed | None) -> Verdicts:
    """Verdicts on all that a claim prints.

    p, df and stars are compared with the readings that the figure fits, or with all where it fits none.
    """
    fit = fitting(claim, found, printed) if printed else list(found)
    open_to = fit or list(found)
    figure = None if printed is None else _verdict(bool(fit))
    p = None if claim.p is None else _verdict(any(p_meets(reading, claim.p.span) for reading in open_to))
    stars = None
    if claim.stars is not None:
        level = stars_span(figures, claim.stars)
        stars = _verdict(any(p_meets(reading, level) for reading in open_to))
    df = None
    if claim.df is not None and claim.test not in P_FROM and any(reading.df for reading in open_to):
        df = _verdict(any(df_fits(claim.df, reading) for reading in open_to))
    if printed is None and claim.p is not None:
        open_to = [reading for reading in open_to if p_meets(reading, claim.p.span)] or open_to
    return Verdicts(_nearest(claim, open_to, printed), figure, p, df, stars)


def _verdict(holds: bool) -> str:
    return CONSISTENT if holds else INCONSISTENT


def p_meets(reading: Reading, printed: Span) -> bool:
    """Whether the box of a reading's p meets what is printed; the box is worked out only where that is in doubt."""
    if reading.p is None:
        return False
    if printed.lo < reading.p < printed.hi:
        return True
    if reading.p_outer and not _widened(reading.p_outer()).meets(printed):
        return False
    box = reading.p_span
    return box is not None and _widened(box).meets(printed)


def _widened(p: Span) -> Span:
    """A p with what floating arithmetic may have lost."""
    return Span(float(p.lo) * (1 - 1e-12), min(1.0, float(p.hi) * (1 + 1e-12)))


def _nearest(claim: Claim, among: Sequence[Reading], printed: Printed | None) -> Reading:
    if printed is None or len(among) == 1:
        return among[0]
    span = comparable(claim, printed)
    return min(among, key=lambda reading: _gap(reading.span, span))


def _gap(box: Span, printed: Span) -> float:
    return max(0.0, float(printed.lo) - float(box.hi), float(box.lo) - float(printed.hi))


def stars_span(figures: Figures, stars: str) -> Span:
    """The p that printed stars say: from the next stricter level up to their own. None says: above every level.

    "ns" says at least .05, whatever weaker levels the table marks.
    """
    strictest_first = figures.table.stars_strongest_first
    if stars == "ns":
        return Span(NOT_SIGNIFICANT, 1.0)
    if stars == "":
        return Span(strictest_first[-1][1], 1.0)
    level = dict(strictest_first)[stars]
    stricter = [other for _, other in strictest_first if other < level]
    return Span(max(stricter, default=0.0), level, True, False)


def stars_of(figures: Figures, p: float) -> str:
    """The stars that a p would get."""
    return next((mark for mark, level in figures.table.stars_strongest_first if p < level), "")


def df_fits(printed: Sequence[Printed], reading: Reading) -> bool:
    """Whether printed degrees of freedom are those of a reading; one number may be either of an F's two."""
    boxes = [Span(low, high) for _, low, high in reading.df]
    if len(printed) == 1:
        return any(box.meets(printed[0].span) for box in boxes)
    return len(printed) == len(boxes) and all(box.meets(p.span) for box, p in zip(boxes, printed, strict=True))
