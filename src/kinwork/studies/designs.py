"""The design of a study as data: whom it is about, in which groups, what they are asked and when. Pure.

A design is read from a template (``templates/*.yaml``) or from what was chosen on a page; all that is wrong is said at
once. Rules are data too, so that what a frame was drawn by can be read years later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kinwork.instruments import Instrument, Library, NoSuchInstrument, library
from kinwork.yaml_fields import KEY

FOLDER = Path(__file__).parent / "templates"
MOST_EACH, MOST_DAYS, MOST_AGE, MOST_WAVES = 1_000, 3_650, 25, 12
ANSWERS_AS = ("parent", "family member", "child", "worker")
OCCASIONS = ("start", "review", "end", "other")


class BadDesign(ValueError):
    """A design is not what it should be: ``problems`` says what, by field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(self.problems.values()))


class Fact(StrEnum):
    """What a rule asks of a family, as the record has it on the day of the draw."""

    OPENED = "opened"  # when it was last opened
    DAYS_OPEN = "days_open"
    IS_OPEN = "is_open"
    CHILD_AGE = "child_age"  # of a child of concern
    CHILDREN = "number_of_children"
    STATUS = "status"  # of a child
    FUNCTION = "function"  # of the unit
    UNIT = "unit"
    SHAPE = "shape"  # of the unit
    CLINICIAN = "clinician"  # the unit has one
    EARLIER = "earlier"  # it was open before


RANGES = {Fact.OPENED, Fact.DAYS_OPEN, Fact.CHILD_AGE, Fact.CHILDREN}
YES_OR_NO = {Fact.IS_OPEN, Fact.CLINICIAN, Fact.EARLIER}


@dataclass(frozen=True)
class FamilyFacts:
    """What is known of a family on the day of the draw. Nothing by which anyone would know it again."""

    family_id: int
    opened_on: date
    is_open: bool
    unit_id: int | None
    function: str
    shape: str
    has_clinician: bool
    ages: tuple[int, ...]
    children: int
    statuses: frozenset[str]
    is_earlier: bool


@dataclass(frozen=True)
class Rule:
    """One condition. A range may be open at either end; of a list, one must be so."""

    fact: Fact
    low: date | int | None = None
    high: date | int | None = None
    any_of: tuple[str, ...] = ()
    is_so: bool = True

    def holds(self, family: FamilyFacts, on: date) -> bool:
        """Whether a family meets it on a day."""
        match self.fact:
            case Fact.OPENED:
                return self._within(family.opened_on)
            case Fact.DAYS_OPEN:
                return self._within((on - family.opened_on).days)
            case Fact.CHILD_AGE:
                return any(self._within(age) for age in family.ages)
            case Fact.CHILDREN:
                return self._within(family.children)
            case Fact.STATUS:
                return bool(family.statuses & set(self.any_of))
            case Fact.FUNCTION:
                return family.function in self.any_of
            case Fact.SHAPE:
                return (family.shape in self.any_of) == self.is_so
            case Fact.UNIT:
                return str(family.unit_id) in self.any_of
            case Fact.IS_OPEN:
                return family.is_open == self.is_so
            case Fact.CLINICIAN:
                return family.has_clinician == self.is_so
        return family.is_earlier == self.is_so

    def _within(self, value: Any) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    @property
    def why_not(self) -> str:
        """The reason for which a family that does not meet it is not in the frame, for the flow."""
        between = _between(self.low, self.high)
        said = {
            Fact.OPENED: f"Not opened {between}",
            Fact.DAYS_OPEN: f"Not open for {between} days",
            Fact.CHILD_AGE: f"No child aged {between}",
            Fact.CHILDREN: f"Not {between} children",
            Fact.STATUS: "No child with one of the statuses",
            Fact.FUNCTION: "With a unit of another kind of work",
            Fact.SHAPE: "With a unit of another shape",
            Fact.UNIT: "With another unit",
            Fact.IS_OPEN: "Closed" if self.is_so else "Open",
            Fact.CLINICIAN: "With a unit that has no clinician" if self.is_so else "With a unit that has a clinician",
            Fact.EARLIER: "Not open before" if self.is_so else "Open before",
        }
        return said[self.fact]

    def as_data(self) -> dict[str, Any]:
        """As it stands in a file and in the database."""
        data: dict[str, Any] = {"fact": self.fact.value}
        if self.fact in RANGES:
            data |= {"from": _plain(self.low), "to": _plain(self.high)}
        elif self.fact in YES_OR_NO:
            data["is"] = self.is_so
        else:
            data["any_of"] = list(self.any_of)
            if not self.is_so:
                data["is"] = False
        return data


def _plain(value: date | int | None) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def _said(value: date | int) -> str:
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(value)


