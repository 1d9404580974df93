"""Observed practice: consent of all who are heard, recordings that go by the clock, blind coding, feedback."""

from __future__ import annotations

import io
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.chain.reading import chain_of
from kinwork.chain.steps import Asked
from kinwork.confidentiality.restrictions import restrict
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.files.kinds import Refused
from kinwork.instruments import score
from kinwork.notices.models import Notice
from kinwork.observation import actions, coding, feedback, keeping, rules
from kinwork.observation.background import let_recordings_go
from kinwork.observation.chain_steps import facts as skill_facts
from kinwork.observation.models import Certificate, Code, Coding, Consent, Feedback, Mark, Recording, Session
from kinwork.observation.queries import codes_given, observed_skill, recording_of, why_not_code
from tests.factories import PersonFactory, actor, family_in, put_in_post, tone, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FULL = {1: 3, 2: 4, 3: 3, 4: 5, 5: 2, 6: 3, 7: 4}


@pytest.fixture(scope="module")
def world(one_scene):
    unit, staff = unit_with_staff("Larch")
    other, others = unit_with_staff("Hazel", "ha-")
    team = service_team()
    family = family_in(unit, "Brindlewood", children=0, with_mother=False)
    found = {}
    for position, (name, born, role) in enumerate([("Tracy", 1988, "mother"), ("Kian", 2014, "son")]):
        one = PersonFactory(given_name=name, family_name="Brindlewood", born_on=date(born, 5, 4))
        FamilyMember.objects.create(family=family, person=one, role=role, is_child=role == "son", position=position)
        found[name.lower()] = one
    people = {}
    for name, role in [
        ("cora", "blind_coder"),
        ("dora", "blind_coder"),
        ("quentin", "qa"),
        ("henry", "hos"),
        ("gina", "gm"),
    ]:
        people[name] = user(name)
        put_in_post(people[name], team if role != "gm" else unit, role)
    return SimpleNamespace(
        unit=unit, other=other, team=team, family=family, outsider=others["tom"], **found, **staff, **people
    )


@pytest.fixture(autouse=True)
def apart(tmp_path, settings):
    cache.clear()
    settings.KINWORK_RECORDINGS = tmp_path / "recordings"
    settings.KINWORK_RECORDINGS_KEY = tmp_path / "keys" / "recordings.key"
    return tmp_path


def held(world, who="tom"):
    return HeldFamily(world.family, world.unit.pk, actor(getattr(world, who)))


def noted(world, who="tom", **more) -> Session:
    said = {
        "kind": "recorded", "worker": world.tom.pk, "observer": None, "held_on": TODAY - timedelta(days=1),
        "people": [world.tracy.pk, world.kian.pk], "for_them": {world.kian.pk: "Tracy"}, "others": ["Ms Haile", ""],
        "asked_by": world.tom.pk, "asked_on": None, "wording": "2026-1", "may_train": False, "all_agreed": True,
        "notes": "", "token": uuid4(), **more,
    }  # fmt: skip
    return actions.note(held(world, who), **said)


def file_of(content: bytes, name: str = "visit.wav") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def recorded(world, content: bytes | None = None, **more) -> tuple[Session, Recording]:
    session = noted(world, **more)
    kept = actions.keep_recording(actor(world.tom), session, world.unit.pk, file_of(content or tone()))
    return session, kept


def certified(world, who: str, instrument: str = rules.SKILL) -> None:
    Certificate.objects.get_or_create(
        coder=getattr(world, who), instrument=instrument, rule=rules.certification().version,
        defaults={"sessions": 6, "within_one": 1.0, "kappa": 0.9, "at": timezone.now()},
    )  # fmt: skip


def coded(world, who: str, values=None, *, session: Session | None = None) -> Coding:
    certified(world, who)
    asks = actor(getattr(world, who))
    if session is None:
        one = coding.take_next(asks)
    else:
        pk = coding.assign(actor(world.quentin), session.pk, asks.user_id, "blind")
        asks = actor(getattr(world, who))
        one = Coding.objects.select_related("session").get(pk=pk)
    one = Coding.objects.select_related("session").get(pk=one.pk)
    values = values or FULL
    coding.save(
        asks, one, values={item: str(value) if value else "" for item, value in values.items()},
        notes_on={item: "Not heard." for item, value in values.items() if not value}, notes="Steady.",
    )  # fmt: skip
    return coding.submit(asks, one)


# -- consent


