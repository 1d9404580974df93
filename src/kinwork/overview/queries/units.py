"""The units side by side, and what waits for a manager in them, in SQL (docs/adr/0007).

Each figure counts the rows that the list behind it has (``children``, ``families``, ``overdue``, ``waiting``): what is
hidden from whoever asks is in neither, as the database itself leaves it out of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.models import AccessGrantKind
from kinwork.access.permissions import Permission
from kinwork.access.replica import may_lag
from kinwork.access.roles import keys_of
from kinwork.access.sql import tuples
from kinwork.record.seen import KIDS, NOT_SEEN, SEEN_ALONE
from kinwork.units.models import Unit

from .conversations import HAPPENED, TALKS, days_of_talks
from .overdue import LATE
from .reach import HELD, narrowed

# What waits for whoever asks: an emergency opening of a record that they guard; where they may decide, a draft of a
# decision in a meeting that is over; where they may close it, a meeting whose day has passed.
WAITING = f"""waiting AS (
    SELECT 'opening' AS kind, o.id, held.unit_id, held.family_id, o.opened_at::date AS since, w.full_name AS who,
           NULL::bigint AS discussion_id
    FROM held JOIN access_accessgrant o ON o.family_id = held.family_id JOIN access_user w ON w.id = o.user_id
    WHERE o.kind = '{AccessGrantKind.BREAK_GLASS}' AND o.reviewed_at IS NULL AND o.user_id <> %(user)s
      AND %(user)s = ANY (o.guardian_ids)
    UNION ALL
    SELECT 'decision', d.id, held.unit_id, held.family_id, m.held_on, w.full_name, x.id
    FROM held JOIN meetings_discussion x USING (family_id) JOIN meetings_decision d ON d.discussion_id = x.id
    JOIN meetings_meeting m ON m.id = x.meeting_id JOIN access_user w ON w.id = d.drafted_by_id
    WHERE d.decided_at IS NULL AND d.words <> '' AND m.closed_at IS NULL AND m.held_on < %(on)s
      AND held.unit_id = ANY (%(decides)s::bigint[]) AND m.unit_id = held.unit_id
    UNION ALL
    SELECT 'meeting', m.id, m.unit_id, NULL, m.held_on, w.full_name, NULL
    FROM meetings_meeting m JOIN access_user w ON w.id = m.opened_by_id
    WHERE m.closed_at IS NULL AND m.held_on < %(on)s AND m.unit_id = ANY (%(closes)s::bigint[])
      AND (%(unit)s::bigint IS NULL OR m.unit_id = %(unit)s)
)"""  # noqa: S608 -- choices from their enums


def _decided_by(actor: Actor) -> dict[str, list[int]]:
    """Where this person decides and closes meetings."""
    held = list(dict.fromkeys([*actor.unit_ids, *actor.deputy_unit_ids]))
    return {
        "decides": [unit for unit in held if actor.can(Permission.DECIDE, unit)],
        "closes": [unit for unit in held if actor.can(Permission.CLOSE_MEETING, unit)],
    }


@dataclass(frozen=True)
class UnitRow:
    """One unit's figures; or, without a unit, those of all that are shown."""

    unit: Unit
    families: int
    children: int
    workers: float
    discussed: int
    born: int  # of the children, those who can have been seen
    not_seen: int
    overdue: int
    waiting: int
    # Of practice, each beside a figure of time: with a conversation planned when the family was discussed; seen alone,
    # the last time; conversations that took place, of those that were to be had.
    prepared: int
    seen_alone: int
    happened: int
    asked: int
    may_open: bool  # whether the lists behind the figures open to whoever asks

    @property
    def per_worker(self) -> float | None:
        return round(self.families / self.workers, 1) if self.workers else None

    @property
    def seen(self) -> int:
        return self.born - self.not_seen

    @property
    def not_discussed(self) -> int:
        return self.families - self.discussed

    @property
    def planned(self) -> int | None:
        return self.unit.planned_families_high

    @property
    def is_over_plan(self) -> bool:
        return self.planned is not None and self.families > self.planned