def _between(low: date | int | None, high: date | int | None) -> str:
    """As it is said.

    >>> _between(11, 17), _between(11, None), _between(None, 2)
    ('11 to 17', '11 or more', '2 or less')
    """
    is_day = isinstance(low if low is not None else high, date)
    if low is not None and high is not None:
        return f"{'from ' if is_day else ''}{_said(low)} to {_said(high)}"
    if low is not None:
        return f"from {_said(low)} on" if is_day else f"{_said(low)} or more"
    if high is not None:
        return f"until {_said(high)}" if is_day else f"{_said(high)} or less"
    return "at any time" if is_day else "any number of"


@dataclass(frozen=True)
class Group:
    """What is compared: a family is in the first group of which every rule holds."""

    key: str
    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Asked:
    """An instrument that a wave asks for, of whoever answers it."""

    instrument: str
    who: str

    @property
    def key(self) -> str:
        return f"{self.instrument}:{self.who}"

    @property
    def column(self) -> str:
        """How its columns begin, in data that is given: letters, figures and underscores."""
        return f"{self.instrument}_{self.who}".replace("-", "_").replace(" ", "_")


@dataclass(frozen=True)
class Wave:
    """What is asked at one time: so many days after the family agreed, for so many days."""

    key: str
    name: str
    after: int
    within: int
    occasion: str
    asks: tuple[Asked, ...]


@dataclass(frozen=True)
class Design:
    """A study as it was planned."""

    question: str
    rules: tuple[Rule, ...]
    groups: tuple[Group, ...]
    waves: tuple[Wave, ...]
    each: int
    drawn_by: str  # so many of each "group" or of each "unit"

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "question": self.question,
            "rules": [rule.as_data() for rule in self.rules],
            "groups": [
                {"key": one.key, "name": one.name, "rules": [rule.as_data() for rule in one.rules]}
                for one in self.groups
            ],
            "waves": [
                {
                    "key": one.key, "name": one.name, "after": one.after, "within": one.within,
                    "occasion": one.occasion,
                    "asks": [{"instrument": asked.instrument, "who": asked.who} for asked in one.asks],
                }
                for one in self.waves
            ],
            "each": self.each,
            "drawn_by": self.drawn_by,
        }  # fmt: skip

    def wave(self, key: str) -> Wave | None:
        return next((one for one in self.waves if one.key == key), None)

    def too_late(self, first: date, last: date) -> list[str]:
        """Of a study until its last day, in which families agree from a day on: each time that can never be asked."""
        return [
            f"“{one.name}” cannot be asked: of a family that agrees on {_said(first)} it opens on {_said(opens)}, "
            f"and the study ends on {_said(last)}. Remove it, ask it sooner, or plan a study that lasts longer."
            for one in self.waves
            if (opens := first + timedelta(days=one.after)) > last
        ]

    def cut_short(self, first: date, last: date) -> list[str]:
        """Each time that opens before the last day, and would be open beyond it."""
        return [
            f"“{one.name}” is cut short: of a family that agrees on {_said(first)} it is open until {_said(closes)}, "
            f"and the study ends on {_said(last)}."
            for one in self.waves
            if first + timedelta(days=one.after) <= last < (closes := first + timedelta(days=one.after + one.within))
        ]

    def group_name(self, key: str) -> str:
        return next((one.name for one in self.groups if one.key == key), key)


@dataclass(frozen=True)
class Template:
    """A design that ships: as it was done once, with its source, and what here is otherwise."""

    key: str
    name: str
    source: str
    was: str  # as the evaluation did it
    beware: tuple[str, ...]
    purpose: str
    consent: str
    design: Design


# -- reading


