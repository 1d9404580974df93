"""What a test gives: one reading, or several where the report leaves open which variant it used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from .expressions import Undefined
from .moments import Df, Moment
from .span import Number, Span

Pair = tuple[float, float]


@dataclass(frozen=True)
class Reading:
    """One way to recompute a claim: its figure and, where the test has them, p and degrees of freedom.

    ``value`` is the figure from the inputs as printed; ``span`` its rounding box, worked out when asked for.
    """

    how: str
    value: Number
    box: Callable[[], Span]
    p_at: Callable[[], float] | None = None
    p_box: Callable[[], Span] | None = None
    degrees: Callable[[], Df] | None = None
    is_p: bool = False  # the figure is itself a p
    aside: str = ""
    p_outer: Callable[[], Span] | None = None  # quick: holds the box of p
    outer: Callable[[], Span] | None = None  # quick: holds the box of the figure
    weight: int = 1  # how many candidate tables it took

    @cached_property
    def span(self) -> Span:
        """The rounding box of the figure."""
        return self.box()

    @cached_property
    def p(self) -> float | None:
        """The p that the inputs give as printed."""
        return self.p_at() if self.p_at else None

    @cached_property
    def p_span(self) -> Span | None:
        """The rounding box of p."""
        return self.p_box() if self.p_box else None

    @cached_property
    def df(self) -> Df:
        """Degrees of freedom: each as recomputed, lowest, highest."""
        return self.degrees() if self.degrees else ()


def of_moment(how: str, moment: Moment, *, signed: bool, tails: str = "2", degrees: bool = True) -> Reading:
    """A reading of a t or an F. Raises ``Undefined`` where it has no limit as printed."""
    if abs(moment.value) == float("inf"):
        raise Undefined("every SD is 0")

    def box() -> Span:
        span = Span(*moment.range())
        return span if signed else abs(span)

    outer, value_outer = moment.p_outer, moment.outer
    return Reading(
        how,
        moment.value if signed else abs(moment.value),
        box,
        lambda: moment.p / (2 if tails == "1" else 1),
        lambda: halved(Span(*moment.p_range()), tails),
        moment.df if degrees else None,
        p_outer=(lambda: halved(Span(*outer()), tails)) if outer else None,
        outer=(lambda: Span(*value_outer())) if value_outer else None,
    )


def of_p(how: str, p: float, box: Callable[[], Span], degrees: Callable[[], Df] | None = None) -> Reading:
    """A reading whose figure is a p."""
    return Reading(how, p, box, lambda: p, box, degrees, is_p=True)


def halved(span: Span, tails: str) -> Span:
    """A two-tailed p as it is, or one tail of it.

    >>> halved(Span(0.02, 0.04), "1")
    Span(lo=0.01, hi=0.02, closed_lo=True, closed_hi=True)
    """
    return Span(span.lo / 2, span.hi / 2) if tails == "1" else span


def tails_of(asked: str, otherwise: str) -> list[str]:
    """The tails to try: as the claim says, else as the test has them."""
    tails = asked or otherwise
    return ["2", "1"] if tails == "any" else [tails]


def with_tails(how: str, tails: str, several: bool) -> str:
    """Names the tails where they are in question."""
    return f"{how}, {'one tail' if tails == '1' else 'two tails'}" if several or tails == "1" else how
