"""A family's chronology out of every room: by date, for the reader, for people, for a court; and its gaps."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent, Authority
from kinwork.cases.models import Involvement, Status
from kinwork.children.kinds import KINDS
from kinwork.chronology import actions
from kinwork.chronology.court import court_chronology, read_again
from kinwork.chronology.models import Choice, CourtLine
from kinwork.chronology.picture import MONTHS, picture_of
from kinwork.chronology.queries import Wanted, chronology_of
from kinwork.families.held import HeldFamily
from kinwork.front_door.models import About, Contact
from kinwork.meetings.actions import discussing
from kinwork.meetings.models import Decision
from kinwork.people.models import BirthKind, Person
from kinwork.record.actions import Audience, Happened, amend_entry, change_audience, write_entry
from kinwork.transfers import actions as transfers
from tests.factories import actor, discussion_of, family_in, given_status, meeting_of, unit_with_staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = timezone.now()
DAY = timedelta(days=1)
EVERYBODY = Audience()


def ago(days: int):
    return TODAY - days * DAY


@pytest.fixture
def stone(rowan):
    """A family of Rowan, open for 200 days: Ada, Amy and Ben."""
    rowan.family = family_in(rowan.unit, "Stonefam", children=2, opened=ago(200))
    rowan.ada = rowan.family.members.get(role="mother").person
    rowan.amy, rowan.ben = (one.person for one in rowan.family.members.filter(is_child=True).order_by("position"))
    rowan.open = Involvement.objects.get(family=rowan.family)
    return rowan


def wrote(scene, text, *, who=None, kind="note", on=TODAY, audience=EVERYBODY, **more):
    more.setdefault("is_significant", True)
    me = actor(who or scene.tom)
    return write_entry(me, scene.family.pk, scene.unit.pk, Happened(kind, on, text, **more), audience)


def events(scene, who=None, *, readers=None, **wanted):
    me = actor(who or scene.tom)
    return chronology_of(me, scene.family.pk, TODAY, Wanted(**wanted), readers=readers).events


def told(found) -> list[str]:
    return [one.text or one.title for one in found]


def fact(scene, what, child, **said):
    return KINDS[what].fact._default_manager.create(
        person=child, involvement=scene.open, recorded_by=scene.tom, recorded_at=NOW, **said
    )


def rang(scene, said, on, *, child=None):
    call = Contact.objects.create(
        received_on=on, source="2B", said=said, family_knows="no", consent="given", taken_by=scene.tom, taken_at=NOW
    )
    About.objects.create(contact=call, position=0, who="child", person=child, family=scene.family)
    return call


def test_what_happened_comes_out_of_every_room_once_by_date(stone):
    """Given a call, an opening, an entry, a decision, a placement and its end, then each stands there on its day."""
    rang(stone, "A bruise on her arm.", ago(201), child=stone.amy)
    wrote(stone, "Amy was frightened.", on=ago(150), kind="visit", seen={stone.amy.pk: True}, said_by="Amy")
    wrote(stone, "Rent was paid.", on=ago(149), is_significant=False)
    given_status(
        involvement=stone.open, person=stone.amy, status=Status.CIN, on=ago(140), decided_by="The meeting",
        recorded_by=stone.grace, recorded_at=NOW, reason="She needs help.",
    )  # fmt: skip
    fact(stone, "strategy_discussion", stone.ben, on=ago(100), said_by="The police", note="A threat.")
    fact(stone, "missing", stone.ben, started_on=ago(30), ended_on=ago(29), end_recorded_by=stone.tom,
         end_recorded_at=NOW)  # fmt: skip
    fact(stone, "school", stone.amy, started_on=ago(90), name="Alder Primary", kind="primary")
    found = events(stone)
    said = [(one.title, (TODAY - one.on).days) for one in found]
    assert said == [
        ("Contact received", 201), ("Opened to us", 200), ("Visit at home", 150), ("Decided: Child in need", 140),
        ("Strategy discussion", 100), ("Missing episode began", 30), ("Missing episode ended", 29),
    ]  # fmt: skip
    assert [one.title for one in found].count("Child in need plan began") == 0, "the decision says it"
    visit = found[2]
    assert (visit.said_by, visit.writer, visit.names) == ("Amy", "Tom Hollis", (stone.amy.name,))
    assert visit.days_late == 150, "what was recorded late says so"
    assert ("Seen alone", stone.amy.name) in visit.details
    everything = events(stone, only_significant=False)
    assert "Rent was paid." in told(everything)
    assert "Held by Rowan" in told(everything)
    assert any(dict(one.details).get("Name") == "Alder Primary" or "Alder" in str(one.details) for one in everything)

    assert told(events(stone, newest_first=True)) == told(found)[::-1]
    of_ben = told(events(stone, child=stone.ben.pk))
    assert "A threat." in of_ben
    assert "Because." in of_ben, "what names no child is of each of them"
    assert "Amy was frightened." not in of_ben
    assert told(events(stone, groups=("missing",))) == ["Missing episode began", "Missing episode ended"]
    assert told(events(stone, since=ago(150), until=ago(140))) == ["Amy was frightened.", "She needs help."]
    assert told(events(stone, words="FRIGHTENED")) == ["Amy was frightened."]
    assert told(events(stone, words="100%_")) == []
    assert told(events(stone, words="missing episode")) == ["Missing episode began", "Missing episode ended"]


def test_what_was_withdrawn_is_gone_and_what_was_put_right_says_so(stone):
    wrong = fact(stone, "strategy_discussion", stone.ben, on=ago(100), note="On the wrong day.")
    type(wrong).objects.filter(pk=wrong.pk).update(
        withdrawn_at=NOW, withdrawn_by=stone.tom, withdrawn_because="It was the day after."
    )
    fact(stone, "strategy_discussion", stone.ben, on=ago(99), note="On the right day.", replaces=wrong)
    entry = wrote(stone, "He left at four.", on=ago(2))
    amend_entry(actor(stone.priya), entry, stone.unit.pk, text="It was five.")
    found = {one.text: one for one in events(stone)}
    assert "On the wrong day." not in found
    assert found["On the right day."].is_corrected
    assert [words for words, _, _ in found["He left at four."].added] == ["It was five."]
    assert found["He left at four."].is_corrected


def test_an_entry_is_chosen_or_left_out_later_and_everybody_sees_by_whom_and_why(stone, sign_in):
    entry = wrote(stone, "He shouted.", is_significant=False)
    assert "He shouted." not in told(events(stone))
    client = sign_in(stone.priya)
    path = f"/family/{stone.family.pk}/chronology/entry/{entry.pk}/"
    refused = client.post(path, {"because": " "})
    assert refused.status_code == 422
    assert "Say briefly why it belongs in the chronology" in refused.content.decode()
    assert not Choice.objects.exists()
    client.post(path, {"because": "It was the first time."})
    page = client.get(f"/family/{stone.family.pk}/chronology/").content.decode()
    assert "He shouted." in page
    assert "It was the first time." in page
    assert AuditEvent.objects.filter(verb="put an entry into the chronology", actor_id=stone.priya.pk).count() == 1
    me = actor(stone.tom)
    assert actions.choose(me, entry, stone.unit.pk, belongs=True, because="Again.") is None
    actions.choose(me, entry, stone.unit.pk, belongs=False, because="It was the neighbour.")
    assert "He shouted." not in told(events(stone))
    entry.refresh_from_db()
    assert not entry.is_significant, "the entry stays as it was written"
    with pytest.raises(DatabaseError), transaction.atomic():
        Choice.objects.update(because="Otherwise")
    stranger = unit_with_staff("Elm", "elm-")[1]["tom"]
    with pytest.raises(NotAllowed):
        actions.choose(actor(stranger), entry, stone.unit.pk, belongs=True, because="Mine.")


def test_nothing_limited_or_sealed_is_in_it_for_others(stone, sign_in):
    kept = Audience(is_limited=True, readers=frozenset({stone.grace.pk}), why="A colleague.")
    entry = wrote(stone, "Her uncle works here.", audience=kept, kind="visit", seen={stone.amy.pk: True})
    actions.choose(actor(stone.grace), entry, stone.unit.pk, belongs=False, because="Too much.")
    fact(stone, "strategy_discussion", stone.ben, on=ago(100), note="A threat to Ben.")
    assert "Her uncle works here." in told(events(stone, stone.grace, only_significant=False))
    assert "Her uncle works here." not in told(events(stone, stone.priya, only_significant=False))
    client = sign_in(stone.priya)
    assert client.get(f"/family/{stone.family.pk}/chronology/entry/{entry.pk}/").status_code == 404
    actor(stone.priya)
    assert not Choice.objects.exists()
    rows = {row.label: row for row in picture_of(actor(stone.priya), stone.family.pk, TODAY).rows}
    assert rows["Visits"].total == rows["A child seen alone"].total == 0
    assert {row.label: row for row in picture_of(actor(stone.grace), stone.family.pk, TODAY).rows}["Visits"].total == 1
    me = actor(stone.tom)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kinwork.sealed', %s, true)", [f"{{{stone.ben.pk}}}"])
    found = chronology_of(me, stone.family.pk, TODAY)
    assert "A threat to Ben." not in told(found.events)
    assert stone.ben.pk not in found.children
    assert not any("Ben" in row.label or row.label.startswith(stone.ben.name) for row in
                   picture_of(me, stone.family.pk, TODAY).rows)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kinwork.sealed', '{}', true)")


def test_for_people_nothing_shows_that_something_is_missing(stone, sign_in):
    """Words are given only of entries; what others said, places and who rang are nobody's to give."""
    call = rang(stone, "The grandmother rang about a bruise.", ago(201), child=stone.amy)
    fact(stone, "placement", stone.amy, started_on=ago(20), note="Secret note.", place="P1", provider="PR1",
         type="U1", postcode="ZZ1 1ZZ", said_by="An aunt")  # fmt: skip
    given_status(
        involvement=stone.open, person=stone.amy, status=Status.CIN, on=ago(140), decided_by="The meeting",
        recorded_by=stone.grace, recorded_at=NOW, panel="the panel", reason="Not told yet.",
    )  # fmt: skip
    wrote(stone, "We spoke about **school**.", on=ago(3))
    path = f"/family/{stone.family.pk}/chronology/for/?people={stone.ada.pk}&which=all&since=&until="
    client = sign_in(stone.tom)

    def sheet() -> str:
        pdf = PdfReader(BytesIO(client.get(f"{path}&as=pdf").content))
        assert "Placement" not in str(pdf.metadata)
        return " ".join(page.extract_text() for page in pdf.pages)

    before = sheet()
    for words in ("school", "Contact received", "Placement began", "Opened to us"):
        assert words in before
    for words in ("grandmother", "Secret note", "ZZ1", "aunt", "Decided", "Not told yet", "**"):
        assert words not in before, words
    hidden = wrote(stone, "The refuge is in Alder Street.", audience=Audience(hidden_from=frozenset({stone.ada.pk})))
    wrote(stone, "About a colleague.", audience=Audience(is_limited=True, why="A colleague."))
    assert sheet() == before
    assert hidden.pk not in [one.pk for one in events(stone, readers=[stone.ada.pk, stone.ben.pk])]
    assert hidden.pk in [one.pk for one in events(stone, readers=[stone.ben.pk])]
    assert call.pk
    nobody = client.get(f"/family/{stone.family.pk}/chronology/for/?until=")
    assert nobody.status_code == 422
    assert "Choose who it is for" in nobody.content.decode()


