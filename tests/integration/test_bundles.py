"""Whoever asks for their record gets all of it and nothing of others; a court gets what was chosen; both survive."""

from __future__ import annotations

import json
import struct
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.bundles import actions, background, making
from kinwork.bundles.models import Bundle, BundleState, Decided, Redaction, RequestItem, SubjectAccessRequest, Why
from kinwork.bundles.queries import piece_of, requests_of
from kinwork.bundles.reading import LEFT_OUT, LEFT_OUT_TABLES, everything_about, families_of, others_around
from kinwork.bundles.sources import SOURCES
from kinwork.confidentiality.restrictions import restrict
from kinwork.documents import actions as documents
from kinwork.documents.composing import draft_of
from kinwork.documents.models import Final
from kinwork.documents.queries import document_in, people_of, reading_of
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.observation import actions as observing
from kinwork.people.models import Address, Contact, Person
from kinwork.record.actions import Audience, Happened, amend_entry, write_entry
from kinwork.record.attaching import attach, store
from kinwork.record.models import Attachment
from kinwork.whose_rows import Whose, models_of_rooms, of
from tests.factories import actor, family_in, put_in_post, tone, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WAV = (
    b"RIFF\x2c\x00\x00\x00WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data\x08\0\0\0" + bytes(8)
)
LATELY = TODAY - timedelta(days=12)


@pytest.fixture(scope="module")
def scene(one_scene):
    """Mia, in two families; her grandmother, who drinks; what is kept from Mia; a head of service."""
    unit, staff = unit_with_staff()
    head = user("head")
    put_in_post(head, service_team(), "hos")
    second = user("second")
    put_in_post(second, service_team(), "hos")
    family = family_in(unit, "Larkfam")
    other = family_in(unit, "Ashdownfam")
    mia = Person.objects.create(given_name="Mia", family_name="Marlow")
    doris = Person.objects.create(given_name="Doris", family_name="Quennell")
    for one in (family, other):
        FamilyMember.objects.create(family=one, person=mia, position=7, is_child=True)
    FamilyMember.objects.create(family=family, person=doris, position=8)
    Contact.objects.create(person=doris, value="07700 900461")
    Address.objects.create(person=mia, lines="12 Larch Walk", is_confidential=True)
    me = actor(staff["grace"])
    visit = Happened("visit", LATELY, "Mia was well. Doris drinks gin at 9. Mia laughed.", seen={mia.pk: True})
    first = write_entry(me, family.pk, unit.pk, visit)
    amend_entry(me, first, unit.pk, text="Doris rang: 07700 900461.")
    hidden = Audience(hidden_from=frozenset({mia.pk}))
    write_entry(me, family.pk, unit.pk, Happened("note", LATELY, "Kestrelword: her father is near."), hidden)
    write_entry(me, other.pk, unit.pk, Happened("telephone", LATELY, "Plain bluebellword."))
    return SimpleNamespace(
        unit=unit, head=head, second=second, family=family, other=other, mia=mia, doris=doris, entry=first, **staff
    )


def asked_by(scene, **more):
    said = {"asked_by": "Mia Marlow", "asked_as": "self", "received_on": LATELY, "handler_id": scene.tom.pk}
    return actions.register_request(actor(scene.head), scene.mia, actions.Asked(**{**said, **more}))


def prepared(scene):
    request = asked_by(scene)
    actions.prepare(actor(scene.tom), request)
    return request


def pdf_of(bundle):
    parts, number = [], 0
    while (piece := piece_of(bundle.pk, number)) is not None:
        parts.append(piece)
        number += 1
    return b"".join(parts)


def text_of(pdf: bytes) -> str:
    return " ".join(making.read_again(pdf).split())


def made(bundle) -> Bundle:
    making.make(bundle.pk, bundle.by_id)
    return Bundle.objects.get(pk=bundle.pk)


def decide_all(scene, request, keep=()):
    marks = Redaction.objects.filter(item__request=request, decided=Decided.PROPOSED)
    answers = {
        one.pk: actions.Answer(Decided.KEEP if one.words in keep else Decided.TAKE_OUT, because="She knows.")
        for one in marks
    }
    actions.decide(actor(scene.tom), request, answers)