def test_everyone_who_is_heard_has_said_yes(world):
    made = noted(world)
    assert [one.who for one in made.consents.select_related("person", "user")] == [
        "Tracy Brindlewood", "Kian Brindlewood", "Tom Hollis", "Ms Haile",
    ]  # fmt: skip
    token = uuid4()
    assert noted(world, token=token) == noted(world, token=token)
    for more, why in [
        ({"all_agreed": False}, "If one said no"), ({"people": []}, "At least one"),
        ({"for_them": {}}, "who agreed for Kian"), ({"wording": "1999"}, "Choose the wording"),
        ({"kind": "observed"}, "Choose who observed"), ({"observer": world.tom.pk}, "No one observes themselves"),
        ({"asked_on": TODAY}, "before it begins"), ({"held_on": None}, "Say when it was"),
        ({"people": [PersonFactory().pk]}, "people of this family"), ({"kind": "simulated"}, "Choose whether"),
    ]:  # fmt: skip
        with pytest.raises(ValidationError, match=why):
            noted(world, **more)
    with pytest.raises(ValidationError, match="future"):
        noted(world, held_on=TODAY + timedelta(days=3))


def test_what_is_wrong_is_said_and_what_was_typed_is_there(client, world):
    client.force_login(world.tom)
    at = reverse("new_observation", args=[world.family.pk])
    sent = {"kind": "recorded", "held_on": "yesterday", "worker": world.tom.pk, "people": [world.kian.pk],
            "others": "Ms Haile", "asked_by": world.tom.pk, "wording": "2026-1", "token": uuid4()}  # fmt: skip
    answer = client.post(at, sent)
    page = answer.text
    assert answer.status_code == 422
    assert "Say who agreed for Kian" in page
    assert 'value="Ms Haile"' in page
    made = client.post(at, {**sent, f"for_{world.kian.pk}": "Tracy", "all_agreed": "on"})
    assert made.status_code == 302
    assert "Tracy for them" in client.get(made.url).text


def test_a_recording_needs_everyone_by_the_database_too(world):
    session, kept = recorded(world)
    now = timezone.now()

    def withdrawn():
        session.consents.filter(pk=session.consents.first().pk).update(withdrawn_at=now, withdrawn_by=world.tom)

    def removed():
        Session.objects.filter(pk=session.pk).update(removed_at=now, removed_by=world.tom, removed_because="Wrong")

    def agreed():
        Recording.objects.create(
            session=noted(world), kind="wav", sha256=kept.sha256, size=1, by=world.tom, at=now, keep_until=TODAY
        )

    def at_the_end(change):
        with transaction.atomic(), connection.cursor() as cursor:
            change()
            cursor.execute("SET CONSTRAINTS kinwork_recordings_have_consent IMMEDIATE")
            cursor.execute("SET CONSTRAINTS kinwork_recordings_have_consent DEFERRED")

    for change in (withdrawn, removed):
        with pytest.raises(DatabaseError, match="needs the consent"):
            at_the_end(change)
    at_the_end(agreed)  # everyone agreed to that one


def test_consent_withdrawn_deletes_at_once(world, django_capture_on_commit_callbacks):
    session, kept = recorded(world)
    path = keeping.store().path_of(kept.sha256)
    assert path.exists()
    coded(world, "cora", session=session)
    actor(world.tom)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.withdraw(actor(world.tom), session, world.unit.pk, session.consents.first().pk)
    assert not path.exists()
    assert recording_of(session.pk) is None
    session.refresh_from_db()
    assert not session.is_used
    assert AuditEvent.objects.filter(verb="recording deleted", words="consent was withdrawn").exists()
    with pytest.raises(Refused, match="has not agreed"):
        actions.keep_recording(actor(world.tom), session, world.unit.pk, file_of(tone()))
    # Nothing of it is used: in no agreement, and the worker's sheet is gone with it.
    assert session.code not in {one.code for one in codes_given(rules.SKILL)}
    assert not actions.withdraw(actor(world.tom), session, world.unit.pk, session.consents.first().pk)


# -- the recording


