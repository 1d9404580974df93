"""A planned study, from its template to its data: who is drawn, what is asked, and what is never given."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import polars as pl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.confidentiality import restrictions
from kinwork.evaluation.actions import close_study, note_answer
from kinwork.families.held import HeldFamily
from kinwork.measures import actions as measures
from kinwork.measures.models import Completion
from kinwork.notices.models import Notice
from kinwork.studies import giving, keys, planning, recruiting
from kinwork.studies.dataset import AgeAs, ChildrenAs, Coarseness, StatusAs, UnitAs
from kinwork.studies.designs import templates
from kinwork.studies.models import ConsentedTo, KeyEntry, KeyLook, Participant, Plan, Release
from kinwork.studies.queries import design_of, facts, standings
from kinwork.studies.sampling import drawn
from kinwork.studies.standing import Drawn, State, due, flow, response
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FINEST = Coarseness()
COARSEST = Coarseness(UnitAs.NONE, ChildrenAs.NONE, AgeAs.NONE, StatusAs.NONE)


@pytest.fixture
def scene(rowan):
    """Seven families of Rowan, which has a clinician, and six of Birch, which has none; a study by a template."""
    rowan.head, rowan.frances, rowan.quinn = user("studyhead"), user("frances"), user("quinn")
    from kinwork.accounts.bootstrap import service_team

    for who, role in ((rowan.head, "hos"), (rowan.frances, "evaluator"), (rowan.quinn, "qa")):
        put_in_post(who, service_team(), role)
    rowan.birch, rowan.others = unit_with_staff("Birch", "b")
    rowan.birch.posts.filter(role="clinician").first().holdings.all().delete()
    opened = TODAY - timedelta(days=30)
    rowan.ours = [family_in(rowan.unit, f"Quarrel{n}", opened=opened) for n in range(7)]
    rowan.theirs = [family_in(rowan.birch, f"Quince{n}", opened=opened) for n in range(6)]
    rowan.plan = planning.plan_study(
        actor(rowan.head), template="2017-with-and-without-a-clinician", name="Three months on", purpose="To know.",
        begins=TODAY, ends=TODAY + timedelta(days=200), evaluator_ids=[rowan.frances.pk],
    )  # fmt: skip
    rowan.study = rowan.plan.study
    return rowan


def started(scene, seed: int = 7) -> Plan:
    planning.write_wording(actor(scene.head), scene.study, "You need not take part.")
    planning.start(actor(scene.head), scene.study)
    return planning.draw(actor(scene.head), scene.study, seed)


def held(scene, family) -> HeldFamily:
    is_ours = family in scene.ours
    unit, who = (scene.unit, scene.tom) if is_ours else (scene.birch, scene.others["tom"])
    return HeldFamily(family, unit.pk, actor(who))


def says(scene, family, answer: str) -> None:
    at = held(scene, family)
    note_answer(at.actor, scene.study, family.pk, at.unit_id, answer=answer, on=TODAY, said_by="Ada")


def fills_in(scene, family, value: int, wave: str = "t1") -> Completion:
    """A life rating by the parent: as the study asks for, and as any other of the family's."""
    at = held(scene, family)
    parent = family.members.filter(is_child=False).first()
    made = recruiting.begin_for_wave(
        at, scene.study, wave=wave, instrument="life-rating", who=str(parent.person_id), about=None, how="interview",
        token=uuid4(),
    )  # fmt: skip
    measures.answer(at.actor, made, measures.form_for(made), {"q1": [str(value)], "q2": [str(value)]})
    measures.finish(at.actor, made)
    return made


def of(scene, family):
    return next(one for one in standings(scene.study.pk) if one.family_id == family.pk)


# -- before it starts


def test_a_study_without_consent_wording_cannot_start(scene):
    with pytest.raises(ValidationError, match="cannot start without consent wording"):
        planning.start(actor(scene.head), scene.study)
    with pytest.raises(DatabaseError, match="without consent wording"), transaction.atomic():
        Plan.objects.filter(pk=scene.plan.pk).update(started_at=timezone.now(), started_by=scene.head)
    with pytest.raises(ValidationError, match="Start the study first"):
        planning.draw(actor(scene.head), scene.study, 1)
    started(scene)
    with pytest.raises(ValidationError, match="its design stays"):
        planning.change_design(actor(scene.head), scene.study, scene.plan.design)
    with pytest.raises(DatabaseError, match="its design stays"), transaction.atomic():
        Plan.objects.filter(pk=scene.plan.pk).update(design={})
    with pytest.raises(DatabaseError, match="a study draws once"), transaction.atomic():
        Plan.objects.filter(pk=scene.plan.pk).update(seed=8)
    with pytest.raises(NotAllowed):
        planning.write_wording(actor(scene.frances), scene.study, "Everyone must take part.")


