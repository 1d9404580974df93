"""Fills an empty database with the demo authority."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.models import Authority, User
from kinwork.access.roles import ROLES, ConsultantSocialWorker, SocialWorker, UnitCoordinator, keys_of
from kinwork.accounts.bootstrap import service_team
from kinwork.accounts.home_address import say_home
from kinwork.cases.queries import unit_holding
from kinwork.clocks.humanize import in_words, short_day
from kinwork.confidentiality import restrictions
from kinwork.evaluation.actions import make_study, note_answer
from kinwork.families.models import Family
from kinwork.meetings.models import AgendaItem, Attendance, Meeting, Minute, Why
from kinwork.meetings.presenters.minute import minute_body
from kinwork.meetings.queries.discussion import discussion_in_full
from kinwork.national_returns import looking
from kinwork.national_returns.models import Look
from kinwork.record.models import Entry
from kinwork.record.sharing import share
from kinwork.returns.years import year_on
from kinwork.units.actions import make_unit, pair_as_buddies
from kinwork.units.models import Post, PostHolding, Unit
from kinwork.units.queries import load_actor

from .asked import plan_and_ask
from .contacts import take_contacts
from .measured import measure_families
from .news import note_news
from .observed import observe
from .on_their_way import put_on_their_way
from .particulars import note_particulars
from .planned import make_plan
from .story import Story, ask_for_next, at, begin, discuss
from .summed_up import sum_up
from .trained import train
from .with_others import meet_others

HERE = Path(__file__).parent
WEEKS = range(-8, 0)


class NotEmpty(Exception):
    """The database already holds an authority; the message says which kind."""


@dataclass
class Scene:
    """The units with their staff."""

    units: dict[str, Unit]
    staff: dict[str, User]


def refuse_unless_empty() -> None:
    """A demo is made in an empty database only. Raises :class:`NotEmpty`. At most three statements."""
    if Authority.objects.exists() or User.objects.exists():
        kind = "a demo" if Authority.objects.filter(is_demo=True).exists() else "a real"
        raise NotEmpty(f"this database already holds {kind} authority")


@transaction.atomic
def load(*, today: date | None = None, progress: Callable[[str], None] = lambda _: None) -> None:
    """Tell the whole story. Raises :class:`NotEmpty` when the database holds anything."""
    refuse_unless_empty()
    today = today or timezone.localdate()
    told = yaml.safe_load((HERE / "authority.yaml").read_text(encoding="utf-8"))
    Authority.objects.create(name=told["name"], is_demo=True)
    scene = _scene(told, today)
    stories = [_begin(story, scene, today) for story in family_files()]
    for week in WEEKS:
        for key, unit in scene.units.items():
            _meeting(week, unit, [s for s in stories if s.told["unit"] == key], today)
        progress(f"week {week}")
    for story in stories:
        story.happen_until(today)
        make_plan(story, today)
        ask_for_next(story, today)
        meet_others(story, today)
    note_particulars(stories, today)
    _service(told, scene, today)
    _look_at_returns(today)


def _look_at_returns(today: date) -> None:
    """As every night: what the statutory returns would find."""
    look = Look.objects.create(year=year_on(today), on=today, at=timezone.now())
    looking.look(look.pk)


def _service(told: dict[str, Any], scene: Scene, today: date) -> None:
    """Those who work for the whole service; and a family that only a few may know of. Last, for it hides at once."""
    team = service_team()
    for key, said in told["service"].items():
        user = User.objects.create_user(f"{key}@linden.example", said["name"])
        _fill(team, said["role"], user, today)
    _share(told["shared"], scene, today)
    front_door, at_night = (User.objects.get(email=f"{key}@linden.example") for key in ("yusuf", "ingrid"))
    for unit, brings in _who_brings(scene):
        note_news(unit, brings, front_door, at_night, today)
    put_on_their_way(told["transfers"], scene.units, scene.staff, today)
    sum_up(today)
    measure_families(today)
    plan_and_ask(list(scene.units.values()), User.objects.get(email="helen@linden.example"), today)
    train(told["training"], scene.staff, today)
    observe(today)
    take_contacts(front_door, [scene.units["hazel"], scene.units["rowan"]], today)
    _study(told["study"], scene, today)
    for key, home in told["lives"].items():
        neighbours = home.pop("opened", None)
        say_home(somebody := load_actor(scene.staff[key], today), **home)
        if neighbours:
            log(somebody, "opened family page", family_id=Family.objects.get(name=neighbours).pk)
    said = told["restricted"]
    family = Family.objects.get(name=said["family"])
    guardian = scene.staff[said["guardian"]]
    restrictions.restrict(
        load_actor(guardian, today),
        family.pk,
        scene.units["willow"].pk,
        cause="staff",
        words="An aunt of the children works in the finance team.",
        guardian_id=guardian.pk,
        people=[scene.staff[key].pk for key in said["people"]],
    )


def _who_brings(scene: Scene) -> Iterator[tuple[Unit, User]]:
    """A social worker of each unit."""
    for unit in scene.units.values():
        held = PostHolding.objects.filter(post__unit=unit, post__role=SocialWorker.key).select_related("user")
        for holding in held.order_by("pk")[:1]:
            yield unit, holding.user


def _share(said: dict[str, Any], scene: Scene, today: date) -> None:
    """The last two entries of a family, for its school."""
    worker, partner = scene.staff[said["by"]], User.objects.get(email=f"{said['with']}@linden.example")
    family = Family.objects.get(name=said["family"])
    share(
        load_actor(worker, today),
        family.pk,
        scene.units["rowan"].pk,
        user_id=partner.pk,
        entry_ids=set(Entry.objects.filter(family=family, is_limited=False).values_list("pk", flat=True)[:2]),
        words=said["words"],
        until=today + timedelta(days=90),
    )


def _study(said: dict[str, Any], scene: Scene, today: date) -> None:
    """A study, whom it is for, and what families said when they were asked."""
    head = User.objects.get(email=f"{said['made_by']}@linden.example")
    study = make_study(
        load_actor(head, today),
        name=said["name"],
        purpose=" ".join(said["purpose"].split()),
        begins=today - timedelta(weeks=said["begun_weeks_ago"]),
        ends=today + timedelta(weeks=said["ends_in_weeks"]),
        evaluator_ids=User.objects.filter(email__in=[f"{key}@linden.example" for key in said["evaluators"]])
        .values_list("pk", flat=True),
    )  # fmt: skip
    for one in said["answers"]:
        family = Family.objects.get(name=one["family"])
        note_answer(
            load_actor(scene.staff[one["by"]], today),
            study,
            family.pk,
            unit_holding(family.pk),
            answer=one["answer"],
            on=today - timedelta(days=one["days_ago"]),
            said_by=one["said_by"],
            words=one.get("words", ""),
        )


def family_files() -> list[dict[str, Any]]:
    """The families' stories, as data."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((HERE / "families").glob("*.yaml"))]


