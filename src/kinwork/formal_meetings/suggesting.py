"""Which meeting is due by when, from what is due in the record; on which day one would arrange it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.clocks.working_days import is_working_day
from kinwork.obligations.queries import DueLine

from .kinds import KINDS, Kind

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """A kind of meeting that is due: by when, for which children, since what."""

    kind: Kind
    by: date
    person_ids: tuple[int, ...]
    names: tuple[str, ...]
    because: str

    def suggested(self, today: date) -> date:
        return working_day_for(self.by, today)

    def is_overdue(self, today: date) -> bool:
        return self.by < today


def meetings_due(lines: Iterable[DueLine]) -> list[Due]:
    """One for each kind: for all the children for whom it is due, by the earliest of their days."""
    found: list[Due] = []
    for kind in KINDS.values():
        mine = [one for one in lines if one.rule in kind.rules and one.falls_due is not None]
        if not mine:
            continue
        people = dict(pair for one in mine for pair in zip(one.person_ids, one.names, strict=False))
        first = min(mine, key=lambda one: one.falls_due or date.max)
        assert first.falls_due is not None
        found.append(Due(kind, first.falls_due, tuple(people), tuple(people.values()), first.name))
    return sorted(found, key=lambda one: one.by)


def working_day_for(by: date, today: date) -> date:
    """The last working day on or before the one by which it is due; where that has passed, the next from today on."""
    day = by
    while day > today and not is_working_day(day):
        day -= DAY
    if day > today:
        return day
    day = today + DAY
    while not is_working_day(day):
        day += DAY
    return day
