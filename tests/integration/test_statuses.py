"""What each child is to the service follows from what was decided, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.models import GraveChange
from kinwork.cases.models import Involvement, StatusDecision
from kinwork.children.deciding import DecidedStatus, answer_for_panel, decide_status, take_back_status
from kinwork.children.statuses import highest_in, status_on
from kinwork.clocks.humanize import long_day
from kinwork.units.models import PostHolding
from tests.factories import PersonFactory, actor, family_in, put_in_post, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def scene(rowan):
    rowan.family = family_in(rowan.unit, "Stonefam")
    rowan.open = Involvement.objects.get(family=rowan.family)
    rowan.child, rowan.brother = [one.person for one in rowan.family.members.filter(is_child=True)]
    return rowan


def decided(scene, status, *, days_ago=0, category="", placed="", who=None, by="The conference") -> StatusDecision:
    return decide_status(
        actor(scene.grace), scene.open, scene.unit.pk, DecidedStatus(person_id=(who or scene.child).pk, status=status,
        category=category, placed=placed, on=TODAY - timedelta(days=days_ago), decided_by=by, reason="Agreed there."),
    )  # fmt: skip


def on(scene, days_ago: int, **more) -> dict[int, str]:
    found = status_on(scene.family.pk, TODAY - timedelta(days=days_ago), **more)
    return {pk: one.status for pk, one in found.items()}


def test_the_status_on_a_day_is_that_of_the_last_decision_up_to_it(scene):
    decided(scene, "cin", days_ago=50)
    decided(scene, "cp", days_ago=20, category="NEG")
    decided(scene, "cin", days_ago=3)
    child = scene.child.pk
    assert [on(scene, days).get(child) for days in (51, 50, 20, 4, 3, 0)] == [None, "cin", "cp", "cp", "cin", "cin"]
    assert highest_in(scene.open.pk) == {child: "cp"}


def test_as_we_knew_it_then(scene):
    first = timezone.now()
    decided(scene, "cp", days_ago=20, category="NEG")
    then = timezone.now()
    slip = decided(scene, "lac", days_ago=10, category="V2", placed="With Mrs Ade")
    assert on(scene, 0)[scene.child.pk] == "lac"
    assert on(scene, 0, known_at=then)[scene.child.pk] == "cp"
    assert on(scene, 0, known_at=first) == {}
    between = timezone.now()
    take_back_status(actor(scene.tom), slip, scene.unit.pk, because="The brother’s.")
    assert on(scene, 0)[scene.child.pk] == "cp"
    assert on(scene, 0, known_at=between)[scene.child.pk] == "lac", "that is what we thought at the time"
    assert highest_in(scene.open.pk) == {scene.child.pk: "cp"}


@pytest.mark.parametrize(("status", "category", "field"), [
    ("cp", "", "category"), ("cp", "V2", "category"), ("lac", "NEG", "category"), ("nothing", "", "status"),
])  # fmt: skip
def test_a_category_fits_its_status(scene, status, category, field):
    with pytest.raises(ValidationError) as wrong:
        decided(scene, status, category=category)
    assert field in wrong.value.message_dict


def test_the_database_asks_the_same(scene, as_owner):
    good = decided(scene, "cp", category="NEG")
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        StatusDecision.objects.filter(pk=good.pk).update(category="V2")


def test_only_a_child_of_the_family_and_no_day_to_come(scene):
    with pytest.raises(ValidationError, match="child in this family"):
        decided(scene, "cin", who=PersonFactory())
    with pytest.raises(ValidationError, match="in the future"):
        decided(scene, "cin", days_ago=-1)


def test_the_family_page_shows_what_each_child_is(scene, sign_in):
    client = sign_in(scene.tom)
    path = f"/family/{scene.family.pk}/status/"
    slip = client.post(path, {"person": scene.child.pk, "status": "cp", "decided_by": "The conference"})
    assert slip.status_code == 422
    assert "Choose the category of the child protection plan." in slip.content.decode()
    assert 'value="The conference"' in slip.content.decode()
    said = {"person": scene.child.pk, "status": "cp", "category": "NEG", "decided_by": "The conference", "on": "3/1"}
    said["reason"] = "Agreed there."
    page = client.post(path, said, follow=True).content.decode()
    assert "Child protection plan: neglect" in page
    assert "Child protection plan: neglect" in client.get(f"/family/{scene.family.pk}/").content.decode()
    [made] = StatusDecision.objects.all()
    client.post(f"{path}{made.pk}/back/", {"because": "The brother’s."})
    shown = client.get(f"/family/{scene.family.pk}/").content.decode()
    assert "Child protection plan: neglect" not in shown.split('id="members-title"')[1]
    page = client.get(path).content.decode()
    assert "Child protection plan: neglect" not in page.split("Removed as entered in error")[0]
    assert "The brother’s." in page, "it stays in the history"


def test_a_closed_involvement_takes_no_decision_and_leaves_no_status(scene, sign_in):
    decided(scene, "cin")
    Involvement.objects.filter(pk=scene.open.pk).update(closed_on=TODAY)
    client = sign_in(scene.tom)
    assert "Child in need" not in client.get(f"/family/{scene.family.pk}/").content.decode()
    answer = client.post(
        f"/family/{scene.family.pk}/status/", {"person": scene.child.pk, "status": "cin", "decided_by": "Me"}
    )
    assert answer.status_code == 422
    assert "The family is closed." in answer.content.decode()


def provisional(scene, *, days_ago: int = 10) -> StatusDecision:
    said = DecidedStatus(
        person_id=scene.child.pk,
        status="lac",
        category="V2",
        placed="With Mrs Ade",
        on=TODAY - timedelta(days=days_ago),
        decided_by="The legal planning meeting",
        reason="He is not safe.",
        panel="the resource panel",
        alternatives="His grandmother: she is ill.",
    )
    return decide_status(actor(scene.grace), scene.open, scene.unit.pk, said)


def test_until_the_panel_has_agreed_nothing_follows_and_the_staff_see_why(scene, sign_in):
    decided(scene, "cin", days_ago=50)
    one = provisional(scene)
    assert on(scene, 0)[scene.child.pk] == "cin"
    assert not GraveChange.objects.filter(object_id=one.pk).exists()
    client = sign_in(scene.tom)
    page = " ".join(client.get(f"/family/{scene.family.pk}/").content.decode().split())
    assert "Provisional, not for the family</a>: looked after: " in page
    statuses = f"/family/{scene.family.pk}/status/"
    assert "His grandmother: she is ill." in client.get(statuses).content.decode()
    second = {"person": scene.child.pk, "status": "cp", "category": "NEG", "decided_by": "The conference",
              "reason": "Hurt.", "panel": "the other panel"}  # fmt: skip
    stacked = client.post(statuses, second)
    assert stacked.status_code == 422
    assert f"Another decision about {scene.child.name} waits for the resource panel" in stacked.content.decode()
    assert 'value="the other panel"' in stacked.content.decode()
    assert StatusDecision.objects.filter(panel_answer="").exclude(panel="").count() == 1
    empty = client.post(f"{statuses}{one.pk}/panel/", {"answer": "refused", "panel_on": "today"})
    assert empty.status_code == 422
    assert "Say what the panel said" in empty.content.decode()
    before = client.post(f"{statuses}{one.pk}/panel/", {"answer": "agreed", "panel_on": f"{one.on.year - 1}-01-01"})
    assert "the panel cannot have answered before" in before.content.decode()
    long_ago = client.post(f"{statuses}{one.pk}/panel/", {"answer": "agreed", "panel_on": "today", "since": "1/1/1900"})
    assert "it cannot hold from before then" in long_ago.content.decode()
    day = TODAY - timedelta(days=2)
    client.post(
        f"{statuses}{one.pk}/panel/", {"answer": "agreed", "panel_on": f"{day:%d/%m/%Y}", "said": "For a year."}
    )
    assert [on(scene, days)[scene.child.pk] for days in (5, 2, 0)] == ["cin", "lac", "lac"]
    assert GraveChange.objects.get(object_id=one.pk).kind == "status_decided"
    page = client.get(statuses).content.decode()
    assert "For a year." in page
    assert "Provisional, not for the family" not in page
    again = client.get(f"{statuses}{one.pk}/panel/", follow=True).content.decode()
    assert "has been recorded already" in again


def test_what_a_panel_refused_never_held(scene):
    decided(scene, "cin", days_ago=50)
    one = provisional(scene)
    answer_for_panel(
        actor(scene.tom), one, scene.unit.pk, answer="refused", on=TODAY, since=TODAY, said="Try the aunt first."
    )
    assert on(scene, 0)[scene.child.pk] == "cin"
    assert highest_in(scene.open.pk) == {scene.child.pk: "cin"}
    later = decided(scene, "cp", days_ago=5, category="NEG")
    assert on(scene, 0)[scene.child.pk] == "cp"
    take_back_status(actor(scene.tom), one, scene.unit.pk, because="Written twice.")
    assert on(scene, 0)[scene.child.pk] == "cp"
    assert later.level == "conference"


def test_somebodys_level_is_that_of_their_post(scene):
    said = DecidedStatus(
        person_id=scene.child.pk, status="cin", category="", placed="", on=TODAY, decided_by="", reason="",
        decider_id=scene.grace.pk,
    )  # fmt: skip
    assert decide_status(actor(scene.grace), scene.open, scene.unit.pk, said).level == "unit"


def test_who_decided_was_in_post_on_that_day_also_if_they_have_left_and_not_if_they_came_later(scene, sign_in):
    """A decision of March is Anna's, who was the consultant then: not of her successor, and not hers in June."""
    left_on = TODAY - timedelta(days=20)
    anna = put_in_post(user("Anna Kerr"), scene.unit, "csw", until=left_on).user
    anna.is_active = False
    anna.save()
    PostHolding.objects.filter(user=scene.grace).update(during=DateRange(left_on, None))
    tom = sign_in(scene.tom)
    at = f"/family/{scene.family.pk}/status/"
    last_day = left_on - timedelta(days=1)
    assert f"{anna.full_name} (until {last_day:%-d %B %Y})</option>" in tom.get(at).content.decode()
    plan = {"person": scene.child.pk, "status": "cp", "category": "NEG", "reason": "Left alone at night."}

    def says(who, days_ago: int) -> str:
        listed = who in (anna, scene.grace)
        by = {"decider": who.pk} if listed else {"decided_by": who.full_name}
        sent = tom.post(at, {**plan, **by, "on": f"{days_ago} days ago"}, follow=True)
        return sent.content.decode()

    page = says(anna, 10)
    assert f"{anna.full_name} was in post until {long_day(last_day)}, so not on" in page
    assert "Left alone at night." in page
    assert f"Grace Adeyemi has been in post since {long_day(left_on)}, so not on" in says(scene.grace, 30)
    assert "role does not let them decide this" in says(scene.priya, 10), "in post, and not one who decides this"
    assert not StatusDecision.objects.exists()
    says(anna, 30)
    says(scene.grace, 10)
    made = StatusDecision.objects.order_by("on").values_list("decider_id", "level")
    assert list(made) == [(anna.pk, "unit"), (scene.grace.pk, "unit")], "at the level of the post of that day"


@pytest.mark.parametrize(
    "broken",
    [
        "panel_answer = 'agreed'",
        "panel = 'p', panel_answer = 'agreed'",
        "panel_on = now()",
        "level = 'somewhere'",
    ],
)
def test_the_answer_of_a_panel_is_whole(scene, as_owner, broken):
    decided(scene, "cin")
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_statusdecision SET {broken}")


def test_nothing_is_decided_years_before_there_was_a_child(scene):
    with pytest.raises(ValidationError, match="Check the year"):
        decided(scene, "cin", days_ago=365 * 40)
    scene.child.born_on = TODAY + timedelta(days=60)
    scene.child.born_kind = "expected"
    scene.child.save()
    assert decided(scene, "cp", category="NEG").pk, "a plan before the birth"
