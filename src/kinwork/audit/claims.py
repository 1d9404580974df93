"""From a claim to its result: the verdict in words, with what the inputs give and the likely slip."""

from __future__ import annotations

from dataclasses import dataclass

from . import judging, slips, slips_groups
from .expressions import Undefined
from .figures import Figures, Missing
from .judging import Verdicts
from .recomputed import Reading
from .results import CONSISTENT, INCONSISTENT, UNDETERMINED, Explanation, Result
from .span import Span
from .table import Claim, Printed
from .wording import given, number, p_of, places_of, sentence, tie, with_box

MOST_EXPLANATIONS = 5
BEYOND = "this has no result: the figures are beyond what can be computed"


@dataclass(frozen=True)
class Judged:
    """A claim with its verdicts, before it is put into words."""

    figures: Figures
    claim: Claim
    found: list[Reading]
    verdicts: Verdicts
    printed: Printed | None

    @property
    def wants_explaining(self) -> bool:
        """Whether a slip is to be looked for."""
        return INCONSISTENT in (self.verdicts.figure, self.verdicts.p)


def judged(figures: Figures, claim: Claim) -> Judged | Result:
    """The verdicts on a claim; at once its result where it cannot be recomputed. Never raises."""
    printed = None
    try:
        printed = judging.printed_figure(figures, claim)
        found = judging.readings(figures, claim)
        return Judged(figures, claim, found, judging.judge(figures, claim, found, printed), printed)
    except Missing as lack:
        return _undetermined(figures, claim, printed, f"the report does not print {lack}")
    except Undefined as problem:
        return _undetermined(figures, claim, printed, f"this has no result: {problem}")
    except (ArithmeticError, ValueError):
        return _undetermined(figures, claim, printed, BEYOND)


def _undetermined(figures: Figures, claim: Claim, printed: Printed | None, why: str) -> Result:
    text = printed.text if printed else _what_is_printed(claim)
    return Result(
        id=claim.id,
        check=claim.test,
        verdict=UNDETERMINED,
        printed=text,
        message=sentence(why),
        p_verdict=UNDETERMINED if claim.p else None,
        df_verdict=UNDETERMINED if claim.df and claim.test not in judging.P_FROM else None,
        stars_verdict=UNDETERMINED if claim.stars is not None else None,
        cells=cells(figures, claim),
        line=claim.line,
    )


def _what_is_printed(claim: Claim) -> str | None:
    if claim.p:
        return claim.p.text
    if claim.stars is not None:
        return claim.stars
    return ", ".join(figure.text for figure in claim.df) if claim.df else None


def in_words(one: Judged, tries: int) -> Result:
    """The result of a claim; at most so many slips are tried."""
    try:
        return _in_words(one, tries)
    except (ArithmeticError, ValueError):  # a box is worked out only when it is asked for
        return _undetermined(one.figures, one.claim, one.printed, BEYOND)


def _in_words(one: Judged, tries: int) -> Result:
    figures, claim, found, verdicts, printed = one.figures, one.claim, one.found, one.verdicts, one.printed
    reading = verdicts.reading
    verdict = next((v for v in (verdicts.figure, verdicts.p, verdicts.stars, verdicts.df) if v), CONSISTENT)
    value, span = reading.value, reading.span
    if printed is None and (verdicts.p or verdicts.stars) and reading.p is not None and reading.p_span is not None:
        value, span = reading.p, reading.p_span
    elif printed is None and verdicts.df:
        value, span = reading.df[-1][0], Span(*reading.df[-1][1:])
    explanations: tuple[Explanation, ...] = ()
    if INCONSISTENT in (verdicts.figure, verdicts.p) and (own := _own_size(figures, claim)):
        return _undetermined(figures, claim, printed, f"this does not follow from the n of the heading; but {own}")
    if verdicts.figure == INCONSISTENT:
        explanations = tuple(slips.explain(figures, claim, printed, found, tries)[:MOST_EXPLANATIONS])
    elif verdicts.p == INCONSISTENT:
        explanations = tuple(slips.explain(figures, claim, claim.p, [reading], tries, of_p=True)[:MOST_EXPLANATIONS])
    return Result(
        id=claim.id,
        check=claim.test,
        verdict=verdict,
        printed=printed.text if printed else _what_is_printed(claim),
        recomputed=value,
        low=span.lo,
        high=span.hi,
        p=reading.p,
        message=_message(figures, claim, found, verdicts, printed, explanations),
        p_verdict=verdicts.p,
        df_verdict=verdicts.df,
        stars_verdict=verdicts.stars,
        explanations=explanations,
        cells=cells(figures, claim),
        line=claim.line,
    )


