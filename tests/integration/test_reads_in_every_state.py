"""Every read that is written in SQL, on a family of which there is something in every state.

A state that is misspelt in SQL is no error: the read runs and leaves out. So each says here what it makes
of each state.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import kinwork
from kinwork.access import sql
from kinwork.access.lists import asked_of
from kinwork.access.models import AccessGrant, AccessGrantKind
from kinwork.access.permissions import Permission
from kinwork.accounts.bootstrap import service_team
from kinwork.api import actions as partner_systems
from kinwork.api.scopes import Scope
from kinwork.approvals import queries as approvals
from kinwork.authority import access_preview
from kinwork.authority.history import history_of_setting_up
from kinwork.bundles import background, sources
from kinwork.bundles.models import SubjectAccessRequest
from kinwork.calendars import queries as calendars
from kinwork.cases import answerable, coming_back
from kinwork.cases.codes import Abuse, LegalStatusCode
from kinwork.cases.grave_changes import changes_of
from kinwork.cases.models import (
    Involvement,
    KeyDate,
    KeyDateKind,
    Status,
)
from kinwork.cases.person_policies import family_accesses
from kinwork.cases.queries import families_also, family_asked_for, unit_holding
from kinwork.children import adopting, pupil_numbers, sealing, standing_alone, statuses
from kinwork.children import queries as child_facts
from kinwork.chronology import queries as chronology_queries
from kinwork.chronology.picture import picture_of
from kinwork.confidentiality import access_grants, access_log, history_words, unusual_access
from kinwork.documents import actions as documents
from kinwork.evaluation import extract
from kinwork.evaluation import queries as studies
from kinwork.evaluation.models import Answer, Consent
from kinwork.faces import actions as faces
from kinwork.faces import linking
from kinwork.families import queries as family_reads
from kinwork.families.actions import last_change_sets
from kinwork.families.genogram import family_graph
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.families.network import ties_of
from kinwork.families.relatives import relatives_of
from kinwork.family_pages import queries as family_page
from kinwork.find import queries as find_queries
from kinwork.find.asked import read as read_asked
from kinwork.formal_meetings import queries as formal_meetings
from kinwork.front_door.actions import decisions
from kinwork.front_door.models import About
from kinwork.front_door.models import Contact as CameIn
from kinwork.front_door.queries.contacts import referrals_of
from kinwork.measures import actions as questionnaires
from kinwork.measures import linking as answer_links
from kinwork.measures.models import Refusal
from kinwork.meetings import parts
from kinwork.meetings.models import (
    BroughtForward,
    ConversationState,
    Hypothesis,
    HypothesisChange,
    HypothesisState,
    Passage,
    PlannedConversation,
    Step,
    StepKind,
    Task,
    TaskState,
)
from kinwork.meetings.models.meeting import Attendance, AttendanceStatus, WhyForward
from kinwork.meetings.queries import agenda, discussion_parts, hypotheses, work
from kinwork.meetings.queries.board import board
from kinwork.meetings.queries.family import conversations_of, discussions_of, family_now, open_tasks_of
from kinwork.national_returns import csc_api, looking, writing
from kinwork.national_returns.models import Look
from kinwork.national_returns.queries import findings_in_unit
from kinwork.notices import outside_changes
from kinwork.notices import queries as notices
from kinwork.obligations import queries as due
from kinwork.obligations.rebuilding import rebuild_all
from kinwork.observation import actions as observing
from kinwork.observation import coding, keeping
from kinwork.observation import queries as observed
from kinwork.observation import rules as observing_rules
from kinwork.observation.asked_for import sounds_of
from kinwork.offline import queries as offline
from kinwork.origins import queries as origins
from kinwork.origins.actions.bringing import Brought, bring_in
from kinwork.origins.reading import Read
from kinwork.overview.queries import came_back
from kinwork.people import queries as people
from kinwork.people.models import CODED, BirthKind, Contact, Particular, Person, Safe, What
from kinwork.people.queries import any_sealed
from kinwork.plans.actions import planning, steps
from kinwork.plans.models import AimState
from kinwork.plans.queries import facts as plan_facts
from kinwork.plans.queries import plan as plan_reads
from kinwork.practice import time_use
from kinwork.record import attaching, sharing
from kinwork.record import queries as record
from kinwork.record.models import CONTACTS, Attachment, Entry, EntryKind, Reader, Seen
from kinwork.retention import kept_list
from kinwork.retention import queries as retention
from kinwork.returns.years import year_on
from kinwork.search import duplicates, search
from kinwork.service_figures import actions as service_figures
from kinwork.service_figures import drawing
from kinwork.studies import giving as giving_data
from kinwork.studies import queries as planned_studies
from kinwork.summaries import in_minutes, levels
from kinwork.summaries import queries as summaries
from kinwork.surveys.models import Asked, Round
from kinwork.surveys.queries import (
    answered_in_all,
    asked_ids,
    asked_in,
    asked_lately,
    asked_of_late,
    asks,
    people_in,
    words_in,
)
from kinwork.transfers import handing_on, whole_unit
from kinwork.transfers import queries as transfer_queries
from kinwork.units import in_post
from kinwork.units import queries as units
from kinwork.without_names.pseudonyms import Pseudonyms
from tests.factories import (
    actor,
    discussion_of,
    family_in,
    given_status,
    meeting_of,
    put_in_post,
    study_that,
    tone,
    unit_with_staff,
    user,
)

pytestmark = pytest.mark.django_db

SOURCE = Path(kinwork.__file__).parent
LONG_AGO = timezone.make_aware(datetime(2020, 1, 1))


@pytest.fixture
def scene(rowan):
    """A family with a hypothesis, task, conversation, step, entry, date, opening … in each state that there is."""
    now, today = timezone.now(), timezone.localdate()
    family = family_in(rowan.unit, "Everything", children=len(BirthKind))
    meeting = meeting_of(rowan.unit, rowan.maureen, on=today)
    talk = discussion_of(family, meeting, rowan.maureen)
    me = {"by": rowan.grace, "at": now}
    for state in HypothesisState:
        thought = Hypothesis.objects.create(
            family=family, raised_in=talk, raised_by=rowan.tom, statement=f"It is {state}", state=state
        )
        HypothesisChange.objects.create(
            hypothesis=thought, discussion=talk, before="open", after=state, because=f"It was {state}", **me
        )
    for state in reversed(TaskState):  # steps are of the last, which is open
        ended = None if state == TaskState.OPEN else now
        task = Task.objects.create(
            family=family, what=f"A task {state}", owner=rowan.tom, given_by=rowan.grace, given_at=now, state=state,
            ended_at=ended, due_on=today - timedelta(days=3),
        )  # fmt: skip
    for kind in StepKind:
        Step.objects.create(task=task, discussion=talk, kind=kind, **me)
    for state in ConversationState:
        ended = None if state == ConversationState.PLANNED else now
        PlannedConversation.objects.create(
            family=family, discussion=talk, purpose=f"It is {state}", lead=rowan.tom, reflect=rowan.priya, state=state,
            planned_by=rowan.grace, planned_at=now, ended_at=ended,
        )  # fmt: skip
    Attendance.objects.filter(meeting=meeting).delete()
    for status, who in zip(AttendanceStatus, (rowan.tom, rowan.priya, rowan.leah), strict=True):
        Attendance.objects.create(meeting=meeting, user=who, name=who.full_name, status=status)
        Attendance.objects.create(meeting=meeting, name=f"A guest {status}", status=status, is_guest=True)
    for part in parts.part_keys():
        Passage.objects.update_or_create(discussion=talk, part=part, defaults={"text": f"This is {part}"})
    for why in WhyForward:
        BroughtForward.objects.create(family=family, kind=why, words=f"It is {why}", **me)
    involvement = Involvement.objects.get(family=family)
    for kind in KeyDateKind:
        KeyDate.objects.create(involvement=involvement, kind=kind, on=today + timedelta(days=5))
    members = {one.position: one.person for one in family.members.select_related("person")}
    for position, kind in enumerate(BirthKind, start=1):
        Person.objects.filter(pk=members[position].pk).update(
            born_kind=kind, born_on=today + timedelta(days=90) if kind == BirthKind.EXPECTED else date(2016, 7, 1)
        )
    child = members[1]
    for position, status in enumerate(Status, start=1):
        category = {Status.CP: Abuse.NEGLECT, Status.LAC: LegalStatusCode.VOLUNTARY}.get(status, "")
        given_status(
            involvement=involvement, person=members[position], status=status, category=category, on=today,
            decided_by="Us", reason="Because.", recorded_by=rowan.grace, recorded_at=now,
            placed="Foster carers" if status == Status.LAC else "",
        )  # fmt: skip
    noted = {"person": child, "family_id": family.pk, "source": "The school", "noted_by": rowan.tom, "noted_at": now}
    codes = dict.fromkeys(CODED, "WBRI") | {What.BORN: "2016-08-01"}
    for what in What:
        Particular.objects.create(what=what, code=codes.get(what, ""), words=what, **noted)
    for safe in Safe:
        Contact.objects.create(kind="mobile", value=f"0{safe}", safe=safe, how="Text only", **noted)
    for kind in EntryKind:
        written = {"text": f"It was {kind}", "recorded_at": now, "by": rowan.leah, "happened_on": today}
        entry = Entry.objects.create(family=family, kind=kind, **written)
    actor(rowan.leah)  # who writes it: to nobody else PostgreSQL would let it be
    kept_back = {"text": "For few", "recorded_at": now, "by": rowan.leah, "happened_on": today, "is_limited": True}
    limited = Entry.objects.create(family=family, kind="note", why_limited="It is about one of us", **kept_back)
    Reader.objects.create(entry=limited, user=rowan.grace)
    Seen.objects.create(entry=entry, person=child, alone=True)
    outside = {}
    for kind in AccessGrantKind:
        outside[kind] = user(f"came-{kind}")
        put_in_post(outside[kind], unit_with_staff(f"Far {kind}", prefix=kind)[0], "sw")
        AccessGrant.objects.create(
            user=outside[kind], family_id=family.pk, kind=kind, reason="duty", words="On duty.", opened_at=now,
            ends_at=now + timedelta(hours=2),
        )  # fmt: skip
    return SimpleNamespace(
        family=family, talk=talk, meeting=meeting, child=child, members=members, limited=limited, outside=outside,
        today=today, now=now, unit=rowan.unit, grace=rowan.grace, tom=rowan.tom, priya=rowan.priya, leah=rowan.leah,
    )  # fmt: skip


def test_who_knows_a_family_are_those_who_held_a_conversation_or_were_in_contact(scene):
    knows = {one.user_id: one.times for one in family_now(scene.family.pk, scene.unit.pk, scene.today).knowing}
    assert knows == {scene.tom.pk: 1, scene.priya.pk: 1, scene.leah.pk: len(CONTACTS)}


def test_where_things_stand_is_said_by_the_boxes_of_that_name_and_both_kinds_of_wishes(scene):
    now = family_now(scene.family.pk, scene.unit.pk, scene.today)
    assert (now.situation.text, now.risk.text) == ("This is situation", "This is current_risk")
    assert {wish.kind for wish in now.wishes} == set(WhyForward.values)


def test_a_conversation_is_still_to_come_or_has_ended_either_way(scene):
    planned, ended = conversations_of(scene.family.pk)
    assert [talk.state for talk in planned] == ["planned"]
    assert {talk.state for talk in ended} == {"happened", "missed"}


def test_the_board_counts_what_is_open_and_what_is_planned(scene):
    [row] = board(scene.unit.pk, scene.today)
    assert (row.open_tasks, row.planned, row.overdue, row.children) == (1, 1, 1, len(BirthKind))


def test_the_family_page_tells_of_the_open_task_and_of_aims_and_steps_that_are_open(scene):
    assert [task.state for task in family_now(scene.family.pk, scene.unit.pk, scene.today).tasks] == ["open"]
    held = HeldFamily(scene.family, scene.unit.pk, actor(scene.tom))
    for state in AimState:
        aim = planning.add_aim(held, words=f"It is {state}")
        for task in Task.objects.filter(family=scene.family).exclude(state=TaskState.MISTAKEN):
            steps.put_task_under(held, aim.pk, task.pk)
        if state != AimState.OPEN:
            planning.end_aim(held, aim.pk, state=state, because="So it is.")
    told = plan_facts.in_brief(actor(scene.tom), scene.family.pk, scene.today)
    assert [words for _, words, *_ in told.aims] == ["It is open"]
    assert told.steps == [], "every task stands under the last aim, which has ended"
    open_one = Task.objects.get(family=scene.family, state=TaskState.OPEN)
    steps.put_task_under(held, told.aims[0][0], open_one.pk)
    again = plan_facts.in_brief(actor(scene.tom), scene.family.pk, scene.today)
    assert [(step.task_id, step.who) for step in again.steps] == [(open_one.pk, scene.tom.full_name)]
    assert again.facts.late_step is None, "three days are not long"
    later = plan_facts.in_brief(actor(scene.tom), scene.family.pk, scene.today + timedelta(days=12))
    assert later.facts.late_step == (open_one.what, open_one.due_on)


def test_my_work_is_what_is_open_and_what_just_ended(scene):
    mine = work.my_work(actor(scene.tom), scene.now).items
    assert {(one.kind, one.state) for one in mine if one.is_open} == {("task", "open"), ("conversation", "planned")}
    assert {one.state for one in mine if one.kind == "task"} == set(TaskState.values)
    assert {one.state for one in mine if one.kind == "conversation"} == set(ConversationState.values)
    later = work.my_work(actor(scene.tom), scene.now + timedelta(days=8)).items
    assert {one.state for one in later} == {"open", "planned"}


def test_left_behind_is_what_is_open(scene):
    assert work.left_behind(scene.unit.pk, scene.today, []) == [(scene.tom.full_name, 1, scene.family.pk)]


def test_hypotheses_that_were_dropped_stand_apart_with_why(scene):
    [dropped] = hypotheses.dropped_hypotheses(scene.family.pk)
    assert dropped.because == ["It was dropped"]
    living = hypotheses.hypotheses_with_changes(scene.family.pk, HypothesisState.DROPPED)
    assert {thought.state for thought, _, _ in living} == {"open", "supported", "weakened"}
    assert len(hypotheses.hypotheses_with_changes(scene.family.pk)) == len(HypothesisState)


def test_around_another_discussion_stands_what_is_open_and_what_ended_since(scene):
    other = SimpleNamespace(family_id=scene.family.pk, pk=0)
    later = scene.now + timedelta(hours=1)
    assert [task.state for task in discussion_parts.tasks_around(other, later)] == ["open"]
    assert [talk.state for talk in discussion_parts.conversations_around(other, later)] == ["planned"]
    assert {task.state for task in discussion_parts.tasks_around(other, LONG_AGO)} == set(TaskState.values)
    assert {s.kind for task in discussion_parts.tasks_around(other, LONG_AGO) for s in task.steps.all()} == set(
        StepKind.values
    )
    assert len(discussion_parts.conversations_around(other, LONG_AGO)) == len(ConversationState)


def test_care_is_to_be_taken_where_contact_is_not_safe_or_only_as_said(scene):
    found = family_reads.take_care([scene.family.pk], scene.today)
    assert {care.words for care in found} == {"0care: Text only", "0no: Text only"}


def test_the_last_contact_is_no_note_and_a_child_not_yet_born_was_not_seen(scene):
    lately = record.lately(actor(scene.grace), scene.family.pk, most=20)
    assert lately.last_contact == (scene.today, scene.leah.full_name)
    assert {one.person_id for one in lately.seen} == {
        pk.pk for position, pk in scene.members.items() if position and list(BirthKind)[position - 1] != "expected"
    }
    assert {line.kind for line in lately.lines} == set(EntryKind.values)


def test_a_limited_entry_is_for_its_readers_its_writer_and_who_came_in_an_emergency(scene):
    who = {"reader": scene.grace, "writer": scene.leah, "other": scene.tom, **scene.outside}
    knowing = {
        name
        for name, one in who.items()
        if any(line.is_limited for line in record.entries_of(actor(one), scene.family.pk))
    }
    assert knowing == {"reader", "writer", AccessGrantKind.BREAK_GLASS}


def test_an_emergency_goes_before_another_opening(scene):
    who = scene.outside[AccessGrantKind.BREAK_GLASS]
    AccessGrant.objects.create(
        user=who, family_id=scene.family.pk, kind="reason", reason="duty", words="Also.", opened_at=scene.now,
        ends_at=scene.now + timedelta(hours=9),
    )  # fmt: skip
    [way] = family_accesses([scene.child.pk], actor(who))[scene.child.pk]
    assert way.may(Permission.SEE_CONFIDENTIAL)


def test_only_a_family_whose_last_word_is_yes_is_in_a_study(scene):
    study = study_that(user("head"))
    for answer in (Answer.DECLINED, Answer.WITHDRAWN, Answer.AGREED, Answer.WITHDRAWN):
        Consent.objects.create(
            study=study, family=scene.family, answer=answer, on=scene.today, said_by="Ada", noted_by=scene.tom,
            noted_at=scene.now,
        )  # fmt: skip
        assert bool(studies.agreed_to(study.pk)) is (answer == Answer.AGREED)


def test_what_a_study_is_told_of_each_state(scene, as_owner):
    with as_owner():
        type(scene.meeting).objects.filter(pk=scene.meeting.pk).update(closed_at=scene.now, closed_by=scene.grace)
    [(pk, opened)] = Involvement.objects.filter(family=scene.family).values_list("pk", "opened_on")
    agreed = studies.Agreed(scene.family.pk, pk, opened, None)
    told = extract.Extract([extract.FamilyPeriod(agreed, scene.today, False)], Pseudonyms("00" * 32)).data
    [discussion] = told["discussions"]
    assert discussion[3:5] == [1, 1], "of six, the two who were there: one of the unit, one guest"
    assert {row[-2] for row in told["conversations"]} == set(ConversationState.values)
    assert {row[-2] for row in told["tasks"]} == set(TaskState.values) - {TaskState.MISTAKEN}, "which never was one"
    assert sorted(row[3] for row in told["tasks"]) == [0, 0, 1], "of all steps, one carries a task over"
    assert {row[3] for row in told["statuses"]} == set(Status.values) - {Status.NONE}, "which no one had before"
    assert {row[2] for row in told["happened"]} == set(EntryKind.values)
    early = extract.FamilyPeriod(agreed, scene.today - timedelta(days=1), False)
    assert "conversations" not in extract.Extract([early], Pseudonyms("00" * 32)).data


def test_a_person_is_found_by_each_date_of_birth_that_is_given(scene):
    for born in (date(2016, 7, 1), date(2016, 8, 1)):
        typed = f"{scene.child.given_name} {scene.child.family_name} {born:%d.%m.%Y}"
        found = search.search(actor(scene.grace), typed, scene.today)
        assert scene.child.pk in {one.person_id for one in found.people}


# -- and none is left out

# Calls into SQL that read nothing of a record: locks, news to open pages, what a session is told.
NO_READS = {
    "access.reconnect:reconnect",
    "meetings.live:publish_drawing",
    "notices.daily:send_daily",
    "search.merging:_put_back",
}


def reads() -> set[str]:
    """Every function outside the actions that runs SQL of its own, as ``module:function``."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        if "actions" in module or module == "access.sql":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "kinwork.access.sql"
            for alias in node.names
        } & {"rows", "tuples"}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names
                for call in ast.walk(node)
            ):
                found.add(f"{module}:{node.name}")
    return found - NO_READS


