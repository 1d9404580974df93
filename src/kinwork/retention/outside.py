"""What of a record lies outside the database: the room that keeps it says here how it goes, when the record is erased.

A room registers a table of its own in its ``apps.py``. Before rows of it are erased its function is given their ids and
the database connection by which they go, and gives back what is to be done once the transaction has been committed:
before that, nothing outside may be gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import DEFAULT_DB_ALIAS

Afterwards = Callable[[], object]
Prepare = Callable[[Sequence[int], str], Afterwards]
_registered: dict[str, Prepare] = {}


def register(table: str, prepare: Prepare) -> None:
    """Rows of ``table`` have something outside, such as a file by its fingerprint, that others may share."""
    _registered[table] = prepare


def registered() -> list[str]:
    """The tables whose rows have something outside."""
    return sorted(_registered)


def prepare(rows: dict[str, Sequence[int]], using: str = DEFAULT_DB_ALIAS) -> list[Afterwards]:
    """What is to be done after the commit, for rows that are about to go."""
    return [_registered[table](ids, using) for table, ids in sorted(rows.items()) if table in _registered and ids]
