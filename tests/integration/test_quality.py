"""Discussion quality: ten seconds by the unit, later by an observer, over time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.instruments.discussion_quality import Level
from kinwork.meetings.actions import closing, discussing
from kinwork.practice.actions import rate_discussion
from kinwork.practice.queries import quality_of, share_of_features
from tests.factories import actor, discussion_of, family_in, meeting_of

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
        from kinwork.meetings.actions.meeting import mark_attendance

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
