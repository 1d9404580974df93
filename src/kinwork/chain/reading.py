"""What the chain says: at each step n, the figure and its interval; too few, and nothing is said. No statement but the
steps’ own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kinwork import statistics
from kinwork.clocks.humanize import count
from kinwork.statistics.problems import BadData
from kinwork.statistics.results import Estimate

from .steps import Asked, Better, Fact, Measured, Place, Step, steps

FEWEST_PAIRS = 20  # of which a coefficient is given at all
BESIDE = ("meeting", "family", "user")  # the nearest that two steps have in common


def plain(value: float) -> str:
    """A figure with as many decimals as it needs.

    >>> plain(3.24), plain(-2), plain(0.004)
    ('3.2', '-2', '0')
    """
    return "0" if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Reading:
    """One step for one unit or for all: how many, and what may be said of them."""

    place: Place
    step: Step | None
    n: int = 0
    counted: float = 0
    estimate: Estimate | None = None
    is_kept_back: bool = False  # there are enough, but of too few colleagues

    @property
    def is_measured(self) -> bool:
        return self.step is not None and self.n > 0

    @property
    def is_enough(self) -> bool:
        return self.estimate is not None

    @property
    def n_words(self) -> str:
        return count(self.n, self.step.counts, self.step.plural) if self.step else ""

    def in_scale(self, value: float) -> str:
        step = self.step
        assert step is not None
        return f"{round(100 * value)} %" if step.measured == Measured.SHARE else plain(value)

    @property
    def words(self) -> str:
        """'7 sessions: too few to say', '64 % (18 of 28 meetings)', '3.2 on average (28 sessions)'."""
        step = self.step
        if step is None or not self.n:
            return "not measured yet"
        if self.is_kept_back:
            return f"{self.n_words}: of too few colleagues to say"
        if self.estimate is None:
            return f"{self.n_words}: too few to say"
        if step.measured == Measured.SHARE:
            return f"{self.in_scale(self.estimate.value)} ({self.counted:g} of {self.n_words})"
        return f"{self.in_scale(self.estimate.value)} on average ({self.n_words})"

    @property
    def interval(self) -> tuple[float, float] | None:
        between = self.estimate.interval if self.estimate else None
        if between is None or self.step is None:
            return None
        return max(between.low, self.step.low), min(between.high, self.step.high)

    @property
    def interval_words(self) -> str:
        between = self.interval
        return f"{self.in_scale(between[0])} to {self.in_scale(between[1])}" if between else ""

    @property
    def way(self) -> str:
        better = self.step.better if self.step else Better.NEITHER
        return {Better.MORE: "more is better", Better.LESS: "less is better"}.get(better, "")


@dataclass(frozen=True)
class Link:
    """How far two steps go together, over what both are of."""

    words: str
    n: int
    estimate: Estimate | None = None


def reading(place: Place, step: Step | None, facts: Sequence[Fact], *, alone: bool = False) -> Reading:
    """What may be said of some facts of a step; ``alone``: of one unit.

    Fewer than the step’s least, or of too few colleagues, and nothing is said but how many.
    """
    if step is None:
        return Reading(place, None)
    every, facts = facts, counted_of(facts, alone=alone)
    if every and (not facts or (alone and len(facts) < len(every))):
        return Reading(place, step, len(every), is_kept_back=len(every) >= step.least)
    n, counted = len(facts), sum(fact.value for fact in facts)
    if n < step.least:
        return Reading(place, step, n, counted)
    if step.measured == Measured.SHARE:
        return Reading(place, step, n, counted, statistics.proportion(round(counted), n))
    groups = [fact.of.get(step.alike, -at) for at, fact in enumerate(facts, start=1)] if step.alike else None
    try:
        found = statistics.mean_of([fact.value for fact in facts], groups=groups)
    except BadData:  # all of one group: their spread says nothing about the next
        return Reading(place, step, n, counted)
    return Reading(place, step, n, counted, found)


def counted_of(facts: Sequence[Fact], *, alone: bool) -> list[Fact]:
    """Those of which anything may be said: of the whole, or of one unit alone."""
    return [fact for fact in facts if (fact.counts_alone if alone else fact.counts)]


@dataclass(frozen=True)
class Chain:
    """The facts of every step, read once for as many units as are asked of."""

    asked: Asked
    facts: dict[str, list[Fact]]

    def of(self, units: Collection[int] | None = None) -> list[Reading]:
        """Every step, for some units or for all that were read."""
        alone = units is not None or self.asked.units is not None
        return [reading(place, step, self._facts(place.key, units), alone=alone) for place, step in steps()]

    def _facts(self, key: str, units: Collection[int] | None) -> list[Fact]:
        found = self.facts.get(key, [])
        return found if units is None else [fact for fact in found if fact.unit_id in units]

    def links(self) -> dict[str, Link]:
        """By the later step of two that follow each other: whether they go together, as far as anything can be said."""
        found: dict[str, Link] = {}
        measured = [(place, step) for place, step in steps() if step is not None and self.facts.get(place.key)]
        for (first, _), (second, _) in pairwise(measured):
            alone = self.asked.units is not None
            link = linked(*(counted_of(self.facts[place.key], alone=alone) for place in (first, second)))
            if link is not None:
                found[second.key] = link
        return found


def linked(first: Sequence[Fact], second: Sequence[Fact]) -> Link | None:
    """Spearman’s rank correlation over what both steps are of; None where they have nothing in common."""
    for key in BESIDE:
        means = [_means(facts, key) for facts in (first, second)]
        both = sorted(means[0].keys() & means[1].keys())
        if not both:
            continue
        said = f"{count(len(both), key if key != 'user' else 'colleague', 'families' if key == 'family' else '')}"
        if len(both) < FEWEST_PAIRS:
            return Link(f"{said} in both: too few to say whether they go together", len(both))
        try:
            result = statistics.correlation(
                [means[0][one] for one in both], [means[1][one] for one in both], method="spearman"
            )
        except BadData:
            return Link(f"{said} in both, all alike in one of them", len(both))
        rho = result.effect
        assert rho is not None
        between = f", 95 % interval {rho.interval.low:.2f} to {rho.interval.high:.2f}" if rho.interval else ""
        return Link(f"over {said}: rank correlation {rho.value:.2f}{between}", len(both), rho)
    return None


def _means(facts: Sequence[Fact], key: str) -> dict[int, float]:
    found: dict[int, list[float]] = defaultdict(list)
    for fact in facts:
        if key in fact.of:
            found[fact.of[key]].append(fact.value)
    return {one: sum(values) / len(values) for one, values in found.items()}


def chain_of(asked: Asked) -> Chain:
    """The facts of every step. As many statements as the steps say, however many units there are."""
    return Chain(asked, {step.key: step.read(asked) for _, step in steps() if step is not None})
