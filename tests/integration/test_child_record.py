"""A child's record: dated facts, each of which ends, is corrected, or is withdrawn; none of them is lost."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.cases.models import Involvement
from kinwork.children.kinds import KINDS
from kinwork.children.models import (
    Assessment,
    Conference,
    EhcRequest,
    Enquiry,
    Episode,
    Missing,
    NamedWorker,
    NeedPlan,
    NoPupilNumber,
    Placement,
    PlanCategory,
    ProtectionPlan,
    School,
    StrategyDiscussion,
)
from kinwork.children.pupil_numbers import AsOf, as_of
from kinwork.children.recording import correct_fact
from kinwork.children.standing_alone import standing_alone
from kinwork.children.statuses import status_on
from kinwork.clocks.humanize import short_day
from kinwork.clocks.working_days import add_working_days
from kinwork.families.held import HeldFamily
from kinwork.obligations.models import Obligation
from kinwork.people.models import Identifier
from kinwork.plans.queries.facts import facts_of_unit
from kinwork.units.models import PostHolding
from tests.factories import actor, family_in, unit_with_staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def scene(rowan, sign_in):
    rowan.family = family_in(rowan.unit, "Stonefam", opened=days_ago(200))
    rowan.open = Involvement.objects.get(family=rowan.family)
    rowan.child, rowan.brother = [one.person for one in rowan.family.members.filter(is_child=True)]
    rowan.client = sign_in(rowan.tom)
    return rowan


def record(scene, key: str, *who, follow: bool = True, **said):
    said = {"children": [one.pk for one in who or (scene.child,)], **said}
    return scene.client.post(f"/family/{scene.family.pk}/facts/{key}/", said, follow=follow)


def change(scene, key: str, fact, way: str = "", **said):
    return scene.client.post(f"/family/{scene.family.pk}/facts/{key}/{fact.pk}/{way}", said, follow=True)


def page_of(scene, child=None) -> str:
    answer = scene.client.get(f"/family/{scene.family.pk}/child/{(child or scene.child).pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def on(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def test_a_discussion_that_decides_on_an_enquiry_begins_it_for_each_child(scene):
    page = record(
        scene, "strategy_discussion", scene.child, scene.brother,
        on="26/3/2026", took_part="Police, school nurse", begins_enquiry="on",
    ).content.decode()  # fmt: skip
    assert "Section 47 enquiry" in page
    assert StrategyDiscussion.objects.count() == Enquiry.objects.count() == 2
    # Good Friday was 3 April 2026 and Easter Monday the 6th.
    assert set(Enquiry.objects.values_list("started_on", "conference_target")) == {
        (date(2026, 3, 26), date(2026, 4, 20)),
    }  # fmt: skip
    record(scene, "strategy_discussion", on="30/3/2026", begins_enquiry="on")
    assert Enquiry.objects.count() == 2, "one more discussion meanwhile begins nothing"


def test_three_ways_out_of_one_conference_and_nothing_is_typed_twice(scene):
    plan = record(
        scene, "conference", scene.child, kind="initial", on=on(days_ago(90)), chair="Ms Ali", has_plan="yes",
        category="NEG", note="Neglect over a year.",
    )  # fmt: skip
    assert plan.status_code == 200
    record(scene, "conference", scene.brother, kind="initial", on=on(days_ago(90)), has_plan="no")
    today = status_on(scene.family.pk, TODAY)
    assert {pk: one.words for pk, one in today.items()} == {scene.child.pk: "Child protection plan: neglect"}
    assert Conference.objects.count() == 2
    record(scene, "conference", kind="review", on=on(days_ago(10)), has_plan="yes", category="EMO")
    assert status_on(scene.family.pk, days_ago(11))[scene.child.pk].category == "NEG"
    assert status_on(scene.family.pk, TODAY)[scene.child.pk].category == "EMO", "the latest category"
    assert ProtectionPlan.objects.get().category == "NEG", "and the first"
    slip = record(scene, "conference", kind="review", on=on(days_ago(2)), has_plan="no")
    assert slip.status_code == 422
    assert "plan ends with this. Say what comes after it." in slip.content.decode()
    assert Conference.objects.count() == 3, "nothing is half saved"
    record(scene, "conference", kind="review", on=on(days_ago(2)), has_plan="no", then="cin")
    assert status_on(scene.family.pk, TODAY)[scene.child.pk].status == "cin"
    assert ProtectionPlan.objects.get().ended_on == NeedPlan.objects.get().started_on == days_ago(2)


@pytest.mark.parametrize(("said", "words"), [
    ({}, "Say whether there is a child protection plan after it."),
    ({"has_plan": "yes"}, "Choose the category of the child protection plan."),
    ({"has_plan": "no", "category": "NEG"}, "A category is of a plan."),
    ({"has_plan": "yes", "category": "NEG", "on": "1/1/2090"}, "in the future"),
    ({"has_plan": "yes", "category": "NEG", "children": []}, "Choose who."),
])  # fmt: skip
def test_what_a_conference_lacks_is_said_and_what_was_typed_stays(scene, said, words):
    answer = record(scene, "conference", **{"kind": "initial", "on": on(days_ago(1)), "chair": "Ms Ńgwenya", **said})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Ms Ńgwenya"' in page
    assert not Conference.objects.exists()
    assert not ProtectionPlan.objects.exists()


def test_two_that_cannot_be_at_the_same_time(scene):
    record(scene, "assessment", started_on=on(days_ago(40)))
    again = record(scene, "assessment", started_on=on(days_ago(10)))
    assert again.status_code == 422
    assert f"{scene.child.name} already has an assessment from" in again.content.decode()
    both = record(scene, "assessment", scene.brother, scene.child, started_on=on(days_ago(10)))
    assert both.status_code == 422
    assert Assessment.objects.count() == 1, "of both, or of none"


def test_an_assessment_is_completed_with_what_it_found(scene):
    record(scene, "assessment", started_on=on(days_ago(40)), review_point_on="1w")
    made = Assessment.objects.get()
    early = change(scene, "assessment", made, "end/", ended_on=on(days_ago(50)))
    assert early.status_code == 422
    assert "before it began" in early.content.decode()
    page = change(
        scene, "assessment", made, "end/", ended_on=on(days_ago(5)), factors=["1B", "16A"], outcome="needs",
        is_child_seen="yes",
    ).content.decode()  # fmt: skip
    assert "Alcohol: parent or carer; Neglect" in page
    made.refresh_from_db()
    assert (made.ended_on, made.end_recorded_by) == (days_ago(5), scene.tom)
    nonsense = change(scene, "assessment", made, "end/", ended_on=on(days_ago(5)), factors=["ZZ"])
    assert nonsense.status_code == 422


def test_a_correction_stands_in_the_place_of_what_it_corrects(scene):
    record(scene, "placement", place="Mrs Ade", type="U6", started_on=on(days_ago(30)), postcode="RW1 4AB")
    first = Placement.objects.get()
    why = change(scene, "placement", first, started_on=on(days_ago(31)), place="Mrs Ade", type="U6")
    assert why.status_code == 422
    assert "Say why" in why.content.decode()
    said = {"started_on": on(days_ago(31)), "place": "Mrs Ade", "type": "U6", "because": "The day before."}
    page = change(scene, "placement", first, **said).content.decode()
    first.refresh_from_db()
    second = Placement.objects.get(withdrawn_at=None)
    assert second.replaces == first
    assert (first.started_on, first.withdrawn_because) == (days_ago(30), "The day before.")
    assert "“The day before.”" in page
    back = change(scene, "placement", first, "back/").content.decode()
    assert "what it was corrected to stands in its place" in back


def test_entered_in_error_and_put_back(scene):
    record(scene, "placement", place="Mrs Ade", started_on=on(days_ago(30)))
    made = Placement.objects.get()
    change(scene, "placement", made, "error/", because="The brother’s.")
    assert not Placement.objects.filter(withdrawn_at=None).exists()
    assert "The brother’s." in page_of(scene)
    record(scene, "placement", place="Mr Bell", started_on=on(days_ago(20)))
    clash = change(scene, "placement", made, "back/").content.decode()
    assert "already has a placement" in clash
    change(scene, "placement", Placement.objects.get(place="Mr Bell"), "error/", because="Nobody’s.")
    change(scene, "placement", made, "back/")
    assert Placement.objects.get(withdrawn_at=None) == made


def test_a_temporary_placement_stands_inside_another(scene):
    record(scene, "placement", place="Mrs Ade", type="U6", started_on=on(days_ago(30)))
    assert record(scene, "placement", place="Hospital", type="T1", started_on=on(days_ago(3))).status_code == 200
    assert record(scene, "placement", place="Mr Bell", type="U6", started_on=on(days_ago(3))).status_code == 422


def test_no_child_any_more(scene):
    scene.child.born_on, scene.child.born_kind = date(2000, 2, 29), "exact"
    scene.child.save()
    slip = record(scene, "assessment", started_on=on(days_ago(1)))
    assert slip.status_code == 422
    assert "was 18 on Thursday 1 March 2018" in slip.content.decode()


def test_only_who_works_with_the_family_writes_and_a_closed_one_takes_nothing(scene, sign_in):
    _, strangers = unit_with_staff("Oak", "o")
    scene.client = sign_in(strangers["tom"])
    assert record(scene, "assessment", started_on=on(days_ago(1)), follow=False).status_code in (302, 403)
    assert not Assessment.objects.exists()
    scene.client = sign_in(scene.tom)
    Involvement.objects.filter(pk=scene.open.pk).update(closed_on=TODAY)
    closed = record(scene, "assessment", started_on=on(days_ago(1)))
    assert "The family is closed." in closed.content.decode()
    assert not Assessment.objects.exists()


def test_the_database_keeps_apart_what_cannot_overlap(scene, as_owner):
    told = {
        "person": scene.child, "involvement": scene.open, "recorded_by": scene.tom, "recorded_at": timezone.now(),
    }  # fmt: skip
    Episode.objects.create(started_on=days_ago(50), source="2A", **told)
    for wrong in (
        lambda: Episode.objects.create(started_on=days_ago(20), source="6", **told),
        lambda: Episode.objects.create(started_on=days_ago(20), source="XX", ended_on=days_ago(19), **told),
        lambda: NeedPlan.objects.create(started_on=days_ago(20), ended_on=days_ago(21), **told),
        lambda: PlanCategory.objects.create(on=days_ago(20), category="ABC", **told),
        lambda: Placement.objects.create(started_on=days_ago(20), **told),
    ):
        with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    ended = {"ended_on": days_ago(18), "end_recorded_by": scene.tom, "end_recorded_at": timezone.now()}
    Episode.objects.create(started_on=days_ago(18), source="6", is_no_further_action=True, **ended, **told)
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"), transaction.atomic():
        cursor.execute("UPDATE children_episode SET started_on = started_on - 1")


def test_reading_it_is_logged_and_its_statements_do_not_grow(scene):
    def statements() -> int:
        with CaptureQueriesContext(connection) as heard:
            page_of(scene)
        return len(heard)

    record(scene, "core_group", on=on(days_ago(3)))
    record(scene, "need_review", on=on(days_ago(3)))
    few = statements()
    for n in range(6):
        record(scene, "core_group", scene.child, scene.brother, on=on(days_ago(10 + n)), note=f"Group {n}")
        record(scene, "need_review", on=on(days_ago(10 + n)))
    assert statements() == few
    assert few <= 14, "one for each kind of which there is anything"
    assert AuditEvent.objects.filter(family_id=scene.family.pk, actor=scene.tom, verb__contains="read").exists()


def test_every_kind_has_a_form_that_opens_with_its_child_chosen(scene):
    for kind in KINDS.values():
        answer = scene.client.get(f"/family/{scene.family.pk}/facts/{kind.key}/?child={scene.brother.pk}")
        assert answer.status_code == (200 if kind.add else 404), kind.key
        if kind.add:
            page = answer.content.decode()
            assert f'name="children" value="{scene.brother.pk}" checked' in page
            assert f'name="children" value="{scene.child.pk}" checked' not in page
    assert scene.client.get(f"/family/{scene.family.pk}/facts/nonsense/").status_code == 404


def test_a_conference_about_a_child_who_is_looked_after_leaves_them_looked_after(scene):
    path = f"/family/{scene.family.pk}/status/"
    said = {"person": scene.child.pk, "decided_by": "The court", "reason": "Agreed there.", "on": on(days_ago(60))}
    scene.client.post(path, {**said, "status": "lac", "category": "C1", "placed": "Mrs Ade"})
    record(scene, "conference", kind="initial", on=on(days_ago(50)), has_plan="yes", category="NEG")
    record(scene, "conference", kind="review", on=on(days_ago(20)), has_plan="yes", category="EMO")
    plan = ProtectionPlan.objects.get()
    assert (plan.started_on, plan.ended_on, plan.category) == (days_ago(50), None, "NEG")
    assert PlanCategory.objects.get().category == "EMO"
    record(scene, "conference", kind="review", on=on(days_ago(5)), has_plan="no")
    plan.refresh_from_db()
    assert plan.ended_on == days_ago(5)
    for days in (60, 50, 20, 5, 0):
        assert status_on(scene.family.pk, days_ago(days))[scene.child.pk].words.startswith("Looked after"), days
    assert Placement.objects.get().ended_on is None


@pytest.mark.parametrize(("key", "said", "words"), [
    ("placement", {"place": "", "type": ""}, "Say who with or where"),
    ("disabilities", {"codes": ["NONE", "AUT"]}, "stands alone"),
])  # fmt: skip
def test_what_its_table_refuses_is_said_in_words(scene, key, said, words):
    answer = record(scene, key, **{KINDS[key].day_column: on(days_ago(3)), **said})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not KINDS[key].fact.objects.exists()


def test_nobody_comes_back_before_they_went_and_plans_before_are_few(scene):
    record(scene, "missing", started_on=on(days_ago(3)), kind="M", started_at="22:15")
    early = change(scene, "missing", Missing.objects.get(), "end/", ended_on=on(days_ago(3)), ended_at="06:30")
    assert early.status_code == 422
    assert "before the child went, at 22:15" in early.content.decode()
    record(scene, "conference", kind="initial", on=on(days_ago(3)), has_plan="yes", category="NEG")
    many = change(scene, "protection_plan", ProtectionPlan.objects.get(), previous_plans="30", because="Counted.")
    assert many.status_code == 422
    assert "at most 20" in many.content.decode()


def test_a_plan_from_another_authority_starts_the_clock_of_its_transfer_in_conference(scene):
    record(scene, "moved_in", on=on(days_ago(6)), authority="Elsewhere County", status="plan",
           documents_on=on(days_ago(4)))  # fmt: skip
    owed = Obligation.objects.get(rule="ICPC-TRANSFER")
    assert (owed.because_on, owed.is_open) == (days_ago(4), True)
    assert owed.due == add_working_days(days_ago(4), 15)
    record(scene, "conference", kind="transfer", on=on(days_ago(1)), has_plan="yes", category="NEG")
    assert Obligation.objects.get(rule="ICPC-TRANSFER").met_on == days_ago(1)
    assert status_on(scene.family.pk, TODAY)[scene.child.pk].words == "Child protection plan: neglect"
    record(scene, "moved_in", scene.brother, on=on(days_ago(6)), authority="Elsewhere County", status="care")
    assert Obligation.objects.filter(rule="ICPC-TRANSFER").count() == 1, "who is looked after by them stays theirs"


def test_nobody_takes_over_a_child_of_whom_they_were_not_told(scene):
    untold = record(scene, "moved_away", on=on(days_ago(6)), authority="Elsewhere County", accepted_on=on(days_ago(2)))
    assert untold.status_code == 422
    assert "Say when you told them" in untold.content.decode()
    told = {"told_on": on(days_ago(6)), "accepted_on": on(days_ago(2))}
    record(scene, "moved_away", on=on(days_ago(6)), authority="Elsewhere County", **told)
    assert "Elsewhere County" in page_of(scene)


def test_a_child_at_school_the_number_the_school_the_plan(scene):
    """One number at a time or why there is none; one school, with the offer to end the earlier; an EHC plan's way."""
    record(scene, "no_pupil_number", reason="UN4", started_on=on(days_ago(90)))
    note = f"/family/{scene.family.pk}/person/{scene.child.pk}/note/number/"
    assert scene.client.post(note, {"kind": "upn", "value": "A801200005001"}).status_code == 422
    scene.client.post(
        note, {"kind": "upn", "value": "M80120000500A", "begun": on(days_ago(80)), "ended": on(days_ago(40))}
    )
    assert as_of(scene.child.pk, TODAY) == AsOf("", "M80120000500A", "UN4"), "a temporary number that is over"
    form = scene.client.get(f"{note}?kind=upn").content.decode()
    assert re.search(r'value="upn"\s+(selected|checked)', form), "asked for the UPN, it opens on it"
    saved = scene.client.post(f"{note}?kind=upn", {"kind": "upn", "value": "B801200005001", "begun": on(days_ago(30))})
    assert saved["Location"].endswith("#part-school"), "and leads back to where it was asked for"
    assert NoPupilNumber.objects.get().ended_on == days_ago(30), "why there was none ends with it"
    assert as_of(scene.child.pk, days_ago(35)) == AsOf("", "M80120000500A", "UN4")
    assert as_of(scene.child.pk, TODAY) == AsOf("B801200005001", "M80120000500A")
    none = record(scene, "no_pupil_number", reason="UN2", started_on=on(days_ago(2)))
    assert "There is a UPN, under School" in none.content.decode()
    record(scene, "school", name="Hill School", kind="primary", started_on=on(days_ago(400)))
    second = {"name": "Dale School", "kind": "primary", "started_on": on(days_ago(20))}
    clash = record(scene, "school", **second)
    assert clash.status_code == 422
    assert "End the earlier one on the day this begins" in clash.content.decode()
    page = record(scene, "school", **second, ends_earlier="on").content.decode()
    assert list(School.objects.order_by("started_on").values_list("name", "ended_on")) == [
        ("Hill School", days_ago(20)), ("Dale School", None),
    ]  # fmt: skip
    assert "B801200005001" in page
    assert "(temporary)" in page
    scene.child.born_on, scene.child.born_kind = date(2010, 2, 3), "exact"
    scene.child.save()
    long_ago = {"started_on": "31/8/2014", "started_on-meant": "31/8/2014"}
    early = record(scene, "ehc_request", asked_by="school", **long_ago).content.decode()
    assert "care plans began on" in early, early[early.find("error") :][:1500]
    scene.child.born_on = days_ago(900)
    scene.child.save()
    unborn = record(scene, "ehc_review", on=on(days_ago(901)))
    assert f"This is before {scene.child.name} was born" in unborn.content.decode()
    assert not EhcRequest.objects.exists()
    record(scene, "ehc_request", asked_by="school", started_on=on(days_ago(300)))
    change(scene, "ehc_request", EhcRequest.objects.get(), "end/", ended_on=on(days_ago(260)), outcome="agreed")
    twice = record(scene, "ehc_plan", need="ASD", other_needs=["ASD"], started_on=on(days_ago(160)))
    assert "The main need is among these again." in twice.content.decode()
    plan = record(
        scene, "ehc_plan", need="ASD", other_needs=["SLCN"], names="Dale School", started_on=on(days_ago(160))
    )
    assert "Speech, language and communication" in plan.content.decode()
    assert scene.child.given_name in scene.client.post("/search/", {"q": "B801200005001"}).content.decode()


