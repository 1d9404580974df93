"""The likely slip: simple changes of a table or a claim under which the printed figure would fit, simplest first.

Costs: 0 a lost sign; 1 one reading of the same figures (Welch for pooled, one tail, a shifted point, a row left out);
2 one figure that was another (n, a column, a base); 3 a digit misread in an input; 4 what is rarer still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain

from . import judging, slips_arithmetic, slips_groups
from .figures import Figures
from .misprints import of_text
from .recomputed import Reading
from .results import Explanation
from .slip_search import MOST_TRIED, Enough, SlipSearch
from .table import Claim, Printed


def explain(
    figures: Figures,
    claim: Claim,
    printed: Printed | None,
    found: Sequence[Reading],
    most: int = MOST_TRIED,
    *,
    of_p: bool = False,
) -> list[Explanation]:
    """Explanations of an inconsistent claim, the simplest first.

    ``printed`` is the figure that does not fit, ``of_p`` says that it is the p beside a statistic, ``found`` what the
    inputs give; at most ``most`` changes are tried.
    """
    if printed is None:
        return []
    target = printed.span if of_p else judging.comparable(claim, printed)
    weight = max((reading.weight for reading in found), default=1)
    search = SlipSearch(figures, claim, target, of_p, max(5, most // weight) if weight > 1 else most)
    kept: dict[tuple[str, str], Explanation] = {}
    with suppress(Enough):
        for explanation in chain(_misprints(search, printed, found), _sources(search, printed)):
            kept.setdefault((explanation.kind, explanation.reading), explanation)
    return sorted(kept.values(), key=lambda x: x.cost)


def _misprints(search: SlipSearch, printed: Printed, found: Sequence[Reading]) -> Iterator[Explanation]:
    """The printed figure itself misprinted."""
    spans = [reading.p_span if search.of_p else reading.span for reading in found]
    boxes = [(box, float(box.lo), float(box.hi)) for box in spans if box is not None]
    unsigned = search.claim.test in judging.WITHOUT_SIGN and not search.claim.signed
    for misprint in of_text(printed):
        if "minus" in misprint.kind and (unsigned or search.of_p):
            continue
        span = abs(misprint.span) if unsigned else misprint.span
        if any(low <= span.hi and span.lo <= high and box.meets(span) for box, low, high in boxes):
            yield misprint.explanation()


def _sources(search: SlipSearch, printed: Printed) -> Iterator[Explanation]:
    if search.claim.test in slips_arithmetic.TESTS:
        yield from slips_arithmetic.explanations(search, printed)
    else:
        yield from slips_groups.explanations(search, printed)
