"""A family's page is put together from panels: rooms above this one bring theirs without being known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kinwork.access.request import Request


@dataclass
class Panel:
    """A part of the page: a template and what it shows (under the name ``panel``)."""

    template: str
    shows: dict[str, Any]
    is_wide: bool = False  # above both columns
    on_phone: int = 6  # where it stands when there is one column, from 1 to 9


FIRST_COLUMN_ENDS = 30
_panels: list[tuple[int, Callable[[Request], Panel]]] = []


def register(place: int, panel: Callable[[Request], Panel]) -> None:
    """Bring a panel; lower places stand further up, those from 30 on in the second column."""
    if all(known is not panel for _, known in _panels):
        _panels.append((place, panel))
        _panels.sort(key=lambda entry: entry[0])


def panels_for(request: Request) -> dict[str, list[Panel]]:
    """All panels for the family that the policy has put on the request: wide, first and second column."""
    columns: dict[str, list[Panel]] = {"wide": [], "first": [], "second": []}
    for place, panel in _panels:
        found = panel(request)
        column = "wide" if found.is_wide else "first" if place < FIRST_COLUMN_ENDS else "second"
        columns[column].append(found)
    return columns
