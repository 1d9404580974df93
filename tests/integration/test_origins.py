"""Text that a machine made, or somebody else: brought in, checked passage by passage, and only then in the record."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.confidentiality.access_grants import break_glass
from kinwork.families.models import FamilyMember
from kinwork.origins import queries
from kinwork.origins.actions import bringing, checking, finishing
from kinwork.origins.actions.checking import CheckedByAnother, Found
from kinwork.origins.actions.finishing import AsEntry
from kinwork.origins.kinds import Consent
from kinwork.origins.models import BroughtIn, Passage
from kinwork.origins.reading import Read
from kinwork.record.actions import Audience
from kinwork.record.models import Entry
from kinwork.record.queries import entries_for, entries_of
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
INVENTED = "Mia said that she wants to go into care."
VTT = f"""WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Quillfam>I took Mia to the nursery.</v>

00:00:05.000 --> 00:00:06.000
<v Tom Hollis>How was it?</v>

00:00:09.000 --> 00:00:12.000
<v Mia>I fell of the swing.</v>

00:00:13.000 --> 00:00:15.000
<v Ada Quillfam>{INVENTED}</v>
"""


@pytest.fixture
def scene(rowan):
    family = family_in(rowan.unit, "Quillfam")
    mark = PersonFactory(given_name="Mark", family_name="Quillfam")
    FamilyMember.objects.create(family=family, person=mark, role="father", lives_here=False, position=9)
    rowan.family, rowan.mark, rowan.mother = family, mark, family.members.get(role="mother").person
    rowan.path = f"/family/{family.pk}/brought-in/"
    return rowan


def brought(scene, *texts: str, who=None, kind="transcript", audience=bringing.EVERYBODY, **more) -> BroughtIn:
    passages = [Read(*one) if isinstance(one, tuple) else Read(one) for one in texts or ("One.", "Two.", "Three.")]
    said = bringing.Brought(kind=kind, on=TODAY - timedelta(days=1), passages=passages, **more)
    return bringing.bring_in(actor(who or scene.tom), scene.family.pk, scene.unit.pk, uuid4(), said, audience)


def passages(text: BroughtIn) -> list[Passage]:
    return list(text.passages.order_by("position"))


def check(scene, of, row, outcome, *, who=None, seen=None, **found) -> Passage:
    return checking.check(
        actor(who or scene.tom), of, scene.unit.pk, row.pk, seen=row.version if seen is None else seen,
        found=Found(outcome, **found),
    )  # fmt: skip


def finish(scene, text, *, who=None, **more) -> Entry:
    return finishing.finish(actor(who or scene.tom), text, scene.unit.pk, AsEntry("visit", **more))


def words_of(answer) -> str:
    text = re.sub(r"<(script|style|head)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_an_invented_sentence_is_caught_and_is_nowhere_but_in_the_history(scene, sign_in):
    tom = sign_in(scene.tom)
    sent = {
        "kind": "transcript", "on": "yesterday", "made_by": "Scribe", "made_version": "3.1", "token": str(uuid4()),
        "consent": "agreed", "recorded_people": "Ada, Mia", "consent_words": "Ada said yes at the door.",
        "file": SimpleUploadedFile("Visit.vtt", VTT.encode()),
    }  # fmt: skip
    said = tom.post(f"{scene.path}new/", sent, follow=True)
    assert "Nothing of it is in the record until it has been checked" in words_of(said)
    text = BroughtIn.objects.get()
    assert (text.file_name, len(text.sha256), text.maker) == ("Visit.vtt", 64, "Scribe 3.1")
    page = words_of(tom.get(f"{scene.path}{text.pk}/"))
    assert "0 of 4 passages checked" in page
    assert "they agreed ; recorded: Ada, Mia; Ada said yes at the door." in page
    assert "cannot be shared, signed or printed" in page

    # Until it is checked it is no entry: it stands on the family's page and on lists.
    assert not Entry.objects.exists()
    for path in (f"/family/{scene.family.pk}/", scene.path, "/brought-in/"):
        assert "0 of 4 passages checked" in words_of(tom.get(path)), path
    assert "0 of 4 passages checked" in words_of(sign_in(scene.grace).get("/brought-in/"))
    tom = sign_in(scene.tom)
    assert INVENTED not in words_of(tom.get(f"/family/{scene.family.pk}/entries/"))
    assert "4 passages are not checked yet" in words_of(tom.post(f"{scene.path}{text.pk}/finish/", {"kind": "visit"}))

    ada, worker, mia, invented = passages(text)
    press = {row.pk: f"{scene.path}{text.pk}/passage/{row.pk}/" for row in (ada, worker, mia, invented)}
    answer = tom.post(f"{scene.path}{text.pk}/speaker/", {"speaker": "Ada Quillfam", "origin": "family"}, follow=True)
    assert "not checked" in words_of(answer), "whoever is said to have said it: a machine wrote it down"
    tom.post(f"{press[mia.pk]}origin/", {"origin": "child"})
    answer = tom.post(f"{press[ada.pk]}kept/", {"version": 1})
    assert answer.url.endswith(f"#passage-{worker.pk}"), "on to the next one that waits"
    tom.post(f"{press[worker.pk]}kept/", {"version": 1})
    refused = tom.post(f"{press[invented.pk]}struck/", {"version": 1})
    assert (refused.status_code, "Choose why it is struck out" in words_of(refused)) == (422, True)
    tom.post(f"{press[invented.pk]}struck/", {"version": 1, "struck_for": "invented"})
    answer = tom.post(
        f"{press[mia.pk]}corrected/", {"version": 1, "text": "I fell off the swing."}, HTTP_HX_REQUEST="true"
    )
    page = words_of(answer)
    assert "All 4 passages checked : 2 kept, 1 corrected, 1 struck out" in page
    assert "<del>" in answer.content.decode()
    answer = tom.post(f"{scene.path}{text.pk}/finish/", {"kind": "visit", "place": "At home"}, follow=True)
    [line] = entries_of(actor(scene.tom), scene.family.pk)
    assert line.text == (
        "**Ada Quillfam:** I took Mia to the nursery.\n\n**Tom Hollis:** How was it?\n\n**Mia:** I fell off the swing."
    )
    assert (line.on, line.place, line.what) == (TODAY - timedelta(days=1), "At home", "Visit at home")

    copy = f"/family/{scene.family.pk}/copy/?people={scene.mother.pk}"
    for path in (f"/family/{scene.family.pk}/", f"/family/{scene.family.pk}/entries/?kind=visit", copy):
        page = words_of(tom.get(path))
        assert "I fell off the swing" in page, path
        assert INVENTED not in page, path
    page = words_of(tom.get(f"{scene.path}{text.pk}/"))
    assert INVENTED in page
    assert "Struck out: No one said or wrote this" in page
    came = queries.came_from([line.pk])[line.pk]
    assert came.words == "From a machine’s transcript made by Scribe 3.1, checked by Tom Hollis"
    [row] = queries.how_often_wrong()
    assert (row.tool, row.passages, row.corrected, row.struck, row.invented) == ("scribe", 4, 1, 1, 1)
    assert row.share(row.invented) == "1 of 4, too few"
    assert "1 of 4, too few" in words_of(tom.get("/brought-in/how-often-wrong/"))


def test_what_came_stays_for_ever_each_press_is_kept_and_can_be_undone(scene, as_owner):
    text = brought(scene)
    one, two, _ = passages(text)
    check(scene, text, one, "corrected", text="One, no: eleven.")
    checking.take_back(actor(scene.grace), text, scene.unit.pk, one.pk, seen=2)
    assert Passage.objects.get(pk=one.pk).outcome == ""
    check(scene, text, one, "struck", seen=3, who=scene.grace, struck_for="other", words="Cut off.")
    steps = queries.steps_of([one.pk])[one.pk]
    assert [(step.who, step.words) for step in steps] == [
        ("Tom Hollis", "corrected"), ("Grace Adeyemi", "not checked"), ("Grace Adeyemi", "struck out: cut off."),
    ]  # fmt: skip
    assert queries.progress_of(text.pk).words == "1 of 3 passages checked", "it goes on where one was"
    assert queries.progress_of(text.pk).next_place == 2
    same = check(scene, text, two, "corrected", text=" Two. ")
    assert (same.outcome, same.as_checked) == ("kept", ""), "nothing was corrected"
    for wrong, words in (("corrected", {}), ("struck", {"struck_for": "other"}), ("fine", {})):
        with pytest.raises(ValidationError):
            check(scene, text, two, wrong, seen=2, **words)
    for change in (
        "UPDATE origins_passage SET text = 'x'", "DELETE FROM origins_passage", "DELETE FROM origins_broughtin",
        "UPDATE origins_broughtin SET made_by = 'x'", "UPDATE origins_passage SET outcome = 'kept' WHERE outcome = ''",
        "UPDATE origins_passage SET outcome = 'struck', struck_for = '', checked_by_id = changed_by_id, "
        "checked_at = now()",
    ):  # fmt: skip
        with as_owner(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_two_who_check_at_once_see_both_and_overwrite_nothing(scene, sign_in):
    text = brought(scene)
    one, *_ = passages(text)
    check(scene, text, one, "corrected", who=scene.grace, text="By Grace.")
    with pytest.raises(CheckedByAnother):
        check(scene, text, one, "corrected", text="By Tom.")
    assert check(scene, text, one, "corrected", text="By Grace.").version == 2, "who says the same need not be asked"
    tom, to = sign_in(scene.tom), f"{scene.path}{text.pk}/passage/{one.pk}/"
    answer = tom.post(f"{to}corrected/", {"version": 1, "text": "By Tom."})
    page = words_of(answer)
    assert answer.status_code == 422
    assert "Grace Adeyemi was here a moment before you: corrected. You wanted to correct it." in page
    assert "By Grace." in page
    assert "By Tom." in page
    assert Passage.objects.get(pk=one.pk).as_checked == "By Grace."
    tom.post(f"{to}corrected/", {"version": 2, "text": "By Tom."})
    assert Passage.objects.get(pk=one.pk).as_checked == "By Tom."


def test_it_becomes_one_entry_however_often_it_is_pressed_and_only_when_all_is_checked(scene):
    text = brought(scene, "One.", "Two.")
    one, two = passages(text)
    check(scene, text, one, "kept")
    checking.say_origin(actor(scene.tom), text, scene.unit.pk, two.pk, "child")
    with pytest.raises(ValidationError, match="1 passage is not checked yet"):
        finish(scene, text)
    check(scene, text, two, "struck", struck_for="unclear", who=scene.grace)
    first, again = finish(scene, text), finish(scene, text, who=scene.grace)
    assert first == again
    assert (Entry.objects.get().text, Entry.objects.get().by) == ("One.", scene.tom)
    assert queries.came_from([first.pk])[first.pk].checkers == ["Grace Adeyemi", "Tom Hollis"]
    text.refresh_from_db()
    for verb in (lambda: check(scene, text, one, "kept", seen=2), lambda: bringing.withdraw(
        actor(scene.tom), text, scene.unit.pk, "Wrong."
    )):  # fmt: skip
        with pytest.raises(ValidationError, match="written to the record since"):
            verb()
    nothing = brought(scene, "Nothing of this.")
    check(scene, nothing, passages(nothing)[0], "struck", struck_for="invented")
    with pytest.raises(ValidationError, match="Everything in it is struck out"):
        finish(scene, nothing)


def test_what_a_person_wrote_needs_no_checking_but_a_machines_words_in_it_do(scene):
    text = brought(scene, "Mia was at school.", "In summary: fine.", kind="email", made_by="Jean Ames, school")
    assert [one.origin for one in passages(text)] == ["agency", "agency"]
    checking.say_origin(actor(scene.tom), text, scene.unit.pk, passages(text)[1].pk, "machine")
    with pytest.raises(ValidationError, match="1 passage is not checked yet"):
        finish(scene, text)
    check(scene, text, passages(text)[1], "struck", struck_for="not_needed")
    entry = finish(scene, text)
    assert (entry.text, entry.said_by) == ("Mia was at school.", "Jean Ames, school")
    plain = brought(scene, "I like the swing.", kind="childs")
    came = queries.came_from([finish(scene, plain).pk])
    assert [one.words for one in came.values()] == ["From what the child wrote, written to the record by Tom Hollis"]
    assert queries.how_often_wrong() == [], "only machines are counted"


def test_withdrawn_by_mistake_with_a_reason_and_back_with_one_press(scene, sign_in):
    text, tom = brought(scene), sign_in(scene.tom)
    assert "Say briefly why" in words_of(tom.post(f"{scene.path}{text.pk}/withdraw/", {"because": " "}))
    said = tom.post(f"{scene.path}{text.pk}/withdraw/", {"because": "The wrong family."}, follow=True)
    assert "withdrawn by Tom Hollis" in words_of(said)
    assert f'action="{scene.path}{text.pk}/put-back/"' in said.content.decode()
    text.refresh_from_db()
    for verb in (lambda: finish(scene, text), lambda: check(scene, text, passages(text)[0], "kept")):
        with pytest.raises(ValidationError, match="withdrawn since"):
            verb()
    assert queries.waiting_for(actor(scene.tom)) == []
    for _ in "press", "press again":
        tom.post(f"{scene.path}{text.pk}/put-back/")
    assert [one.pk for one in queries.waiting_for(actor(scene.tom))] == [text.pk]
    bringing.note_consent(
        actor(scene.tom), text, scene.unit.pk, consent=Consent.NOT_NEEDED, people="", words="A public meeting."
    )
    assert "not needed ; A public meeting." in words_of(tom.get(f"{scene.path}{text.pk}/"))


def test_who_may_not_see_it_neither_sees_it_waiting_nor_the_entry_nor_any_trace(scene, sign_in):
    gm = user("manager")
    put_in_post(gm, scene.unit, "gm")
    secret = Audience(frozenset({scene.mark.pk}), True, frozenset({scene.grace.pk}), "It is about a colleague.")
    text = brought(scene, "They moved to Alder Street.", audience=secret)
    empty = words_of(sign_in(gm).get(f"/family/{scene.family.pk}/"))
    assert "Nothing waits to be checked" in empty
    assert sign_in(gm).get(f"{scene.path}{text.pk}/").status_code == 404
    for who, there in ((scene.tom, True), (scene.grace, True), (gm, False)):
        client = sign_in(who)
        for path in (scene.path, f"/family/{scene.family.pk}/", "/brought-in/"):
            assert ("Transcript made by a machine" in words_of(client.get(path))) is there, (who, path)
        assert BroughtIn.objects.exists() is Passage.objects.exists() is there, "the database itself"
        assert AuditEvent.objects.filter(object_type="BroughtIn", object_id=text.pk).exists() is there
    sign_in(scene.grace).get("/brought-in/")
    with pytest.raises(ValidationError, match="only be kept from more people"):
        bringing.keep_back(actor(scene.grace), text, scene.unit.pk, bringing.EVERYBODY)
    check(scene, text, passages(text)[0], "kept", who=scene.grace)
    entry = finish(scene, text, who=scene.grace)
    assert entries_for(actor(scene.grace), scene.family.pk, [scene.mark.pk]) == []
    assert sign_in(gm).get(f"{scene.path}{text.pk}/").status_code == 404
    assert [line.pk for line in entries_of(actor(scene.tom), scene.family.pk)] == [entry.pk], "who brought it in knows"
    break_glass(
        actor(gm),
        scene.family.pk,
        unit_id=scene.unit.pk,
        reason="risk",
        words="A child may be in danger there tonight.",
    )
    assert sign_in(gm).get(f"{scene.path}{text.pk}/").status_code == 200

    open_one = brought(scene, "He rang.")
    bringing.keep_back(actor(scene.tom), open_one, scene.unit.pk, Audience(frozenset({scene.mark.pk})))
    check(scene, open_one, passages(open_one)[0], "kept")
    finish(scene, open_one)
    assert entries_for(actor(scene.tom), scene.family.pk, [scene.mark.pk]) == []


@pytest.mark.parametrize(("said", "sentence"), [
    ({"text": ""}, "Paste the text, or choose a file."),
    ({"on": "tomorrow"}, "is in the future"),
    ({"text": "x" * 150_001}, "150,000 can be brought in at once"),
    ({"text": "WEBVTT\n\n00:00:01 --> 00:00:04\nHi"}, "Line 3: “00:00:01 --&gt; 00:00:04” is not a line of times"),
    ({"is_limited": "on"}, "Say briefly why not everyone can see this"),
    ({"file": ("a.docx", b"MZ\x90\x00")}, "not a Word document"),
    ({"file": ("a.vtt", b"Ada: Hello")}, "begins with WEBVTT"),
    ({"file": ("a.pdf", b"%PDF-1.7")}, "This kind of file cannot be read"),
    ({"file": ("a.txt", b"\x00\x01\x02")}, "This is no text"),
    ({"file": ("a.txt", b"\xff\xfe\x81\x00\xd8")}, "This is no text"),
    ({"file": ("a.txt", b"Hello"), "text": "Hello"}, "pasted text and chose a file"),
    ({"file": ("a.txt", b"x" * 10_000_001)}, "larger than 10 MB"),
])  # fmt: skip
def test_a_slip_is_said_in_words_and_nothing_is_half_saved(scene, sign_in, said, sentence):
    sent = {"kind": "email", "text": "" if "file" in said else "Dear Tom", "made_by": "Jean Kestrelmann",
            "token": str(uuid4())} | said  # fmt: skip
    if "file" in said:
        sent["file"] = SimpleUploadedFile(*said["file"])
    answer = sign_in(scene.tom).post(f"{scene.path}new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Jean Kestrelmann" in page
    assert not BroughtIn.objects.exists()


def test_a_double_click_brings_in_once_and_a_stranger_nothing(scene, sign_in):
    sent = {"kind": "letter", "text": "Dear Tom,\n\nMia is well.", "token": str(uuid4())}
    tom = sign_in(scene.tom)
    assert tom.post(f"{scene.path}new/", sent).url == tom.post(f"{scene.path}new/", sent).url
    text = BroughtIn.objects.get()
    stranger = unit_with_staff("Hazel", "hazel-")[1]["tom"]
    with pytest.raises(NotAllowed):
        check(scene, text, passages(text)[0], "kept", who=stranger)
    assert sign_in(stranger).get(f"{scene.path}{text.pk}/").status_code in (302, 403)


def test_a_long_transcript_is_a_page_of_few_statements(scene, sign_in):
    client = sign_in(scene.tom)

    def statements(*paths: str) -> list[int]:
        found = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(
                connection,
            ) as done:
                assert client.get(path).status_code == 200
            found.append(len(done))
        return found

    short = brought(scene, ("One.", "Ada"))
    few = statements(f"{scene.path}{short.pk}/", scene.path, "/brought-in/", f"/family/{scene.family.pk}/")
    long = brought(scene, *[(f"Sentence {n}.", "Ada" if n % 2 else "Tom") for n in range(400)])
    for n in range(3):
        brought(scene, f"More {n}.", kind="summary")
    many = statements(f"{scene.path}{long.pk}/", scene.path, "/brought-in/", f"/family/{scene.family.pk}/")
    assert many == few
    assert few[0] <= 14
