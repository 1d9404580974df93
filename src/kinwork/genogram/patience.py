"""How long somebody waits for a drawing: whatever takes long asks from time to time, and stops when told to.

The engine knows no clock: whoever waits says when it has been long enough. A drawing that is finished is the same
however long anybody would have waited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class TookTooLong(Exception):
    """Whoever waits for the drawing waits no longer."""


_enough: ContextVar[Callable[[], bool] | None] = ContextVar("enough", default=None)


@contextmanager
def patience(enough: Callable[[], bool]) -> Iterator[None]:
    """Draw only until ``enough()`` is true.

    >>> with patience(lambda: True):
    ...     go_on()
    Traceback (most recent call last):
    kinwork.genogram.patience.TookTooLong
    """
    token = _enough.set(enough)
    try:
        yield
    finally:
        _enough.reset(token)


def go_on() -> None:
    """Asked by everything of which there may be much. Raises :class:`TookTooLong`; without anybody waiting, never."""
    enough = _enough.get()
    if enough is not None and enough():
        raise TookTooLong


__all__ = ["TookTooLong", "go_on", "patience"]
