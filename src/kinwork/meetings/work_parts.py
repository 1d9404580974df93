"""What rooms above bring to the page of what somebody is to do, without being known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kinwork.access.request import Request


@dataclass(frozen=True)
class WorkPart:
    """A part of the page: a template, what it shows (under the name ``part``), and the families that it names."""

    template: str
    shows: dict[str, Any]
    family_ids: list[int]


Bringer = Callable[[Request], WorkPart]
_parts: list[Bringer] = []


def register(bring: Bringer) -> None:
    """Bring a part to the page."""
    if bring not in _parts:
        _parts.append(bring)


def parts_for(request: Request) -> list[WorkPart]:
    """All of them, for whoever asks. As many statements as the rooms say."""
    return [bring(request) for bring in _parts]
