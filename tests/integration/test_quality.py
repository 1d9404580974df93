"""Discussion quality: ten seconds by the unit, later by an observer, over time."""

import html
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.instruments.discussion_quality import Level
from kinwork.meetings.actions import closing, discussing
from kinwork.meetings.actions.meeting import mark_attendance
from kinwork.practice.actions import rate_discussion
from kinwork.practice.queries import quality_of, share_of_features
from kinwork.record.actions import Happened, write_entry
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(rowan):
    return discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)


def test_the_unit_has_one_rating_together_and_each_observer_their_own(rowan, talk):
    rate_discussion(actor(rowan.maureen), talk, rater="unit", features={1, 2})
    rate_discussion(actor(rowan.tom), talk, rater="unit", features=set(range(1, 9)))
    rate_discussion(actor(rowan.leah), talk, rater="observer", features={8})
    rate_discussion(actor(rowan.grace), talk, rater="observer", features=set())
    assert talk.ratings.filter(rater="unit").get().features == list(range(1, 9))
    assert talk.ratings.filter(rater="observer").count() == 2
    with pytest.raises(ValidationError):
        rate_discussion(actor(rowan.tom), talk, rater="unit", features={9})


def test_the_page_shows_the_profile_beside_the_level(rowan, talk, sign_in):
    client = sign_in(rowan.maureen)
    path = f"/discussion/{talk.pk}/quality/"
    client.post(path, {"features": [1, 2, 3, 4, 6, 7, 8], "rater": "unit"})
    page = client.get(path).content.decode()
    assert "green shoots" in page
    assert "Features there: 1, 2, 3, 4, 6, 7, 8, of 8" in page
    part = client.post(path, {"features": ["1"], "rater": "unit"}, HTTP_HX_REQUEST="true").content.decode()
    assert "Saved." in part
    assert "<html" not in part


def test_over_time_with_the_clinician_and_planned_conversations(rowan):
    today = timezone.localdate()
    for week, (clinician, features, planned) in enumerate([("present", range(1, 9), 2), ("apologies", {1}, 0)]):
        meeting = meeting_of(rowan.unit, rowan.maureen, on=today - timedelta(weeks=week + 1))
        leah = meeting.attendance.select_related("meeting").get(user=rowan.leah)
        mark_attendance(actor(rowan.maureen), leah, status=clinician)
        talk = discussion_of(family_in(rowan.unit), meeting, rowan.maureen)
        for _ in range(planned):
            discussing.plan_conversation(actor(rowan.tom), talk)
        rate_discussion(actor(rowan.maureen), talk, rater="unit", features=set(features))
        discussion_of(family_in(rowan.unit), meeting, rowan.maureen)  # not rated: counted, but in no level
        meeting.refresh_from_db()
        closing.close_meeting(actor(rowan.grace), meeting, because="Written up late.")
    found = quality_of(rowan.unit.pk, since=date(2000, 1, 1))
    newest, older = found.meetings
    assert (newest.discussions, newest.rated, newest.planned_each) == (2, 1, 1.0)
    assert (older.planned_each, older.meeting.clinician_present) == (0.0, False)
    assert found.total.levels == {Level.SYSTEMIC: 1, Level.NON_SYSTEMIC: 1}
    assert found.by_clinician == {True: {Level.SYSTEMIC: 1}, False: {Level.NON_SYSTEMIC: 1}}
    assert share_of_features(found.total)[0] == ("Wider context", 2, 2)
    assert share_of_features(found.total)[4] == ("Planned conversations", 1, 2)


# -- how near the work is to the model


