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

from kinwork.people.naming import LONGEST, wrong_in_name

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


FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


def sensible(day: date | None) -> date | None:
    """A day on which a child can be known: of another the file has none.

    >>> sensible(date(1, 1, 1)), sensible(date(2026, 3, 1))
    (None, datetime.date(2026, 3, 1))
    """
    return day if day is not None and FIRST <= day <= LAST else None


def folded(name: str) -> str:
    """A name as it is compared.

    >>> folded("  Anna  O’Neill ")
    "anna o'neill"
    """
    return " ".join(name.replace("’", "'").split()).casefold()


JOINERS = "\u200c\u200d"  # within words of Persian, Urdu and the scripts of India


def plain_text(said: str) -> str:
    """Text in one line, without signs that are no letters on a page: no table takes a zero, and no one sees a bell.

    >>> plain_text(" Long\x00 \x07 Road\n 12 ")
    'Long Road 12'
    """
    said = " ".join(said.split())
    if said.isprintable():
        return said
    return " ".join("".join(sign for sign in said if sign.isprintable() or sign in JOINERS).split())


def name_of(typed: str) -> tuple[str, str]:
    """A name as the record takes it, and what was done for that ("" where nothing was).

    >>> name_of("Ada <b>"), name_of("O’Neill"), name_of("x" * 130)[1]
    (('Ada b', 'signs that are no part of a name: they are left out'), ('O’Neill', ''), 'longer than 120 letters: cut')
    """
    name, done = typed, ""
    if len(name) > LONGEST:
        name, done = name[:LONGEST].strip(), f"longer than {LONGEST} letters: cut"
    if wrong_in_name(name):
        name = " ".join("".join(sign for sign in name if sign in JOINERS or not wrong_in_name(sign)).split())
        done = "signs that are no part of a name: they are left out"
    return name, done


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


class Told(NamedTuple):
    """What came in of a child on a day, of which a file has some columns and no words: an entry that says these."""

    child: str
    on: date
    key: str
    words: str
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
    told: list[Told] = field(default_factory=list)
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
