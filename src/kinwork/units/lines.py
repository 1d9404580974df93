"""What a unit has to answer, in a line at the top of its page and of its people's own: rooms above bring theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kinwork.access.actor import Actor


@dataclass(frozen=True)
class Line:
    """Something that waits: in words, where it leads, the family that it names, whether it is late."""

    words: str
    href: str
    family_id: int | None = None
    is_late: bool = False


Bringer = Callable[[Actor, Sequence[int], date], list[Line]]
_bringers: list[Bringer] = []


def register(bring: Bringer) -> None:
    """Bring lines for whoever asks, of these units; and of no unit, what goes up to them. One statement each."""
    if bring not in _bringers:
        _bringers.append(bring)


def lines_for(actor: Actor, unit_ids: Sequence[int], today: date) -> list[Line]:
    """All of them, what is late first."""
    found = [line for bring in _bringers for line in bring(actor, unit_ids, today)]
    return sorted(found, key=lambda line: not line.is_late)
