"""What rooms above bring to the minute of a discussion, without being known here: plain data, frozen with the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .models import Discussion

# The discussion and the family's one before it, in; a title and parts with what changed in each, out. What everybody
# who may open the family may read, and nothing that is limited to some of them: a minute is kept word for word.
Bringer = Callable[[Discussion, Discussion | None], dict[str, Any] | None]
_bringers: list[Bringer] = []


def register(bring: Bringer) -> None:
    """Bring a part to every minute in which there is something of it."""
    if bring not in _bringers:
        _bringers.append(bring)


def brought_to(discussion: Discussion, before: Discussion | None) -> list[dict[str, Any]]:
    """All that there is anything in. As many statements as the rooms say."""
    return [part for bring in _bringers if (part := bring(discussion, before)) is not None]
