"""What rooms above say at the head of a family's stream and of the form for an entry, without being known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kinwork.families.held import HeldFamily


@dataclass(frozen=True)
class Head:
    """A template, which is given this under the name ``head``, and what it shows."""

    template: str
    shows: dict[str, Any]


Bringer = Callable[[HeldFamily], Head | None]
_bringers: list[Bringer] = []


def register(bring: Bringer) -> None:
    """Say something there."""
    if bring not in _bringers:
        _bringers.append(bring)


def heads_for(held: HeldFamily) -> list[Head]:
    """All that there is anything to say of. As many statements as the rooms say."""
    return [head for bring in _bringers if (head := bring(held)) is not None]
