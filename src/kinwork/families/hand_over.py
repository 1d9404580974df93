"""What a unit hands over with a family is put together from sections: rooms bring theirs without being known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .held import HeldFamily

# What the template shows under the name ``section``; None where there is nothing to hand over.
Bringer = Callable[[HeldFamily, date], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """A part of the pack in its place: lower ones stand further up."""

    place: int
    key: str
    title: str
    template: str
    bring: Bringer
    empty: str = ""  # what stands there instead of nothing; without it the section is left out then


@dataclass(frozen=True)
class Shown:
    """A section as the pack has it."""

    section: Section
    shows: dict[str, Any] | None


_sections: list[Section] = []


def register(section: Section) -> None:
    """Bring a section. It shows what anybody of the unit may read, and nothing that is limited to some of them."""
    if all(known.key != section.key for known in _sections):
        _sections.append(section)
        _sections.sort(key=lambda one: one.place)


def pack_of(held: HeldFamily, today: date) -> list[Shown]:
    """The whole pack as the record is now. A few statements for each section."""
    found = [Shown(section, section.bring(held, today)) for section in _sections]
    return [one for one in found if one.shows is not None or one.section.empty]