def test_every_template_makes_a_study_and_its_rules_are_asked_of_the_record(scene):
    for one in templates():
        plan = planning.plan_study(
            actor(scene.head), template=one.key, name=one.name[:120], purpose=one.purpose, begins=TODAY,
            ends=TODAY + timedelta(days=30),
        )  # fmt: skip
        assert design_of(plan) == one.design
        assert planning.frame_on(plan, TODAY).assessed == 13


# -- the draw


def test_restricted_and_sealed_families_are_never_in_the_frame_whoever_asks(scene):
    hidden = scene.ours[0]
    manager = user("studymanager")
    put_in_post(manager, scene.unit, "gm")
    restrictions.restrict(
        actor(manager), hidden.pk, scene.unit.pk, cause="staff", words="A colleague.", guardian_id=manager.pk,
        people=[scene.grace.pk],
    )  # fmt: skip
    for who in (scene.head, scene.grace, manager):
        actor(who)
        assert hidden.pk not in {one.family_id for one in facts(TODAY)}
    plan = started(scene)
    assert (plan.assessed, plan.in_frame, plan.sampled) == (12, 12, 12)
    assert not Participant.objects.filter(family=hidden).exists()


def test_the_same_seed_and_frame_draw_the_same_families(scene):
    frame = planning.frame_on(scene.plan, TODAY)
    assert {one.group for one in frame.eligible} == {"clinician", "without"}
    again = [one.family_id for one in drawn(frame.eligible, 7, each=50, by="group")]
    plan = started(scene, 7)
    found = list(Participant.objects.filter(study=scene.study).order_by("place"))
    assert [one.family_id for one in found] == again
    assert plan.frame_hash == frame.fingerprint
    assert {one.group for one in found if one.unit_id == scene.birch.pk} == {"without"}
    assert Notice.objects.filter(kind="study_drawn", unit=scene.birch).count() == 1


# -- asking, and what was said


def test_who_was_not_drawn_is_not_asked_and_who_said_no_is_left_alone(scene):
    planning.change_design(actor(scene.head), scene.study, scene.plan.design | {"each": 3})
    started(scene)
    left_out = next(one for one in scene.ours if not Participant.objects.filter(family=one).exists())
    with pytest.raises(ValidationError, match="not drawn for this study"):
        says(scene, left_out, "agreed")
    family = Participant.objects.filter(study=scene.study, unit=scene.unit).first().family
    recruiting.note_asked(held(scene, family), scene.study, on=TODAY)
    assert of(scene, family).state == State.NO_ANSWER
    says(scene, family, "declined")
    with pytest.raises(ValidationError, match="not asked again"):
        recruiting.note_asked(held(scene, family), scene.study, on=TODAY)
    assert recruiting.remind(actor(scene.head), scene.study) == 0


def test_an_answer_knows_its_wording_and_withdrawing_leaves_every_later_data(scene):
    started(scene)
    family = scene.ours[0]
    says(scene, family, "agreed")
    words = "You need not take part. It takes ten minutes."
    planning.write_wording(actor(scene.head), scene.study, words, after_draw=True)
    says(scene, scene.ours[1], "agreed")
    assert list(ConsentedTo.objects.order_by("pk").values_list("wording__version", flat=True)) == [1, 2]
    for one in (*scene.ours[2:6], *scene.theirs):
        says(scene, one, "agreed")
    first = giving.give(actor(scene.head), scene.study, COARSEST)
    assert first.families == 12
    code = code_of(scene, family)
    assert code in table_of(first)["id"].to_list()
    says(scene, family, "withdrawn")
    second = giving.give(actor(scene.head), scene.study, COARSEST)
    assert code not in table_of(second)["id"].to_list()
    with pytest.raises(ValidationError, match="has withdrawn"):
        giving.fetch(actor(scene.frances), scene.study, first.pk)
    assert giving.fetch(actor(scene.frances), scene.study, second.pk).sha256 == second.sha256
    assert giving.gone_from(scene.study.pk, [first, second]) == {first.pk: 1, second.pk: 0}


