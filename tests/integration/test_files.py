"""Files of entries: attached while somebody writes, behind the same walls as the entry, and lost by nobody."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone
from PIL import Image

from kinwork.access.models import AuditEvent
from kinwork.confidentiality.restrictions import restrict
from kinwork.operations import file_checks
from kinwork.record import attaching, drafts
from kinwork.record.actions import Audience, Happened, amend_entry, change_audience, write_entry
from kinwork.record.models import Attachment, Entry, EntryDraft
from kinwork.record.queries import drafts_of, entries_of
from tests.factories import actor, family_in, put_in_post, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
EVERYBODY = Audience()
NOTE = b"Dear Tom, Ada came to school in her pyjamas again."


def photo() -> bytes:
    out, said = io.BytesIO(), Image.Exif()
    said[0x010F] = "Nosy Camera 5"
    Image.new("RGB", (900, 600), (30, 120, 60)).save(out, "JPEG", exif=said.tobytes())
    return out.getvalue()


@pytest.fixture(autouse=True)
def kept_in(tmp_path, settings):
    settings.KINWORK_FILES = tmp_path / "files"
    return attaching.store()


@pytest.fixture
def stone(rowan):
    rowan.family = family_in(rowan.unit, "Stonefam")
    return rowan


def attach(scene, content=NOTE, name="letter.txt", *, who=None, token=None) -> Attachment:
    return attaching.attach(
        actor(who or scene.tom), scene.family.pk, scene.unit.pk, token or uuid4(), io.BytesIO(content),
        name=name, size=len(content),
    )  # fmt: skip


def with_file(scene, content=NOTE, name="letter.txt", audience=EVERYBODY) -> tuple[Entry, Attachment]:
    file = attach(scene, content, name)
    what = Happened("document", TODAY, "A letter came.", draft=file.draft.token, captions={file.pk: "What school says"})
    entry = write_entry(actor(scene.tom), scene.family.pk, scene.unit.pk, what, audience)
    return entry, Attachment.objects.get(pk=file.pk)


def where(scene, file, small=False) -> str:
    return f"/family/{scene.family.pk}/files/{file.pk}/{'small/' if small else ''}"


def sent(scene, client, token, content=NOTE, name="letter.txt"):
    file = SimpleUploadedFile(name, content)
    said = {"request": str(token), "draft_page": "p1", "file": file}
    return client.post(f"/family/{scene.family.pk}/entries/files/", said, headers={"Accept": "application/json"})


def form(scene, token, **more):
    return {"kind": "document", "day": "today", "text": "A photo of the kitchen.", "request": str(token),
            "draft_page": "p1", "draft_version": "1", **more}  # fmt: skip


# -- from the form into the stream


def test_a_photo_is_kept_with_the_draft_before_anything_is_saved_and_then_with_the_entry(stone, sign_in, kept_in):
    client, token = sign_in(stone.tom), uuid4()
    came = sent(stone, client, token, photo(), "C:\\fakepath\\IMG 4.HEIC.jpg")
    assert came.status_code == 200, came.content
    [file] = Attachment.objects.all()
    assert f"caption_{file.pk}" in came.json()["html"]
    assert (file.name, file.kind, file.entry) == ("IMG 4.HEIC.jpg", "jpeg", None)
    # The session ends, the page is loaded anew: it is there, with what was said of it.
    drafts.keep_draft(actor(stone.tom), stone.family.pk, stone.unit.pk, token,
                      {"text": "A photo", f"caption_{file.pk}": "The kitchen"}, page="p1", version=1)  # fmt: skip
    again = client.get(f"/family/{stone.family.pk}/entries/new/?draft={file.draft_id}").content.decode()
    assert "IMG 4.HEIC.jpg" in again
    assert 'value="The kitchen"' in again

    new = f"/family/{stone.family.pk}/entries/new/"
    saved = client.post(new, form(stone, token, **{f"caption_{file.pk}": "The kitchen"}), follow=True)
    page = saved.content.decode()
    assert "Saved to the record." in page
    assert f'src="{where(stone, file, small=True)}"' in page
    assert 'alt="The kitchen"' in page
    [line] = entries_of(actor(stone.tom), stone.family.pk)
    assert [(one.words, one.is_picture) for one in line.files] == [("The kitchen", True)]
    shown = client.get(where(stone, file))
    assert shown.status_code == 200
    assert b"Nosy" not in shown.content
    assert Image.open(io.BytesIO(shown.content)).size == (900, 600)
    assert max(Image.open(io.BytesIO(client.get(where(stone, file, small=True)).content)).size) == 320
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["Cache-Control"] == "no-store"


def test_without_scripts_a_file_goes_along_with_the_form_and_stays_when_something_else_is_wrong(stone, sign_in):
    client, token = sign_in(stone.tom), uuid4()
    new = f"/family/{stone.family.pk}/entries/new/"
    letter = SimpleUploadedFile("letter.txt", NOTE)
    back = client.post(new, form(stone, token, text="", place="At school", files=letter))
    page = back.content.decode()
    assert back.status_code == 422
    assert "Say what happened." in page
    assert "At school" in page
    [file] = Attachment.objects.all()
    assert f'name="caption_{file.pk}"' in page
    client.post(new, form(stone, token))
    assert Attachment.objects.get().entry == Entry.objects.get()


def test_what_may_not_be_attached_is_said_and_what_was_typed_is_still_there(stone, sign_in):
    client, token = sign_in(stone.tom), uuid4()
    no = sent(stone, client, token, b"MZ\x90\0" + bytes(99), "letter.pdf")
    assert (no.status_code, "This is a program" in no.json()["error"]) == (422, True)
    evil = SimpleUploadedFile("picture.png", b"<svg xmlns='x'><script>alert(1)</script></svg>")
    back = client.post(f"/family/{stone.family.pk}/entries/new/", form(stone, token, files=evil))
    assert back.status_code == 422
    page = back.content.decode()
    assert "“picture.png”: This is a web page or a drawing that can hold scripts" in page
    assert "A photo of the kitchen." in page
    assert not Entry.objects.exists()
    assert not Attachment.objects.exists()
    long = client.post(f"/family/{stone.family.pk}/entries/new/", form(stone, token, caption_5="x" * 301))
    assert "is said in 300 characters; this has 301" in long.content.decode()
    for wrong in ({"request": "x", "file": letter()}, {"request": str(token)}):
        assert client.post(f"/family/{stone.family.pk}/entries/files/", wrong).status_code == 400


def test_a_file_for_the_draft_of_a_colleague_is_refused_in_words(stone, sign_in):
    token = uuid4()
    attach(stone, token=token)
    sent = {"request": str(token), "file": letter()}
    answer = sign_in(stone.grace).post(f"/family/{stone.family.pk}/entries/files/", sent)
    assert answer.status_code == 409
    assert "Open a new entry for this file" in answer.json()["error"]
    actor(stone.tom)
    assert Attachment.objects.count() == 1


def letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("letter.txt", NOTE)


def test_of_one_occasion_in_two_records_each_holds_the_files_that_were_ticked_for_it(stone, sign_in, kept_in):
    second = family_in(stone.unit, "Larkfam")
    client, token, new = sign_in(stone.tom), uuid4(), f"/family/{stone.family.pk}/entries/new/"
    for name, content in (("both.txt", b"For both."), ("here.txt", b"For the first."), ("gone.txt", b"For neither.")):
        file = SimpleUploadedFile(name, content)
        came = client.post(
            f"/family/{stone.family.pk}/entries/files/?also={second.pk}&also=77",
            {"request": str(token), "draft_page": "p1", "file": file},
        )
        html = came.json()["html"]
        assert html.count("too<span") == 1, "for the one family in whose record this person may write"
        assert "For Larkfam too" in html
    both, here, gone = Attachment.objects.order_by("pk")
    said = form(stone, token, also=[second.pk], also_shown=[second.pk], without=[gone.pk]) | {
        f"caption_{both.pk}": "A letter", f"file_also_{both.pk}": [second.pk], f"file_also_{gone.pk}": [second.pk],
    }  # fmt: skip
    wrong = client.post(new, {**said, "text": ""}).content.decode()
    assert f'data-attaches="/family/{stone.family.pk}/entries/files/?also={second.pk}"' in wrong
    ticked = wrong.split(f'name="file_also_{both.pk}"')[1].split(">")[0]
    assert "checked" in ticked, "what was ticked still is"
    assert "checked" not in wrong.split(f'name="file_also_{here.pk}"')[1].split(">")[0]
    assert client.post(new, said).status_code == 302
    first, other = Entry.objects.order_by("pk")
    assert (first.family, other.family) == (stone.family, second)
    assert sorted(first.files.values_list("name", flat=True)) == ["both.txt", "here.txt"]
    [copy] = other.files.all()
    assert (copy.name, copy.caption, copy.sha256) == ("both.txt", "A letter", both.sha256)
    assert copy.draft.family == second, "neither record leads to the other"
    assert len(list(kept_in.all())) == 3
    assert client.get(f"/family/{second.pk}/files/{copy.pk}/").status_code == 200
    assert client.get(f"/family/{second.pk}/files/{both.pk}/").status_code == 404
    assert client.post(new, said).status_code == 302
    assert other.files.count() == 1, "sent twice it is one"


def test_a_file_comes_to_an_entry_that_is_saved_with_who_when_and_why(stone, sign_in, kept_in):
    entry, first = with_file(stone)
    client, token = sign_in(stone.grace), uuid4()
    way = f"/family/{stone.family.pk}/entries/{entry.pk}/amend/"
    assert "Photos or files that belong to it" in client.get(way).content.decode()
    script = SimpleUploadedFile("late.docx", b"MZ\x90\x00 a program")
    said = {"text": "The school sent it today.", "at": "", "request": str(token)}
    refused = client.post(way, {**said, "more_files": [SimpleUploadedFile("late.txt", b"A late letter."), script]})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "“late.docx”" in page
    assert "The school sent it today." in page
    assert "late.txt" in page, "the other one is kept"
    wordless = client.post(way, {**said, "text": " "})
    assert "Say what the files are, and why they come now." in wordless.content.decode()
    for _ in range(2):
        assert client.post(way, said).status_code == 302
    added = entry.amendments.get()
    assert (added.text, added.by) == ("The school sent it today.\n\nAttached: “late.txt”.", stone.grace)
    late = Attachment.objects.exclude(pk=first.pk).get()
    assert (late.entry, late.by) == (entry, stone.grace)
    assert drafts_of(actor(stone.grace), stone.family.pk) == []
    assert client.get(where(stone, late)).status_code == 200
    stream = client.get(f"/family/{stone.family.pk}/entries/").content.decode()
    assert "late.txt" in stream
    assert client.post(way, {"text": "Words alone.", "at": "", "request": str(uuid4())}).status_code == 302
    assert entry.amendments.count() == 2


def test_the_same_file_twice_is_one_and_twenty_are_the_most(stone, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 2)
    token = uuid4()
    assert attach(stone, token=token) == attach(stone, token=token, name="again.txt")
    attach(stone, b"Another letter", token=token)
    with pytest.raises(attaching.Refused, match="An entry holds 2 files"):
        attach(stone, b"A third letter", token=token)


def test_what_is_removed_before_saving_is_not_in_the_record_and_goes_a_day_later(stone, sign_in, kept_in):
    client, token = sign_in(stone.tom), uuid4()
    stays, goes = attach(stone, token=token), attach(stone, b"The wrong letter", token=token)
    client.post(f"/family/{stone.family.pk}/entries/new/", form(stone, token, without=str(goes.pk)))
    [line] = entries_of(actor(stone.tom), stone.family.pk)
    assert [one.pk for one in line.files] == [stays.pk]
    assert client.get(where(stone, goes)).status_code == 404
    assert attaching.let_go(timezone.now()) == 0, "not yet"
    removed(goes, timedelta(days=2))
    old = timezone.now() + timedelta(days=3)
    assert attaching.let_go(old) == 1
    assert [sha256 for sha256, _, _ in kept_in.all()] == [stays.sha256]
    assert list(Attachment.objects.all()) == [stays]


def removed(file: Attachment, ago: timedelta) -> None:
    Attachment.objects.filter(pk=file.pk).update(removed_at=timezone.now() - ago)


def test_files_of_a_draft_that_was_removed_come_back_with_it_or_go(stone, kept_in):
    me, file = actor(stone.tom), attach(stone)
    drafts.remove_draft(me, file.draft)
    drafts.take_up_again(me, EntryDraft.objects.get())
    assert EntryDraft.objects.get().removed_at is None, "a draft of nothing but a file"
    drafts.remove_draft(me, file.draft)
    EntryDraft.objects.update(removed_at=timezone.now() - timedelta(days=2))
    assert attaching.let_go(timezone.now() + timedelta(days=3)) == 1
    assert not Attachment.objects.exists()
    assert not list(kept_in.all())


def test_what_is_wanted_again_just_now_is_not_taken_away(stone, kept_in):
    kept_in.put(io.BytesIO(b"left by a crash"))
    assert attaching.let_go(timezone.now() + timedelta(days=1)) == 0
    entry, file = with_file(stone)
    assert attaching.let_go(timezone.now() + timedelta(days=9)) == 1
    assert kept_in.read(file.sha256) == NOTE
    assert entry


# -- walls


def test_a_file_stays_as_it_was_attached_whoever_asks_the_database(stone, as_owner):
    entry, file = with_file(stone)
    for change in (
        "UPDATE record_attachment SET caption = 'x'",
        "UPDATE record_attachment SET entry_id = NULL",
        "DELETE FROM record_attachment",
    ):
        with as_owner(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    amend_entry(actor(stone.grace), entry, stone.unit.pk, text="It was the nursery.")
    [line] = entries_of(actor(stone.tom), stone.family.pk)
    assert [one.pk for one in line.files] == [file.pk], "what is added to the entry leaves its files with it"


def test_a_draft_s_file_is_its_writers_alone(stone, sign_in):
    file = attach(stone)
    assert sign_in(stone.tom).get(where(stone, file)).status_code == 200
    assert sign_in(stone.grace).get(where(stone, file)).status_code == 404


def test_a_limited_entrys_file_is_there_for_those_who_are_named(stone, sign_in):
    entry, file = with_file(stone)
    named = Audience(is_limited=True, readers=frozenset({stone.priya.pk}), why="It is about a colleague.")
    change_audience(actor(stone.tom), entry, stone.unit.pk, named)
    for who, status in ((stone.tom, 200), (stone.priya, 200), (stone.grace, 404)):
        assert (sign_in(who).get(where(stone, file)).status_code, who.full_name) == (status, who.full_name)
    assert counted(stone.grace) == 0, "PostgreSQL itself keeps it"
    assert counted(stone.priya) == 1


def counted(who) -> int:
    """Of all files, by raw SQL as the application for somebody."""
    actor(who)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_attachment")
        return cursor.fetchone()[0]


def test_of_a_restricted_family_nothing_is_there_for_others(stone, sign_in):
    _, file = with_file(stone, photo(), "kitchen.jpg")
    manager = user("manager")
    put_in_post(manager, stone.unit, "gm")
    restrict(
        actor(manager), stone.family.pk, stone.unit.pk, cause="staff", words="A colleague.", guardian_id=manager.pk,
        people=[stone.tom.pk],
    )  # fmt: skip
    assert sign_in(stone.tom).get(where(stone, file)).status_code == 200
    for small in (False, True):
        assert sign_in(stone.grace).get(where(stone, file, small=small)).status_code == 404


def test_another_familys_address_does_not_lead_to_it(stone, sign_in):
    _, file = with_file(stone)
    other = family_in(stone.unit, "Otherfam")
    assert sign_in(stone.tom).get(f"/family/{other.pk}/files/{file.pk}/").status_code == 404


def test_each_reading_is_logged_with_its_entry(stone, sign_in):
    entry, file = with_file(stone)
    for who in (stone.grace, stone.grace, stone.tom):
        sign_in(who).get(where(stone, file))
    read = AuditEvent.objects.filter(verb="opened file of entry", object_type="Entry", object_id=entry.pk)
    assert sorted(read.values_list("actor__full_name", flat=True)) == ["Grace Adeyemi", "Grace Adeyemi", "Tom Hollis"]
    assert "letter" not in " ".join(read.values_list("words", flat=True))


# -- as it is sent


def test_a_document_is_only_ever_saved_under_a_safe_name(stone, sign_in):
    _, file = with_file(stone, NOTE, "../../évil\r\nname.html")
    answer = sign_in(stone.tom).get(where(stone, file))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert re.fullmatch(r"attachment; filename\*=utf-8''%C3%A9vilname.txt", answer["Content-Disposition"])
    assert answer.content == NOTE


def test_sound_is_played_in_pieces_and_read_once(stone, sign_in):
    sound = b"OggS" + bytes(24) + b"OpusHead" + bytes(64)
    _, file = with_file(stone, sound, "recording")
    client = sign_in(stone.tom)
    first = client.get(where(stone, file), headers={"Range": "bytes=0-1"})
    assert (first.status_code, first.content, first["Content-Range"]) == (206, b"Og", "bytes 0-1/100")
    rest = client.get(where(stone, file), headers={"Range": "bytes=2-"})
    assert (rest.status_code, rest.content) == (206, sound[2:])
    assert client.get(where(stone, file), headers={"Range": "bytes=100-"}).status_code == 416
    assert AuditEvent.objects.filter(verb="opened file of entry").count() == 1
    # Whoever asks for all but its first byte has heard it too.
    assert sign_in(stone.priya).get(where(stone, file), headers={"Range": "bytes=1-"}).status_code == 206
    assert AuditEvent.objects.filter(verb="opened file of entry", actor=stone.priya).count() == 1


def test_what_the_scanner_finds_or_cannot_look_at_is_not_kept(stone, sign_in, settings, tmp_path, kept_in):
    client, token = sign_in(stone.tom), uuid4()
    for command, status, words in (("false", 422, "virus scanner found"), ("/no/scanner", 503, "does not answer")):
        settings.KINWORK_SCAN_COMMAND = command
        answer = sent(stone, client, token)
        assert (answer.status_code, words in answer.json()["error"]) == (status, True)
    assert not list(kept_in.all())
    settings.KINWORK_SCAN_COMMAND = "true"
    assert sent(stone, client, token).status_code == 200, "the same again, once it answers"


def test_what_the_disk_has_lost_or_spoiled_is_not_given_out(stone, sign_in, kept_in):
    _, file = with_file(stone)
    kept_in.path_of(file.sha256).write_bytes(b"something else")
    assert sign_in(stone.tom).get(where(stone, file)).status_code == 404


def test_the_check_says_what_is_missing_and_what_no_entry_names(stone, kept_in, as_owner, settings, tmp_path):
    _, file = with_file(stone, photo(), "kitchen.jpg")
    _, short = with_file(stone)
    left = kept_in.put(io.BytesIO(b"left by a crash"))
    now = timezone.now() + timedelta(seconds=5)

    def found() -> tuple[list[str], int]:
        with as_owner():
            kept = file_checks.look(now, using="default")
        assert kept.named == 3
        return kept.missing, kept.unnamed

    assert found() == ([], 1)
    kept_in.forget(left.sha256)
    kept_in.forget(file.small_sha256)
    kept_in.path_of(short.sha256).write_bytes(b"cut")
    missing, unnamed = found()
    assert (set(missing), unnamed) == ({file.small_sha256, short.sha256}, 0)
    assert file_checks.problem_with_folder() == ""
    kept_in.folder.chmod(0o755)
    assert "others on this machine" in file_checks.problem_with_folder()
    settings.KINWORK_FILES = settings.STATIC_ROOT / "files"
    assert "everyone can read" in file_checks.problem_with_folder()
    settings.KINWORK_FILES = tmp_path / "file" / "below"
    (tmp_path / "file").write_text("")
    assert "cannot be written to" in file_checks.problem_with_folder()
    for command, wrong in (("", False), ("true --quiet", False), ("/no/scanner", True), ("an 'open quote", True)):
        settings.KINWORK_SCAN_COMMAND = command
        assert bool(file_checks.problem_with_scanner()) is wrong
