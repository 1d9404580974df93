"""An instrument: what is asked, how it may be answered, how answers become scores, and what may be said of a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What sort of instrument it is."""

    QUESTIONNAIRE = "questionnaire"  # people answer about themselves, their family, their work
    SCHEDULE = "schedule"  # somebody who was there rates what was seen
    CODING_FRAME = "coding frame"  # which themes a text or a talk holds


class Wording(StrEnum):
    """Whether the words of the items come with Kinwork."""

    SHIPS = "ships"
    LICENSED = "licensed"  # item numbers only; an authority loads the words that it has a licence for
    TOTALS = "totals"  # filled in elsewhere; what is entered here are the totals of its subscales


class Who(StrEnum):
    """Who may fill it in."""

    FAMILY_MEMBER = "family member"
    PARENT = "parent"
    CHILD = "child"
    TEACHER = "teacher"
    WORKER = "worker"
    STAFF = "staff"
    UNIT = "unit"
    OBSERVER = "observer"
    CODER = "coder"


class When(StrEnum):
    """When it is asked, unless an authority's plan says otherwise."""

    START = "start"
    REVIEW = "review"
    END = "end"
    SESSION = "session"  # after an observed visit or interview
    MEETING = "meeting"  # after a discussion
    YEARLY = "yearly"
    QUARTER = "quarter"  # in one week of each quarter
    STUDY = "study"  # where a study asks for it


class Asked(StrEnum):
    """How an item is answered."""

    ONE = "one"  # one of its options
    NUMBER = "number"
    WORDS = "words"


class High(StrEnum):
    """What a high number says."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


class Method(StrEnum):
    """How a scale is made of its items."""

    SUM = "sum"
    MEAN = "mean"
    PERCENT = "percent"  # the mean as per cent of the way from the lowest to the highest answer
    COUNT = "count"  # how many items have one of the answers that count
    ITEM = "item"  # the answer to one item
    CHANGE = "change"  # a later answer less an earlier one
    LEVEL = "level"  # a word, by which items are there


class Rule(StrEnum):
    """What becomes of a scale when an item was left out."""

    ALL = "all"  # no score
    MEAN = "mean"  # the person's mean of what was answered stands for it
    FILL = "fill"  # a fixed answer stands for it
    ANSWERED = "answered"  # only what was answered is counted


@dataclass(frozen=True)
class Option:
    """An answer to choose: the number that it counts as, and its words (none where they are licensed)."""

    value: int
    label: str = ""


@dataclass(frozen=True)
class Aside:
    """An answer that is none to the question: not applicable, not sure. Never part of a score."""

    code: str
    label: str


@dataclass(frozen=True)
class AnswerSet:
    """How items are answered. ``more``: whether the higher number means more of what the item says, or the lower.

    ``there``: the answers by which what the item names is there at all (two lists of concerns are compared by it).
    """

    key: str
    asked: Asked
    options: tuple[Option, ...] = ()
    asides: tuple[Aside, ...] = ()
    low: float = 0
    top: float = 0
    whole: bool = True
    unit: str = ""
    more_is_high: bool = True
    there: frozenset[int] = frozenset()

    @cached_property
    def values(self) -> tuple[int, ...]:
        return tuple(option.value for option in self.options)

    @property
    def lowest(self) -> float:
        return min(self.values) if self.asked == Asked.ONE else self.low

    @property
    def highest(self) -> float:
        return max(self.values) if self.asked == Asked.ONE else self.top

    def reversed(self, value: float) -> float:
        """The same distance from the other end; twice is as before.

        >>> AnswerSet("five", Asked.ONE, tuple(map(Option, (1, 2, 3, 4, 5)))).reversed(2)
        4
        """
        return self.lowest + self.highest - value

    def as_more(self, value: float) -> float:
        """The value turned, where needed, so that a high one means more of what the item says.

        >>> AnswerSet("agreed", Asked.ONE, tuple(map(Option, (1, 2, 3, 4))), more_is_high=False).as_more(1)
        4
        """
        return value if self.more_is_high else self.reversed(value)

    def label_of(self, value: object) -> str:
        """The words of an answer; the answer itself where it has none."""
        for option in self.options:
            if option.value == value:
                return option.label or str(value)
        return next((aside.label for aside in self.asides if aside.code == value), str(value))


@dataclass(frozen=True)
class Condition:
    """An item is asked only if another was answered: in one of these ways, or in any (``values`` empty)."""

    number: int
    values: tuple[int, ...] = ()


@dataclass(frozen=True)
class Item:
    """One question or statement. ``printed``: its number where it was published. ``says``: whether to agree with it

    is to speak of a problem or of a strength; by that it is known which items are to be turned. ``concept``: what it is
    about, where another instrument asks somebody else the same.
    """

    number: int
    answers: AnswerSet
    text: str = ""
    child_text: str = ""
    label: str = ""
    hint: str = ""
    printed: str = ""
    part: str = ""
    says: str = ""
    concept: str = ""
    only_if: Condition | None = None

    @property
    def key(self) -> str:
        return f"q{self.number}"

    @property
    def is_scored(self) -> bool:
        return self.answers.asked != Asked.WORDS

    @property
    def high(self) -> High:
        """What a high number says in the answer as it was given."""
        if self.says not in ("problem", "strength"):
            return High.NEITHER
        return High.WORSE if (self.says == "problem") == self.answers.more_is_high else High.BETTER


@dataclass(frozen=True)
class Missing:
    """What becomes of items left out, and who says so; without a ``source`` no rule is published."""

    rule: Rule = Rule.ALL
    at_least: int = 0
    value: int = 0
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Band:
    """A part of a scale's range, from its lowest value on, until the next begins."""

    name: str
    start: float