def code_of(scene, family) -> str:
    return next(code for code, one in keys.open_key(actor(scene.quinn), scene.study, "A test") if one == family)


def table_of(release: Release) -> pl.DataFrame:
    return pl.read_csv(ZipFile(BytesIO(bytes(release.content))).read("data.csv"))


# -- the times


def test_a_questionnaire_of_a_study_is_an_ordinary_one(scene):
    started(scene)
    family = scene.ours[0]
    with pytest.raises(ValidationError, match="Only a family that has agreed"):
        fills_in(scene, family, 5)
    says(scene, family, "agreed")
    tasks = due(of(scene, family), design_of(scene.plan), TODAY)
    assert {task.asked.instrument for task in tasks} == {
        "score-15", "life-rating", "parents-experience", "concern-ratings"
    }  # fmt: skip
    made = fills_in(scene, family, 5)
    assert Completion.objects.filter(family=family, finished_at__isnull=False).get() == made
    assert "t1:life-rating:parent" in of(scene, family).filled
    with pytest.raises(ValidationError, match="not to be filled in now"):
        fills_in(scene, family, 5)
    with pytest.raises(ValidationError, match="not to be filled in now"):
        fills_in(scene, family, 5, wave="t2")


def test_units_are_reminded_of_what_is_due_and_of_nobody_who_would_rather_not(scene):
    started(scene)
    for family in (*scene.ours[:2], scene.theirs[0]):
        says(scene, family, "agreed")
    recruiting.note_lost(held(scene, scene.theirs[0]), scene.study, on=TODAY, words="Moved away")
    assert recruiting.remind(actor(scene.head), scene.study) == 2
    assert recruiting.remind(actor(scene.head), scene.study) == 0, "within a week"
    assert Notice.objects.filter(kind="study_to_fill_in").count() == 2


def test_the_flow_counts_what_the_record_has(scene):
    plan = started(scene)
    for family, answer in zip(scene.ours[:4], ("agreed", "agreed", "declined", "agreed"), strict=True):
        recruiting.note_asked(held(scene, family), scene.study, on=TODAY)
        says(scene, family, answer)
    says(scene, scene.ours[3], "withdrawn")
    fills_in(scene, scene.ours[0], 6)
    design, found = design_of(plan), standings(scene.study.pk)
    boxes = {
        box.label: box for box in flow(Drawn(plan.assessed, (), plan.in_frame, plan.sampled), design, found, TODAY)
    }
    assert boxes["Drawn"].n == 13
    assert dict(boxes["Drawn"].groups) == {"Units with a clinician": 7, "Units without": 6}
    assert boxes["Asked"].n == 4
    assert dict(boxes["Asked"].aside) == {"Said no": 1}
    assert boxes["Agreed to take part"].n == 3
    assert dict(boxes["Agreed to take part"].aside) == {"Withdrew later": 1}
    assert boxes["Answered: First interview"].n == 1
    rates = {row.unit: row for row in response(design, found, TODAY)}
    assert rates[scene.unit.name].asked.words == "4 of 7 (57 %)"
    assert rates[scene.unit.name].waves[0].words == "1 of 2 (50 %)"
    assert rates["All units"].drawn == 13


# -- the key


def test_the_key_is_there_only_in_a_look_that_is_written_down(scene):
    started(scene)
    assert KeyLook.objects.count() == 1, "made at the draw, and that is written down"
    with connection.cursor() as cursor:  # as in another transaction: the draw was in this one
        cursor.execute("SELECT set_config('kinwork.user', %s, true)", [str(scene.frances.pk)])
    actor(scene.frances)
    assert not KeyEntry.objects.exists()
    for who in (scene.head, scene.frances, scene.tom):
        with pytest.raises(NotAllowed):
            keys.open_key(actor(who), scene.study, "I want to know")
    with pytest.raises(ValidationError, match="Say why"):
        keys.open_key(actor(scene.quinn), scene.study, "  ")
    found = keys.open_key(actor(scene.quinn), scene.study, "A family asks")
    assert len({code for code, _ in found}) == 13
    assert KeyLook.objects.filter(by=scene.quinn).get().why == "A family asks"
    assert AuditEvent.objects.filter(verb=keys.LOOKED, actor=scene.quinn, family_id=scene.ours[0].pk).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        KeyLook.objects.all().update(why="Nothing")


