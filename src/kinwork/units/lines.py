"""What a unit has to answer, in a line at the top of its page and of its people's own: rooms above bring theirs.

All of it is read in one statement, since both pages are opened all day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples


@dataclass(frozen=True)
class Line:
    """Something that waits: in words, where it leads, the family that it names, whether it is late."""

    words: str
    href: str
    family_id: int | None = None
    is_late: bool = False
    heading: str = ""


Said = Callable[[Actor, Sequence[int], date, list[Any]], list[Line]]


@dataclass(frozen=True)
class Bringer:
    """A room's lines, under a heading: the SQL of rows of one JSON value each, and what is said of those rows."""

    heading: str
    sql: str
    says: Said


_bringers: dict[str, Bringer] = {}


def register(heading: str, sql: str, says: Said) -> None:
    """Bring lines for whoever asks, of ``%(units)s``; or ``%(everywhere)s``, what goes up to them. ``%(on)s`` is the
    day.
    """
    _bringers[heading] = Bringer(heading, sql, says)


def lines_for(actor: Actor, unit_ids: Sequence[int], today: date) -> list[Line]:
    """All of them, by heading and what is late first. One statement; none for whom there can be nothing."""
    everywhere = not unit_ids and actor.may(Permission.DECIDE_TRANSFER)
    bringers = list(_bringers.values())
    if not bringers or not (unit_ids or everywhere):
        return []
    each = ", ".join(f"coalesce((SELECT json_agg(x.r) FROM ({one.sql}) x (r)), '[]')" for one in bringers)  # noqa: S608
    # Not as values: by one plan for all, PostgreSQL would read the whole service's for the few of a unit.
    units = ",".join(str(int(unit)) for unit in unit_ids)
    each = each.replace("%(everywhere)s", str(everywhere).lower()).replace("%(units)s", f"'{{{units}}}'")
    [found] = tuples(f"SELECT {each}", on=today)
    lines = []
    for one, rows in zip(bringers, found, strict=True):
        said = one.says(actor, unit_ids, today, rows)
        lines += [
            Line(line.words, line.href, line.family_id, line.is_late, one.heading)
            for line in sorted(said, key=lambda line: not line.is_late)
        ]
    return lines
