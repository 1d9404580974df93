"""Which unit a family comes to: each unit with the reasons for and against it, in words, the likeliest first.

Rules in their order (the rota: Forrester et al. 2013, chapter 4, where teams take a week on duty in turn; the return
to whoever held the family: the same chapter; load: chapter 5). Nothing here reads: what is known is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.clocks.humanize import count, long_day

# Families normally begin with an assessment; those of a disabled child, or with a case of their own kind, elsewhere.
FIRST = ("assessment", "front_door")
HELPS = ("early_help",)


@dataclass(frozen=True)
class UnitFacts:
    """What is known of a unit on a day."""

    unit_id: int
    name: str
    function: str
    function_name: str
    area: str
    families: int
    children: int
    planned_high: int | None
    on_duty_until: date | None = None  # the last day of the turn that it has now
    held_until: date | None = None  # when it last closed this family
    near_setting: int = 0  # its open families around the same school or nursery


@dataclass(frozen=True)
class Wanted:
    """What is known of the family that comes, and what the authority has decided."""

    today: date
    area: str = ""
    setting: str = ""
    returns_within: timedelta = timedelta(days=0)
    functions: tuple[str, ...] = FIRST


@dataclass(frozen=True)
class Suggested:
    """A unit, and what speaks for and against it."""

    unit: UnitFacts
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    points: tuple[int, ...]

    @property
    def is_reasoned(self) -> bool:
        """Whether anything but its load speaks for it."""
        return any(self.points[:-1])

    @property
    def because(self) -> str:
        return "; ".join(self.reasons)


def suggested(units: list[UnitFacts], wanted: Wanted) -> list[Suggested]:
    """Every unit, in the order in which it would be chosen; of two alike, the one with more room."""
    found = [_weigh(unit, wanted) for unit in units]
    return sorted(found, key=lambda one: ([-point for point in one.points], one.unit.name.casefold()))


def _weigh(unit: UnitFacts, wanted: Wanted) -> Suggested:
    reasons: list[str] = []
    returns = unit.held_until is not None and wanted.today - unit.held_until <= wanted.returns_within
    if unit.held_until is not None:
        when = f"it held this family until {unit.held_until:%-d %B %Y}"
        reasons.append(f"{when}, so they come back to it" if returns else f"{when}, longer ago than they come back")
    if unit.on_duty_until is not None:
        reasons.append(f"on duty until {long_day(unit.on_duty_until)}")
    fits = unit.function in wanted.functions
    if fits:
        reasons.append(f"a unit for {unit.function_name[0].lower()}{unit.function_name[1:]}")
    in_area = bool(wanted.area) and unit.area.casefold() == wanted.area.casefold()
    if in_area:
        reasons.append(f"works in {unit.area}")
    if unit.near_setting:
        reasons.append(f"works with {count(unit.near_setting, 'family', 'families')} around {wanted.setting}")
    reasons.append(_load(unit))
    warnings = []
    if unit.planned_high is not None and unit.families >= unit.planned_high:
        warnings.append(f"full: planned for {unit.planned_high} families at most")
    points = (
        int(returns), int(unit.on_duty_until is not None), int(fits), int(in_area), min(unit.near_setting, 5),
        -_filled(unit),
    )  # fmt: skip
    return Suggested(unit, tuple(reasons), tuple(warnings), points)


def _load(unit: UnitFacts) -> str:
    of = f" of {unit.planned_high}" if unit.planned_high is not None else ""
    families = f"{unit.families}{of} families" if of else count(unit.families, "family", "families")
    return f"{families}, {count(unit.children, 'child', 'children')}"


def _filled(unit: UnitFacts) -> int:
    """How full it is in hundredths of its plan; without a plan, as if it were planned for fifteen."""
    return round(100 * unit.families / (unit.planned_high or 15))


@dataclass(frozen=True)
class Turn:
    """A unit's days on duty, the last one too."""

    unit: str
    first: date
    last: date


def gap_in_rota(turns: list[Turn], today: date) -> str:
    """That nobody is on duty, between whose turns; nothing where somebody is. ``turns``: the last and the next."""
    if any(turn.first <= today <= turn.last for turn in turns):
        return ""
    if not turns:
        return "No duty rota has been set up, so no unit is suggested by turn."
    before = max((turn for turn in turns if turn.last < today), key=lambda turn: turn.last, default=None)
    after = min((turn for turn in turns if turn.first > today), key=lambda turn: turn.first, default=None)
    said = f"There is a gap in the duty rota: no unit is on duty on {long_day(today)}."
    if before is not None:
        said += f" {before.unit}’s turn ended on {long_day(before.last)}."
    if after is not None:
        said += f" {after.unit} is next, from {long_day(after.first)}."
    return said