def test_a_chronology_for_court_keeps_its_numbers_and_is_not_printed_with_a_gap(stone, sign_in):
    first = wrote(stone, "He shouted.", on=ago(30), said_by="Ada")
    wrote(stone, "Amy has a bruise.", on=ago(20))
    client = sign_in(stone.tom)
    path = f"/family/{stone.family.pk}/chronology/court/"
    assert client.post(path, {"court": "Family Court"}).status_code == 422
    page = client.post(path, {"people": [stone.ada.pk], "court": "Family Court ZE26C00001"}, follow=True)
    assert "Family Court ZE26C00001" in page.content.decode()
    [(pk,)] = set(CourtLine.objects.values_list("chronology_id"))
    made = court_chronology(stone.family.pk, pk)

    def again(who=stone.tom):
        return read_again(actor(who), made, TODAY)

    assert [(one.number, one.event.text) for one in again().lines] == [
        (1, ""), (2, "He shouted."), (3, "Amy has a bruise."),
    ]  # fmt: skip
    assert again().lines[0].event.title == "Opened to us"
    wrote(stone, "An earlier one.", on=ago(40))
    actions.choose(actor(stone.tom), first, stone.unit.pk, belongs=False, because="Not any more.")
    amend_entry(actor(stone.tom), first, stone.unit.pk, text="It was his brother.")
    lines = again().lines
    assert [(one.number, one.is_changed) for one in lines] == [(1, False), (2, True), (3, False)]
    pdf = PdfReader(BytesIO(client.get(f"{path}{pk}/?as=pdf").content))
    words = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    for expected in ("Date of event", "Said by Ada", "Added since this was numbered", "It was his brother."):
        assert expected in words
    assert "An earlier one." not in words
    assert AuditEvent.objects.filter(verb="printed chronology for court").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        CourtLine.objects.update(number=9)
    hide = Audience(hidden_from=frozenset({stone.ada.pk}))
    change_audience(actor(stone.tom), first, stone.unit.pk, hide)
    assert not again().is_whole
    page = client.get(f"{path}{pk}/?as=pdf").content.decode()
    assert "Make a new one" in page
    assert "He shouted." not in page
    held = HeldFamily(stone.family, stone.unit.pk, actor(stone.tom))
    with pytest.raises(ValidationError, match="nothing significant"):
        actions.make_for_court(held, [stone.ada.pk], since=ago(1), until=TODAY)


