"""When something is told of a family, rooms above this one let open pages know: they register here."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int, str], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Be called with the family's id, and which open page did it, in the transaction of each telling."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(family_id: int, page: str) -> None:
    """Say that the drawing of a family has changed."""
    for listener in _listeners:
        listener(family_id, page)
