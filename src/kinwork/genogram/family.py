"""A family graph as plain data: who there is, who is whose child, who lives and has lived with whom."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

SEXES = ("F", "M", "U")
LOSSES = ("miscarriage", "stillbirth", "termination")
UNIONS = ("married", "cohabiting", "dating", "unknown")
TIES = ("birth", "adopted", "foster", "step", "surrogate", "unknown")
BONDS = (
    "close",
    "fused",
    "distant",
    "hostile",
    "cutoff",
    "violent",
    "abuse_physical",
    "abuse_sexual",
    "abuse_emotional",
    "neglect",
    "caring",
    "controlling",
)
SUPPORTS = ("strong", "moderate", "low", "stressful", "unknown")
FLOWS = ("to", "from", "both")  # which way a link gives: towards its second end, its first, both
WHOLE = "family"  # as an end of a link: not one person but all of them


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A date known to the day, the month or only the year.

    >>> When.parse("1976-03").earliest, When.parse("1976-03").latest
    (datetime.date(1976, 3, 1), datetime.date(1976, 3, 31))
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> When:
        """``1976``, ``1976-03`` or ``1976-03-31``; anything else is a ValueError."""
        found = re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", text.strip())
        if not found:
            raise ValueError(text)
        year, month, day = (int(part or 0) for part in found.groups())
        date(year, month if found[2] else 1, day if found[3] else 1)  # a month 13 is a ValueError of its own
        return cls(year, month, day)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def in_words(self) -> str:
        """As people write it.

        >>> When.parse("1976-03-05").in_words, When.parse("1976-03").in_words, When.parse("1976").in_words
        ('5 March 1976', 'March 1976', '1976')
        """
        month = [calendar.month_name[self.month]] if self.month else []
        return " ".join([str(self.day)] * bool(self.day) + month + [str(self.year)])

    @property
    def dated(self) -> str:
        """``on 1 May 2013``, ``in May 2013``, ``in 2013``."""
        return f"{'on' if self.day else 'in'} {self.in_words}"

    def __str__(self) -> str:
        return "-".join(
            [f"{self.year:04d}"] + [f"{self.month:02d}"] * bool(self.month) + [f"{self.day:02d}"] * bool(self.day)
        )


def surely_before(one: When | None, other: When | None) -> bool:
    """Whether every reading of ``one`` lies before every reading of ``other``."""
    return one is not None and other is not None and one.latest < other.earliest


def not_after(one: When | None, on: When | None) -> bool:
    """Whether a fact dated ``one`` may hold on ``on``; facts without a date always do."""
    return one is None or on is None or one.earliest <= on.latest


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the family; ``sex`` F, M or U; ``gender`` only where it differs."""

    id: str
    name: str = ""
    sex: str = "U"
    gender: str = ""
    born: When | None = None
    died: When | None = None
    expected: When | None = None
    loss: str = ""
    unknown: bool = False

    @property
    def pregnancy(self) -> bool:
        return self.expected is not None and self.born is None and not self.loss

    @property
    def came(self) -> When | None:
        """When this person takes a place among brothers and sisters."""
        return self.born or self.expected or (self.died if self.loss else None)

    @property
    def called(self) -> str:
        """A name to speak of them by."""
        if self.name:
            return self.name
        if self.loss:
            return self.loss
        if self.pregnancy:
            return "baby expected"
        if self.unknown:
            return {"M": "man not known", "F": "woman not known"}.get(self.sex, "person not known")
        return self.id


@dataclass(frozen=True, slots=True)
class Child:
    """A person as child of one union."""

    person: str
    tie: str = "birth"
    twins: str = ""
    identical: bool = False
    from_: When | None = None
    to: When | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """A couple, or one parent alone, and the children who hang on it.

    ``said``: who says so, where others say otherwise.
    """

    id: str
    partners: tuple[str, ...]
    kind: str = "unknown"
    from_: When | None = None
    separated: When | None = None
    divorced: When | None = None
    ended: When | None = None
    children: tuple[Child, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Bond:
    """How one is with another; ``from_`` does it to ``to`` where it has a direction."""

    from_: str
    to: str
    kind: str
    on: When | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody or something outside the family."""

    id: str
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What somebody outside gives (or costs) somebody in the family; either end may be the outsider.

    ``stress``: it costs as well as it gives. An end may be ``WHOLE``, the whole family.
    """

    from_: str
    to: str
    support: str = "moderate"
    flow: str = ""
    stress: bool = False


@dataclass(frozen=True)
class Family:
    """A whole family graph, in the order in which it was written.

    ``lines`` says on which line of its file each part stands, for messages; it takes no part in equality.
    """

    people: dict[str, Person]
    unions: dict[str, Union] = field(default_factory=dict)
    siblings: tuple[tuple[str, ...], ...] = ()
    bonds: tuple[Bond, ...] = ()
    households: tuple[tuple[str, ...], ...] = ()
    others: dict[str, Other] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    index: tuple[str, ...] = ()
    on: When | None = None
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def child_of(self) -> dict[str, list[tuple[Union, Child]]]:
        """For each person the unions they are a child of, in the order written."""
        found: dict[str, list[tuple[Union, Child]]] = {person_id: [] for person_id in self.people}
        for union in self.unions.values():
            for child in union.children:
                found[child.person].append((union, child))
        return found

    @cached_property
    def unions_of(self) -> dict[str, list[Union]]:
        """For each person the unions they are a partner of, in the order written."""
        found: dict[str, list[Union]] = {person_id: [] for person_id in self.people}
        for union in self.unions.values():
            for partner in union.partners:
                found[partner].append(union)
        return found

    @cached_property
    def namesakes(self) -> Counter[str]:
        """How many people are called the same."""
        return Counter(person.called for person in self.people.values())

    def line(self, *place: str | int) -> int:
        """The line of a place in the file, or of the nearest part around it; 0 where there was no file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 0)
