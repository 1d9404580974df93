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
    is_head: bool = False  # stands over the columns, for what nobody may overlook


_panels: list[tuple[int, Callable[[Request], Panel]]] = []


def register(place: int, panel: Callable[[Request], Panel]) -> None:
    """Bring a panel; lower places stand further up."""
    if all(known is not panel for _, known in _panels):
        _panels.append((place, panel))
        _panels.sort(key=lambda entry: entry[0])


def panels_for(request: Request) -> list[Panel]:
    """All panels for the family that the policy has put on the request."""
    return [panel(request) for _, panel in _panels]
