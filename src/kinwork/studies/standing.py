"""Where each family of a study stands, and what follows: the flow, the response rates, what is due. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .designs import Asked, Design, Wave

NOT_ASKED = "Not asked yet, or no longer included"


class State(StrEnum):
    """What a family that was drawn has said, or not."""

    NOT_ASKED = "not asked yet"
    NO_ANSWER = "asked, no answer yet"
    AGREED = "agreed"
    REFUSED = "said no"
    WITHDRAWN = "withdrew"


@dataclass(frozen=True)
class Standing:
    """One family that was drawn. ``filled``: wave and questionnaire of what was finished, ``begun``: of the rest."""

    participant_id: int
    family_id: int
    unit_id: int
    unit: str
    group: str
    place: int
    answer: str  # the last, as ``evaluation.Answer`` has it; empty where nothing was said
    agreed_on: date | None
    asked_on: date | None
    is_lost: bool
    filled: frozenset[str]
    begun: frozenset[str] = frozenset()
    reminded: tuple[tuple[str, date], ...] = ()
    held_by: int = 0  # the unit that has it now; otherwise the one of the draw

    @property
    def state(self) -> State:
        if self.answer == "agreed":
            return State.AGREED
        if self.answer == "declined":
            return State.REFUSED
        if self.answer == "withdrawn":
            return State.WITHDRAWN
        return State.NO_ANSWER if self.asked_on else State.NOT_ASKED

    @property
    def is_in(self) -> bool:
        """Whether it is asked, reminded of, and in what is given."""
        return self.state == State.AGREED

    def has_answered(self, wave: Wave) -> bool:
        """Something at this time: each of its questionnaires is counted by itself elsewhere."""
        return any(mark(wave, asked) in self.filled for asked in wave.asks)

    def opens(self, wave: Wave) -> date | None:
        """From when on the questionnaires of a time are filled in."""
        return self.agreed_on + timedelta(days=wave.after) if self.agreed_on else None

    def ends(self, wave: Wave) -> date | None:
        """The last day for them."""
        opens = self.opens(wave)
        return opens + timedelta(days=wave.within) if opens else None


def mark(wave: Wave, asked: Asked) -> str:
    """By which a questionnaire at a time of a study is known."""
    return f"{wave.key}:{asked.key}"


@dataclass(frozen=True)
class Due:
    """A questionnaire that a family has still to fill in, and until when."""

    wave: Wave
    asked: Asked
    until: date
    is_begun: bool


def due(one: Standing, design: Design, today: date) -> list[Due]:
    """What a family that takes part has still to fill in now."""
    if not one.is_in or one.is_lost:
        return []
    found = []
    for wave in design.waves:
        opens, ends = one.opens(wave), one.ends(wave)
        if opens is None or ends is None or not opens <= today <= ends:
            continue
        found += [
            Due(wave, asked, ends, mark(wave, asked) in one.begun)
            for asked in wave.asks
            if mark(wave, asked) not in one.filled
        ]
    return found


# -- the flow


@dataclass(frozen=True)
class Drawn:
    """What was counted when the families were drawn."""

    assessed: int
    excluded: tuple[tuple[str, int], ...]
    in_frame: int
    sampled: int
    groups: Mapping[str, int] | None = None  # how many of each group; none: as they stand here now


@dataclass(frozen=True)
class Box:
    """One step of the flow: how many came so far, how many of each group, and who did not go on, and why."""

    label: str
    n: int
    groups: tuple[tuple[str, int], ...] = ()
    aside: tuple[tuple[str, int], ...] = ()


def flow(drawn: Drawn, design: Design, standings: Sequence[Standing], today: date) -> list[Box]:
    """From all who were looked at to those who answered last, as CONSORT has it (Schulz et al. 2010).

    A family that has been restricted or erased since is among those who were not asked: how many there are would say of
    a family that it is restricted.
    """

    def by_group(has: Callable[[Standing], bool]) -> tuple[tuple[str, int], ...]:
        return tuple(
            (group.name, sum(1 for one in standings if one.group == group.key and has(one))) for group in design.groups
        )

    def many(has: Callable[[Standing], bool]) -> int:
        return sum(1 for one in standings if has(one))

    def there(*asides: tuple[str, int]) -> tuple[tuple[str, int], ...]:
        return tuple(aside for aside in asides if aside[1])

    def was_asked(one: Standing) -> bool:
        return one.state != State.NOT_ASKED

    def agreed(one: Standing) -> bool:
        return one.agreed_on is not None

    gone = drawn.sampled - len(standings)
    boxes = [
        Box("Assessed for eligibility", drawn.assessed, aside=drawn.excluded),
        Box("In the sampling frame", drawn.in_frame, aside=there(("Not drawn", drawn.in_frame - drawn.sampled))),
        Box(
            "Drawn", drawn.sampled,
            by_group(lambda one: True) if drawn.groups is None
            else tuple((group.name, drawn.groups.get(group.key, 0)) for group in design.groups),
            there(
                (NOT_ASKED, gone + many(lambda one: not was_asked(one) and not one.is_lost)),
                ("Could not be reached", many(lambda one: not was_asked(one) and one.is_lost)),
            ),
        ),
        Box(
            "Asked", many(was_asked), by_group(was_asked),
            there(
                ("Said no", many(lambda one: one.state == State.REFUSED and not agreed(one))),
                ("No answer yet", many(lambda one: one.state == State.NO_ANSWER and not one.is_lost)),
                ("Could not be reached", many(lambda one: one.state == State.NO_ANSWER and one.is_lost)),
            ),
        ),
        Box(
            "Agreed to take part", many(agreed), by_group(agreed),
            there(("Withdrew later", many(lambda one: agreed(one) and not one.is_in))),
        ),
    ]  # fmt: skip
    for wave in design.waves:

        def answered(one: Standing, wave: Wave = wave) -> bool:
            return one.has_answered(wave) and one.is_in

        def missing(one: Standing, wave: Wave = wave) -> bool:
            return one.is_in and not one.has_answered(wave)

        def is_to_come(one: Standing, wave: Wave = wave) -> bool:
            ends = one.ends(wave)
            return missing(one, wave) and not one.is_lost and ends is not None and today <= ends

        still = many(is_to_come)
        lost = many(lambda one, missing=missing: missing(one) and one.is_lost)  # type: ignore[misc]
        boxes.append(
            Box(
                f"Answered: {wave.name}", many(answered), by_group(answered),
                there(
                    ("Lost: cannot be reached", lost),
                    ("Not due yet, or still open", still),
                    ("Did not answer in time", many(missing) - lost - still),
                ),
            )
        )  # fmt: skip
    return boxes


# -- response rates


@dataclass(frozen=True)
class Rate:
    """So many of so many; nothing is said in per cent of none."""

    n: int
    of: int

    @property
    def words(self) -> str:
        """As it is printed, never a per cent alone.

        >>> Rate(3, 4).words, Rate(0, 0).words
        ('3 of 4 (75 %)', '0 of 0')
        """
        return f"{self.n} of {self.of}" + (f" ({self.n / self.of:.0%})".replace("%", " %") if self.of else "")


@dataclass(frozen=True)
class UnitRates:
    """How far the families of one unit came; no family is named."""

    unit: str
    drawn: int
    asked: Rate
    agreed: Rate
    waves: tuple[Rate, ...]


def response(
    design: Design, standings: Iterable[Standing], today: date, drawn: Mapping[str, int] | None = None
) -> list[UnitRates]:
    """By unit, those with the fewest answers of their own among them: nobody is ranked. The last row is of all.

    ``drawn``: how many were drawn of each unit, also those that are no longer included. They count as not asked.
    """
    by_unit: dict[str, list[Standing]] = {unit: [] for unit in drawn or ()}
    every: list[Standing] = []
    for one in standings:
        by_unit.setdefault(one.unit, []).append(one)
        every.append(one)
    return [
        *(
            _rates(unit, those, design, today, (drawn or {}).get(unit, len(those)))
            for unit, those in sorted(by_unit.items())
        ),
        _rates("All units", every, design, today, sum(drawn.values()) if drawn else len(every)),
    ]


def _rates(unit: str, those: Sequence[Standing], design: Design, today: date, drawn: int) -> UnitRates:
    asked = [one for one in those if one.state != State.NOT_ASKED]
    waves = []
    for wave in design.waves:
        came = [one for one in those if one.is_in and (opens := one.opens(wave)) is not None and opens <= today]
        waves.append(Rate(sum(1 for one in came if one.has_answered(wave)), len(came)))
    return UnitRates(
        unit, drawn, Rate(len(asked), drawn),
        Rate(sum(1 for one in asked if one.agreed_on is not None), len(asked)), tuple(waves),
    )  # fmt: skip
