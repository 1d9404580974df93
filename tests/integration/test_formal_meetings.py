"""Meetings with others: arranged from what is due, who is asked and missing, what they become when held."""

from __future__ import annotations

import html
import json
import re
from datetime import date, datetime, time, timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.grave_changes import undo
from kinwork.access.models import AuditEvent, GraveChange
from kinwork.cases.models import Involvement, KeyDate
from kinwork.cases.queries import unit_holding
from kinwork.children.models import (
    Conference,
    CoreGroup,
    Enquiry,
    FamilyMeetingOffer,
    ProtectionPlan,
    StrategyDiscussion,
)
from kinwork.children.statuses import status_on
from kinwork.clocks.humanize import long_day, short_day
from kinwork.clocks.working_days import add_working_days
from kinwork.confidentiality import restrictions
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.formal_meetings.actions import arranging, inviting
from kinwork.formal_meetings.actions.arranging import Arranged, check_when
from kinwork.formal_meetings.kinds import KINDS
from kinwork.formal_meetings.models import FormalMeeting, Invitation, Made, Move, Report, View
from kinwork.formal_meetings.policies import MeetingOfFamily
from kinwork.formal_meetings.suggesting import working_day_for
from kinwork.formal_meetings.views.meeting import page_of
from kinwork.meetings.models import Task
from kinwork.meetings.queries.agenda import agenda_candidates
from kinwork.notices.models import Notice
from kinwork.obligations.models import LocalRule, Obligation
from kinwork.people.models import Address, Person, SafetyWarning
from kinwork.plans.actions import planning
from kinwork.plans.models import PlanStep
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NAME = "O’Dell-Ńgwenya"


