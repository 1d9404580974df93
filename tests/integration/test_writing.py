"""Saving boxes: the fast way, two hands at once, and what may not be written."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.actions.writing import EDITABLE_FIELDS, LIMIT, MeetingIsClosed, Outdated, edits_of, save_box
from kinwork.meetings.changes import from_json
from kinwork.meetings.history import Typed, text_before
from kinwork.meetings.live import CHANNEL
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
    def as_(who, text, version, base=None, **more):
        typed = Typed(text, who.full_name, base, **more)
        return save_box(actor(who), talk.meeting, talk, box="passage", pk=passage.pk, version=version, typed=typed)

    return as_


def stood(passage: Passage) -> list[tuple[str, str]]:
    """Every version of a box, the oldest first, with who wrote it."""
    passage.refresh_from_db()
    edits = edits_of("passage", passage.pk)
    return [(edit.by, text_before(passage.text, edits[n + 1 :])) for n, edit in enumerate(edits)]


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


def test_who_started_from_an_older_text_finds_both_kept(rowan, write, passage):
    write(rowan.maureen, "The school rang.", 0)
    write(rowan.tom, "The new school rang.", 1)
    saved = write(rowan.maureen, "The school rang on Monday.", 1)
    assert (saved.merged, saved.version) == (True, 3)
    assert saved.text == "The new school rang on Monday."
    assert stood(passage) == [
        (rowan.maureen.full_name, "The school rang."),
        (rowan.tom.full_name, "The new school rang."),
        (rowan.maureen.full_name, "The new school rang on Monday."),
    ]


def test_two_who_write_over_one_passage_leave_both_versions_with_their_names(rowan, write, passage):
    write(rowan.maureen, "The risk is high.", 0)
    write(rowan.tom, "The risk is low.", 1)
    saved = write(rowan.grace, "The risk is moderate.", 1)
    assert saved.text == f"The risk is ⟦{rowan.tom.full_name}: low⟧ ⟦{rowan.grace.full_name}: moderate⟧."


def test_what_is_sent_twice_because_the_answer_was_lost_stands_once(rowan, write, passage):
    write(rowan.maureen, "Seen on Tuesday.", 0, key="p1")
    write(rowan.tom, "Seen on Tuesday. By Tom.", 1)
    again = write(rowan.maureen, "Seen on Tuesday.", 0, key="p1")
    assert again.text == "Seen on Tuesday. By Tom."
    more = write(rowan.maureen, "Seen on Tuesday, at home.", 0, key="p2", tried=["p1"])
    assert more.text == "Seen on Tuesday, at home. By Tom."


def test_what_was_sent_earlier_and_arrives_later_stands_once(rowan, write, passage):
    write(rowan.maureen, "Seen on Tuesday, at home.", 0, key="p2", tried=["p1"])
    assert write(rowan.maureen, "Seen on Tuesday", 0, key="p1").text == "Seen on Tuesday, at home."


def test_a_box_whose_history_is_not_known_asks_for_the_text_it_began_from(rowan, write, passage):
    Passage.objects.filter(pk=passage.pk).update(text="From before pauses were kept.", version=7)
    with pytest.raises(Outdated):
        write(rowan.tom, "Mine.", 3)
    saved = write(rowan.tom, "From long before pauses were kept.", 3, base="From before pauses were kept.")
    assert saved.text == "From long before pauses were kept."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "one", [[0, "", [["one", 0]]]]),
        ("low", "slow", [[0, "low", [["slow", 0]]]]),  # as the page saw it, though an s would do
        ("a 😀 b", "a 😀 c", [[4, "b", [["c", 4]]]]),
        ("ab", "", [[0, "ab", []]]),
    ],
)
def test_every_pause_is_kept_as_the_page_saw_it(rowan, write, passage, old, new, said):
    write(rowan.maureen, old or "x", 0)
    if not old:
        write(rowan.maureen, "", 1)
    passage.refresh_from_db()
    write(rowan.maureen, new, passage.version, changes=from_json(said))
    assert Revision.objects.latest("version").changes == said
    assert stood(passage)[-1] == (rowan.maureen.full_name, new)


@pytest.mark.parametrize(
    "said",
    [
        [],
        [[0, "no such words", [["x", 0]]]],
        [[99, "", [["x", 99]]]],
        [[0, "", [["One, two.", 0]]], [0, "One.", []]],
    ],
)
def test_what_a_page_says_wrongly_is_found_out_by_comparing(rowan, write, passage, said):
    write(rowan.maureen, "One.", 0)
    write(rowan.maureen, "One, two.", 1, changes=from_json(said))
    assert [text for _, text in stood(passage)] == ["One.", "One, two."]


def test_what_came_of_a_conversation_is_in_the_history_of_its_box(rowan, talk):
    said = discussing.plan_conversation(actor(rowan.tom), talk)
    tasks.tell_conversation(actor(rowan.tom), rowan.unit.pk, said, happened=True, what="He came.")
    said.refresh_from_db()
    [edit] = edits_of("conversation.what_happened", said.pk)
    assert (edit.by, text_before(said.what_happened, [edit])) == (rowan.tom.full_name, "")


@pytest.mark.django_db(transaction=True)
def test_nobody_listens_to_the_words_in_the_database(rowan, talk, write):
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    write(rowan.maureen, "Held by Pema at night.", 0)
    write(rowan.tom, "Held by Lobsang at night.", 0)
    heard = [json.loads(n.payload) for n in connection.connection.notifies(timeout=2, stop_after=2)]
    assert [(one["what"], one["version"]) for one in heard] == [("text", 1), ("text", 2)]
    assert all(isinstance(value, int) or key in ("what", "box", "page") for one in heard for key, value in one.items())


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

    def write(**more):
        typed = Typed("No", "Tom", **more)
        return save_box(actor(rowan.tom), talk.meeting, talk, box="decision.words", pk=draft.pk, version=0, typed=typed)

    for more in ({}, {"base": "Yes"}):
        with pytest.raises(ValidationError, match="has been decided"):
            write(**more)
    discussing.reconsider(actor(rowan.grace), draft)
    assert write().text == "No"


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
    assert "200,000 characters; you have typed 200,001" in refused.json()["error"]
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


def test_what_three_people_add_at_the_very_same_time_is_all_kept(rowan, write, passage):
    write(rowan.maureen, "Start.", 0)
    for who, words in ((rowan.maureen, "Start. Maureen."), (rowan.tom, "Start. Tom."), (rowan.priya, "Start. Priya.")):
        write(who, words, 1)
    passage.refresh_from_db()
    assert passage.text == "Start. Maureen. Tom. Priya."
    assert passage.written_at <= timezone.now()


def test_closing_says_where_two_versions_still_stand(rowan, talk, write, sign_in):
    write(rowan.maureen, "The risk is high.", 0)
    write(rowan.tom, "The risk is low.", 1)
    write(rowan.maureen, "The risk is moderate.", 1)
    page = sign_in(rowan.grace).get(f"/meeting/{talk.meeting_id}/close/").content.decode()
    assert "both versions are still there" in page
    assert f'href="/discussion/{talk.pk}/"' in page
    write(rowan.maureen, "The risk is low.", 3)
    assert (
        "both versions are still there"
        not in sign_in(rowan.grace).get(f"/meeting/{talk.meeting_id}/close/").content.decode()
    )


def test_the_history_of_a_box_is_for_whoever_sees_the_family_and_bringing_back_for_whoever_writes(
    rowan, talk, passage, write, sign_in
):
    write(rowan.maureen, "First.", 0)
    write(rowan.tom, "Second <b>.", 1)
    path = f"/discussion/{talk.pk}/box/passage/{passage.pk}/history/"
    page = sign_in(rowan.grace).get(path).content.decode()
    assert "First." in page
    assert "<b>" not in page
    assert rowan.tom.full_name in page
    assert sign_in(rowan.grace).post(f"{path}1/").status_code == 302
    assert stood(passage)[-1] == (rowan.grace.full_name, "First.")
    _, strangers = unit_with_staff("Oak", "oak")
    for answer in (sign_in(strangers["tom"]).get(path), sign_in(strangers["tom"]).post(f"{path}2/")):
        assert answer.status_code == 403
    other = discussion_of(family_in(rowan.unit), talk.meeting, rowan.maureen)
    assert sign_in(rowan.grace).get(f"/discussion/{other.pk}/box/passage/{passage.pk}/history/").status_code == 404
    closing.close_meeting(actor(rowan.grace), talk.meeting)
    assert "Bring this version back" not in sign_in(rowan.grace).get(path).content.decode()
    sign_in(rowan.grace).post(f"{path}2/")
    assert stood(passage)[-1] == (rowan.grace.full_name, "First.")


@pytest.fixture
def rows(rowan, talk, passage):
    """A row for each kind of box of a discussion."""
    me = actor(rowan.grace)
    return {
        "passage": passage,
        "hypothesis": discussing.raise_hypothesis(me, talk),
        "conversation": discussing.plan_conversation(me, talk),
        "decision": discussing.draft_decision(me, talk),
    }


def test_every_box_has_a_history_under_the_name_that_it_is_declared_with(rowan, talk, rows, sign_in):
    client = sign_in(rowan.grace)
    for box, declared in EDITABLE_FIELDS.items():
        kind = box.split(".")[0]
        if kind == "meeting":
            path = f"/meeting/{talk.meeting_id}/box/{box}/{talk.meeting_id}/history/"
        else:
            path = f"/discussion/{talk.pk}/box/{box}/{rows[kind].pk}/history/"
        page = client.get(path)
        assert page.status_code == 200, box
        assert (declared.label or "What is new") in page.content.decode(), box


@pytest.mark.parametrize("kind", ["hypothesis", "conversation"])
def test_what_is_written_in_any_box_is_not_taken_away_as_begun_by_mistake(rowan, talk, rows, kind):
    me, row = actor(rowan.grace), rows[kind]
    take_back = getattr(discussing, f"take_back_{kind}")
    fields = [box.split(".")[1] for box in EDITABLE_FIELDS if box.startswith(f"{kind}.")]
    for field in fields:
        type(row).objects.filter(pk=row.pk).update(**dict.fromkeys(fields, "") | {field: "Words."})
        row.refresh_from_db()
        with pytest.raises(ValidationError):
            take_back(me, talk, row)
    type(row).objects.filter(pk=row.pk).update(**dict.fromkeys(fields, ""))
    row.refresh_from_db()
    take_back(me, talk, row)
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_the_history_costs_the_same_however_long_it_is(rowan, talk, passage, write, sign_in):
    client, path = sign_in(rowan.grace), f"/discussion/{talk.pk}/box/passage/{passage.pk}/history/"

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    write(rowan.maureen, "One.", 0)
    client.get(path)  # that somebody has looked is noted once in a while
    few = statements()
    for n in range(1, 30):
        write([rowan.maureen, rowan.tom][n % 2], "One." * (n + 1), n)
    assert statements() == few