def test_a_page_takes_the_same_statements_whatever_is_on_it(stone, sign_in):
    client = sign_in(stone.tom)
    path = f"/family/{stone.family.pk}/chronology/"

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as ran:
            assert client.post(path, {"which": "all", "page": "1"}).status_code == 200
        return len(ran)

    statements()
    few = statements()
    for n in range(60):
        entry = wrote(stone, f"Entry number {n}.", on=ago(n), kind="visit", seen={stone.amy.pk: True})
        if n < 5:
            amend_entry(actor(stone.tom), entry, stone.unit.pk, text="And more.")
    fact(stone, "strategy_discussion", stone.ben, on=ago(100))
    assert statements() == few
    page = client.post(path, {"which": "all"}).content.decode()
    assert "page 1 of 2" in page
    second = client.post(path, {"which": "all", "page": "2"}).content.decode()
    assert "Entry number 0." in second
    assert "Entry number 0." not in page
    answer = client.post(path, {"which": "all", "as": "csv"})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 60 + 3
    assert rows[0][:2] == ["Date", "Until"]
    backwards = client.post(path, {"since": "2/3/2024", "until": "1/3/2024"})
    assert backwards.status_code == 422
    assert "before the first" in backwards.content.decode()


def test_the_picture_counts_by_month_and_says_how_long_a_gap_was(stone, sign_in):
    wrote(stone, "A visit.", kind="visit", on=ago(150), seen={stone.amy.pk: True, stone.ben.pk: False})
    wrote(stone, "No one in.", kind="failed", on=ago(100))
    wrote(stone, "Another visit.", kind="visit", on=ago(20), seen={stone.amy.pk: False})
    rang(stone, "A bruise.", ago(60))
    fact(stone, "missing", stone.ben, started_on=ago(10))
    picture = picture_of(actor(stone.tom), stone.family.pk, TODAY)
    rows = {row.label: row for row in picture.rows}
    counted = {label: row.total for label, row in rows.items()}
    assert counted["Visits"] == 2
    assert counted["A child seen alone"] == counted["Failed and cancelled visits"] == 1
    assert counted["Contacts coming in"] == counted["Missing"] == 1
    assert [(gap.days, gap.until) for gap in rows["Visits"].gaps] == [(50, ago(150)), (130, ago(20))]
    assert [gap.until for gap in rows[f"{stone.ben.name} seen"].gaps] == [ago(150), None]
    assert sum(sum(counts) for _, counts in picture.lines) == sum(counted.values())
    assert picture.by == MONTHS
    page = sign_in(stone.tom).get(f"/family/{stone.family.pk}/chronology/patterns/?by=weeks").content.decode()
    assert "Gap of 130 days" in page
    assert 'role="img"' in page
    assert "<caption" in page
    of_ben = picture_of(actor(stone.tom), stone.family.pk, TODAY, child=stone.ben.pk)
    assert f"{stone.amy.name} seen" not in {row.label for row in of_ben.rows}


