"""The likely slip: simple changes of a table or a claim under which the printed figure would fit, simplest first.

Costs: 0 a lost sign; 1 one reading of the same figures (Welch for pooled, one tail, a shifted point, a row left out);
2 one figure that was another (n, a column, a base); 3 a digit misread in an input; 4 what is rarer still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from . import judging
from .expressions import Undefined
from .figures import Figures, Missing
from .recomputed import Reading
from .results import Explanation
from .span import Span
from .table import Claim, Printed

MOST_TRIED = 400


@dataclass
class Search:
    """What an explanation has to meet, and how many were tried."""

    figures: Figures
    claim: Claim
    target: Span
    of_p: bool
    tried: int = field(default=0)

    def fits(self, reading: Reading) -> bool:
        """Whether a reading gives what is printed."""
        box = reading.p_span if self.of_p else reading.span
        return box is not None and box.meets(self.target)

    def holds(self, figures: Figures | None = None, claim: Claim | None = None) -> bool:
        """Whether what is printed would fit with other figures, or as another claim."""
        self.tried += 1
        if self.tried > MOST_TRIED:
            return False
        try:
            return any(map(self.fits, judging.readings(figures or self.figures, claim or self.claim)))
        except (Missing, Undefined):
            return False


def explain(
    figures: Figures, claim: Claim, printed: Printed | None, found: Sequence[Reading], *, of_p: bool = False
) -> list[Explanation]:
    """Explanations of an inconsistent claim, the simplest first.

    ``printed`` is the figure that does not fit, ``of_p`` says that it is the p beside a statistic, ``found`` what the
    inputs give.
    """
    if printed is None:
        return []
    target = printed.span if of_p else judging.comparable(claim, printed)
    search = Search(figures, claim, target, of_p)
    explanations = [*_misprints(search, printed, found), *_sources(search, printed)]
    kept: dict[tuple[str, str], Explanation] = {}
    for one in explanations:
        kept.setdefault((one.kind, one.reading), one)
    return sorted(kept.values(), key=lambda x: x.cost)


def _misprints(search: Search, printed: Printed, found: Sequence[Reading]) -> Iterator[Explanation]:
    """The printed figure itself misprinted."""
    from .misprints import of_text

    unsigned = search.claim.test in judging.WITHOUT_SIGN and not search.claim.signed
    for misprint in of_text(printed):
        if "minus" in misprint.kind and (unsigned or search.of_p):
            continue
        span = abs(misprint.span) if unsigned else misprint.span
        for reading in found:
            box = reading.p_span if search.of_p else reading.span
            if box is not None and box.meets(span):
                yield misprint.explanation()
                break


def _sources(search: Search, printed: Printed) -> Iterator[Explanation]:
    from . import slips_arithmetic, slips_groups

    if search.claim.test in slips_arithmetic.TESTS:
        yield from slips_arithmetic.explanations(search, printed)
    else:
        yield from slips_groups.explanations(search, printed)
