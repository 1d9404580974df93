"""Of which units a list shows families: those that open to whoever asks, and perhaps one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.access.actor import Actor

# Whoever is held by these units today, with one row for each open involvement: the beginning of every list here.
HELD = """held AS (
    SELECT i.id, i.family_id, i.opened_on, i.why_open, i.key_worker_id, a.unit_id
    FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(on)s::date
    WHERE i.closed_on IS NULL AND (%(everywhere)s OR a.unit_id = ANY (%(units)s::bigint[]))
      AND (%(unit)s::bigint IS NULL OR a.unit_id = %(unit)s)
)"""


@dataclass(frozen=True)
class Within:
    """Where to look, as of a day. ``unit_id`` narrows it and never widens it."""

    actor: Actor
    on: date
    unit_id: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        return {
            "on": self.on,
            "user": self.actor.user_id,
            "everywhere": self.actor.sees_every_unit,
            "units": self.actor.reach,
            "unit": self.unit_id,
        }