def practice_that_is_observed(held: HeldFamily, adult: int, today: date) -> None:
    """A session with its recording, looked for by a coder, and coded by who was there."""
    me, observer = held.actor.user_id, user("observes")
    put_in_post(observer, service_team(), "qa")
    session = observing.note(
        held, kind="observed", worker=me, observer=observer.pk, held_on=today, people=[adult], for_them={}, others=[],
        asked_by=me, asked_on=None, wording=observing_rules.wordings()[0].version, may_train=False, all_agreed=True,
        notes="", token=uuid4(),
    )  # fmt: skip
    recording = observing.keep_recording(held.actor, session, held.unit_id, SimpleUploadedFile("visit.wav", tone()))
    assert observed.why_not_code(me, session.pk) == "own"
    assert observed.next_to_code(me, [observing_rules.SKILL]) == []
    assert observed.training_to_code(me) == []
    coding.code_live(actor(observer), session)
    assert [one.pk for one in observed.progress()] == [session.pk]
    assert observed.codes_given(observing_rules.SKILL) == []
    assert observed.observed_skill() == []
    assert keeping.let_go(recording.keep_until) == 0
    assert keeping.forget([recording.sha256]) == 0


def a_file(scene, asking) -> Attachment:
    """Of the limited entry, which Grace may read."""
    file = attaching.attach(asking, scene.family.pk, scene.unit.pk, uuid4(), BytesIO(b"x"), name="letter.txt", size=1)
    Attachment.objects.filter(pk=file.pk).update(entry=scene.limited)
    return file


