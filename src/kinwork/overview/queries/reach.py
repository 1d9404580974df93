"""Of which units a list shows families: those that open to whoever asks, and perhaps one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.access.actor import Actor

HELD_TODAY = "h.began_on <= %(on)s AND (h.ended_on IS NULL OR h.ended_on > %(on)s) %(within)s"
# Whoever is held by these units today, with one row for each open involvement: the beginning of every list here.
HELD = f"""held AS (
    SELECT h.involvement_id AS id, h.family_id, h.unit_id FROM cases_holding h WHERE {HELD_TODAY}
)"""  # noqa: S608 -- put together from the constant above


def narrowed(sql: str, *, everywhere: bool, unit_id: int | None) -> str:
    """SQL with HELD in it, of the units that are asked for.

    One plan for one unit and another for all: by a plan for either, PostgreSQL takes a whole service for a few
    families and looks each up by itself.
    """
    reach = "" if everywhere else "AND h.unit_id = ANY (%(units)s::bigint[])"
    return ordered(sql, within=f"{reach} {'' if unit_id is None else 'AND h.unit_id = %(unit)s'}".strip())


def ordered(sql: str, **parts: str) -> str:
    """A list's SQL with the parts of it that go by its order and filters: each is planned by itself.

    Parts are ours, never what anybody said.
    """
    for name, part in parts.items():
        sql = sql.replace(f"%({name})s", part)
    return sql


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

    def narrowed(self, sql: str) -> str:
        return narrowed(sql, everywhere=self.actor.sees_every_unit, unit_id=self.unit_id)
