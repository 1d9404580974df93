"""The likely slip: simple changes of a table or a claim under which the printed figure would fit, simplest first.

Costs: 0 a lost sign; 1 one reading of the same figures (Welch for pooled, one tail, a shifted point, a row left out);
2 one figure that was another (n, a column, a base); 3 a digit misread in an input; 4 what is rarer still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain

from . import judging
from .figures import Figures, Missing
from .recomputed import Reading
from .results import Explanation
from .span import Span
from .table import Claim, Printed

MOST_TRIED = 250
TOGETHER = 1500  # over all claims of a table: a table where everything is wrong is to be said so in two seconds


class Enough(Exception):
    """As many changes were tried as were allowed."""


@dataclass
class Search:
    """What an explanation has to meet, and how many were tried."""

    figures: Figures
    claim: Claim
    target: Span
    of_p: bool
    most: int = MOST_TRIED
    tried: int = field(default=0)
    ends: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        low, high = float(self.target.lo), float(self.target.hi)
        slack = 1e-9 * (abs(low) + abs(high))
        self.ends = low - slack, high + slack

    def fits(self, reading: Reading) -> bool:
        """Whether a reading gives what is printed."""
        if not self.of_p and reading.outer and not reading.outer().meets(self.target):
            return False
        box = reading.p_span if self.of_p else reading.span
        if box is None or box.hi < self.ends[0] or box.lo > self.ends[1]:  # most of them: no need to be exact
            return False
        return box.meets(self.target)

    def holds(self, figures: Figures | None = None, claim: Claim | None = None) -> bool:
        """Whether what is printed would fit with other figures, or as another claim. Raises ``Enough``."""
        self.tried += 1
        if self.tried > self.most:
            raise Enough
        try:
            return any(map(self.fits, judging.readings(figures or self.figures, claim or self.claim)))
        except (Missing, ArithmeticError, ValueError):
            return False


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
    search = Search(figures, claim, target, of_p, max(5, most // weight) if weight > 1 else most)
    kept: dict[tuple[str, str], Explanation] = {}
    with suppress(Enough):
        for one in chain(_misprints(search, printed, found), _sources(search, printed)):
            kept.setdefault((one.kind, one.reading), one)
    return sorted(kept.values(), key=lambda x: x.cost)


def _misprints(search: Search, printed: Printed, found: Sequence[Reading]) -> Iterator[Explanation]:
    """The printed figure itself misprinted."""
    from .misprints import of_text

    spans = [reading.p_span if search.of_p else reading.span for reading in found]
    boxes = [(box, float(box.lo), float(box.hi)) for box in spans if box is not None]
    unsigned = search.claim.test in judging.WITHOUT_SIGN and not search.claim.signed
    for misprint in of_text(printed):
        if "minus" in misprint.kind and (unsigned or search.of_p):
            continue
        span = abs(misprint.span) if unsigned else misprint.span
        if any(low <= span.hi and span.lo <= high and box.meets(span) for box, low, high in boxes):
            yield misprint.explanation()


def _sources(search: Search, printed: Printed) -> Iterator[Explanation]:
    from . import slips_arithmetic, slips_groups

    if search.claim.test in slips_arithmetic.TESTS:
        yield from slips_arithmetic.explanations(search, printed)
    else:
        yield from slips_groups.explanations(search, printed)