def _own_size(figures: Figures, claim: Claim) -> str:
    """In words, that a row which is tested prints its own n, which nobody has said what it is of."""
    if claim.test not in slips_groups.OF_SIZES or claim.base:
        return ""
    rows = [row for together in claim.rows for row in together] or ([claim.row] if claim.row else [])
    groups = [group for together in claim.groups for group in together] or list(figures.table.groups)
    found = (figures.unused_size(row, group) for row in rows for group in groups)
    return next(filter(None, found), "")


def _message(
    figures: Figures,
    claim: Claim,
    found: list[Reading],
    verdicts: Verdicts,
    printed: Printed | None,
    explanations: tuple[Explanation, ...],
) -> str:
    digits = places_of(printed)
    if verdicts.figure == INCONSISTENT and printed:
        every = "; ".join(given(x.how, x.value, x.span, digits, p=x.is_p) for x in found)
        parts = [f"{printed.text} is printed, but the inputs give {every}"]
    else:
        reading = verdicts.reading
        parts = [f"the inputs give {given(reading.how, reading.value, reading.span, digits, p=reading.is_p)}"]
        if verdicts.figure == CONSISTENT and (rounding := tie(printed, reading.value, reading.span)):
            parts.append(rounding)
    parts += _beside(figures, claim, verdicts)
    if verdicts.reading.aside:
        parts.append(verdicts.reading.aside)
    if explanations:
        parts.append(told(explanations))
    elif INCONSISTENT in (verdicts.figure, verdicts.p):
        parts.append(_no_explanation(claim, found, printed))
    return " ".join(sentence(part) for part in parts)


def _beside(figures: Figures, claim: Claim, verdicts: Verdicts) -> list[str]:
    """What is to be said of p, df and stars."""
    remarks = []
    reading = verdicts.reading
    p = reading.p if claim.p or claim.stars is not None else None
    if p is not None and not reading.is_p:
        differs = INCONSISTENT in (verdicts.p, verdicts.stars) and verdicts.figure != INCONSISTENT
        shown = with_box(p, reading.p_span, p=True) if differs and reading.p_span else p_of(p)
        recomputed = f"p = {shown}".replace("= <", "< ")
        if verdicts.p == INCONSISTENT and claim.p:
            remarks.append(f"p is printed as {claim.p.text}, but the inputs give {recomputed}")
        elif verdicts.stars != INCONSISTENT:
            remarks.append(recomputed)
    if p is not None and verdicts.stars == INCONSISTENT:
        due = judging.stars_of(figures, p)
        mark = f'"{claim.stars}"' if claim.stars else "no mark"
        would = f'marked "{due}"' if due else "unmarked"
        remarks.append(f"{mark} is printed, but p = {p_of(p)} would be {would}".replace("= <", "< "))
    if verdicts.df == INCONSISTENT and claim.df:
        degrees = ", ".join(number(at) for at, _, _ in reading.df)
        remarks.append(f"df is printed as {', '.join(x.text for x in claim.df)}, but the inputs give {degrees}")
    return remarks


def _no_explanation(claim: Claim, found: list[Reading], printed: Printed | None) -> str:
    if printed is not None and claim.test in {"sum", "difference"}:
        gap = printed.span.middle - found[0].value
        size, side = (gap, "much") if gap > 0 else (-gap, "little")
        return f"no simple slip explains it; what is printed is {number(size)} too {side}"
    return "no simple slip explains it"


def told(explanations: tuple[Explanation, ...]) -> str:
    """Explanations as one sentence, the simplest first; those of equal cost are said to fit equally."""
    simplest = [x for x in explanations if x.cost == explanations[0].cost]
    others = explanations[len(simplest) :]
    if len(simplest) == 1:
        text = f"it would fit {simplest[0]}"
    else:
        text = f"{len(simplest)} simple readings fit equally: " + "; ".join(str(x) for x in simplest)
    return text + ("; less simply, " + "; ".join(str(x) for x in others) if others else "")


def cells(figures: Figures, claim: Claim) -> tuple[tuple[str, str], ...]:
    """The cells that a claim speaks of: the printed result where it stands in a cell, else what it compares."""
    if claim.equals:
        return ((claim.equals.row, claim.equals.group),)
    if claim.row and claim.group:
        return ((claim.row, claim.group),)
    rows = [row for together in claim.rows for row in together] or ([claim.row] if claim.row else [])
    groups = [group for together in claim.groups for group in together] or [claim.group] * bool(claim.group)
    if rows and not groups:
        groups = list(figures.table.groups)
    return tuple((row, group) for row in rows for group in groups if group in figures.table.rows[row].cells)
