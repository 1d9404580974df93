"""When something is told of a family, rooms above this one let open pages know: they register here."""

from __future__ import annotations

from collections.abc import Callable

Subscriber = Callable[[int, str], None]
_subscribers: list[Subscriber] = []


def subscribe(listener: Subscriber) -> None:
    """Be called with the family's id, and which open page did it, in the transaction of each change set."""
    if listener not in _subscribers:
        _subscribers.append(listener)


def publish(family_id: int, page: str) -> None:
    """Say that the drawing of a family has changed."""
    for listener in _subscribers:
        listener(family_id, page)
