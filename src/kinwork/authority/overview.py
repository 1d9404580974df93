"""The whole authority as it is set up, read back: units, their posts and people, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from kinwork.access.models import Authority, User
from kinwork.access.permissions import Permission as P
from kinwork.access.queries import authority
from kinwork.access.roles import ROLES, Role
from kinwork.units.models import Absence, DutyTurn, Post, PostHolding, Unit
from kinwork.units.posts import heads_service
from kinwork.units.unit_shapes import UNIT_SHAPES

SOON = timedelta(days=28)  # an end without a successor is said a month before
DAY = timedelta(days=1)


@dataclass
class PostLine:
    """A post of a unit, who holds it today, and who will."""

    post: Post
    now: PostHolding | None = None
    later: list[PostHolding] = field(default_factory=list)

    @property
    def role(self) -> type[Role]:
        return ROLES[self.post.role]


@dataclass
class UnitLine:
    """A unit with its posts, who is away, when it is on duty, and what it lacks."""

    unit: Unit
    posts: list[PostLine] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    duty: list[DutyTurn] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)

    @property
    def is_service(self) -> bool:
        return self.unit.function == "service"

    @property
    def shape(self) -> str:
        return UNIT_SHAPES[self.unit.template].name

    @property
    def people(self) -> list[PostHolding]:
        return [line.now for line in self.posts if line.now]

    def some(self, permission: P) -> bool:
        """Whether somebody who may sign in holds a post here that lets them do this here."""
        return any(line.now and line.now.user.is_active and permission in line.role.permissions for line in self.posts)


@dataclass(frozen=True)
class Step:
    """One thing to do: done, or where to do it. ``whose``: who does it, where that is not whoever looks."""

    words: str
    is_done: bool
    url: str = ""
    unit_id: int = 0
    whose: str = ""
    more: str = ""


@dataclass(frozen=True)
class Overview:
    authority: Authority
    service: list[UnitLine]
    units: list[UnitLine]
    ended: list[Unit]
    without_post: list[User]  # may sign in, hold no post today and none to come
    waiting: list[User]  # invited, and not signed in yet
    steps: list[Step]

    @property
    def next_steps(self) -> list[Step]:
        return [step for step in self.steps if not step.is_done]


def posts_of(units: Sequence[int], on: date) -> dict[int, list[PostLine]]:
    """The posts of units that are posts today or will be, with who holds and will hold them. Two statements."""
    posts = Post.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), unit__in=units).order_by("unit_id", "id")
    lines = {post.pk: PostLine(post) for post in posts}
    ahead = Q(during__contains=on) | Q(during__startswith__gt=on)
    held = PostHolding.objects.filter(ahead, post__in=list(lines)).select_related("user").order_by("during")
    for holding in held:
        if holding.during.lower <= on:
            lines[holding.post_id].now = holding
        else:
            lines[holding.post_id].later.append(holding)
    by_unit: dict[int, list[PostLine]] = defaultdict(list)
    for line in lines.values():
        by_unit[line.post.unit_id].append(line)
    return by_unit


def overview(on: date, *, asked_by_head: bool) -> Overview:
    """Everything that is set up, and what to do next. Eight statements."""
    ours = authority()
    every = list(Unit.objects.select_related("buddy"))
    units = [unit for unit in every if unit.is_active]
    posts = posts_of([unit.pk for unit in units], on)
    absences = Absence.objects.filter(during__endswith__gt=on).select_related("user", "covered_by").order_by("during")
    duty = DutyTurn.objects.filter(during__endswith__gt=on).order_by("during")
    lines = {unit.pk: UnitLine(unit, posts.get(unit.pk, [])) for unit in units}
    for absence in absences:
        if absence.unit_id in lines:
            lines[absence.unit_id].absences.append(absence)
    for turn in duty:
        if turn.unit_id in lines:
            lines[turn.unit_id].duty.append(turn)
    ahead = Q(during__contains=on) | Q(during__startswith__gt=on)
    held = Exists(PostHolding.objects.filter(ahead, user=OuterRef("pk")))
    nowhere = list(User.objects.filter(~held, is_active=True).order_by("full_name", "pk")[:100])
    waiting = list(User.objects.filter(is_active=True, last_login=None).order_by("full_name", "pk")[:100])
    service = [line for line in lines.values() if line.is_service]
    real = [line for line in lines.values() if not line.is_service]
    for line in real:
        line.lacks = lacks(line, on)
    steps = checklist(ours, service, real, nowhere, waiting, on, asked_by_head=asked_by_head)
    return Overview(ours, service, real, [unit for unit in every if not unit.is_active], nowhere, waiting, steps)


def lacks(line: UnitLine, on: date) -> list[str]:
    """What a unit is without, as what there is to do; no statement."""
    said = []
    if not line.posts:
        return ["No posts: no family can be opened to it"]
    leading = [post for post in line.posts if post.role.leads]
    if leading and not any(post.now for post in leading):
        said.append(f"No {leading[0].post.called.lower()}{_comes(leading)}")
    elif not line.some(P.DECIDE):
        said.append("No one who decides")
    if not line.some(P.STAFF_UNIT):
        managers = [post for post in line.posts if P.STAFF_UNIT in post.role.permissions]
        said.append(f"No manager{_comes(managers)}")
    keepers = [post for post in line.posts if P.ORDER_AGENDA in post.role.permissions and not post.role.decides()]
    if not any(post.now for post in keepers):
        said.append(f"No one to minute the meeting{_comes(keepers)}")
    if line.unit.meeting_at is None:
        said.append("No time for the meeting")
    if line.unit.buddy is None:
        said.append("No buddy unit")
    vacant = [post for post in line.posts if not post.now and post not in leading and post not in keepers]
    if vacant:
        names = ", ".join(f"{post.post.called.lower()}{_comes([post])}" for post in vacant)
        said.append(f"Vacant: {names}")
    for post in line.posts:
        ends = post.now.during.upper if post.now else None
        if post.now and ends and ends <= on + SOON and not any(one.during.lower <= ends + SOON for one in post.later):
            last = f"{ends - DAY:%-d %B}"
            said.append(f"{post.now.user.full_name} ({post.role.short}) ends on {last}; no one follows")
    return said


def _comes(posts: Sequence[PostLine]) -> str:
    """Who will come to one of these posts: said beside that it is empty."""
    later = [holding for line in posts for holding in line.later]
    if not later:
        return ""
    first = min(later, key=lambda holding: holding.during.lower)
    return f" until {first.user.full_name} begins on {first.during.lower:%-d %B}"


def checklist(
    ours: Authority, service: list[UnitLine], units: list[UnitLine], nowhere: list[User], waiting: list[User],
    on: date, *, asked_by_head: bool,
) -> list[Step]:  # fmt: skip
    """What to do, in the order in which it is done, worked out from what is there. No statement."""
    team = [post for line in service for post in line.posts if post.now and post.now.user.is_active]
    administrators = [post for post in team if P.MANAGE_ACCOUNTS in post.role.everywhere]
    heads = [post for post in team if heads_service(post.role)]
    of_head = "" if asked_by_head else "The head of service does this."
    steps = [
        Step(f"Name the authority: {ours.name}", is_done=True),
        Step("Appoint the head of service", bool(heads), "new_person"),
        Step(
            "Appoint a second administrator", len(administrators) > 1, "new_person",
            more="If one is ill or loses their phone, someone can still let people in.",
        ),
        Step("Make the first unit", bool(units), "new_unit", more="Or start from a template, with all at once."),
    ]  # fmt: skip
    if settings.KINWORK_SHOWS_LINKS:
        steps.append(
            Step(
                "Name a mail server", is_done=False, whose="Whoever runs the server does this.",
                more="Until then Kinwork shows you the link of each invitation, to hand over yourself.",
            )
        )  # fmt: skip
    if units:
        empty = [line for line in units if not line.people]
        steps += [
            Step(
                "Add people to each unit", not empty, "people_list", whose=of_head,
                more="No one yet in: " + ", ".join(line.unit.name for line in empty) + "." if empty else "",
            ),
            *(
                Step(f"{line.unit.name}: {said[0].lower()}{said[1:]}", is_done=False, unit_id=line.unit.pk)
                for line in units
                if line.people
                for said in line.lacks
            ),
            Step(
                "Say which unit takes new families, week by week",
                any(turn.during.lower <= on for line in units for turn in line.duty), "put_on_duty",
            ),
        ]  # fmt: skip
    if nowhere:
        names = ", ".join(user.full_name for user in nowhere[:8]) + (" and others" if len(nowhere) > 8 else "")
        steps.append(Step(f"Put in a post, or disable: {names}", is_done=False, whose=of_head))
    if waiting:
        names = ", ".join(user.full_name for user in waiting[:8]) + (" and others" if len(waiting) > 8 else "")
        steps.append(Step(f"Not signed in yet: {names}", is_done=False, url="accounts" if not asked_by_head else ""))
    return steps
