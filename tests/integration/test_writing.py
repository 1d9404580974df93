"""Saving boxes: the fast way, two hands at once, and what may not be written."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.meetings.actions import closing, discussing
from kinwork.meetings.actions.writing import LIMIT, MeetingIsClosed, Outdated, save_box
from kinwork.meetings.models import Passage, Revision
from tests.factories import actor, discussion_of, family_in, meeting_of, unit_with_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(rowan):
    return discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)


@pytest.fixture
def passage(talk):
    return Passage.objects.get(discussion=talk, part="whats_new")


@pytest.fixture
def write(rowan, talk, passage):
    def as_(who, text, version, base=None):
        return save_box(
            actor(who), talk.meeting, talk, box="passage", pk=passage.pk, text=text, version=version, base=base
        )

    return as_


def test_a_save_raises_the_version_and_says_who_wrote(rowan, write, passage):
    assert write(rowan.maureen, "One.", 0).version == 1
    passage.refresh_from_db()
    assert (passage.text, passage.version, passage.written_by) == ("One.", 1, rowan.maureen)


def test_a_save_is_one_statement_beside_the_look_ups(rowan, talk, passage, sign_in):
    client = sign_in(rowan.maureen)
    body = json.dumps({"box": "passage", "id": passage.pk, "version": 0, "text": "x"})
    with CaptureQueriesContext(connection) as seen:
        response = client.post(f"/discussion/{talk.pk}/save/", body, content_type="application/json")
    assert response.json() == {"version": 1}
    # session, person, posts, discussion; then the one that writes, keeps and tells
    assert len(seen) == 5, [str(q["sql"])[:80] for q in seen]


def test_who_started_from_an_older_text_is_told_and_then_both_are_kept(rowan, write, passage):
    write(rowan.maureen, "The school rang.", 0)
    write(rowan.tom, "The new school rang.", 1)
    with pytest.raises(Outdated) as told:
        write(rowan.maureen, "The school rang on Monday.", 1)
    assert (told.value.version, told.value.text) == (2, "The new school rang.")
    saved = write(rowan.maureen, "The school rang on Monday.", 1, base="The school rang.")
    assert saved.merged
    assert saved.text == "The new school rang on Monday."
    kept = set(Revision.objects.filter(object_id=passage.pk).values_list("text", flat=True))
    assert {"The new school rang.", "The school rang on Monday."} <= kept


def test_how_it_stood_is_kept_when_another_hand_goes_on(rowan, write, passage):
    write(rowan.maureen, "Mine.", 0)
    write(rowan.maureen, "Mine, more.", 1)
    assert not Revision.objects.exists()  # one hand, one stretch of writing
    write(rowan.tom, "Tom's.", 2)
    kept = Revision.objects.get()
    assert (kept.text, kept.written_by) == ("Mine, more.", rowan.maureen)


def test_a_big_cut_is_kept_too(rowan, write):
    write(rowan.maureen, "word " * 60, 0)
    write(rowan.maureen, "", 1)
    assert Revision.objects.get().text == "word " * 60


def test_the_same_text_twice_is_no_conflict(rowan, write):
    write(rowan.maureen, "Same.", 0)
    assert write(rowan.tom, "Same.", 0).text == "Same."


def test_a_box_of_another_discussion_cannot_be_written_through_this_one(rowan, talk, sign_in):
    other = discussion_of(family_in(rowan.unit), talk.meeting, rowan.maureen)
    theirs = Passage.objects.get(discussion=other, part="risk")
    client = sign_in(rowan.tom)
    body = {"box": "passage", "id": theirs.pk, "version": 0, "text": "x"}
    response = client.post(f"/discussion/{talk.pk}/save/", json.dumps(body), content_type="application/json")
    assert response.status_code == 422
    theirs.refresh_from_db()
    assert theirs.text == ""


def test_a_decided_decision_is_not_typed_over(rowan, talk):
    draft = discussing.draft_decision(actor(rowan.tom), talk, words="Yes", reason="So.")
    discussing.decide(actor(rowan.grace), draft)
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="has been decided"):
        save_box(actor(rowan.tom), talk.meeting, talk, box="decision.words", pk=draft.pk, text="No", version=0)
    discussing.reconsider(actor(rowan.grace), draft)
    assert save_box(actor(rowan.tom), talk.meeting, talk, box="decision.words", pk=draft.pk, text="No", version=0)


def test_after_closing_the_words_are_not_lost_but_sent_back(rowan, talk, passage, sign_in, write):
    closing.close_meeting(actor(rowan.grace), talk.meeting)
    with pytest.raises(MeetingIsClosed), transaction.atomic():  # the meeting as it was read before somebody closed it
        write(rowan.maureen, "Too late.", 0)
    body = {"box": "passage", "id": passage.pk, "version": 0, "text": "Too late."}
    response = sign_in(rowan.maureen).post(
        f"/discussion/{talk.pk}/save/", json.dumps(body), content_type="application/json"
    )
    assert (response.status_code, response.json()["closed"]) == (410, True)


def test_a_hundred_thousand_characters_are_saved_and_too_many_are_refused_in_words(rowan, talk, passage, sign_in):
    client = sign_in(rowan.maureen)

    def post(text, version=0):
        body = {"box": "passage", "id": passage.pk, "version": version, "text": text}
        return client.post(f"/discussion/{talk.pk}/save/", json.dumps(body), content_type="application/json")

    assert post("ä" * 100_000).status_code == 200
    refused = post("x" * (LIMIT + 1), 1)
    assert refused.status_code == 422
    assert "200,000 characters; there are 200,001" in refused.json()["error"]
    passage.refresh_from_db()
    assert len(passage.text) == 100_000


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", "null", '{"box": "user", "id": 1, "version": 0, "text": ""}',
     '{"box": "passage", "id": "x", "version": 0, "text": ""}',
     '{"box": "passage", "id": 1, "version": -1, "text": ""}',
     '{"box": "meeting.learning_notes", "id": 1, "version": 0, "text": ""}'],
)  # fmt: skip
def test_nonsense_is_refused_and_breaks_nothing(rowan, talk, sign_in, body):
    response = sign_in(rowan.maureen).post(f"/discussion/{talk.pk}/save/", body, content_type="application/json")
    assert response.status_code == 400


def test_a_nul_character_and_windows_line_ends_are_made_harmless(rowan, write):
    assert write(rowan.maureen, "a\r\nb\x00c", 0).text == "a\nbc"


def test_somebody_of_a_strange_unit_writes_nothing(rowan, talk, passage, sign_in):
    _, strangers = unit_with_staff("Oak", "oak")
    body = {"box": "passage", "id": passage.pk, "version": 0, "text": "x"}
    response = sign_in(strangers["tom"]).post(
        f"/discussion/{talk.pk}/save/", json.dumps(body), content_type="application/json"
    )
    assert response.status_code == 403
    passage.refresh_from_db()
    assert passage.text == ""


def test_signed_out_is_said_so_that_a_script_understands(talk, client):
    response = client.post(f"/discussion/{talk.pk}/save/", "{}", content_type="application/json")
    assert (response.status_code, response.json()) == (401, {"signed_out": True})


def test_what_two_people_add_at_the_very_same_time_is_both_kept(rowan, write, passage):
    write(rowan.maureen, "Start.", 0)
    for who, words in ((rowan.maureen, "Start. Maureen."), (rowan.tom, "Start. Tom."), (rowan.priya, "Start. Priya.")):
        try:
            write(who, words, 1)
        except Outdated:
            write(who, words, 1, base="Start.")
    passage.refresh_from_db()
    assert all(name in passage.text for name in ("Maureen.", "Tom.", "Priya."))
    assert passage.written_at <= timezone.now()
