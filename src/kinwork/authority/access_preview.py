"""What a change of posts means for somebody, before it is made: what opens, what closes, what stays behind.

Whoever looks is told of no family that they may not know of themselves (the database hides it from them), and of none
as opening or closing that the person concerned must not know of: it neither opens nor closes for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from hashlib import sha256

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from kinwork.access.actor import Actor, HeldPost
from kinwork.access.models import Reach
from kinwork.access.permissions import Permission as P
from kinwork.access.queries import authority
from kinwork.access.roles import ROLES
from kinwork.access.sql import tuples
from kinwork.meetings.models import ConversationState, PlannedConversation, Task
from kinwork.meetings.models.tasks import TaskState
from kinwork.units.models import Absence, Deputy, PostHolding, Unit
from kinwork.units.unit_shapes import FRONT_DOOR

DAY = timedelta(days=1)
NOBODY_YET = 0  # who has no account yet is on nobody's list
IN_A_UNIT = [
    (P.DECIDE, "decide"),
    (P.CLOSE_MEETING, "close the meeting"),
    (P.ORDER_AGENDA, "open the meeting and order its agenda"),
    (P.STAFF_UNIT, "say who holds which post"),
    (P.RESTRICT_FAMILY, "restrict records"),
]
EVERYWHERE = [
    (P.SEARCH, "look for families of the whole service by name"),
    (P.OPEN_WITH_REASON, "open another unit’s family with a reason"),
    (P.OPEN_IN_EMERGENCY, "open any record in an emergency"),
    (P.STAFF_UNIT, "say who holds which post in every unit"),
    (P.SET_UP_SERVICE, "set up units"),
    (P.SET_RULES, "change the authority’s rules"),
    (P.MANAGE_ACCOUNTS, "disable accounts and let people in again"),
    (P.SEE_STAFF_LOG, "read the access log of staff"),
    (P.SEE_NUMBERS, "see numbers"),
    (P.SEE_SHARED, "see what is shared with them by name"),
    (P.DRAW_DATA, "draw data for the studies they are named for"),
]


@dataclass(frozen=True)
class Held:
    """A post held from a day until another, as it is or as it would be."""

    unit_id: int
    role: str
    during: DateRange

    def on(self, day: date) -> bool:
        return bool(self.during.lower <= day and (self.during.upper is None or day < self.during.upper))


@dataclass(frozen=True)
class UnitChange:
    """A unit whose families open or close. ``families`` is None for somebody who may not see them themselves."""

    name: str
    families: tuple[tuple[int, str], ...] | None


@dataclass(frozen=True)
class From:
    """What is different from a day on."""

    day: date
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    opens: tuple[UnitChange, ...]
    closes: tuple[UnitChange, ...]
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    # What would have ended on this day and now does not: it is no news that it is there.
    goes_on: tuple[str, ...] = ()
    stays_open: tuple[UnitChange, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not any(getattr(self, part.name) for part in fields(self) if part.name != "day")


@dataclass(frozen=True)
class Preview:
    """Day by day, and what stays with the unit when its families close to them."""

    days: tuple[From, ...]
    stays: tuple[str, ...] = ()

    @property
    def families(self) -> list[int]:
        """Every family that is named."""
        changes = [change for one in self.days for change in (*one.opens, *one.closes, *one.stays_open)]
        return sorted({pk for change in changes for pk, _ in change.families or ()})

    @property
    def seen(self) -> str:
        """What was looked at, so that nobody says yes to something else."""
        return sha256(repr(self).encode()).hexdigest()[:32]


OPEN_IN = """
SELECT a.unit_id, f.id, f.name
FROM cases_allocation a JOIN cases_involvement i ON i.id = a.involvement_id AND i.closed_on IS NULL
JOIN families_family f ON f.id = i.family_id
WHERE a.unit_id = ANY (%(units)s) AND a.during @> %(on)s::date AND kinwork_may_know(f.id, %(who)s)
ORDER BY f.name, f.id
"""


@dataclass(frozen=True)
class _Service:
    """What is the same for all days: the units, and how far the authority lets families open."""

    units: dict[int, Unit]
    reach: str
    deputies: Sequence[Deputy]
    covers: Sequence[Absence]
    away: Sequence[PostHolding]  # the posts of those who are covered

    def _takes_first(self, unit_id: int) -> bool:
        return self.units[unit_id].function == FRONT_DOOR

    def standing(self, user_id: int, held: Iterable[Held], day: date) -> Actor:
        """What somebody could do on a day with these posts. No statement."""
        now = [one for one in held if one.on(day) and one.unit_id in self.units]
        posts = tuple(HeldPost(one.unit_id, one.role, self._takes_first(one.unit_id)) for one in now)
        here = {post.unit_id for post in posts}
        buddies = {
            buddy
            for post in posts
            if P.SEE_UNIT in ROLES[post.role].permissions
            and (buddy := self.units[post.unit_id].buddy_id)
            and self.reach != Reach.UNIT
        }
        deputy = {one.unit_id for one in self.deputies if one.unit_id in here and _contains(one.during, day)}
        covers = tuple(
            HeldPost(absence.unit_id, holding.post.role)
            for absence in self.covers
            if posts and _contains(absence.during, day)
            for holding in self.away
            if holding.user_id == absence.user_id
            and holding.post.unit_id == absence.unit_id
            and _contains(holding.during, day)
        )
        return Actor(
            user_id, "", posts, frozenset(buddies & self.units.keys()), frozenset(deputy), covers=covers,
            reach_of_all=self.reach,
        )  # fmt: skip


def _contains(during: DateRange, day: date) -> bool:
    return bool(during.lower <= day and (during.upper is None or day < during.upper))


def held_by(user_id: int) -> list[tuple[int, Held]]:
    """Somebody's posts, past and to come, by the id of the holding. One statement."""
    found = PostHolding.objects.filter(user_id=user_id).select_related("post").order_by("id")
    return [(one.pk, Held(one.post.unit_id, one.post.role, one.during)) for one in found]


