"""Reads of formal meetings, each with its number of statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.access.sql import rows, tuples
from kinwork.children.kinds import KINDS as FACTS
from kinwork.children.models import Fact
from kinwork.families.models import Bond, FamilyMember, NetworkPart
from kinwork.families.models.relations import BondKind, in_force
from kinwork.families.network import Tied, ties_of
from kinwork.families.queries import Care, take_care
from kinwork.meetings.models import TaskState
from kinwork.people.models import Person
from kinwork.plans.models import Aim, AimState, PlanStep
from kinwork.units.queries import Member, members_on

from .kinds import KINDS, PART_OF_AGENCY, Kind, Part
from .models import Agreed, Answer, FormalMeeting, Invitation, Move, Report, State, View

NINE_WEEKS = timedelta(weeks=9)
LATELY = timedelta(days=28)
# The eldest first, as one says them.
OLDEST_FIRST = Prefetch("children", Person.objects.order_by("born_on", "pk"))


def meeting_in(family_id: int, pk: int) -> FormalMeeting | None:
    """One meeting of a family, with its involvement, date and children. Two statements."""
    found = FormalMeeting.objects.filter(pk=pk, involvement__family_id=family_id)
    return (
        found.select_related("involvement", "key_date", "arranged_by", "ended_by", "follows")
        .prefetch_related(OLDEST_FIRST)
        .first()
    )


# Read with why the family is open.
IS_ANY_OF_FAMILY = """
SELECT EXISTS (SELECT 1 FROM formal_meetings_formalmeeting m JOIN cases_involvement i ON i.id = m.involvement_id
               WHERE i.family_id = %(family)s)