def test_from_the_letter_to_the_pdf_nothing_of_others_can_be_read_any_more(scene, monkeypatch):
    request = prepared(scene)
    tom, found = actor(scene.tom), RequestItem.objects.filter(request=request)
    assert {one.family_id for one in found} >= {scene.family.pk, scene.other.pk}, "of all families that she was in"
    marks = {(one.words, one.why) for one in Redaction.objects.filter(item__request=request)}
    assert {("Doris", "T"), ("07700 900461", "T")} <= marks
    whole = Redaction.objects.filter(item__request=request, starts=0, why="H").values_list("words", flat=True)
    assert any("Kestrelword" in one for one in whole), "what is hidden from her is proposed as a whole"
    assert any("12 Larch Walk" in one for one in whole), "and her confidential address: a parent may ask for her"
    with pytest.raises(ValidationError, match="not decided yet"):
        actions.make_answer(tom, request)
    decide_all(scene, request)
    entry = found.get(source="record_entry", source_id=scene.entry.pk)
    told = actions.mark(tom, request, entry.pk, "gin", actions.Answer("out", "T"), whole_sentence=True)
    assert told == 1
    assert Redaction.objects.filter(item=entry, words="Doris drinks gin at 9.").exists()
    bundle = actions.make_answer(tom, request)
    with pytest.raises(ValidationError, match="being made"):
        decide_all(scene, request)
    bundle = made(bundle)
    assert bundle.state == BundleState.MADE, bundle.problem
    pdf = pdf_of(bundle)
    said = text_of(pdf)
    for gone in ("Doris", "Quennell", "gin at", "900461", "Kestrelword", "12 Larch"):
        assert gone not in said
        assert gone.encode() not in pdf
    for given in ("Mia was well.", "Mia laughed.", "Plain bluebellword.", "[T]", "[H]", "Schedule 3, paragraph 11"):
        assert given in said
    assert scene.mia.family_name not in str(PdfReader(BytesIO(pdf)).metadata)
    # As if a bar were only painted over the words: the check reads the PDF again, and nothing is kept.
    again = actions.make_answer(tom, request)
    monkeypatch.setattr(making, "cut", lambda text, cuts: type("Left", (), {"pieces": [(text, "")], "text": "[T]"})())
    again = made(again)
    assert (again.state, "could still be read" in again.problem) == (BundleState.FAILED, True)
    assert not again.parts.exists()


def test_what_was_decided_stays_when_the_record_is_gathered_again_and_is_all_in_the_log(scene):
    request, tom = prepared(scene), actor(scene.tom)
    assert actions.decide_words(tom, request, "Doris", actions.Answer("keep", because="She lives with her.")) == 2
    before = request.items.count()
    write_entry(actor(scene.grace), scene.family.pk, scene.unit.pk, Happened("note", TODAY, "Doris came. New."))
    amend_entry(actor(scene.grace), scene.entry, scene.unit.pk, text="Doris again.")
    actions.prepare(actor(scene.tom), request)
    now = request.items.filter(is_superseded=False)
    assert (now.count(), request.items.count()) == (before + 1, before + 2), "one is new, one says more than it did"
    stands = Redaction.objects.filter(item__in=now, words="Doris").values_list("decided", flat=True)
    assert len(stands) == 4
    assert set(stands) == {Decided.KEEP}
    entry = now.get(source="record_entry", source_id=scene.entry.pk)
    with pytest.raises(ValidationError, match="does not stand in this part"):
        actions.mark(tom, request, entry.pk, "whisky", actions.Answer("out", "T"))
    log = [(one.by.full_name, one.decided, one.because) for one in actions.RedactionDecision.objects.all()]
    assert log == [(scene.tom.full_name, "keep", "She lives with her.")] * 2


