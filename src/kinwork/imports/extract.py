"""What a file says, as this room takes it: people, families, facts, who works where; and what could not be taken.

Pure: made from files alone (``from_ssd.py``, ``from_annex_a.py``). A child is known by the number that the other system
gives it. Each piece says from which list and line it comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

ANNEX_A, SSD = "annex-a", "ssd"
CALLED = {ANNEX_A: "Ofsted’s Annex A", SSD: "the Standard Safeguarding Dataset"}


class At(NamedTuple):
    """A line of a list, and what stood in it in short."""

    list: str
    line: int
    digest: str = ""

    @property
    def place(self) -> str:
        return f"{self.list}, line {self.line}" if self.line else self.list


def digest_of(cells: Mapping[str, Any]) -> str:
    """What stood in a row in short: the same for the same cells, in whatever order."""
    said = "\x1f".join(f"{name}\x1e{cells[name]}" for name in sorted(cells) if cells[name] not in (None, ""))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Ref(NamedTuple):
    """The row that another wanted row becomes, by its key."""

    key: str


class Said(NamedTuple):
    """Something to be said of a line: no names, no words of the file, only its number and the child's."""

    at: At
    child: str
    words: str


@dataclass(slots=True)
class Someone:
    """A person of the file; ``numbers`` by kind: those by which others know them."""

    number: str
    at: At
    given: str = ""
    surname: str = ""
    sex: str = "unknown"
    born: date | None = None
    is_expected: bool = False
    died: date | None = None
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given, self.surname) if part)


@dataclass(slots=True)
class Fact:
    """Something dated of one child: on a day, or from a day until another (``ended`` only of a period).

    ``opens``: while it holds, the family is open to the service.
    """

    table: str
    key: str
    at: At
    child: str
    start: date
    ended: date | None = None
    on_a_day: bool = False
    opens: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    said_by: str = ""


@dataclass(slots=True)
class Note:
    """Something noted of a person: a number, an address, a particular."""

    table: str
    key: str
    at: At
    child: str
    values: dict[str, Any]


class Held(NamedTuple):
    """A team and a worker had a child from a day until another."""

    child: str
    start: date
    ended: date | None
    team: str
    worker: str


class Visit(NamedTuple):
    """A child was seen on a day; ``alone`` as far as it is said."""

    child: str
    on: date
    alone: bool
    at: At


class Mother(NamedTuple):
    mother: str
    child: str
    key: str
    at: At


@dataclass(slots=True)
class Team:
    key: str
    name: str
    at: At


@dataclass(slots=True)
class Worker:
    key: str
    name: str
    at: At
    registration: str = ""
    title: str = ""
    team: str = ""
    fte: str = ""


@dataclass
class Extract:
    """All of it. ``families``: numbers of people by the file's own name of their family."""

    kind: str
    people: dict[str, Someone] = field(default_factory=dict)
    families: dict[str, list[str]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    mothers: list[Mother] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    teams: dict[str, Team] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    doubted: list[Said] = field(default_factory=list)
    left_out: list[Said] = field(default_factory=list)
    rows: int = 0

    def doubt(self, at: At, child: str, words: str) -> None:
        self.doubted.append(Said(at, child, words))

    def leave_out(self, at: At, child: str, words: str) -> None:
        self.left_out.append(Said(at, child, words))
