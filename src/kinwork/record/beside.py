"""What rooms above say beside an entry, without being known here: from which text it came, for example."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Beside:
    """A sentence beside an entry, and where there is more of it."""

    words: str
    more: str
    href: str


Bringer = Callable[[Collection[int]], Mapping[int, Beside]]
_bringers: list[Bringer] = []


def register(bring: Bringer) -> None:
    """Bring a sentence to the entries of a page, by their ids; one statement."""
    if bring not in _bringers:
        _bringers.append(bring)


def beside(entry_ids: Collection[int]) -> dict[int, list[Beside]]:
    """What is said beside each of these entries. As many statements as there are rooms that say something."""
    found: dict[int, list[Beside]] = {}
    for bring in _bringers if entry_ids else ():
        for pk, said in bring(entry_ids).items():
            found.setdefault(pk, []).append(said)
    return found