def test_after_how_many_weeks_there_is_a_gap_is_the_authoritys_to_say(stone, sign_in):
    wrote(stone, "A visit.", kind="visit", on=ago(100))

    def gaps(**more):
        picture = picture_of(actor(stone.tom), stone.family.pk, TODAY, **more)
        return [(gap.days, gap.until) for row in picture.rows if row.key == "visit" for gap in row.gaps]

    assert gaps() == [(100, ago(100)), (100, None)]
    assert gaps(since=ago(130), until=ago(90)) == [(30, ago(100))], "of that time only"
    assert gaps(until=ago(150)) == [(50, ago(150))], "which ends where the time does"
    Authority.objects.update(gap_weeks=15)
    assert gaps() == []
    page = sign_in(stone.tom).get(f"/family/{stone.family.pk}/chronology/patterns/").text
    assert "A gap is more than 15 weeks" in " ".join(page.split())
    with pytest.raises(DatabaseError), transaction.atomic():
        Authority.objects.update(gap_weeks=0)


def test_gaps_and_patterns_are_printed_with_what_the_reader_may_know(stone, sign_in):
    wrote(stone, "A visit.", kind="visit", on=ago(100), seen={stone.amy.pk: True})
    hidden = Audience(hidden_from=frozenset({stone.ada.pk}))
    wrote(stone, "Another.", kind="visit", on=ago(50), seen={stone.ben.pk: True}, audience=hidden)
    client = sign_in(stone.tom)
    path = f"/family/{stone.family.pk}/chronology/"

    def printed(address):
        pdf = PdfReader(BytesIO(client.get(address).content))
        return " ".join(" ".join(one.extract_text() for one in pdf.pages).split())

    of_all = printed(f"{path}patterns/?by=weeks&as=pdf")
    assert "Visits: 2" in of_all
    assert f"{stone.ben.name} seen: 1" in of_all
    assert "The same in figures" in of_all
    for_ada = printed(f"{path}for/?people={stone.ada.pk}&picture=on&as=pdf")
    assert "Visits: 1" in for_ada
    assert f"{stone.ben.name} seen: 0" in for_ada, "nothing shows that something is missing"
    assert "Visits:" not in printed(f"{path}for/?people={stone.ada.pk}&as=pdf"), "only where it is asked for"
    assert AuditEvent.objects.filter(verb="printed gaps and patterns").count() == 1