def test_the_database_checks_the_letter_of_a_upn(scene, as_owner):
    for value in ("A801200005001", "B80120000500A"):
        with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
            Identifier.objects.create(person=scene.child, kind="upn", value=value)
    Identifier.objects.create(person=scene.child, kind="upn", value="P207000016049")


def conference_and_what_it_decided(scene):
    record(scene, "conference", kind="initial", on=on(days_ago(50)), has_plan="yes", category="NEG")
    return Conference.objects.get(withdrawn_at=None)


def stands_alone(scene, do: str) -> str:
    [one] = standing_alone(scene.family.pk, scene.child.pk)
    said = {"do": do, "kind": type(one.thing).__name__, "pk": one.thing.pk}
    path = f"/family/{scene.family.pk}/child/{scene.child.pk}/standing/"
    return scene.client.post(path, said, follow=True).content.decode()


def test_a_conference_that_is_removed_asks_what_of_its_decision_goes_with_it(scene):
    held = conference_and_what_it_decided(scene)
    asked = change(scene, "conference", held, "error/", because="Another family’s.").content.decode()
    assert "was removed, and “Child protection plan: neglect” from" in asked
    assert status_on(scene.family.pk, TODAY)[scene.child.pk].status == "cp", "never silently"
    assert "still stands" not in stands_alone(scene, "remove")
    assert status_on(scene.family.pk, TODAY) == {}
    change(scene, "conference", held, "back/")
    assert standing_alone(scene.family.pk, scene.child.pk) == []


