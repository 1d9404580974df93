"""What every analysis gives back: estimate, interval, effect size, p, who was counted, what was checked, source."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from typing import Any

from .wording import degrees, p_value


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high`` at confidence ``level`` (0.95 = 95 %)."""

    low: float
    high: float
    level: float = 0.95

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        """``95 % CI [0.12, 1.30]``."""
        low, high = (f"{x:.2f}" if math.isfinite(x) else "no limit" for x in (self.low, self.high))
        return f"{self.level * 100:g} % CI [{low}, {high}]"


@dataclass(frozen=True)
class Estimate:
    """A named figure with its interval; ``unit`` says in what it is measured ('' = none).

    ``note`` says why there is no interval, or what a reader should look at.
    """

    name: str
    value: float
    interval: Interval | None = None
    unit: str = ""
    note: str = ""

    def __str__(self) -> str:
        behind = f", {self.interval}" if self.interval else ""
        return f"{self.name} = {self.value:.2f}{behind}{f' ({self.note})' if self.note else ''}"


@dataclass(frozen=True)
class Group:
    """Who was counted: ``n`` valid, ``missing`` not; mean and sd in the outcome's unit, None for categories."""

    name: str
    n: int
    missing: int = 0
    mean: float | None = None
    sd: float | None = None
    median: float | None = None
    q1: float | None = None
    q3: float | None = None

    @property
    def quartiles(self) -> str:
        """``12.50 [8.00, 19.00]``: median with quartiles, '' where there are none."""
        if self.median is None or self.q1 is None or self.q3 is None:
            return ""
        return f"{self.median:.2f} [{self.q1:.2f}, {self.q3:.2f}]"


@dataclass(frozen=True)
class Alternative:
    """The same question by another test, so that a reader sees whether the choice mattered."""

    test: str
    statistic: float
    df: tuple[float, ...]
    p: float


@dataclass(frozen=True)
class Pair:
    """Two groups out of several: difference first − second, its interval, and p adjusted for all pairs."""

    first: str
    second: str
    difference: float
    interval: Interval
    statistic: float
    df: float
    p: float
    effect: float


@dataclass(frozen=True, repr=False)
class Result:
    """One analysis.

    ``statistic`` is printed as ``symbol`` with ``df``; an exact test has no statistic. ``p`` is two-sided unless
    ``test`` says otherwise. ``choice`` says why this test; ``assumptions`` what was checked, in sentences.
    """

    test: str
    p: float
    groups: tuple[Group, ...]
    reference: str
    symbol: str = ""
    statistic: float | None = None
    df: tuple[float, ...] = ()
    estimate: Estimate | None = None
    effect: Estimate | None = None
    choice: str = ""
    assumptions: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    pairs: tuple[Pair, ...] = ()
    pairs_test: str = ""
    outcome: str = ""
    p_adjusted: float | None = None
    adjustment: str = ""
    more: tuple[Estimate, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Plain lists, texts and numbers, ready for JSON; what is not a finite number becomes None."""
        found: dict[str, Any] = plain(self)
        return found

    def to_dict(self) -> dict[str, Any]:
        """The same as ``as_dict``, by the name that frames call it."""
        return self.as_dict()

    def rows(self) -> list[dict[str, Any]]:
        """What ``to_frame`` has rows of."""
        from .notebook import of_result

        return of_result(self)

    def to_frame(self) -> Any:
        """A polars frame, one row for the comparison and one for each pair."""
        from .notebook import to_frame

        return to_frame(self)

    def _repr_html_(self) -> str:
        from .notebook import html_of_result

        return html_of_result(self)

    def __repr__(self) -> str:
        return f"<{self.outcome + ': ' if self.outcome else ''}{self}>"

    @property
    def printed(self) -> str:
        """``t(66) = 2.01, p = .048``; an exact test is its p alone."""
        if self.statistic is None:
            return p_value(self.p)
        inside = ", ".join(degrees(df) for df in self.df)
        return f"{self.symbol}{f'({inside})' if inside else ''} = {self.statistic:.2f}, {p_value(self.p)}"

    def __str__(self) -> str:
        """The whole result in one line.

        >>> from kinwork.statistics import Summary, compare_groups
        >>> print(compare_groups([Summary("RSW", 27, 3.2, 0.6), Summary("SAU", 40, 2.5, 0.6)], test="pooled"))
        independent-samples t, pooled variance: t(65) = 4.68, p < .001; difference RSW − SAU = 0.70, \
95 % CI [0.40, 1.00]; Hedges' g = 1.15, 95 % CI [0.63, 1.67]
        """
        parts = [f"{self.test}: {self.printed}"]
        parts += [str(figure) for figure in (self.estimate, self.effect) if figure is not None]
        if self.p_adjusted is not None:
            parts.append(f"{self.adjustment}-adjusted {p_value(self.p_adjusted)}")
        return "; ".join(parts)


def plain(thing: Any) -> Any:
    """Dataclasses to dictionaries, tuples to lists, infinities and NaN to None (JSON has no word for them)."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return {item.name: plain(getattr(thing, item.name)) for item in dataclasses.fields(thing)}
    if isinstance(thing, dict):
        return {key: plain(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [plain(value) for value in thing]
    if isinstance(thing, float) and not math.isfinite(thing):
        return None
    return thing