"""


def meetings_of(family_id: int) -> list[FormalMeeting]:
    """All meetings of a family, with their children and who is asked. Three statements."""
    asked = Invitation.objects.filter(ended_at=None)
    return list(
        FormalMeeting.objects.filter(involvement__family_id=family_id)
        .prefetch_related(OLDEST_FIRST, Prefetch("invitations", asked))
        .order_by("on", "at", "id")
    )


@dataclass
class Whole:
    """A meeting with everything that stands on its page."""

    meeting: FormalMeeting
    invitations: list[Invitation]
    ended: list[Invitation]
    reports: list[Report]
    views: list[View]
    moves: list[Move]
    facts: list[tuple[str, Fact]]
    agreed: list[Agreed]
    following: list[FormalMeeting] = field(default_factory=list)


def whole_meeting(meeting: FormalMeeting) -> Whole:
    """Everything of its page. Six statements, and one for the facts that it made."""
    invitations = list(meeting.invitations.select_related("user", "person", "invited_by", "told_by"))
    return Whole(
        meeting=meeting,
        invitations=[one for one in invitations if one.ended_at is None],
        ended=[one for one in invitations if one.ended_at is not None],
        reports=list(meeting.reports.all()),
        views=list(meeting.views.select_related("person")),
        moves=list(meeting.moves.select_related("by")),
        facts=facts_made(meeting),
        agreed=agreed_at([meeting.pk, *([meeting.follows_id] if meeting.follows_id else [])]),
        following=list(meeting.followed_by.exclude(state=State.CANCELLED)),
    )


def agreed_at(meeting_ids: Sequence[int]) -> list[Agreed]:
    """What meetings agreed, as the tasks stand now, and whether each is a step of the plan. One statement."""
    steps = PlanStep.objects.filter(task=OuterRef("task"), taken_out_at=None)
    found = Agreed.objects.filter(meeting_id__in=meeting_ids).exclude(task__state=TaskState.MISTAKEN)
    return list(found.select_related("task__owner").annotate(is_step=Exists(steps)))


def for_everybody(agreed: Sequence[Agreed]) -> list[Agreed]:
    """Without what is kept from the family as a step of the plan. One statement; none of nothing."""
    if not agreed:
        return []
    kept = PlanStep.objects.filter(task_id__in=[one.task_id for one in agreed], taken_out_at=None)
    for_staff = set(kept.filter(Q(is_for_staff=True) | Q(aim__is_for_staff=True)).values_list("task_id", flat=True))
    return [one for one in agreed if one.task_id not in for_staff]


def open_aims(family_id: int) -> list[Aim]:
    """The open aims of the plan that runs. One statement."""
    found = Aim.objects.filter(plan__involvement__family_id=family_id, plan__ended_on=None, state=AimState.OPEN)
    return list(found.order_by("position", "id"))


def facts_made(meeting: FormalMeeting) -> list[tuple[str, Fact]]:
    """What stands in the children’s records by it now: of what was corrected since, the correction. Two statements,
    and one for each correction that followed another.
    """
    made = list(meeting.made.all())
    if not made:
        return []
    key = made[0].kind
    kept: Any = FACTS[key].fact._default_manager.select_related("person")
    found: list[Fact] = list(kept.filter(pk__in=[one.fact_id for one in made]))
    while gone := [one.pk for one in found if one.withdrawn_at is not None]:
        later = {one.replaces_id: one for one in kept.filter(replaces_id__in=gone)}
        if not later:
            break
        found = [later.get(one.pk, one) for one in found]
    return [(key, one) for one in sorted(found, key=lambda one: one.person_id)]


# -- whom one may ask

MAY_NOT_KNOW = """
SELECT asked FROM unnest(%(users)s::bigint[]) asked WHERE NOT kinwork_may_know(%(family)s::bigint, asked)
"""


def who_may_not_know(family_id: int, user_ids: Collection[int]) -> set[int]:
    """Of some colleagues, who may not know of a restricted family. One statement; none of nobody."""
    if not user_ids:
        return set()
    return {pk for (pk,) in tuples(MAY_NOT_KNOW, family=family_id, users=sorted(user_ids))}


@dataclass(frozen=True)
class Proposed:
    """Somebody who may be asked: from the family, the network or the unit. ``care``: what to think of before."""

    key: str  # of the form: p12 a person, u3 a colleague, t7 a tie
    name: str
    who: str
    part: str
    role: str = ""
    agency: str = ""
    reach: str = ""
    person_id: int | None = None
    user_id: int | None = None
    is_child: bool = False
    is_asked: bool = False
    is_secret: bool = False
    may_not_know: bool = False  # a colleague who is not on the list of a restricted family
    care: tuple[Care, ...] = ()
    bonds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposals:
    """Whom one may ask to a meeting, from where."""

    family: list[Proposed]
    network: list[Proposed]
    unit: list[Proposed]

    @property
    def all(self) -> list[Proposed]:
        return [*self.family, *self.network, *self.unit]


DANGEROUS = (
    BondKind.HOSTILE, BondKind.CUTOFF, BondKind.VIOLENT, BondKind.PHYSICAL, BondKind.SEXUAL, BondKind.EMOTIONAL,
    BondKind.CONTROLLING,
)  # fmt: skip


def proposals(meeting: FormalMeeting, family_id: int, unit_id: int | None, today: date) -> Proposals:
    """The family with what must be thought of, professionals around it, and the unit. Seven statements."""
    asked = list(meeting.invitations.filter(ended_at=None))
    people, users = {one.person_id for one in asked}, {one.user_id for one in asked}
    names = {(one.name.casefold(), one.agency.casefold()) for one in asked}
    members = list(
        FamilyMember.objects.filter(family_id=family_id, person__is_deceased=False)
        .select_related("person")
        .order_by("is_child", "position", "id")
    )
    care: dict[int, list[Care]] = {}
    for one in take_care([family_id], today):
        care.setdefault(one.person_id, []).append(one)
    bonds = _bonds([member.person_id for member in members])
    family = [
        Proposed(
            f"p{one.person_id}",
            one.person.name if one.person.given_name or one.person.family_name else one.role or "Someone",
            one.role,
            Part.CHILD if one.is_child else Part.FAMILY,
            role=one.role,
            person_id=one.person_id,
            is_child=one.is_child,
            is_asked=one.person_id in people,
            care=tuple(care.get(one.person_id, ())),
            bonds=tuple(bonds.get(one.person_id, ())),
        )
        for one in members
    ]
    ties = [one for one in ties_of(family_id) if one.last.part == NetworkPart.PROFESSIONAL and not one.is_over(today)]
    network = _once(_of_network(one, names) for one in ties)
    unit = members_on(unit_id, today)
    blind = who_may_not_know(family_id, [one.user_id for one in unit])
    return Proposals(family, network, [_of_unit(one, users, may_not_know=one.user_id in blind) for one in unit])


def _of_network(tied: Tied, names: Collection[tuple[str, str]]) -> Proposed:
    """A refuge stays out of the list that is printed: it belongs to this family’s record alone."""
    agency = tied.last.agency
    is_secret = agency is not None and agency.family_id is not None
    from_there = agency.name if agency is not None and agency.name != tied.last.who and not is_secret else ""
    name = (
        (tied.last.name or tied.last.role or "Someone") if is_secret and tied.last.somebody is None else tied.last.who
    )
    return Proposed(
        f"t{tied.pk}",
        name,
        ", ".join(word for word in (tied.last.role, from_there) if word),
        PART_OF_AGENCY.get(agency.kind, Part.OTHER) if agency else Part.OTHER,
        role=tied.last.role,
        agency=from_there,
        reach="" if is_secret else tied.telephone or tied.email,
        is_asked=(name.casefold(), from_there.casefold()) in names,
        is_secret=is_secret,
    )


def _once(proposed: Iterable[Proposed]) -> list[Proposed]:
    """Whoever is tied to several of the family is asked once."""
    return list({(one.name.casefold(), one.agency.casefold()): one for one in proposed}.values())


def _of_unit(member: Member, users: Collection[int | None], *, may_not_know: bool) -> Proposed:
    part = Part.MANAGER if member.decides else Part.WORKER if ROLES[member.role].is_social_worker else Part.OTHER
    return Proposed(
        f"u{member.user_id}", member.name, member.role_name, part, role=member.role_name, user_id=member.user_id,
        is_asked=member.user_id in users, may_not_know=may_not_know,
    )  # fmt: skip


def dangerous_between(person_ids: Collection[int]) -> list[str]:
    """Of some people, which two are hostile, violent or cut off, as the genogram has it. One statement."""
    told = Bond.objects.filter(in_force(), one_id__in=person_ids, other_id__in=person_ids, kind__in=DANGEROUS)
    return [
        f"{bond.one.short_name}, {bond.other.short_name}: {bond.get_kind_display().lower()}"
        for bond in told.select_related("one", "other")
    ]


def _bonds(person_ids: Collection[int]) -> dict[int, list[str]]:
    """Who is hostile, violent or cut off, as the genogram has it. One statement."""
    found: dict[int, list[str]] = {}
    told = Bond.objects.filter(in_force(), Q(one_id__in=person_ids) | Q(other_id__in=person_ids), kind__in=DANGEROUS)
    for bond in told.select_related("one", "other"):
        words = f"{bond.one.short_name}, {bond.other.short_name}: {bond.get_kind_display().lower()}"
        for pk in (bond.one_id, bond.other_id):
            found.setdefault(pk, []).append(words)
    return found


# -- over families


UNIT = f"""
SELECT m.id, m.kind, m.on, m.at, m.minutes, m.state, m.place, m.video, m.is_apart_asked, i.family_id, f.name AS family,
    (SELECT count(*) FROM formal_meetings_report r WHERE r.meeting_id = m.id AND r.ended_at IS NULL
        AND r.received_on IS NULL AND r.due_on < %(today)s) AS late,
    coalesce((
        SELECT json_agg(json_build_array(n.part, n.name, n.agency, n.answer, n.attendance, n.user_id) ORDER BY n.id)
        FROM formal_meetings_invitation n WHERE n.meeting_id = m.id AND n.ended_at IS NULL), '[]') AS asked
