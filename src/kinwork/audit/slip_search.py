"""What a slip has to meet that would explain a claim, and how many are tried before nobody looks on."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import judging
from .figures import Figures, Missing
from .recomputed import Reading
from .span import Span
from .table import Claim

MOST_TRIED = 250
TOGETHER = 1500  # over all claims of a table: a table where everything is wrong is to be said so in two seconds


class Enough(Exception):
    """As many changes were tried as were allowed."""


@dataclass
class SlipSearch:
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
