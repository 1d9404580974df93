"""The steps of the chain, and the registry to which each room that has facts brings its own.

The order is that of Bostock et al. 2017: training, a clinician in the meeting, the quality of the discussion, the skill
that is seen in practice, agreement with parents, how the family sees it, what becomes of it. A step that no room brings
is shown as not measured yet, with how to begin.

    steps.register(Step(key="skill", counts="session", measured=Measured.MEAN, low=1, high=5, least=10, read=…))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

NOT_YET = timedelta(weeks=4)  # others than the unit see it as it stood then: the unit sees it first


class Measured(StrEnum):
    SHARE = "share"  # of all that are counted, those whose value is 1; the others are 0
    MEAN = "mean"  # of their values, in the unit that the step names


class Better(StrEnum):
    MORE = "more"
    LESS = "less"
    NEITHER = ""


@dataclass(frozen=True)
class Place:
    """Where a step stands in the chain, and how an authority begins that has nothing of it."""

    key: str
    name: str
    begin: str
    link: str = ""  # the name of an address of a unit, or of one without ids
    of_unit: bool = False


CHAIN = (
    Place("training", "Training", "Take up a programme and enter who took which days.", "unit_training", True),
    Place("clinician", "Clinician in the meeting", "Hold a unit meeting, and say who is there.", "unit_meeting", True),
    Place("discussion", "Quality of the discussion", "Tick the eight boxes after a discussion.", "quality", True),
    Place("skill", "Observed skill", "Ask a family whether a colleague may observe a visit."),
    Place("agreement", "Agreement with parents", "Fill in both lists of concerns with a family.", "unit_board", True),
    Place("rating", "How families rate us", "Ask a family for their rating of the service.", "unit_board", True),
    Place(
        "change", "Change for families", "Ask the same questionnaire at the start and at reviews.", "unit_board", True
    ),
    Place("status", "Plan or looked after", "Record what is decided about a child."),
    Place("back", "Came back after closing", "Seen a year after the first family is closed."),
)
PLACES = {place.key: place for place in CHAIN}


@dataclass(frozen=True)
class Asked:
    """Which units (None: all that work with families), between which days."""

    units: Sequence[int] | None
    since: date
    on: date


@dataclass(frozen=True)
class Fact:
    """One thing that a step counts.

    ``of`` says of which meeting, family or colleague it is: by these, steps are set beside each other. What is of a
    family is listed only for who may see that family.
    """

    unit_id: int
    value: float
    what: str
    says: str
    to: str = ""  # the name of an address with one id
    id: int = 0
    of: Mapping[str, int] = field(default_factory=dict)
    # What is a colleague's own to show counts only among those of enough colleagues: in the whole, in a unit by itself.
    counts: bool = True
    counts_alone: bool = True

    @property
    def family_id(self) -> int | None:
        return self.of.get("family")


@dataclass(frozen=True)
class Step:
    """What a room brings: one definition, with its scale, its direction and how few are too few."""

    key: str
    asks: str  # what is counted, as one line under the name
    counts: str  # one of what: session, meeting, family
    measured: Measured
    read: Callable[[Asked], list[Fact]]  # one statement or a constant number of them, said in its docstring
    low: float = 0
    high: float = 1
    better: Better = Better.MORE
    least: int = 10  # fewer are too few to say anything
    counts_plural: str = ""
    alike: str = ""  # counted things that are of one of these (``Fact.of``) resemble each other
    source: str = ""
    note: str = ""
    not_listed: str = ""  # why what it counts is not listed one by one

    @property
    def place(self) -> Place:
        return PLACES[self.key]

    @property
    def plural(self) -> str:
        return self.counts_plural or f"{self.counts}s"


_steps: dict[str, Step] = {}


def register(step: Step) -> None:
    """Bring a step. Each place has one: two rooms with two definitions of one thing would not be understood."""
    if step.key not in PLACES:
        raise ValueError(f"chain: '{step.key}' is not a step of the chain; there are {', '.join(PLACES)}")
    if not step.low < step.high:
        raise ValueError(f"chain: the scale of '{step.key}' has no length")
    if _steps.setdefault(step.key, step) != step:
        raise ValueError(f"chain: another room brings '{step.key}' already")


def steps() -> list[tuple[Place, Step | None]]:
    """Every place in its order, with the step that a room brings; none: not measured yet."""
    return [(place, _steps.get(place.key)) for place in CHAIN]
