"""Planned conversations that were to be had lately: which took place. What overdue work is read beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.access.lists import PAGE, Asked
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.meetings.models import ConversationState
from kinwork.meetings.names import in_a_row
from kinwork.people.models import short_name_of

from .reach import HELD, Within

WEEKS = 4
# Ended in the last weeks, or to be had by a day of them and still only planned.
TALKS = """asked AS (
    SELECT c.id, held.unit_id, held.family_id, c.state, c.lead_id, c.with_others, c.purpose, c.by_when,
           (c.ended_at AT TIME ZONE 'Europe/London')::date AS ended_on
    FROM held JOIN meetings_plannedconversation c USING (family_id)
), conversations AS (
    SELECT * FROM asked
    WHERE coalesce(ended_on, by_when) > %(talked)s::date AND coalesce(ended_on, by_when) <= %(on)s::date
)"""
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
           coalesce(w.full_name, '') AS who, coalesce(c.ended_on, c.by_when) AS day, c.state, ARRAY(
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


def since(on: date) -> date:
    """The day before the first that counts."""
    return on - timedelta(weeks=WEEKS)


@may_lag
def conversations(within: Within, asked: Asked) -> tuple[list[ConversationRow], int]:
    """The rows of a page (all of them for a file), and how many there are on all pages. One statement."""
    found = tuples(
        CONVERSATIONS.replace("%(by)s", SORTS[asked.sort] + (" DESC" if asked.is_down else "")),
        **{name: value for name, value in within.values.items() if name != "user"},
        talked=since(within.on),
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
