"""Reads about units, each with its number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinwork.access.actor import Actor, HeldPost
from kinwork.access.models import Reach, User, first_name_of
from kinwork.access.permissions import Permission
from kinwork.access.roles import AS_DEPUTY, ROLES
from kinwork.access.sql import tuples

from .models import Absence, Deputy, DutyTurn, PostHolding, Unit
from .unit_shapes import FRONT_DOOR


@dataclass(frozen=True)
class Member:
    """A person in a unit on a day, with the role of their post there."""

    user_id: int
    name: str
    role: str
    fte: float
    title: str = ""
    counts: bool = True

    @property
    def first_name(self) -> str:
        return first_name_of(self.name)

    @property
    def role_name(self) -> str:
        return self.title or ROLES[self.role].name

    @property
    def role_short(self) -> str:
        return self.title or ROLES[self.role].short

    @property
    def is_worker(self) -> bool:
        """Whether they share the unit's families: not its coordinator, nor whoever only manages it."""
        return self.counts and ROLES[self.role].is_worker

    @property
    def decides(self) -> bool:
        return ROLES[self.role].decides()


# Asked at every request, so written by hand (docs/adr/0007). It also tells PostgreSQL who is asking, which is what the
# walls around restricted families go by (docs/adr/0008). A deputy is always somebody with a post of their own, so the
# posts' rows carry the deputyships along; whoever leaves the unit is its deputy no longer.
WHO_IS_ASKING = f"""
WITH asking AS MATERIALIZED (
    SELECT set_config('kinwork.asking', %(user)s::text, false) AS who, set_config('kinwork.hidden', '', false),
           set_config('kinwork.hidden_people', '', false), set_config('kinwork.sealed', '', false)
), hidden AS MATERIALIZED (
    SELECT set_config('kinwork.hidden', kinwork_hidden_families()::text, false) AS families,
           set_config('kinwork.sealed', kinwork_sealed_people()::text, false)
    FROM asking WHERE who <> ''
)
SELECT set_config(
           'kinwork.hidden_people', CASE families WHEN '{{}}' THEN '{{}}' ELSE kinwork_hidden_people()::text END, false
       ),
       (SELECT reach FROM access_authority), (
    SELECT coalesce(json_agg(json_build_array(ap.unit_id, ap.role) ORDER BY ah.id), '[]')
    FROM units_absence a JOIN units_unit au ON au.id = a.unit_id AND au.is_active
    JOIN units_postholding ah ON ah.user_id = a.user_id AND ah.during @> %(on)s::date
    JOIN units_post ap ON ap.id = ah.post_id AND ap.unit_id = a.unit_id
    WHERE a.covered_by_id = %(user)s AND a.during @> %(on)s::date
), (
    SELECT coalesce(json_agg(json_build_array(p.unit_id, p.role, u.buddy_id, u.function = '{FRONT_DOOR}', ARRAY(
        SELECT d.unit_id FROM units_deputy d JOIN units_unit du ON du.id = d.unit_id AND du.is_active
        WHERE d.user_id = h.user_id AND d.during @> %(on)s::date AND EXISTS (
            SELECT 1 FROM units_postholding own JOIN units_post there ON there.id = own.post_id
            WHERE own.user_id = d.user_id AND own.during @> %(on)s::date AND there.unit_id = d.unit_id)
    )) ORDER BY h.id), '[]')
    FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id AND u.is_active
    WHERE h.user_id = %(user)s AND h.during @> %(on)s::date
)
FROM hidden
"""  # noqa: S608 -- a choice from its list


def load_actor(user: User, on: date, address: str | None = None) -> Actor:
    """The signed-in person with the posts they hold on a day. One statement."""
    [(_, reach, covers, posts)] = tuples(WHO_IS_ASKING, user=user.pk, on=on)
    return Actor(
        user_id=user.pk,
        name=user.full_name,
        posts=tuple(HeldPost(unit_id, role, first) for unit_id, role, _, first, _ in posts),
        buddy_unit_ids=frozenset(
            buddy
            for _, role, buddy, _, _ in posts
            if buddy and reach != Reach.UNIT and Permission.SEE_UNIT in ROLES[role].permissions
        ),
        deputy_unit_ids=frozenset(unit_id for *_, deputy_in in posts for unit_id in deputy_in),
        covers=tuple(HeldPost(unit_id, role) for unit_id, role in covers),
        reach_of_all=reach or Reach.BUDDY,
        address=address,
    )


HOLDERS = """
SELECT DISTINCT w.id, w.full_name, p.unit_id = %(unit)s AS is_here
FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id AND u.is_active
JOIN access_user w ON w.id = h.user_id AND w.is_active
WHERE h.during @> %(on)s::date AND (
    (p.unit_id = %(unit)s AND p.role = ANY (%(here)s)) OR p.role = ANY (%(everywhere)s)
    OR (%(deputies)s AND p.unit_id = %(unit)s AND EXISTS (
        SELECT 1 FROM units_deputy d
        WHERE d.user_id = h.user_id AND d.unit_id = %(unit)s AND d.during @> %(on)s::date)))
ORDER BY is_here DESC, w.full_name, w.id
"""


