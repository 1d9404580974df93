"""What a feed holds, in SQL (docs/adr/0007): days and counts, and nothing of anybody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time, timedelta

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES, keys_of
from kinwork.access.sql import tuples
from kinwork.cases.models import KeyDateKind
from kinwork.clocks.humanize import count
from kinwork.clocks.working_days import bank_holiday
from kinwork.formal_meetings.kinds import KINDS as FORMAL
from kinwork.formal_meetings.models import Answer, State
from kinwork.meetings.models import ConversationState, TaskState
from kinwork.units.models import PostHolding

from .models import Feed

BACK = timedelta(days=28)
MEETINGS_AHEAD = 13  # weeks


@dataclass(frozen=True)
class Planned:
    """Something on a day: all day long, or from a time for so many minutes. ``key`` is the same for as long as it is
    the same thing.
    """

    key: str
    on: date
    words: str
    unit_id: int | None = None
    at: time | None = None
    minutes: int = 0


def feed_by(token_hash: str) -> Feed | None:
    """The feed of an address that has not ended, with whose it is. One statement."""
    return Feed.objects.select_related("user", "unit").filter(token_hash=token_hash, ended_at=None).first()


def feeds_of(actor: Actor) -> dict[int | None, Feed]:
    """A person's feeds by unit. One statement."""
    return {feed.unit_id: feed for feed in Feed.objects.filter(user_id=actor.user_id, ended_at=None)}


def still_holds(feed: Feed, made_on: date, today: date) -> bool:
    """Whether the post by which the address was made is held without a break since. One statement.

    Whoever leaves it and comes back makes a new address: nobody knows who has the old one by then.
    """
    roles = keys_of(lambda role: Permission.SEE_UNIT in role.permissions)
    held = PostHolding.objects.filter(user_id=feed.user_id, post__role__in=roles, during__contains=made_on)
    if feed.unit_id is not None:
        held = held.filter(post__unit_id=feed.unit_id)
    return held.filter(during__contains=today, post__unit__is_active=True).exists()


# Held by the unit today; of a person's own work, whatever opens to them today.
# A meeting that was arranged has its time; what it is stands there, nobody's name, and not where: that may be a home.
# Whoever is asked to one has it in their own feed, whosever the family is, until they send apologies.
AHEAD = f"""
WITH held AS (
    SELECT i.id, i.family_id, i.key_worker_id, a.unit_id
    FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(on)s::date
    WHERE i.closed_on IS NULL AND a.unit_id = ANY (%(units)s::bigint[])
)
SELECT 'task', NULL::bigint, t.due_on, NULL::text, count(*), NULL::time AS at
FROM held JOIN meetings_task t USING (family_id)
WHERE t.state = '{TaskState.OPEN}' AND t.due_on IS NOT NULL AND (%(unit)s::bigint IS NOT NULL OR t.owner_id = %(user)s)
GROUP BY t.due_on
UNION ALL
SELECT 'talk', NULL::bigint, c.by_when, NULL, count(*), NULL
FROM held JOIN meetings_plannedconversation c USING (family_id)
WHERE c.state = '{ConversationState.PLANNED}' AND c.by_when IS NOT NULL
  AND (%(unit)s::bigint IS NOT NULL OR %(user)s IN (c.lead_id, c.reflect_id))
GROUP BY c.by_when
UNION ALL
SELECT 'date', k.id, k.on, k.kind, 1, NULL
FROM held JOIN cases_keydate k ON k.involvement_id = held.id
WHERE NOT k.cancelled AND NOT k.is_arranged AND k.on >= %(since)s::date
  AND (%(unit)s::bigint IS NOT NULL OR held.key_worker_id = %(user)s)
UNION ALL
SELECT 'formal', m.id, m.on, m.kind, m.minutes, m.at
FROM formal_meetings_formalmeeting m JOIN cases_involvement i ON i.id = m.involvement_id AND i.closed_on IS NULL
WHERE m.state <> '{State.CANCELLED}' AND m.on >= %(since)s::date AND (
    EXISTS (SELECT 1 FROM held WHERE held.id = i.id AND (
        %(unit)s::bigint IS NOT NULL OR (held.key_worker_id = %(user)s AND NOT EXISTS (
            SELECT 1 FROM formal_meetings_invitation n WHERE n.meeting_id = m.id AND n.user_id = %(user)s
                AND n.ended_at IS NULL AND n.answer = '{Answer.APOLOGIES}'))))
    OR (%(unit)s::bigint IS NULL AND EXISTS (
        SELECT 1 FROM formal_meetings_invitation n WHERE n.meeting_id = m.id AND n.user_id = %(user)s
            AND n.ended_at IS NULL AND n.answer <> '{Answer.APOLOGIES}')))
UNION ALL
SELECT 'meeting', m.unit_id, m.held_on, u.name, 1, NULL
FROM meetings_meeting m JOIN units_unit u ON u.id = m.unit_id
WHERE m.unit_id = ANY (%(meets)s::bigint[]) AND m.held_on >= %(since)s::date
UNION ALL
SELECT 'weekday', u.id, NULL::date, u.name, usual, NULL
FROM units_unit u CROSS JOIN unnest(u.meeting_days) AS usual WHERE u.id = ANY (%(meets)s::bigint[])
"""  # noqa: S608 -- choices from their enums


