"""A person's page: who may open it and what of it, everybody around them, and every reading in the log."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.confidentiality import access_grants, restrictions
from kinwork.families import actions as relations
from kinwork.families.models import FamilyMember
from kinwork.families.queries import take_care
from kinwork.people import actions
from kinwork.people.actions import InRecord
from kinwork.people.models import Address, Contact, Identifier, OtherName, Particular, Person, SafetyWarning
from kinwork.units.actions import pair_as_buddies
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
SOON = timedelta(days=90)


@pytest.fixture
def scene(rowan) -> SimpleNamespace:
    """Gran is in a family of Rowan and in one of Oak, which is out of reach; each unit has noted things of her."""
    oak, strangers = unit_with_staff("Oak", "o")
    mine, theirs = family_in(rowan.unit, "Minefam"), family_in(oak, "Theirfam")
    gran = PersonFactory(given_name="Gran", family_name="Thornbury", born_on=date(1950, 5, 5), sex="female")
    for family in (mine, theirs):
        FamilyMember.objects.create(family=family, person=gran, role="grandmother", position=9)
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    put_in_post(manager, oak, "gm")
    here = InRecord(actor(rowan.tom), mine.pk, rowan.unit.pk)
    there = InRecord(actor(strangers["tom"]), theirs.pk, oak.pk)
    return SimpleNamespace(
        rowan=rowan, oak=oak, strangers=strangers, mine=mine, theirs=theirs, gran=gran, manager=manager,
        here=here, there=there,
    )  # fmt: skip


def everything(at: InRecord, person: Person, mark: str) -> None:
    """One of each kind, with a mark in it."""
    actor_of_it = at.actor
    assert actor_of_it.user_id
    actions.note(
        at,
        [
            OtherName(person=person, given_name=f"Name{mark}"),
            Identifier(person=person, kind="other", value=f"Number{mark}"),
            Address(person=person, lines=f"1 {mark} Street", postcode="CB2 1TN"),
            Address(person=person, lines=f"2 Secret{mark} Street", is_confidential=True),
            Contact(person=person, kind="other", value=f"Ring{mark}", safe="care", how=f"Text{mark}"),
            Particular(person=person, what="religion", words=f"Belief{mark}"),
            SafetyWarning(person=person, kind="dogs", words=f"Dog{mark}", review_on=timezone.localdate() + SOON),
        ],
    )


def page_of(client, person, **query) -> str:
    answer = client.get(f"/person/{person.pk}/", query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_page_shows_what_the_family_s_record_says(scene, sign_in):
    everything(scene.here, scene.gran, "Alpha")
    page = page_of(sign_in(scene.rowan.tom), scene.gran)
    for said in (
        "NameAlpha",
        "NumberAlpha",
        "1 Alpha Street, CB2 1TN",
        "RingAlpha",
        "TextAlpha",
        "BeliefAlpha",
        "DogAlpha",
    ):
        assert said in page, said
    assert "Contact only as agreed" in page
    assert "Dogs or other animals" in page


def test_of_another_unit_s_record_only_how_much_and_what_to_be_warned_of(scene, sign_in):
    """Or whoever puts a person into a family of their own would read everything about them."""
    actor(scene.strangers["tom"])
    everything(scene.there, scene.gran, "Omega")
    page = page_of(sign_in(scene.rowan.tom), scene.gran)
    assert "Omega" not in page
    assert "7 notes more in the Theirfam record" in page
    assert "Dogs or other animals" in page, "a warning warns everybody who goes there"
    assert "Ask Oak" in page


def test_an_opened_family_is_read_with_its_reason_noted(scene, sign_in):
    everything(scene.there, scene.gran, "Omega")
    me = actor(scene.rowan.tom)
    access_grants.open_with_reason(me, scene.theirs.pk, reason="linked", words="Her other grandchildren are ours.")
    page = page_of(sign_in(scene.rowan.tom), scene.gran)
    assert "BeliefOmega" in page
    read = AuditEvent.objects.filter(verb="opened person page", object_id=scene.gran.pk)
    said = {event.family_id: event.opening_id for event in read}
    assert said.keys() == {scene.mine.pk, scene.theirs.pk}
    assert said[scene.mine.pk] is None
    assert said[scene.theirs.pk] is not None


def test_every_reading_is_logged_for_each_family_by_which_it_is_read(scene, sign_in):
    client = sign_in(scene.rowan.tom)
    for _ in range(2):
        page_of(client, scene.gran)
    read = AuditEvent.objects.filter(verb="opened person page", object_type="Person", object_id=scene.gran.pk)
    assert [event.family_id for event in read] == [scene.mine.pk] * 2, "not for the family that stayed closed"
    assert {(event.actor_id, event.policy) for event in read} == {(scene.rowan.tom.pk, "person:see_family")}


def test_somebody_out_of_reach_asks_for_a_reason_and_shows_nothing(scene, sign_in):
    alone = PersonFactory(given_name="Alonetta", family_name="Quince")
    FamilyMember.objects.create(family=scene.theirs, person=alone, role="aunt")
    answer = sign_in(scene.rowan.tom).get(f"/person/{alone.pk}/")
    assert answer.status_code == 403
    said = answer.content.decode()
    assert "You need a reason to open this family" in said
    assert "Alonetta" not in said
    assert "Theirfam" not in said


def restrict(scene, family) -> None:
    restrictions.restrict(
        actor(scene.manager), family.pk, scene.rowan.unit.pk if family == scene.mine else scene.oak.pk,
        cause="staff", words="x", guardian_id=scene.manager.pk, people=[scene.rowan.grace.pk],
    )  # fmt: skip


def without_ids(answer) -> tuple[int, str, list[str]]:
    words = re.sub(r"\b\w{64}\b|/(family|person)/\d+", "", answer.content.decode())  # tokens, and what was asked for
    return answer.status_code, words, sorted(set(answer.headers) - {"Content-Length"})


def addresses(person, family) -> list[str]:
    base = f"/family/{family.pk}/person/{person.pk}"
    return [
        f"/person/{person.pk}/", f"{base}/who/", f"{base}/note/name/", f"{base}/note/address/", f"{base}/name/1/",
        f"{base}/confidential/1/",
    ]  # fmt: skip


def test_a_person_only_in_a_restricted_family_is_as_absent_as_one_who_never_was(scene, sign_in):
    alone = PersonFactory(given_name="Alonetta", family_name="Quince")
    FamilyMember.objects.create(family=scene.mine, person=alone, role="aunt")
    everything(scene.here, alone, "Alpha")
    restrict(scene, scene.mine)
    nobody = SimpleNamespace(pk=10**9)
    client = sign_in(scene.rowan.tom)
    for there, missing in zip(addresses(alone, scene.mine), addresses(nobody, nobody), strict=True):
        for ask in (client.get, client.post):
            assert without_ids(ask(there)) == without_ids(ask(missing)), there
        assert client.get(there).status_code == 404
    assert not AuditEvent.objects.filter(actor=scene.rowan.tom, object_id=alone.pk, verb="opened person page").exists()
    actor(scene.rowan.grace)
    assert "Alonetta" in page_of(sign_in(scene.rowan.grace), alone), "but the listed see all of it"


def test_what_a_restricted_family_s_record_says_is_not_seen_through_another(scene, sign_in):
    everything(scene.there, scene.gran, "Omega")
    everything(scene.here, scene.gran, "Alpha")
    restrict(scene, scene.theirs)
    page = page_of(sign_in(scene.rowan.tom), scene.gran)
    assert "NameAlpha" in page
    for said in ("Omega", "Theirfam", "notes more", "Oak"):
        assert said not in page, said
    assert page.count("kw-tag--crisis") == 1


def test_raw_sql_finds_nothing_that_was_noted_in_a_restricted_record(scene):
    everything(scene.there, scene.gran, "Omega")
    restrict(scene, scene.theirs)
    actor(scene.rowan.tom)
    tables = ("othername", "identifier", "address", "contact", "particular", "safetywarning")
    with connection.cursor() as cursor:
        for table in (f"people_{name}{event}" for name in tables for event in ("", "event")):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
    actor(scene.rowan.grace)
    assert Address.objects.count() == 2


def test_a_membership_that_was_taken_back_lets_nobody_in(scene, sign_in):
    """Somebody of a restricted family, drawn by mistake into an open one and taken back: no page, no search finds them.

    What stands of them in the open family’s history stays, as with anybody: its vanishing would tell (test_walls.py).
    """
    alone = PersonFactory(given_name="Alonetta", family_name="Quince")
    FamilyMember.objects.create(family=scene.mine, person=alone, role="aunt", taken_back=True)
    assert sign_in(scene.rowan.tom).get(f"/person/{alone.pk}/").status_code == 404
    FamilyMember.objects.create(family=scene.theirs, person=alone, role="aunt")
    restrict(scene, scene.theirs)
    client = sign_in(scene.rowan.tom)
    assert client.get(f"/person/{alone.pk}/").status_code == 404
    assert "/person/" not in client.post("/search/", {"q": "Alonetta Quince"}).content.decode()
    actor(scene.rowan.tom)
    assert not FamilyMember.objects.filter(person=alone, family=scene.theirs).exists()


# -- confidential addresses


@pytest.fixture
def hidden_address(scene) -> Address:
    [found] = actions.note(
        scene.here, [Address(person=scene.gran, lines="7 Secret Lane", postcode="M1 1AE", is_confidential=True)]
    )
    return found


def shown_to(client, scene, address) -> tuple[int, bool]:
    answer = client.get(f"/family/{scene.mine.pk}/person/{scene.gran.pk}/confidential/{address.pk}/")
    return answer.status_code, b"7 Secret Lane" in answer.content


def test_a_confidential_address_is_shown_when_asked_for_and_each_time_noted(scene, hidden_address, sign_in):
    client = sign_in(scene.rowan.tom)
    page = page_of(client, scene.gran)
    assert "A confidential address" in page
    assert "7 Secret Lane" not in page, "not on a page that stands on a screen in a meeting"
    assert "M1 1AE" not in page
    assert shown_to(client, scene, hidden_address) == (200, True)
    assert shown_to(client, scene, hidden_address) == (200, True)
    seen = AuditEvent.objects.filter(verb="saw confidential address", object_id=hidden_address.pk)
    assert [(event.actor_id, event.family_id) for event in seen] == [(scene.rowan.tom.pk, scene.mine.pk)] * 2


def test_a_reason_does_not_open_it_an_emergency_does(scene, hidden_address, sign_in):
    """The violent man's cousin in another unit can think of a reason. An emergency is told to its guardian at once."""
    stranger = scene.strangers["tom"]
    access_grants.open_with_reason(
        actor(stranger), scene.mine.pk, reason="linked", words="A cousin of a family of ours."
    )
    client = sign_in(stranger)
    assert shown_to(client, scene, hidden_address) == (403, False)
    assert "Only people in its unit can see it" in page_of(client, scene.gran)
    change = f"/family/{scene.mine.pk}/person/{scene.gran.pk}/address/{hidden_address.pk}/"
    answer = client.get(change)
    assert answer.status_code == 403
    assert b"Secret Lane" not in answer.content
    assert client.post(change, {"do": "end"}).status_code == 403
    access_grants.break_glass(
        actor(stranger), scene.mine.pk, unit_id=scene.rowan.unit.pk, reason="risk", words="She does not answer."
    )
    assert shown_to(client, scene, hidden_address) == (200, True)


