"""What a family says of the work stands on its unit's next agenda: once, with a link, behind the family's walls."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.confidentiality import restrictions
from kinwork.families.held import HeldFamily
from kinwork.measures import actions
from kinwork.meetings.models import AgendaItem, BroughtForward
from kinwork.notices.models import Notice
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
FEQ = {1: 4, 2: 5, 3: 3, 4: "She listens to Kit", 5: "Late twice"}
WEEK = timedelta(weeks=1)


@pytest.fixture
def family(rowan):
    return family_in(rowan.unit, "Larkspur")


def said(rowan, family, key="swwff-family-experience", answers=None, *, by=None, who=None):
    held = HeldFamily(family, rowan.unit.pk, actor(rowan.tom))
    who = who or str(family.members.get(role="mother").person_id)
    one = actions.begin(held, instrument=key, who=who, about=None, occasion="review", how="interview", interpreter="",
                        language="", token=uuid4())  # fmt: skip
    sent = {f"q{n}": [str(value)] for n, value in (answers or FEQ).items()}
    actions.answer(held.actor, one, actions.form_for(one), sent)
    return actions.finish(None if by == "link" else held.actor, one)


def test_it_is_on_the_next_agenda_once_with_a_link_and_without_their_words(rowan, family, sign_in):
    discussion_of(family, meeting_of(rowan.unit, rowan.maureen, on=timezone.localdate() - 2 * WEEK), rowan.maureen)
    one = said(rowan, family)
    actions.finish(None, one)
    [asked] = BroughtForward.objects.all()
    assert asked.link == f"/family/{family.pk}/measures/{one.pk}/"
    meeting = meeting_of(rowan.unit, rowan.maureen)
    item = AgendaItem.objects.get(meeting=meeting, family=family)
    assert "A family member said how our work has been" in item.reason
    assert "listens" not in item.reason
    client = sign_in(rowan.maureen)
    page = client.get(f"/meeting/{meeting.pk}/").text
    assert f'href="{asked.link}"' in page
    assert "She listens to Kit" in client.get(asked.link).text
    family_page = client.get(f"/family/{family.pk}/").text
    assert asked.link in family_page
    talk = discussion_of(family, meeting, rowan.maureen)
    assert f'href="{asked.link}"' in client.get(f"/discussion/{talk.pk}/").text
    type(meeting).objects.filter(pk=meeting.pk).update(closed_at=timezone.now(), closed_by=rowan.grace)
    later = meeting_of(rowan.unit, rowan.maureen, on=timezone.localdate() + WEEK)
    reasons = AgendaItem.objects.filter(meeting=later, family=family).values_list("reason", flat=True)
    assert not any("said how our work" in reason for reason in reasons), "it was talked over: not again"


def test_an_agenda_that_is_made_already_gets_it_and_the_unit_is_told(rowan, family):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    one = said(rowan, family, "session-rating", {1: 6}, by="link")
    asked = BroughtForward.objects.get()
    assert (asked.met_in_id, asked.by_id) == (meeting.pk, rowan.tom.pk)
    assert "said how our work" in AgendaItem.objects.get(meeting=meeting, family=family).reason
    assert Notice.objects.get(kind="feedback_came").object_id == one.pk


def test_a_questionnaire_that_says_nothing_of_our_work_is_not_brought(rowan, family):
    said(rowan, family, "score-15", dict.fromkeys(range(1, 16), 3))
    said(rowan, family, "family-issues", {1: 1, 2: 2}, who="worker")
    assert not BroughtForward.objects.exists()


def test_removed_as_entered_in_error_it_is_withdrawn_unless_it_was_talked_over(rowan, family):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    one = said(rowan, family)
    held = HeldFamily(family, rowan.unit.pk, actor(rowan.priya))
    actions.remove(held, one, because="Wrong person")
    assert BroughtForward.objects.get().withdrawn_by_id == rowan.priya.pk
    assert "said how our work" not in AgendaItem.objects.filter(meeting=meeting, family=family).first().reason
    other = said(rowan, family)
    discussion_of(family, meeting, rowan.maureen)
    actions.remove(held, other, because="Wrong person")
    assert BroughtForward.objects.latest("pk").withdrawn_at is None


def test_a_restricted_family_s_is_there_for_who_may_know_of_it_alone(rowan, family, sign_in):
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    meeting = meeting_of(rowan.unit, rowan.maureen)
    one = said(rowan, family)
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk, cause="staff", words="A colleague.", guardian_id=manager.pk,
        people=[rowan.grace.pk],
    )  # fmt: skip
    link = f"/family/{family.pk}/measures/{one.pk}/"
    assert link not in sign_in(rowan.tom).get(f"/meeting/{meeting.pk}/").text
    assert sign_in(rowan.tom).get(link).status_code == 404
    assert link in sign_in(rowan.grace).get(f"/meeting/{meeting.pk}/").text


def test_without_a_unit_nothing_is_brought(rowan, family):
    family.involvements.update(closed_on=timezone.localdate())  # its last unit is no longer asked of it
    assert actions.bring_what_a_family_said(
        None, family.pk, words="x", link=f"/family/{family.pk}/measures/1/", by_id=rowan.tom.pk
    ) is None  # fmt: skip


def test_the_database_keeps_it_to_once_and_to_a_family(rowan, family):
    one = {"family": family, "kind": "asked", "words": "x", "by": rowan.tom, "at": timezone.now()}
    BroughtForward.objects.create(**one, link="/family/1/measures/2/")
    for link in ("/family/1/measures/2/", "https://elsewhere.example/"):
        with pytest.raises(IntegrityError), transaction.atomic():
            BroughtForward.objects.create(**one, link=link)


def test_more_of_it_takes_no_more_statements_on_the_agenda(rowan, sign_in):
    unit_with_staff("Oak", "oak-")
    client = sign_in(rowan.maureen)
    meeting = meeting_of(rowan.unit, rowan.maureen)

    def statements():
        client.get(f"/meeting/{meeting.pk}/")
        with CaptureQueriesContext(connection) as ran:
            client.get(f"/meeting/{meeting.pk}/")
        return len(ran)

    said(rowan, family_in(rowan.unit, "Foxglove"))
    few = statements()
    for name in ("Teasel", "Campion", "Yarrow"):
        said(rowan, family_in(rowan.unit, name))
    assert statements() == few