def _returns(scene, today) -> None:
    """All five from the record, and a look at them."""
    with TemporaryDirectory() as place:
        out = Path(place)
        writing.write_annex_a(today, out / "annex.xlsx")
        writing.write_csc_api(today, out / "api")
        writing.write_ssd(today, out / "ssd")
    look = Look.objects.create(year=year_on(today), on=today, at=scene.now)
    looking.look(look.pk)
    csc_api.postcodes_of([scene.child.pk])
    findings_in_unit(look, scene.unit.pk)


def _asked_by_a_system(family: int, child: int, today: date) -> None:
    """Everything that a partner's system may ask, and what it sends."""
    head, admin = user("agrees"), user("issues")
    put_in_post(head, service_team(), "hos")
    put_in_post(admin, service_team(), "sysadmin")
    said = {"name": "Sentinel", "organisation": "Fenmoor Police", "answers_for_it": "A. Day", "reach_them": "01223",
            "purpose": "To ask.", "agreement": "ISA 12", "source": "6", "calls_a_minute": 60}  # fmt: skip
    system = partner_systems.make_system(actor(admin), said)
    partner_systems.agree(actor(head), system, Scope.values)
    issued = partner_systems.issue_token(
        actor(admin), system, scopes=Scope.values, ends_on=today + timedelta(days=9), networks=[]
    )
    client = Client()
    shown = {"authorization": f"Bearer {issued.text}", "idempotency-key": "case-0001"}
    about = [{"given_name": "Una", "nhs_number": "9990000018", "born_on": "2015-03-02"}]
    for path, sent in {
        f"people/{child}": None, f"families/{family}": None, "children/status/changes": None,
        "people/find": {"family_name": "Unknown", "born_on": "2015-03-02"},
        "children/status": {"person_id": str(child), "born_on": "2015-03-02"},
        "entries": {"said": "A bruise.", "about": about},
    }.items():  # fmt: skip
        at = f"/api/v1/{path}"
        answer = (
            client.post(at, sent, content_type="application/json", headers=shown)
            if sent
            else client.get(at, headers=shown)
        )
        assert answer.status_code in (200, 201), (path, answer.content)