def shown(client, path: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", client.get(path).content.decode())).split())


@pytest.fixture
def worked(rowan):
    """Two families, one met by two of the unit; three closed meetings, the clinician at one and a slot in another."""
    today = timezone.localdate()
    stone, ocho = family_in(rowan.unit, "Stone"), family_in(rowan.unit, "Ocho")
    for who, kind, days_ago in (
        (rowan.tom, "visit", 3), (rowan.priya, "elsewhere", 5), (rowan.tom, "visit", 8), (rowan.leah, "telephone", 1),
        (rowan.leah, "visit", 100),
    ):  # fmt: skip
        happened = Happened(kind=kind, on=today - timedelta(days=days_ago), text="Seen.")
        write_entry(actor(who), stone.pk, rowan.unit.pk, happened)
    alone = Happened(kind="visit", on=today, text="Seen.")
    write_entry(actor(rowan.tom), ocho.pk, rowan.unit.pk, alone)
    for weeks_ago, families in ((1, [stone]), (2, [stone]), (6, [stone, ocho])):
        meeting = meeting_of(rowan.unit, rowan.maureen, on=today - timedelta(weeks=weeks_ago))
        if weeks_ago != 1:
            away = meeting.attendance.select_related("meeting").get(user=rowan.leah)
            mark_attendance(actor(rowan.maureen), away, status="apologies")
        for family in families:
            talk = discussion_of(family, meeting, rowan.maureen)
            if weeks_ago == 1:
                hypothesis = discussing.raise_hypothesis(actor(rowan.tom), talk, statement="He is afraid of the school")
                discussing.raise_hypothesis(actor(rowan.tom), talk, statement="He looks after his mother")
                discussing.plan_conversation(actor(rowan.tom), talk, tests=hypothesis)
                rate_discussion(actor(rowan.maureen), talk, rater="unit", features=set(range(1, 9)))
        meeting.refresh_from_db()
        if weeks_ago == 2:
            meeting.learning_minutes, meeting.learning_topic = 45, "Circular questions"
            meeting.save()
        closing.close_meeting(actor(rowan.grace), meeting, because="Written up late.")
    discussion_of(ocho, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)  # today's is still open
    return stone, ocho


def test_the_profile_counts_what_the_record_holds_each_number_with_its_rows(rowan, worked, sign_in):
    client, at = sign_in(rowan.tom), f"/unit/{rowan.unit.pk}/fidelity/"
    page = shown(client, at)
    expected = {
        "met": ("Families met by two or more members of the unit", "1 of 2"),
        "in-time": ("Families discussed in the last 4 weeks", "1 of 2"),
        "how-often": ("Times each family was discussed", "2.0 (4 ÷ 2)"),
        "there": ("Meetings at which every member was there", "1 of 3"),
        "hypotheses": ("New hypotheses in each discussion", "0.5 (2 ÷ 4)"),
        "planned": ("Conversations planned in each discussion", "0.3 (1 ÷ 4)"),
        "systemic": ("Discussions that the unit rated systemic, of those rated", "1 of 1"),
        "consultant": ("Meetings with the consultant there", "3 of 3"),
        "coordinator": ("Meetings with the unit coordinator there", "3 of 3"),
        "clinician": ("Meetings with a clinician there", "1 of 3"),
        "learning": ("Meetings with a learning slot", "1 of 3"),
        "trained": ("Members with the whole of a systemic training", "0 of 5"),
        "led-by-trained": ("Consultants with the whole of a systemic training", "0 of 1"),
        "load": ("Families to a full-time worker", "0.6 (2 ÷ 3.5)"),
    }
    links = dict(re.findall(r'href="[^"]*/fidelity/([\w-]+)/\?weeks=12"\s*>([^<]+)<', client.get(at).content.decode()))
    assert {key: words for key, (_, words) in expected.items()} == links
    for key, (label, words) in expected.items():
        assert label in page
        rows = client.get(f"{at}{key}/").content.decode()
        assert words in rows
        yes, no = (rows.count(f'<td data-label="Counts">{said}</td>') for said in ("yes", "no"))
        if " of " in words:
            assert words == f"{yes} of {yes + no}", key
    met = shown(client, f"{at}met/")
    assert "Stone Priya Nair, Tom Hollis yes" in met, "a call is no meeting, and once is enough"
    assert "Ocho Tom Hollis no" in met, "one is not two"
    assert "45 minutes: Circular questions" in shown(client, f"{at}learning/")
    assert "Grace Adeyemi, Consultant social worker none no" in shown(client, f"{at}led-by-trained/")
    assert "A systemically trained consultant Consultants with the whole of a systemic training: 0 of 1" in page
    assert "4.5 in the Child in Need units of the evaluation" in page
    assert "1 of 2, in the 4 weeks" in shown(client, f"{at}clinician/?weeks=4")
    assert client.get(f"{at}charisma/").status_code == 404


def test_the_unit_sees_its_profile_first_and_managers_as_it_stood_four_weeks_ago(rowan, worked, sign_in):
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    at = f"/unit/{rowan.unit.pk}/fidelity/"
    page = shown(sign_in(manager), at)
    assert "this is how it stood four weeks ago" in page
    links = dict(re.findall(r'/fidelity/([\w-]+)/\?weeks=12"\s*>([^<]+)<', sign_in(manager).get(at).content.decode()))
    assert (links["how-often"], links["clinician"]) == ("1.0 (2 ÷ 2)", "0 of 1")
    assert "You see it first" in shown(sign_in(rowan.grace), at)
    stranger = user("stranger")
    put_in_post(stranger, unit_with_staff("Far", "f")[0], "sw")
    assert sign_in(stranger).get(at).status_code == 403


def test_the_profile_costs_the_same_however_much_there_is(rowan, worked, sign_in):
    client, at = sign_in(rowan.tom), f"/unit/{rowan.unit.pk}/fidelity/"

    def statements(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    few = statements(at), statements(f"{at}met/")
    for _ in range(4):
        talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
        discussing.plan_conversation(actor(rowan.tom), talk)
    assert (statements(at), statements(f"{at}met/")) == few
    assert max(few) <= 12
