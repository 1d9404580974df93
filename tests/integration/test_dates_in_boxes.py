"""No fact of the past lies in the future, in whichever box it is typed; and no day that has passed is taken silently.

The boxes are found in the code: a new one that is not tried here fails.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from uuid import uuid4

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

import kinwork
from kinwork.access.forms import SpokenDateField
from kinwork.accounts.bootstrap import service_team
from kinwork.bundles.models import Clarification, SubjectAccessRequest
from kinwork.cases.models import FamilyRole, StatusDecision
from kinwork.children.forms import AdoptersForm
from kinwork.clocks.natural_dates import Looks
from kinwork.faces import actions as faces
from kinwork.families import actions, moving, ties
from kinwork.families.actions import EditContext
from kinwork.families.held import HeldFamily
from kinwork.families.models import ChangeSet, Family, Partnership
from kinwork.formal_meetings.actions.arranging import Arranged, arrange
from kinwork.formal_meetings.models import FormalMeeting
from kinwork.front_door.actions.contacts import Taken, take_contact
from kinwork.front_door.models import About
from kinwork.genograms.forms import FORMS as DRAWS
from kinwork.meetings.models import PlannedConversation, Task
from kinwork.people.models import BirthKind, Person, Term
from kinwork.persons.forms import FORMS as NOTES
from kinwork.persons.forms import PersonForm
from kinwork.plans.actions import planning
from kinwork.studies import planning as planning_a_study
from kinwork.training.actions import take_up
from kinwork.training.coaching import agree
from kinwork.training.shipped import programmes
from kinwork.transfers import actions as transfers
from tests.factories import (
    actor,
    discussion_of,
    family_in,
    meeting_of,
    put_in_post,
    study_that,
    unit_with_staff,
    user,
)

pytestmark = pytest.mark.django_db
BACK = (Looks.PAST, Looks.SINCE, Looks.BIRTH)


def every_form() -> set[type[forms.BaseForm]]:
    for module in walk_packages(kinwork.__path__, "kinwork."):
        if re.search(r"forms|fields|views", module.name):
            import_module(module.name)
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("kinwork."):
            found.add(kind)
    return found


def boxes(*looks: Looks) -> set[tuple[str, str]]:
    """Every form and box that looks one of these ways."""
    return {
        (form.__name__, name)
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field, SpokenDateField) and field.looks in looks
    }


@pytest.fixture
def scene(rowan, sign_in):
    rowan.family = family_in(rowan.unit, "Scene")
    rowan.ada, rowan.first, rowan.second = [one.person for one in rowan.family.members.all()]
    rowan.gm = user("manager")
    put_in_post(rowan.gm, rowan.unit, "gm")
    rowan.at = EditContext(rowan.family, rowan.unit.pk, actor(rowan.grace), source="Ada")
    put_in_post(rowan.grace, service_team(), "frontdoor")
    rowan.client = sign_in(rowan.grace)
    about = [About(who="child", given_name="Mia", family_name="Kestrel")]
    said = {"received_on": date(1990, 1, 2), "agency_name": "", "source": "2B", "said": "A bruise.",
            "family_knows": "no", "consent": "given"}  # fmt: skip
    rowan.call = take_contact(actor(rowan.grace), uuid4(), Taken(said, "Jean", "01632 960123", about, {}))
    rowan.leads = FamilyRole.objects.create(
        involvement=rowan.family.involvements.get(), kind="lead", name="Jean Ames", agency="Nursery",
        during=DateRange(date(1990, 1, 2), None), recorded_by=rowan.grace, recorded_at=timezone.now(),
    )  # fmt: skip
    return rowan


def places(scene) -> dict[tuple[str, str], tuple[str, str, dict[str, object]]]:
    """Where each box of the past is: address, name, and what else is sent."""
    family = f"/family/{scene.family.pk}"
    ada, first, second = scene.ada.pk, scene.first.pk, scene.second.pk
    found = {}
    drawn = {
        "partner": {"person": ada, "given_name": "Ben", "kind": "married", "sex": "male"},
        "child": {"person": ada, "given_name": "Cal", "kind": "birth"},
        "parent": {"person": ada, "given_name": "Gran", "kind": "adoptive"},
        "sibling": {"person": first, "given_name": "Sib"},
        "twin": {"person": first, "given_name": "Twin", "kind": "twins"},
        "loss": {"person": ada, "kind": "miscarriage"},
        "part": {"couple": a_couple(scene), "how": "divorced"},
        "bond": {"person": ada, "kind": "close", "other": second},
        "move": {"person": first, "name": "Gran’s"},
    }
    for what, said in drawn.items():
        for name, field in DRAWS[what].base_fields.items():
            if isinstance(field, SpokenDateField):
                sent = {f"{what}-{key}": value for key, value in said.items()}
                found[DRAWS[what].__name__, name] = (f"{family}/genogram/draw/{what}/", f"{what}-{name}", sent)
    noted = {
        "name": {"given_name": "Addy", "kind": "nickname"},
        "address": {"kind": "home", "lines": "1 Road"},
        "warning": {"kind": "dogs", "words": "A dog", "review_on": "6m"},
        "disability": {"code": "MOB"},
        "immigration": {"code": "BC"},
        "recourse": {"code": "Y"},
    }
    for what, form in NOTES.items():
        for name, field in form.base_fields.items():
            if isinstance(field, SpokenDateField) and form.dated | (name == "code"):
                said = noted.get(what, {"words": "A word"})
                found[form.__name__, name] = (f"{family}/person/{ada}/note/{what}/", name, said)
    who = {"given_name": "Ada", "born_kind": "known", "sex": "female", "died_kind": "known"}
    for name in ("born", "died"):
        found[PersonForm.__name__, name] = (f"{family}/person/{ada}/who/", name, who)
    member = {"given_name": "New", "born_kind": "exact", "sex": "unknown"}
    tie = {"tie-part": "professional", "tie-name": "Mr New"}
    study = study_that(user("head"))
    call = {
        "request": str(uuid4()), "draft_page": "one", "draft_version": "0", "source": "2B", "said": "A bruise.",
        "family_knows": "no", "consent": "given", "a0-who": "child", "a0-given_name": "Mia", "a0-household": "1",
    }  # fmt: skip
    contact, child = f"/contacts/{scene.call.pk}", scene.call.about.get().pk
    decision = {"about": child, "level": "nothing", "reason": "Known.", "decided_by": scene.grace.pk}
    waits = StatusDecision.objects.create(
        involvement=scene.family.involvements.get(), person=scene.second, status="cin", on=date(2019, 1, 1),
        decided_by="The meeting", panel="the panel", recorded_by=scene.grace, recorded_at=timezone.now(),
    )  # fmt: skip
    panel = f"{family}/status/{waits.pk}/panel/"
    met = a_meeting(scene)
    jean = met.invitations.create(name="Jean", part="other", invited_by=scene.grace, invited_at=timezone.now())
    hazel, staff = unit_with_staff("Hazel", "hazel-")
    mine = HeldFamily(scene.family, scene.unit.pk, actor(scene.grace))
    planning.add_aim(mine, words="That they sleep.")
    going = transfers.offer(
        mine, scene.family.involvements.get(), hazel, why="They moved.", wanted_from=timezone.localdate()
    )
    transfers.accept(actor(staff["grace"]), going.pk)
    face = faces.begin(mine, kind="letter", person_id=ada, token=uuid4())
    faces.write(mine, face, "letter", "We come on Monday.", leans_on=(), version=0)
    plain = f"{family}/plain/{face.pk}"
    scene.client.get("/my-work/")  # whoever asked last is who asks the database
    gone = f"/transfers/{going.pk}/"
    adopters = {"first_given_name": "Jo", "first_sex": "female", "adopters_status": "L0"}
    for name, field in AdoptersForm.base_fields.items():
        if isinstance(field, SpokenDateField):
            found["AdoptersForm", name] = (f"{family}/adopters/", name, adopters)
    found["AdoptionOrderForm", "on"] = (f"{family}/child/{first}/adopted/", "on", {"guardian": ""})
    put_in_post(scene.grace, service_team(), "hos")
    asks = {"person": scene.ada, "asked_by": "Ada", "received_on": date(1990, 1, 2), "by": scene.grace,
            "handler": scene.grace, "at": timezone.now()}  # fmt: skip
    asked, waits_for = (
        SubjectAccessRequest.objects.create(**asks),
        SubjectAccessRequest.objects.create(**asks, identity_asked_on=date(1990, 1, 2)),
    )
    Clarification.objects.create(request=waits_for, asked="All?", asked_on=date(1990, 1, 2), by=scene.grace)
    register = {"asked_by": "", "asked_as": "self", "handler": scene.grace.pk}
    for name in ("received_on", "identity_asked_on", "identity_shown_on"):
        found["RegisterForm", name] = (f"/access-requests/for/{ada}/", name, register)
    trained = take_up(actor(scene.grace), programmes()["elsewhere"])
    practised = agree(
        actor(scene.grace), user_id=scene.grace.pk, with_user_id=None, with_name="Coach", what="Questions",
        due=timezone.localdate(),
    )  # fmt: skip
    for name, do in (("identity_on", "identity"), ("answered_on", "hear"), ("extended_on", "extend")):
        found["ClockForm", name] = (f"/access-request/{waits_for.pk}/clock/", name, {"do": do})
    put_in_post(scene.grace, service_team(), "qa")
    found["SimulatedForm", "held_on"] = ("/coding/simulated/new/", "held_on", {"token": str(uuid4())})
    for name in ("held_on", "asked_on"):
        found["SessionForm", name] = (f"{family}/observations/new/", name, {"token": str(uuid4())})
    found |= {
        ("ClockForm", "asked_on"): (f"/access-request/{asked.pk}/clock/", "asked_on", {"do": "ask"}),
        **{
            ("HoldForm", name): ("/records/holds/", name, {"scope": "period", "asked_by": "", "reason": ""})
            for name in ("since", "until")
        },
        ("AnsweredForm", "ended_on"): (f"/access-request/{asked.pk}/do/end/", "ended_on", {"outcome": "refused"}),
        ("OwnWordsForm", "said_on"): (
            f"{family}/child/{first}/own-page/keep/",
            "said_on",
            {"text": "", "whose": "Ida", "token": str(uuid4())},
        ),
        ("GivenForm", "on"): (f"{plain}/given/", "on", {"how": ""}),
        ("LanguageForm", "translated_on"): (f"{plain}/language/", "translated_on", {"language": "Polish"}),
        ("CallForm", "received_on"): ("/contacts/new/", "received_on", call),
        ("AboutForm", "born"): ("/contacts/new/", "a0-born", call),
        ("DecisionForm", "decided_on"): (f"{contact}/decide/", "decided_on", decision),
        ("FeedbackForm", "on"): (f"{contact}/answer/", "on", {"how": "telephone"}),
        ("RoleForm", "since"): (f"{family}/roles/", "since", {"kind": "lead", "name": "Jo Bell"}),
        ("EndForm", "on"): (f"{family}/roles/{scene.leads.pk}/end/", "on", {"because": "Moved."}),
        ("MemberForm", "born_on"): (f"{family}/member/", "born_on", member),
        ("MemberForm", "died_on"): (f"{family}/member/", "died_on", member),
        ("OpeningForm", "opened_on"): (f"/families/open/{scene.unit.pk}/", "opened_on", {"name": "Another"}),
        ("ClosingForm", "on"): (f"{family}/close/", "on", {"reason": "Done."}),
        ("StatusForm", "on"): (
            f"{family}/status/",
            "on",
            {"person": first, "status": "cp", "category": "neglect", "decided_by": "The conference"},
        ),
        ("ClosingForm", "told_on"): (f"{family}/close/", "told_on", {"reason": ""}),
        ("ClosingForm", "step_down_agreed_on"): (f"{family}/close/", "step_down_agreed_on", {"reason": ""}),
        ("AgreeForm", "on"): (f"{family}/plan/agree/", "on", {"agreed_with": ""}),
        ("ReviewForm", "on"): (f"{family}/plan/review/", "on", {"found": ""}),
        ("IntroduceForm", "introduced_on"): (gone, "introduced_on", {"do": "introduce", "by_whom": "", "told": ""}),
        ("DoneForm", "on"): (gone, "on", {"do": "done"}),
        ("PanelForm", "panel_on"): (panel, "panel_on", {"answer": "agreed"}),
        ("PanelForm", "since"): (panel, "since", {"answer": "agreed"}),
        ("ToldForm", "on"): (f"{family}/meetings/{met.pk}/who/{jean.pk}/tell/", "on", {"do": "told", "how": "post"}),
        ("OutcomeForm", "on"): (f"{family}/meetings/{met.pk}/held/", "on", {"quorum_because": "Snow."}),
        ("TieForm", "begun"): (f"{family}/network/add/", "tie-begun", tie),
        ("TieForm", "on"): (f"{family}/network/add/", "tie-on", tie),
        ("EntryForm", "on"): (f"{family}/entries/new/", "on", {"kind": "visit", "text": "At home."}),
        ("BringInForm", "on"): (
            f"{family}/brought-in/new/",
            "on",
            {"kind": "email", "text": "Dear Tom", "token": str(uuid4())},
        ),
        ("FigureForm", "on"): ("/indicators/figures/", "on", {"figure": "population", "value": "", "source": ""}),
        ("MilestoneForm", "on"): ("/indicators/figures/milestone/", "on", {"words": "", "unit": ""}),
        ("PractisingForm", "due"): (
            "/my-training/practise/",
            "due",
            {"who": scene.grace.pk, "coach": "", "coach_name": "Coach", "what": "Circular questions"},
        ),
        ("UntilForm", "until"): (f"/my-training/practise/{practised.pk}/carry/", "until", {}),
        ("TakenForm", "on"): (f"/training/{trained.pk}/", "on", {"day": 1}),
        ("SessionForm", "on"): (
            "/my-training/",
            "on",
            {"user": scene.grace.pk, "with_user": scene.tom.pk, "kind": "coaching"},
        ),
        ("AnswerForm", "on"): (
            f"{family}/evaluation/",
            "on",
            {"study": study.pk, "answer": "agreed", "said_by": "Ada"},
        ),
        **_of_plans(scene.family),
    }
    return found


def _of_plans(family: Family) -> dict[tuple[str, str], tuple[str, str, dict[str, object]]]:
    """A study that is being planned, and one for which the family was drawn."""
    head = user("planner")
    put_in_post(head, service_team(), "hos")
    today, made = timezone.localdate(), []
    for _ in "12":
        plan = planning_a_study.plan_study(
            actor(head), template="2017-with-and-without-a-clinician", name="Planned", purpose="To know.",
            begins=today, ends=today + timedelta(days=150),
        )  # fmt: skip
        made.append(plan)
    planning_a_study.change_design(actor(head), made[1].study, made[1].design | {"rules": []})
    planning_a_study.write_wording(actor(head), made[1].study, "You need not take part.")
    planning_a_study.start(actor(head), made[1].study)
    planning_a_study.draw(actor(head), made[1].study, 1)
    design = f"/study/{made[0].study_id}/plan/design/"
    said = {
        "question": "How?", "groups": "none", "each": "5", "drawn_by": "group", "wave1": "score-15:parent",
        "wave1_after": "0", "wave1_within": "9", "wave2": "score-15:parent", "wave2_after": "9", "wave2_within": "9",
    }  # fmt: skip
    new = {"template": "2014-families-over-time", "name": "New", "purpose": "To know.", "ends": "12w"}
    at = f"/family/{family.pk}/study/{made[1].study_id}/do"
    return {
        ("PlanForm", "begins"): ("/studies/new/", "begins", new),
        ("PlanForm", "ends"): ("/studies/new/", "ends", new),
        ("DesignForm", "opened_from"): (design, "opened_from", said),
        ("DesignForm", "opened_to"): (design, "opened_to", said),
        ("AskedForm", "on"): (f"{at}/asked/", "on", {}),
        ("LostForm", "lost_on"): (f"{at}/lost/", "lost_on", {"why": "Moved away"}),
    }


def a_meeting(scene) -> FormalMeeting:
    """Held once it is said on which day."""
    said = Arranged(kind="panel", children=[scene.first.pk], on=date(2019, 1, 1))
    held = HeldFamily(scene.family, scene.unit.pk, actor(scene.grace))
    return arrange(held, scene.family.involvements.get(), said, token=uuid4())


def a_couple(scene) -> int:
    ben = Person(given_name="Ben", family_name="Stone", sex="male")
    actions.add_partner(scene.at, scene.ada, ben, kind="married", begun="1995")
    return Partnership.objects.get().pk


# A base that others fill in, and boxes that only ask what to show.
NOT_SENT = {
    ("Dated", "begun"), ("Dated", "ended"), ("DrawsSomebody", "born_on"), ("DrawsSomebody", "died_on"),
    ("NoteForm", "begun"), ("NoteForm", "ended"), ("ParticularForm", "begun"),
    *((form, name) for form in ("CopyForm", "FilterForm", "ForPeopleForm", "ForCourtForm", "WantedForm", "FindForm")
      for name in ("since", "until")),
    ("OnForm", "on"),
}  # fmt: skip


def test_every_box_of_the_past_is_tried_here(scene):
    undated = {(form.__name__, name) for form in NOTES.values() for name in ("begun", "ended") if not form.dated}
    assert boxes(*BACK) - NOT_SENT - undated <= set(places(scene))


def test_a_day_to_come_is_refused_or_asked_about_in_every_box_of_the_past(scene):
    year = timezone.localdate().year
    tried = places(scene)
    for box in sorted(set(tried) & boxes(*BACK)):
        address, name, said = tried[box]
        told = ChangeSet.objects.count()
        for typed in (f"12/3/{year + 2}", f"3/{year + 1}" if "genogram" in address else "tomorrow"):
            answer = scene.client.post(address, {**said, name: typed})
            words = answer.content.decode()
            assert answer.status_code == 422, (box, typed)
            assert "in the future" in words or "needed here" in words, (box, typed)
            assert f'value="{typed}"' in words, (box, "what was typed stays")
        assert ChangeSet.objects.count() == told, box


def test_two_figures_of_a_year_are_the_last_such_year_in_every_box_of_the_past(scene):
    tried = places(scene)
    for box in sorted(set(tried) & boxes(*BACK)):
        address, name, said = tried[box]
        words = scene.client.post(address, {**said, name: "5/11/98"}, follow=True).content.decode()
        assert "2098" not in words, box
        assert "in the future" not in words, box
    assert not Person.objects.filter(born_on__gt=timezone.localdate()).exists()


def test_the_past_is_read_by_one_reader():
    """Whoever reads a date by itself must say which way it looks: a file's column, and an emergency's own question."""
    src = Path(kinwork.__path__[0])
    reads = [
        path.relative_to(src).as_posix()
        for path in src.rglob("*.py")
        if re.search(r"clocks\.natural_dates import [^\n]*\bread(?:_counted)?\b", path.read_text())
    ]
    assert sorted(reads) == [
        "access/forms.py",
        "authority/people_list.py",
        "confidentiality/views.py",
        "meetings/views/live.py",
    ]
    assert not any(
        isinstance(field, forms.DateField | forms.TimeField)
        for form in every_form()
        for field in form.base_fields.values()
    )


def test_a_box_that_does_not_say_which_way_it_looks_is_not_drawn():
    from django.template import engines

    page = engines["jinja2"] if "jinja2" in engines else engines.all()[0]
    made = page.from_string('{% from "platform/fields.html" import date_field %}{{ date_field("on", "On", "on") }}')
    with pytest.raises(ValueError, match="is not a valid Looks"):
        made.render({})


def test_no_page_draws_a_box_for_a_date_as_if_it_were_for_words():
    """A box for words says nothing of what may be typed, and explains nothing."""
    names = {name for _, name in boxes(*Looks)} - {"code"}  # signing in has a box of that name, for a code
    pages = Path(kinwork.__path__[0]).rglob("*.html")
    found = [
        (page.name, name)
        for page in pages
        for name in re.findall(r'(?<!date_)(?<!time_)\bfield\((?:p ~ )?"(\w+)"', page.read_text())
        if name in names
    ]
    assert found == []


# -- the verbs, for whoever does not come through a form


def soon() -> str:
    return (timezone.localdate() + timedelta(days=40)).isoformat()


def refused(what, *args, **said) -> list[str]:
    with pytest.raises(ValidationError) as problem:
        what(*args, **said)
    return problem.value.messages


def test_every_verb_of_the_genogram_refuses_a_fact_that_is_still_to_come(scene):
    at, ada, first = scene.at, scene.ada, scene.first
    day = soon()
    actions.add_partner(at, ada, Person(given_name="Old", sex="male"), begun="1995")
    couple = Partnership.objects.get()
    for wrong in (
        refused(actions.add_partner, at, ada, Person(given_name="Ben"), begun=day),
        refused(actions.add_partner, at, ada, Person(given_name="Bo"), begun="1990", ended=day),
        refused(actions.add_child, at, [ada], Person(given_name="C"), kind="adoptive", begun=day),
        refused(actions.add_child, at, [ada], Person(born_on=date.fromisoformat(day))),
        refused(actions.add_parent, at, ada, Person(given_name="G", is_deceased=True, died_on=date.fromisoformat(day))),
        refused(actions.add_sibling, at, first, Person(born_on=date.fromisoformat(day))),
        refused(actions.add_loss, at, ada, kind="stillbirth", on=day),
        refused(actions.part, at, couple, how="divorced", on=day),
        refused(actions.put_bond, at, ada, first, kind="close", on=day),
        refused(moving.move_home, at, [first], on=day, name="Gran’s"),
        refused(ties.add_tie, at, ties.Said(on=day, part="professional", name="X")),
        refused(ties.add_tie, at, ties.Said(on="2020", part="professional", name="X", begun=day)),
    ):
        assert any("in the future" in sentence for sentence in wrong), wrong


def test_a_birth_is_expected_within_ten_months_also_by_the_verb(scene):
    wrong = refused(actions.add_pregnancy, scene.at, [scene.ada], date(2068, 11, 5))
    assert "within ten months" in wrong[0]


def test_a_pregnancy_may_be_known_to_the_month(scene):
    due = timezone.localdate() + timedelta(days=150)
    address = f"/family/{scene.family.pk}/genogram/draw/pregnancy/"
    answer = scene.client.post(address, {"pregnancy-person": scene.ada.pk, "pregnancy-due": f"{due.month}/{due.year}"})
    assert answer.status_code == 302, answer.content
    baby = Person.objects.get(born_kind=BirthKind.EXPECTED)
    month = f"{due:%B %Y}"
    assert (baby.born_on, baby.born_said, baby.born_in_words) == (due.replace(day=1), f"{due:%Y-%m}", f"due {month}")
    drawn = scene.client.get(f"/family/{scene.family.pk}/genogram/").content.decode()
    page = scene.client.get(f"/person/{baby.pk}/").content.decode()
    form = scene.client.get(f"/family/{scene.family.pk}/person/{baby.pk}/who/").content.decode()
    for words in (drawn, page):
        assert f"due {month}" in words.replace("\n", " ")
        assert f"{due.replace(day=1):%-d %B %Y}" not in words
    assert f'value="{due.month}/{due.year}"' in form

    baby.born_kind = BirthKind.EXACT  # a day of birth, and the month in which it was expected is over
    with pytest.raises(IntegrityError, match="only_an_expected_birth_is_due_in_a_month"), transaction.atomic():
        baby.save()


def test_a_birth_expected_in_a_month_is_typed_found_and_born(scene):
    due = (timezone.localdate() + timedelta(days=150)).replace(day=1)
    said = {"given_name": "Rowan", "family_name": "Unborn", "role": "unborn child", "sex": "unknown"}
    said |= {"born_kind": "expected"}
    page = scene.client.post(f"/family/{scene.family.pk}/member/", {**said, "born_on": f"{due:%B %Y}"})
    assert page.status_code == 302, page.content
    baby = Person.objects.get(family_name="Unborn")
    assert (baby.due_month_only, baby.age_in_words(due)) == (True, f"due {due:%B %Y}")
    found = scene.client.post("/search/", {"q": "Rowan Unborn"}).content.decode()
    assert f"due {due:%B %Y}" in found
    assert not Term.objects.filter(person_id=baby.pk, term__startswith="b ").exists(), "of no day"
    member = baby.memberships.get()
    scene.client.post(
        f"/family/{scene.family.pk}/member/{member.pk}/",
        {**said, "born_on": f"{timezone.localdate():%d/%m/%Y}", "born_kind": "exact"},
    )
    baby.refresh_from_db()
    assert (baby.due_month_only, baby.born_kind, baby.born_on) == (False, BirthKind.EXACT, timezone.localdate())


# -- what is to be done


@pytest.fixture
def talk(scene):
    return discussion_of(scene.family, meeting_of(scene.unit, scene.maureen), scene.maureen)


@pytest.mark.parametrize("typed", ["yesterday", "12/3/15"])
def test_a_due_date_that_has_passed_is_asked_about_and_one_press_says_that_it_is_meant(scene, talk, typed):
    address = f"/discussion/{talk.pk}/add/tasks/"
    said = {"what": "Ring the school", "owner": scene.tom.pk, "due": typed}
    page = scene.client.post(address, said)
    assert page.status_code == 422
    words = page.content.decode()
    assert "Is that right?" in words
    assert f'value="{typed}"' in words
    assert re.search(rf'name="due-meant"\s+value="{typed}"', words)
    assert not Task.objects.exists()
    # Another day typed instead is not what was said yes to.
    assert scene.client.post(address, {**said, "due": "1/2/14", "due-meant": typed}).status_code == 422
    scene.client.post(address, {**said, "due-meant": typed})
    assert Task.objects.get().due_on < timezone.localdate()


def test_every_box_of_what_is_to_come_asks_of_a_day_that_has_passed():
    for form in every_form():
        for field in form.base_fields.values():
            is_ahead = isinstance(field, SpokenDateField) and field.looks in (Looks.FUTURE, Looks.EXPECTED)
            if is_ahead and not field.bounded:
                with pytest.raises(ValidationError, match=r"ago|within ten|recorded as born"):
                    field.clean("12/3/2015")


def test_what_stands_in_a_box_already_is_not_asked_about_again(scene):
    involvement = scene.family.involvements.get()
    involvement.expected_end = date(2020, 3, 12)
    involvement.save()
    said = {"why_open": "Because.", "trying_to_do": "More.", "expected_end": "12/3/2020"}
    assert scene.client.post(f"/family/{scene.family.pk}/questions/", said).status_code == 302
    assert (
        scene.client.post(f"/family/{scene.family.pk}/questions/", {**said, "expected_end": "13/3/2020"}).status_code
        == 422
    )


def test_a_planned_conversation_is_arranged_again_without_its_date_becoming_next_year(scene, talk):
    day = timezone.localdate() - timedelta(days=3)
    planned = PlannedConversation.objects.create(
        discussion=talk, family=scene.family, planned_by=scene.grace, planned_at=timezone.now(), by_when=day
    )
    page = scene.client.get(f"/discussion/{talk.pk}/").content.decode()
    typed = f"{day.day}/{day.month}/{day.year}"
    assert f'value="{typed}"' in page
    sent = {"by_when": typed, "by_when-meant": typed, "with_others": "Gran"}
    scene.client.post(f"/discussion/{talk.pk}/conversation/{planned.pk}/arrange/", sent)
    planned.refresh_from_db()
    assert (planned.by_when, planned.with_others) == (day, "Gran")


def test_a_task_handed_on_with_a_day_that_has_passed_is_asked_about_with_what_was_typed(scene, talk):
    task = Task.objects.create(
        family=scene.family, what="Ring the school", owner=scene.tom, given_by=scene.grace, given_at=timezone.now()
    )
    address = f"/family/{scene.family.pk}/task/{task.pk}/hand/"
    page = scene.client.post(address, {"owner": scene.priya.pk, "due": "12/3/15"})
    assert page.status_code == 422
    assert "That was" in page.content.decode()
    scene.client.post(address, {"owner": scene.priya.pk, "due": "12/3/15", "due-meant": "12/3/15"})
    task.refresh_from_db()
    assert (task.owner, task.due_on) == (scene.priya, date(2015, 3, 12))


# -- what is said beside the box


def explained(scene, typed: str, looks: str, partial: str = "") -> dict[str, str]:
    said = {"typed": typed, "looks": looks, "partial": partial}
    return scene.client.post("/words/date/", said, content_type="application/json").json()


def test_what_is_explained_beside_a_box_is_what_the_box_will_take(scene):
    assert "1968" in explained(scene, "5/11/68", "birth", "about")["means"]
    assert explained(scene, "about 2011", "birth", "about")["means"] == "about 2011"
    assert "not kept" in explained(scene, "about 2011", "past", "month")["means"]
    assert "Is that right?" in explained(scene, "yesterday", "future")["problem"]
    assert "in the future" in explained(scene, "tomorrow", "past")["problem"]
    assert explained(scene, "", "expected", "about")["means"].startswith("12/3, May")
    assert scene.client.post("/words/date/", {"typed": "fri"}, content_type="application/json").status_code == 400


def test_the_emergency_page_asks_for_a_date_of_birth_as_one_is_typed(scene):
    page = scene.client.get("/emergency/").content.decode()
    assert "12/3/2011 or 12 March 2011" in page
    assert "2w" not in page
