"""Whether somebody did something a moment ago, noted in their session: most pages need not look for what to undo."""

from __future__ import annotations

import time

from django.http import HttpRequest

from .actions.undoing import UNDO_FOR

WHEN = "just_done"


def note_just_done(request: HttpRequest) -> None:
    """From now on their pages look for what can be undone, for as long as it can."""
    request.session[WHEN] = int(time.time())


def has_just_done(request: HttpRequest) -> bool:
    """Whether there may be something to undo."""
    when = request.session.get(WHEN)
    return isinstance(when, int) and time.time() - when < UNDO_FOR.total_seconds()
