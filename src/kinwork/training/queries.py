"""Reads of training, each with its number of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from kinwork.access.actor import Actor
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.replica import may_lag
from kinwork.access.roles import ROLES, keys_of
from kinwork.access.sql import tuples
from kinwork.clocks.humanize import count, in_words
from kinwork.units.models import PostHolding

from .models import Attendance, Group, Practising, Programme, Session, SessionKind, Tick
from .shipped import induction

OPEN_FOR = timedelta(weeks=26)  # a list that nobody finished in half a year is no longer shown
LATELY = timedelta(weeks=6)
NO_TRAINING = "No systemic training"


class Standing(StrEnum):
    WHOLE = "whole"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True)
class Taken:
    """How much of a programme a colleague has taken by a day."""

    programme_id: int
    name: str
    group: str
    taken: int
    of: int
    last: date

    @property
    def standing(self) -> Standing:
        return Standing.WHOLE if self.taken >= self.of else Standing.PART

    @property
    def in_words(self) -> str:
        return f"{self.taken} of {count(self.of, 'day')}"


@dataclass(frozen=True)
class Trained:
    """A member of a unit on a day, with what they have taken by then."""

    unit_id: int
    user_id: int
    name: str
    role: str
    title: str
    joined: date
    taken: tuple[Taken, ...]

    @property
    def role_name(self) -> str:
        return self.title or ROLES[self.role].name

    @property
    def systemic(self) -> tuple[Taken, ...]:
        return tuple(one for one in self.taken if one.group)

    @property
    def standing(self) -> Standing:
        """By the systemic programme of which they have taken the most: whole, part or none."""
        found = {one.standing for one in self.systemic}
        return next((way for way in (Standing.WHOLE, Standing.PART) if way in found), Standing.NONE)

    @property
    def group(self) -> str:
        """In which of the four groups: the first that holds, in the order of ``Group``."""
        groups = {one.group for one in self.taken}
        return next((group.label for group in Group if group in groups), NO_TRAINING)

    @property
    def in_words(self) -> str:
        return "; ".join(f"{one.name}: {one.in_words}" for one in self.systemic) or "none"

    def of(self, programme_id: int) -> Taken | None:
        return next((one for one in self.taken if one.programme_id == programme_id), None)


TRAINED = """
WITH members AS (
    SELECT DISTINCT ON (p.unit_id, h.user_id) p.unit_id, h.user_id, w.full_name, p.role, p.title
    FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id
    JOIN access_user w ON w.id = h.user_id
    WHERE h.during @> %(on)s::date AND p.role = ANY (%(members)s) AND u.function <> %(service)s
      AND CASE WHEN %(everywhere)s THEN u.is_active ELSE u.id = ANY (%(units)s::bigint[]) END
    ORDER BY p.unit_id, h.user_id, p.id
), size AS (
    SELECT d.programme_id, count(*) AS days FROM training_day d GROUP BY d.programme_id
), taken AS (
    SELECT a.user_id, d.programme_id, count(*) AS taken, max(a."on") AS last
    FROM training_attendance a JOIN training_day d ON d.id = a.day_id
    WHERE a.removed_at IS NULL AND a."on" <= %(on)s::date AND a.user_id IN (SELECT user_id FROM members)
    GROUP BY a.user_id, d.programme_id
)
SELECT m.unit_id, m.user_id, m.full_name, m.role, m.title, (
    SELECT lower(span) FROM unnest((
        SELECT range_agg(h.during) FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        WHERE h.user_id = m.user_id AND p.unit_id = m.unit_id
    )) span WHERE span @> %(on)s::date
), (
    SELECT coalesce(json_agg(json_build_array(
        t.programme_id, g.name, g."group", t.taken, s.days, t.last) ORDER BY g.name), '[]')
    FROM taken t JOIN size s ON s.programme_id = t.programme_id JOIN training_programme g ON g.id = t.programme_id
    WHERE t.user_id = m.user_id
)
FROM members m ORDER BY m.unit_id, lower(m.full_name), m.user_id
"""


@may_lag
def trained_in(units: Sequence[int] | None, on: date) -> list[Trained]:
    """The members of units on a day, or of all units, with their training by then. One statement."""
    rows = tuples(
        TRAINED, on=on, units=list(units or []), everywhere=units is None, service="service",
        members=keys_of(lambda role: role.is_member and bool(role.permissions)),
    )  # fmt: skip
    return [
        Trained(unit_id, user_id, name, role, title, joined, tuple(_taken(*one) for one in taken))
        for unit_id, user_id, name, role, title, joined, taken in rows
    ]


def _taken(programme_id: int, name: str, group: str, taken: int, of: int, last: str) -> Taken:
    return Taken(programme_id, name, group, taken, of, date.fromisoformat(last))


def is_trained(member: Trained) -> bool:
    """Whether somebody counts as trained: of the pyramid, the profile and the chain alike."""
    return member.standing is Standing.WHOLE


def groups_of(members: Sequence[Trained]) -> list[tuple[str, int]]:
    """How many members are in each of the four groups, those without training last."""
    found = Counter(member.group for member in members)
    return [(label, found[label]) for label in [*(group.label for group in Group), NO_TRAINING]]


def programmes_now(on: date) -> list[Programme]:
    """Those that are given, with their days. Two statements."""
    given = Programme.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return list(given.prefetch_related("days"))


@dataclass(frozen=True)
class Induction:
    """The induction of a colleague who joined a unit."""

    unit_id: int
    user_id: int
    joined: date
    done: dict[str, Tick]

    @property
    def left(self) -> int:
        return sum(item.key not in self.done for item in induction())

    @property
    def in_words(self) -> str:
        return f"{len(induction()) - self.left} of {len(induction())} done"


def inductions_of(members: Sequence[Trained], on: date) -> dict[tuple[int, int], Induction]:
    """By unit and colleague: who joined in the last half year. One statement, none where no colleague did."""
    new = [member for member in members if member.joined > on - OPEN_FOR]
    if not new:
        return {}
    found = {
        (member.unit_id, member.user_id): Induction(member.unit_id, member.user_id, member.joined, {}) for member in new
    }
    ticks = Tick.objects.filter(
        unit_id__in={unit_id for unit_id, _ in found}, user_id__in={user_id for _, user_id in found}
    )
    for tick in ticks.select_related("by"):
        one = found.get((tick.unit_id, tick.user_id))
        if one is not None and tick.joined_on == one.joined:
            one.done[tick.item] = tick
    return found


def sessions_of(user_id: int) -> QuerySet[Session]:
    """Those that a colleague had or gave, the last first. One statement."""
    had = Session.objects.filter(removed_at=None).filter(Q(user_id=user_id) | Q(with_user_id=user_id))
    return had.select_related("user", "with_user")


def practising_of(user_id: int) -> list[Practising]:
    """What a colleague practises or coaches: what is open by its day, then what was settled last. One statement."""
    found = Practising.objects.filter(Q(user_id=user_id) | Q(with_user_id=user_id))
    every = list(found.select_related("user", "with_user"))
    done = sorted((one for one in every if one.settled), key=lambda one: one.settled_at or one.at, reverse=True)
    return [*(one for one in every if not one.settled), *done[:10]]


LAST_SESSIONS = """
SELECT DISTINCT ON (s.user_id, s.kind) s.user_id, s.kind, s."on" FROM training_session s
WHERE s.removed_at IS NULL AND s.user_id = ANY (%(users)s) AND s."on" <= %(on)s::date
ORDER BY s.user_id, s.kind, s."on" DESC
"""


def last_sessions(user_ids: Sequence[int], on: date) -> dict[int, dict[str, date]]:
    """When each colleague last had which kind. One statement."""
    found: dict[int, dict[str, date]] = {user_id: {} for user_id in user_ids}
    for user_id, kind, day in tuples(LAST_SESSIONS, users=list(user_ids), on=on):
        found[user_id][kind] = day
    return found


LEAST = 5  # colleagues, before it is said how many of them had a session


def had_lately(last: Mapping[int, Mapping[str, date]], me: int, on: date) -> tuple[int, int] | None:
    """How many members had a session lately, for who may not see each; None where it would say it of each.

    Of none or of all of them it is said of each of them. A member takes oneself off, and then the same holds of the
    rest.
    """
    had = {user_id: any(day > on - LATELY for day in days.values()) for user_id, days in last.items()}
    others = [is_so for user_id, is_so in had.items() if user_id != me]
    return (sum(had.values()), len(had)) if len(had) >= LEAST and 0 < sum(others) < len(others) else None


def cadence(last: dict[str, date], on: date) -> str:
    """'Coaching last 6 weeks ago; reflective supervision last yesterday'."""
    kinds = dict(SessionKind.choices)
    parts = [f"{kinds[kind]}: last {in_words(day, today=on)}" for kind, day in sorted(last.items())]
    return "; ".join(parts) or "none recorded"


def colleagues_of(actor: Actor, on: date) -> list[User]:
    """Of whom this person keeps the register: who holds a post in their units; all of them, who keeps it everywhere.

    One statement.
    """
    held = PostHolding.objects.filter(during__contains=on, user__is_active=True)
    if not actor.may(Permission.KEEP_TRAINING):
        held = held.filter(post__unit_id__in=[pk for pk in actor.unit_ids if actor.can(Permission.KEEP_TRAINING, pk)])
    return list(User.objects.filter(pk__in=held.values("user_id")).order_by("full_name", "pk"))


def taken_of(programme: Programme) -> list[Attendance]:
    """Who took which day of it. One statement."""
    found = Attendance.objects.filter(day__programme=programme, removed_at=None)
    return list(found.select_related("user", "day").order_by("user__full_name", "user_id", "day__number"))


def whom_i_meet(actor: Actor, on: date) -> list[tuple[int, str]]:
    """Colleagues of one's units with whom sessions are had, oneself not among them. One statement."""
    held = PostHolding.objects.filter(during__contains=on, post__unit_id__in=actor.unit_ids)
    found = User.objects.filter(pk__in=held.values("user_id"), is_active=True).exclude(pk=actor.user_id)
    return list(found.order_by("full_name", "pk").values_list("pk", "full_name"))