def ahead(actor: Actor, unit_id: int | None, on: date) -> list[Planned]:
    """What a unit, or a person, has ahead and had lately, in the order of days. One statement."""
    meets = [unit_id] if unit_id is not None else [pk for pk in actor.home_unit_ids if _is_member(actor, pk)]
    units = [unit_id] if unit_id is not None else actor.reach
    found = tuples(AHEAD, on=on, since=on - BACK, user=actor.user_id, unit=unit_id, units=units, meets=meets)
    planned: list[Planned] = []
    late: dict[str, int] = defaultdict(int)
    held: dict[int, set[date]] = defaultdict(set)
    usual: dict[tuple[int, str], list[int]] = defaultdict(list)
    for kind, pk, day, words, number, at in found:
        if kind in ("task", "talk") and day < on:
            late[kind] += number
        elif kind == "task":
            planned.append(Planned(f"tasks-{day}", day, f"{count(number, 'task')} due"))
        elif kind == "talk":
            said = "Conversation planned" if number == 1 else f"{number} conversations planned"
            planned.append(Planned(f"conversations-{day}", day, said))
        elif kind == "date":
            said = "Date" if words == KeyDateKind.OTHER else KeyDateKind(words).label
            planned.append(Planned(f"date-{pk}", day, said, unit_id))
        elif kind == "formal":
            planned.append(Planned(f"formal-{pk}", day, FORMAL[words].name, unit_id, at, number))
        elif kind == "meeting":
            held[pk].add(day)
        else:
            usual[pk, words].append(number)
    if late:
        parts = [count(late["task"], "task")] * bool(late["task"])
        parts += [count(late["talk"], "conversation")] * bool(late["talk"])
        planned.append(Planned("overdue", on, f"Overdue: {' and '.join(parts)}"))
    for (pk, name), weekdays in usual.items():
        planned += _meetings(pk, "" if unit_id is not None or len(meets) == 1 else name, weekdays, held[pk], on)
    return sorted(planned, key=lambda one: (one.on, one.at or time.min, one.key))


def _is_member(actor: Actor, unit_id: int) -> bool:
    """Whether they are expected at its meetings: a manager of six units is not at six each week."""
    return any(ROLES[post.role].is_member for post in actor.posts if post.unit_id == unit_id)


def _still_to_come(weekdays: list[int], held: set[date], on: date) -> set[date]:
    """The unit's usual days on which it has not met. One held on another day of the week stands for the nearest."""
    monday = on - timedelta(days=on.weekday())
    usual = {monday + timedelta(weeks=n, days=day) for n in range(MEETINGS_AHEAD + 1) for day in weekdays}
    for day in sorted(held):
        same_week = [one for one in usual if one.isocalendar()[:2] == day.isocalendar()[:2]]
        if same_week:
            usual.remove(min(same_week, key=lambda one: (abs(one - day), one)))
    last = on + timedelta(weeks=MEETINGS_AHEAD)
    # Who meets once a week is asked to move it; of several meetings the one on a holiday falls out.
    return {day for day in usual if on <= day < last and not (len(weekdays) > 1 and bank_holiday(day))}


def _meetings(unit_id: int, name: str, weekdays: list[int], held: set[date], on: date) -> list[Planned]:
    """The meetings that there were or that are open; and the usual days of the weeks to come."""
    found = []
    for day in sorted(held | _still_to_come(weekdays, held, on)):
        holiday = bank_holiday(day)
        words = "Unit meeting" + (f", {name}" if name else "") + (f" ({holiday}: move it?)" if holiday else "")
        found.append(Planned(f"meeting-{unit_id}-{day}", day, words, unit_id))
    return found