def on(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@pytest.fixture
def scene(rowan, sign_in):
    rowan.family = family_in(rowan.unit, NAME, opened=TODAY - timedelta(days=60), children=3, key_worker=rowan.tom)
    rowan.open = Involvement.objects.get(family=rowan.family)
    rowan.children = [one.person for one in rowan.family.members.filter(is_child=True)]
    rowan.mother = rowan.family.members.get(is_child=False).person
    rowan.client = sign_in(rowan.maureen)
    rowan.sign_in = sign_in
    rowan.path = f"/family/{rowan.family.pk}/meetings/"
    return rowan


def arrange(scene, kind: str, day: date, *, client=None, **said):
    children = [one.pk for one in said.pop("who", scene.children)]
    there = {"on": on(day), "at": "10am", "minutes": "90", "place": "Town hall"}
    said = {"kind": kind, "children": children, **there, **said}
    answer = (client or scene.client).post(f"{scene.path}new/", said)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return FormalMeeting.objects.get(pk=int(re.search(r"/meetings/(\d+)/", answer["Location"])[1]))


def post(scene, meeting, way: str, follow: bool = True, **said):
    return scene.client.post(f"{scene.path}{meeting.pk}/{way}", said, follow=follow)


def page(scene, meeting=None) -> str:
    answer = scene.client.get(f"{scene.path}{meeting.pk}/" if meeting else scene.path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def words_of(scene, path: str) -> str:
    answer = scene.client.get(path or f"/family/{scene.family.pk}/")
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


def ask(scene, meeting, *keys: str, **said):
    return post(scene, meeting, "invite/", who=list(keys), **{"apart_asked": "no", **said})


def mark(scene, meeting, name: str, done: str, **said):
    one = Invitation.objects.get(meeting=meeting, name=name, ended_at=None)
    return post(scene, meeting, f"who/{one.pk}/", do=done, **said)


def due(scene, rule: str, child: Person) -> Obligation | None:
    return Obligation.objects.filter(involvement=scene.open, rule=rule, person=child).order_by("-id").first()


def held(scene, who=None) -> HeldFamily:
    return HeldFamily(scene.family, unit_holding(scene.family.pk), actor(who or scene.maureen))


# -- arranging


def test_from_strategy_discussion_to_core_group_and_nothing_is_typed_twice(scene):
    """Three siblings on different statuses; each record, and what is due, follows from what the meetings decided."""
    one, two, _ = scene.children
    began = TODAY - timedelta(days=10)
    strategy = arrange(scene, "strategy", began)
    assert "Missing" in page(scene, strategy)
    assert View.objects.count() == 0, "professionals among themselves"
    ask(scene, strategy, f"u{scene.tom.pk}", f"u{scene.grace.pk}", name="DC Ames", agency="Police", part="police")
    for name in ("Tom Hollis", "Grace Adeyemi", "DC Ames"):
        mark(scene, strategy, name, "here")
    said = {f"begins_enquiry-{one.pk}": "on", f"begins_enquiry-{two.pk}": "on"}
    refused = post(scene, strategy, "held/", on=on(began), **said)
    assert refused.status_code == 422
    assert "Say why it was held although someone was missing" in refused.content.decode(), "nobody from health"
    assert not StrategyDiscussion.objects.exists(), "nothing half saved"
    post(scene, strategy, "held/", on=on(began), quorum_because="Health will be told today.", **said)
    fact = StrategyDiscussion.objects.get(person=one)
    assert (fact.took_part, fact.begins_enquiry) == ("Grace Adeyemi, Tom Hollis and DC Ames", True)
    assert Enquiry.objects.count() == 2, "of the two for whom it was decided"
    by = due(scene, "ICPC", one).falls_due
    assert by == add_working_days(began, 15)

    for way in ("", "due/"):
        asked = scene.client.get(f"/family/{scene.family.pk}/{way}").content.decode()
        assert f'href="{scene.path}new/?kind=initial">Arrange' in asked, "beside the day by which it is due"

    # One press: the conference on the day by which it is due, for those for whom it is, with who was asked.
    assert f"due by {by:%-d %b}" in page(scene, strategy).replace(f"{by:%a} ", "")
    for _ in range(2):
        post(scene, strategy, "next/initial/")
    conference = FormalMeeting.objects.get(kind="initial")
    assert conference.on == working_day_for(by, TODAY)
    assert set(conference.children.all()) == {one, two}
    assert set(conference.invitations.values_list("name", flat=True)) == {"Tom Hollis", "Grace Adeyemi", "DC Ames"}
    assert {view.person for view in conference.views.all()} == {one, two}, "of who is not invited nobody is asked"
    assert dict(conference.reports.values_list("what", "due_on")) == {
        "Social worker’s report": add_working_days(conference.on, -5),
        "Agency’s report": add_working_days(conference.on, -5),
    }

    # It is brought forward to yesterday, and held.
    yesterday = TODAY - timedelta(days=1)
    slip = post(scene, conference, "change/", children=[one.pk, two.pk], on=on(yesterday), at="10:00", minutes="90")
    assert "Say why it is on another day" in slip.content.decode()
    old = conference.on
    post(
        scene, conference, "change/", children=[one.pk, two.pk], on=on(yesterday), at="10:00", minutes="90",
        because="The chair is free sooner.",
    )  # fmt: skip
    assert f"Brought forward: it was to be on {old:%a %-d %b}" in page(scene, conference)
    assert set(conference.reports.values_list("due_on", flat=True)) == {add_working_days(yesterday, -5)}
    ask(scene, conference, f"p{scene.mother.pk}", name="Ms Chair", part="chair")
    assert {view.person for view in conference.views.all()} == {one, two, scene.mother}
    ask(scene, conference, name="Jo Hale", agency="Sunflower Nursery", part="school")
    for name in ("Ms Chair", "Tom Hollis", "DC Ames", "Jo Hale"):
        mark(scene, conference, name, "here")
    FormalMeeting.objects.filter(pk=conference.pk).update(
        outcome="Ada sees the doctor.", is_apart_asked=True, apart="The cousins Zwart."
    )
    said = {
        "on": on(yesterday), f"has_plan-{one.pk}": "yes", f"category-{one.pk}": "NEG", f"participation-{one.pk}": "PN0",
        f"has_plan-{two.pk}": "no",
    }  # fmt: skip
    assert "Missing" not in page(scene, conference)
    far = {**said, "on": on(yesterday - timedelta(days=30))}
    asked = post(scene, conference, "held/", **far)
    both = f"It was arranged for {long_day(yesterday)}; {long_day(yesterday - timedelta(days=30))} is 30 days earlier."
    assert both in asked.content.decode(), "asked, with both days"
    meant = post(scene, conference, "held/", **{**far, "on-meant": far["on"], f"has_plan-{one.pk}": ""})
    assert "is 30 days earlier" not in meant.content.decode()
    lacks = post(scene, conference, "held/", **{**said, f"category-{one.pk}": ""})
    assert "Choose the category" in lacks.content.decode()
    assert f'id="category-{one.pk}-error"' in lacks.content.decode(), "beside the field of that child"
    assert not Conference.objects.exists()
    for _ in range(2):
        assert post(scene, conference, "held/", **said).status_code == 200
    assert {c.person: (c.has_plan, c.chair, c.note) for c in Conference.objects.all()} == {
        one: (True, "Ms Chair", "Ada sees the doctor."), two: (False, "Ms Chair", "Ada sees the doctor."),
    }  # fmt: skip
    assert {pk: line.status for pk, line in status_on(scene.family.pk, TODAY).items()} == {one.pk: "cp"}
    assert due(scene, "ICPC", one).state == "met"
    core_by = due(scene, "CORE-1", one).falls_due
    assert core_by == add_working_days(yesterday, 10)
    post(scene, conference, "next/core_group/")
    core = FormalMeeting.objects.get(kind="core_group")
    assert (core.on, list(core.children.all())) == (core_by, [one])
    assert "The cousins Zwart." in page(scene, core), "who must not meet must not the next time either"
    assert "The cousins Zwart." in scene.client.get(f"{scene.path}{core.pk}/invite/").content.decode()
    # The paper after it says what came of it, and nothing that is not for everybody there.
    view = View.objects.get(meeting=conference, person=scene.mother)
    View.objects.filter(pk=view.pk).update(words="I want the damp gone.")
    post(scene, conference, "agreed/", what="Ring the landlord Quill", who="", other="Jo Hale", due="in 2 weeks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kinwork.formal_meetings.views.meeting.as_pdf", str.encode)
        paper = words_of(scene, f"{scene.path}{conference.pk}/print/")
    for words in (
        "Who came", "Jo Hale", "I want the damp gone.", f"{one.name} : child protection plan: neglect",
        f"{two.name} : no child protection plan", "Ring the landlord Quill: Jo Hale, by", "Core group:",
        long_day(core.on),
    ):  # fmt: skip
        assert words in paper, words
    assert "Zwart" not in paper
    assert "Agenda" not in paper
    # Closing all the same: asked plainly, with what is still open; what is cancelled with it comes back with it.
    head = put_in_post(user("Hana Voss"), scene.unit, "hos").user
    closes, at = scene.sign_in(scene.grace), f"/family/{scene.family.pk}/close/"
    shown = " ".join(html.unescape(closes.get(at).content.decode()).split())
    for words in (f"{one.name} is on a child protection plan", "Ring the landlord Quill", "Needs attention",
                  f"Cancel: {core.what}, {long_day(core.on)}"):  # fmt: skip
        assert words in shown, words
    ends = {f"end_{child.pk}": "RC7" for child in (one, two)}
    sent = {"reason": "They have moved.", "cancel_meeting": [core.pk]} | ends
    refused = closes.post(at, sent)
    for words in ("Tick this if you close", "Say why the family is closed all the same", "Say which manager decided"):
        assert words in refused.content.decode(), words
    scene.open.refresh_from_db()
    core.refresh_from_db()
    assert (scene.open.closed_on, core.is_cancelled) == (None, False)
    sent |= {"all_the_same": "on", "all_the_same_because": "Fife holds the plan.", "decided_by": scene.grace.pk}
    assert closes.post(at, sent).status_code == 302
    change = GraveChange.objects.get(kind="family_closed")
    assert f"though {one.name} is on a child protection plan: “Fife holds the plan.”" in change.words
    assert (change.reason, change.answerable_ids) == ("They have moved.", [head.pk])
    assert Notice.objects.filter(kind="grave_change", to_ids__contains=[head.pk]).exists()
    core = FormalMeeting.objects.get(pk=core.pk)
    assert (core.is_cancelled, core.because, core.key_date.cancelled) == (True, "The family was closed.", True)
    undo(actor(scene.grace), change.pk)
    core = FormalMeeting.objects.get(pk=core.pk)
    assert (core.is_arranged, core.key_date.cancelled) == (True, False)
    assert not core.invitations.filter(part="chair").exists(), "a conference’s chair does not come to the core group"
    assert due(scene, "RCPC-1", one).is_open
    post(scene, conference, "next/review/")
    assert FormalMeeting.objects.get(kind="review").invitations.filter(part="chair").exists()

    # A slip: corrected here, it is corrected in each record, and both stay in the history.
    post(scene, conference, "correct/", on=on(yesterday), outcome="Both parents see the doctor.", because="Misheard.",
         **{f"participation-{one.pk}": "PN1", f"participation-{two.pk}": ""})  # fmt: skip
    stands = Conference.objects.filter(withdrawn_at=None)
    assert {c.note for c in stands} == {"Both parents see the doctor."}
    assert stands.get(person=one).participation == "PN1"
    assert Conference.objects.count() == 4
    assert due(scene, "CORE-1", one).falls_due == core_by, "counted from the same day"
    words = page(scene, conference)
    assert "removed there" not in words, "the page shows the corrected fact"
    # It was no meeting at all: what it made is withdrawn, and what was met is open again.
    post(scene, strategy, "not-held/", because="Another family’s.")
    assert not StrategyDiscussion.objects.filter(withdrawn_at=None).exists()
    assert FormalMeeting.objects.get(pk=strategy.pk).is_arranged
    assert set(AuditEvent.objects.filter(object_type="FormalMeeting").values_list("verb", flat=True)) >= {
        "arranged meeting", "moved meeting", "held meeting", "corrected meeting", "meeting not held",
    }  # fmt: skip
    assert Made.objects.count() == 5


def test_a_core_group_held_feeds_its_clock_and_steps_on(scene):
    post_to = scene.client.post
    post_to(
        f"/family/{scene.family.pk}/facts/conference/",
        {"children": [scene.children[0].pk], "kind": "initial", "on": on(TODAY - timedelta(days=7)), "has_plan": "yes",
         "category": "NEG", "note": "Why."},
    )  # fmt: skip
    form = scene.client.get(f"{scene.path}new/?kind=core_group").content.decode()
    ticked = re.findall(r'name="children"\s+value="(\d+)"\s+checked', form)
    assert ticked == [str(scene.children[0].pk)], "those for whom it is due; the other two have no plan"
    assert "checked" not in scene.client.get(f"{scene.path}new/").content.decode()
    core = arrange(scene, "core_group", TODAY, who=scene.children[:1], chair="Tom Hollis")
    ahead = f"Next date {short_day(TODAY, TODAY)}"
    assert ahead in words_of(scene, "")
    assert due(scene, "CORE-1", scene.children[0]).is_open
    ask(scene, core, f"p{scene.mother.pk}", f"u{scene.tom.pk}")
    for name in ("Tom Hollis", scene.mother.name):
        mark(scene, core, name, "coming")
    assert Invitation.objects.filter(name="Tom Hollis").count() == 1, "chair and worker, asked once"
    assert Invitation.objects.get(name="Tom Hollis").user == scene.tom, "who is known by name is that colleague"
    post(scene, core, "who/all/")
    Invitation.objects.filter(name="Tom Hollis").update(part="worker")
    post(scene, core, "held/", on=on(TODAY))
    board = words_of(scene, f"/unit/{scene.unit.pk}/")
    assert "Core group" not in words_of(scene, "").split("Next date")[1][:60], "held, it is not ahead on its very day"
    assert "Core group, 10:00" not in board
    assert agenda_candidates(scene.unit.pk, TODAY)[0].dates == ()
    post(scene, core, "not-held/", because="Not yet.")
    assert ahead in words_of(scene, "")
    post(scene, core, "held/", on=on(TODAY))
    assert CoreGroup.objects.filter(withdrawn_at=None).count() == 1
    assert CoreGroup.objects.get(withdrawn_at=None).took_part == f"Tom Hollis and {scene.mother.name}"
    assert due(scene, "CORE-1", scene.children[0]).met_on == TODAY
    assert due(scene, "RCPC-1", scene.children[0]).is_open
    # The review steps one child down, in one form.
    review = arrange(scene, "review", TODAY, who=scene.children[:1])
    post(scene, review, "held/", on=on(TODAY), quorum_because="Snow.",
         **{f"has_plan-{scene.children[0].pk}": "no", f"then-{scene.children[0].pk}": "cin"})  # fmt: skip
    assert ProtectionPlan.objects.get().ended_on == TODAY
    assert status_on(scene.family.pk, TODAY)[scene.children[0].pk].status == "cin"


def test_arranged_ahead_it_stands_on_the_agenda_the_board_and_in_calendars_by_its_time(scene):
    day = date(2027, 3, 28)  # the clocks go forward at one in the morning
    with time_machine.travel(datetime(2027, 3, 22, 9), tick=False):
        scene.client = scene.sign_in(scene.maureen)
        conference = arrange(scene, "review", day, at="12:30 am", minutes="120", **{"at-meant": "12:30 am"})
        assert (conference.starts_at.isoformat(), conference.ends_at.isoformat()) == (
            "2027-03-28T00:30:00+00:00", "2027-03-28T03:30:00+01:00",
        )  # fmt: skip
        [candidate] = agenda_candidates(scene.unit.pk, date(2027, 3, 23))
        assert [when for when, _ in candidate.dates] == [day]
        made = scene.client.post("/calendars/", {"unit": scene.unit.pk}).content.decode()
        mine = scene.sign_in(scene.leah).post("/calendars/", {"unit": ""}).content.decode()
        feed, own = (re.search(r'id="address">http://testserver([^<]+)<', one)[1] for one in (made, mine))
        ask(scene, conference, f"u{scene.leah.pk}")
        for path in (feed, own):
            said = scene.client.get(path).content.decode()
            assert "SUMMARY:Review child protection conference" in said
            assert "DTSTART:20270328T003000Z" in said
            assert "DTEND:20270328T023000Z" in said
            assert NAME not in said
            assert "Town hall" not in said
        mark(scene, conference, "Leah Stern", "apologies", because="At court.")
        assert "Review child" not in scene.client.get(own).content.decode()
        board = re.sub(r"\s+", " ", scene.client.get(f"/unit/{scene.unit.pk}/").content.decode())
        assert "Review child protection conference, 00:30" in board
        with pytest.raises(ValidationError, match="There is no 01:30"):
            check_when(day, time(1, 30))
        assert post(scene, conference, "cancel/", because="").status_code == 422
        post(scene, conference, "cancel/", because="It is too early.")
        assert agenda_candidates(scene.unit.pk, date(2027, 3, 23))[0].dates == ()
        assert "Review child" not in scene.client.get(feed).content.decode()
        post(scene, conference, "back/")
        assert len(agenda_candidates(scene.unit.pk, date(2027, 3, 23))[0].dates) == 1
        key_date = KeyDate.objects.get()
        scene.client.post(f"/family/{scene.family.pk}/date/{key_date.pk}/cancel/")
        key_date.refresh_from_db()
        assert not key_date.cancelled, "a meeting is cancelled on its own page, where others are told"


def test_what_is_wrong_is_said_and_what_was_typed_stays(scene):
    for said, words in [
        ({"children": []}, "Choose the children"),
        ({"on": ""}, "Say on which day"),
        ({"on": "31/2/2027"}, "31"),
        ({"on": "1/1/2090"}, "Type a day within 5 years"),
        ({"at": "25:00"}, "Enter a time"),
        ({"minutes": "9000"}, "720"),
        ({"kind": "tea"}, "tea"),
    ]:
        children = [one.pk for one in scene.children]
        whole = {"kind": "core_group", "children": children, "on": "1w", "place": NAME, **said}
        answer = scene.client.post(f"{scene.path}new/", whole)
        assert answer.status_code == 422, said
        assert words in answer.content.decode(), said
        assert f'value="{NAME}"' in answer.content.decode()
    assert not FormalMeeting.objects.exists()
    assert not KeyDate.objects.exists()
    other = family_in(scene.unit, "Other")
    stranger = other.members.get(is_child=False).person
    wrong = scene.client.post(f"{scene.path}new/", {"kind": "other", "children": [stranger.pk], "on": "1w"})
    assert wrong.status_code == 422
    # The same form sent twice is one meeting.
    token = "6a2f41a3-c54c-fce8-32d2-0324e1c32e22"
    first = arrange(scene, "panel", TODAY + timedelta(days=9), token=token)
    assert arrange(scene, "panel", TODAY + timedelta(days=9), token=token) == first
    assert KeyDate.objects.count() == 1
    # Sent for another family it is another meeting: of the first it tells nothing.
    theirs = {"kind": "other", "children": [other.members.get(position=1).person_id], "on": "1w", "token": token}
    answer = scene.client.post(f"/family/{other.pk}/meetings/new/", theirs)
    assert (answer.status_code, FormalMeeting.objects.count()) == (302, 2)
    assert f"/family/{other.pk}/meetings/" in answer["Location"]
    # What is future was not held, and nobody was there.
    assert "future" in post(scene, first, "held/", on=on(first.on), quorum_because="x").content.decode()
    ask(scene, first, f"u{scene.tom.pk}")
    assert "future" in mark(scene, first, "Tom Hollis", "here").content.decode()
    assert scene.client.get(f"/family/{other.pk}/meetings/{first.pk}/").status_code == 404, "of another family"


# -- who is asked


def test_the_family_is_asked_once_it_is_known_who_must_not_meet_and_no_list_tells(scene):
    core = arrange(scene, "core_group", TODAY + timedelta(days=9))
    SafetyWarning.objects.create(
        person=scene.mother, kind="threats", words="Threatened her brother.", review_on=TODAY, family_id=scene.family.pk
    )
    elsewhere = family_in(scene.unit, "Elsewhere")
    SafetyWarning.objects.create(
        person=scene.mother, kind="weapons", words="A knife.", review_on=TODAY, family_id=elsewhere.pk
    )
    secret = {"lines": "1 Secret Street", "is_confidential": True, "family_id": scene.family.pk}
    Address.objects.create(person=scene.mother, **secret)
    form = scene.client.get(f"{scene.path}{core.pk}/invite/").content.decode()
    assert "Threatened her brother." in form
    assert "Weapons" in form
    assert "A knife." not in form, "of another family’s record only that there is a warning"
    assert "Secret Street" not in form
    assert "Confidential address" in form
    refused = post(scene, core, "invite/", who=[f"p{scene.mother.pk}"])
    assert refused.status_code == 422
    assert "Say whether anyone must not meet" in refused.content.decode()
    assert "Say who must not meet" in ask(scene, core, f"p{scene.mother.pk}", apart_asked="yes").content.decode()
    ask(scene, core, f"p{scene.mother.pk}", apart_asked="yes", apart="Ada and Uncle Ned: he joins by video.")
    assert "Ada and Uncle Ned" in page(scene, core)
    again = ask(scene, core, f"p{scene.mother.pk}", f"u{scene.tom.pk}")
    assert f"{scene.mother.name} was already invited." in again.content.decode()
    assert core.invitations.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            meeting=core, person=scene.mother, name="x", part="family", invited_by=scene.tom, invited_at=timezone.now()
        )
    paper = scene.client.get(f"{scene.path}{core.pk}/print/")
    assert paper.headers["Content-Type"] == "application/pdf"
    printed = render_to_string("formal_meetings/print.html", {"page": page_of(MeetingOfFamily(core, held(scene)))})
    assert scene.mother.name in printed
    assert not [words for words in ("Uncle Ned", "Threatened", "Secret", "Weapons") if words in printed]
    # Not asked after all, with one press back.
    mark(scene, core, "Tom Hollis", "end", because="On leave.")
    assert not Notice.objects.filter(kind="meeting_invited").exists()
    gone = Invitation.objects.get(name="Tom Hollis")
    post(scene, core, f"who/{gone.pk}/", do="again")
    assert Invitation.objects.get(pk=gone.pk).ended_at is None
    nothing = post(scene, core, "invite/", agency="Police")
    assert "Say who it is" in nothing.content.decode()


def test_a_colleague_sends_apologies_by_one_press_and_who_arranged_it_hears(scene):
    core = arrange(scene, "core_group", TODAY + timedelta(days=3))
    _oak, staff = unit_with_staff("Oak", "o")
    ask(scene, core, f"u{scene.tom.pk}", name=staff["tom"].full_name)
    tom = scene.sign_in(scene.tom)
    mine = Invitation.objects.get(user=scene.tom)
    work = tom.get("/my-work/").content.decode()
    assert "Your meetings" in work
    assert f"/family/{scene.family.pk}/meetings/{core.pk}/" in work
    other = scene.sign_in(staff["tom"])
    work = other.get("/my-work/").content.decode()
    assert "Your meetings" in work
    mine_to_see = work.split("Your meetings")[1]
    assert f"{NAME}: core group" in mine_to_see, "who is asked knows to what"
    assert f"/family/{scene.family.pk}/" not in mine_to_see, "but the record is not theirs to open"
    assert other.post(f"/my-meetings/{mine.pk}/", {"do": "apologies"}).status_code == 404
    tom = scene.sign_in(scene.tom)
    tom.post(f"/my-meetings/{mine.pk}/", {"do": "apologies"})
    mine.refresh_from_db()
    assert mine.answer == "apologies"
    assert list(Notice.objects.filter(kind="meeting_apologies").values_list("object_id", flat=True)) == [core.pk]
    scene.client = scene.sign_in(scene.maureen)
    assert "Tom Hollis sent apologies" in page(scene, core)
    mark(scene, core, "Tom Hollis", "apologies", because="On leave.", sends_report="on")
    assert Report.objects.get(what="Report instead of coming").due_on == add_working_days(core.on, -1)


def test_what_was_agreed_is_a_task_of_the_unit_or_a_step_of_the_plan_and_no_second_thing(scene):
    core = arrange(scene, "core_group", TODAY)
    ask(scene, core, f"p{scene.mother.pk}", name="Jo Hale", agency="Sunflower Nursery", part="school")
    jo = Invitation.objects.get(name="Jo Hale")
    said = {"what": "See Ada alone", "who": f"u{scene.tom.pk}", "due": "1w"}
    for _ in range(2):
        assert "See Ada alone" in post(scene, core, "agreed/", **said).content.decode()
    seen = Task.objects.get()
    assert (seen.owner, seen.due_on) == (scene.tom, TODAY + timedelta(days=7))
    assert "See Ada alone" in words_of(scene, "")
    # No plan yet: a task with her name. With a plan, a step of it; and it must say of which aim, or that none fits.
    post(scene, core, "agreed/", what="Keep a diary", who=f"i{jo.pk}")
    assert Task.objects.get(what="Keep a diary").agency == "Jo Hale, Sunflower Nursery"
    aim = planning.add_aim(held(scene), words="We sleep at night.")
    other = planning.add_aim(held(scene), words="School every day.")
    refused = post(scene, core, "agreed/", what="Ring each morning", other="Aunt Bea", due="1w")
    assert refused.status_code == 422
    assert "what someone outside the unit does is a step of the plan" in refused.content.decode()
    assert 'value="Aunt Bea"' in refused.content.decode()
    post(scene, core, "agreed/", what="Ring each morning", other="Aunt Bea", aim=other.pk, due="1w")
    post(scene, core, "agreed/", what="Ask the police", who=f"u{scene.tom.pk}", aim=aim.pk, is_for_staff="on")
    assert {(one.task.agency, one.aim, one.is_for_staff) for one in PlanStep.objects.all()} == {
        ("Aunt Bea", other, False), ("", aim, True),
    }  # fmt: skip
    plan = words_of(scene, f"/family/{scene.family.pk}/plan/")
    assert "Ring each morning Aunt Bea" in plan
    assert "Ask the police" not in words_of(scene, f"/family/{scene.family.pk}/plan/for-them/")
    # Done here, on My work or in the plan, it is done; undone it is open; a slip is gone everywhere.
    task = f"/family/{scene.family.pk}/task/{seen.pk}/"
    scene.client.post(f"{task}done/", {"back": f"{scene.path}{core.pk}/#agreed"})
    assert "Undo : See Ada alone" in words_of(scene, f"{scene.path}{core.pk}/")
    scene.client.post(f"{task}undo/", {"step": seen.steps.get().pk})
    assert Task.objects.get(pk=seen.pk).state == "open"
    scene.client.post(f"{task}mistaken/")
    assert "See Ada alone" not in words_of(scene, f"{scene.path}{core.pk}/").split("What was agreed: who")[1]
    # The next one begins with what became of it; nothing is agreed at a meeting that is still to come.
    later = arranging.arrange(
        held(scene), scene.open, Arranged(kind="core_group", children=[scene.children[0].pk], on=TODAY + timedelta(9)),
        token=core.token.__class__(int=8), follows=core,
    )  # fmt: skip
    assert "What was agreed the last time" in words_of(scene, f"{scene.path}{later.pk}/")
    assert "in the future" in post(scene, later, "agreed/", what="x", who=f"u{scene.tom.pk}").content.decode()
    assert Task.objects.filter(what="x").count() == 0
    strategy = arrange(scene, "strategy", TODAY)
    box = page(scene, strategy).split('name="is_for_staff"')[1][:20]
    assert "checked" in box, "of a discussion without the family nothing reaches their plan by default"


def test_who_does_not_sign_in_is_told_and_the_page_says_how_without_a_word_about_the_family(
    scene, mailoutbox, settings, django_capture_on_commit_callbacks
):
    core = arrange(
        scene, "initial", TODAY + timedelta(days=9), ring="Maureen, 020 7946 0100", video="https://v.example/1"
    )
    ask(scene, core, f"p{scene.mother.pk}", f"u{scene.tom.pk}", name="Jo Hale", reach="07700 900123, jo@school.example")
    jo, tom = (Invitation.objects.get(name=name) for name in ("Jo Hale", "Tom Hollis"))
    words = words_of(scene, f"{scene.path}{core.pk}/")
    assert f"Not told yet {scene.mother.name}, Jo Hale." in words
    assert "Told in Kinwork." in words
    way = f"who/{jo.pk}/tell/"
    assert scene.client.get(f"{scene.path}{core.pk}/who/{tom.pk}/tell/").status_code == 404
    names = [NAME, *(one.given_name for one in scene.children), "conference", "child protection"]
    shown = scene.client.get(f"{scene.path}{core.pk}/{way}").content.decode()
    mail = re.search(r'href="(mailto:[^"]+)"', shown)[1]
    assert mail.startswith("mailto:jo@school.example?subject=Invitation")
    for words in (unquote(mail), (file := scene.client.get(f"{scene.path}{core.pk}/meeting.ics")).content.decode()):
        assert "020 7946 0100" in words.replace("\\,", ",")
        assert "Town hall" in words
        assert [one for one in names if one.casefold() in words.casefold()] == []
    assert "SUMMARY:Meeting\r\n" in file.content.decode()
    assert "Kinwork sends no email here." in shown
    assert "Kinwork sends no email here" in post(scene, core, way, do="send").content.decode()
    settings.EMAIL_HOST = "smtp.example"
    with django_capture_on_commit_callbacks(execute=True):
        post(scene, core, way, do="send")
    [sent] = mailoutbox
    assert sent.to == ["jo@school.example"]
    assert [one for one in names if one.casefold() in f"{sent.subject} {sent.body}".casefold()] == []
    mothers = f"who/{Invitation.objects.get(person=scene.mother).pk}/tell/"
    assert "No email address stands beside" in post(scene, core, mothers, do="send").content.decode()
    assert "Say how they were told" in post(scene, core, mothers, do="told").content.decode()
    assert "in the future" in post(scene, core, mothers, do="told", how="hand", on="tomorrow").content.decode()
    post(scene, core, mothers, do="told", how="hand", on="yesterday")
    words = words_of(scene, f"{scene.path}{core.pk}/")
    assert "by a letter put into their hands." in words
    assert "by email from Kinwork." in words
    assert "Not told yet" not in words
    # Moved, nobody knows of it any more; the file takes the place of the one before.
    children = [one.pk for one in scene.children]
    post(scene, core, "change/", children=children, on=on(TODAY + timedelta(days=12)), at="10am", because="Half-term.")
    words = words_of(scene, f"{scene.path}{core.pk}/")
    assert f"Not told yet {scene.mother.name}, Jo Hale." in words
    assert words.count("It has moved since.") == 2
    assert "SEQUENCE:1" in scene.client.get(f"{scene.path}{core.pk}/meeting.ics").content.decode()
    letters = scene.client.get(f"{scene.path}{core.pk}/letters.pdf")
    assert letters.content.startswith(b"%PDF")
    post(scene, core, way, do="not")
    assert Invitation.objects.get(pk=jo.pk).told_on is None
    post(scene, core, "cancel/", because="Snow.")
    assert "It has been cancelled since." in words_of(scene, f"{scene.path}{core.pk}/")
    with pytest.raises(IntegrityError, match="who_was_told_was_told_somehow"), transaction.atomic():
        Invitation.objects.filter(pk=jo.pk).update(told_on=TODAY)


def test_a_colleague_who_may_not_see_the_family_is_not_invited_in_silence(scene):
    core = arrange(scene, "core_group", TODAY + timedelta(days=3))
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    restrictions.restrict(
        actor(manager), scene.family.pk, scene.unit.pk, cause="staff", words="A cousin works here.",
        guardian_id=scene.grace.pk, people=[scene.maureen.pk, manager.pk],
    )  # fmt: skip
    scene.client = scene.sign_in(scene.maureen)
    form = words_of(scene, f"{scene.path}{core.pk}/invite/")
    assert "may not see this family: Grace Adeyemi can give them access" in form
    assert f'value="u{scene.tom.pk}"' not in scene.client.get(f"{scene.path}{core.pk}/invite/").content.decode()
    for said in ({"who": [f"u{scene.tom.pk}"]}, {"name": "tom hollis"}):
        refused = post(scene, core, "invite/", **said)
        assert refused.status_code == 422
        assert "Tom Hollis may not see this family" in refused.content.decode()
        assert "Grace Adeyemi can give them access" in refused.content.decode()
    new = {"kind": "panel", "children": [scene.children[0].pk], "on": "1w", "chair": "Tom Hollis"}
    answer = scene.client.post(f"{scene.path}new/", new)
    assert answer.status_code == 422
    assert 'id="chair-error"' in answer.content.decode()
    assert not Invitation.objects.exists()
    assert not Notice.objects.filter(kind="meeting_invited").exists()


def test_every_kind_says_whose_word_its_quorum_is():
    """Guidance says of few kinds who must be there; the rest is the authority's own, and no number is called law."""
    for kind in KINDS.values():
        assert not kind.needs or kind.quorum
    assert "Working Together" in KINDS["strategy"].quorum
    assert {need.words for need in KINDS["strategy"].needs} >= {"the police", "someone from health"}
    assert "IRO Handbook" in KINDS["care_review"].quorum
    assert "procedures of the authority" in KINDS["initial"].quorum, "two agencies: no number stands in guidance"


# -- reports, views, clocks


def test_the_report_before_a_conference_is_due_once_the_authority_says_how_long_before(scene):
    child = scene.children[0]
    day = add_working_days(TODAY, 20)
    conference = arrange(scene, "review", day, who=[child])
    assert due(scene, "RCPC-REPORT", child) is None, "no period is law"
    LocalRule.objects.create(
        rule="RCPC-REPORT", period="5 working days before", source="Procedures, 4.2", in_force_from=date(2020, 1, 1),
        set_by=scene.grace, set_at=timezone.now(),
    )  # fmt: skip
    said = {"children": [child.pk], "minutes": "60", "at": "10:00"}
    post(scene, conference, "change/", on=on(day), place="Library", **said)
    assert due(scene, "RCPC-REPORT", child).falls_due == add_working_days(day, -5)
    later = add_working_days(day, 3)
    post(scene, conference, "change/", on=on(later), because="Half-term.", **said)
    [owed] = Obligation.objects.filter(rule="RCPC-REPORT", person=child)
    assert owed.falls_due == add_working_days(later, -5)
    report = conference.reports.get(is_ours=True)
    ahead = post(scene, conference, "report/", do="came", report=report.pk, received_on=on(later))
    assert ahead.status_code == 422
    post(scene, conference, "report/", do="came", report=report.pk)
    assert due(scene, "RCPC-REPORT", child).met_on == TODAY
    post(scene, conference, "report/", do="not_yet", report=report.pk)
    assert due(scene, "RCPC-REPORT", child).is_open
    post(scene, conference, "report/", do="add", what="", by="GP")
    post(scene, conference, "report/", do="add", what="Doctor’s letter", by="GP", due_on="1w")
    assert conference.reports.get(what="Doctor’s letter").by == "GP"
    post(scene, conference, "report/", do="drop", report=report.pk)
    assert "Not needed: Social worker’s report" in page(scene, conference)


def test_the_offer_of_a_family_meeting_meets_what_the_coming_law_asks(scene):
    child = scene.children[0]
    path = f"/family/{scene.family.pk}/facts/"
    scene.client.post(f"{path}decision_to_apply/", {"children": [child.pk], "on": on(TODAY - timedelta(days=9))})
    assert due(scene, "FGDM-OFFER", child).state == "coming"
    said = {"children": [child.pk], "on": on(TODAY - timedelta(days=2)), "answer": "accepted"}
    scene.client.post(f"{path}family_meeting_offer/", said)
    offered = due(scene, "FGDM-OFFER", child)
    assert (offered.state, offered.met_on) == ("met", FamilyMeetingOffer.objects.get().on)


def test_views_are_in_their_words_with_how_or_why_not(scene):
    core = arrange(scene, "core_group", TODAY)
    mine = View.objects.get(meeting=core, person=scene.children[0])
    assert post(scene, core, "views/", view=mine.pk, how="not").status_code == 422
    post(scene, core, "views/", view=mine.pk, how="not", why_not="Asleep.")
    mine.refresh_from_db()
    assert (mine.how, mine.why_not) == ("not", "Asleep.")
    father = FamilyMember.objects.create(family=scene.family, person=PersonFactory(), role="father", position=8)
    held_views = page(scene, core).split('id="views"')[1]
    assert f"{father.person.name}, in their words" not in held_views, "not invited, and nobody has asked him"
    assert f'value="{father.person_id}"' in held_views, "one press asks"
    aunt = FamilyMember.objects.create(family=scene.family, person=PersonFactory(), role="aunt", position=9)
    post(scene, core, "views/", do="add", person=aunt.person_id)
    assert View.objects.filter(person=aunt.person).count() == 1


def save(client, scene, meeting, text: str, *, version: int, box: str = "formal.notes", pk=None, **more):
    said = {"box": box, "id": pk or meeting.pk, "version": version, "text": text, "page": "p", "key": "k", **more}
    return client.post(f"{scene.path}{meeting.pk}/save/", json.dumps(said), content_type="application/json")


def test_two_people_write_notes_at_once_and_neither_is_lost(scene):
    core = arrange(scene, "core_group", TODAY)
    tom = scene.sign_in(scene.tom)
    maureen = scene.client = scene.sign_in(scene.maureen)
    assert save(maureen, scene, core, "Ada was late.", version=0, key="a").json() == {"version": 1}
    both = save(tom, scene, core, "Tom spoke first. ", version=0, key="b").json()
    assert both["merged"]
    assert "Ada was late." in both["text"]
    assert "Tom spoke first." in both["text"]
    core.refresh_from_db()
    assert core.notes == both["text"]
    view = View.objects.filter(meeting=core).first()
    assert save(tom, scene, core, "I like it.", version=0, box="view.words", pk=view.pk).status_code == 200
    there = tom.get(f"{scene.path}{core.pk}/texts/").json()["boxes"]
    assert there[f"view.words:{view.pk}"]["text"] == "I like it."
    assert tom.get(f"{scene.path}{core.pk}/box/formal.notes/{core.pk}/?since=1").json()["version"] == 2
    history = tom.get(f"{scene.path}{core.pk}/box/formal.notes/{core.pk}/history/").content.decode()
    assert "Maureen O’Brien-Ńgwenya" in history
    tom.post(f"{scene.path}{core.pk}/box/formal.notes/{core.pk}/history/1/")
    core.refresh_from_db()
    assert core.notes == "Ada was late."
    other = arrange(scene, "panel", TODAY)
    assert save(tom, scene, core, "x", version=0, pk=other.pk).status_code == 422, "a box of another meeting"
    assert tom.post(f"{scene.path}{core.pk}/save/", "[", content_type="application/json").status_code == 400
    post(scene, core, "held/", on=on(TODAY), quorum_because="x")
    late = save(maureen, scene, core, "Late.", version=core.version, box="formal.outcome")
    assert late.status_code == 422
    assert "been recorded" in late.json()["error"]
    assert tom.get(f"{scene.path}{core.pk}/part/people/").status_code == 200


# -- who may, what it costs


def test_other_units_see_nothing_of_it_and_a_closed_family_has_no_new_ones(scene):
    core = arrange(scene, "core_group", TODAY + timedelta(days=3))
    _oak, staff = unit_with_staff("Oak", "o")
    stranger = scene.sign_in(staff["tom"])
    assert stranger.get(f"{scene.path}{core.pk}/").status_code in (302, 403)
    assert stranger.get(f"/unit/{scene.unit.pk}/meetings/").status_code == 403
    for who in (scene.grace, scene.tom, scene.maureen):
        assert scene.sign_in(who).get(f"{scene.path}{core.pk}/").status_code == 200
    Involvement.objects.filter(pk=scene.open.pk).update(closed_on=TODAY)
    client = scene.sign_in(scene.maureen)
    assert client.get(f"{scene.path}new/").status_code == 404
    with pytest.raises(ValidationError, match="closed"):
        arranging.arrange(
            held(scene), Involvement.objects.get(pk=scene.open.pk),
            Arranged(kind="other", children=[scene.children[0].pk], on=TODAY), token=core.token.__class__(int=7),
        )  # fmt: skip


def test_lists_cost_the_same_however_many_meetings_there_are(scene):
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    paths = (scene.path, f"/unit/{scene.unit.pk}/meetings/", "/my-work/", f"/family/{scene.family.pk}/")

    def statements() -> list[int]:
        counts = []
        for path in paths:
            scene.client.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert scene.client.get(path).status_code == 200
            counts.append(len(asked))
        return counts

    first = arrange(scene, "core_group", TODAY + timedelta(days=2))
    ask(scene, first, f"u{scene.maureen.pk}", f"p{scene.mother.pk}")
    few = statements()
    for n in range(3, 7):
        more = arrange(scene, "review", TODAY + timedelta(days=n))
        ask(scene, more, f"u{scene.maureen.pk}", f"p{scene.mother.pk}", f"u{scene.tom.pk}")
    assert statements() == few
    assert few[1] <= 6


def test_the_day_is_kept_when_it_moves(scene):
    core = arrange(scene, "core_group", TODAY + timedelta(days=9))
    inviting.invite(held(scene), core, [inviting.Asked(name="Tom", part="worker", user_id=scene.tom.pk)], apart="")
    said = Arranged(kind="core_group", children=[scene.children[0].pk], on=TODAY + timedelta(days=12), at=time(9))
    arranging.change_meeting(held(scene), core, said, because="School trip.")
    move = Move.objects.get()
    assert (move.was_on, move.on, move.is_forward) == (TODAY + timedelta(days=9), TODAY + timedelta(days=12), False)
    assert KeyDate.objects.get().on == TODAY + timedelta(days=12)
    assert Notice.objects.filter(kind="meeting_changed").count() == 1
