"""A unit plans what it asks of its families: where it is suggested, to whom, and when no longer."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.cases.closing import close_family
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.measures import actions
from kinwork.measures.models import How, PlannedMeasure
from kinwork.measures.planning import no_longer_plan, plan_measure, planned_of
from tests.factories import PersonFactory, actor, family_in, unit_with_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(one_scene):
    unit, staff = unit_with_staff()
    today = timezone.localdate()
    family = family_in(unit, "Wexcombe", children=0, with_mother=False, opened=today - timedelta(days=7))
    found = {}
    for position, (name, born, role) in enumerate([("Orla", 1990, "mother"), ("Rhys", 2012, "son")]):
        one = PersonFactory(given_name=name, family_name="Wexcombe", born_on=date(born, 5, 4))
        FamilyMember.objects.create(
            family=family, person=one, role=role, is_child=role == "son", position=position
        )  # fmt: skip
        found[name.lower()] = one
    return SimpleNamespace(unit=unit, family=family, **found, **staff)


def plan(world, who="grace", **more):
    said = {
        "instrument": "score-15", "asked_of": "parent", "at_start": True, "at_review": True, "at_end": True,
        "every_weeks": "12", **more,
    }  # fmt: skip
    return plan_measure(actor(getattr(world, who)), world.unit, **said)


def held(world, who="tom"):
    return HeldFamily(world.family, world.unit.pk, actor(getattr(world, who)))


def begun(world):
    return actions.begin(
        held(world), instrument="score-15", who=str(world.orla.pk), about=None, occasion="start", how=How.INTERVIEW,
        interpreter="", language="", token=uuid4(),
    )  # fmt: skip


def finished(world):
    one = begun(world)
    actions.answer(None, one, actions.form_for(one), {f"q{n}": ["2"] for n in range(1, 16)})
    return actions.finish(actor(world.tom), one)


ASKED = "SCORE-15: Orla"


def test_who_decides_in_the_unit_plans_and_what_is_wrong_is_said(world, sign_in):
    with pytest.raises(NotAllowed):
        plan(world, "tom")
    for more, why in [
        ({"instrument": "nothing"}, "Choose a questionnaire"), ({"asked_of": "worker"}, "is for: parent"),
        ({"instrument": "ghq-12", "asked_of": "parent"}, "licensed"), ({"every_weeks": "53"}, "from 1 to 52"),
        ({"every_weeks": "six"}, "from 1 to 52"), ({"at_review": False}, "between reviews"),
        ({"at_start": False, "at_review": False, "at_end": False, "every_weeks": ""}, "Choose when"),
    ]:  # fmt: skip
        with pytest.raises(ValidationError, match=why):
            plan(world, **more)
    assert planned_of(world.unit.pk) == []
    path = f"/unit/{world.unit.pk}/measures/"
    client = sign_in(world.grace)
    wrong = client.post(f"{path}plan/", {"instrument": "score-15", "asked_of": "parent", "every_weeks": "99"})
    assert wrong.status_code == 422
    assert 'value="99"' in wrong.content.decode(), "what was typed is there"
    client.post(f"{path}plan/", {"instrument": "score-15", "asked_of": "parent", "at_start": "on"})
    client.post(f"{path}plan/", {"instrument": "score-15", "asked_of": "parent", "at_start": "on", "at_end": "on"})
    [one] = planned_of(world.unit.pk)
    assert one.when_in_words == "at the start and at the end", "said again, it stands as said last"
    assert "at the start and at the end" in client.get(path).text
    assert "Plan a questionnaire" not in sign_in(world.tom).get(path).text
    assert client.post(f"{path}{one.pk}/end/").status_code == 403
    assert sign_in(world.grace).post(f"{path}{one.pk}/end/").status_code == 302
    assert planned_of(world.unit.pk) == []
    assert client.post(f"{path}{one.pk}/end/").status_code == 404
    assert not no_longer_plan(actor(world.grace), world.unit, one.pk)


def test_the_database_keeps_a_plan_whole(world):
    kept = plan(world)
    sound = {
        "unit": world.unit, "instrument": "life-rating", "asked_of": "parent", "at_start": True, "at_review": False,
        "at_end": False, "from_on": date(2026, 1, 1), "by": world.grace,
    }  # fmt: skip
    for wrong in (
        {"at_start": False}, {"every_weeks": 6}, {"at_review": True, "every_weeks": 0}, {"asked_of": "cat"},
        {"ended_on": date(2025, 1, 1), "ended_by": world.grace}, {"ended_on": date(2026, 2, 1)},
        {"instrument": kept.instrument},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            PlannedMeasure.objects.create(**{**sound, **wrong})


def test_it_is_suggested_where_people_look_and_one_press_begins_it(world, sign_in):
    client = sign_in(world.tom)
    pages = [f"/unit/{world.unit.pk}/attention/", f"/family/{world.family.pk}/"]
    world.family.involvements.update(key_worker=world.tom)
    mine = "/my-work/"
    assert all(ASKED not in client.get(page).text for page in [*pages, mine])
    plan(world)
    for page in [*pages, mine, f"/family/{world.family.pk}/?show=measures"]:
        assert ASKED in client.get(page).text, page
    address = f"/family/{world.family.pk}/measures/new/?who={world.orla.pk}&amp;instrument=score-15&amp;occasion=start"
    assert address in client.get(mine).text
    form = client.get(address.replace("&amp;", "&")).text
    for chosen in ('value="score-15" checked', 'value="start" checked'):
        assert chosen in " ".join(form.split())
    # Begun, it is told of as begun; removed, it is suggested again; refused, not until they wish it.
    one = begun(world)
    assert ASKED not in client.get(mine).text
    actions.remove(held(world), one, because="Wrong person")
    assert ASKED in client.get(mine).text
    refusal = actions.would_rather_not(actor(world.tom), begun(world))
    assert all(ASKED not in client.get(page).text for page in [*pages, mine])
    actions.wishes_again(held(world), refusal.pk)
    assert ASKED in client.get(mine).text
    finished(world)
    assert all(ASKED not in client.get(page).text for page in [*pages, mine])


def test_at_the_closing_the_end_is_offered_and_nothing_waits_for_it(world, sign_in):
    plan(world)
    client = sign_in(world.grace)
    closing = client.get(f"/family/{world.family.pk}/close/").text
    assert "Could be asked at the end" in closing
    assert "occasion=end" in closing
    involvement = world.family.involvements.get()
    close_family(
        held(world, "grace"), involvement, on=timezone.localdate(), reason="Done", changed="", if_rereferred=""
    )
    page = client.get(f"/family/{world.family.pk}/?show=measures").text
    assert "occasion=end" in page
    assert client.get("/my-work/").status_code == 200
    world.family.involvements.update(closed_on=timezone.localdate() - timedelta(days=29), opened_on=date(2020, 1, 1))
    assert "occasion=end" not in client.get(f"/family/{world.family.pk}/?show=measures").text


def test_a_plan_costs_no_statement(world, sign_in):
    def statements(path):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    client = sign_in(world.tom)
    world.family.involvements.update(key_worker=world.tom, opened_on=timezone.localdate() - timedelta(days=100))
    pages = ["/my-work/", f"/unit/{world.unit.pk}/attention/", f"/family/{world.family.pk}/"]

    def warm():  # the first reading of a list is noted besides
        for page in pages:
            statements(page)
        return [statements(page) for page in pages]

    before = warm()
    plan(world)
    plan(world, instrument="life-rating", every_weeks="")
    for _ in range(3):
        family_in(world.unit, opened=timezone.localdate())
    assert warm() == before
