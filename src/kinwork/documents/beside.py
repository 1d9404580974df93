"""What rooms above bring to a section of a draft: something that can be done about it, or that was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kinwork.families.held import HeldFamily

from .models import Document


@dataclass(frozen=True)
class Beside:
    """A button at a section, with where it leads; and lines about what was done with it before."""

    words: str = ""
    address: str = ""
    said: tuple[str, ...] = ()


Bring = Callable[[HeldFamily, Document], Mapping[str, Beside]]
_bring: list[Bring] = []


def register(bring: Bring) -> None:
    """By sections’ keys, for drafts."""
    if bring not in _bring:
        _bring.append(bring)


Ways = Callable[[HeldFamily, Document], list[Beside]]
_ways: list[Ways] = []


def register_on_final(ways: Ways) -> None:
    """Buttons at a finalised document."""
    if ways not in _ways:
        _ways.append(ways)


def on_final(held: HeldFamily, document: Document) -> list[Beside]:
    """What can be made of a finalised document. No statement of its own."""
    return [one for ways in _ways for one in ways(held, document)]


def beside_of(held: HeldFamily, document: Document) -> dict[str, list[Beside]]:
    """All that there is, by section. A statement for each room that brings something."""
    found: dict[str, list[Beside]] = {}
    for bring in _bring:
        for section, one in bring(held, document).items():
            found.setdefault(section, []).append(one)
    return found