def test_the_buddy_unit_finds_her_in_the_unit_s_absence(scene, hidden_address, sign_in):
    hazel, buddies = unit_with_staff("Hazel", "h")
    pair_as_buddies(scene.rowan.unit, hazel)
    assert shown_to(sign_in(buddies["tom"]), scene, hidden_address) == (200, True)


def test_a_confidential_address_is_in_no_other_page(scene, hidden_address, sign_in):
    client = sign_in(scene.rowan.grace)
    put_right = f"/family/{scene.mine.pk}/person/{scene.gran.pk}/address/{hidden_address.pk}/"
    client.post(put_right, {"kind": "refuge", "lines": "8 Secret Lane", "is_confidential": "on"})
    for path in (
        f"/person/{scene.gran.pk}/", f"/family/{scene.mine.pk}/", f"/family/{scene.mine.pk}/history/",
        f"/family/{scene.mine.pk}/history/?on=today", f"/family/{scene.mine.pk}/readers/", "/search/?q=Secret",
        f"/family/{scene.mine.pk}/genogram/",
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert b"Secret Lane" not in answer.content, path
    assert Address.objects.get().lines == "8 Secret Lane"


def test_what_became_confidential_is_veiled_in_the_history_from_its_beginning(scene, sign_in, as_owner):
    [address] = actions.note(scene.here, [Address(person=scene.gran, lines="9 Former Lane")])
    client = sign_in(scene.rowan.grace)
    history = f"/family/{scene.mine.pk}/history/"
    assert b"9 Former Lane" in client.get(history).content
    address.is_confidential = True
    actions.change(InRecord(actor(scene.rowan.grace), scene.mine.pk, scene.rowan.unit.pk), address)
    assert b"9 Former Lane" not in client.get(history).content
    assert b"confidential" in client.get(history).content
    # As it was before anybody knew that it was to be hidden.
    earlier = timezone.now() - timedelta(days=10)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE people_addressevent SET pgh_created_at = %s WHERE NOT is_confidential", [earlier])
        cursor.execute("SET session_replication_role = DEFAULT")
    as_it_was = client.get(history, {"on": f"{earlier + timedelta(days=1):%d/%m/%Y}"}).content.decode()
    assert "As it was on" in as_it_was
    assert "An address" in as_it_was
    assert "9 Former Lane" not in as_it_was


# -- everybody around them


def relate(scene, family, at_unit, who):
    return relations.EditContext(family, at_unit.pk, actor(who))


def test_everybody_related_across_families_as_far_as_they_may_be_known(scene, sign_in):
    mine = relate(scene, scene.mine, scene.rowan.unit, scene.rowan.tom)
    ada, first, _ = [member.person for member in scene.mine.members.order_by("position")[:3]]
    relations.add_child(mine, [scene.gran], ada)
    relations.add_child(mine, [ada], first)
    Person.objects.filter(pk=ada.pk).update(sex="female")
    theirs = relate(scene, scene.theirs, scene.oak, scene.strangers["tom"])
    uncle = Person(given_name="Unclebert", family_name="Thornbury", sex="male", born_on=date(1980, 2, 2))
    relations.add_child(theirs, [scene.gran], uncle)
    cousin = Person(given_name="Cousinette", sex="female", born_on=date(2011, 7, 7))
    relations.add_child(theirs, [uncle], cousin)
    actions.note(scene.there, [Address(person=cousin, lines="5 Cousin Road")])
    page = page_of(sign_in(scene.rowan.tom), first)
    kin = page[page.index('id="kin"') :]
    assert kin.index("<br>mother") < kin.index("<br>grandmother"), kin
    for said in (
        "grandmother",
        "uncle",
        "Unclebert Thornbury",
        "cousin",
        "Cousinette",
        "born 2011",
        "Theirfam, Oak",
    ):
        assert said in kin, said
    assert "opens with a reason" in kin
    # The words alone: an id in a link may hold any digits.
    shown = re.sub(r"<[^>]*>", " ", kin[kin.index("Cousinette") :])[:300]
    for hidden in ("7 July", "15", "Cousin Road"):  # no more than the search shows
        assert hidden not in shown, hidden
    assert f'href="/person/{cousin.pk}/"' in kin


def test_relatives_in_restricted_families_are_not_there(scene, sign_in):
    mine = relate(scene, scene.mine, scene.rowan.unit, scene.rowan.tom)
    ada = scene.mine.members.get(role="mother").person
    relations.add_child(mine, [scene.gran], ada)
    theirs = relate(scene, scene.theirs, scene.oak, scene.strangers["tom"])
    relations.add_child(theirs, [scene.gran], Person(given_name="Unclebert", sex="male"))
    restrict(scene, scene.theirs)
    page = page_of(sign_in(scene.rowan.tom), scene.gran)
    assert "Ada" in page
    assert "Unclebert" not in page
    assert "Theirfam" not in page


def test_one_statement_more_for_nobody(scene, sign_in):
    """As many statements for sixty relatives and two hundred notes as for none."""
    client = sign_in(scene.rowan.tom)
    page_of(client, scene.gran)
    with CaptureQueriesContext(connection) as few:
        page_of(client, scene.gran)
    mine = relate(scene, scene.mine, scene.rowan.unit, scene.rowan.tom)
    for n in range(12):
        relations.add_child(mine, [scene.gran], Person(given_name=f"Child{n}", born_on=date(1980 + n, 1, 1)))
    for n in range(10):
        everything(scene.here, scene.gran, f"M{n}")
    for n in range(5):
        other = family_in(scene.rowan.unit, f"Further{n}")
        FamilyMember.objects.create(family=other, person=scene.gran, position=9)
    page_of(client, scene.gran)
    with CaptureQueriesContext(connection) as many:
        assert "Child11" in page_of(client, scene.gran)
    # Without relatives the facts between them need not be asked for: three statements.
    assert len(many) <= len(few) + 3, [query["sql"][:90] for query in many]
    assert len(many) <= 24


# -- the family's page


def test_the_family_s_page_begins_with_what_nobody_may_overlook(scene, sign_in):
    client = sign_in(scene.rowan.tom)
    address = f"/family/{scene.mine.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        assert b"kw-care" not in client.get(address).content
    everything(scene.here, scene.gran, "Alpha")
    everything(scene.there, scene.gran, "Omega")
    with CaptureQueriesContext(connection) as after:
        page = client.get(address).content.decode()
    assert len(after) == len(before)
    head = page[page.index("kw-care") : page.index("kw-columns")]
    warned = ("Gran", "Dogs or other animals", "DogAlpha", "Confidential address")
    for said in (*warned, "Contact only as agreed", "RingAlpha", "TextAlpha"):
        assert said in head, said
    assert head.count("Dogs or other animals") == 2
    assert "Omega" not in page
    assert f'href="/person/{scene.gran.pk}/?in={scene.mine.pk}"' in page, "every name leads to the person"


def test_the_family_s_page_says_first_where_they_live_and_how_to_reach_them(scene, sign_in):
    """One address of a household stands once, with everybody who is there; a number is dialled by pressing it."""
    mother, child = [one.person for one in scene.mine.members.all()[:2]]
    at = scene.here
    mine = {"person": mother}
    actions.note(
        at,
        [
            Address(person=mother, lines="4 Mill Lane", postcode="CB2 1TN"),
            Address(person=child, lines="4 Mill Lane", postcode="CB2 1TN"),
            Address(person=scene.gran, lines="9 Hidden Street", is_confidential=True),
            Address(person=mother, lines="1 Former Road", begun="2019", ended="2020"),
            Contact(**mine, value="+44 7700 900 142", safe="care", how="Never voicemail."),
            Contact(**mine, kind="landline", value="01353 000 001", ended="2020", safe="yes"),
            Contact(**mine, kind="email", value="a@example.org", safe="no"),
        ],
    )
    page = sign_in(scene.rowan.tom).get(f"/family/{scene.mine.pk}/").content.decode()
    head = page[page.index("kw-glance") : page.index("kw-columns")]
    assert head.count("4 Mill Lane, CB2 1TN") == 1
    names = head[head.index("4 Mill Lane") :].split("</div>")[0]
    assert mother.short_name in names
    assert child.short_name in names
    assert 'href="tel:+447700900142"' in head
    assert "Never voicemail." in head
    assert "Not safe" in head
    assert "01353" not in page, "that is over"
    assert "Former" not in page
    assert "Hidden Street" not in page
    assert "Confidential address" in head
    assert head.index("Ring") < head.index("Where") < head.index("Held by") < head.index("Next date")


def test_what_is_over_warns_no_more_and_what_is_overdue_says_so(scene):
    today = timezone.localdate()
    actions.note(
        scene.here,
        [
            SafetyWarning(
                person=scene.gran, kind="weapons", words="Was", review_on=today + SOON, ended=f"{today.year - 1}"
            ),
            SafetyWarning(person=scene.gran, kind="two", words="Still", review_on=today),
        ],
    )
    [one] = take_care([scene.mine.pk], today)
    assert (one.words, one.review_on) == ("Still", today)