def holders_of(permission: Permission, unit_id: int | None, on: date) -> dict[int, str]:
    """Who may do something in a unit on a day, by post or as its deputy, with names; its own first. One statement.

    For naming somebody else: unlike ``load_actor`` it does not tell the database that they are asking.
    """
    found = tuples(
        HOLDERS,
        unit=unit_id or 0,
        on=on,
        here=[key for key, role in ROLES.items() if permission in role.permissions],
        everywhere=[key for key, role in ROLES.items() if permission in role.everywhere],
        deputies=permission in AS_DEPUTY,
    )
    return {pk: name for pk, name, _ in found}


MEMBERS_ON = """
SELECT h.user_id, w.full_name, p.role, p.fte, p.title, p.counts
FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN access_user w ON w.id = h.user_id
WHERE p.unit_id = %(unit)s AND h.during @> %(on)s::date ORDER BY p.id
"""


def members_on(unit_id: int | None, on: date) -> list[Member]:
    """Who holds a post in the unit on a day, in the order of the posts, each person once. One statement."""
    seen: dict[int, Member] = {}
    for user_id, name, role, fte, title, counts in tuples(MEMBERS_ON, unit=unit_id, on=on):
        seen.setdefault(user_id, Member(user_id, name, role, float(fte), title, counts))
    # The manager stands last: not of the unit, but may be given a task.
    return sorted(seen.values(), key=lambda member: not ROLES[member.role].is_member)


def who_work_with_families(on: date) -> QuerySet[User]:
    """Who holds a post on a day that lets them look into families' records, by themselves or with a reason."""
    looks = {Permission.SEE_FAMILY, Permission.OPEN_WITH_REASON}
    roles = [key for key, role in ROLES.items() if looks & (role.permissions | role.everywhere)]
    held = PostHolding.objects.filter(user=OuterRef("pk"), during__contains=on, post__role__in=roles)
    return User.objects.filter(Exists(held), is_active=True)


def who_restrict_families(on: date) -> QuerySet[User]:
    """Who holds a post on a day that lets them restrict families' records, and so may answer for one."""
    may = Permission.RESTRICT_FAMILY
    roles = [key for key, role in ROLES.items() if may in role.permissions | role.everywhere]
    held = PostHolding.objects.filter(user=OuterRef("pk"), during__contains=on, post__role__in=roles)
    return User.objects.filter(Exists(held), is_active=True)


def units_in_reach(actor: Actor) -> QuerySet[Unit]:
    """The units whose pages this person may open."""
    units = Unit.objects.filter(is_active=True)
    return units.exclude(function="service") if actor.sees_every_unit else units.filter(pk__in=actor.reach)


def is_there_a_unit() -> bool:
    """Whether any unit is set up, besides the team of the whole service. One statement."""
    return Unit.objects.filter(is_active=True).exclude(function="service").exists()


def has_posts(unit: Unit, on: date) -> bool:
    """Whether a unit has posts on a day, held or vacant: without any nobody there ever sees a family. One statement."""
    return unit.posts.filter(Q(ended_on=None) | Q(ended_on__gt=on)).exists()


def without_posts(unit: Unit) -> str:
    """What is said of a unit that has none."""
    return f"{unit.name} has no posts, so no one there would see the family. Choose another, or add its posts first."


def holdings_of(unit: Unit) -> QuerySet[PostHolding]:
    """Everyone who holds, held or will hold a post of the unit. One statement."""
    return PostHolding.objects.filter(post__unit=unit).select_related("post", "user").order_by("post_id", "-during")


def deputies_of(unit_id: int, on: date) -> QuerySet[Deputy]:
    """Deputies named for today or later. One statement."""
    ahead = Q(during__contains=on) | Q(during__fully_gt=(on, on))
    return Deputy.objects.filter(ahead, unit_id=unit_id).select_related("user", "named_by").order_by("during")


def absences_of(unit_id: int, on: date) -> QuerySet[Absence]:
    """Who is away today or will be, and who covers. One statement."""
    ahead = Absence.objects.filter(unit_id=unit_id, during__endswith__gt=on)
    return ahead.select_related("user", "covered_by", "arranged_by").order_by("during", "id")


def duty_of(unit_id: int, on: date) -> QuerySet[DutyTurn]:
    """Weeks of duty that run or are to come. One statement."""
    return DutyTurn.objects.filter(unit_id=unit_id, during__endswith__gt=on).order_by("during")


def opens_families_in(actor: Actor) -> list[Unit]:
    """Units to which this person may open a family. One statement."""
    everywhere = actor.may(Permission.OPEN_FAMILY)
    units = Unit.objects.filter(is_active=True).exclude(function="service") if everywhere else units_in_reach(actor)
    return [unit for unit in units if actor.can(Permission.OPEN_FAMILY, unit.pk)]