def _service(user_id: int) -> _Service:
    covers = list(Absence.objects.filter(covered_by_id=user_id))
    away = PostHolding.objects.filter(user__in=[one.user_id for one in covers]).select_related("post")
    return _Service(
        units={unit.pk: unit for unit in Unit.objects.filter(is_active=True)},
        reach=authority().reach,
        deputies=list(Deputy.objects.filter(user_id=user_id)),
        covers=covers,
        away=list(away) if covers else [],
    )


def preview_for(asking: Actor, user_id: int, before: Sequence[Held], after: Sequence[Held], today: date) -> Preview:
    """What changes for somebody when their posts are these instead of those. Eleven statements at most."""
    service = _service(user_id)
    changed = [one for one in (*before, *after) if (one in before) != (one in after)]
    edges = {edge for one in changed for edge in (one.during.lower, one.during.upper) if edge}
    days = sorted({max(edge, today) for edge in edges})
    differences = [(day, service.standing(user_id, before, day), service.standing(user_id, after, day)) for day in days]
    shows = [unit.pk for unit in service.units.values() if asking.can(P.SEE_FAMILY, unit.pk)]
    named: dict[int, list[tuple[int, str]]] = {pk: [] for pk in shows}
    for unit_id, pk, name in tuples(OPEN_IN, units=shows, on=today, who=user_id):
        named[unit_id].append((pk, name))
    found = [
        _from(service, day, was, becomes, service.standing(user_id, after, day - DAY), named)
        for day, was, becomes in differences
    ]
    told = tuple(one for one in found if not one.is_nothing)
    closing = {
        pk
        for _, was, becomes in differences
        for pk in named
        if was.can(P.SEE_FAMILY, pk) and not becomes.can(P.SEE_FAMILY, pk)
    }
    stays = _stays(user_id, service, sorted(closing), named) if user_id and closing else ()
    return Preview(told, stays)