def test_of_a_child_is_also_at_what_they_were_present(stone):
    """Seen or there, it is theirs; where no child was named it is everybody's, whichever grown-ups were there."""
    wrote(stone, "Ben was in the room.", people=frozenset({stone.ben.pk, stone.ada.pk}))
    there = frozenset({stone.ben.pk})
    wrote(stone, "Amy was seen, Ben was there.", kind="visit", seen={stone.amy.pk: False}, people=there)
    wrote(stone, "With Ada alone.", people=frozenset({stone.ada.pk}))
    of_ben, of_amy = (set(told(events(stone, child=one.pk))) for one in (stone.ben, stone.amy))
    assert {"Ben was in the room.", "Amy was seen, Ben was there.", "With Ada alone."} <= of_ben
    assert "Ben was in the room." not in of_amy
    assert {"Amy was seen, Ben was there.", "With Ada alone."} <= of_amy
    [both] = [one for one in events(stone) if one.text == "Amy was seen, Ben was there."]
    assert set(both.names) == {stone.amy.name, stone.ben.name}


def test_what_a_unit_decided_and_the_steps_of_a_transfer_are_events_between_ourselves(stone):
    talk = discussion_of(stone.family, meeting_of(stone.unit, stone.maureen), stone.maureen)
    draft = discussing.draft_decision(actor(stone.tom), talk)
    Decision.objects.filter(pk=draft.pk).update(words="Visit twice a week.", reason="He is out of prison.")
    assert "Visit twice a week." not in told(events(stone, only_significant=False)), "a draft is no decision"
    Decision.objects.filter(pk=draft.pk).update(decided_by=stone.grace, decided_at=NOW)
    hazel, _ = unit_with_staff("Hazel", "h")
    at = HeldFamily(stone.family, stone.unit.pk, actor(stone.grace))
    transfers.offer(at, stone.open, hazel, why="They moved north.", wanted_from=TODAY)
    everything = events(stone, only_significant=False)
    [decided] = [one for one in everything if one.source == "decision"]
    assert (decided.text, decided.writer, decided.on) == ("Visit twice a week.", "Grace Adeyemi", TODAY)
    assert dict(decided.details) == {"Why": "He is out of prison."}
    assert "Transfer from Rowan to Hazel: offered" in [one.title for one in everything]
    assert not {"decision", "transfer"} & {one.source for one in events(stone)}, "unless everything is asked for"
    assert told(events(stone, only_significant=False, words="out of prison")) == ["Visit twice a week."]
    assert told(events(stone, only_significant=False, groups=("decided",))) == ["Visit twice a week."]
    for_ada = events(stone, only_significant=False, readers=[stone.ada.pk])
    assert "Held by Rowan" in [one.title for one in for_ada]
    assert not {"decision", "transfer"} & {one.source for one in for_ada}