def test_it_is_enciphered_on_the_disk_and_given_in_parts(world, client):
    content = tone(20)
    session, kept = recorded(world, content)
    there = keeping.store().path_of(kept.sha256).read_bytes()
    assert content[1000:1064] not in there
    assert b"WAVE" not in there
    assert keeping.opened(kept).part() == content
    assert keeping.opened(kept).part(70_000, 140_001) == content[70_000:140_001]
    certified(world, "cora")
    coding.assign(actor(world.quentin), session.pk, world.cora.pk, "blind")
    client.force_login(world.cora)
    actor(world.cora)
    at = reverse("coding_recording", args=[Coding.objects.get(coder=world.cora).pk])
    part = client.get(at, HTTP_RANGE="bytes=65530-65545")
    assert (part.status_code, part.content) == (206, content[65530:65546])
    assert part["Content-Range"] == f"bytes 65530-65545/{len(content)}"
    assert client.get(at, HTTP_RANGE=f"bytes={len(content)}-").status_code == 416
    whole = client.get(at)
    assert whole["Content-Length"] == str(len(content))
    # That a coder heard it is noted once, and says nothing of the family.
    noted_of = AuditEvent.objects.filter(verb="heard recording", actor_id=world.cora.pk)
    assert [one.family_id for one in noted_of] == [None]


def test_the_key_of_another_installation_opens_nothing(world, apart, settings, client):
    _, kept = recorded(world)
    settings.KINWORK_RECORDINGS_KEY = apart / "others.key"
    with pytest.raises(Exception, match="has not the key"):
        keeping.opened(kept)