def test_a_second_person_looks_over_it_and_never_who_went_through_it(scene):
    request = prepared(scene)
    decide_all(scene, request)
    with pytest.raises(NotAllowed):
        actions.check(actor(scene.grace), request)
    actions.decide(
        actor(scene.head), request,
        {Redaction.objects.filter(item__request=request, words="Doris").first().pk: actions.Answer("keep")},
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Someone other"):
        actions.check(actor(scene.head), request)
    actions.check(actor(scene.second), request)
    request.refresh_from_db()
    assert request.checked_by == scene.second
    actions.mark(
        actor(scene.tom), request, request.items.first().pk, "", actions.Answer("out", "L", "Advice of our solicitor")
    )
    request.refresh_from_db()
    assert request.checked_by is None, "what changed since was not looked over"
    actions.end_request(actor(scene.tom), request, outcome="answered", on=None, words="By hand.")
    with pytest.raises(ValidationError, match="has been answered"):
        decide_all(scene, request)


def test_the_clock_of_a_request_stands_and_runs_and_can_be_longer_once(scene):
    request = asked_by(scene, identity_asked_on=LATELY)
    head = actor(scene.head)
    assert actions.clock_of(request).due is None
    request = actions.show_identity(head, request, on=LATELY + timedelta(days=2), how="Passport seen.")
    runs = actions.clock_of(request).due
    actions.ask_back(head, request, asked="All years?", on=TODAY - timedelta(days=3))
    with pytest.raises(ValidationError, match="still waits"):
        actions.ask_back(head, request, asked="All?", on=None)
    assert actions.clock_of(request).due is None
    actions.hear_back(head, request, on=TODAY)
    assert actions.clock_of(request).due > runs
    longer = actions.extend(head, request, because="There are nine volumes.", on=None)
    assert longer.due > longer.tell_by
    with pytest.raises(ValidationError, match="once"):
        actions.extend(head, request, because="More.", on=None)
    with pytest.raises(ValidationError, match="future"):
        asked_by(scene, received_on=TODAY + timedelta(days=1))


def test_everything_that_names_a_person_or_their_family_is_gathered_or_left_out_for_a_reason(scene):
    """A new table is in the answer by itself; one whose keys lead to nobody says so here."""
    whose = Whose(scene.mia.pk, families_of(scene.mia.pk))
    nobodys = {
        model._meta.db_table
        for model in models_of_rooms()
        if model._meta.app_label not in LEFT_OUT
        and model._meta.db_table not in LEFT_OUT_TABLES
        and of(model, whose) is None
    }
    assert nobodys <= {
        "families_household", "front_door_contact", "front_door_caller", "front_door_addition", "front_door_feedback",
        "meetings_meeting", "meetings_reopening", "meetings_attendance", "evaluation_study",
        "evaluation_studyevaluator", "studies_plan", "studies_consentwording",
        "studies_keylook", "studies_release", "approvals_requirement", "documents_layoutversion",
    }  # fmt: skip
    items = list(everything_about(whose))
    assert not any(item.source_id == scene.doris.pk and item.source == "people_person" for item in items)
    assert not any("07700 900461" in item.text and item.source == "people_contact" for item in items)


def test_only_whom_the_head_of_service_names_goes_through_it_and_the_walls_stand_around_the_answer(scene):
    request = prepared(scene)
    with pytest.raises(NotAllowed):
        actions.register_request(actor(scene.tom), scene.mia, actions.Asked("Mia", "self", TODAY, scene.tom.pk))
    with pytest.raises(NotAllowed):
        actions.prepare(actor(scene.priya), request)
    assert not requests_of(actor(scene.priya)).exists()
    decide_all(scene, request)
    bundle = actions.make_answer(actor(scene.tom), request)
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    for family in (scene.family, scene.other):
        restrict(
            actor(manager), family.pk, scene.unit.pk, cause="staff", words="A colleague.", guardian_id=manager.pk,
            people=[scene.grace.pk],
        )  # fmt: skip
    making.make(bundle.pk, scene.tom.pk)
    assert not requests_of(actor(scene.tom)).exists(), "Mia is known of in restricted families only"
    assert not Bundle.objects.exists()
    actor(scene.grace)
    found = Bundle.objects.get(pk=bundle.pk)
    assert (found.state, found.problem) == (
        BundleState.FAILED, "Whoever asked for it may no longer know of this record.",
    )  # fmt: skip


def court(scene, **more):
    chosen = [actions.Chosen("entries", "F", (LATELY.year * 100 + LATELY.month,))]
    said = {"title": "Final hearing", "court": "ZW26C00123", "chosen": chosen, **more}
    return actions.make_court_bundle(actor(scene.grace), scene.family.pk, scene.unit.pk, **said)


def test_a_bundle_for_the_court_goes_on_where_it_was_cut_off(scene, monkeypatch):
    """The machine stops after the first part: what was made stays, and is not made again."""
    write_entry(
        actor(scene.grace), scene.family.pk, scene.unit.pk,
        Happened("visit", TODAY - timedelta(days=70), "Earlier heronword."),
    )  # fmt: skip
    months = tuple(one.id for one in SOURCES["entries"].offers(actor(scene.grace), scene.family.pk, []))
    bundle = court(scene, chosen=[actions.Chosen("entries", "C", months)])
    calls: list[str] = []
    real = making.Part
    monkeypatch.setattr(
        making, "Part",
        lambda *said: real(*said[:3], lambda said=said: (calls.append(said[2]), said[3]())[1]),
    )  # fmt: skip
    with pytest.raises(making.Stopped):
        making.make(bundle.pk, scene.grace.pk, lambda: bool(calls))
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done, bundle.total) == (BundleState.WORKING, 1, len(months))
    bundle = made(bundle)
    assert bundle.state == BundleState.MADE, bundle.problem
    assert len(calls) == len(months) == len(set(calls)), "each was made once"
    assert not bundle.parts.exists()
    said = text_of(pdf_of(bundle))
    assert "heronword" in said
    assert "C. Statements and affidavits" in said
    assert AuditEvent.objects.filter(verb="made bundle", family_id=scene.family.pk).exists()
    # Kept for four weeks; that it was there, and its fingerprint, stays.
    assert making.let_expire(bundle.expires_on) == 0
    assert making.let_expire(bundle.expires_on + timedelta(days=1)) == 1
    actor(scene.grace)
    bundle.refresh_from_db()
    assert (bundle.state, len(bundle.sha256), bundle.pieces.count()) == (BundleState.EXPIRED, 64, 0)