def test_a_conference_on_another_day_moves_what_it_decided_by_one_press_or_leaves_it(scene):
    held = conference_and_what_it_decided(scene)
    said = {"kind": "initial", "on": on(days_ago(48)), "has_plan": "yes", "because": "Two days later."}
    asked = change(scene, "conference", held, **said).content.decode()
    assert "was corrected, and “Child protection plan: neglect” from" in asked
    stands_alone(scene, "move")
    assert ProtectionPlan.objects.get(withdrawn_at=None).started_on == days_ago(48)
    assert standing_alone(scene.family.pk, scene.child.pk) == []
    second = Conference.objects.get(withdrawn_at=None)
    held_by_tom = HeldFamily(scene.family, scene.unit.pk, actor(scene.tom))
    correct_fact(held_by_tom, KINDS["conference"], second, {"has_plan": False}, because="There is none.")
    [one] = standing_alone(scene.family.pk, scene.child.pk)
    assert one.now is None, "it says something else now, and so is not moved"
    stands_alone(scene, "leave")
    assert standing_alone(scene.family.pk, scene.child.pk) == []
    assert ProtectionPlan.objects.get(withdrawn_at=None).ended_on is None


def test_beside_care_a_plan_and_its_end_go_with_their_conference_too(scene):
    path = f"/family/{scene.family.pk}/status/"
    said = {"person": scene.child.pk, "decided_by": "The court", "reason": "Agreed there.", "on": on(days_ago(60))}
    scene.client.post(path, {**said, "status": "lac", "category": "C1", "placed": "Mrs Ade"})
    conference_and_what_it_decided(scene)
    record(scene, "conference", kind="review", on=on(days_ago(5)), has_plan="no")
    change(scene, "conference", Conference.objects.get(kind="review"), "error/", because="It was put off.")
    assert ProtectionPlan.objects.get().ended_on == days_ago(5)
    stands_alone(scene, "remove")
    assert ProtectionPlan.objects.get().ended_on is None
    change(scene, "conference", Conference.objects.get(kind="initial"), "error/", because="It was put off.")
    stands_alone(scene, "remove")
    assert not ProtectionPlan.objects.filter(withdrawn_at=None).exists()
    assert status_on(scene.family.pk, TODAY)[scene.child.pk].status == "lac"


