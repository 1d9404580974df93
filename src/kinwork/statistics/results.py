"""What every analysis gives back: estimate, interval, effect size, p, who was counted, what was checked, source."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high`` at confidence ``level`` (0.95 = 95 %)."""

    low: float
    high: float
    level: float = 0.95

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Estimate:
    """A named figure with its interval; ``unit`` says in what it is measured ('' = none)."""

    name: str
    value: float
    interval: Interval | None = None
    unit: str = ""


@dataclass(frozen=True)
class Group:
    """Who was counted: ``n`` valid, ``missing`` not; mean and sd in the outcome's unit, None for categories."""

    name: str
    n: int
    missing: int = 0
    mean: float | None = None
    sd: float | None = None
    median: float | None = None


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


@dataclass(frozen=True)
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

    def __str__(self) -> str:
        from .wording import sentence

        return sentence(self)


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