def test_who_gets_a_bundle_gets_nothing_that_is_hidden_from_them(scene):
    for given_to, is_in in (((), True), ((scene.mia.pk,), False)):
        bundle = made(court(scene, given_to=given_to))
        assert bundle.state == BundleState.MADE, bundle.problem
        assert ("Kestrelword" in text_of(pdf_of(bundle))) is is_in
    bundle = court(scene)
    actions.cancel(actor(scene.grace), bundle)
    assert made(bundle).state == BundleState.CANCELLED
    with pytest.raises(ValidationError, match="Choose what goes in"):
        court(scene, chosen=[])


def test_photos_and_files_of_entries_are_bound_for_whoever_may_know_of_the_entry(scene, settings, tmp_path):
    settings.KINWORK_FILES = tmp_path / "files"
    out = BytesIO()
    Image.new("RGBA", (2400, 1200), (30, 120, 60, 255)).save(out, "PNG")
    letter = BytesIO()
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.add_blank_page()
        blank.save(letter, encryption=pikepdf.Encryption(owner="o", user=""))
    me, unit, family = actor(scene.grace), scene.unit.pk, scene.family.pk

    def attached(text: str, audience: Audience, *contents: tuple[str, bytes]) -> None:
        token, said = uuid4(), {}
        for name, content in contents:
            file = attach(me, family, unit, token, BytesIO(content), name=name, size=len(content))
            said[file.pk] = f"Larkspur {name}"
        write_entry(me, family, unit, Happened("document", LATELY, text, draft=token, captions=said), audience)

    given = (
        ("window", out.getvalue()), ("report", letter.getvalue()), ("note", b"Dear Grace, thank you."), ("sound", WAV),
    )  # fmt: skip
    attached("Of the kitchen.", Audience(), *given)
    attached("Of the refuge.", Audience(hidden_from=frozenset({scene.mia.pk})), ("refuge", b"Alder Street"))
    attached("Of a colleague.", Audience(is_limited=True, why="A colleague."), ("colleague", b"About a colleague"))
    offers = SOURCES["files"].offers
    names = [one.title.split(",")[0] for one in offers(me, family, [])]
    assert names == [
        "Picture: Larkspur window", "PDF: Larkspur report", "Text: Larkspur note",
        "Recording: Larkspur sound", "Text: Larkspur refuge",
    ]  # fmt: skip
    assert len(offers(me, family, [scene.mia.pk])) == 4
    everything = [actions.Chosen("files", "F", tuple(one.id for one in offers(me, family, [])))]
    for given_to, number in (((), 7), ((scene.mia.pk,), 6)):
        bundle = made(court(scene, given_to=given_to, chosen=everything))
        assert bundle.state == BundleState.MADE, bundle.problem
        reader = PdfReader(BytesIO(pdf_of(bundle)))
        assert len(reader.pages) == number + 2, "cover, index, a sheet for each file, two pages of the PDF"
        pictures = [image for page in reader.pages for image in page.images]
        assert [one.image.size for one in pictures] == [(1800, 900)]
        said = " ".join(text_of(pdf_of(bundle)).split())
        assert said.count("It cannot be printed here.") == 1
        assert "Dear Grace, thank you." in said
        assert ("Alder Street" in said) is (number == 7)
        assert ("refuge" in said) is (number == 7)
        assert "colleague" not in said
    store().path_of(Attachment.objects.get(caption="Larkspur window").sha256).unlink()
    lost = made(court(scene, chosen=everything))
    assert (lost.state, "is not where attached files are kept" in lost.problem) == (BundleState.FAILED, True)
    answer = [item.text for item in everything_about(Whose(scene.mia.pk, families_of(scene.mia.pk)))]
    assert any("PDF “report.pdf”, Larkspur report" in text for text in answer)