def test_exhibits_are_numbered_among_themselves_and_keep_their_numbers(stone, sign_in):
    for days, text, is_evidence in ((30, "He shouted.", False), (20, "A photo.", True), (10, "A letter.", True)):
        wrote(stone, text, on=ago(days), is_evidence=is_evidence)
    held = HeldFamily(stone.family, stone.unit.pk, actor(stone.tom))
    made = actions.make_for_court(held, [stone.ada.pk])
    wrote(stone, "An earlier photo.", on=ago(25), is_evidence=True)
    again = read_again(actor(stone.tom), made, TODAY)
    assert [(one.number, one.exhibit, one.event.text) for one in again.lines] == [
        (1, None, ""), (2, None, "He shouted."), (3, 1, "A photo."), (4, 2, "A letter."),
    ]  # fmt: skip
    page = sign_in(stone.tom).get(f"/family/{stone.family.pk}/chronology/court/{made.pk}/").text
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)]
    assert [(row[0].strip(), row[-1].strip()) for row in rows] == [
        ("No.", "Exhibit"), ("1", ""), ("2", ""), ("3", "1"), ("4", "2"),
    ]  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        CourtLine.objects.create(chronology=made, number=9, source="entry", thing_id=1, exhibit=1)


def test_of_a_child_not_yet_born_or_who_died_no_sight_is_missed(stone):
    def seen_rows() -> list[str]:
        rows = picture_of(actor(stone.tom), stone.family.pk, TODAY).rows
        return [row.label for row in rows if "seen" in row.label]

    both = seen_rows()
    assert len(both) > len([one for one in both if stone.ben.short_name in one]) > 0
    Person.objects.filter(pk=stone.amy.pk).update(born_kind=BirthKind.EXPECTED, born_on=TODAY + 30 * DAY)
    assert seen_rows() == [one for one in both if stone.amy.short_name not in one]
    Person.objects.filter(pk=stone.amy.pk).update(
        born_kind=BirthKind.EXACT, born_on=ago(300), is_deceased=True, died_on=ago(100)
    )
    assert seen_rows() == [one for one in both if stone.amy.short_name not in one]
