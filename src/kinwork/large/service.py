"""The units and the staff of the invented authority, through the years: who held which post on which day."""

from __future__ import annotations

import random
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from heapq import heapify, heappop, heappush

from kinwork.access.roles import (
    ROLES,
    Coder,
    ConsultantSocialWorker,
    EmergencyDuty,
    Evaluator,
    FrontDoorWorker,
    GroupManager,
    HeadOfService,
    IndependentChair,
    PartnerProfessional,
    PerformanceAnalyst,
    QualityAssurance,
    SocialWorker,
    SystemAdministrator,
    UnitCoordinator,
)
from kinwork.units.unit_shapes import FRONT_DOOR, UNIT_SHAPES

from .size import Size
from .words import background, places

DAY = timedelta(days=1)
AREAS = ["Northgate", "Eastfield", "Southwark Green", "Westbrook", "Harbour"]
# What an area has: function, shape, how many. Before its units came it had the teams.
UNITS = (
    ("assessment", "swwff", 3), ("assessment", "harrow_assess", 1), ("child_in_need", "systemic", 7),
    ("child_in_need", "harrow_cin", 1), ("child_in_need", "neighbourhood", 1), ("child_in_need", "swwff", 1),
    ("looked_after", "systemic", 3), ("leaving_care", "systemic", 1), ("disability", "systemic", 1),
    ("edge_of_care", "kft", 1),
)  # fmt: skip
TEAMS = (("assessment", "Assessment"), ("child_in_need", "Family Support"), ("looked_after", "Children in Care"))
# Who works for the whole service: role, how many at England's size, whether the post is never empty.
SERVICE = (
    (HeadOfService, 2, True), (IndependentChair, 30, True), (FrontDoorWorker, 24, True), (EmergencyDuty, 8, True),
    (QualityAssurance, 10, False), (PerformanceAnalyst, 4, False), (Evaluator, 2, False),
    (PartnerProfessional, 10, False), (Coder, 6, True), (SystemAdministrator, 3, True),
)  # fmt: skip


@dataclass(frozen=True)
class PostPlan:
    """A post of a unit."""

    id: int
    role: str
    fte: str
    title: str
    counts: bool


@dataclass
class UnitPlan:
    """A unit: there from a day until another; it meets on a weekday."""

    id: int
    name: str
    function: str
    area: str
    shape: str
    began: date
    ended: date | None
    weekday: int
    posts: list[PostPlan] = field(default_factory=list)
    meetings: list[date] = field(default_factory=list)
    first_meeting: int = 0  # the id of its first meeting; the others follow

    @cached_property
    def workers(self) -> list[PostPlan]:
        """Posts whose holders have families, social workers first."""
        each = [post for post in self.posts if post.counts and ROLES[post.role].is_worker]
        return sorted(each, key=lambda post: (post.role != SocialWorker.key, post.id))

    def post_of(self, role: str) -> PostPlan | None:
        return next((post for post in self.posts if post.role == role), None)

    def is_there(self, day: date) -> bool:
        return self.began <= day and (self.ended is None or day < self.ended)


@dataclass(frozen=True)
class Somebody:
    """A member of staff."""

    id: int
    name: str
    email: str
    role: str


@dataclass(frozen=True)
class Holding:
    """Somebody held these posts (a clinician in two units, a manager in eight) from a day until another."""

    posts: tuple[int, ...]
    user: int
    start: date
    end: date | None


@dataclass(frozen=True)
class _Seat:
    """A place for one person: a post, or several of one role."""

    role: str
    posts: tuple[int, ...]
    start: date
    end: date
    never_empty: bool = False