def test_when_a_study_is_closed_its_key_is_gone_and_it_gives_nothing_more(scene):
    started(scene)
    close_study(actor(scene.head), scene.study)
    assert keys.open_key(actor(scene.quinn), scene.study, "A family asks") == []
    with pytest.raises(ValidationError, match="closed"):
        giving.give(actor(scene.head), scene.study, COARSEST)


# -- the data


def test_nothing_is_given_in_which_a_family_could_be_known(scene):
    started(scene)
    for family in (*scene.ours, *scene.theirs):
        says(scene, family, "agreed")
    looked = giving.look(actor(scene.head), scene.study, FINEST)
    assert {one.kind for one in looked.found} >= {"margin"}, "each unit’s number stands by its name in the rates"
    with pytest.raises(ValidationError, match="could tell who a family is"):
        giving.give(actor(scene.head), scene.study, FINEST)
    with pytest.raises(NotAllowed):
        giving.give(actor(scene.frances), scene.study, COARSEST)
    made = giving.give(actor(scene.head), scene.study, COARSEST)
    told = b"".join(ZipFile(BytesIO(bytes(made.content))).read(name) for name in ("data.csv", "codebook.csv"))
    for word in ("Quarrel", "Quince", "Rowan", "Birch", str(TODAY)):
        assert word.encode() not in told


def test_where_few_are_alike_it_is_withheld_and_the_rest_is_told(scene):
    for n, family in enumerate((*scene.ours, *scene.theirs)):
        person = family.members.filter(is_child=True).first().person
        family.members.filter(is_child=True).exclude(person=person).update(is_child=False)
        person.born_on = TODAY - timedelta(days=365 * (3 if n == 0 else 9) + 40)
        person.save()
    started(scene)
    for family in (*scene.ours, *scene.theirs):
        says(scene, family, "agreed")
    told = Coarseness(UnitAs.NONE, ChildrenAs.NONE, AgeAs.BANDS, StatusAs.NONE)
    with pytest.raises(ValidationError, match="could tell who a family is"):
        giving.give(actor(scene.head), scene.study, told)
    made = giving.give(actor(scene.head), scene.study, Coarseness(**{**vars(told), "withhold": True}))
    ages = table_of(made).group_by("group", "youngest").len().sort("len")
    assert min(ages["len"]) >= 5
    assert "0-4" not in ages["youngest"].to_list()
    assert made.withheld > 0


def test_reading_a_study_takes_as_many_statements_however_many_families(scene):
    def many() -> int:
        with CaptureQueriesContext(connection) as asked:
            giving.look(actor(scene.head), scene.study, FINEST)
        return len(asked)

    started(scene)
    for family in scene.ours[:5]:
        says(scene, family, "agreed")
    few = many()
    for family in (*scene.ours[5:], *scene.theirs):
        says(scene, family, "agreed")
    fills_in(scene, scene.ours[0], 4)
    assert many() == few


def test_the_pages(scene, sign_in):
    started(scene)
    family = scene.ours[0]
    of_study, of_family = f"/study/{scene.study.pk}", f"/family/{family.pk}/study/{scene.study.pk}"
    head = sign_in(scene.head)
    for page in ("/studies/new/?template=2014-families-over-time", f"{of_study}/", *(
        f"{of_study}/{one}" for one in ("plan/", "flow/", "flow.svg", "response/", "releases/")
    )):  # fmt: skip
        assert head.get(page).status_code == 200, page
    assert head.get(f"{of_study}/key/").status_code == 404
    tom = sign_in(scene.tom)
    assert "not asked yet" in tom.get(f"{of_study}/families/").content.decode()
    assert tom.get(of_family + "/").status_code == 200
    assert tom.post(of_family + "/do/asked/", {"on": "today", "words": "At home"}).status_code == 302
    assert "asked, no answer yet" in tom.get(of_family + "/").content.decode()
    says(scene, family, "agreed")
    page = tom.get(of_family + "/").content.decode()
    assert "Begin SCORE-15" in page
    assert sign_in(scene.quinn).get(f"{of_study}/key/").status_code == 200
    assert sign_in(scene.quinn).post(f"{of_study}/key/", {"why": "A family asks"}).status_code == 200


def _said(**more):
    said = {
        "question": "How?", "groups": "none", "each": "5", "drawn_by": "group", "wave1": "score-15:parent",
        "wave1_after": "0", "wave1_within": "9", "wave2": "score-15:parent", "wave2_after": "91", "wave2_within": "42",
    }  # fmt: skip
    return said | more