def test_every_read_runs(scene, monkeypatch, sign_in):
    ran = set()
    run = sql.prepared

    def prepared():
        frame = sys._getframe(1)
        while frame.f_globals["__name__"] == sql.__name__:
            frame = frame.f_back
        while frame.f_code.co_name.startswith("<"):
            frame = frame.f_back
        ran.add(f"{frame.f_globals['__name__'].removeprefix('kinwork.')}:{frame.f_code.co_name}")
        return run()

    monkeypatch.setattr(sql, "prepared", prepared)
    family, child, talk, today = scene.family.pk, scene.child.pk, scene.talk.pk, scene.today
    study = study_that(user("head"))
    agreed = extract.FamilyPeriod(
        studies.Agreed(family, Involvement.objects.get(family=family).pk, today, None), today, False
    )
    extract.Extract([agreed], Pseudonyms("00" * 32))
    _returns(scene, today)
    _asked_by_a_system(family, child, today)
    studies.agreed_to(study.pk)
    studies.studies(actor(user("nobody")))
    assert family in {one.family_id for one in planned_studies.facts(today)}
    assert planned_studies.standings(study.pk) == []
    assert planned_studies.rather_not([family]) == {
        (one.family_id, one.instrument) for one in Refusal.objects.filter(family_id=family, wishes_again_at=None)
    }
    giving_data.answers_of([], {})
    came = actor(scene.outside[AccessGrantKind.BREAK_GLASS])
    born, words = date(2016, 7, 1), "She rang, and nobody else is here."
    access_grants.find_in_emergency(came, reason="risk", words=words, given="Ada", surname="Everything", born=born)
    asking = units.load_actor(scene.grace, today)
    family_accesses([child], asking)
    family_asked_for(family, asking.user_id)
    families_also(child, family, asking)
    [involvement] = Involvement.objects.filter(family_id=family).values_list("pk", flat=True)
    statuses.status_on(family, today)
    assert background.waiting_since() is None
    sources.SOURCES["entries"].offers(asking, family, [])
    child_facts.record_of(family, child, child_facts.present(family, child))
    sealing.seal_of(child)
    any_sealed([child])
    sealing.kept_by(asking)
    sealing.who_would_tell(Person(pk=child), [Person(pk=child)])
    sealing.other_sides(child)
    sealing.stays_apart([child])
    sealing.joins_sealed(child, child)
    adopting.households_of(family)
    standing_alone.standing_alone(family, child)
    pupil_numbers.numbers_of(child, family, today)
    pupil_numbers.as_of(child, today)
    due.due_in(family, today)
    due.done_in(family)
    due.due_in_unit(scene.unit.pk, today)
    due.next_of([family], today)
    rebuild_all(today)
    statuses.standing_of(involvement, child, today)
    statuses.highest_in(involvement)
    unit_holding(family)
    answerable.guardians_of(family, None, without=0)
    answerable.knows_of(family, asking.user_id)
    agenda.agenda_of(scene.meeting)
    hypotheses.hypotheses_with_changes(family)
    hypotheses.dropped_hypotheses(family)
    board(scene.unit.pk, today)
    conversations_of(family)
    family_now(family, scene.unit.pk, today)
    work.left_behind(scene.unit.pk, today, [])
    work.my_work(asking, scene.now)
    discussion_parts.discussion_by(talk, asking.user_id)
    discussion_parts.discussion_before(family, today)
    discussion_parts.tasks_around(scene.talk, scene.now)
    discussion_parts.conversations_around(scene.talk, scene.now)
    discussion_parts.decisions_of(talk)
    discussion_parts.passages_of(talk)
    discussion_parts.involvement_of(family)
    discussion_parts.members_of(family)
    units.holders_of(Permission.DECIDE, scene.unit.pk, today)
    units.members_on(scene.unit.pk, today)
    duplicates.pairs(asking, today)
    search.search(asking, "Ada 14 Mill Lane LS1 4AP Rowan", today)
    search.also_in(asking, family, today)
    access_grants.unit_for_emergency(family)
    access_grants.was_found_in_emergency(asking, 0)
    unusual_access.unusual_access(LONG_AGO)
    len(access_log.access_log_of(family))
    access_log.access_log_of(family)[:5]
    access_log.history_of(family)
    summaries.standing(asking, family)
    summaries.versions_of(family)
    summaries.recorded_since(asking, involvement, None, 10)
    summaries.decided_since(family, None)
    summaries.of_unit(scene.unit.pk, today)
    levels.recording_of(family, today)
    in_minutes.summary(scene.talk, None)
    lines = record.entries_of(asking, family, writer=scene.grace.pk, person=child)
    record.also_in(
        asking, family, [replace(one, occasion=uuid4()) for one in [*lines, *record.entries_of(asking, family)]]
    )
    record.who_is_in(asking, family)
    record.there_lately(asking, family)
    record.by_colleagues(asking, family, scene.today, EntryKind.values)
    record.drafts_of(asking, family)
    record.before_saving(asking, family, uuid4(), "page")
    record.files_of_draft(asking, uuid4())
    attaching.let_go(timezone.now())
    kept = record.file_of(asking, family, a_file(scene, asking).pk)
    assert kept
    assert attaching.forget_unnamed([kept.sha256]) == 0
    record.entries_for(asking, family, [child])
    record.lately(asking, family)
    record.entry_of(asking, family, scene.limited.pk)
    assert record.place_of(asking, family, scene.limited.pk) == 1
    sharing.shared_with(asking.user_id, today)
    sharing.entries_shared_with(asking.user_id, family, today)
    family_page.why_open(family, scene.unit.pk, today, LONG_AGO)
    family_page.members_with_status(family, today)
    notices.count_new(asking)
    notices.lines_for(asking)
    notices.who_answers(scene.unit.pk, without=0)
    outside_changes.heard(asking, "changed member", family, None)
    people.of_person(child, [family], [family], today)
    family_reads.hidden_families()
    family_reads.take_care([family], today)
    relatives_of(scene.child, today.isoformat())
    family_graph(family)
    family_graph(family, scene.now)
    last_change_sets(family)
    ties_of(family)
    changes_of(family)
    open_tasks_of(family)
    plan_facts.facts_of_unit(asking, scene.unit.pk, today)
    plan_facts.own_facts(asking, today)
    plan_facts.in_brief(asking, family, today)
    plan_reads.plans_in_law([scene.family.involvements.get().pk])
    discussions_of(family, start=0, most=8)
    access_grants.open_to(came, scene.now)
    calendars.ahead(asking, None, today)
    offline.families_for_phone(asking, today)
    offline.phones_of(asking)
    formal_meetings.who_may_not_know(family, [1, 2])
    formal_meetings.unit_meetings(scene.unit.pk, today)
    origins.of_family(asking, family)
    origins.waiting_for(asking)
    brought_in = bring_in(
        asking, family, scene.unit.pk, uuid4(), Brought(kind="transcript", on=today, passages=[Read("She rang.")])
    )
    origins.text_of(asking, family, brought_in.pk)
    origins.progress_of(brought_in.pk)
    origins.speakers_of(brought_in.pk)
    origins.steps_of([brought_in.pk])
    origins.came_from([brought_in.pk])
    origins.how_often_wrong()
    approvals.waiting(asking)
    approvals.answered_lately(asking)
    approvals.asked_by(asking)
    coming_back.last_closings([family])
    coming_back.tell_units_before(asking, scene.family.involvements.first(), scene.unit)
    for of_children in (False, True):
        came_back.closings(asking, today, 12, unit_id=None, of_children=of_children, only_back=True)
    came_back.came_back(asking, today, lambda unit_id: True)
    whole_unit.preview(scene.unit, [(scene.family.involvements.first(), scene.unit)], today)
    handing_on.still_with_others(scene.family.involvements.first(), scene.unit, today)
    every_transfer = asked_of({}, filters=(), sorts=("stuck",))
    transfer_queries.transfers_listed(asking, today, every_transfer)
    transfer_queries.units_of_transfers(asking, over=False)
    chronology_queries.chronology_of(asking, family, today)
    chronology_queries.children_of(family)
    picture_of(asking, family, today)
    find_queries.find(asking, read_asked("It was"), best=True)
    time_use.time_use(today)
    drawing.draw(today)
    service_figures.count_now(None, today)
    retention.keeping_of([family], retention.local_rules())
    retention.record_of(family, today)
    kept_list.installation()
    find_queries.writers_in(family)
    find_queries.writers_in_reach(asking)
    in_post.who_could(Permission.CLOSE_FAMILY, [scene.unit.pk], today, today)
    in_post.not_in_post(scene.tom.pk, "Tom Hollis", today)
    notices.ids_who_answer(scene.unit.pk)
    posts = [held for _, held in access_preview.held_by(scene.tom.pk)]
    assert access_preview.preview_for(asking, scene.tom.pk, posts, [], today).stays
    history_of_setting_up()
    history_words.people_as_of({child: scene.now})
    put_in_post(scene.grace, scene.unit, "gm")
    client = sign_in(scene.grace)
    for page in (
        "families", "units", "units/children", "units/overdue", "units/waiting", "units/conversations",
        "units/flow", "units/flow/families", "units/allocation",
    ):  # fmt: skip
        assert client.get(f"/{page}/").status_code == 200
    for page in ("fidelity", "training", "chain"):
        assert client.get(f"/unit/{scene.unit.pk}/{page}/").status_code == 200
    assert client.get("/my-training/").status_code == 200
    came_in = CameIn.objects.create(
        received_on=today, source="2B", said="A bruise.", family_knows="no", consent="given", taken_by=scene.grace,
        taken_at=scene.now,
    )  # fmt: skip
    about = About.objects.create(contact=came_in, position=0, who="child", person_id=child, family_id=family)
    said = decisions.Decided("referral", "A bruise.", today, scene.grace.pk, "given")
    decisions.decide(actor(scene.grace), came_in, [about.pk], said)
    assert [fact.referred_on for fact in referrals_of([child])] == [today]
    for page in ("my-work", "contacts", f"contacts/{came_in.pk}/decide", f"contacts/{came_in.pk}/unit/{about.pk}"):
        assert client.get(f"/{page}/").status_code == 200
    assert "A bruise." in client.get(f"/family/{family}/").content.decode()
    document = documents.begin(
        HeldFamily(scene.family, scene.unit.pk, asking), layout_key="conference_report", child_ids=[child],
        reader_ids=[], token=uuid4(),
    )  # fmt: skip
    for page in ("", f"{document.pk}/"):
        assert client.get(f"/family/{family}/documents/{page}").status_code == 200
    held = HeldFamily(scene.family, scene.unit.pk, asking)
    face = faces.begin(held, kind="letter", person_id=child, token=uuid4())
    faces.write(held, face, "letter", "We come on Monday.", leans_on=(), version=0)
    for page in ("", f"{face.pk}/"):
        assert client.get(f"/family/{family}/plain/{page}").status_code == 200
    for page in (f"child/{child}/own-page/", "links/", "links/new/", "close/"):
        assert client.get(f"/family/{family}/{page}").status_code == 200
    sent = linking.ask_by_link(held, name="Ada", agency="", asks="Is it right?", until=today, face=face)
    adult = FamilyMember.objects.filter(family_id=family, is_child=False).first().person_id
    asked = questionnaires.begin(
        held, instrument="life-rating", who=str(adult), about=None, occasion="start", how="link", interpreter="",
        language="", token=uuid4(),
    )  # fmt: skip
    assert answer_links.opens(answer_links.make_link(held, asked, until=today).token, None).completion == asked
    assert type(client)().get(f"/link/{sent.token}/").status_code == 200  # where no one is signed in
    practice_that_is_observed(held, adult, today)
    asked_about = ["swwff-staff-experiences"]
    assert people_in([scene.unit.pk], ["csw"], today)
    assert asked_lately(asked_about, [scene.unit.pk], today) is None
    survey = Round.objects.create(
        name="Our work", purpose="To learn.", instruments=asked_about, versions=["2014"], opens_on=today,
        closes_on=today, made_by=scene.grace, made_at=scene.now,
    )  # fmt: skip
    Asked.objects.create(round=survey, user=scene.grace, unit=scene.unit)
    assert asks(survey.pk, scene.grace.pk)
    assert asked_ids(survey.pk) == [scene.grace.pk]
    Round.objects.filter(pk=survey.pk).update(closed_at=scene.now)
    for page in ("", f"{survey.pk}/answer/", f"{survey.pk}/results/"):
        assert client.get(f"/surveys/{page}").status_code == 200
    assert words_in(survey.pk) == []
    assert asked_of_late(today)["swwff-staff-experiences"][0].units == (scene.unit.name,)
    assert asked_in([survey.pk]) == {survey.pk: {scene.unit.pk: (scene.unit.name, 1)}}
    assert answered_in_all([survey.pk]) == {survey.pk: []}
    assert planned_studies.drawn_by_group(study.pk) == planned_studies.drawn_by_unit(study.pk) == {}
    asks_for_theirs = SubjectAccessRequest.objects.create(
        person_id=adult, asked_by="Ada", asked_as="self", received_on=today, handler=scene.grace, by=scene.grace,
        at=scene.now,
    )  # fmt: skip
    assert [one.why_not for one in sounds_of(asks_for_theirs)] == [""], "heard alone, on what is kept"
    assert reads() - ran == set()