# Of each thing once for all units, not unit by unit: an authority has a hundred. Whether a conversation was planned is
# asked of each discussion by its index: a join would read all that were ever planned.
UNITS = f"""
WITH {HELD}, {LATE}, {TALKS}, {WAITING}, {KIDS}, discussed AS MATERIALIZED (
    SELECT d.family_id, (
        SELECT true FROM meetings_plannedconversation c WHERE c.discussion_id = d.id LIMIT 1) IS NOT NULL AS prepared
    FROM meetings_meeting m JOIN meetings_discussion d ON d.meeting_id = m.id
    WHERE m.held_on <= %(on)s AND m.held_on > %(discussed)s::date
), talked AS (
    SELECT held.id, held.unit_id, bool_or(discussed.prepared) AS prepared
    FROM held JOIN discussed USING (family_id) GROUP BY held.id, held.unit_id
), members AS (
    SELECT DISTINCT ON (p.unit_id, h.user_id) p.unit_id, p.role, p.fte, p.counts
    FROM units_postholding h JOIN units_post p ON p.id = h.post_id
    WHERE h.during @> %(on)s::date ORDER BY p.unit_id, h.user_id, p.id
), tallied AS (
    SELECT unit_id, 'families' AS tally, count(*) AS a, 0::bigint AS b, 0::bigint AS c, 0::bigint AS d, 0::numeric AS n
    FROM held GROUP BY unit_id
    UNION ALL
    SELECT unit_id, 'children', count(*), count(*) FILTER (WHERE is_born), count(*) FILTER (WHERE {NOT_SEEN}),
           count(*) FILTER (WHERE {SEEN_ALONE}), 0
    FROM kids GROUP BY unit_id
    UNION ALL
    SELECT unit_id, 'workers', 0, 0, 0, 0, sum(fte) FROM members WHERE counts AND role = ANY (%(workers)s)
    GROUP BY unit_id
    UNION ALL
    SELECT unit_id, 'talks', count(*), count(*) FILTER (WHERE prepared), 0, 0, 0 FROM talked GROUP BY unit_id
    UNION ALL
    SELECT unit_id, 'late', count(*), 0, 0, 0, 0 FROM late GROUP BY unit_id
    UNION ALL
    SELECT unit_id, 'for_them', count(*), 0, 0, 0, 0 FROM waiting GROUP BY unit_id
    UNION ALL
    SELECT unit_id, 'conversations', count(*) FILTER (WHERE {HAPPENED}), count(*), 0, 0, 0
    FROM conversations GROUP BY unit_id
), summed AS (
    SELECT unit_id, max(a) FILTER (WHERE tally = 'families') AS families,
           max(a) FILTER (WHERE tally = 'children') AS children, max(n) AS workers,
           max(a) FILTER (WHERE tally = 'talks') AS discussed, max(b) FILTER (WHERE tally = 'children') AS born,
           max(c) FILTER (WHERE tally = 'children') AS not_seen, max(a) FILTER (WHERE tally = 'late') AS late,
           max(a) FILTER (WHERE tally = 'for_them') AS waiting, max(b) FILTER (WHERE tally = 'talks') AS prepared,
           max(d) FILTER (WHERE tally = 'children') AS alone,
           max(a) FILTER (WHERE tally = 'conversations') AS happened,
           max(b) FILTER (WHERE tally = 'conversations') AS asked
    FROM tallied GROUP BY unit_id
)
SELECT u.id, u.name, u.function, u.area, u.planned_families_low, u.planned_families_high,
       coalesce(families, 0), coalesce(children, 0), coalesce(workers, 0), coalesce(discussed, 0), coalesce(born, 0),
       coalesce(not_seen, 0), coalesce(late, 0), coalesce(waiting, 0), coalesce(prepared, 0), coalesce(alone, 0),
       coalesce(happened, 0), coalesce(asked, 0)
FROM units_unit u LEFT JOIN summed ON summed.unit_id = u.id
WHERE u.is_active AND u.function <> %(service)s AND (%(everywhere)s OR u.id = ANY (%(units)s::bigint[]))
  AND (%(function)s = '' OR u.function = %(function)s)
ORDER BY lower(u.name), u.id
"""  # noqa: S608 -- choices from their enums


