"""What rooms above suggest for families that are open: read with what needs attention, and shown quietly below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

ALONG = "/* along */"


@dataclass(frozen=True)
class Suggestion:
    """Something that could be done now, and where one press leads. Nothing waits for it."""

    family_id: int
    words: str
    when: str
    label: str
    address: str


# What was read of one family, its row, the day.
Says = Callable[[Any, dict[str, Any], date], list[Suggestion]]
_bringers: dict[str, tuple[str, Says]] = {}


def register(key: str, sql: str, says: Says) -> None:
    """SQL of one value, which may use ``held`` (``queries/facts.py``); what is said of it, where it says anything."""
    _bringers[key] = (sql, says)


def with_suggestions(sql: str) -> str:
    """The statement of the facts with what rooms above read along."""
    return sql.replace(ALONG, "".join(f",\n({one}) AS along_{key}" for key, (one, _) in _bringers.items()))


def suggestions_of(row: dict[str, Any], on: date) -> tuple[Suggestion, ...]:
    """All that is suggested of one family. No statement."""
    found = [(row[f"along_{key}"], says) for key, (_, says) in _bringers.items()]
    return tuple(one for told, says in found if told is not None for one in says(told, row, on))
