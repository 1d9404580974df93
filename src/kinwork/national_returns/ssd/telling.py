"""What of a child each theme is told: the child, what is around it, the day; and what they share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .. import cin
from ..around import Around
from ..reading import Child

ENCODED = json.JSONEncoder(ensure_ascii=False).encode
Row = tuple[str, dict[str, Any]]
Rows = Iterator[Row]


@dataclass(frozen=True, slots=True)
class Told:
    """A child, with what is around it, as of a day."""

    child: Child
    near: Around
    on: date
    number: str
    episodes: list[Any]

    @classmethod
    def of(cls, child: Child, near: Around, on: date) -> Told:
        return cls(child, near, on, child.number, child.of("episode"))

    def home(self, fact: Any) -> str | None:
        found = cin.home_of(fact, self.episodes)
        return f"E{found.id}" if found is not None else None

    def held(self, fact: Any, team: str, worker: str) -> dict[str, Any]:
        """Which unit and who, by id."""
        day = getattr(fact, "ended_on", None) or self.on
        found = self.near.teams.get(fact.involvement_id)
        named = [one for one in self.child.of("named_worker") if one.started_on <= day]
        return {
            team: f"U{found.unit_id}" if found else None,
            worker: f"W{named[-1].worker_id}" if named else None,
        }


def as_json(**said: object) -> str:
    return ENCODED({name: value for name, value in said.items() if value not in (None, "")})


def whole_day(said: str) -> str | None:
    """A date as far as it is known, where it is known to the day."""
    return said if len(said) == 10 else None


def spanning(found: list[Any], day: date) -> Any | None:
    """The first of some periods that holds on a day, that of its end too."""
    for one in found:
        if one.started_on <= day and (one.ended_on is None or day <= one.ended_on):
            return one
    return None
