"""What a second pair of eyes found: forms sent twice, leavers, days to come, requests that make no sense."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.cases import actions
from kinwork.cases.closing import close_family
from kinwork.cases.models import Involvement
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family
from kinwork.meetings.actions import tasks
from kinwork.meetings.actions.meeting import bring_to_next_meeting
from kinwork.meetings.models import BroughtForward, Passage
from kinwork.units.actions import leave_post, name_deputy, withdraw_deputy
from kinwork.units.models import PostHolding
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, user

pytestmark = pytest.mark.django_db


def opened(rowan, name="Okafor", **more):
    return actions.open_family(
        actor(rowan.grace),
        rowan.unit,
        name=name,
        opened_on=timezone.localdate(),
        answers=actions.FourQuestions(),
        **more,
    )


def test_a_family_whose_form_was_sent_twice_is_one_family(rowan):
    assert opened(rowan) == opened(rowan)
    assert Family.objects.count() == 1


def test_a_known_name_is_opened_again_only_when_it_is_said_to_be_another_family(rowan):
    known = family_in(rowan.unit, "Okafor")
    with pytest.raises(ValidationError, match="already a family with this name"):
        opened(rowan, "okafor ")
    assert opened(rowan, "Okafor", is_another=True).family_id != known.pk


def test_the_page_shows_the_known_family_and_keeps_what_was_typed(rowan, sign_in):
    known = family_in(rowan.unit, "Okafor")
    client = sign_in(rowan.grace)
    said = {"name": "Okafor", "why_open": "A long story."}
    page = client.post(f"/families/open/{rowan.unit.pk}/", said)
    assert page.status_code == 422
    text = page.content.decode()
    assert f'href="/family/{known.pk}/"' in text
    assert "A long story." in text
    assert client.post(f"/families/open/{rowan.unit.pk}/", {**said, "is_another": "yes"}).status_code == 302


def test_a_wish_for_the_next_meeting_sent_twice_is_one(rowan):
    family = family_in(rowan.unit)
    for _ in range(2):
        bring_to_next_meeting(HeldFamily(family, rowan.unit.pk, actor(rowan.tom)), kind="asked", words="Housing.")
    assert BroughtForward.objects.count() == 1


def test_whoever_left_sees_none_of_the_units_work_and_the_unit_sees_what_was_left(rowan, sign_in):
    family = family_in(rowan.unit, "Leftfam")
    tasks.give_task(actor(rowan.grace), rowan.unit.pk, family.pk, what="Ring the school", owner_id=rowan.priya.pk)
    client = sign_in(rowan.priya)
    assert "Ring the school" in client.get("/my-work/").content.decode()
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    holding = PostHolding.objects.select_related("post").get(user=rowan.priya)
    leave_post(actor(manager), holding, last_day=timezone.localdate() - timedelta(days=1), because="Left.")
    page = client.get("/my-work/").content.decode()
    assert "Ring the school" not in page
    assert "Leftfam" not in page
    board = sign_in(rowan.grace).get(f"/unit/{rowan.unit.pk}/").content.decode()
    assert "Priya Nair is not in the unit and has 1 open task here." in board


def test_a_family_is_not_closed_on_a_day_to_come(rowan):
    family = family_in(rowan.unit)
    involvement = Involvement.objects.get(family=family)
    with pytest.raises(ValidationError, match="in the future"):
        close_family(
            HeldFamily(involvement.family, rowan.unit.pk, actor(rowan.grace)), involvement,
            on=timezone.localdate() + timedelta(days=7), reason="r", changed="c", if_rereferred="i",
        )  # fmt: skip


def test_a_deputy_is_withdrawn_and_decides_no_longer(rowan):
    today = timezone.localdate()
    named = name_deputy(
        actor(rowan.grace), rowan.unit, rowan.tom, first_day=today - timedelta(days=2), last_day=today + timedelta(5)
    )
    assert actor(rowan.tom).can("decide", rowan.unit.pk)
    withdraw_deputy(actor(rowan.grace), named, because="Back again.")
    assert not actor(rowan.tom).can("decide", rowan.unit.pk)


@pytest.mark.parametrize(
    "body",
    [
        '{"box": "passage", "id": 1e999, "version": 0, "text": "x"}',
        '{"box": "passage", "id": 99999999999999999999, "version": 0, "text": "x"}',
        "[" * 100_000,
        '{"box": "passage"',
    ],
)
def test_a_save_that_makes_no_sense_is_refused_in_words(rowan, sign_in, body):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    answer = sign_in(rowan.tom).post(f"/discussion/{talk.pk}/save/", body, content_type="application/json")
    assert answer.status_code == 400
    assert "still here" in answer.json()["error"]


def test_half_a_character_does_not_lose_the_rest(rowan, sign_in):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    passage = Passage.objects.get(discussion=talk, part="whats_new")
    body = json.dumps({"box": "passage", "id": passage.pk, "version": 0, "text": "Ana\ud800 rang."})
    answer = sign_in(rowan.tom).post(f"/discussion/{talk.pk}/save/", body, content_type="application/json")
    assert answer.status_code == 200
    passage.refresh_from_db()
    assert passage.text == "Ana\ufffd rang."


def test_a_host_that_is_not_ours_is_a_bad_request_and_not_a_fault(client):
    assert client.get("/sign-in/", HTTP_HOST="evil.example").status_code == 400