def test_a_job_says_nothing_but_ids_and_the_queue_is_in_the_database(scene):
    bundle = court(scene)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args, status FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
        args, status = cursor.fetchone()
    args = json.loads(args) if isinstance(args, str) else args
    assert (args, status) == ({"bundle_id": bundle.pk, "user_id": scene.grace.pk}, "todo")
    assert background.waiting_since() is not None


def test_pages_of_a_request_from_registering_to_download(scene, sign_in):
    head = sign_in(scene.head)
    assert "Mia Marlow" in head.get("/access-requests/", {"q": "Mia Marlow"}).content.decode()
    register = f"/access-requests/for/{scene.mia.pk}/"
    assert head.get(register).status_code == 200
    wrong = head.post(register, {"asked_by": "", "asked_as": "self", "received_on": "tomorrow"})
    assert wrong.status_code == 422
    assert "Say who asks" in wrong.content.decode()
    sent = {"asked_by": "Mia", "asked_as": "self", "received_on": "yesterday", "handler": scene.head.pk}
    at = head.post(register, sent)["Location"]
    for step in ("prepare",):
        assert head.post(f"{at}do/{step}/").status_code == 302
    with CaptureQueriesContext(connection) as few:
        page = head.get(f"{at}read/?show=undecided").content.decode()
    assert "Doris" in page
    assert len(few) <= 16
    assert "Doris" in head.get(f"{at}words/").content.decode()
    assert head.post(f"{at}words/", {"words": "Doris", "decided": "out", "why": "T"}).status_code == 302
    request = requests_of(actor(scene.head)).get(pk=at.split("/")[-2])
    item = request.items.get(source="record_entry", source_id=scene.entry.pk)
    marked = {"do": "mark", "item": item.pk, "words": "laughed", "why": "N"}
    assert head.post(f"{at}read/", marked).status_code == 302
    refused = head.post(f"{at}read/", {**marked, "words": "never there"})
    assert refused.status_code == 422
    assert "never there" in refused.content.decode()
    assert "not decided yet" in head.post(f"{at}do/make/").content.decode()
    for one in Redaction.objects.filter(item__request=request, decided=Decided.PROPOSED):
        sent = {"redaction": one.pk, f"decided-{one.pk}": "out", f"why-{one.pk}": one.why}
        head.post(f"{at}read/", sent)
    assert "laughed" in head.get(f"{at}decisions.csv").content.decode()
    there = head.post(f"{at}do/make/")["Location"]
    assert "Waiting for its turn" in head.get(there).content.decode()
    made(request.bundles.get())
    assert "Download the PDF" in head.get(there, HTTP_HX_REQUEST="true").content.decode()
    answer = head.get(f"{there}file/")
    pdf = b"".join(answer)
    assert pdf.startswith(b"%PDF")
    assert len(pdf) == int(answer["Content-Length"])
    assert "laughed" not in text_of(pdf)
    assert AuditEvent.objects.filter(verb="downloaded bundle", family_id=scene.family.pk).exists()
    asked = {"do": "ask", "asked": "All years?", "asked_on": "today"}
    assert head.post(f"{at}clock/", asked).status_code == 302
    assert "waits for an answer" in head.get(at).content.decode()
    assert sign_in(scene.priya).get(at).status_code == 404


