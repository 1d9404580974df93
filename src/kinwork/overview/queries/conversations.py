"""Planned conversations that were to be had lately: which took place. What overdue work is read beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kinwork.access.lists import PAGE, Asked
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.meetings.models import ConversationState
from kinwork.meetings.names import in_a_row
from kinwork.people.models import short_name_of

from .reach import HELD, Within

WEEKS = 4
# Ended in the last weeks, or to be had by a day of them and still only planned. Each half by its index, which
# PostgreSQL lets near a wall only where the column itself is compared: so days are said as moments.
TALKS = f"""asked AS MATERIALIZED (
    SELECT id, family_id, state, lead_id, with_others, purpose, by_when AS day FROM meetings_plannedconversation
    WHERE state = '{ConversationState.PLANNED}' AND by_when > %(talked)s::date AND by_when <= %(on)s::date
    UNION ALL
    SELECT id, family_id, state, lead_id, with_others, purpose, (ended_at AT TIME ZONE 'Europe/London')::date
    FROM meetings_plannedconversation
    WHERE state <> '{ConversationState.PLANNED}' AND ended_at >= %(ended_from)s::timestamptz
      AND ended_at < %(ended_before)s::timestamptz
), conversations AS (
    SELECT asked.*, held.unit_id FROM held JOIN asked USING (family_id)
)"""  # noqa: S608 -- choices from their enums
HAPPENED = f"state = '{ConversationState.HAPPENED}'"
SORTS = {"when": "day", "family": "lower(family)", "unit": "lower(unit)", "who": "lower(who)"}


@dataclass(frozen=True)
class ConversationRow:
    """A conversation of the last weeks, and what became of it."""

    pk: int
    what: str
    purpose: str
    family_id: int
    family: str
    unit: str
    who: str
    on: date
    state: str

    @property
    def outcome(self) -> str:
        return "not yet" if self.state == ConversationState.PLANNED else ConversationState(self.state).label


CONVERSATIONS = f"""
WITH {HELD}, {TALKS}, listed AS (
    SELECT c.id, c.with_others, c.purpose, c.family_id, f.name AS family, u.name AS unit,
           coalesce(w.full_name, '') AS who, c.day, c.state, ARRAY(
               SELECT ARRAY[p.given_name, p.family_name] FROM meetings_plannedconversation_people cp
               JOIN people_person p ON p.id = cp.person_id WHERE cp.plannedconversation_id = c.id ORDER BY cp.id
           ) AS people
    FROM conversations c
    JOIN families_family f ON f.id = c.family_id
    JOIN units_unit u ON u.id = c.unit_id
    LEFT JOIN access_user w ON w.id = c.lead_id
    WHERE %(happened)s::boolean IS NULL OR ({HAPPENED}) = %(happened)s
)
SELECT id, with_others, purpose, family_id, family, unit, who, day, state, people, (SELECT count(*) FROM listed)
FROM listed ORDER BY %(by)s, day, id
LIMIT %(size)s::int OFFSET (SELECT least(%(skip)s::int, greatest(count(*) - 1, 0) / %(page)s * %(page)s) FROM listed)
"""  # noqa: S608 -- choices from their enums


def days_of_talks(on: date) -> dict[str, Any]:
    """The days that count, for TALKS: after the first, until the last; as moments, from and before."""
    after = on - timedelta(weeks=WEEKS)
    begins, ends = (timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) for day in (after, on))
    return {"talked": after, "ended_from": begins, "ended_before": ends}


@may_lag
def conversations(within: Within, asked: Asked) -> tuple[list[ConversationRow], int]:
    """The rows of a page (all of them for a file), and how many there are on all pages. One statement."""
    found = tuples(
        within.narrowed(CONVERSATIONS.replace("%(by)s", SORTS[asked.sort] + (" DESC" if asked.is_down else ""))),
        **{name: value for name, value in within.values.items() if name != "user"},
        **days_of_talks(within.on),
        happened={"yes": True, "no": False}.get(asked["happened"]),
        size=None if asked.is_file else PAGE,
        skip=0 if asked.is_file else (asked.page - 1) * PAGE,
        page=PAGE,
    )
    rows = []
    for pk, with_others, purpose, family_id, family, unit, who, day, state, people, _ in found:
        names = [short_name_of(given, surname) for given, surname in people]
        what = f"Conversation with {in_a_row([*names, *([with_others] if with_others else [])])}"
        rows.append(ConversationRow(pk, what, purpose, family_id, family, unit, who, day, state))
    return rows, found[0][-1] if found else 0
