"""Adoption: who adopts, the order and what ends with it; and the sealed record, which no ordinary way leads into."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import openpyxl
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.calendars.actions import make_feed
from kinwork.cases.models import Involvement, StatusDecision
from kinwork.children.models import (
    AdopterHousehold,
    AdoptionOrder,
    CarePeriod,
    Episode,
    LegalStatus,
    Placement,
    Sealing,
    SealKeeper,
    SealOpening,
)
from kinwork.children.row_level_security import COUNTED, FACTS
from kinwork.children.sealing import _take_out_first, open_sealed, who_would_tell
from kinwork.documents.actions import begin, comment
from kinwork.documents.models import Comment, Document
from kinwork.faces.reading import kept_words
from kinwork.families.held import HeldFamily
from kinwork.families.models import ChangeSet, Family, FamilyMember, Tie
from kinwork.formal_meetings.models import FormalMeeting, Invitation
from kinwork.national_returns import writing
from kinwork.national_returns.reading import number_of
from kinwork.notices.models import Notice
from kinwork.obligations.models import Obligation
from kinwork.obligations.rebuilding import rebuild_family
from kinwork.people.models import Address, Identifier, Person
from kinwork.record.actions import Happened, write_entry
from kinwork.record.attaching import attach
from kinwork.record.models import Attachment, Entry
from kinwork.returns.years import year_on
from kinwork.search import merging
from kinwork.search.duplicates import likely, pairs
from kinwork.search.search import search
from kinwork.transfers.models import Pack, Transfer
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEW = "Wren Zephyrine"
ADOPTERS = "Odalys Zephyrine", "Quill Zephyrine"
STREET = "Larkspur Wynd"


def typed(days: int) -> str:
    day = TODAY - timedelta(days=days)
    return f"{day.day}/{day.month}/{day.year}"


@pytest.fixture(scope="module")
def adopted(one_scene):
    """A child of the family Thornfield, placed for adoption and adopted three days ago, with a brother who was not."""
    from tests.pages import Client

    unit, staff = unit_with_staff()
    it = SimpleNamespace(unit=unit, **staff)
    it.manager = user("keeper")
    put_in_post(it.manager, unit, "gm")
    it.head = user("headof")
    put_in_post(it.head, service_team(), "hos")
    it.family = family_in(unit, "Thornfield", opened=TODAY - timedelta(days=500))
    it.open = Involvement.objects.get(family=it.family)
    it.child, it.brother = [one.person for one in it.family.members.filter(is_child=True)]
    Person.objects.filter(pk=it.child.pk).update(
        given_name="Ottilie",
        family_name="Thornfield",
        born_on=date(TODAY.year - 3, 2, 9),
        born_kind="exact",
        sex="female",
    )
    it.child.refresh_from_db()
    client = Client()
    client.force_login(it.tom, backend="allauth.account.auth_backends.AuthenticationBackend")
    it.page = f"/family/{it.family.pk}/child/{it.child.pk}/"
    facts = f"/family/{it.family.pk}/facts"
    said = {"person": it.child.pk, "decided_by": "The court", "reason": "Placement order."}
    it.answers = [
        client.post(
            f"{facts}/episode/", {"children": [it.child.pk], "started_on": typed(400), "source": "6", "need": "N1"}
        ),
        client.post(
            f"/family/{it.family.pk}/status/",
            {**said, "status": "lac", "category": "E1", "placed": ADOPTERS[0], "on": typed(300)},
        ),
        client.post(f"{facts}/adoption_decision/", {"children": [it.child.pk], "started_on": typed(290)}),
    ]
    note = f"/family/{it.family.pk}/person/{it.child.pk}/note"
    client.post(f"{note}/number/", {"kind": "nhs", "value": "999 000 0018"})
    client.post(f"{note}/address/", {"kind": "placement", "lines": f"4 {STREET}", "postcode": "RW1 4AB"})
    adopters = {
        "first_given_name": "Odalys", "first_family_name": "Zephyrine", "first_sex": "female",
        "second_given_name": "Quill", "second_family_name": "Zephyrine", "second_sex": "male",
        "adopters_status": "L11", "approved_on": typed(320), "enquired_on": typed(600),
    }  # fmt: skip
    it.wrong = client.post(f"/family/{it.family.pk}/adopters/", {**adopters, "adopters_status": "L12"}).content.decode()
    it.late = client.post(f"/family/{it.family.pk}/adopters/", {**adopters, "enquired_on": typed(10)}).content.decode()
    client.post(f"/family/{it.family.pk}/adopters/", adopters)
    it.household = AdopterHousehold.objects.get()
    match = {"children": [it.child.pk], "household_id": it.household.pk}
    client.post(f"{facts}/adoption_match/", {**match, "on": typed(280)})
    # The brother is matched with the same household: his record stays open.
    client.post(f"{facts}/adoption_match/", {**match, "children": [it.brother.pk], "on": typed(270)})
    tie = {"tie-part": "community", "tie-name": ADOPTERS[0], "tie-telephone": "07700 900377"}
    client.post(f"/family/{it.family.pk}/network/add/", tie)
    meeting = {"kind": "review", "on": typed(-9), "at": "10:00", "minutes": "60", "place": "Town hall"}
    it.met = {**meeting, "children": [it.child.pk, it.brother.pk]}
    it.arranged = client.post(f"/family/{it.family.pk}/meetings/new/", it.met)
    Invitation.objects.create(
        meeting=FormalMeeting.objects.get(), person=it.household.first, name=ADOPTERS[0],
        reach="odalys@larkspur.example", part="family", invited_by=it.tom, invited_at=timezone.now(),
    )  # fmt: skip
    hazel = unit_with_staff("Hazel", "hazel-")[0]
    it.transfer = Transfer.objects.create(
        involvement=it.open, from_unit=hazel, to_unit=unit, why="x", wanted_from=TODAY, since=TODAY, offered_on=TODAY,
        state="done", done_on=TODAY,
    )  # fmt: skip
    Pack.objects.create(transfer=it.transfer, html=f"<p>{ADOPTERS[0]}</p>", made_by=it.tom, made_at=timezone.now())
    it.shown = client.get(f"/family/{it.family.pk}/history/").content.decode()
    it.shown += client.get(f"/transfers/{it.transfer.pk}/pack/").content.decode()
    client.post(f"/family/{it.family.pk}/network/turn/back/", {"seen": ChangeSet.objects.latest("pk").pk})
    Invitation.objects.update(ended_at=timezone.now(), ended_because="Not for them.")
    letter = BytesIO(b"Ottilie can write her name.")
    it.file = attach(actor(it.tom), it.family.pk, unit.pk, uuid4(), letter, name="letter.txt", size=27)
    it.visit = write_entry(
        actor(it.tom), it.family.pk, unit.pk,
        Happened("visit", TODAY - timedelta(days=30), "She has settled.", seen={it.child.pk: True},
                 draft=it.file.draft.token),
    )  # fmt: skip
    held = HeldFamily(it.family, unit.pk, actor(it.tom))
    begun = begin(held, layout_key="conference_report", child_ids=[it.child.pk], reader_ids=[], token=uuid4())
    comment(held, begun, section="", text="Ottilie settles.")
    it.order = {
        "on": typed(3), "household_id": it.household.pk, "court": "The family court", "new_given_name": "Wren",
        "new_family_name": "Zephyrine", "guardian": it.manager.pk,
    }  # fmt: skip
    it.unkept = client.post(f"{it.page}adopted/", {**it.order, "guardian": ""}).content.decode()
    it.own = client.post(f"{it.page}adopted/", {**it.order, "guardian": it.tom.pk}).content.decode()
    within = FamilyMember.objects.create(family=it.family, person=it.household.first, role="aunt", position=9)
    it.told_on = client.post(f"{it.page}adopted/", it.order).content.decode()
    FamilyMember.objects.filter(pk=within.pk).update(taken_back=True)
    it.done = client.post(f"{it.page}adopted/", it.order)
    actor(it.manager)
    it.sealing = Sealing.objects.get()
    it.now = it.sealing.adopted_as
    it.theirs = Family.objects.get(members__person=it.now)
    return it


@pytest.fixture
def scene(adopted, client):
    def as_(who):
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.defaults["HTTP_ACCEPT"] = "text/html"
        actor(who)
        return client

    adopted.as_ = as_
    return adopted


def test_what_ends_with_the_order_and_what_is_refused_before_it(scene):
    assert [one.status_code for one in scene.answers] == [302] * 3
    assert "cannot be said of" in scene.wrong
    assert "before “first enquiry”" in scene.late
    assert "Choose a guardian" in scene.unkept
    assert "Choose a manager or the head of service, but not yourself" in scene.own, "nobody grants it to themselves"
    assert "Odalys Zephyrine would be read in the family’s record" in scene.told_on
    assert scene.done.status_code == 302
    scene.as_(scene.manager)
    day = TODAY - timedelta(days=3)
    assert CarePeriod.objects.get(person=scene.child).end_reason == "E11"
    assert LegalStatus.objects.get(person=scene.child).ended_on == day
    assert Episode.objects.get(person=scene.child).end_reason == "RC1"
    assert (scene.household.adopters, scene.household.adopters_status) == ("MF", "L11")
    assert (scene.now.name, scene.now.born_on, scene.theirs.name) == (NEW, scene.child.born_on, "Zephyrine")
    assert scene.theirs.members.count() == 3


def test_for_everybody_else_nothing_leads_from_one_to_the_other(scene):
    tom = scene.as_(scene.tom)
    before = [
        scene.page, f"/person/{scene.child.pk}/", f"/family/{scene.family.pk}/", f"/family/{scene.family.pk}/status/",
        f"/family/{scene.family.pk}/genogram/", f"/family/{scene.family.pk}/network/",
        f"/family/{scene.family.pk}/due/",
        f"/family/{scene.family.pk}/entries/", f"/family/{scene.family.pk}/history/", f"/unit/{scene.unit.pk}/due/",
        f"/unit/{scene.unit.pk}/", "/my-work/", "/notices/", "/approvals/", "/sealed/", f"/person/{scene.brother.pk}/",
        f"/family/{scene.family.pk}/child/{scene.brother.pk}/", f"/family/{scene.family.pk}/meetings/",
        f"/family/{scene.family.pk}/plan/", "/families/", "/changes/", f"/family/{scene.family.pk}/copy/",
        f"/family/{scene.family.pk}/close/", f"/transfers/{scene.transfer.pk}/pack/",
        f"/family/{scene.family.pk}/meetings/{FormalMeeting.objects.get().pk}/",
        f"/unit/{scene.unit.pk}/attention/", f"/unit/{scene.unit.pk}/meetings/",
    ]  # fmt: skip
    above = [
        "/units/children/", "/units/children/?as=csv", f"/family/{scene.family.pk}/readers/", "/units/came-back/list/",
        f"/family/{scene.family.pk}/history/", "/changes/", "/my-work/", "/duplicates/",
    ]  # fmt: skip
    for who, address in [*((scene.tom, one) for one in before), *((scene.head, one) for one in above)]:
        answer = scene.as_(who).get(address)
        shown = answer.content.decode()
        assert answer.status_code in (200, 403, 404), (address, answer.status_code)
        for word in ("Zephyrine", "Wren", STREET, "999 000 0018", "She has settled", "900377", "larkspur", "unopposed"):
            assert word not in shown, (address, word)
    theirs = f"/family/{scene.theirs.pk}"
    for address in (f"{theirs}/child/{scene.now.pk}/", f"{theirs}/", f"{theirs}/history/", f"/person/{scene.now.pk}/"):
        shown = scene.as_(scene.head).get(address).content.decode()
        assert "Ottilie" not in shown, address
        assert "Thornfield" not in shown, address
    tom = scene.as_(scene.tom)
    assert "is sealed since the adoption order" in tom.get(scene.page).content.decode()
    feed = tom.get(f"/calendar/{make_feed(actor(scene.tom), None)}.ics")
    assert feed.status_code == 200
    assert "Zephyrine" not in feed.content.decode()
    for typed_in in ("Ottilie Thornfield", "9990000018", STREET, "Zephyrine", "Odalys"):
        found = tom.post("/search/", {"q": typed_in}).content.decode()
        assert f"/person/{scene.child.pk}/" not in found, (typed_in, "not by the former name either")
        assert not ("Thornfield" in found and "Zephyrine" in found.replace(f'value="{typed_in}"', "")), typed_in
    after = tom.post("/search/", {"q": NEW}).content.decode()
    assert "Wren" in after
    assert "Ottilie" not in after
    stays = likely(actor(scene.tom), scene.now, TODAY, nhs="9990000018")
    assert scene.child.pk not in [one.person_id for one in stays]
    assert not [one for one in pairs(actor(scene.tom), TODAY) if scene.child.pk in (one.one.pk, one.other.pk)]


def test_the_database_keeps_it_however_it_is_asked(scene):
    scene.as_(scene.tom)
    for fact in FACTS:
        held = fact._default_manager.filter(person=scene.child)
        assert held.exists() <= (fact in COUNTED), fact
    for model, key in ((Address, "person"), (Identifier, "person"), (Obligation, "person"), (StatusDecision, "person")):
        assert not model.objects.filter(**{key: scene.child}).exists(), model
    assert not AdopterHousehold.objects.exists()
    assert not Sealing.objects.exists()
    assert not Entry.objects.filter(pk=scene.visit.pk).exists()
    assert not Attachment.objects.filter(pk=scene.file.pk).exists(), "a file of an entry about this child alone"
    assert not Document.objects.exists()
    assert not Comment.objects.exists(), "nor what hangs on it"
    with connection.cursor() as cursor:
        for table in ("children_adoptionorderevent", "children_placementevent", "people_addressevent", "people_term"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE person_id = %s", [scene.child.pk])
            assert cursor.fetchone()[0] == 0, table
    assert [Episode.objects.count(), CarePeriod.objects.count()] == [1, 1], "it counts on"
    assert Person.objects.get(pk=scene.child.pk).name == "Ottilie Thornfield", "the brother keeps his sister’s name"
    now = timezone.now()
    for wrong in (
        lambda: SealOpening.objects.create(
            sealing_id=scene.sealing.pk, user=scene.tom, came_from="before", reason="x", opened_at=now,
            ends_at=now + timedelta(hours=1),
        ),
        lambda: FamilyMember.objects.create(family=scene.family, person=scene.now, position=20),
        lambda: FamilyMember.objects.create(family=scene.family, person=scene.household.second, position=20),
        lambda: FamilyMember.objects.create(family=scene.theirs, person=scene.child, position=20),
        lambda: Placement.objects.create(
            person=scene.child, involvement=scene.open, started_on=TODAY, place="X", recorded_by=scene.tom,
            recorded_at=now,
        ),
        lambda: Address.objects.create(person=scene.child, lines="1 Elsewhere", family_id=scene.family.pk),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    for statement in ("UPDATE children_sealing SET adopted_as_id = NULL", "DELETE FROM children_sealing",
                      "UPDATE children_sealopening SET reason = 'y'"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_no_likeness_leads_to_who_the_child_is_now(scene):
    # The worst that can be: she kept both first names, and the day of birth is the day of birth.
    Person.objects.filter(pk=scene.child.pk).update(given_name="Ottilie Rose")
    Person.objects.filter(pk=scene.now.pk).update(given_name="Ottilie Rose")
    born = scene.now.born_on
    day = f"{born.day}/{born.month}/{born.year}"
    child, now = (Person.objects.get(pk=one.pk) for one in (scene.child, scene.now))
    before = Person(given_name="Ottilie Rose", family_name="Thornfield", born_on=born)
    for who in (scene.tom, scene.head):
        client = scene.as_(who)
        records = client.get(f"/person/{scene.child.pk}/records/")
        pages = [records.content.decode(), client.get("/duplicates/").content.decode()]
        old = ("Ottilie", "Ottilie Rose", "Ottilie Thornfield", f"Ottilie Thornfield {day}", f"Ottilie {born.year}")
        pages += [client.post("/search/", {"q": typed_in}).content.decode() for typed_in in (day, f"born {day}", *old)]
        row = {"a0-given_name": "Ottilie", "a0-family_name": "Thornfield", "a0-born": day, "a0-who": "child"}
        pages.append(client.post("/contacts/known/", {"row": "0", **row}).content.decode())
        for number, shown in enumerate(pages):
            assert "Zephyrine" not in shown, (who, number)
        assert now.pk not in [one.person_id for one in likely(actor(who), before, TODAY)]
        for typed_in in ("Zephyrine", "Ottilie Rose Zephyrine", f"Ottilie Zephyrine {day}"):
            assert now.pk in [one.person_id for one in search(actor(who), typed_in, TODAY).people], typed_in
    keeper = actor(scene.manager)
    assert now.pk in [one.person_id for one in search(keeper, f"Ottilie {day}", TODAY).people], "who is named"
    open_sealed(actor(scene.manager), scene.sealing.pk, came_from="before", reason="To see what is like it.")
    for one, other in ((child, now), (now, child)):
        found = [each.person_id for each in likely(actor(scene.manager), one, TODAY)]
        assert other.pk not in found, "not for them either"
    assert not [one for one in pairs(actor(scene.manager), TODAY) if now.pk in (one.one.pk, one.other.pk)]


def test_neither_log_nor_list_puts_the_two_families_beside_each_other(scene):
    log, closed = f"/looked-at/by/{scene.tom.pk}/", "/families/?show=closed"
    link = f"family {scene.theirs.pk}"
    head = scene.as_(scene.head)
    shown = " ".join(head.get(log).content.decode().split())
    assert "a sealed record" in shown
    assert link not in shown
    for address in (closed, f"{closed}&as=csv"):
        assert "Zephyrine" not in head.get(address).content.decode()
    scene.as_(scene.manager)
    SealKeeper.objects.create(sealing=scene.sealing, user=scene.head, added_by=scene.manager)
    head = scene.as_(scene.head)
    shown = " ".join(head.get(log).content.decode().split())
    assert "a sealed record" not in shown, "who is named for it"
    assert link in shown
    for address in (closed, f"{closed}&as=csv"):
        assert "Zephyrine" in head.get(address).content.decode()


def test_no_merging_joins_the_two_sides(scene):
    mother = scene.family.members.get(role="mother").person
    adopter = scene.household.first
    head = scene.as_(scene.head)
    said = {"by": scene.head, "at": timezone.now(), "called": "x"}
    for one, other in ((mother, scene.now), (mother, adopter), (scene.now, mother), (mother, scene.child)):
        path = f"/person/{one.pk}/same-as/{other.pk}/"
        assert [head.get(path).status_code, head.post(path, {"keep": one.pk}).status_code] == [404, 404]
        with pytest.raises(IntegrityError), transaction.atomic():
            merging.Merging.objects.create(kept=one, dropped=other, **said)
    actor(scene.manager)
    assert "either side of a record that is sealed" in merging.why_not(mother, scene.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        merging.Merging.objects.create(kept=mother, dropped=scene.now, **said)


def test_who_is_named_as_the_adopters_are_is_taken_out_before_sealing(scene):
    scene.as_(scene.tom)
    adopters = [Person(given_name="Odalys", family_name="Zéphyrine"), Person(given_name="Quill", family_name="Ames")]
    now = Person(given_name="Wren", family_name="Zephyrine")

    def told() -> list[tuple[str, str]]:
        return [(one.place, one.called) for one in who_would_tell(scene.brother, adopters, now)]

    assert told() == []
    noted = ChangeSet.objects.create(family=scene.family, words="As told", at=timezone.now())
    common = {"change_set": noted, "part": "family", "on": TODAY.isoformat()}
    for name, role in (
        ("Mrs Zephyrine", "carer"),
        ("Quill", "uncle"),
        ("AMES, Quill", ""),
        ("Jo", "at the Zephyrines"),
    ):
        Tie.objects.create(name=name, role=role, **common)
    namesake = Person.objects.create(given_name="Quill", family_name="Ames")
    FamilyMember.objects.create(family=scene.family, person=namesake, role="friend", position=8)
    meeting = {"kind": "core_group", "children": [scene.brother.pk], "on": typed(-7), "at": "10am", "minutes": "60"}
    answer = scene.as_(scene.tom).post(f"/family/{scene.family.pk}/meetings/new/", {**meeting, "place": "Town hall"})
    assert answer.status_code == 302, answer.content.decode()
    held = FormalMeeting.objects.latest("pk")
    asked = {"invited_by": scene.tom, "invited_at": timezone.now(), "part": "family"}
    Invitation.objects.create(meeting=held, name="O. Zephyrine", **asked)
    known = [("genogram", "Quill Ames"), *(("network", one) for one in ("Mrs Zephyrine", "AMES, Quill", "Jo"))]
    assert sorted(told()) == sorted(known), "a meeting about the child alone is sealed with the record"
    held.children.add(namesake)
    assert ("invited", "O. Zephyrine") in told()
    words = _take_out_first(who_would_tell(scene.brother, adopters, now), scene.brother)
    for part in ("take Quill Ames out of the genogram", "Jo out of the network", "withdraw the invitation of O. Zeph"):
        assert part in words


def test_where_an_adopted_child_lives_now_is_kept_from_everyone_in_the_family_and_told_to_no_one(scene):
    """Words that are to be given to a family member are looked through for it; what was found is not said."""
    Address.objects.create(person=scene.household.first, lines="9 Hollowrise Lane\nFarbury", postcode="FB7 2QT")
    actor(scene.tom)
    for said in ("She lives at 9, Hollowrise  lane.", "Write to her: fb7 2qt!"):
        [kept] = kept_words(scene.family.pk, scene.brother.pk, [said])
        assert kept is not None, said
        assert kept.is_out_of_sight
        assert kept.words == ""
    assert kept_words(scene.family.pk, scene.brother.pk, ["She lives at 8 Hollowrise Lane."]) == [None]


def test_what_was_written_before_the_seal_tells_nothing_after_it(scene):
    assert scene.arranged.status_code == 302
    for word in ("Period of care", "900377", "larkspur.example", ADOPTERS[0]):
        assert word in scene.shown, word
    tom = scene.as_(scene.tom)
    family = f"/family/{scene.family.pk}"
    told = tom.get(f"{family}/history/").content.decode()
    for word in ("Period of care", "Legal status", "Placement order", "Adoption decision"):
        assert word not in told, word
    assert "Match with adopters" in told, "the brother’s"
    with connection.cursor() as cursor:
        for table in ("children_careperiodevent", "children_legalstatusevent"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE person_id = %s", [scene.child.pk])
            assert cursor.fetchone()[0] == 0, table
    his = tom.get(f"{family}/child/{scene.brother.pk}/").content.decode()
    assert "a household whose names are sealed" in his
    assert tom.get(f"{family}/adopters/{scene.household.pk}/").status_code == 404
    assert (
        "This pack tells of a child whose record is sealed"
        in tom.get(f"/transfers/{scene.transfer.pk}/pack/").content.decode()
    )
    assert tom.get(f"/transfers/{scene.transfer.pk}/pack.pdf").status_code == 200
    # She is offered nowhere any more; her number is answered as any that is not of the family.
    assert f'value="{scene.child.pk}"' not in tom.get(f"{family}/meetings/new/").content.decode()
    assert f'value="{scene.child.pk}"' not in tom.get(f"{family}/network/").content.decode()
    assert tom.post(f"{family}/meetings/new/", {**scene.met, "children": [scene.child.pk]}).status_code == 422
    tie = {"tie-part": "community", "tie-name": "Pat Hill", "tie-about": scene.child.pk}
    assert tom.post(f"{family}/network/add/", tie).status_code == 422
    change = {**scene.met, "children": [scene.brother.pk], "place": "Library"}
    met = FormalMeeting.objects.get()
    assert tom.post(f"{family}/meetings/{met.pk}/change/", change).status_code == 302
    assert met.children.count() == 2, "and a meeting that was arranged about her too stays so"
    # With the order she is nobody whom the unit sees.
    assert "Ottilie" not in scene.as_(scene.head).get("/units/children/?seen=not").content.decode()


def test_nothing_more_is_written_there_and_the_brother_s_record_goes_on(scene):
    tom = scene.as_(scene.tom)
    facts = f"/family/{scene.family.pk}/facts"
    refused = tom.post(f"{facts}/school/", {"children": [scene.child.pk], "name": "Hill School", "kind": "primary"})
    assert refused.status_code == 422
    both = {"children": [scene.brother.pk], "name": "Hill School", "kind": "primary", "started_on": typed(20)}
    assert tom.post(f"{facts}/school/", both).status_code == 302
    assert tom.get(f"/family/{scene.family.pk}/person/{scene.child.pk}/note/address/").status_code == 403
    assert tom.get(f"{scene.page}adopted/").status_code == 404
    owed = Obligation.objects.filter(involvement=scene.open).count()
    rebuild_family(scene.family.pk)
    assert Obligation.objects.filter(involvement=scene.open).count() == owed
    assert merging.why_not(scene.child, scene.now).startswith("One of these records is sealed")
    with pytest.raises(NotAllowed):
        open_sealed(actor(scene.tom), scene.sealing.pk, came_from="before", reason="I want to know.")


def test_who_is_named_opens_it_from_either_side_with_a_reason_and_it_is_kept(scene):
    keeper = scene.as_(scene.manager)
    assert "Open it" in keeper.get(scene.page).content.decode()
    listed = keeper.get("/sealed/").content.decode()
    assert "Ottilie Thornfield" in listed
    assert NEW in listed
    assert Notice.objects.filter(kind="record_sealed", to_ids__contains=[scene.manager.pk]).exists()
    path = f"/sealed/{scene.sealing.pk}/open/"
    assert keeper.post(path, {"because": " "}).status_code == 422
    assert "is sealed since" in keeper.get(scene.page).content.decode(), "not without a reason"
    opened = keeper.post(path, {"because": "She asks who her brother is.", "from": "after"}, follow=True)
    shown = opened.content.decode()
    assert "Zephyrine" in shown
    assert "Placement" in shown
    [opening] = SealOpening.objects.all()
    assert (opening.user, opening.came_from, opening.reason) == (scene.manager, "after", "She asks who her brother is.")
    assert AuditEvent.objects.filter(verb="opened sealed record", actor=scene.manager).exists()
    told = Notice.objects.get(kind="guardian_opened_sealed_record")
    assert scene.head.pk in told.to_ids, "who opens as guardian does not answer for it alone"
    assert "is sealed since" in scene.as_(scene.tom).get(scene.page).content.decode(), "open to nobody else"
    keeper = scene.as_(scene.manager)
    who = {"guardian": scene.manager.pk, "people": [scene.grace.pk], "because": "She is the adoption worker now."}
    assert keeper.post(f"/sealed/{scene.sealing.pk}/", {**who, "because": ""}).status_code == 422
    assert keeper.post(f"/sealed/{scene.sealing.pk}/", who).status_code == 302
    assert "Ottilie" in scene.as_(scene.grace).get("/sealed/").content.decode()
    keeper = scene.as_(scene.manager)
    assert (
        "Only a manager"
        in keeper.post(f"/sealed/{scene.sealing.pk}/", {**who, "guardian": scene.tom.pk}).content.decode()
    )
    slip = scene.as_(scene.grace).post(f"/sealed/{scene.sealing.pk}/", {"do": "unseal", "because": "No."})
    assert slip.status_code == 403, "only its guardian"
    said = {"do": "unseal", "because": "The order was set aside."}
    assert scene.as_(scene.manager).post(f"/sealed/{scene.sealing.pk}/", said).status_code == 302
    assert "Zephyrine" in scene.as_(scene.tom).get(scene.page).content.decode()


def test_who_the_child_is_now_may_be_two_records_and_the_seal_follows(scene):
    twice = Person.objects.create(given_name="Wren", family_name="Zephyrine", born_on=scene.now.born_on)
    FamilyMember.objects.create(family=scene.theirs, person=twice, role="child", is_child=True, position=5)
    said = {"by": scene.grace, "at": timezone.now(), "called": NEW}
    made = merging.Merging.objects.create(kept=twice, dropped=scene.now, **said)
    actor(scene.manager)
    assert Sealing.objects.get().adopted_as_id == twice.pk
    made.undone_by, made.undone_at = scene.grace, timezone.now()
    made.save(update_fields=["undone_by", "undone_at"])
    assert Sealing.objects.get().adopted_as_id == scene.now.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        merging.Merging.objects.create(kept=twice, dropped=scene.child, **said)


def test_within_the_family_nothing_is_sealed_but_why_is_said(scene):
    tom = scene.as_(scene.tom)
    stepfather = {"first_given_name": "Ivo", "first_family_name": "Thornfield", "first_sex": "male",
                  "adopters_status": "L0"}  # fmt: skip
    tom.post(f"/family/{scene.family.pk}/adopters/", stepfather)
    said = {"on": typed(1), "household_id": AdopterHousehold.objects.get(first__given_name="Ivo").pk}
    page = f"/family/{scene.family.pk}/child/{scene.brother.pk}/"
    both = tom.post(
        f"{page}adopted/", {**said, "guardian": scene.manager.pk, "not_sealed_because": "By his stepfather."}
    )
    assert "Either the record has a guardian" in both.content.decode()
    assert tom.post(f"{page}adopted/", {**said, "not_sealed_because": "By his stepfather."}).status_code == 302
    assert "By his stepfather." in tom.get(page).content.decode()
    again = tom.post(f"{page}adopted/", {**said, "not_sealed_because": "By his stepfather."})
    assert "was adopted already" in again.content.decode()
    assert AdoptionOrder.objects.filter(person=scene.brother).count() == 1


def test_returns_owe_the_child_by_number_and_name_no_one(scene, tmp_path):
    scene.as_(scene.tom)
    year = year_on(TODAY)
    writing.write_cin(year, tmp_path / "cin.xml", TODAY)
    writing.write_903(year, tmp_path / "903", TODAY)
    writing.write_annex_a(TODAY, tmp_path / "annex.xlsx")
    writing.write_csc_api(TODAY, tmp_path / "api")
    writing.write_ssd(TODAY, tmp_path / "ssd")
    number = number_of(scene.child.pk)
    sheets = openpyxl.load_workbook(tmp_path / "annex.xlsx").worksheets
    said = {"annex": "\n".join(str([cell.value for cell in row]) for sheet in sheets for row in sheet.iter_rows())}
    for path in tmp_path.rglob("*.*"):
        if path.suffix in (".xml", ".csv", ".json"):
            said[path.name] = path.read_text()
    for name in ("cin.xml", "Episodes.csv", "AD1.csv", "annex", "ssd_cla_episodes.csv", "payload-1.json"):
        assert number in said[name], name
    assert "E11" in said["Episodes.csv"]
    for name, text in said.items():
        for word in ("Ottilie", "Wren", "Zephyrine", "Odalys", "Quill", STREET, "9990000018", number_of(scene.now.pk)):
            assert word not in text, (name, word)
    # From the adopters' line nothing leads to the child: not the household, nor the days on which both are the same.
    [adopter] = [row for row in said["annex"].splitlines() if number_of(scene.household.first_id) in row]
    assert f"A{scene.household.pk}" not in adopter
    assert str(scene.sealing.adopted_on) not in adopter