def _from(
    service: _Service,
    day: date,
    was: Actor,
    becomes: Actor,
    day_before: Actor,
    named: dict[int, list[tuple[int, str]]],
) -> From:
    """``was`` and ``becomes``: of that day, without the change and with it; ``day_before``: with it, a day earlier."""
    opens: list[UnitChange] = []
    stays_open: list[UnitChange] = []
    closes: list[UnitChange] = []
    may: list[str] = []
    may_not: list[str] = []

    def note(words: str, *, had: bool, has: bool, had_already: bool) -> None:
        if has and not had and not had_already:
            may.append(words)
        if had and not has:
            may_not.append(words)

    for unit in service.units.values():
        if unit.function == "service":
            continue
        change = UnitChange(unit.name, tuple(named[unit.pk]) if unit.pk in named else None)
        before, after = was.can(P.SEE_FAMILY, unit.pk), becomes.can(P.SEE_FAMILY, unit.pk)
        if after and not before:
            (stays_open if day_before.can(P.SEE_FAMILY, unit.pk) else opens).append(change)
        if before and not after:
            closes.append(change)
        for permission, words in IN_A_UNIT:
            if not was.may(permission) and not becomes.may(permission):
                had, has, already = (one.can(permission, unit.pk) for one in (was, becomes, day_before))
                note(f"{words} in {unit.name}", had=had, has=has, had_already=already)
    for permission, words in EVERYWHERE:
        had, has, already = (one.may(permission) for one in (was, becomes, day_before))
        note(words, had=had, has=has, had_already=already)
    new = [post for post in becomes.posts if post not in was.posts]
    return From(
        day,
        begins=tuple(_post(service, post) for post in new if post not in day_before.posts),
        ends=tuple(_post(service, post) for post in was.posts if post not in becomes.posts),
        opens=tuple(opens),
        closes=tuple(closes),
        may=tuple(may),
        may_not=tuple(may_not),
        goes_on=tuple(_post(service, post) for post in new if post in day_before.posts),
        stays_open=tuple(stays_open),
    )


def _post(service: _Service, post: HeldPost) -> str:
    unit, role = service.units[post.unit_id], ROLES[post.role]
    if unit.function == "service":
        return role.name
    meets = f"; it meets {unit.meets}" if role.is_member else ""
    return f"{role.name} in {unit.name}{meets}"


def _stays(
    user_id: int, service: _Service, units: list[int], named: dict[int, list[tuple[int, str]]]
) -> tuple[str, ...]:
    """Open tasks, planned conversations and whose key worker they are, in units that close. Three statements."""
    said = []
    of = {pk: unit_id for unit_id in units for pk, _ in named[unit_id]}
    tasks = Task.objects.filter(owner_id=user_id, state=TaskState.OPEN, family__in=of)
    planned = PlannedConversation.objects.filter(
        Q(lead_id=user_id) | Q(reflect_id=user_id), state=ConversationState.PLANNED, family__in=of
    )
    key_worker = tuples(
        "SELECT i.family_id FROM cases_involvement i WHERE i.closed_on IS NULL AND i.key_worker_id = %(who)s "
        "AND i.family_id = ANY (%(families)s)",
        who=user_id,
        families=list(of),
    )
    counts: dict[int, list[int]] = {unit_id: [0, 0, 0] for unit_id in units}
    for nth, ids in enumerate(
        (
            list(tasks.values_list("family_id", flat=True)),
            list(planned.values_list("family_id", flat=True)),
            [pk for (pk,) in key_worker],
        )
    ):
        for pk in ids:
            counts[of[pk]][nth] += 1
    for unit_id in units:
        unit = service.units[unit_id].name
        for number, one, many in zip(
            counts[unit_id],
            ("open task stays with {}: it stays at the top of its board until someone takes it",
             "planned conversation stays with {}", "family in {} needs another key worker"),
            ("open tasks stay with {}: they stay at the top of its board until someone takes them",
             "planned conversations stay with {}", "families in {} need another key worker"),
            strict=True,
        ):  # fmt: skip
            if number:
                said.append(f"{number} {(one if number == 1 else many).format(unit)}")
    return tuple(said)


def preview_of_holding(
    asking: Actor, user_id: int, changes: dict[int, DateRange | None], new: Sequence[Held], today: date
) -> Preview:
    """The same when holdings get other days (None: it is no more) and posts come to them. Twelve statements at most."""
    held = held_by(user_id) if user_id else []
    after = [
        replace(one, during=during) if (during := changes.get(pk, one.during)) != one.during and during else one
        for pk, one in held
        if changes.get(pk, one.during) is not None
    ]
    return preview_for(asking, user_id, [one for _, one in held], [*after, *new], today)