def test_a_family_page_leads_to_its_bundles_and_a_strange_unit_is_not_let_in(scene, sign_in):
    address = f"/family/{scene.family.pk}/bundles/"
    grace = sign_in(scene.grace)
    assert "What happened, month by month" in grace.get(address).content.decode()
    month = LATELY.year * 100 + LATELY.month
    sent = {"title": "Final hearing", "entries": month, "section-entries": "F", "given_to": scene.mia.pk}
    wrong = grace.post(address, {**sent, "title": ""})
    assert wrong.status_code == 422
    assert "Give the bundle a title" in wrong.content.decode()
    there = grace.post(address, sent)["Location"]
    _, strangers = unit_with_staff("Oak", "o")
    assert sign_in(strangers["tom"]).get(there).status_code in (302, 403)
    assert sign_in(scene.grace).post(f"{there}cancel/").status_code == 302
    assert Bundle.objects.get().state == BundleState.CANCELLED


def test_files_of_entries_are_in_an_answer_only_where_the_whole_was_left_in(scene, settings, tmp_path, client, sign_in):
    settings.KINWORK_FILES = tmp_path / "files"
    me, unit, family = actor(scene.grace), scene.unit.pk, scene.family.pk

    def a_picture(red: int) -> bytes:
        out = BytesIO()
        Image.new("RGB", (300 + red, 200), (red, 120, 60)).save(out, "PNG")
        return out.getvalue()

    letter = BytesIO()
    with pikepdf.new() as blank:
        blank.add_blank_page(page_size=(300, 300))
        blank.save(letter)

    def attached(text: str, audience: Audience, *contents: tuple[str, bytes]) -> None:
        token = uuid4()
        for name, content in contents:
            attach(me, family, unit, token, BytesIO(content), name=name, size=len(content))
        write_entry(me, family, unit, Happened("document", LATELY, text, draft=token), audience)

    attached(
        "Of school.", Audience(), ("garden.png", a_picture(1)), ("nan.png", a_picture(2)),
        ("report.pdf", letter.getvalue()),
        ("note.txt", b"Mia sang. Doris hummed."), ("song.wav", WAV),
    )  # fmt: skip
    attached(
        "Of him.", Audience(hidden_from=frozenset({scene.mia.pk})), ("father.png", a_picture(3)), ("him.txt", b"Osprey")
    )
    attached("Of a colleague.", Audience(is_limited=True, why="A colleague."), ("colleague.png", a_picture(4)))
    request = prepared(scene)
    items = {one.text.split("“")[1].split("”")[0]: one for one in request.items.filter(source="record_attachment")}
    assert set(items) == {"garden.png", "nan.png", "report.pdf", "note.txt", "song.wav", "father.png", "him.txt"}

    def marks(name: str) -> list[tuple[str, bool]]:
        return [(one.why, one.words == one.item.text) for one in items[name].redactions.all()]

    assert marks("garden.png") == marks("nan.png") == marks("report.pdf") == marks("song.wav") == [("T", True)]
    assert marks("father.png") == marks("him.txt") == [("H", True)], "as the entry that they are of"
    assert marks("note.txt") == [("T", False)], "of plain text the words"
    left_in = {items[name].text for name in ("garden.png", "report.pdf", "song.wav")}
    decide_all(scene, request, keep=left_in)
    actions.mark(actor(scene.tom), request, items["garden.png"].pk, "garden", actions.Answer("out", "T"))
    bundle = made(actions.make_answer(actor(scene.tom), request))
    assert bundle.state == BundleState.MADE, bundle.problem
    pdf = pdf_of(bundle)
    pages = PdfReader(BytesIO(pdf)).pages
    assert [image.image.size for page in pages for image in page.images] == [(301, 200)]
    assert [page for page in pages if tuple(page.mediabox)[2:] == (300, 300)], "the report"
    said = text_of(pdf)
    assert "Mia sang. [T] hummed." in said
    assert "song.wav" in said
    assert "It is given by itself" in said
    assert "report.pdf" in said
    assert said.count("garden.png") == said.count("nan.png") == 1, "with the entry, whose words are another matter"
    for gone in ("father", "Osprey", "him.txt", "colleague.png"):
        assert gone not in said, gone
    # Whoever decides looks at it; no one else does, and each opening is logged.
    where = f"/access-request/{request.pk}/file/{items['nan.png'].pk}/"
    sign_in(scene.tom)
    assert "Open the file" in client.get(f"/access-request/{request.pk}/read/?page=1").content.decode()
    opened = client.get(where)
    assert (opened.status_code, opened["Content-Type"]) == (200, "image/png")
    assert AuditEvent.objects.filter(verb="opened file of entry", actor=scene.tom, family_id=family).count() == 1
    no_file = request.items.filter(source="record_entry").first()
    assert client.get(f"/access-request/{request.pk}/file/{no_file.pk}/").status_code == 404
    sign_in(scene.priya)
    assert client.get(where).status_code == 404