def units_in_sight(actor: Actor) -> tuple[bool, list[int]]:
    """Whether this person sees every unit's figures, or which units': their own, never those they only stand in for."""
    if actor.may(Permission.SEE_NUMBERS):
        return True, []
    return False, [unit for unit in actor.unit_ids if actor.can(Permission.SEE_NUMBERS, unit)]


@may_lag
def units_compared(actor: Actor, on: date, *, every_weeks: int, unseen_weeks: int, function: str = "") -> list[UnitRow]:
    """Every unit whose figures this person may see. One statement, however many units and families."""
    everywhere, units = units_in_sight(actor)
    values: dict[str, Any] = {
        "on": on, "user": actor.user_id, "everywhere": everywhere, "units": units, "unit": None,
        "unseen": on - timedelta(weeks=unseen_weeks), "discussed": on - timedelta(weeks=every_weeks),
        "workers": keys_of(lambda role: role.is_worker), "function": function, "service": "service",
        **days_of_talks(on),
    }  # fmt: skip
    found = tuples(narrowed(UNITS, everywhere=everywhere, unit_id=None), **values, **_decided_by(actor))
    return [_unit_row(actor, *row) for row in found]


def _unit_row(actor: Actor, pk: int, name: str, function: str, area: str, low: Any, high: Any, *sums: Any) -> UnitRow:
    families, children, workers, discussed, born, not_seen, overdue, waiting, prepared, alone, happened, asked = sums
    unit = Unit(id=pk, name=name, function=function, area=area, planned_families_low=low, planned_families_high=high)
    may_open = actor.can(Permission.SEE_FAMILY, pk)
    return UnitRow(
        unit, families, children, float(workers), discussed, born, not_seen, overdue, waiting, prepared, alone,
        happened, asked, may_open,
    )  # fmt: skip


def all_of(rows: list[UnitRow]) -> UnitRow:
    """The sums of the rows: of what their reader may see, and of nothing else."""

    def total(name: str) -> Any:
        return sum(getattr(row, name) for row in rows)

    return UnitRow(
        Unit(name="All of these"), total("families"), total("children"), total("workers"), total("discussed"),
        total("born"), total("not_seen"), total("overdue"), total("waiting"), total("prepared"), total("seen_alone"),
        total("happened"), total("asked"), all(row.may_open for row in rows),
    )  # fmt: skip


@dataclass(frozen=True)
class WaitingRow:
    """Something that waits for its reader: an opening to review, a decision, a meeting to close."""

    kind: str
    pk: int
    unit: str
    family_id: int | None
    family: str
    since: date
    who: str
    discussion_id: int | None


WAITING_LIST = f"""
WITH {HELD}, {WAITING}
SELECT w.kind, w.id, u.name, w.family_id, coalesce(f.name, ''), w.since, w.who, w.discussion_id
FROM waiting w JOIN units_unit u ON u.id = w.unit_id
LEFT JOIN families_family f ON f.id = w.family_id
ORDER BY w.since, w.kind, w.id
"""  # noqa: S608 -- choices from their enums


def waiting_for(actor: Actor, on: date, unit_id: int | None = None) -> list[WaitingRow]:
    """What waits for this person, the oldest first. One statement."""
    everywhere, units = units_in_sight(actor)
    found = tuples(
        narrowed(WAITING_LIST, everywhere=everywhere, unit_id=unit_id),
        on=on,
        user=actor.user_id,
        everywhere=everywhere,
        units=units,
        unit=unit_id,
        **_decided_by(actor),
    )
    return [WaitingRow(*row) for row in found]
