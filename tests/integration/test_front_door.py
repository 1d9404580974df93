"""The way in: a call is taken, decided, and brings the family to a unit. Given, when, then; all invented."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent, AuditEventFamilies, Authority
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Involvement
from kinwork.children.models import Episode
from kinwork.clocks.expected import NEXT_STEPS
from kinwork.confidentiality import restrictions
from kinwork.families.models import Family, FamilyMember
from kinwork.front_door.actions import contacts, decisions, referring
from kinwork.front_door.actions.drafts import Known
from kinwork.front_door.kept import UNANSWERED
from kinwork.front_door.models import About, Caller, Contact, Decision, Draft, Feedback, Referral, Referred
from kinwork.front_door.queries.contacts import contacts_of_family, referrals_of
from kinwork.front_door.queries.inbox import first_day_in_time, working_days_late
from kinwork.front_door.suggesting import Turn, UnitFacts, Wanted, gap_in_rota, suggested
from kinwork.notices.models import Notice
from kinwork.notices.queries import new_lines_for
from kinwork.people.models import OtherName, Person
from kinwork.units.actions import make_unit
from kinwork.units.models import DutyTurn, Unit
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def dana(rowan):
    """A front-door worker."""
    who = user("dana")
    put_in_post(who, service_team(), "frontdoor")
    return who


def call(**more) -> dict[str, str]:
    """What the page of a call sends."""
    return {
        "request": str(uuid4()), "draft_page": "one", "draft_version": "0", "source": "2B",
        "agency_name": "Sunflower Nursery", "caller": "Jean Ames", "telephone": "01632 960123", "relation": "manager",
        "said": "Mia came with a bruise on her arm and says she fell.", "wanted": "Somebody to see her today.",
        "family_knows": "no", "consent": "not_asked", "no_consent_because": "Asking could put her at risk.",
        "a0-who": "child", "a0-given_name": "Mia", "a0-family_name": "Kestrel", "a0-born": "3", "a0-household": "1",
        "a0-sex": "unknown", **more,
    }  # fmt: skip


def taken(who, **more) -> Contact:
    """The same by its verb."""
    about = more.pop("about", None) or [About(who="child", given_name="Mia", family_name="Kestrel")]
    known = more.pop("known", {})
    said = {"received_on": TODAY, "source": "2B", "agency_name": "", "said": "A bruise.", "family_knows": "no",
            "consent": "given", **more}  # fmt: skip
    return contacts.take_contact(actor(who), uuid4(), contacts.Taken(said, "Jean Ames", "01632 960123", about, known))


def decided(who, contact, level="referral", **more):
    said = {"level": level, "reason": "It needs looking at.", "on": TODAY, "by_id": who.pk, "consent": "given"} | more
    children = [one.pk for one in contact.about.all() if one.is_child]
    return decisions.decide(actor(who), contact, children, decisions.Decided(**said))


def referred(who, contact, unit, **more) -> Referral:
    said = referring.Allocated(unit, **{"name": "Kestrel", "why_open": "A bruise.", **more})
    return referring.refer(actor(who), contact, [one.pk for one in contact.about.all()], said)


def problem_of(raised) -> dict[str, list[str]]:
    error = raised.value
    return error.message_dict if hasattr(error, "error_dict") else {"form": error.messages}


# -- a call is taken


@pytest.fixture(autouse=True)
def what_waits_is_as_worked_out_anew(db, as_owner):
    """Whatever a test here does: in the end, what is kept of the contacts that wait is as the record says."""
    yield
    with as_owner():
        assert UNANSWERED.behind() == 0


def test_a_nursery_rings_about_a_child_nobody_knows(rowan, dana, sign_in):
    client = sign_in(dana)
    page = client.get("/contacts/new/").content.decode()
    assert "Who is calling" in page
    sent = call()
    answer = client.post("/contacts/new/", sent)
    contact = Contact.objects.get()
    assert answer.headers["Location"] == f"/contacts/{contact.pk}/"
    assert (contact.source, contact.received_on, contact.wants_answer) == ("2B", TODAY, True)
    assert contact.caller.name == "Jean Ames"
    child = contact.about.get()
    assert (child.given_name, child.born_kind, child.called) == ("Mia", "estimated", "mia kestrel")
    assert client.post("/contacts/new/", sent).headers["Location"] == answer.headers["Location"], "sent twice is once"
    assert Contact.objects.count() == 1
    shown = client.get(f"/contacts/{contact.pk}/").content.decode()
    assert "Mia came with a bruise" in shown
    assert "Jean Ames" in shown
    assert "01632 960123" in shown
    assert AuditEvent.objects.filter(verb="saw on a list", words="a contact", object_id=contact.pk).exists()


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_half_saved(dana, sign_in):
    client = sign_in(dana)
    answer = client.post("/contacts/new/", call(source="", said="", **{"a0-given_name": "", "a0-family_name": "",
                                                                    "a0-born": ""}))  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Choose who it comes from.", "Write down what they said.", "a first name is enough"):
        assert words in page
    assert "Jean Ames" in page, "what was typed is still there"
    assert "Somebody to see her today." in page
    page = client.post("/contacts/new/", call(**{"a0-born": "31/31"}, received_on="tomorrow")).content.decode()
    assert "is in the future" in page
    assert 'id="a0-born-error"' in page
    assert not Contact.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"a0-given_name": "Mia", "a0-family_name": "", "a0-born": ""}, "Mia"),
        ({"a0-who": "expected", "a0-given_name": "", "a0-family_name": "", "a0-born": ""}, "Unborn baby"),
        ({"a0-given_name": "", "a0-family_name": "", "a0-born": "", "a0-role": "the youngest"}, "the youngest"),
    ],
    ids=["only a first name", "an unborn child without a mother known", "no name at all"],
)  # fmt: skip
def test_little_is_enough_and_comes_to_a_unit(rowan, dana, sign_in, row, name):
    sign_in(dana).post("/contacts/new/", call(**row))
    contact = Contact.objects.get()
    assert contact.about.get().name == name
    decided(dana, contact)
    done = referred(dana, contact, rowan.unit)
    member = done.family.members.select_related("person").get()
    assert member.is_child
    assert member.person.given_name in ("Mia", "")
    assert Involvement.objects.get(family=done.family).why_open == "A bruise."


def test_several_children_of_two_families_and_an_adult_in_one_call(rowan, dana, sign_in):
    two = {"a1-who": "adult", "a1-given_name": "Jo", "a1-family_name": "Kestrel", "a1-role": "mother",
           "a1-household": "1", "a1-address": "12 Quay Road, Linden LN2 8PD", "a1-also_known_as": "Wren",
           "a2-who": "child", "a2-given_name": "Abdi", "a2-household": "2"}  # fmt: skip
    sign_in(dana).post("/contacts/new/", call(**two))
    contact = Contact.objects.get()
    mia, mother, abdi = contact.about.all()
    assert [mia.household, mother.household, abdi.household] == [1, 1, 2]
    decided(dana, contact)
    said = referring.Allocated(rowan.unit, name="Kestrel")
    done = referring.refer(actor(dana), contact, [mia.pk, mother.pk], said)
    assert [(m.person.given_name, m.is_child) for m in done.family.members.all()] == [("Mia", True), ("Jo", False)]
    jo = Person.objects.get(given_name="Jo")
    assert jo.addresses.get().postcode == "LN2 8PD"
    assert OtherName.objects.get(person=jo).family_name == "Wren"
    assert [one.about for one in Referred.objects.all()] == [mia]
    page = sign_in(dana).get(f"/contacts/{contact.pk}/").content.decode()
    assert "Find a unit for Abdi" in page, "the other family still waits"


# -- known people, and those who are hidden


def test_known_people_are_found_while_typing_and_each_search_is_logged(rowan, dana, sign_in):
    family = family_in(rowan.unit, "Pettigrew", children=0)
    child = PersonFactory(given_name="Saoirse", family_name="Pettigrew", born_on=date(2015, 3, 12))
    OtherName.objects.create(person=child, given_name="Saoirse", family_name="Vanderhoek", kind="previous name")
    FamilyMember.objects.create(family=family, person=child, role="daughter", is_child=True, position=1)
    client = sign_in(dana)
    row = {"row": "1", "a1-who": "child", "a1-given_name": "Sersha", "a1-family_name": "Vanderhook", "a1-known": ""}
    found = client.post("/contacts/known/", row).content.decode()
    assert f'value="{child.pk}:{family.pk}"' in found
    assert "Pettigrew family, Rowan" in found
    assert "2015" in found
    assert "12 March" not in found, "out of reach, only what shows whether it is the right one"
    event = AuditEvent.objects.filter(verb="searched", actor=dana).latest("id")
    assert event.words == "Sersha Vanderhook"
    also = {**row, "a1-given_name": "Saoirse", "a1-family_name": "Smith", "a1-also_known_as": "Pettigrew"}
    assert f"{child.pk}:{family.pk}" in client.post("/contacts/known/", also).content.decode()
    alone = {**row, "a1-family_name": ""}
    assert "<input" not in client.post("/contacts/known/", alone).content.decode(), "a first name finds half the town"
    chosen = {**row, "a1-given_name": "Xyz", "a1-family_name": "Qqq", "a1-known": f"{child.pk}:{family.pk}"}
    assert "checked" in client.post("/contacts/known/", chosen).content.decode(), "who was chosen stays"
    client.post("/contacts/new/", call(**{"a0-known": f"{child.pk}:{family.pk}"}))
    contact = Contact.objects.get()
    assert (contact.family_ids, contact.person_ids) == ([family.pk], [child.pk])
    assert [line.kind.key for line in new_lines_for(actor(rowan.grace))] == ["contact_taken"], "the unit knows at once"


@pytest.fixture
def hidden(rowan):
    """A family that only its unit’s manager and Grace may know of."""
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    family = family_in(rowan.unit, "Hiddenfam")
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk, cause="staff", words="A colleague.", guardian_id=manager.pk,
        people=[rowan.grace.pk],
    )  # fmt: skip
    return SimpleNamespace(family=family, manager=manager, child=family.members.filter(is_child=True).first().person)


def test_a_hidden_family_is_never_revealed_nor_linked(rowan, dana, hidden, sign_in):
    client = sign_in(dana)
    row = {"row": "0", "a0-who": "child", "a0-given_name": hidden.child.given_name,
           "a0-family_name": hidden.child.family_name}  # fmt: skip
    found = client.post("/contacts/known/", row).content.decode()
    assert "Hiddenfam" not in found
    assert "<input" not in found
    guessed = f"{hidden.child.pk}:{hidden.family.pk}"
    token = str(uuid4())
    kept = client.post("/contacts/draft/", json.dumps(call(request=token, **{"a0-known": guessed})),
                       content_type="application/json")  # fmt: skip
    assert kept.status_code == 200
    assert Draft.objects.get().family_ids == []
    client.post("/contacts/new/", call(request=token, **{"a0-known": guessed}))
    contact = Contact.objects.get()
    assert (contact.family_ids, contact.about.get().person_id) == ([], None)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ({}, True),
        ({"family_name": "KESTREL-Ó’BRIEN", "given_name": "Mia Rose"}, True),
        ({"family_name": "Otherwise", "also_known_as": "Smith, Kestrel-O'Brien"}, True),
        ({"born_on": date(2019, 5, 5)}, True),
        ({"born_on": date(2018, 5, 5)}, False),
        ({"given_name": "Ned"}, False),
        ({"given_name": ""}, False),
    ],
)
def test_who_guards_a_hidden_family_hears_of_a_call_that_may_be_about_it(rowan, dana, hidden, sign_in, said, is_told):
    """And whoever took it does not."""
    hidden.child.given_name, hidden.child.family_name = "Mia Rose", "Kestrel-O’Brien"
    hidden.child.born_on, hidden.child.born_kind = date(2019, 5, 5), "exact"
    hidden.child.save()
    about = About(**{"who": "child", "given_name": "Mia", "family_name": "Kestrel-O’Brien", **said})
    contact = taken(dana, about=[about])
    told = Notice.objects.filter(kind="contact_may_be_yours")
    actor(hidden.manager)
    assert told.exists() == is_told
    if is_told:
        assert (told.get().to_ids, told.get().family_id) == ([hidden.manager.pk], None)
        assert sign_in(hidden.manager).get(f"/contacts/{contact.pk}/").status_code == 200
    assert "guard" not in sign_in(dana).get("/notices/").content.decode()


def test_who_guards_it_and_takes_the_call_is_told_nothing_new(rowan, hidden):
    taken(hidden.manager, about=[About(who="child", given_name="Mia", family_name="Kestrel")])
    assert not Notice.objects.filter(kind="contact_may_be_yours").exists()


def test_a_contact_about_a_family_that_becomes_hidden_goes_with_it(rowan, dana, hidden, sign_in):
    contact = taken(hidden.manager, about=[About(who="child", given_name="Mia")],
                    known={0: Known(None, hidden.family.pk)})  # fmt: skip
    assert contact.family_ids == [hidden.family.pk]
    client = sign_in(dana)
    assert client.get(f"/contacts/{contact.pk}/").status_code == 404
    assert "Mia" not in client.get("/contacts/").content.decode()
    actor(dana)
    for model in (Contact, About, Caller):
        assert not model.objects.exists()
    assert sign_in(hidden.manager).get(f"/contacts/{contact.pk}/").status_code == 200


def test_who_wishes_to_stay_anonymous_is_known_to_the_front_door_alone(rowan, dana, sign_in):
    family = family_in(rowan.unit)
    contact = taken(
        dana, is_anonymous=True, relation="at number nine", agency_name="Corner shop", known={0: Known(None, family.pk)}
    )
    decided(dana, contact)
    referred(dana, contact, rowan.unit)
    at = f"/contacts/{contact.pk}/"
    client = sign_in(dana)
    assert "Jean Ames" not in client.get(at).content.decode(), "who rang is asked for"
    assert not AuditEvent.objects.filter(verb="saw who rang").exists()
    assert "Jean Ames" in client.post(f"{at}caller/").content.decode()
    assert AuditEvent.objects.filter(verb="saw who rang", actor=dana, object_id=contact.pk).exists()
    page = sign_in(rowan.tom).get(f"/family/{family.pk}/").content.decode()
    assert "A bruise." in page
    assert "wishes to stay" in page
    for word in ("Jean Ames", "number nine", "Corner shop", "01632"):
        assert word not in page
    actor(rowan.tom)
    assert not Caller.objects.exists(), "nor by raw SQL: the row is not there"
    actor(dana)
    assert Caller.objects.get().name == "Jean Ames"
    assert contacts_of_family(family.pk)[0].caller == "", "the family’s page has it for no one, wherever they work"
    csv = sign_in(dana).get("/contacts/?as=csv&show=answered").content.decode()
    assert "A bruise." in csv
    assert "Jean Ames" not in csv


def test_who_takes_contacts(rowan, dana, sign_in):
    first = make_unit(name="First", function="front_door", template="swwff", days=[1], minutes=60)
    people = {"sw": user("fern"), "csw": user("ida")}
    for role, who in people.items():
        put_in_post(who, first, role)
    for who, status in [(dana, 200), (people["sw"], 200), (people["csw"], 200), (rowan.grace, 403), (rowan.tom, 403)]:
        client = sign_in(who)
        assert client.get("/contacts/").status_code == status
        assert ("/contacts/" in client.get("/my-work/").content.decode()) is (status == 200)
    with pytest.raises(NotAllowed):
        taken(rowan.tom)
    contact = taken(people["sw"])
    with pytest.raises(ValidationError) as raised:
        decided(people["sw"], contact)
    assert "does not decide about contacts" in problem_of(raised)["decided_by"][0]
    decided(people["sw"], contact, by_id=people["csw"].pk)
    [line] = new_lines_for(actor(people["csw"]))
    assert line.link == f"/contacts/{contact.pk}/", "who is named as having decided is told"
    assert referred(people["csw"], contact, rowan.unit).unit == rowan.unit, "who leads first response finds a unit"


# -- a draft


def keep(client, **more):
    return client.post("/contacts/draft/", json.dumps(call(**more)), content_type="application/json")


def test_a_call_is_a_draft_on_the_server_from_its_first_word(rowan, dana, sign_in):
    client, token = sign_in(dana), str(uuid4())
    kept = keep(client, request=token, said="M").json()
    assert keep(client, request=token, said="Mia ca", draft_version="1").json()["version"] == 2
    elsewhere = sign_in(dana)  # another device, after the session ended
    assert "Go on with the call" in elsewhere.get("/contacts/").content.decode()
    page = elsewhere.get(kept["address"]).content.decode()
    assert "Mia ca" in page
    assert 'value="Kestrel"' in page
    beside = keep(elsewhere, request=token, said="Mia came", draft_page="two", draft_version="2").json()
    assert beside["version"] == 3
    late = keep(client, request=token, said="Mia ca… old", draft_version="2")
    assert late.status_code == 409
    assert "wrote more of this call elsewhere" in late.json()["error"]
    assert Draft.objects.get().typed["said"] == "Mia came", "nothing newer is written over"
    sent = elsewhere.post(kept["address"], call(request=token, said="Mia came home."))
    contact = Contact.objects.get()
    assert sent.headers["Location"] == f"/contacts/{contact.pk}/"
    draft = Draft.objects.get()
    assert (draft.contact, draft.typed) == (contact, {})
    assert elsewhere.get(kept["address"]).headers["Location"] == f"/contacts/{contact.pk}/"
    assert keep(client, request=token).status_code == 409, "what is taken is no draft any more"
    assert keep(client, request="x").status_code == 400
    assert client.post("/contacts/draft/", "[1]", content_type="application/json").status_code == 400
    assert keep(client, said="x" * 70_000).status_code == 422


def test_a_call_that_was_no_contact_is_put_away_and_its_words_go(rowan, dana, sign_in):
    client = sign_in(dana)
    kept = keep(client).json()
    assert client.post(f"{kept['address']}discard/").headers["Location"] == "/contacts/"
    draft = Draft.objects.get()
    assert (draft.typed, draft.discarded_by) == ({}, dana)
    assert "Go on with the call" not in client.get("/contacts/").content.decode()
    assert client.get(kept["address"]).headers["Location"] == "/contacts/"
    answer = client.post("/contacts/new/", call(request=str(draft.token)))
    assert "put away as no contact" in answer.content.decode()


# -- the inbox


def test_the_inbox_counts_working_days_and_shows_who_is_known_and_repeats_together(rowan, dana, sign_in, as_owner):
    family = family_in(rowan.unit, "Knownfam")
    child = family.members.filter(is_child=True).first().person
    monday = datetime(2026, 11, 30, 10, tzinfo=timezone.get_current_timezone())
    about = dict.fromkeys([0], Known(child.pk, family.pk))
    first = taken(dana, received_on=date(2026, 11, 19), known=about)
    taken(dana, received_on=date(2026, 11, 20), about=[About(who="child", given_name="Zed", family_name="Other")])
    second = taken(dana, received_on=date(2026, 11, 26), known=about)
    for contact in (first, second):
        decided(dana, contact, "nothing", on=contact.received_on)
    third = taken(dana, received_on=date(2026, 11, 26), known=about)
    fourth = taken(dana, received_on=date(2026, 11, 27), known=about)
    with time_machine.travel(monday):
        page = sign_in(dana).get("/contacts/").content.decode()
        rows = page.split("<tbody>")[1].split("<tr")[1:]
        assert f"/contacts/{third.pk}/" in rows[1]
        assert f"/contacts/{fourth.pk}/" in rows[2]
        assert "5 working days late" in rows[0]
        assert "1 working day late" in rows[1]
        assert "to be decided today" in rows[2]
        assert "Third contact about Mia Kestrel" in rows[1]
        assert "Fourth contact about" in rows[2]
        assert 'class="kw-together"' in rows[2], "with the one before it about the same child"
        assert "Knownfam: Rowan" in " ".join(rows[1].split())
        late = sign_in(dana).get("/contacts/?late=yes").content.decode()
        assert f"/contacts/{fourth.pk}/" not in late
        known = sign_in(dana).get("/contacts/?known=no").content.decode()
        assert "Zed" in known
        assert "Mia" not in known
    with as_owner():
        seen = AuditEventFamilies.objects.filter(event__words="the contacts").values_list("family_ids", flat=True)
        assert [family.pk] in [list(ids) for ids in seen], "who was on the list is in the log"


def test_a_name_without_a_record_tells_repeats_too_but_not_of_another_age(dana, sign_in):
    def about(born: date | None) -> list[About]:
        return [About(who="child", given_name="Zoë", family_name="Ó Briain", born_on=born)]

    for born in (date(2015, 1, 1), date(2015, 6, 1), date(2020, 1, 1)):
        taken(dana, about=about(born))
    page = sign_in(dana).get("/contacts/").content.decode()
    assert page.count("Second contact about Zoë Ó Briain") == 1
    assert "Third contact" not in page


def test_the_list_has_a_constant_number_of_statements(rowan, dana, sign_in):
    client = sign_in(dana)
    taken(dana)
    client.get("/contacts/")
    cache.clear()  # of what was logged a moment ago
    with CaptureQueriesContext(connection) as few:
        client.get("/contacts/?sort=from")
    for n in range(5):
        taken(dana, about=[About(who="child", given_name="A", family_name=f"B{n}")] * 1,
              known={0: Known(None, family_in(rowan.unit).pk)})  # fmt: skip
    cache.clear()
    with CaptureQueriesContext(connection) as many:
        page = client.get("/contacts/?sort=from").content.decode()
    assert page.count("/decide/") == 6
    assert len(many) == len(few) <= 12
    assert client.get("/contacts/?as=csv").content.decode().count("A bruise.") == 6


@pytest.mark.parametrize(
    ("came", "today", "late"),
    [
        (date(2026, 11, 27), date(2026, 11, 30), 0),  # Friday; due on Monday
        (date(2026, 11, 27), date(2026, 12, 1), 1),
        (date(2026, 12, 24), date(2026, 12, 29), 0),  # Christmas: due on the 29th
        (date(2026, 12, 24), date(2026, 12, 31), 2),
        (date(2026, 11, 28), date(2026, 11, 30), 0),  # a Saturday counts from itself
    ],
)
def test_one_working_day(came, today, late):
    assert working_days_late(NEXT_STEPS.by(came), today) == late
    assert (came < first_day_in_time(today)) is (late > 0)


# -- the decision


def test_a_decision_needs_a_reason_a_day_that_can_be_and_somebody_who_could(rowan, dana):
    contact = taken(dana, received_on=TODAY - 3 * DAY, consent="refused")
    left = user("naomi")
    put_in_post(left, service_team(), "frontdoor", since=date(2020, 1, 1), until=TODAY - 2 * DAY)
    for said, field, words in [
        ({"reason": " "}, "reason", "Say briefly why."),
        ({"on": TODAY - 4 * DAY}, "decided_on", "It cannot have been decided before that."),
        ({"on": TODAY + DAY}, "decided_on", "is in the future"),
        ({"by_id": left.pk}, "decided_by", "Naomi left on"),
        ({"by_id": rowan.tom.pk}, "decided_by", "does not decide about contacts"),
        ({"consent": "refused"}, "no_consent_because", "without consent"),
        ({"level": "elsewhere"}, "passed_to", "which authority"),
        ({"because": ""}, None, ""),
    ]:
        if field is None:
            decided(dana, contact, **said)
            continue
        with pytest.raises(ValidationError) as raised:
            decided(dana, contact, **{"level": "referral", **said})
        assert words in problem_of(raised)[field][0], field
        assert not Decision.objects.exists()
    with pytest.raises(ValidationError) as raised:
        decided(dana, contact)
    assert "Say why you correct it" in problem_of(raised)["because"][0]


def test_who_has_left_since_may_have_decided_while_they_were_here(dana, sign_in):
    left = user("naomi")
    put_in_post(left, service_team(), "frontdoor", since=date(2020, 1, 1), until=TODAY - DAY)
    contact = taken(dana, received_on=TODAY - 3 * DAY)
    client = sign_in(dana)
    page = client.get(f"/contacts/{contact.pk}/decide/").content.decode()
    assert "Naomi (left, last day" in page
    child = contact.about.get()
    sent = {"about": child.pk, "level": "nothing", "reason": "Seen by the GP.", "consent": "given",
            "decided_by": left.pk, "decided_on": "today"}  # fmt: skip
    answer = client.post(f"/contacts/{contact.pk}/decide/", sent)
    assert "Naomi left on" in answer.content.decode()
    assert "Seen by the GP." in answer.content.decode()
    day = TODAY - 2 * DAY
    sent["decided_on"] = f"{day.day}/{day.month}/{day.year}"
    assert client.post(f"/contacts/{contact.pk}/decide/", sent).status_code == 302
    assert Decision.objects.get().decided_by == left


def test_children_are_decided_apart_and_put_right_without_losing_what_was(rowan, dana, sign_in):
    contact = taken(dana, about=[About(who="child", given_name="Mia"), About(who="child", given_name="Leo")])
    mia = contact.about.first()
    client = sign_in(dana)
    sent = {"about": mia.pk, "level": "advice", "reason": "A parenting course.", "consent": "given",
            "decided_by": dana.pk, "passed_to": "The children’s centre"}  # fmt: skip
    client.post(f"/contacts/{contact.pk}/decide/", sent)
    assert Decision.objects.get().about == mia
    page = client.get("/contacts/").content.decode()
    assert "Decide" in page, "Leo still waits"
    again = client.get(f"/contacts/{contact.pk}/decide/?again={mia.pk}").content.decode()
    assert "A parenting course." in again
    sent |= {"level": "referral", "reason": "The GP has seen an older bruise.", "because": "The GP rang back."}
    answer = client.post(f"/contacts/{contact.pk}/decide/", sent)
    assert answer.headers["Location"] == f"/contacts/{contact.pk}/unit/{mia.pk}/"
    first, second = Decision.objects.order_by("pk")
    assert second.supersedes == first
    page = client.get(f"/contacts/{contact.pk}/").content.decode()
    for words in ("A parenting course.", "corrected since", "The GP rang back.", "older bruise"):
        assert words in page
    referring.refer(actor(dana), contact, [mia.pk], referring.Allocated(rowan.unit, name="Kestrel"))
    sent |= {"level": "nothing", "because": "By mistake."}
    page = client.post(f"/contacts/{contact.pk}/decide/", sent).content.decode()
    assert "Mia has come to Rowan already. Ask Rowan to close the family" in " ".join(page.split())


def test_it_belongs_to_another_authority_and_the_caller_is_told(dana, sign_in):
    contact = taken(dana, received_on=TODAY - DAY)
    decided(dana, contact, "elsewhere", passed_to="Wessex County, Ada Holt on the duty desk", reason="She lives there.")
    client = sign_in(dana)
    assert "caller to be told" in client.get("/contacts/?show=answered&next=answer").content.decode()
    wrong = client.post(
        f"/contacts/{contact.pk}/answer/", {"on": "1/1/2020", "how": "telephone", "words": "Passed on."}
    )
    assert wrong.status_code == 422
    assert "They cannot have been told before." in wrong.content.decode()
    assert "Passed on." in wrong.content.decode()
    assert "Choose how they were told." in client.post(f"/contacts/{contact.pk}/answer/", {}).content.decode()
    client.post(f"/contacts/{contact.pk}/answer/", {"on": "today", "how": "telephone", "words": "Passed on."})
    told = Feedback.objects.get()
    assert (told.by, told.on, told.how) == (dana, TODAY, "telephone")
    assert "caller to be told" not in client.get("/contacts/?show=answered&next=answer").content.decode()
    assert "Passed on." in client.get(f"/contacts/{contact.pk}/").content.decode()
    assert client.post(f"/contacts/{contact.pk}/add/", {"text": " "}).status_code == 422
    client.post(f"/contacts/{contact.pk}/add/", {"text": "It was her left arm."})
    assert "It was her left arm." in client.get(f"/contacts/{contact.pk}/").content.decode()


# -- to a unit


def test_the_unit_sees_what_came_and_a_return_can_read_it(rowan, dana, sign_in):
    contact = taken(dana, about=[About(who="child", given_name="Mia", family_name="Kestrel"),
                                 About(who="child", given_name="Leo", family_name="Kestrel")])  # fmt: skip
    mia, leo = contact.about.all()
    decisions.decide(
        actor(dana), contact, [mia.pk], decisions.Decided("referral", "A bruise.", TODAY, dana.pk, "given")
    )
    decisions.decide(
        actor(dana), contact, [leo.pk], decisions.Decided("nothing", "Not at home then.", TODAY, dana.pk, "given")
    )
    done = referred(dana, contact, rowan.unit)
    assert [line.kind.key for line in new_lines_for(actor(rowan.grace))] == ["family_opened"]
    page = sign_in(rowan.grace).get(f"/family/{done.family_id}/").content.decode()
    assert "A bruise." in page
    assert "Referral to a unit" in page
    assert "Jean Ames, 01632 960123" in page, "the unit can ring back who does not mind"
    members = {one.person.given_name: one for one in FamilyMember.objects.filter(family=done.family)}
    assert [members["Mia"].is_child, members["Leo"].is_child] == [True, False]
    [fact] = referrals_of([members["Mia"].person_id, members["Leo"].person_id])
    assert (fact.person_id, fact.referred_on, fact.source, fact.is_nfa) == (
        members["Mia"].person_id,
        TODAY,
        "2B",
        False,
    )
    assert fact.involvement_id == done.involvement_id
    episode = Episode.objects.get()
    assert (episode.person_id, episode.started_on, episode.source) == (members["Mia"].person_id, TODAY, "2B")
    assert (episode.said_by, episode.note) == ("Dana", "A bruise.")
    with pytest.raises(ValidationError):
        referred(dana, contact, rowan.unit)
    assert Involvement.objects.filter(family=done.family).count() == 1
    known = taken(dana, known={0: Known(members["Leo"].person_id, done.family_id)})
    decided(dana, known, "referral_nfa", reason="Seen at school, well.")
    assert [one.is_nfa for one in referrals_of([members["Leo"].person_id])] == [True]


def test_a_referral_of_an_open_family_goes_to_its_unit_as_news(rowan, dana, sign_in):
    oak, _ = unit_with_staff("Oak", "o")
    family = family_in(rowan.unit, "Openfam", children=1)
    child = family.members.get(is_child=True).person
    contact = taken(dana, about=[About(who="child", given_name="Mia"), About(who="child", given_name="Leo")],
                    known={0: Known(child.pk, family.pk)})  # fmt: skip
    decided(dana, contact, "strategy")
    page = sign_in(dana).get(f"/contacts/{contact.pk}/unit/{contact.about.first().pk}/").content.decode()
    assert "is open to Rowan: this goes there as news" in " ".join(page.split())
    assert "Oak" not in page
    with pytest.raises(ValidationError, match="goes to the unit that holds it"):
        referred(dana, contact, oak)
    done = referred(dana, contact, rowan.unit)
    assert done.is_news
    assert Involvement.objects.get(family=family).pk == done.involvement_id
    assert family.members.filter(is_child=True).count() == 2, "Leo is in the family now"
    assert Episode.objects.count() == 2, "each child has one, and goes on with it"
    again = taken(dana, known={0: Known(child.pk, family.pk)})
    decided(dana, again)
    referred(dana, again, rowan.unit)
    assert Episode.objects.count() == 2
    assert referring.without_episode(done) == []
    kinds = [line.kind.key for line in new_lines_for(actor(rowan.grace))]
    assert kinds.count("referred_again") == 2
    assert kinds.count("strategy_now") == 1


def closed(unit, name: str, on: date) -> Family:
    family = family_in(unit, name, opened=on - 100 * DAY)
    Involvement.objects.filter(family=family).update(closed_on=on, closing_reason="Done.")
    return family


def test_a_closed_family_comes_back_to_the_unit_that_held_it_within_the_window(rowan, dana, sign_in):
    oak, _ = unit_with_staff("Oak", "o")
    DutyTurn.objects.create(unit=oak, during=DateRange(TODAY, TODAY + 2 * DAY))
    for days, first in ((80, "Rowan"), (120, "Oak")):
        family = closed(rowan.unit, f"Back{days}", TODAY - days * DAY)
        contact = taken(dana, known={0: Known(None, family.pk)})
        decided(dana, contact)
        page = sign_in(dana).get(f"/contacts/{contact.pk}/unit/{contact.about.get().pk}/").content.decode()
        units = page.split("kw-unit-choice")[1:]
        assert f"<strong>{first}</strong>" in units[0], page
        assert "suggested" in units[0]
        assert "it held this family until" in page
    Authority.objects.update(returns_within_months=6)
    page = sign_in(dana).get(f"/contacts/{contact.pk}/unit/{contact.about.get().pk}/").content.decode()
    assert "<strong>Rowan</strong>" in page.split("kw-unit-choice")[1], "the authority says for how long"
    done = referred(dana, contact, rowan.unit)
    assert not done.is_news
    assert done.family == family, "the family that there was, with a new involvement"
    assert list(Involvement.objects.filter(family=family).values_list("closed_on", flat=True)) == [
        None,
        TODAY - 120 * DAY,
    ]
    gone = closed(rowan.unit, "Gone", TODAY)
    early = taken(dana, received_on=TODAY - 5 * DAY, known={0: Known(None, gone.pk)})
    decided(dana, early, on=TODAY - 4 * DAY)
    with pytest.raises(ValidationError) as raised:
        referred(dana, early, rowan.unit)
    assert "cannot open again before that" in str(problem_of(raised))


def test_overruling_the_suggestion_says_why_and_a_gap_in_the_rota_is_said(rowan, dana, sign_in):
    oak, _ = unit_with_staff("Oak", "o")
    DutyTurn.objects.create(unit=oak, during=DateRange(TODAY - 7 * DAY, TODAY))
    DutyTurn.objects.create(unit=oak, during=DateRange(TODAY + 3 * DAY, TODAY + 9 * DAY))
    oak.function = "assessment"
    oak.save()
    contact = taken(dana)
    decided(dana, contact)
    client, at = sign_in(dana), f"/contacts/{contact.pk}/unit/{contact.about.get().pk}/"
    page = " ".join(client.get(at).content.decode().split())
    assert "There is a gap in the duty rota" in page
    assert "Oak’s turn ended on" in page
    assert "Oak is next, from" in page
    sent = {"do": "refer", "unit": rowan.unit.pk, "name": "Kestrel", "why_open": "A bruise.", "because": ""}
    answer = client.post(at, sent)
    assert answer.status_code == 422
    assert "why not the unit that was suggested" in answer.content.decode()
    assert not Family.objects.filter(name="Kestrel").exists()
    assert client.post(at, {**sent, "unit": "9" * 9}).status_code == 422
    assert client.post(at, {**sent, "because": "They know the grandmother."}).status_code == 302
    done = Referral.objects.get()
    assert (done.unit, done.suggested, done.overruled_because) == (rowan.unit, oak, "They know the grandmother.")
    assert "a unit for assessment" in done.suggested_because
    assert "They know the grandmother." in client.get(f"/contacts/{contact.pk}/").content.decode()
    assert client.get(at).headers["Location"] == f"/contacts/{contact.pk}/", "it has come to a unit already"


def test_who_takes_the_unit_that_their_page_suggested_is_not_asked_why_though_another_is_by_now(rowan, dana, sign_in):
    contact = taken(dana)
    decided(dana, contact)
    client, at = sign_in(dana), f"/contacts/{contact.pk}/unit/{contact.about.get().pk}/"
    Unit.objects.filter(pk=rowan.unit.pk).update(function="assessment")
    shown = re.search(r'name="shown"\s+value="([^"]+)"', client.get(at).content.decode())[1]
    oak, _ = unit_with_staff("Oak", "o")
    DutyTurn.objects.create(unit=oak, during=DateRange(TODAY - 7 * DAY, TODAY + 7 * DAY))
    sent = {"do": "refer", "unit": rowan.unit.pk, "name": "Kestrel", "why_open": "A bruise.", "because": ""}
    assert "why not the unit" in client.post(at, sent).content.decode(), "nothing says that Rowan was suggested"
    assert client.post(at, {**sent, "shown": shown[:-1] + "!"}).status_code == 422
    assert client.post(at, {**sent, "unit": oak.pk, "shown": shown, "name": ""}).status_code == 422
    assert client.post(at, {**sent, "shown": shown}).status_code == 302
    done = Referral.objects.get()
    assert (done.unit, done.suggested, done.overruled_because) == (rowan.unit, rowan.unit, "")


def test_somebody_found_later_is_linked_before_the_family_goes_to_a_unit(rowan, dana, sign_in):
    family = family_in(rowan.unit, "Laterfam", children=0)
    child = PersonFactory(given_name="Saoirse", family_name="Laterfam", born_on=date(2015, 3, 12))
    FamilyMember.objects.create(family=family, person=child, role="daughter", is_child=True, position=1)
    contact = taken(dana, about=[About(who="child", given_name="Saoirse", family_name="Laterfam")])
    decided(dana, contact)
    about = contact.about.get()
    client = sign_in(dana)
    page = client.get(f"/contacts/{contact.pk}/unit/{about.pk}/").content.decode()
    assert "Perhaps they are in the records" in page
    at = f"/contacts/{contact.pk}/who/{about.pk}/"
    assert "Saoirse Laterfam" in client.get(at).content.decode()
    assert client.post(at, {"known": ""}).status_code == 422
    assert client.post(at, {"known": f"{child.pk}:{family.pk}"}).status_code == 302
    contact.refresh_from_db()
    assert contact.family_ids == [family.pk]
    assert [line.kind.key for line in new_lines_for(actor(rowan.grace))] == ["contact_taken"]
    assert referred(dana, contact, rowan.unit).is_news
    with pytest.raises(ValidationError, match="has come to a unit already"):
        contacts.link_about(actor(dana), about, Known(child.pk, family.pk))


# -- why which unit


def facts(name: str, **more) -> UnitFacts:
    given = {"unit_id": len(name), "function": "child_in_need", "function_name": "Child in Need", "area": "East",
             "families": 5, "children": 9, "planned_high": 15}  # fmt: skip
    return UnitFacts(**{**given, "name": name, **more})


def test_the_order_of_reasons():
    wanted = Wanted(TODAY, area="West", setting="Oak Primary", returns_within=92 * DAY)
    held = facts("Held", held_until=TODAY - 60 * DAY, families=15)
    turn = facts("Turn", on_duty_until=TODAY + DAY)
    kind = facts("Kind", function="assessment", function_name="Assessment")
    here = facts("Here", area="West")
    near = facts("Near", near_setting=2)
    room = facts("Room", families=1)
    full = facts("Full", families=16)
    found = suggested([full, room, near, here, kind, turn, held], wanted)
    assert [one.unit.name for one in found] == ["Held", "Turn", "Kind", "Here", "Near", "Room", "Full"]
    assert [one.is_reasoned for one in found] == [True] * 5 + [False] * 2
    assert "so they come back to it" in found[0].because
    assert "on duty until" in found[1].because
    assert found[0].warnings == ("full: planned for 15 families at most",)
    assert "works with 2 families around Oak Primary" in found[4].because
    assert found[5].because == "1 of 15 families, 9 children"


def test_the_rota():
    monday = date(2026, 11, 30)
    before, after = (
        Turn("Oak", date(2026, 11, 23), date(2026, 11, 27)),
        Turn("Elm", date(2026, 12, 2), date(2026, 12, 4)),
    )
    assert gap_in_rota([Turn("Oak", monday, monday)], monday) == ""
    said = gap_in_rota([before, after], monday)
    assert "no unit is on duty on Monday 30 November 2026" in said
    assert "Oak’s turn ended on Friday 27 November 2026" in said
    assert "Elm is next, from Wednesday 2 December 2026" in said
    assert "No duty rota has been set up" in gap_in_rota([], monday)


# -- the database keeps the promise


def then_refused(statement: str, because: str) -> None:
    with (
        pytest.raises(DatabaseError, match=because),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_raw_sql_breaks_none_of_it(rowan, dana):
    contact = taken(dana, received_on=TODAY - DAY)
    child = contact.about.get()
    [first] = decided(dana, contact, "advice", on=TODAY - DAY)
    other = taken(dana)
    [elsewhere] = decided(dana, other, "advice")
    left, someone = user("left"), family_in(rowan.unit).members.first().person_id

    def decision(**said) -> str:
        row = {
            "about_id": child.pk, "level": "'advice'", "reason": "'x'", "passed_to": "''", "consent": "'given'",
            "no_consent_because": "''", "decided_on": "now()", "decided_by_id": dana.pk, "recorded_by_id": dana.pk,
            "recorded_at": "now()", "supersedes_id": first.pk, "because": "'y'", **said,
        }  # fmt: skip
        return f"INSERT INTO front_door_decision ({', '.join(row)}) VALUES ({', '.join(map(str, row.values()))})"

    for statement, because in (
        (decision(supersedes_id="NULL", because="''"), "one_decision_stands_for_a_child"),
        (decision(because="''"), "what_is_put_right_says_why"),
        (decision(reason="''"), "a_decision_says_why"),
        (decision(decided_on="now() - interval '3 days'"), "decided after it came"),
        (decision(decided_by_id=left.pk), "holds a post that day"),
        (decision(about_id=other.about.get().pk), "one of the same child"),
        (decision(level="'referral'", consent="'refused'"), "without_consent_says_why"),
        (decision(level="'elsewhere'"), "passed_on_says_to_whom"),
        (decision(level="'maybe'"), "level_is_known"),
        (f"UPDATE front_door_decision SET reason = 'z' WHERE id = {first.pk}", "permission denied"),
        (f"DELETE FROM front_door_decision WHERE id = {elsewhere.pk}", "permission denied"),
        (f"UPDATE front_door_contact SET said = 'nothing' WHERE id = {contact.pk}", "permission denied"),
        (f"DELETE FROM front_door_contact WHERE id = {contact.pk}", "permission denied"),
        ("UPDATE front_door_caller SET name = 'Somebody else'", "permission denied"),
        (f"UPDATE front_door_about SET given_name = 'Zed' WHERE id = {child.pk}", "permission denied"),
        (f"UPDATE front_door_about SET person_id = {someone} WHERE id = {child.pk}", "somebody_known_is_of_a_family"),
        ('UPDATE front_door_draft SET typed = \'{"a": "b"}\'', "a_draft_that_is_over_holds_no_words"),
        ("DELETE FROM front_door_draft", "permission denied"),
    ):
        then_refused(statement, because)
    with connection.cursor() as cursor:
        cursor.execute(decision())  # put right as it should be
    decided(dana, other, "referral", because="More is known.")
    done = referred(dana, other, rowan.unit)
    oak, _ = unit_with_staff("Oak", "o")
    for statement, because in (
        (
            "INSERT INTO cases_involvement (family_id, opened_on, why_open, trying_to_do, how, tell_once, "
            "closing_reason, what_changed, if_rereferred, told_how, told_what, step_down_name, step_down_agency, "
            f"step_down_telephone) VALUES ({done.family_id}, now(), '', '', '', '', '', '', '', '', '', '', '', '')",
            "one_open_involvement_per_family",
        ),
        (
            "INSERT INTO front_door_referred (referral_id, about_id, person_id) "
            "SELECT referral_id, about_id, person_id FROM front_door_referred",
            "about_id",
        ),
        (
            "INSERT INTO front_door_referral (contact_id, family_id, involvement_id, unit_id, is_news, suggested_id, "
            "suggested_because, overruled_because, by_id, at) SELECT contact_id, family_id, involvement_id, unit_id, "
            f"false, {oak.pk}, '', '', by_id, at FROM front_door_referral",
            "overruling_a_suggestion_says_why",
        ),
    ):
        then_refused(statement, because)


def test_the_familys_page_tells_of_its_own_children_only(rowan, dana):
    one, two = family_in(rowan.unit, "Onefam"), family_in(rowan.unit, "Twofam")
    taken(dana, about=[About(who="child", given_name="Mia"), About(who="child", given_name="Abdi", household=2)],
          known={0: Known(None, one.pk), 1: Known(None, two.pk)})  # fmt: skip
    [told] = contacts_of_family(one.pk)
    assert [child.name for child in told.children] == ["Mia"]
