"""The chain from training to families: one figure, every point with what it counts, and walls around the families."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Allocation, Involvement
from kinwork.chain.reading import chain_of
from kinwork.chain.steps import CHAIN, Asked, steps
from kinwork.confidentiality import restrictions
from kinwork.families.held import HeldFamily
from kinwork.measures import actions as measures
from kinwork.practice.actions import rate_discussion
from kinwork.practice.fidelity import facts_of, measures_of
from kinwork.training import actions as training
from kinwork.training.shipped import programmes
from tests.factories import (
    actor,
    discussion_of,
    family_in,
    given_status,
    meeting_of,
    put_in_post,
    unit_with_staff,
    user,
)

pytestmark = pytest.mark.django_db
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
ALL = frozenset(range(1, 9))


def closed_meeting(unit, staff, *, ago, clinician=True):
    meeting = meeting_of(unit, staff["maureen"], on=timezone.localdate() - ago)
    if not clinician:
        meeting.attendance.filter(user=staff["leah"]).update(status="apologies")
    return meeting


def close(meeting, by):
    type(meeting).objects.filter(pk=meeting.pk).update(closed_at=timezone.now(), closed_by=by)


def filled(world, family, key, answers, *, ago, who=None):
    """As it was filled in then."""
    held = HeldFamily(family, world.unit.pk, actor(world.tom))
    who = who or str(family.members.get(role="mother").person_id)
    with time_machine.travel(timezone.now() - ago):
        one = measures.begin(held, instrument=key, who=who, about=None, occasion="review", how="interview",
                             interpreter="", language="", token=uuid4())  # fmt: skip
        sent = {f"q{n}": [str(said)] for n, said in answers.items()}
        measures.answer(held.actor, one, measures.form_for(one), sent)
        return measures.finish(held.actor, one)


@pytest.fixture(scope="module")
def world(one_scene):
    unit, staff = unit_with_staff()
    oak, others = unit_with_staff("Oak", "oak-")
    head, manager, analyst = user("head"), user("manager"), user("analyst")
    put_in_post(head, service_team(), "hos")
    put_in_post(manager, unit, "gm")
    put_in_post(analyst, service_team(), "analyst")
    world = SimpleNamespace(unit=unit, oak=oak, others=others, head=head, manager=manager, analyst=analyst, **staff)
    world.family = family_in(unit, "Winterbourne", opened=timezone.localdate() - timedelta(days=400))
    programme = training.take_up(actor(head), programmes()["elsewhere"])
    training.note_days(actor(staff["grace"]), programme, [(staff["grace"].pk, 1, timezone.localdate() - 60 * WEEK)])
    for week in range(12):
        meeting = closed_meeting(unit, staff, ago=(29 + 2 * week) * DAY, clinician=week % 3 != 0)
        talk = discussion_of(world.family, meeting, staff["maureen"])
        rate_discussion(actor(staff["tom"]), talk, rater="unit", features=set(ALL) if week % 3 else {1})
        close(meeting, staff["grace"])
    return world


def read(world, unit=None, who="grace"):
    asking = actor(getattr(world, who))
    today = timezone.localdate()
    units = None if unit is None else [unit.pk]
    assert asking
    return {one.place.key: one for one in chain_of(Asked(units, today - 26 * WEEK, today)).of()}


def test_every_step_has_its_n_its_interval_or_says_that_it_is_too_few(world):
    found = read(world, world.unit)
    assert [place.key for place in CHAIN] == list(found)
    assert found["clinician"].words == "67 % (8 of 12 meetings)"
    assert found["discussion"].words == "67 % (8 of 12 discussions)"
    assert found["discussion"].interval_words == "39 % to 86 %"
    assert found["training"].words == "20 % (1 of 5 members)"
    assert found["skill"].words in ("not measured yet",)
    assert found["agreement"].words == "not measured yet"
    assert found["status"].words == "2 children: too few to say"


def test_one_definition_for_one_thing(world):
    """The profile, the pyramid and the chain count the same rows."""
    asking, today = actor(world.grace), timezone.localdate()
    assert asking
    of_profile = measures_of(facts_of(world.unit, today, weeks=26, every_weeks=4))
    of_chain = chain_of(Asked([world.unit.pk], today - 26 * WEEK, today)).facts
    for key, measure in (("clinician", "clinician"), ("discussion", "systemic"), ("training", "trained")):
        rows = of_profile[measure].rows
        assert sorted((row.to, row.id, row.counts) for row in rows) == sorted(
            (fact.to, fact.id, bool(fact.value)) for fact in of_chain[key]
        ), key


def test_what_families_say_agreement_rating_and_change(world):
    one, two = world.family, family_in(world.unit, "Ravensworth")
    filled(world, one, "parents-concerns", {1: 0, 4: 0, 5: 1}, ago=3 * WEEK)
    filled(world, one, "family-issues", {1: 1, 2: 2, 3: 0}, ago=3 * WEEK, who="worker")
    filled(world, one, "score-15", dict.fromkeys(range(1, 16), 3), ago=20 * WEEK)
    filled(world, one, "score-15", {n: 2 if n in (1, 3, 6, 10, 15) else 4 for n in range(1, 16)}, ago=2 * WEEK)
    filled(world, two, "score-15", dict.fromkeys(range(1, 16), 3), ago=2 * WEEK)
    filled(world, two, "parents-rating-of-service", dict.fromkeys(range(1, 11), 2), ago=4 * WEEK)
    filled(world, two, "parents-rating-of-service", dict.fromkeys(range(1, 11), 4), ago=2 * WEEK)
    actor(world.grace)
    today = timezone.localdate()
    facts = chain_of(Asked([world.unit.pk], today - 26 * WEEK, today)).facts
    [agreed] = facts["agreement"]
    assert agreed.says == "agree on 2 of 3"
    [change] = facts["change"]
    assert (change.value, change.of) == (-15, {"family": one.pk}), "answered once, there is no change"
    [rating] = facts["rating"]
    assert rating.value == 4, "the last one of each person"
    elsewhere = chain_of(Asked([world.oak.pk], today - 26 * WEEK, today)).facts
    assert not elsewhere["change"] + elsewhere["rating"] + elsewhere["agreement"]


def test_who_came_back_and_what_children_are(world):
    today = timezone.localdate()
    gone = family_in(world.unit, "Comeback", opened=today - timedelta(days=900))
    involvement = Involvement.objects.get(family=gone)
    closed_on = today - timedelta(days=500)
    Involvement.objects.filter(pk=involvement.pk).update(closed_on=closed_on)
    again = Involvement.objects.create(
        family=gone, opened_on=closed_on + 60 * DAY, why_open="Again.", trying_to_do="Help."
    )
    Allocation.objects.create(involvement=again, unit=world.unit, during=DateRange(again.opened_on, None))
    child = gone.members.filter(is_child=True).first().person
    given_status(
        involvement=again, person=child, status="cp", category="NEG", on=today - 90 * DAY,
        decided_by="The conference", recorded_by=world.grace, recorded_at=timezone.now(),
    )  # fmt: skip
    actor(world.grace)
    facts = chain_of(Asked([world.unit.pk], today - 26 * WEEK, today)).facts
    assert [(fact.value, fact.of) for fact in facts["back"]] == [(1, {"family": gone.pk})]
    assert sorted(fact.value for fact in facts["status"] if fact.family_id == gone.pk) == [0, 1]


def test_the_unit_sees_it_first_and_its_own_beside_the_whole_service(world, sign_in):
    at = f"/unit/{world.unit.pk}/chain/"
    own, managers = sign_in(world.tom).get(at).text, sign_in(world.manager).get(at).text
    assert "You see it first" in own
    assert "The unit sees it first" in managers
    assert "Winterbourne" not in own + managers, "the figure names no family"
    assert own.count("<svg") == 2
    assert 'role="group"' in own
    assert "how to begin" in own
    assert "Oak" not in own, "no other unit stands beside it"


def test_every_point_is_one_click_from_what_it_counts(world, sign_in):
    client, at = sign_in(world.tom), f"/unit/{world.unit.pk}/chain/"
    page = client.get(at).text
    for key in ("training", "clinician", "discussion", "status"):
        assert f'href="{at}{key}/?weeks=26"' in page
        listed = client.get(f"{at}{key}/").text
        facts = chain_of_unit(world)[key]
        assert listed.count('<th scope="row">') == len(facts), key
    assert client.get(f"{at}skill-and-more/").status_code == 404
    seen = AuditEvent.objects.filter(words__contains="Quality of the discussion").latest("pk")
    assert "Winterbourne" in client.get(f"{at}discussion/").text
    assert seen.verb == "saw on a list"


def chain_of_unit(world):
    actor(world.tom)
    today = timezone.localdate()
    return chain_of(Asked([world.unit.pk], today - 26 * WEEK, today)).facts


def test_who_sees_numbers_sees_no_family_and_no_league_table(world, sign_in):
    for who in (world.analyst, world.head):
        client = sign_in(who)
        page = client.get("/units/chain/").text
        assert "Winterbourne" not in page
        assert "Rowan" not in page, "units stand side by side only when asked"
        assert "too few" in page or "%" in page
        side = client.get("/units/chain/side-by-side/").text
        names = re.findall(r'<th scope="row">(?:\s*<a[^>]*>)?\s*(Oak|Rowan)', side)
        assert names == sorted(names) == ["Oak", "Rowan"]
        assert "Winterbourne" not in side + client.get("/units/chain/discussion/").text
    analyst = sign_in(world.analyst)
    assert analyst.get(f"/unit/{world.unit.pk}/chain/discussion/").status_code == 403
    assert f"/unit/{world.unit.pk}/chain/" not in analyst.get("/units/chain/discussion/").text
    assert f"/unit/{world.unit.pk}/chain/discussion/" in sign_in(world.head).get("/units/chain/discussion/").text
    assert sign_in(world.others["tom"]).get(f"/unit/{world.unit.pk}/chain/").status_code == 403


def test_a_restricted_family_is_in_no_list_and_in_no_number_of_who_must_not_know(world, sign_in):
    before = read(world, world.unit, "tom")["discussion"].n
    restrictions.restrict(
        actor(world.manager), world.family.pk, world.unit.pk, cause="staff", words="A colleague.",
        guardian_id=world.manager.pk, people=[world.grace.pk],
    )  # fmt: skip
    assert before == 12
    assert read(world, world.unit, "tom")["discussion"].n == 0
    assert read(world, world.unit, "grace")["discussion"].n == 12
    assert "Winterbourne" not in sign_in(world.tom).get(f"/unit/{world.unit.pk}/chain/discussion/").text


def test_as_a_file(world, sign_in):
    client, at = sign_in(world.tom), f"/unit/{world.unit.pk}/chain/"
    rows = list(csv.reader(io.StringIO(client.get(at, {"as": "csv"}).content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [place.name for place in CHAIN]
    clinician = next(row for row in rows if row[0] == "Clinician in the meeting")
    assert clinician[2:4] == ["12", "66.67"]
    listed = client.get(f"{at}discussion/", {"as": "csv"})
    assert listed.content.decode().count("Winterbourne") == 12
    whole = sign_in(world.analyst).get("/units/chain/", {"as": "csv"}).content.decode()
    assert "Winterbourne" not in whole


@pytest.mark.parametrize("at", ["/unit/{unit}/chain/", "/unit/{unit}/chain/discussion/", "/units/chain/side-by-side/"])
def test_more_units_and_families_take_no_more_statements(world, sign_in, at):
    client, at = sign_in(world.grace), at.format(unit=world.unit.pk)

    def statements():
        client.get(at)
        with CaptureQueriesContext(connection) as ran:
            assert client.get(at).status_code == 200
        return len(ran)

    few = statements()
    birch, more = unit_with_staff("Birch", "birch-")
    for unit, staff in ((birch, more), (world.unit, vars(world))):
        meeting = closed_meeting(unit, staff, ago=54 * DAY)
        for _ in range(3):
            talk = discussion_of(family_in(unit), meeting, staff["maureen"])
            rate_discussion(actor(staff["tom"]), talk, rater="unit", features=set(ALL))
        close(meeting, staff["grace"])
    actor(world.grace)
    assert statements() <= few + 1, "of a list that names other families, one line more is logged"
    # Each step says how many it takes.
    with CaptureQueriesContext(connection) as ran:
        chain_of(Asked(None, timezone.localdate() - 26 * WEEK, timezone.localdate()))
    assert len(ran) <= sum(
        {"agreement": 3, "rating": 3, "change": 3}.get(place.key, 1) for place, step in steps() if step
    )