class Service:
    """All units, posts and staff, and who was where."""

    def __init__(self, size: Size, today: date) -> None:
        self.size, self.today = size, today
        self.chance = random.Random(f"{size.seed}:service")  # noqa: S311 -- no secret
        self.begins = size.begins(today)
        self.units: list[UnitPlan] = []
        self.staff: dict[int, Somebody] = {}
        self.holdings: list[Holding] = []
        self._posts = 0
        self._names = iter(places("units"))
        self._make_units()
        self._seats = list(self._make_seats())
        self._fill()
        self._meet()
        self._held: dict[int, list[Holding]] = defaultdict(list)
        for holding in self.holdings:
            for post in holding.posts:
                self._held[post].append(holding)
        self._starts = {post: [one.start for one in held] for post, held in self._held.items()}
        self.by_id = {unit.id: unit for unit in self.units}

    # -- units

    def _make_units(self) -> None:
        self.service = self._unit("Service", "service", "", "own", self.begins, None)
        for role, most, _ in SERVICE:
            for _ in range(max(1, round(most * self.size.areas * self.size.units / 5))):
                self._post(self.service, role.key)
        for number in range(self.size.areas):
            area = AREAS[number]
            # Units came area by area; then the teams ended.
            came = self.today - timedelta(days=round((0.62 - 0.06 * number) * (self.today - self.begins).days))
            for function, called in TEAMS:
                self._unit(f"{area} {called}", function, area, "conventional", self.begins, came)
            for function, shape, many in UNITS:
                for _ in range(max(1, round(many * self.size.units))):
                    began = (
                        came if self.chance.random() < 0.8 else came + timedelta(days=self.chance.randrange(30, 300))
                    )
                    self._unit(next(self._names), function, area, shape, min(began, came + 300 * DAY), None)
        self._unit("First Response", FRONT_DOOR, "", "borough_assess", self.begins, None)
        self.front_door = self.units[-1]

    def _unit(self, name: str, function: str, area: str, shape: str, began: date, ended: date | None) -> UnitPlan:
        number = len(self.units)
        unit = UnitPlan(number + 1, name, function, area, shape, began, ended, number % 5)
        self.units.append(unit)
        for post in UNIT_SHAPES[shape].posts if shape in UNIT_SHAPES else ():
            self._post(unit, post.role, post.fte, post.title, post.counts)
        return unit

    def _post(self, unit: UnitPlan, role: str, fte: str = "1", title: str = "", counts: bool = True) -> PostPlan:
        self._posts += 1
        post = PostPlan(self._posts, role, fte, title, counts)
        unit.posts.append(post)
        return post

    # -- staff

    def _make_seats(self) -> Iterator[_Seat]:
        never_empty = {role.key for role, _, never in SERVICE if never}
        for post in self.service.posts:
            yield _Seat(post.role, (post.id,), self.begins, self.today, post.role in never_empty)
        waiting: dict[str, tuple[int, date]] = {}  # half a clinician looks for another half in the area
        for unit in self.units[1:]:
            end = unit.ended or self.today
            for post in unit.posts:
                if ROLES[post.role].is_clinical and post.fte in ("0.5", "0.3"):
                    if unit.area in waiting:
                        other, began = waiting.pop(unit.area)
                        yield _Seat(post.role, (other, post.id), max(began, unit.began), end)
                    else:
                        waiting[unit.area] = (post.id, unit.began)
                else:
                    yield _Seat(post.role, (post.id,), unit.began, end)
        for post_id, began in waiting.values():
            yield _Seat("clinician", (post_id,), began, self.today)
        yield from self._managers()

    def _managers(self) -> Iterator[_Seat]:
        """A group manager for some eight units; their posts stand beside the establishment."""
        for area in AREAS[: self.size.areas]:
            for ended in (True, False):
                mine = [unit for unit in self.units if unit.area == area and (unit.ended is not None) == ended]
                for first in range(0, len(mine), 8):
                    some = mine[first : first + 8]
                    posts = tuple(self._post(unit, GroupManager.key, "0").id for unit in some)
                    began, end = max(unit.began for unit in some), some[0].ended or self.today
                    yield _Seat(GroupManager.key, posts, min(began, some[0].began), end, never_empty=True)

    def _fill(self) -> None:
        """Post by post as they fall empty: somebody new, or somebody who comes from another post."""
        due = [(seat.start, number) for number, seat in enumerate(self._seats)]
        heapify(due)
        free: dict[str, list[tuple[date, int]]] = defaultdict(list)
        while due:
            day, number = heappop(due)
            seat = self._seats[number]
            user = self._whoever(seat.role, day, free)
            end = day + timedelta(days=max(90, round(self.chance.lognormvariate(6.6, 0.8))))
            stays = end >= seat.end
            last = seat.end if stays else end
            now = stays and seat.end == self.today
            self.holdings.append(Holding(seat.posts, user, day, None if now else last))
            if now:
                continue
            if self.chance.random() < (0.9 if stays else 0.4):
                free[seat.role].append((last, user))
            if not stays:
                gap = 0 if seat.never_empty or self.chance.random() < 0.55 else self.chance.randrange(14, 90)
                if last + gap * DAY < seat.end:
                    heappush(due, (last + gap * DAY, number))
        self.holdings.sort(key=lambda one: one.start)

    def _whoever(self, role: str, day: date, free: dict[str, list[tuple[date, int]]]) -> int:
        # A consultant social worker has mostly been a social worker here before.
        roles = [role, SocialWorker.key] if role == ConsultantSocialWorker.key else [role]
        for one in roles:
            for place, (since, user) in enumerate(free[one]):
                if since <= day and (day - since).days < 60:
                    del free[one][place]
                    return user
        number = len(self.staff) + 1
        names = background(self.chance)
        given = self.chance.choice(self.chance.choice((names.women, names.women, names.women, names.men)))
        surname = self.chance.choice(names.surnames)
        plain = unicodedata.normalize("NFKD", f"{given}.{surname}".lower()).encode("ascii", "ignore").decode()
        plain = "".join(letter for letter in plain if letter.isalnum() or letter in ".-").strip(".-") or "staff"
        self.staff[number] = Somebody(number, f"{given} {surname}", f"{plain}{number}@linden.example", role)
        return number

    # -- meetings

    def _meet(self) -> None:
        """Each unit meets once a week, from when its meetings are kept; teams of the old kind had none of this sort."""
        number = 1
        for unit in self.units[1:]:
            if unit.shape == "conventional" or unit is self.front_door:
                continue
            first = max(unit.began, self.size.meets_from(self.today))
            first += timedelta(days=(unit.weekday - first.weekday()) % 7)
            unit.first_meeting = number
            unit.meetings = [first + timedelta(days=n) for n in range(0, (self.today - first).days, 7)]
            number += len(unit.meetings)

    # -- who was where

    def holder(self, post: int, day: date) -> int | None:
        """Who held a post on a day."""
        held = self._held.get(post)
        if held is None:
            return None
        place = bisect_right(self._starts[post], day) - 1
        if place < 0:
            return None
        one = held[place]
        return one.user if one.end is None or day < one.end else None

    def worker(self, unit: UnitPlan, hand: float, day: date) -> int:
        """Who of a unit works with a family on a day: the holder of one post, or whoever stands in."""
        workers = unit.workers
        here = [post for post in workers if post.role == SocialWorker.key] or workers
        start = int(hand * len(here))
        for post in (*here[start:], *here[:start], *workers):
            if (user := self.holder(post.id, day)) is not None:
                return user
        return self.leader(unit, day)

    def leader(self, unit: UnitPlan, day: date) -> int:
        """Who decides in a unit on a day: its consultant social worker, else its group manager."""
        for role in (ConsultantSocialWorker.key, GroupManager.key):
            for post in unit.posts:
                if post.role == role and (user := self.holder(post.id, day)) is not None:
                    return user
        return self.of_service(HeadOfService.key, 0, day)

    def scribe(self, unit: UnitPlan, day: date) -> int:
        post = unit.post_of(UnitCoordinator.key)
        found = self.holder(post.id, day) if post else None
        return found if found is not None else self.leader(unit, day)

    def of_service(self, role: str, hand: float, day: date) -> int:
        """Somebody who holds a post of the whole service on a day; those posts are never empty."""
        posts = [post for post in self.service.posts if post.role == role]
        start = int(hand * len(posts))
        return next(
            user for post in (*posts[start:], *posts[:start]) if (user := self.holder(post.id, day)) is not None
        )

    def present(self, unit: UnitPlan, day: date) -> list[tuple[int, str]]:
        """Everybody who is expected at a unit's meeting, with the role that they have there."""
        found: dict[int, str] = {}
        for post in unit.posts:
            if ROLES[post.role].is_member and (user := self.holder(post.id, day)) is not None:
                found.setdefault(user, post.role)
        return list(found.items())

    def unit_for(self, function: str, area: str, day: date, hand: float) -> UnitPlan:
        """A unit that can take a family on a day: of the function and area, larger ones more often."""
        wanted: list[Callable[[UnitPlan], bool]] = [
            lambda unit: unit.function == function and unit.area == area,
            lambda unit: unit.function == function,
            lambda unit: unit.function == "child_in_need" and unit.area == area,
            lambda unit: unit.function == "child_in_need",
        ]
        for fits in wanted:
            there = [unit for unit in self.units if fits(unit) and unit.is_there(day)]
            if there:
                left = hand * sum(len(unit.workers) for unit in there)
                for unit in there:
                    left -= len(unit.workers)
                    if left <= 0:
                        return unit
                return there[-1]
        raise LookupError(f"no unit of {function} on {day}")