def steps() -> int:
    """How many steps loading takes, for a progress bar."""
    return len(WEEKS)


def _scene(told: dict[str, Any], today: date) -> Scene:
    units = {key: make_unit(**said) for key, said in told["units"].items()}
    for first, second in told["buddies"]:
        pair_as_buddies(units[first], units[second])
    staff = {}
    for key, said in told["staff"].items():
        staff[key] = User.objects.create_user(f"{key}@linden.example", said["name"])
        for unit_key, role in said["posts"].items():
            _fill(units[unit_key], role, staff[key], today, said.get("here_for_weeks", 70))
    return Scene(units, staff)


def _fill(unit: Unit, role: str, user: User, today: date, weeks: int = 70) -> None:
    post = Post.objects.filter(unit=unit, role=role, holdings=None).order_by("id").first()
    if post is None:  # managers are not in a template: their post stands beside the unit's establishment
        post = Post.objects.create(unit=unit, role=role, fte=0)
    PostHolding.objects.create(post=post, user=user, during=DateRange(today - timedelta(weeks=weeks), None))


def _begin(told: dict[str, Any], scene: Scene, today: date) -> Story:
    return begin(told, scene.staff, scene.units[told["unit"]].pk, today)


def meeting_day(unit: Unit, week: int, today: date) -> date:
    """The day of the unit's meeting so many weeks back; week -1 is the last one before today."""
    last = today - timedelta(days=(today.weekday() - unit.meeting_days[0] - 1) % 7 + 1)
    return last + timedelta(weeks=week + 1)


def _meeting(week: int, unit: Unit, stories: list[Story], today: date) -> None:
    day = meeting_day(unit, week, today)
    for story in stories:
        story.happen_until(day - timedelta(days=1))
    here = [(story, said) for story in stories for said in story.told["discussions"] if said["week"] == week]
    members = keys_of(lambda role: role.is_member)
    holders = PostHolding.objects.filter(post__unit=unit, post__role__in=members).select_related("post", "user")
    by_role = {holding.post.role: holding.user for holding in holders}
    # A clinician in two units misses one meeting in three: that is what makes presence worth recording.
    has_clinician = (week + unit.meeting_days[0]) % 3 != 0
    meeting = Meeting.objects.create(
        unit=unit,
        held_on=day,
        minutes=unit.meeting_minutes,
        opened_by=by_role[UnitCoordinator.key],
        clinician_present=has_clinician,
        learning_minutes=45 if week % 4 == 0 and has_clinician else 0,
        learning_topic="Circular questions with families who have met many workers"
        if week % 4 == 0 and has_clinician
        else "",
    )
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            user=holding.user,
            name=holding.user.full_name,
            role=ROLES[holding.post.role].name,
            status="apologies" if ROLES[holding.post.role].is_clinical and not has_clinician else "present",
        )
        for holding in holders.order_by("post_id")
    )
    clock = at(day, 9, 30)
    discussions = []
    for position, (story, said) in enumerate(here):
        _item(meeting, story, said, position, day)
        discussions.append(discuss(story, said, meeting, clock))
        clock += timedelta(minutes=said.get("minutes", 20))
    closed_at = at(day, 16)
    for discussion in discussions:
        body = minute_body(discussion_in_full(discussion.pk))
        body["closed"] = {"by": by_role[ConsultantSocialWorker.key].full_name, "at": closed_at.isoformat()}
        Minute.objects.create(discussion=discussion, body=body, frozen_at=closed_at)
    meeting.closed_by, meeting.closed_at = by_role[ConsultantSocialWorker.key], closed_at
    meeting.save()


def _item(meeting: Meeting, story: Story, said: dict[str, Any], position: int, day: date) -> None:
    why = Why(said.get("reason", "turn"))
    reasons = {
        Why.NEW: "New to the unit, not yet discussed",
        Why.CRISIS: "Crisis since the last meeting",
        Why.DATE: "A date is near",
        Why.ASKED: "Asked for by the unit",
        Why.OVERDUE: "Something is overdue",
        Why.TURN: "Its turn",
    }
    earlier = [s["week"] for s in story.told["discussions"] if s["week"] < said["week"]]
    reason = reasons[why]
    if why == Why.TURN and earlier:
        last = day + timedelta(weeks=max(earlier) - said["week"])
        reason = f"Its turn: last discussed {in_words(last, today=day)}, {short_day(last, day)}"
    AgendaItem.objects.create(
        meeting=meeting, family=story.family, position=position, why=why, reason=reason, minutes=said.get("minutes", 20)
    )
