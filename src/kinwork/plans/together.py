"""Two people change a row at once: what each wrote is kept, and where both wrote one box, they are told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Together:
    """What stands when both are put together; ``rivals``: boxes that both changed, as the other left them; ``theirs``:
    boxes that only the other changed.
    """

    values: dict[str, Any]
    rivals: dict[str, Any]
    theirs: tuple[str, ...]


def together(was: Mapping[str, Any], now: Mapping[str, Any], mine: Mapping[str, Any]) -> Together:
    """From how it was when I began, how it is now, and what I sent.

    >>> together({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 1, "c": 2}, {"a": 1, "b": 3, "c": 4})
    Together(values={'a': 2, 'b': 3, 'c': 4}, rivals={'c': 2}, theirs=('a',))
    """
    values, rivals, theirs = {}, {}, []
    for name, sent in mine.items():
        values[name] = sent
        if now[name] in (sent, was[name]):
            continue
        if sent == was[name]:
            values[name] = now[name]
            theirs.append(name)
        else:
            rivals[name] = now[name]
    return Together(values, rivals, tuple(theirs))


def chosen_together(was: set[int], now: set[int], mine: set[int]) -> set[int]:
    """Of several ticks: what either of both ticked or took away.

    >>> sorted(chosen_together({1, 2}, {1, 2, 3}, {2, 4}))
    [2, 3, 4]
    """
    return (now | (mine - was)) - (was - mine)
