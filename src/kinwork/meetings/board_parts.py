"""What rooms above bring to the unit's board, without being known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kinwork.access.actor import Actor
from kinwork.units.models import Unit


@dataclass(frozen=True)
class BoardNote:
    """A few words in a family's row, and where they lead."""

    words: str
    href: str


@dataclass(frozen=True)
class BoardPart:
    """A part above the rows: a template, what it shows (under the name ``part``); and notes in the rows of families."""

    template: str
    shows: dict[str, Any]
    notes: Mapping[int, list[BoardNote]] = field(default_factory=dict)


Bringer = Callable[[Actor, Unit, date], BoardPart | None]
_parts: list[Bringer] = []


def register(bring: Bringer) -> None:
    """Bring a part to the board."""
    if bring not in _parts:
        _parts.append(bring)


def parts_for(actor: Actor, unit: Unit, on: date) -> list[BoardPart]:
    """All that there is anything in. As many statements as the rooms say."""
    return [part for bring in _parts if (part := bring(actor, unit, on)) is not None]