FROM formal_meetings_formalmeeting m
JOIN cases_involvement i ON i.id = m.involvement_id AND i.closed_on IS NULL
JOIN families_family f ON f.id = i.family_id
JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(today)s::date AND a.unit_id = %(unit)s
WHERE m.state <> '{State.CANCELLED}' AND m.on BETWEEN %(since)s AND %(until)s
ORDER BY m.on, m.at NULLS LAST, f.name, m.id
"""  # noqa: S608 -- choices from their enum


@dataclass(frozen=True)
class UnitLine:
    """A meeting on the unit’s calendar."""

    id: int
    kind: Kind
    on: date
    at: time | None
    state: str
    place: str
    video: str
    family_id: int
    family: str
    late: int
    asked: list[Invitation]

    def is_open(self, today: date) -> bool:
        """It was to be, and nobody has said what came of it."""
        return self.state == State.ARRANGED and self.on < today


def unit_meetings(unit_id: int, today: date) -> list[UnitLine]:
    """What a unit has ahead for nine weeks, and what it had in the last four, in order. One statement."""
    found = []
    for row in rows(UNIT, unit=unit_id, today=today, since=today - LATELY, until=today + NINE_WEEKS):
        names = ("part", "name", "agency", "answer", "attendance", "user_id")
        asked = [Invitation(**dict(zip(names, one, strict=True))) for one in row["asked"]]
        found.append(
            UnitLine(
                row["id"], KINDS[row["kind"]], row["on"], row["at"], row["state"], row["place"], row["video"],
                row["family_id"], row["family"], row["late"], asked,
            )
        )  # fmt: skip
    return found


MINE = f"""
SELECT n.id, n.answer, n.because, m.id AS meeting_id, m.kind, m.on, m.at, m.place, m.video, i.family_id,
    f.name AS family, h.unit_id, u.name AS unit