def a_document(scene, key: str, *readers) -> Final:
    held = HeldFamily(scene.family, scene.unit.pk, actor(scene.grace))
    document = documents.begin(
        held, layout_key=key, child_ids=[scene.mia.pk], reader_ids=[one.pk for one in readers], token=uuid4()
    )  # fmt: skip
    found = document_in(scene.family.pk, document.pk)
    people = people_of(held, TODAY)
    drawn = draft_of(found, reading_of(held, found, TODAY, None, people), people)
    documents.finalise(
        held, found, seen=documents.print_of_draft(drawn), as_what="Social worker", without_empty=True
    )  # fmt: skip
    return Final.objects.get(document=document)


def test_finalised_documents_go_into_a_bundle_and_to_people_only_those_made_for_them(scene):
    statement, report, hers = (
        a_document(scene, "court_statement"), a_document(scene, "conference_report"),
        a_document(scene, "conference_report", scene.doris),
    )  # fmt: skip
    grace = actor(scene.grace)

    def offered(*people) -> dict[str, list[int]]:
        given_to = [one.pk for one in people]
        return {
            key: [one.id for one in SOURCES[key].offers(grace, scene.family.pk, given_to)]
            for key in ("statements", "care_plans", "documents")
        }

    assert offered() == {"statements": [statement.pk], "care_plans": [], "documents": [report.pk, hers.pk]}
    assert offered(scene.doris) == {"statements": [], "care_plans": [], "documents": [hers.pk]}
    assert offered(scene.doris, scene.mia)["documents"] == []
    chosen = [
        actions.Chosen("statements", "C", (statement.pk,)), actions.Chosen("documents", "E", (report.pk, hers.pk)),
    ]  # fmt: skip
    said = text_of(pdf_of(made(court(scene, chosen=chosen))))
    assert "C. Statements and affidavits" in said
    assert said.count(report.title) >= 2
    for_her = text_of(pdf_of(made(court(scene, chosen=chosen, given_to=(scene.doris.pk,)))))
    assert statement.title not in for_her
    assert hers.title in for_her


def test_what_cannot_go_to_the_people_chosen_is_said_and_no_bundle_is_made(scene, sign_in):
    month = LATELY.year * 100 + LATELY.month
    said = {"title": "For the hearing", "entries": month, "minutes": 7, "given_to": scene.mia.pk}
    answer = sign_in(scene.grace).post(f"/family/{scene.family.pk}/bundles/", said)
    assert answer.status_code == 422
    assert "Left out would be some of: Minutes of unit meetings" in answer.content.decode()
    assert not Bundle.objects.filter(title="For the hearing").exists()


def test_a_town_is_nobodys_address(scene):
    """It is where many live, and in the names of schools and wards: only a house or a street is taken out."""
    Address.objects.create(person=scene.doris, lines="7 Mill Lane\nThe Old Dairy\nWestow", postcode="WE1 2AB")
    others, *_ = others_around(Whose(scene.mia.pk, families_of(scene.mia.pk)))
    [hers] = [one for one in others if one.name == "Doris Quennell"]
    assert {"7 Mill Lane", "The Old Dairy", "WE1 2AB"} <= set(hers.written)
    assert "Westow" not in hers.written