def test_by_the_clock_it_is_gone_and_the_log_says_so(world, django_capture_on_commit_callbacks, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE access_authority SET recordings_kept_days = 30")
    session, kept = recorded(world)
    assert kept.keep_until == TODAY + timedelta(days=30)
    path = keeping.store().path_of(kept.sha256)
    with time_machine.travel(timezone.now() + timedelta(days=30)), django_capture_on_commit_callbacks(execute=True):
        let_recordings_go(0)
    assert path.exists()
    with time_machine.travel(timezone.now() + timedelta(days=31)), django_capture_on_commit_callbacks(execute=True):
        let_recordings_go(0)
    assert not path.exists()
    actor(world.tom)
    kept.refresh_from_db()
    assert (kept.gone_because, kept.gone_by) == ("clock", None)
    noted_of = AuditEvent.objects.filter(verb="recording deleted", object_id=session.pk)
    assert [(one.family_id, one.words) for one in noted_of] == [(world.family.pk, "its time was over")]
    # And its key is in no table any longer: no copy of the file can be opened.
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM observation_recordingkey WHERE recording_id = %s", [kept.pk])
        assert cursor.fetchone() == (0,)


def test_a_file_that_no_row_names_goes_after_a_while(world, apart):
    _, kept = recorded(world)
    stray = keeping.store().put(io.BytesIO(b"left by a crash"))
    with time_machine.travel(timezone.now() + timedelta(hours=7)):
        keeping.let_go(TODAY)
    assert not keeping.store().path_of(stray.sha256).exists()
    assert keeping.store().path_of(kept.sha256).exists()


@pytest.mark.parametrize(("content", "why"), [
    (b"", "empty"), (b"MZ\x90\x00" + b"x" * 200, "no recording that can be kept"), (b"ID3\x03" + b"x" * 200, "MP3"),
    (b"\x1a\x45\xdf\xa3webm" + b"V_VP8" + b"x" * 100, "video"),
    (b"\x00\x00\x00\x18ftypmp42" + b"x" * 40 + b"hdlr" + b"\0" * 8 + b"vide" + b"x" * 40, "video"),
])  # fmt: skip
def test_what_is_no_recording_is_refused_in_words(world, content, why):
    with pytest.raises(Refused, match=why):
        actions.keep_recording(actor(world.tom), noted(world), world.unit.pk, file_of(content, "visit.m4a"))


def test_a_second_recording_is_refused(world):
    session, _ = recorded(world)
    with pytest.raises(Refused, match="has a recording already"):
        actions.keep_recording(actor(world.tom), session, world.unit.pk, file_of(tone()))


# -- who codes


def test_a_coder_who_knows_is_refused_in_clear_words(world):
    session, _ = recorded(world)
    quentin = actor(world.quentin)
    for who in ("leah", "priya"):
        certified(world, who)
        with pytest.raises(ValidationError, match="know the family"):
            coding.assign(quentin, session.pk, getattr(world, who).pk, "blind")
    with pytest.raises(ValidationError, match="has not been certified"):
        coding.assign(quentin, session.pk, world.dora.pk, "blind")
    certified(world, "tom")
    with pytest.raises(ValidationError, match="they were in it themselves"):
        coding.assign(quentin, session.pk, world.tom.pk, "blind")
    # Whoever has opened the record knows the family, whatever their unit.
    certified(world, "dora")
    log(actor(world.dora), "read in record", family_id=world.family.pk)
    with pytest.raises(ValidationError, match="Dora cannot code this session: they know the family"):
        coding.assign(quentin, session.pk, world.dora.pk, "blind")
    with pytest.raises(IntegrityError, match="knows the session"), transaction.atomic():
        Coding.objects.create(
            session=session, coder=world.leah, codes_as="blind", begun_at=timezone.now(), by=world.leah
        )


def test_whoever_noted_a_simulated_interview_does_not_code_it_either(world):
    quentin = actor(world.quentin)
    session = actions.note_simulated(
        quentin, vignette=rules.vignettes()[0].key, worker=world.tom.pk, held_on=TODAY, actor_name="Jo Marsh", notes="",
        may_train=True, all_agreed=True, asked_on=None, wording="2026-1", token=uuid4(),
    )  # fmt: skip
    assert why_not_code(world.quentin.pk, session.pk) == "noted"
    assert "know whose it is" in coding.WHY_NOT["noted"]
    with pytest.raises(IntegrityError, match="knows the session"), transaction.atomic():
        Coding.objects.create(
            session=session, coder=world.quentin, codes_as="expert", begun_at=timezone.now(), by=world.quentin
        )  # fmt: skip


def test_what_a_recorder_wrote_into_the_file_reaches_no_one(world):
    secret = b"INFOINAM" + len(b"Drew, Tom Hollis").to_bytes(4, "little") + b"Drew, Tom Hollis"
    sound = tone() + b"LIST" + len(secret).to_bytes(4, "little") + secret
    _, kept = recorded(world, sound)
    heard = keeping.opened(kept).part()
    assert heard[: len(tone())] == tone()
    assert b"Tom Hollis" not in heard


def test_the_next_session_is_never_one_that_they_know(world):
    mine, _ = recorded(world)
    certified(world, "cora")
    one = coding.take_next(actor(world.cora))
    assert one.session_id == mine.pk
    # Given back, it is not theirs again.
    one = Coding.objects.select_related("session").get(pk=one.pk)
    with pytest.raises(ValidationError, match="Say briefly why"):
        coding.give_back(actor(world.cora), one, because=" ")
    coding.give_back(actor(world.cora), one, because="I know a voice in it")
    with pytest.raises(ValidationError, match="no session for you"):
        coding.take_next(actor(world.cora))
    certified(world, "leah")
    put_in_post(world.leah, world.team, "blind_coder")
    with pytest.raises(ValidationError, match="no session for you"):
        coding.take_next(actor(world.leah))
    with pytest.raises(ValidationError, match="training set first"):
        coding.take_next(actor(world.dora))
    with pytest.raises(NotAllowed):
        coding.take_next(actor(world.priya))


def test_a_coder_sees_no_family_worker_or_unit(world, client):
    session, _ = recorded(world)
    certified(world, "cora")
    made = coding.take_next(actor(world.cora))
    client.force_login(world.cora)
    for at in (reverse("codings"), reverse("coding", args=[made.pk]), reverse("give_back", args=[made.pk])):
        page = client.get(at).text
        assert session.code in page
        for word in ("Brindlewood", "Tom Hollis", "Larch", "Tracy", "Kian"):
            assert word not in page, at
    client.force_login(world.dora)
    assert client.get(reverse("coding", args=[made.pk])).status_code == 404


# -- the draft


def test_each_code_is_kept_at_once_and_submitting_freezes(world, client):
    recorded(world)
    certified(world, "cora")
    one = coding.take_next(actor(world.cora))
    at = reverse("coding", args=[one.pk])
    client.force_login(world.cora)
    assert client.post(at, {"v2": "4", "n2": "They plan together."}, HTTP_HX_REQUEST="true").text == "Saved."
    assert client.post(at, {"v4": "5"}, HTTP_HX_REQUEST="true").text == "Saved."
    assert client.post(at, {"v2": "3", "n2": "They plan."}, HTTP_HX_REQUEST="true").text == "Saved."
    assert client.post(at, {"v2": "4"}, HTTP_HX_REQUEST="true").text == "Saved."
    wrong = client.post(at, {"v4": "6", "v5": "2"}, HTTP_HX_REQUEST="true")
    assert (wrong.status_code, "from 1 to 5" in wrong.text) == (422, True)
    assert dict(Code.objects.filter(coding_id=one.pk).values_list("item", "value")) == {2: 4, 4: 5, 5: 2}
    # A note that is only begun leaves nothing out: it is not “could not be coded” until that is chosen.
    client.post(at, {"n1": "No talk of change."}, HTTP_HX_REQUEST="true")
    refused = client.post(at, {"submit": "1", "notes": "So far."})
    assert refused.status_code == 422
    assert "No code yet for Evocation, Autonomy, Clarity about concerns, Child focus" in refused.text
    token = str(uuid4())
    marks = reverse("mark_moment", args=[one.pk])
    for _ in range(2):
        made = client.post(marks, {"second": "4:30", "item": "4", "words": "Asks", "token": token},
                           HTTP_ACCEPT="application/json")  # fmt: skip
        assert "4:30" in made.json()["html"]
    assert Mark.objects.filter(coding_id=one.pk).count() == 1
    assert client.post(marks, {"second": "soon", "token": uuid4()}).status_code == 422
    sent = {"submit": "1", "v1": "", "n1": "No talk of change.", "v3": "3", "v6": "3", "v7": "4"}
    assert client.post(at, sent).status_code == 302
    late = client.post(at, {"v2": "1"}, HTTP_HX_REQUEST="true")
    assert (late.status_code, "stay as they are" in late.text) == (422, True)
    actor(world.cora)
    for change in (
        lambda: Code.objects.filter(coding_id=one.pk).update(value=1),
        lambda: Mark.objects.filter(coding_id=one.pk).update(words="x"),
        lambda: Coding.objects.filter(pk=one.pk).update(submitted_at=None),
    ):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            change()


# -- feedback: the worker first


def test_the_worker_reads_it_first_and_no_manager_does(world, client):
    session, _ = recorded(world)
    coded(world, "cora", {**FULL, 1: None})
    actor(world.tom)
    sheet = Feedback.objects.get(session=session)
    at = reverse("practice_feedback", args=[sheet.pk])
    for who in ("grace", "gina", "henry", "quentin", "leah", "dora"):
        client.force_login(getattr(world, who))
        assert client.get(at).status_code == 404, who
        # Nor is there a row of it for them, however it is asked.
        actor(getattr(world, who))
        assert not Coding.objects.filter(session=session).exists(), who
        assert not Code.objects.filter(coding__session=session).exists(), who
        assert not Feedback.objects.filter(session=session).exists(), who
    client.force_login(world.tom)
    with pytest.raises(ValidationError, match="Read it first"):
        feedback.release(actor(world.tom), sheet, world.grace.pk)
    page = client.get(at).text
    assert "Overall skill: 3.6" in page
    assert "Only you can read this." in page
    release = reverse("release_feedback", args=[sheet.pk])
    assert client.post(release, {"to": world.gina.pk}).status_code == 422
    assert client.post(release, {"to": world.grace.pk}).status_code == 302
    client.force_login(world.grace)
    assert "has released this to you" in client.get(at).text
    assert "Released to you" in client.get(reverse("my_practice")).text
    assert client.post(release, {"back": "1"}).status_code == 404
    client.force_login(world.tom)
    client.post(release, {"back": "1"})
    client.force_login(world.grace)
    assert client.get(at).status_code == 404


def test_walled_like_the_family(world, client):
    session, _ = recorded(world)
    restrict(
        actor(world.gina), world.family.pk, world.unit.pk, cause="police", words="Threats", guardian_id=world.gina.pk,
        people=[world.grace.pk],
    )  # fmt: skip
    client.force_login(world.tom)
    assert client.get(reverse("observation", args=[world.family.pk, session.pk])).status_code == 404
    actor(world.tom)
    for model in (Session, Consent, Recording):
        assert not model.objects.exists(), model
    certified(world, "cora")
    with pytest.raises(ValidationError, match="no session for you"):
        coding.take_next(actor(world.cora))


# -- figures


def test_means_of_fewer_than_five_never_leave_the_database(world):
    scale = rules.overall(rules.instrument_for("recorded"))
    assert set(scale.items) == {2, 4, 5, 6, 7}
    workers = [world.tom, world.priya, world.leah, world.grace]
    for who in workers:
        session, _ = recorded(world, worker=who.pk)
        coded(world, "cora", session=session)
    actor(world.henry)
    assert [(one.sessions, one.mean) for one in observed_skill()] == [(4, None), (4, None)]
    again, _ = recorded(world, worker=world.tom.pk)  # five sessions, and still four workers
    coded(world, "cora", session=again)
    assert [(one.sessions, one.mean) for one in observed_skill()] == [(5, None), (5, None)]
    fifth = user("fifth")
    put_in_post(fifth, world.unit, "sw")
    session, _ = recorded(world, worker=fifth.pk)
    coded(world, "cora", session=session)
    # Listwise: a session in which one of the five could not be coded has no overall skill.
    without, _ = recorded(world, worker=world.tom.pk)
    coded(world, "cora", {**FULL, 4: None}, session=without)
    expected = score(rules.instrument_for("recorded"), FULL)["overall"].value
    found = observed_skill()
    assert [(one.sessions, one.mean) for one in found] == [(6, pytest.approx(expected)), (6, pytest.approx(expected))]
    assert {one.unit_id for one in found} == {world.unit.pk, None}
    # Another unit with one session: were the mean of all shown, that session's would follow from it.
    stray, _ = recorded(world, worker=world.tom.pk)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE observation_session SET unit_id = %s WHERE id = %s", [world.other.pk, stray.pk])
        cursor.execute("SET ROLE kinwork_app")
    coded(world, "cora", session=stray)
    by_unit = {one.unit_id: (one.sessions, one.mean) for one in observed_skill()}
    assert by_unit[world.other.pk] == (1, None)
    assert by_unit[None] == (7, None)


def test_a_number_of_statements_that_does_not_grow(world, client):
    for _ in range(2):
        recorded(world)
    client.force_login(world.tom)
    at = reverse("observations", args=[world.family.pk])

    def statements(address):
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    before = statements(at)
    client.force_login(world.quentin)
    run = reverse("run_coding")
    before_run = statements(run)
    for _ in range(3):
        recorded(world)
    coded(world, "cora")
    client.force_login(world.quentin)
    assert statements(run) == before_run
    client.force_login(world.tom)
    assert statements(at) == before


def test_no_one_else_runs_it(world):
    with pytest.raises(NotAllowed):
        actions.set_share(actor(world.henry), 50)
    with pytest.raises(ValidationError, match="0 to 100"):
        actions.set_share(actor(world.quentin), 101)
    drawn = actions.set_share(actor(world.quentin), 100)
    session = noted(world)
    assert (session.sampling_id, session.is_twice) == (drawn.pk, True)
    assert actions.is_drawn(drawn.seed, session.code, 100)


def test_the_chain_has_the_skill_of_enough_workers_and_no_session_of_its_own(world, client):
    """Of a unit’s own workers, five at least; in the whole, what is left beside those shown is of as many."""
    later = TODAY + timedelta(days=93)  # when the quarter of these sessions is over
    asked = Asked([world.unit.pk], later - timedelta(weeks=26), later)
    put_in_post(fifth := user("chain-fifth"), world.unit, "sw")
    workers = [world.tom, world.priya, world.leah, world.grace, fifth]
    for who in workers[:4]:
        coded(world, "cora", session=recorded(world, worker=who.pk)[0])
        coded(world, "cora", session=recorded(world, worker=who.pk)[0])
    actor(world.henry)
    assert {(fact.value, fact.counts, fact.counts_alone) for fact in skill_facts(asked)} == {(0, False, False)}
    for _ in range(2):
        coded(world, "cora", session=recorded(world, worker=fifth.pk)[0])
    without, _ = recorded(world, worker=world.tom.pk)
    coded(world, "cora", {**FULL, 4: None}, session=without)
    actor(world.henry)
    found = skill_facts(asked)
    expected = score(rules.instrument_for("recorded"), FULL)["overall"].value
    assert [fact.value for fact in found] == [pytest.approx(expected)] * 10, "listwise, as everywhere"
    # Two windows that differ by one session would give it away: whichever are asked for, it is the same sessions.
    for weeks in (1, 4, 12):
        assert skill_facts(Asked([world.unit.pk], later - timedelta(weeks=weeks), later)) == found
    on = TODAY - timedelta(days=1)  # when they were: their quarter is not over
    assert skill_facts(Asked([world.unit.pk], on - timedelta(weeks=26), on)) == []
    said = {one.place.key: one.words for one in chain_of(asked).of()}["skill"]
    assert said == "10 sessions: too few to say", "all of one family: they say nothing about another"
    client.force_login(world.tom)
    page = client.get(f"/unit/{world.unit.pk}/chain/skill/").text
    assert "its worker’s own to show" in page
    assert "A session" not in page
    assert "A session" not in client.get(f"/unit/{world.unit.pk}/chain/skill/", {"as": "csv"}).text
    # One worker of another unit: what is left of the whole would be theirs.
    stray, _ = recorded(world, worker=world.tom.pk)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE observation_session SET unit_id = %s WHERE id = %s", [world.other.pk, stray.pk])
        cursor.execute("SET ROLE kinwork_app")
    coded(world, "cora", session=stray)
    actor(world.henry)
    whole = skill_facts(Asked(None, asked.since, asked.on))
    assert [fact.counts for fact in whole if fact.unit_id == world.other.pk] == [False]
    assert sum(fact.counts for fact in whole) == 10


# -- double coding, training and certification


def trained(world, who: str, near: int = 0, *, sessions: int = 6) -> None:
    """The training set is coded by the expert, then by somebody who differs by so many points everywhere."""
    for number in range(sessions):
        session, _ = recorded(world, may_train=True)
        coding.set_training(actor(world.quentin), session.pk, wanted=True)
        expert = {item: 1 + (item + number) % 4 for item in FULL}
        pk = coding.assign(actor(world.quentin), session.pk, world.quentin.pk, "expert")
        for person, code, values in (
            (world.quentin, pk, expert), (getattr(world, who), None, {item: n + near for item, n in expert.items()}),
        ):  # fmt: skip
            asks = actor(person)
            one = Coding.objects.select_related("session").get(pk=code or coding.take_training(asks).pk)
            coding.save(asks, one, values={i: str(min(5, n)) for i, n in values.items()}, notes_on={}, notes=None)
            coding.submit(asks, one)


def test_whoever_is_near_enough_to_the_expert_is_certified(world, client):
    trained(world, "dora", 1, sessions=5)
    assert not Certificate.objects.filter(coder=world.dora).exists()
    with pytest.raises(ValidationError, match="training set first"):
        coding.take_next(actor(world.dora))
    trained(world, "dora", 1, sessions=1)
    [made] = Certificate.objects.filter(coder=world.dora)
    assert (made.sessions, made.within_one, made.rule) == (6, 1.0, rules.certification().version)
    client.force_login(world.dora)
    assert "6 training sessions; within one point of the expert in 100%" in client.get(reverse("codings")).text
    # A training session is never practice: no worker is told of it, and it is in no figure.
    actor(world.tom)
    assert not Feedback.objects.exists()
    assert observed_skill() == []


def test_whoever_is_far_from_the_expert_is_not(world):
    trained(world, "dora", 2)
    assert not Certificate.objects.filter(coder=world.dora).exists()


def test_the_training_set_is_only_of_who_agreed_to_that(world):
    session, _ = recorded(world)
    with pytest.raises(ValidationError, match="has not agreed that coders are trained"):
        coding.set_training(actor(world.quentin), session.pk, wanted=True)
    with pytest.raises(ValidationError, match="into the training set first"):
        coding.assign(actor(world.quentin), session.pk, world.quentin.pk, "expert")
    coded(world, "cora", session=session)
    with pytest.raises(ValidationError, match=r"has not agreed|coded as practice"):
        coding.set_training(actor(world.quentin), session.pk, wanted=True)


def test_what_is_drawn_is_coded_by_two_and_no_more(world):
    actions.set_share(actor(world.quentin), 100)
    session, _ = recorded(world)
    first, second = coded(world, "cora"), coded(world, "dora", {**FULL, 2: 5})
    assert [Coding.objects.filter(pk=one.pk).exists() for one in (first, second)] == [False, True]  # their own alone
    assert second.is_second
    third = user("third")
    put_in_post(third, world.team, "blind_coder")
    world.third = third
    certified(world, "third")
    with pytest.raises(ValidationError, match="no session for you"):
        coding.take_next(actor(third))
    with pytest.raises(ValidationError, match="has all its codings"):
        coding.assign(actor(world.quentin), session.pk, third.pk, "blind")
    # The worker is told the first coding, not the mean of two and not the second.
    actor(world.tom)
    told = Code.objects.filter(coding__session=session, coding__is_second=False)
    assert dict(told.values_list("item", "value"))[2] == 4


def test_few_data_are_said_honestly(world, client):
    actions.set_share(actor(world.quentin), 100)
    for _ in range(2):
        recorded(world)
        coded(world, "cora")
        coded(world, "dora")
    client.force_login(world.quentin)
    assert "2 sessions: too few to say" in client.get(reverse("coding_agreement")).text


# -- simulated interviews


def test_a_simulated_interview_is_coded_in_four_dimensions_by_the_same_page(world, client):
    client.force_login(world.quentin)
    sent = {"vignette": "missed-mornings", "held_on": "yesterday", "worker": world.tom.pk, "actor_name": "",
            "wording": "2026-1", "all_agreed": "on", "token": uuid4()}  # fmt: skip
    new = reverse("new_simulated")
    refused = client.post(new, sent)
    assert (refused.status_code, "Say who played the parent" in refused.text) == (422, True)
    made = client.post(new, {**sent, "actor_name": "Ines Almeida"})
    assert made.status_code == 302
    session = Session.objects.get(family=None)
    assert client.post(f"{made.url}recording/", {"recording": file_of(tone())}).status_code == 302
    certified(world, "cora", rules.SIMULATED)
    one = coding.take_next(actor(world.cora))
    client.force_login(world.cora)
    page = client.get(reverse("coding", args=[one.pk])).text
    for word in ("Clarity about concerns", "Empathy", "Warmth", "Recognition of strengths", session.code):
        assert word in page
    assert "Tom Hollis" not in page
    assert "Child focus" not in page
    client.post(reverse("coding", args=[one.pk]), {f"v{n}": "4" for n in (1, 2, 3, 4)} | {"submit": "1"})
    client.force_login(world.tom)
    actor(world.tom)
    sheet = Feedback.objects.get(session=session)
    assert "Recognition of strengths" in client.get(reverse("practice_feedback", args=[sheet.pk])).text
    client.force_login(world.quentin)
    consent = session.consents.first().pk
    client.post(f"{made.url}withdraw/", {"consent": consent})
    actor(world.quentin)
    session.refresh_from_db()
    assert not session.is_used


def test_an_observed_visit_is_coded_by_who_was_there(world, client):
    put_in_post(world.priya, world.team, "blind_coder")
    session = noted(world, kind="observed", observer=world.priya.pk)
    with pytest.raises(ValidationError, match="Only the observer"):
        coding.code_live(actor(world.cora), session)
    one = coding.code_live(actor(world.priya), session)
    assert coding.code_live(actor(world.priya), session).pk == one.pk
    client.force_login(world.priya)
    assert "There is no recording: code what you observed." in client.get(reverse("coding", args=[one.pk])).text
    with pytest.raises(IntegrityError, match="only the observer"), transaction.atomic():
        Coding.objects.create(
            session=session, coder=world.leah, codes_as="live", begun_at=timezone.now(), by=world.leah
        )


# -- after a restore


def test_what_went_since_a_backup_goes_once_more_after_it_is_put_back(
    world, django_capture_on_commit_callbacks, as_owner
):
    session, kept = recorded(world)
    other, stays = recorded(world)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(actor(world.tom), session, world.unit.pk, session.consents.first().pk)
    with as_owner(), connection.cursor() as cursor:  # as it was in the backup
        cursor.execute(
            "UPDATE observation_recording SET gone_at = NULL, gone_because = '', gone_by_id = NULL WHERE id = %s",
            [kept.pk],
        )
        cursor.execute(
            "UPDATE observation_session SET removed_at = NULL, removed_by_id = NULL, removed_because = '' "
            "WHERE id = %s",
            [session.pk],
        )
        cursor.execute(
            "UPDATE observation_consent SET withdrawn_at = NULL, withdrawn_by_id = NULL WHERE session_id = %s",
            [session.pk],
        )
        assert keeping.go_again("default") == 1
        assert keeping.go_again("default") == 0
    actor(world.tom)
    for one in (session, other, kept, stays):
        one.refresh_from_db()
    assert (kept.gone_because, session.is_used) == ("withdrawn", False)
    assert (stays.gone_at, other.is_used) == (None, True)


def test_the_worker_alone_hears_that_a_session_of_theirs_was_coded(world, client):
    certified(world, "cora")
    recorded(world)
    assert not Notice.objects.filter(kind="practice_feedback").exists()
    coded(world, "cora")
    actor(world.tom)
    notice = Notice.objects.get(kind="practice_feedback")
    assert (notice.to_ids, notice.actor_id, notice.family_id, notice.unit_id) == ([world.tom.pk], None, None, None)
    for who, told in ((world.tom, True), (world.grace, False), (world.gina, False), (world.henry, False),
                      (world.cora, False)):  # fmt: skip
        client.force_login(who)
        assert ("A session of yours was coded" in client.get("/notices/").text) is told, who


def test_what_is_left_out_is_said_at_each_domain_and_links_to_it(world, client):
    certified(world, "cora")
    recorded(world)
    one = coding.take_next(actor(world.cora))
    client.force_login(world.cora)
    page = client.post(reverse("coding", args=[one.pk]), {"submit": "1", "v2": "4"}).content.decode()
    assert 'href="#v1"' in page, "the first without a code"
    assert 'href="#v2"' not in page
    assert 'href="#v3"' in page
    for number in (1, 3):
        assert f'id="v{number}"' in page, "a link leads to a box that can be chosen"