FROM formal_meetings_invitation n
JOIN formal_meetings_formalmeeting m ON m.id = n.meeting_id AND m.state = '{State.ARRANGED}'
JOIN cases_involvement i ON i.id = m.involvement_id AND i.closed_on IS NULL
JOIN families_family f ON f.id = i.family_id
LEFT JOIN LATERAL kinwork_holding(i.family_id) h ON true
LEFT JOIN units_unit u ON u.id = h.unit_id
WHERE n.user_id = %(user)s AND n.ended_at IS NULL AND m.on >= %(today)s
ORDER BY m.on, m.at NULLS LAST, m.id
"""  # noqa: S608 -- a choice from its enum


@dataclass(frozen=True)
class MyMeeting:
    """A meeting to which somebody is asked: also about a family that is not theirs to open."""

    invitation_id: int
    answer: str
    because: str
    meeting_id: int
    kind: Kind
    on: date
    at: time | None
    place: str
    video: str
    family_id: int
    family: str
    unit: str
    may_see: bool

    @property
    def is_no(self) -> bool:
        return self.answer == Answer.APOLOGIES

    @property
    def is_yes(self) -> bool:
        return self.answer == Answer.COMING


def my_meetings(actor: Actor, today: date) -> list[MyMeeting]:
    """To which meetings somebody is asked, in order. One statement."""
    return [
        MyMeeting(
            row["id"], row["answer"], row["because"], row["meeting_id"], KINDS[row["kind"]], row["on"], row["at"],
            row["place"], row["video"], row["family_id"], row["family"], row["unit"] or "",
            actor.can(Permission.SEE_FAMILY, row["unit_id"]),
        )
        for row in rows(MINE, user=actor.user_id, today=today)
    ]  # fmt: skip


def invitations_of(meeting: FormalMeeting) -> QuerySet[Invitation]:
    """Who is invited. One statement."""
    return meeting.invitations.filter(ended_at=None)
