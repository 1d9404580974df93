"""People, units and families for tests; all invented."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.models import Authority, User
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Allocation, Involvement, StatusDecision
from kinwork.children.effects import put_into_effect, take_out_of_effect
from kinwork.evaluation.actions import make_study
from kinwork.evaluation.models import Study
from kinwork.families.models import Family, FamilyMember
from kinwork.meetings.actions.discussing import start_discussion
from kinwork.meetings.actions.meeting import add_family, open_meeting
from kinwork.meetings.models import AgendaItem, Discussion, Meeting
from kinwork.people.models import Person
from kinwork.units.actions import make_unit
from kinwork.units.models import Post, PostHolding, Unit
from kinwork.units.queries import load_actor

ROLES = {"grace": "csw", "tom": "sw", "priya": "cp", "maureen": "uc", "leah": "clinician"}
NAMES = {
    "grace": "Grace Adeyemi",
    "tom": "Tom Hollis",
    "priya": "Priya Nair",
    "maureen": "Maureen O’Brien-Ńgwenya",
    "leah": "Leah Stern",
}
PASSWORD = "a long enough password"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Faker("name")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    given_name = factory.Faker("first_name")
    family_name = factory.Faker("last_name")
    born_on = date(2015, 3, 2)


class FamilyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Family

    name = factory.Sequence(lambda n: f"Family{n:03}")


def tone(seconds: float = 0.2, rate: int = 8000) -> bytes:
    """A recording of nothing but a tone (WAV)."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        frames = (int(9000 * math.sin(at / 3)) for at in range(int(seconds * rate)))
        made.writeframes(b"".join(struct.pack("<h", one) for one in frames))
    return out.getvalue()


def user(name: str) -> User:
    return UserFactory(email=f"{name}@example.org", full_name=NAMES.get(name, name.title()))


def put_in_post(
    who: User, unit: Unit, role: str, *, since: date | None = None, until: date | None = None
) -> PostHolding:
    post = Post.objects.filter(unit=unit, role=role, holdings=None).first() or Post.objects.create(
        unit=unit, role=role, fte=1
    )
    return PostHolding.objects.create(post=post, user=who, during=DateRange(since or date(2020, 1, 1), until))


def unit_with_staff(name: str = "Rowan", prefix: str = "") -> tuple[Unit, dict[str, User]]:
    """A systemic unit with its five members: grace (CSW), tom, priya, maureen (UC), leah (clinician)."""
    Authority.objects.get_or_create(pk=1, defaults={"name": "Test authority"})
    unit = make_unit(name=name, function="child_in_need", template="systemic", days=[1], minutes=180)
    staff = {}
    for key, role in ROLES.items():
        staff[key] = user(prefix + key)
        put_in_post(staff[key], unit, role)
    return unit, staff


def actor(who: User) -> Actor:
    return load_actor(who, timezone.localdate())


def given_status(**said: Any) -> StatusDecision:
    """A decision on what a child is, as it was made, with what it brought about; or as it was taken back."""
    decision = StatusDecision.objects.create(**said)
    put_into_effect(decision)
    if decision.taken_back_at:
        take_out_of_effect(decision)
    return decision


def family_in(
    unit: Unit,
    name: str | None = None,
    *,
    opened: date | None = None,
    children: int = 2,
    with_mother: bool = True,
    **involvement,
) -> Family:
    """A family open to the unit with a mother and some children."""
    found = FamilyFactory(**({"name": name} if name else {}))
    opened = opened or timezone.localdate() - timedelta(days=60)
    open_one = Involvement.objects.create(
        family=found, opened_on=opened, **{"why_open": "Because.", "trying_to_do": "Make things safer.", **involvement}
    )
    Allocation.objects.create(involvement=open_one, unit=unit, during=DateRange(opened, None))
    if with_mother:
        FamilyMember.objects.create(
            family=found, person=PersonFactory(given_name="Ada", born_on=date(1990, 1, 1)), role="mother"
        )
    for n in range(children):
        FamilyMember.objects.create(family=found, person=PersonFactory(), role="child", is_child=True, position=n + 1)
    return found


def study_that(head: User, *, evaluators: Sequence[User] = (), name: str = "A study", days: int = 100) -> Study:
    """A study that began so many days ago and goes on as long; the head of service and the evaluators get posts."""
    team = service_team()
    for who, role in [(head, "hos"), *((one, "evaluator") for one in evaluators)]:
        if not PostHolding.objects.filter(user=who, post__role=role).exists():
            put_in_post(who, team, role)
    today = timezone.localdate()
    return make_study(
        actor(head), name=name, purpose="Whether it helps.", begins=today - timedelta(days=days),
        ends=today + timedelta(days=days), evaluator_ids=[one.pk for one in evaluators],
    )  # fmt: skip


def meeting_of(unit: Unit, who: User, on: date | None = None) -> Meeting:
    return open_meeting(actor(who), unit, on=on or timezone.localdate())[0]


def discussion_of(family: Family, meeting: Meeting, who: User) -> Discussion:
    """Begin to talk of a family, putting it on the agenda if it is not there."""
    item = AgendaItem.objects.filter(meeting=meeting, family=family).first()
    if item is None:
        item = add_family(actor(who), meeting, family.pk)
    return start_discussion(actor(who), AgendaItem.objects.select_related("meeting").get(pk=item.pk))
