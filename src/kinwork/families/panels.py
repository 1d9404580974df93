"""A family's page is put together from panels: rooms above this one bring theirs without being known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from kinwork.access.request import Request

from .held import HeldFamily

Read = TypeVar("Read")


@dataclass
class Panel:
    """A part of the page: a template and what it shows (under the name ``panel``)."""

    template: str
    shows: dict[str, Any]
    is_wide: bool = False  # above both columns


@dataclass(frozen=True)
class Fact:
    """What whoever answers the telephone needs in a line: perhaps a day, words, and where there is more of it; or by a
    template of its own, what that shows under the name ``fact``.
    """

    label: str
    words: str = ""
    on: date | None = None
    more: str = ""
    href: str = ""
    template: str = ""
    shows: Any = None


@dataclass(frozen=True)
class FamilyPage:
    """The page that panels are asked for: whose family it is, and what one of them has read for others too."""

    request: Request
    held: HeldFamily
    _read: dict[Callable[[HeldFamily], Any], Any] = field(default_factory=dict)

    def once(self, read: Callable[[HeldFamily], Read]) -> Read:
        """What this reads of the family, read once for the whole page."""
        if read not in self._read:
            self._read[read] = read(self.held)
        return cast(Read, self._read[read])


Bringer = Callable[[FamilyPage], Panel]
FactBringer = Callable[[FamilyPage], Fact | None]
FIRST_COLUMN_ENDS = 30
LAST_ON_PHONE = 9
EVERYTHING = "everything"  # asked for, every part is there


@dataclass(frozen=True)
class Part:
    """A panel in its place: lower ones stand further up, those from 30 on in the second column.

    A part with a title is jumped to by it. What is only read ``when_wanted`` stands folded below both columns.
    """

    place: int
    bring: Bringer
    key: str = ""
    title: str = ""
    heading: str = ""  # of a folded part, where it says more than its title
    on_phone: int = LAST_ON_PHONE  # where it stands when there is one column, from 1 on
    when_wanted: bool = False


_parts: list[Part] = []
_facts: list[tuple[int, FactBringer]] = []
_at_closing: list[tuple[int, Bringer]] = []


def register(place: int, bring: Bringer, **more: Any) -> None:
    """Bring a panel to the page."""
    if all(known.bring is not bring for known in _parts):
        _parts.append(Part(place, bring, **more))
        _parts.sort(key=lambda part: part.place)


def register_fact(place: int, bring: FactBringer) -> None:
    """Bring a line for whoever answers the telephone."""
    if all(known is not bring for _, known in _facts):
        _facts.append((place, bring))
        _facts.sort(key=lambda entry: entry[0])


def register_at_closing(place: int, bring: Bringer) -> None:
    """Bring to the page on which a family is closed what is still open of it."""
    if all(known is not bring for _, known in _at_closing):
        _at_closing.append((place, bring))
        _at_closing.sort(key=lambda entry: entry[0])


def open_at_closing(page: FamilyPage) -> list[Panel]:
    """What every room says is still open; what has nothing says nothing."""
    return [panel for panel in (bring(page) for _, bring in _at_closing) if panel.shows]


@dataclass(frozen=True)
class Shown:
    """A part as the page shows it; no panel while it is folded and not read yet."""

    part: Part
    panel: Panel | None


@dataclass(frozen=True)
class Layout:
    """The whole page: what is said first, both columns, and what is folded below them."""

    wide: list[Shown]
    facts: list[Fact]
    first: list[Shown]
    second: list[Shown]
    below: list[Shown]
    jumps: list[Part]


def part_for(page: FamilyPage, key: str) -> Shown | None:
    """One part that is read when wanted; None where there is none of that name."""
    found = next((part for part in _parts if part.when_wanted and part.key == key), None)
    return Shown(found, found.bring(page)) if found else None


def layout_of(page: FamilyPage, wanted: str = "") -> Layout:
    """The page with all parts but those that are only read when wanted, unless that one or everything is."""
    places: dict[str, list[Shown]] = {"wide": [], "first": [], "second": [], "below": []}
    for part in _parts:
        if part.when_wanted:
            places["below"].append(Shown(part, part.bring(page) if wanted in (part.key, EVERYTHING) else None))
            continue
        panel = part.bring(page)
        place = "wide" if panel.is_wide else "first" if part.place < FIRST_COLUMN_ENDS else "second"
        places[place].append(Shown(part, panel))
    facts = [fact for fact in (bring(page) for _, bring in _facts) if fact]
    jumps = sorted((part for part in _parts if part.title), key=lambda part: (part.when_wanted, part.on_phone))
    return Layout(**places, facts=facts, jumps=jumps)
