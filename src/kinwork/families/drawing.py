"""The one guard around everything that draws: a picture that fails takes nothing with it (docs/adr/0052)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import TypeVar

from kinwork.genogram.patience import patience

# The most people that a family holds, closely related, take under two seconds on two slow cores that are busy. Whoever
# waits longer than this is waiting for a fault, and believes that the page is broken.
LONGEST = 5.0  # seconds
HOUSE = Path(__file__).parents[1]
clock = time.monotonic
log = logging.getLogger(__name__)
T = TypeVar("T")


def attempt(what: str, family_id: int, draw: Callable[[], T]) -> T | None:
    """What ``draw`` makes; None where that fails, whatever the fault, or takes longer than :data:`LONGEST`.

    ``draw`` reads nothing: a failed statement would spoil the transaction around it. The log is told what could not be
    drawn, of which family, and where it failed. Never what the fault itself says: that may hold names.
    """
    until = clock() + LONGEST
    try:
        with patience(lambda: clock() > until):
            return draw()
    except BaseException as problem:
        # A library that is not Python's own panics outside the usual exceptions; wishes to stop are none of ours.
        if not isinstance(problem, Exception) and type(problem).__name__ != "PanicException":
            raise
        kind, at = type(problem).__name__, place(problem.__traceback__)
        log.error("%s of family %s could not be made: %s at %s", what, family_id, kind, at)
        return None


def place(found: TracebackType | None) -> str:
    """The innermost line of Kinwork's own: ``genogram/ordering.py, line 298``."""
    said = ""
    for frame, line in walk_tb(found):
        path = Path(frame.f_code.co_filename)
        if HOUSE in path.parents and path != Path(__file__):
            said = f"{path.relative_to(HOUSE)}, line {line}"
    return said or "a library"


__all__ = ["LONGEST", "attempt"]