def test_a_time_is_added_renamed_and_removed_on_the_page_before_the_study_starts(scene, sign_in):
    head, at = sign_in(scene.head), f"/study/{scene.study.pk}/plan/design/"

    def waves():
        return [(one.key, one.name, one.after) for one in design_of(Plan.objects.get(pk=scene.plan.pk)).waves]

    first = waves()
    new = {"wave_new_name": "After six weeks", "wave_new_after": "42", "wave_new_within": "14"}
    for left, why in (
        ({"wave_new_after": ""}, "Type how many days after"), ({"wave_new_name": ""}, "Give this time a name"),
        ({"wave_new": []}, "Choose what is asked at this time"), ({"wave_new_name": "First interview"}, "two times"),
    ):  # fmt: skip
        wave1 = {"wave1_name": "First interview"}
        page = head.post(at, _said(**wave1, **(new | {"wave_new": ["life-rating:parent"]} | left)))
        assert page.status_code == 422
        assert why in page.text, left
        assert waves() == first, "nothing half-saved"
    assert 'value="42"' in page.content.decode(), "what was typed is still there"
    head.post(at, _said(wave1_name="Before", **new, wave_new=["life-rating:parent"]))
    assert waves() == [(first[0][0], "Before", 0), ("w1", "After six weeks", 42), first[1]], "where it belongs"
    head.post(
        at, _said(wave2_after="42", wave3="score-15:parent", wave3_after="91", wave3_within="9", wave1_remove="on")
    )
    assert [name for _, name, _ in waves()] == ["After six weeks", first[1][1]]
    page = head.get(f"/study/{scene.study.pk}/plan/").content.decode()
    assert 'value="child-outcome-rating:' not in page, "what has no words is not offered"
    assert "/questionnaires/" in page
    started(scene)
    assert head.post(at, _said(**new, wave_new=["life-rating:parent"])).status_code in (404, 422)
    assert len(waves()) == 2


def test_a_time_that_the_study_does_not_last_to_is_said_before_it_starts(scene, sign_in):
    planning.write_wording(actor(scene.head), scene.study, "You need not take part.")
    data = scene.plan.design | {
        "waves": [*scene.plan.design["waves"][:1], scene.plan.design["waves"][1] | {"after": 210}]
    }
    planning.change_design(actor(scene.head), scene.study, data)
    page = sign_in(scene.head).get(f"/study/{scene.study.pk}/plan/").text
    assert "cannot be asked: of a family that agrees on" in page
    with pytest.raises(ValidationError, match="Remove it, ask it sooner"):
        planning.start(actor(scene.head), scene.study)
    planning.change_design(actor(scene.head), scene.study, scene.plan.design)
    planning.start(actor(scene.head), scene.study)
    with (
        time_machine.travel(timezone.now() + timedelta(days=150)),
        pytest.raises(ValidationError, match="too late to draw"),
    ):
        planning.draw(actor(scene.head), scene.study, 1)


def test_wording_is_not_changed_after_the_draw_by_a_slip(scene, sign_in):
    started(scene)
    head, at = sign_in(scene.head), f"/study/{scene.study.pk}/plan/wording/"
    wrong = head.post(at, {"wording": "Other words."})
    assert wrong.status_code == 422
    assert "may have been asked by version 1" in wrong.text
    assert "Other words." in wrong.text
    assert scene.study.wordings.count() == 1
    assert head.post(at, {"wording": "Other words.", "after_draw": "on"}).status_code == 302
    assert scene.study.wordings.count() == 2


def test_no_page_says_how_many_of_those_drawn_are_restricted(scene, sign_in):
    started(scene)
    manager = user("studymanager")
    put_in_post(manager, scene.unit, "gm")

    def pages():
        head = sign_in(scene.head)
        found = [head.get(f"/study/{scene.study.pk}/{one}/").content.decode() for one in ("plan", "flow", "response")]
        return [re.sub(r'value="\w{64}"', "", one[one.index("<h1") :]) for one in found]

    before = pages()
    assert "Not asked yet, or no longer included: 13" in before[1]
    restrictions.restrict(
        actor(manager), scene.ours[0].pk, scene.unit.pk, cause="staff", words="A colleague.", guardian_id=manager.pk,
        people=[scene.grace.pk],
    )  # fmt: skip
    assert len(standings(scene.study.pk)) == 12, "it is gone from what anyone counts"
    assert pages() == before
