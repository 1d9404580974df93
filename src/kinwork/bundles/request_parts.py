"""What rooms above bring to the page of a request for one’s record, without being known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .models import SubjectAccessRequest


@dataclass(frozen=True)
class RequestPart:
    """A part of the page: a template, and what it shows (under the name ``part``)."""

    template: str
    shows: dict[str, Any]


Bringer = Callable[[SubjectAccessRequest], RequestPart]
_parts: list[Bringer] = []


def register(bring: Bringer) -> None:
    """Bring a part to the page."""
    if bring not in _parts:
        _parts.append(bring)


def parts_for(asked: SubjectAccessRequest) -> list[RequestPart]:
    """All of them. As many statements as the rooms say."""
    return [bring(asked) for bring in _parts]