class _Reader:
    def __init__(self, there: Library) -> None:
        self.there = there
        self.problems: dict[str, str] = {}

    def wrong(self, where: str, sentence: str) -> None:
        self.problems.setdefault(where, sentence)

    def number(self, data: Any, key: str, where: str, low: int, high: int, *, empty: bool = False) -> int | None:
        value = data.get(key)
        if value is None and empty:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.wrong(where, f"Type a whole number from {low} to {high:,}.")
            return None
        return value

    def day(self, value: Any, where: str) -> date | None:
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.wrong(where, f"“{str(value)[:40]}” is not a date. Type it as year-month-day: 2026-09-01.")
            return None

    def rule(self, data: Any, where: str) -> Rule | None:
        if not isinstance(data, Mapping) or data.get("fact") not in list(Fact):
            self.wrong(where, f"A rule asks for one of: {', '.join(Fact)}.")
            return None
        fact = Fact(data["fact"])
        if fact in YES_OR_NO:
            return Rule(fact, is_so=data.get("is") is not False)
        if fact not in RANGES:
            chosen = tuple(str(one) for one in data.get("any_of") or ())
            if not chosen:
                self.wrong(where, "Choose at least one.")
            return Rule(fact, any_of=chosen, is_so=data.get("is") is not False)
        low: date | int | None
        high: date | int | None
        if fact == Fact.OPENED:
            low, high = self.day(data.get("from"), where), self.day(data.get("to"), where)
        else:
            most = MOST_AGE if fact == Fact.CHILD_AGE else MOST_DAYS
            low = self.number(data, "from", where, 0, most, empty=True)
            high = self.number(data, "to", where, 0, most, empty=True)
        if low is not None and high is not None and low > high:  # type: ignore[operator]
            self.wrong(where, f"This ends before it begins: from {_said(low)} to {_said(high)}.")
        return Rule(fact, low=low, high=high)

    def rules(self, data: Any, where: str) -> tuple[Rule, ...]:
        found = [self.rule(one, f"{where}_{one.get('fact', '') if isinstance(one, Mapping) else ''}") for one in data]
        return tuple(rule for rule in found if rule is not None)

    def wave(self, data: Mapping[str, Any], n: int) -> Wave:
        where = f"wave{n}"
        asks = []
        for one in data.get("asks") or ():
            asked = Asked(str(one.get("instrument")), str(one.get("who")))
            if asked.who not in ANSWERS_AS:
                self.wrong(where, f"“{asked.who}” does not answer questionnaires here.")
            elif why := _not_to_be_asked(asked, self.there):
                self.wrong(where, why)
            asks.append(asked)
        if not asks:
            self.wrong(where, "Choose what is asked at this time: one questionnaire at least.")
        occasion = str(data.get("occasion", "other"))
        return Wave(
            key=str(data.get("key") or f"w{n}"),
            name=str(data.get("name") or f"Time {n}"),
            after=self.number(data, "after", f"{where}_after", 0, MOST_DAYS) or 0,
            within=self.number(data, "within", f"{where}_within", 1, MOST_DAYS) or 1,
            occasion=occasion if occasion in OCCASIONS else "other",
            asks=tuple(asks),
        )


def _not_to_be_asked(asked: Asked, there: Library) -> str:
    found: Instrument | None
    try:
        found = there.instrument(asked.instrument)
    except NoSuchInstrument:
        found = None
    if found is None:
        return f"There is no questionnaire “{asked.instrument}” here."
    if asked.who not in {by.who.value for by in found.filled_in_by}:
        return f"“{found.name}” is not answered by a {asked.who}."
    return ""


def read_design(data: Mapping[str, Any], there: Library | None = None) -> Design:
    """A design from data. Raises :class:`BadDesign` with all that is wrong.

    ``there``: the instruments that there are, an authority's own among them; without, those that ship.
    """
    reader = _Reader(there or library(None))
    question = str(data.get("question") or "").strip()
    if not question:
        reader.wrong("question", "Say what the study asks, in one sentence.")
    groups = tuple(
        Group(str(one.get("key")), str(one.get("name")), reader.rules(one.get("rules") or (), "groups"))
        for one in data.get("groups") or ()
    )
    keys = [one.key for one in groups]
    if any(not KEY.fullmatch(key) for key in keys) or len(set(keys)) != len(keys):
        reader.wrong("groups", "Each group has a short key of its own: small letters, figures, underscores.")
    waves = tuple(reader.wave(one, n) for n, one in enumerate(data.get("waves") or (), start=1))
    if not waves:
        reader.wrong("waves", "Say when families are asked: once at least.")
    if len(waves) > MOST_WAVES:
        reader.wrong("waves", f"{MOST_WAVES} times at most: a family is asked no more often.")
    if [one.after for one in waves] != sorted(one.after for one in waves):
        reader.wrong("waves", "The times are not in their order: each begins after the one before.")
    if len({one.key for one in waves}) != len(waves) or any(not KEY.fullmatch(one.key) for one in waves):
        reader.wrong("waves", "Each time has a short key of its own: small letters, figures, underscores.")
    drawn_by = str(data.get("drawn_by") or "group")
    if drawn_by not in ("group", "unit"):
        reader.wrong("drawn_by", "Draw so many of each group, or so many of each unit.")
    each = reader.number(data, "each", "each", 1, MOST_EACH) or 1
    rules = reader.rules(data.get("rules") or (), "rule")
    if reader.problems:
        raise BadDesign(reader.problems)
    return Design(question, rules, groups, waves, each, drawn_by)


@cache
def templates() -> tuple[Template, ...]:
    """The designs that ship, by the year of their reports."""
    return tuple(_template(path) for path in sorted(FOLDER.glob("*.yaml")))


def template_named(key: str) -> Template | None:
    return next((one for one in templates() if one.key == key), None)


def _template(path: Path) -> Template:
    data: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return Template(
        key=path.stem,
        name=data["name"],
        source=data["source"],
        was=" ".join(data["was"].split()),
        beware=tuple(data.get("beware") or ()),
        purpose=" ".join(data["purpose"].split()),
        consent=_paragraphs(data["consent"]),
        design=read_design(data["design"]),
    )


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(one.split()) for one in text.split("\n\n") if one.strip())


def sizes(design: Design, frame: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How many families there are to draw from, by group."""
    found: dict[str, int] = {}
    for group, _ in frame:
        found[group] = found.get(group, 0) + 1
    return found