@dataclass(frozen=True)
class CutOffs:
    """Published bands, for whom they were found, by whom."""

    bands: tuple[Band, ...]
    source: str
    people: str = ""
    from_age: int = 0
    to_age: int = 0  # 0: no upper end

    @property
    def depends_on_age(self) -> bool:
        return bool(self.from_age or self.to_age)

    def is_for(self, age: int | None) -> bool:
        if not self.depends_on_age:
            return True
        return age is not None and self.from_age <= age and (not self.to_age or age <= self.to_age)

    def band(self, value: float) -> Band:
        return [band for band in self.bands if value >= band.start][-1]


@dataclass(frozen=True)
class Norm:
    """What a published group scored. Not a cut-off."""

    people: str
    mean: float
    source: str
    sd: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class Level:
    """A word for a pattern of items: all of ``all_of`` there. The first that fits holds."""

    value: int
    name: str
    all_of: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Scale:
    """One score. ``reverse``: items that are turned before they count. ``points``: what answers count as instead.

    ``no_cut_off``: why there is none, where there is none.
    """

    key: str
    name: str
    method: Method
    items: tuple[int, ...]
    low: float
    top: float
    high: High
    high_means: str
    missing: Missing = field(default_factory=Missing)
    reverse: frozenset[int] = frozenset()
    points: Mapping[int, int] = field(default_factory=dict)
    counts: frozenset[int] = frozenset()
    levels: tuple[Level, ...] = ()
    cut_offs: tuple[CutOffs, ...] = ()
    no_cut_off: str = "no published cut-off"
    norms: tuple[Norm, ...] = ()
    part_of: str = ""

    @property
    def range_in_words(self) -> str:
        return f"{plain(self.low)} to {plain(self.top)}"

    @property
    def high_in_words(self) -> str:
        return self.high_means if self.high == High.NEITHER else f"{self.high}: {self.high_means}"

    @property
    def direction_in_words(self) -> str:
        return f"high {'means' if self.high == High.NEITHER else 'is'} {self.high_in_words}"


@dataclass(frozen=True)
class FilledInBy:
    """Who may fill it in, between which ages, if that matters."""

    who: Who
    from_age: int = 0
    to_age: int = 0  # 0: no upper end

    def __str__(self) -> str:
        if self.from_age and self.to_age:
            return f"{self.who} aged {self.from_age} to {self.to_age}"
        if self.from_age:
            return f"{self.who} aged {self.from_age} or over"
        return f"{self.who} up to {self.to_age}" if self.to_age else str(self.who)


@dataclass(frozen=True)
class Licence:
    """Whether the wording may be here, by whose leave."""

    wording: Wording
    words: str
    holder: str = ""


@dataclass(frozen=True)
class Instrument:
    """A version of an instrument: everything that is needed to ask it, score it and read its scores."""

    key: str
    version: str
    name: str
    kind: Kind
    measures: str
    licence: Licence
    filled_in_by: tuple[FilledInBy, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    sources: tuple[str, ...]
    introduction: str = ""
    child_introduction: str = ""
    closing: str = ""
    when: tuple[When, ...] = ()
    anonymous: bool = False
    is_current: bool = True
    other_versions: tuple[str, ...] = ()
    beware: tuple[str, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[int, Item]:
        return {item.number: item for item in self.items}

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        return {item.key: item for item in self.items}

    @cached_property
    def quick_answers(self) -> Mapping[object, tuple[int, frozenset[int]]]:
        """By key and by number: the item's number, and the answers that it has where it has options."""
        found: dict[object, tuple[int, frozenset[int]]] = {}
        for item in self.items:
            found[item.number] = found[item.key] = (item.number, frozenset(item.answers.values))
        return found

    def scale(self, key: str) -> Scale | None:
        """The scale of this key."""
        return next((scale for scale in self.scales if scale.key == key), None)

    @property
    def headline_scales(self) -> tuple[Scale, ...]:
        """Those to show first: a total without its parts, or each where there is no total."""
        return tuple(scale for scale in self.scales if not scale.part_of)

    @property
    def wording_is_here(self) -> bool:
        return self.licence.wording != Wording.LICENSED


def plain(number: float) -> str:
    """A number without needless decimals.

    >>> plain(15.0), plain(3.25), plain(2 / 3)
    ('15', '3.25', '0.6667')
    """
    return f"{number:.4f}".rstrip("0").rstrip(".")
