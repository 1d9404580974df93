"""A family's page is put together from panels: rooms above this one bring theirs without being known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
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
    on_phone: int = 6  # where it stands when there is one column, from 1 to 9


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
FIRST_COLUMN_ENDS = 30
_panels: list[tuple[int, Bringer]] = []


def register(place: int, panel: Bringer) -> None:
    """Bring a panel; lower places stand further up, those from 30 on in the second column."""
    if all(known is not panel for _, known in _panels):
        _panels.append((place, panel))
        _panels.sort(key=lambda entry: entry[0])


def panels_for(page: FamilyPage) -> dict[str, list[Panel]]:
    """All panels of a family's page: wide, first and second column."""
    columns: dict[str, list[Panel]] = {"wide": [], "first": [], "second": []}
    for place, panel in _panels:
        found = panel(page)
        column = "wide" if found.is_wide else "first" if place < FIRST_COLUMN_ENDS else "second"
        columns[column].append(found)
    return columns
