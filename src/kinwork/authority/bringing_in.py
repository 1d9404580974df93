"""Bringing people in, one or a list: what would happen, looked at first; then all of it at once, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.reconnect import reconnect
from kinwork.accounts.actions import link_to_hand_over, new_account, send_links
from kinwork.accounts.bootstrap import service_team
from kinwork.units.actions import fill_post
from kinwork.units.models import Post, PostHolding, Unit
from kinwork.units.posts import heads_service, may_appoint

from .people_list import Fault, Row, Sheet, folded

NOT_YOURS = "You invite people; the head of service puts them in posts. Leave Unit and Post empty."


@dataclass(frozen=True)
class Planned:
    """What would happen for one line of a list."""

    row: Row
    user_id: int | None  # of somebody who has an account
    post_id: int | None  # a vacant post; None: one more is made, or there is none
    is_there: bool  # holds it already

    @property
    def account(self) -> str:
        return "has an account" if self.user_id else "is invited"

    @property
    def post(self) -> str:
        role = self.row.role
        if role is None:
            return "no post yet"
        where = f"{role.name} in {self.row.unit}" if self.row.unit else role.name
        if self.is_there:
            return f"{where}, as now"
        return where if self.post_id or not self.row.unit else f"{where} (one more post)"


@dataclass
class Plan:
    rows: list[Planned] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """What was looked at, so that nobody says yes to something else."""
        return sha256(repr((self.rows, self.notes)).encode()).hexdigest()[:32]

    @property
    def invited(self) -> int:
        return sum(1 for one in self.rows if one.user_id is None)

    @property
    def appointed(self) -> int:
        return sum(1 for one in self.rows if one.row.role and not one.is_there)


def plan_for(actor: Actor, sheet: Sheet, today: date) -> Plan:
    """What a list would do, and what is wrong with it against what is there. Five statements."""
    plan = Plan(faults=list(sheet.faults))
    accounts = {user.email.lower(): user for user in User.objects.filter(email__in=[r.email for r in sheet.rows])}
    names = {folded(name) for row in sheet.rows if (name := row.name)}
    known = {folded(user.full_name): user for user in User.objects.filter(is_active=True)} if names else {}
    units = {unit.name: unit for unit in Unit.objects.filter(is_active=True)}
    vacant = _vacant(today)
    held = _held([user.pk for user in accounts.values()])
    first: dict[str, Row] = {}
    places: dict[tuple[str, str, str], int] = {}
    for row in sheet.rows:
        fault = _against_what_is_there(actor, row, accounts.get(row.email), units, first, places)
        if fault is not None:
            plan.faults.append(fault)
            continue
        user = accounts.get(row.email)
        namesake = known.get(folded(row.name))
        if user is None and namesake is not None and first[row.email] is row:
            plan.notes.append(
                f"Line {row.line}: there is a {namesake.full_name} already ({namesake.email}). This is another account."
            )
        place = (units[row.unit].pk if row.unit else 0, row.role.key) if row.role else None
        is_there = bool(user and place and any(_same(one, place, row) for one in held.get(user.pk, [])))
        post = None if place is None or is_there else _take(vacant.get(place, []), row)
        plan.rows.append(Planned(row, user.pk if user else None, post.pk if post else None, is_there))
    plan.faults.sort(key=lambda fault: fault.line)
    return plan


def _against_what_is_there(
    actor: Actor,
    row: Row,
    user: User | None,
    units: dict[str, Unit],
    first: dict[str, Row],
    places: dict[tuple[str, str, str], int],
) -> Fault | None:
    if user is not None and folded(user.full_name) != folded(row.name):
        return Fault(row.line, "Email", row.email, f"This is {user.full_name}’s address. Put their name, or another.")
    if user is not None and not user.is_active:
        return Fault(row.line, "Email", row.email, f"{user.full_name}’s account is disabled. Ask an administrator.")
    before = first.setdefault(row.email, row)
    if folded(before.name) != folded(row.name):
        right = f"Line {before.line} has this address for {before.name}. Each person has one of their own."
        return Fault(row.line, "Email", row.email, right)
    same = places.setdefault((row.email, row.unit, row.role.key if row.role else ""), row.line)
    if same != row.line:
        return Fault(row.line, "Name", row.name, f"The same as line {same}. Keep one of the two.")
    if row.role is None:
        return None
    unit_id = units[row.unit].pk if row.unit else 0
    if not may_appoint(actor, unit_id, row.role, user.pk if user else None):
        right = NOT_YOURS
        if heads_service(row.role):
            right = "Only the head of service appoints another one."
        return Fault(row.line, "Post", row.role.name, right)
    return None


def _vacant(today: date) -> dict[tuple[int, str], list[Post]]:
    """Posts that nobody holds today or later, by unit and role. One statement."""
    ahead = Q(during__contains=today) | Q(during__startswith__gt=today)
    taken = PostHolding.objects.filter(ahead).values("post_id")
    posts: dict[tuple[int, str], list[Post]] = {}
    for post in Post.objects.filter(ended_on=None).exclude(pk__in=taken).order_by("id"):
        posts.setdefault((post.unit_id, post.role), []).append(post)
    return posts


def _held(user_ids: list[int]) -> dict[int, list[PostHolding]]:
    found: dict[int, list[PostHolding]] = {}
    for holding in PostHolding.objects.filter(user__in=user_ids).select_related("post"):
        found.setdefault(holding.user_id, []).append(holding)
    return found


def _same(holding: PostHolding, place: tuple[int, str], row: Row) -> bool:
    unit_id, role = place
    here = holding.post.role == role and (holding.post.unit_id == unit_id or not unit_id)
    return here and (holding.during.upper is None or (row.start is not None and holding.during.upper > row.start))


def _take(vacant: list[Post], row: Row) -> Post | None:
    """A vacant post that is as much of a week as the list says, if it says; each is taken once."""
    fitting = [post for post in vacant if row.fte is None or post.fte == row.fte]
    if not fitting:
        return None
    vacant.remove(fitting[0])
    return fitting[0]


@dataclass(frozen=True)
class BroughtIn:
    """How many were invited and appointed, and the links to hand over where no mail server takes them."""

    invited: int
    appointed: int
    links: list[tuple[str, str]]


@transaction.atomic
def bring_in(actor: Actor, plan: Plan, base: str) -> BroughtIn:
    """Invite and appoint everybody of a plan that has no faults, or nobody."""
    if not actor.may(Permission.INVITE_PEOPLE):
        raise NotAllowed(Permission.INVITE_PEOPLE)
    if plan.faults:
        raise ValidationError("The list has faults. Put them right first.")
    people: dict[str, User] = {}
    new: list[User] = []
    for one in plan.rows:
        row = one.row
        if row.email not in people:
            people[row.email] = _account(actor, one, new)
        if row.role is not None and not one.is_there:
            _appoint(actor, one, people[row.email])
    links = [(user.full_name, link) for user in new if (link := link_to_hand_over(actor, user, base))]
    if not links:
        send_links(new, base, invited=True)
    return BroughtIn(len(new), plan.appointed, links)


def _account(actor: Actor, one: Planned, new: list[User]) -> User:
    if one.user_id is not None:
        return User.objects.get(pk=one.user_id)
    user = new_account(actor, email=one.row.email, full_name=one.row.name)
    new.append(user)
    return user


def _appoint(actor: Actor, one: Planned, user: User) -> None:
    row = one.row
    assert row.role is not None
    assert row.start is not None
    unit = Unit.objects.get(name=row.unit) if row.unit else service_team()
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # of two first heads one is too late
    if not may_appoint(actor, unit.pk, row.role, user.pk):
        raise NotAllowed(Permission.STAFF_UNIT)
    post = Post.objects.get(pk=one.post_id) if one.post_id else None
    if post is None:
        post = Post(unit=unit, role=row.role.key, fte=row.fte if row.fte is not None else Decimal(1))
        post.full_clean()
        post.save()
        log(actor, "added post", thing=post, words=f"{unit.name}: {post}")
    there = PostHolding.objects.filter(user=user, post__unit=unit, post__role=row.role.key)
    if there.filter(during__overlap=DateRange(row.start, None)).exists():
        raise ValidationError(f"{user.full_name} has been put in a post as {row.role.name.lower()} meanwhile.")
    holding = fill_post(post, user, start=row.start)
    log(actor, "put in post", thing=holding)
    reconnect(user.pk)


def one_person(row: Row) -> Sheet:
    """A list of one."""
    return Sheet(rows=[row])


def by_column(faults: Iterable[Fault]) -> dict[str, str]:
    """The faults of a list of one, as the form of one person says them."""
    return {fault.column: fault.right for fault in faults}
