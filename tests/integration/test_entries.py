"""What happened: written, amended, and kept from whom it must be kept."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.cases.models import Involvement
from kinwork.confidentiality.access_grants import break_glass
from kinwork.families.models import FamilyMember
from kinwork.meetings.actions.discussing import arrange_conversation, plan_conversation
from kinwork.meetings.actions.tasks import give_task
from kinwork.record.actions import Audience, Happened, amend_entry, change_audience, confirm_entry, write_entry
from kinwork.record.drafts import keep_draft
from kinwork.record.models import Entry, EntryDraft, Reader, Seen
from kinwork.record.queries import also_in, entries_for, entries_of, entry_of, lately
from kinwork.search.merging import merge, undo
from tests.factories import (
    PersonFactory,
    actor,
    discussion_of,
    family_in,
    meeting_of,
    put_in_post,
    unit_with_staff,
    user,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
EVERYBODY = Audience()
REFUGE = "They moved to the refuge in Alder Street"


@pytest.fixture
def stone(rowan):
    """A family of Rowan with Ada, two children, and the father Mark."""
    family = family_in(rowan.unit, "Stonefam")
    mark = PersonFactory(given_name="Mark", family_name="Stonefam")
    FamilyMember.objects.create(family=family, person=mark, role="father", lives_here=False, position=9)
    rowan.family, rowan.mark = family, mark
    rowan.ada = family.members.get(role="mother").person
    rowan.child = family.members.filter(is_child=True).first().person
    return rowan


def wrote(scene, text: str, *, who=None, kind="note", on=TODAY, audience=EVERYBODY, **more) -> Entry:
    me = actor(who or scene.tom)
    return write_entry(me, scene.family.pk, scene.unit.pk, Happened(kind, on, text, **more), audience)


def texts(scene, who) -> list[str]:
    return [line.text for line in entries_of(actor(who), scene.family.pk)]


def bare(answer) -> str:
    """A page without what differs at each look: tokens and numbers."""
    return re.sub(r'data-csrf="[^"]*"|CSRFToken": "[^"]*"|nonce="[^"]*"|value="[^"]*"|\d+', "", answer.content.decode())


def limited(*who, why="It is about a colleague.") -> Audience:
    return Audience(is_limited=True, readers=frozenset(one.pk for one in who), why=why)


def test_what_happened_is_written_with_when_where_and_which_child_was_seen(stone, sign_in):
    client = sign_in(stone.tom)
    path = f"/family/{stone.family.pk}/entries/new/"
    answer = client.post(path, {
        "kind": "visit", "on": "yesterday", "at": "1430", "place": "At home", "present": "Ada and her sister",
        "text": "The kitchen was warm. O’Brien-Ńgwenya rang.", "is_significant": "on",
        f"seen_{stone.child.pk}": "alone",
    }, follow=True)  # fmt: skip
    assert "Saved to the record." in answer.content.decode()
    [line] = entries_of(actor(stone.tom), stone.family.pk)
    assert (line.what, line.on, f"{line.at:%H:%M}") == ("Visit at home", TODAY - timedelta(days=1), "14:30")
    assert line.seen == [(stone.child.name, True)]
    assert line.is_significant
    page = client.get(f"/family/{stone.family.pk}/").content.decode()
    assert "Last contact" in page
    assert "The kitchen was warm" in page


def test_last_contact_and_last_seen_leave_out_what_was_no_contact(stone):
    wrote(stone, "We met.", kind="visit", on=TODAY - timedelta(days=9), seen={stone.child.pk: False})
    wrote(stone, "Nobody opened.", kind="failed", on=TODAY - timedelta(days=2))
    wrote(stone, "She rang.", kind="telephone", on=TODAY - timedelta(days=5), who=stone.grace)
    last = lately(actor(stone.tom), stone.family.pk)
    assert last.last_contact == (TODAY - timedelta(days=5), "Grace Adeyemi")
    seen, never = last.seen
    assert (seen.person_id, seen.on, seen.alone, seen.by) == (
        stone.child.pk, TODAY - timedelta(days=9), False, "Tom Hollis",
    )  # fmt: skip
    assert never.on is None
    assert [line.what for line in last.lines] == ["Visit, but no one was there", "Telephone", "Visit at home"]


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"text": ""}, "Say what happened."),
    ({"text": "x", "on": "tomorrow"}, "is in the future."),
    ({"text": "x", "on": "soonish"}, "soonish"),
    ({"text": "x", "at": "late"}, "“late” is not a time. Enter a time like 14:30"),
    ({"text": "x", "is_limited": "on"}, "Say briefly why not everyone can see this."),
    ({"text": "x", "readers": "{grace}"}, "did not say that only they can know about it"),
])  # fmt: skip
def test_a_slip_is_said_at_its_field_and_nothing_typed_is_lost(stone, sign_in, typed, sentence):
    said = {name: value.format(grace=stone.grace.pk) for name, value in typed.items()}
    answer = sign_in(stone.tom).post(
        f"/family/{stone.family.pk}/entries/new/", {"kind": "telephone", "place": "From the car", **said}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "From the car" in page
    assert not Entry.objects.exists()


def test_a_child_is_not_seen_by_telephone_and_strangers_are_no_members(stone):
    for wrong in ({"kind": "telephone", "seen": {stone.child.pk: False}}, {"seen": {PersonFactory().pk: False}}):
        with pytest.raises(ValidationError, match=r"face to face|in this family"):
            wrote(stone, "x", **{"kind": "visit", **wrong})
    with pytest.raises(ValidationError, match="in this family"):
        wrote(stone, "x", audience=Audience(hidden_from=frozenset({PersonFactory().pk})))


def test_ten_thousand_words_and_a_double_click(stone):
    long = "word " * 10_000
    first, second = wrote(stone, long), wrote(stone, long)
    assert first == second
    assert Entry.objects.get().text == long


def test_the_original_stays_and_no_one_can_change_it(stone, as_owner):
    entry = wrote(stone, "He was at school.")
    amend_entry(actor(stone.grace), entry, stone.unit.pk, text="It was the nursery.")
    [line] = entries_of(actor(stone.tom), stone.family.pk)
    assert line.text == "He was at school."
    assert [one[:2] for one in line.amendments] == [("It was the nursery.", "Grace Adeyemi")]
    for change in ("UPDATE record_entry SET text = 'x'", "DELETE FROM record_entry"):
        with as_owner(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


# -- hidden from somebody in the family's life


def given_to(scene, *people, since=None) -> str:
    lines = entries_for(actor(scene.tom), scene.family.pk, [one.pk for one in people], since=since)
    return "\n".join(line["text"] for line in lines)


def test_what_is_hidden_from_the_father_is_in_nothing_made_for_him(stone, sign_in):
    wrote(stone, "We spoke about school.", on=TODAY - timedelta(days=3))
    wrote(stone, REFUGE, audience=Audience(hidden_from=frozenset({stone.mark.pk})))
    assert REFUGE in given_to(stone, stone.ada)
    assert REFUGE not in given_to(stone, stone.mark)
    assert REFUGE not in given_to(stone, stone.ada, stone.mark), "a copy for both is read by him as well"
    client = sign_in(stone.tom)
    for who, is_there in ((stone.ada, True), (stone.mark, False)):
        path = f"/family/{stone.family.pk}/copy/?people={who.pk}"
        assert (REFUGE in client.get(path).content.decode()) is is_there
        pdf = PdfReader(BytesIO(client.get(f"{path}&as=pdf").content))
        text = " ".join(page.extract_text() for page in pdf.pages)
        assert ("refuge" in text) is is_there
        assert "school" in text
        assert "refuge" not in str(pdf.metadata)
    # Staff go on seeing it, and see from whom it is hidden.
    assert texts(stone, stone.priya) == [REFUGE, "We spoke about school."]
    assert "not for Mark Stonefam" in client.get(f"/family/{stone.family.pk}/entries/").content.decode()


def test_nothing_in_a_copy_shows_that_something_is_missing(stone, sign_in):
    wrote(stone, "First.", on=TODAY - timedelta(days=2))
    before = given_to(stone, stone.mark)
    client = sign_in(stone.tom)
    path = f"/family/{stone.family.pk}/copy/?people={stone.mark.pk}&as=pdf"

    def sheet() -> list[str]:
        return [page.extract_text() for page in PdfReader(BytesIO(client.get(path).content)).pages]

    seen = sheet()
    wrote(stone, REFUGE, audience=Audience(hidden_from=frozenset({stone.mark.pk})))
    wrote(stone, "About a colleague.", audience=limited())
    assert given_to(stone, stone.mark) == before
    assert sheet() == seen
    assert AuditEvent.objects.filter(verb="printed copy for family", words=f"for people {stone.mark.pk}").count() == 2


def test_a_copy_is_for_somebody_and_of_a_time_that_can_be(stone, sign_in):
    client = sign_in(stone.tom)
    path = f"/family/{stone.family.pk}/copy/"
    nobody = client.get(f"{path}?until=")
    assert nobody.status_code == 422
    assert "Choose who it is for" in nobody.content.decode()
    backwards = client.get(f"{path}?people={stone.ada.pk}&since=1/5/2024&until=1/4/2024")
    assert "before the first" in backwards.content.decode()
    stranger = client.get(f"{path}?people={PersonFactory().pk}")
    assert stranger.status_code == 422


# -- limited to named staff


def test_a_limited_entry_is_there_for_those_who_are_named_and_nobody_else(stone, sign_in):
    entry = wrote(stone, "Her uncle works in our building.", audience=limited(stone.grace))
    assert texts(stone, stone.tom) == texts(stone, stone.grace) == ["Her uncle works in our building."]
    assert texts(stone, stone.priya) == []
    assert entry_of(actor(stone.priya), stone.family.pk, entry.pk) is None
    client = sign_in(stone.priya)
    for page in ("", "entries/", "entries/?kind=note", "history/", "readers/"):
        text = client.get(f"/family/{stone.family.pk}/{page}").content.decode()
        assert "uncle" not in text
        assert "wrote entry" not in text
        assert "colleague" not in text
    for page in ("amend", "who"):
        missing = client.get(f"/family/{stone.family.pk}/entries/{entry.pk}/{page}/")
        never = client.get(f"/family/{stone.family.pk}/entries/{entry.pk + 999}/{page}/")
        assert missing.status_code == never.status_code == 404
        assert bare(missing) == bare(never)
    history = sign_in(stone.grace).get(f"/family/{stone.family.pk}/history/").content.decode()
    assert "uncle" in history


def test_the_database_keeps_it_however_it_is_asked(stone):
    wrote(stone, "Her uncle works here.", audience=limited(stone.grace))
    actor(stone.priya)
    with connection.cursor() as cursor:
        for table in ("entry", "entryevent", "reader", "readerevent", "seen", "hiddenfrom", "entryamendment"):
            cursor.execute(f"SELECT count(*) FROM record_{table}")
            assert cursor.fetchone() == (0,), table
    assert Entry.objects.update(is_limited=False) == 0
    assert not Entry.objects.all().exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Reader.objects.create(entry_id=1, user=stone.priya)


def test_only_who_is_named_says_who_else_may_know(stone):
    entry = wrote(stone, "Her uncle works here.", audience=limited(stone.grace))
    change_audience(actor(stone.grace), entry, stone.unit.pk, limited(stone.grace, stone.priya))
    assert texts(stone, stone.priya)
    with pytest.raises(ValidationError, match="Keep yourself on the list"):
        change_audience(actor(stone.grace), entry, stone.unit.pk, limited(stone.priya))
    change_audience(actor(stone.tom), entry, stone.unit.pk, limited())
    assert texts(stone, stone.grace) == []
    assert texts(stone, stone.tom)
    with pytest.raises(ValidationError, match="Say briefly why"):
        change_audience(actor(stone.tom), entry, stone.unit.pk, Audience())
    change_audience(actor(stone.tom), entry, stone.unit.pk, Audience(), because="He has left the service.")
    assert texts(stone, stone.maureen)


def test_an_entry_becomes_limited_later_and_is_gone_for_the_others(stone):
    entry = wrote(stone, "It was the neighbour who rang.")
    assert texts(stone, stone.priya)
    change_audience(actor(stone.grace), entry, stone.unit.pk, limited(stone.grace))
    assert texts(stone, stone.priya) == []
    assert texts(stone, stone.tom), "who wrote it goes on knowing of it"


def test_an_emergency_opens_it_for_a_while_and_lets_nobody_widen_it(stone):
    entry = wrote(stone, "The refuge is in Alder Street.", audience=limited(stone.grace))
    night = user("night")
    team = put_in_post(night, stone.unit, "edt")
    put_in_post(user("manager"), stone.unit, "gm")
    assert texts(stone, night) == []
    break_glass(actor(night), stone.family.pk, unit_id=stone.unit.pk, reason="risk", words="Police at the door.")
    assert texts(stone, night) == ["The refuge is in Alder Street."]
    with pytest.raises(ValidationError, match="Only the people named"):
        change_audience(actor(night).with_opened(stone.unit.pk, 1), entry, stone.unit.pk, Audience())
    assert team.pk


def test_who_was_let_in_for_some_hours_takes_no_entry_away_from_the_unit(stone):
    entry = wrote(stone, "The neighbour rang.")
    stranger = user("stranger")
    put_in_post(stranger, unit_with_staff("Elm", "elm-")[0], "sw")
    let_in = actor(stranger).with_opened(stone.unit.pk, 1)
    with pytest.raises(NotAllowed, match="the family’s own unit"):
        change_audience(let_in, entry, stone.unit.pk, limited(stranger))
    change_audience(actor(stone.priya), entry, stone.unit.pk, limited(stone.priya))
    assert texts(stone, stone.maureen) == []
    known = AuditEvent.objects.filter(family_id=stone.family.pk, actor_id=stone.priya.pk).values_list("verb", flat=True)
    assert "limited an entry to named staff" in known, "those who do not know of it any more see that it was done"
    assert "changed who may know of entry" not in known


def test_what_is_hidden_stays_so_when_its_audience_is_changed_after_he_left_the_family(stone, sign_in):
    entry = wrote(stone, REFUGE, audience=Audience(hidden_from=frozenset({stone.mark.pk})))
    FamilyMember.objects.filter(person=stone.mark).update(taken_back=True)
    client = sign_in(stone.tom)
    path = f"/family/{stone.family.pk}/entries/{entry.pk}/who/"
    assert "no longer in the family" in client.get(path).content.decode()
    said = {"hidden_from": stone.mark.pk, "is_limited": "on", "why_limited": "A colleague.", "readers": stone.priya.pk}
    assert client.post(path, said).status_code == 302
    assert entry.hidden_from.get().person_id == stone.mark.pk


def test_what_is_hidden_stays_hidden_from_whoever_he_is_merged_with(stone, as_owner):
    """Also where whoever merges is not named for the entry, and cannot see from whom it is hidden."""
    entry = wrote(stone, REFUGE, audience=Audience(frozenset({stone.mark.pk}), True, frozenset(), "A colleague."))
    twin = PersonFactory(given_name="Marc", family_name="Stonefam")
    FamilyMember.objects.create(family=stone.family, person=twin, role="father", position=10)
    done = merge(actor(stone.grace), twin, stone.mark)
    change_audience(actor(stone.tom), entry, stone.unit.pk, Audience(frozenset({stone.mark.pk})), because="Old.")
    assert REFUGE not in given_to(stone, twin)
    assert REFUGE in given_to(stone, stone.ada)
    undo(actor(stone.grace), done)
    assert REFUGE not in given_to(stone, stone.mark)


def test_the_stream_costs_one_statement_however_long_it_is(stone, sign_in):
    client = sign_in(stone.tom)

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/family/{stone.family.pk}/entries/").status_code == 200
        return len(seen)

    wrote(stone, "One.", kind="visit", seen={stone.child.pk: True})
    client.get(f"/family/{stone.family.pk}/entries/")  # notes the reading
    few = statements()
    for n in range(40):
        wrote(stone, f"Entry {n}.", audience=Audience(hidden_from=frozenset({stone.mark.pk})))
    assert statements() == few
    page = client.get(f"/family/{stone.family.pk}/entries/?page=2").content.decode()
    assert "One." in page
    assert "Newer" in page


# -- writing it once: the form, its draft, a colleague's words, several families


def form(scene, **more) -> dict[str, object]:
    return {"kind": "visit", "text": "We met at home.", **more}


def test_the_form_says_who_was_there_and_whom_nobody_saw_and_why(stone, sign_in):
    client, path = sign_in(stone.tom), f"/family/{stone.family.pk}/entries/new/"
    other = stone.family.members.filter(is_child=True)[1].person
    said = form(
        stone, day="yesterday", minutes="1:20", people=[stone.ada.pk, stone.mark.pk], colleagues=[stone.priya.pk],
        present="a neighbour", is_evidence="on", writing_seconds="95", text="## School\n\nAda said **no**.",
        **{f"seen_{stone.child.pk}": "alone", f"seen_{other.pk}": "not"},
    )  # fmt: skip
    answer = client.post(path, said)
    assert answer.status_code == 422
    assert "Say briefly why" in answer.content.decode()
    assert not Entry.objects.exists()
    assert client.post(path, {**said, f"why_{other.pk}": "asleep"}).status_code == 302
    [line] = entries_of(actor(stone.tom), stone.family.pk)
    assert line.on == TODAY - timedelta(days=1)
    assert (line.minutes, line.is_evidence, line.not_seen) == (80, True, [(other.name, "asleep")])
    assert line.present == f"{stone.ada.name}, {stone.mark.name}, {stone.priya.full_name}, a neighbour"
    assert Entry.objects.get().writing_time.seconds == 95
    page = client.get(f"/family/{stone.family.pk}/entries/?person={other.pk}").content.decode()
    assert '<h5 class="kw-prose-heading">School</h5>' in page
    assert "<strong>no</strong>" in page
    wrote(stone, "A note of nobody.", who=stone.grace)
    for narrowed in ("kind=note", f"writer={stone.grace.pk}", "until=1/1/2020"):
        found = client.get(f"/family/{stone.family.pk}/entries/?{narrowed}")
        assert "Ada said" not in found.content.decode()
    with pytest.raises(ValidationError, match="or around it"):
        wrote(stone, "x", people=frozenset({PersonFactory().pk}))


def test_a_draft_is_on_the_server_for_its_writer_alone_until_it_is_the_entry(stone, sign_in):
    client, at = sign_in(stone.tom), f"/family/{stone.family.pk}/entries/"
    token = str(uuid4())

    def keep(text: str, *, page: str, version: int):
        sent = {"request": token, "draft_page": page, "draft_version": str(version), "text": text, "people": "1\n2"}
        return client.post(at + "draft/", sent, content_type="application/json")

    first = keep("Half a sen", page="phone", version=0)
    assert first.json()["version"] == 1
    assert keep("Half a sentence Quillfeather.", page="phone", version=1).json()["version"] == 2
    draft = EntryDraft.objects.get()
    for page in (f"/family/{stone.family.pk}/", at + "new/"):
        assert f"?draft={draft.pk}" in client.get(page).content.decode()
    assert "Quillfeather" in client.get(at + f"new/?draft={draft.pk}").content.decode()
    # Another page that read the first version does not write over the second, and saving there shows both.
    older = keep("From the desk", page="desk", version=1)
    assert older.status_code == 409
    assert "You wrote more of this elsewhere" in older.json()["error"]
    said = form(stone, request=token, draft_page="desk", draft_version="1", text="From the desk")
    both = client.post(at + "new/", said).content.decode()
    assert "Quillfeather" in both
    assert "From the desk" in both
    assert not Entry.objects.exists()
    # A page that was loaded anew while its last words were on their way says all of them: nothing to ask about.
    assert keep("Half a sentence Quillfeather. And on.", page="phone again", version=1).json()["version"] == 3
    assert keep("Half a sentence Quillfeather.", page="desk", version=1).status_code == 409, "that would lose two words"
    colleague = sign_in(stone.grace)
    assert colleague.get(at + f"new/?draft={draft.pk}").status_code == 404, "nobody else's, whatever their post"
    assert "?draft=" not in colleague.get(f"/family/{stone.family.pk}/").content.decode()
    client = sign_in(stone.tom)
    assert client.post(at + f"draft/{draft.pk}/remove/").status_code == 302
    assert client.post(at + f"draft/{draft.pk}/again/").status_code == 302
    for _ in range(2):
        assert client.post(at + "new/", {**said, "draft_version": "3"}).status_code == 302
        Entry.objects.get()
    draft = EntryDraft.objects.get()
    assert (draft.typed, draft.entry) == ({}, Entry.objects.get()), "it is over, and its words stand in the entry alone"
    assert keep("more", page="phone", version=2).status_code == 409


def test_the_draft_of_a_colleague_is_neither_shown_nor_written_over(stone, sign_in):
    at, token = f"/family/{stone.family.pk}/entries/draft/", str(uuid4())
    said = {"request": token, "text": "Half a sentence Quillfeather.", "draft_page": "desk", "draft_version": "0"}
    assert sign_in(stone.tom).post(at, said, content_type="application/json").status_code == 200
    said |= {"text": "Mine"}
    taken = sign_in(stone.grace).post(at, said, content_type="application/json")
    assert taken.status_code == 409
    assert "kept on this device only" in taken.json()["error"]
    assert (taken.json()["state"], taken.json()["text"]) == ("removed", ""), "a phone begins another with its words"
    actor(stone.tom)
    assert EntryDraft.objects.get().typed["text"] == "Half a sentence Quillfeather."


def test_the_coordinator_records_for_a_colleague_who_confirms_it(stone, sign_in):
    path = f"/family/{stone.family.pk}/entries/"
    said = form(stone, kind="message", text="She rang: Ada did not come.", on_behalf_of=stone.grace.pk)
    assert sign_in(stone.maureen).post(path + "new/", said).status_code == 302
    entry = Entry.objects.get()
    client = sign_in(stone.grace)
    page = client.get(path).content.decode()
    assert f"recorded by {stone.maureen.full_name} for {stone.grace.full_name}" in page
    assert "recorded something for you" in client.get("/notices/").content.decode()
    assert "I have read it, and it is right" in page
    assert client.post(f"{path}{entry.pk}/confirm/").status_code == 302
    assert "I have read it, and it is right" not in client.get(path).content.decode()
    with pytest.raises(ValidationError, match="Only the colleague"):
        confirm_entry(actor(stone.tom), entry)
    for wrong, sentence in ((stone.tom.pk, "writing this yourself"), (user("stranger").pk, "in the family’s unit")):
        with pytest.raises(ValidationError, match=sentence):
            wrote(stone, "x", on_behalf_of=wrong)
    hushed = wrote(stone, "Between us.", on_behalf_of=stone.grace.pk, audience=limited(stone.priya))
    assert "Between us." in texts(stone, stone.grace), "whose words they are may always read them"
    assert hushed.by == stone.tom


def test_who_writes_second_of_a_joint_visit_adds_to_the_first(stone, sign_in):
    first = wrote(stone, "We went together; Ada was tired.", kind="visit", who=stone.grace)
    client, path = sign_in(stone.tom), f"/family/{stone.family.pk}/entries/new/"
    assert "Grace Adeyemi has recorded this day" in client.get(path).content.decode()
    said = form(stone, text="I saw that the kitchen was cold.")
    asked = client.post(path, said)
    assert asked.status_code == 422
    assert "Say whether you went together" in asked.content.decode()
    assert "kitchen was cold" in asked.content.decode()
    assert client.post(path, {**said, "add_to": first.pk}).status_code == 302
    [line] = entries_of(actor(stone.tom), stone.family.pk)
    assert [one[:2] for one in line.amendments] == [(said["text"], stone.tom.full_name)]
    assert stone.tom.full_name in line.present
    assert client.post(path, {**said, "add_to": "own"}).status_code == 302
    assert Entry.objects.count() == 2


def test_one_occasion_in_two_records_of_which_neither_tells_of_the_other(stone, sign_in):
    second = family_in(stone.unit, "Larkfam")
    child = second.members.filter(is_child=True).first().person
    client, path = sign_in(stone.tom), f"/family/{stone.family.pk}/entries/new/"
    assert "Larkfam" in client.get(path + "?several=1").content.decode()
    said = form(stone, kind="elsewhere", also=[second.pk], is_significant="on")
    assert "belongs in the record of Larkfam" in client.post(path, said).content.decode()
    said |= {"also_shown": [second.pk], "words_here": "Here alone.", f"words_{second.pk}": "There alone."}
    assert client.post(path, {**said, f"seen_{child.pk}": "seen", "people": [stone.ada.pk]}).status_code == 302
    here, there = Entry.objects.order_by("pk")
    assert (here.text, there.text) == ("We met at home.\n\nHere alone.", "We met at home.\n\nThere alone.")
    assert here.occasion == there.occasion
    assert [one.person for one in there.seen.all()] == [child]
    assert not there.were_there.exists(), "nobody of the first family is named in the second"
    lines = entries_of(actor(stone.tom), second.pk)
    assert also_in(actor(stone.tom), second.pk, lines) == {here.occasion: [(stone.family.pk, "Stonefam")]}
    away, _ = unit_with_staff("Elm", "elm-")
    stranger = user("elsewhere")
    put_in_post(stranger, away, "sw")
    assert also_in(actor(stranger), second.pk, lines) == {}, "of a family that they may not open"


def test_a_day_before_we_knew_them_or_after_closing_is_asked_about(stone, sign_in):
    client, path = sign_in(stone.tom), f"/family/{stone.family.pk}/entries/new/"
    Involvement.objects.filter(family=stone.family).update(opened_on=TODAY - timedelta(days=40))
    said = form(stone, on=f"{TODAY - timedelta(days=90):%-d/%-m/%Y}", text="She told us then.")
    asked = client.post(path, said)
    assert "is before we knew the family" in asked.content.decode()
    assert "She told us then." in asked.content.decode()
    assert client.post(path, {**said, "sure": "before"}).status_code == 302


def test_what_came_of_a_task_is_written_once(stone, sign_in):
    task = give_task(actor(stone.tom), stone.unit.pk, stone.family.pk, what="Ring the nursery", owner_id=stone.tom.pk)
    client, path = sign_in(stone.tom), f"/family/{stone.family.pk}/entries/new/?answers=task-{task.pk}"
    assert "Ring the nursery" in client.get(path).content.decode()
    said = {"kind": "telephone", "text": "They miss him on Mondays.", "answers": f"task-{task.pk}"}
    assert client.post(path, said).status_code == 302
    task.refresh_from_db()
    entry = Entry.objects.get()
    assert (task.state, task.entry, task.outcome) == ("done", entry, "")
    assert "They miss him on Mondays." in client.get("/my-work/").content.decode()
    amend_entry(actor(stone.tom), entry, stone.unit.pk, text="On Tuesdays, too.")
    assert "On Tuesdays, too." in client.get("/my-work/").content.decode(), "amended once, seen in both"
    change_audience(actor(stone.tom), entry, stone.unit.pk, limited())
    way = f"/family/{stone.family.pk}/entries/{entry.pk}/"
    assert sign_in(stone.priya).get(way).status_code == 404, "a link does not say that it is there"
    assert sign_in(stone.tom).get(way).status_code == 302
    assert "They miss him" not in client.get("/my-work/").content.decode(), "what is limited is in no list of the unit"
    assert client.get(path).status_code == 404, "it is done"


@pytest.mark.parametrize(
    ("kind", "seen", "became"), [("visit", "alone", "happened"), ("failed", "", "missed"), ("cancelled", "", "missed")]
)
def test_what_came_of_a_planned_conversation_is_written_once(stone, sign_in, kind, seen, became):
    before = discussion_of(stone.family, meeting_of(stone.unit, stone.maureen, on=TODAY - timedelta(7)), stone.maureen)
    me = actor(stone.tom)
    planned = plan_conversation(me, before, purpose="To hear what she fears.")
    arrange_conversation(
        me, before, planned, people=[stone.child.pk], with_others="", lead_id=stone.tom.pk, reflect_id=None,
        by_when=None, tests_id=None,
    )  # fmt: skip
    client, path = sign_in(stone.tom), f"/family/{stone.family.pk}/entries/new/?answers=conversation-{planned.pk}"
    page = client.get(path).content.decode()
    assert re.search(rf'name="people"\s+value="{stone.child.pk}"\s+checked', page), "who it was planned with was there"
    said = form(stone, kind=kind, text="**She** fears the stairs.", answers=f"conversation-{planned.pk}")
    if seen:
        said[f"seen_{stone.child.pk}"] = seen
    assert client.post(path, said).status_code == 302
    planned.refresh_from_db()
    entry = Entry.objects.get()
    assert (planned.state, planned.entry, planned.what_happened) == (became, entry, "")
    # Said at the next meeting, where no box asks for it again; in its minute, as plain text.
    now = discussion_of(stone.family, meeting_of(stone.unit, stone.maureen), stone.maureen)
    page = client.get(f"/discussion/{now.pk}/").content.decode()
    assert "<strong>She</strong> fears the stairs." in page
    assert f'name="conversation.what_happened-{planned.pk}"' not in page
    amend_entry(me, entry, stone.unit.pk, text="And the cellar.")
    minute = client.get(f"/discussion/{now.pk}/minute/").content.decode()
    assert "She fears the stairs." in minute
    assert "And the cellar." in minute
    change_audience(me, entry, stone.unit.pk, limited())
    for page in ("", "minute/"):
        assert "fears the stairs" not in client.get(f"/discussion/{now.pk}/{page}").content.decode()


def test_what_was_begun_stands_on_the_page_of_its_writer_alone_while_the_family_is_theirs(stone, sign_in):
    begun = keep_draft(
        actor(stone.tom), stone.family.pk, stone.unit.pk, uuid4(), {"text": "She said"}, page="a", version=0
    )
    way = f"/family/{stone.family.pk}/entries/new/?draft={begun.pk}"
    assert way in sign_in(stone.tom).get("/my-work/").content.decode()
    assert way not in sign_in(stone.priya).get("/my-work/").content.decode()
    stone.tom.holdings.update(during=DateRange(TODAY - timedelta(days=9), TODAY - timedelta(days=1)))
    assert way not in sign_in(stone.tom).get("/my-work/").content.decode(), "who left the unit left its families"


def test_a_stream_of_thousands_costs_the_same(stone, sign_in):
    made = Entry.objects.bulk_create(
        [
            Entry(
                family=stone.family, kind="note", happened_on=TODAY - timedelta(days=n % 900), text=f"Entry {n}",
                by=stone.tom, recorded_at=timezone.now(),
            )
            for n in range(3000)
        ]
    )  # fmt: skip
    Seen.objects.bulk_create([Seen(entry=one, person=stone.child) for one in made[::3]])
    client = sign_in(stone.tom)
    for query in ("", "page=90", f"person={stone.child.pk}&writer={stone.tom.pk}&kind=note&since=1/1/2020&page=2"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/family/{stone.family.pk}/entries/?{query}").status_code == 200
        assert len(asked) <= 10
    # A link to one of them leads to the page on which it stands.
    shown = client.get(f"/family/{stone.family.pk}/entries/{made[-1].pk}/")
    assert shown.status_code == 302
    assert f'id="entry-{made[-1].pk}"' in client.get(shown.url).content.decode()
    assert shown.url.endswith(f"#entry-{made[-1].pk}")


def test_who_was_there_at_the_last_entries_is_in_sight_and_everyone_else_one_press_away(stone, sign_in):
    """Nobody ticks through the whole service before the first word; whoever was ticked stays in sight."""
    client, page = sign_in(stone.tom), f"/family/{stone.family.pk}/entries/new/"

    def ticks(answer):
        group = re.search(r"Who was there</legend>.*?</fieldset>", answer.content.decode(), re.S)[0]
        shown, _, folded = group.partition("<details")
        found = r'name="(\w+)"\s+value="([^"]+)"'
        return re.findall(found, shown.replace('name="present"', "")), re.findall(
            found, folded.partition("</details")[0]
        )

    members = {str(pk) for pk in FamilyMember.objects.filter(family=stone.family).values_list("person_id", flat=True)}
    shown, folded = ticks(client.get(page))
    assert {key for _, key in shown} == members, "before there is an entry, the family"
    assert {name for name, _ in folded} == {"colleagues"}
    mother = stone.family.members.get(role="mother").person_id
    wrote(stone, "With Priya.", people=frozenset({mother}), colleagues=frozenset({stone.priya.pk}))
    secret = {"people": frozenset(int(one) for one in members), "audience": limited(stone.priya)}
    wrote(stone, "For Priya only.", who=stone.grace, **secret)
    shown, folded = ticks(client.get(page))
    assert set(shown) == {("people", str(mother)), ("colleagues", str(stone.priya.pk))}
    assert ("colleagues", str(stone.grace.pk)) in folded
    came_back = client.post(page, {"colleagues": [stone.grace.pk], "kind": "visit", "text": ""})
    assert ("colleagues", str(stone.grace.pk)) in ticks(came_back)[0], "what was ticked is seen again"