def test_an_answer_says_what_stands_there_and_not_how_it_is_kept(scene):
    """No numbers of rows, no layout, no day that is not there; a finalised document as it was read."""
    final = a_document(scene, "conference_report")
    items = list(everything_about(Whose(scene.mia.pk, families_of(scene.mia.pk))))
    everything = "\n".join(item.text for item in items)
    for never in ("Family id", "Born kind", "Died kind", "Layout text", "layout_version", "sections:"):
        assert never not in everything, never
    [document] = [item for item in items if item.source == "documents_final"]
    assert document.heading == "Document as it was finalised"
    assert final.title.split(":")[0] in document.text
    assert "<" not in document.text


def test_a_document_made_for_others_is_proposed_as_a_whole_where_something_is_hidden_from_who_asks(scene):
    """What is hidden from Mia may stand in what professionals read; in what was made for her it cannot."""
    kept = Happened("note", LATELY, "Ospreyword: where her father is.", is_significant=True)
    hidden = Audience(hidden_from=frozenset({scene.mia.pk}))
    write_entry(actor(scene.grace), scene.family.pk, scene.unit.pk, kept, hidden)
    for_others, hers = a_document(scene, "conference_report"), a_document(scene, "conference_report", scene.mia)
    items = everything_about(Whose(scene.mia.pk, families_of(scene.mia.pk)))
    withheld = {item.source_id: item.withheld for item in items if item.source == "documents_final"}
    assert withheld == {for_others.pk: Why.SERIOUS_HARM, hers.pk: None}
    assert "Ospreyword" in Final.objects.get(pk=for_others.pk).html
    assert "Ospreyword" not in Final.objects.get(pk=hers.pk).html


def test_a_recording_is_given_to_who_is_heard_on_it_alone_and_else_it_is_said_why(scene, settings, tmp_path, sign_in):
    settings.KINWORK_RECORDINGS = tmp_path / "recordings"
    settings.KINWORK_RECORDINGS_KEY = tmp_path / "keys" / "recordings.key"
    tom = actor(scene.tom)
    held = HeldFamily(scene.family, scene.unit.pk, tom)

    def session(people, others=()):
        made = observing.note(
            held, kind="recorded", worker=scene.tom.pk, observer=None, held_on=LATELY, people=people,
            for_them={}, others=list(others), asked_by=scene.tom.pk, asked_on=None, wording="2026-1", may_train=False,
            all_agreed=True, notes="", token=uuid4(),
        )  # fmt: skip
        file = SimpleUploadedFile("recording.wav", tone())
        return observing.keep_recording(tom, made, scene.unit.pk, file)

    alone, two = session([scene.mia.pk]), session([scene.mia.pk, scene.doris.pk])
    stranger, hers = session([scene.mia.pk], ["Ms Haile"]), session([scene.doris.pk])
    request = prepared(scene)
    client, at = sign_in(scene.tom), f"/access-request/{request.pk}/"
    page = client.get(at).content.decode()
    assert page.count("download the recording") == 1
    assert page.count("1 other person is heard on it") == 2
    answer = client.get(f"{at}sound/{alone.pk}/", headers={"range": "bytes=0-3"})
    assert answer.content == b"RIFF", "deciphered on its way"
    assert 'filename="recording-' in answer["Content-Disposition"]
    assert AuditEvent.objects.filter(verb="heard recording", family_id=scene.family.pk).exists()
    for other in (two, stranger, hers):
        assert client.get(f"{at}sound/{other.pk}/").status_code == 404
    for before in ({"prepared_at": None}, {"identity_asked_on": LATELY}, {"ended_on": LATELY, "outcome": "refused"}):
        with transaction.atomic():
            SubjectAccessRequest.objects.filter(pk=request.pk).update(**before)
            assert client.get(f"{at}sound/{alone.pk}/").status_code == 404, f"not yet, or no longer: {before}"
            assert "download the recording" not in client.get(at).content.decode()
            transaction.set_rollback(True)
    item = RequestItem.objects.get(request=request, source="observation_recording", source_id=alone.pk)
    actions.mark(
        actor(scene.tom), request, item.pk, "", actions.Answer(Decided.TAKE_OUT, Why.THIRD_PARTY, "Not theirs.")
    )
    assert client.get(f"{at}sound/{alone.pk}/").status_code == 404, "it was taken out in this request"
    assert sign_in(scene.grace).get(f"{at}sound/{alone.pk}/").status_code == 404