def test_who_is_named_for_a_child_on_a_plan_and_when_no_one_was(scene):
    record(scene, "conference", kind="initial", on=on(days_ago(50)), has_plan="yes", category="NEG")
    unnamed = facts_of_unit(actor(scene.tom), scene.unit.pk, TODAY)[0].unnamed
    assert [(one.person_id, one.since, one.left) for one in unnamed] == [(scene.child.pk, days_ago(50), "")]
    flagged = scene.client.get(f"/unit/{scene.unit.pk}/attention/").content.decode()
    assert f"No social worker is named for {scene.child.short_name}" in flagged
    assert f"/facts/named_worker/?child={scene.child.pk}" in flagged
    offered = scene.client.get(f"/family/{scene.family.pk}/facts/named_worker/").content.decode()
    assert (">Priya Nair<" in offered, ">Maureen O’Brien-Ńgwenya<" in offered) == (True, False), "no coordinator"
    named = {"worker_id": scene.tom.pk, "registration": "SW123456"}
    record(scene, "named_worker", started_on=on(days_ago(40)), **named)
    assert facts_of_unit(actor(scene.tom), scene.unit.pk, TODAY)[0].unnamed == ()
    change(scene, "named_worker", NamedWorker.objects.get(), "end/", ended_on=on(days_ago(20)))
    [one] = facts_of_unit(actor(scene.tom), scene.unit.pk, TODAY)[0].unnamed
    assert one.since == days_ago(20)
    record(scene, "named_worker", started_on=on(days_ago(10)), **{**named, "worker_id": scene.priya.pk})
    page = page_of(scene)
    gaps = page[page.index("No social worker was named") :][:600]
    assert f"{short_day(days_ago(50), TODAY)} – {short_day(days_ago(40), TODAY)}" in gaps
    assert f"{short_day(days_ago(20), TODAY)} – {short_day(days_ago(10), TODAY)}" in gaps
    PostHolding.objects.filter(user=scene.priya).update(during=DateRange(days_ago(300), days_ago(1)))
    [one] = facts_of_unit(actor(scene.tom), scene.unit.pk, TODAY)[0].unnamed
    assert one.left == scene.priya.full_name
