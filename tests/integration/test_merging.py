"""Two records of one person: put together, with both histories, and taken apart again exactly."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.cases.models import Merging, Moved
from kinwork.children.models import ProtectionPlan
from kinwork.confidentiality import restrictions
from kinwork.families import actions as relations
from kinwork.families.models import Family, FamilyMember, Parenthood
from kinwork.meetings.actions import discussing
from kinwork.meetings.models import PlannedConversation
from kinwork.obligations.models import Obligation
from kinwork.obligations.rebuilding import rebuild_family
from kinwork.people.models import (
    Address,
    Contact,
    Identifier,
    OtherName,
    Particular,
    Person,
    SafetyWarning,
)
from kinwork.search import merging
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def person_in(family: Family, given: str, surname: str, **more) -> Person:
    role = more.pop("role", "child")
    one = Person.objects.create(given_name=given, family_name=surname, **more)
    FamilyMember.objects.create(family=family, person=one, role=role, position=family.members.count())
    return one


@pytest.fixture
def family(rowan) -> Family:
    return family_in(rowan.unit, "Quill", children=0)


@pytest.fixture
def other(rowan) -> Family:
    return family_in(rowan.unit, "Usher", children=0)


@pytest.fixture
def two(rowan, family, other) -> tuple[Person, Person]:
    """Amy as two families know her, with something of everything noted of the second."""
    amy = person_in(family, "Amy", "Quill", born_on=date(2015, 3, 12))
    also = person_in(other, "Aimee", "Usher", born_on=date(2015, 3, 21), sex="female", role="niece")
    Address.objects.create(person=also, lines="14 Mill Lane", postcode="LS1 4AB", family_id=other.pk)
    Contact.objects.create(person=also, value="07700 900123")
    Identifier.objects.create(person=also, kind="nhs", value="9990000018", family_id=other.pk)
    OtherName.objects.create(person=also, family_name="Price")
    Particular.objects.create(person=also, what="language", words="Welsh")
    SafetyWarning.objects.create(person=also, kind="dogs", words="Two.", review_on=TODAY)
    me = actor(rowan.grace)
    at = relations.EditContext(other, rowan.unit.pk, me)
    mother = other.members.first().person
    relations.add_child(at, [mother], also)
    relations.add_partner(at, also, Person(given_name="Newcomer"))
    relations.add_child(at, [also], Person(given_name="Kit", born_on=date(2026, 1, 1)), confirmed=True)
    relations.put_bond(at, mother, also, kind="close")
    relations.put_bond(at, also, mother, kind="distant")
    relations.add_sibling(at, also, Person(given_name="Sister"))
    relations.add_loss(at, also, kind="miscarriage", other_parent=mother)
    talk = discussion_of(other, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    why = discussing.raise_hypothesis(me, talk, statement="It might be that")
    discussing.plan_conversation(me, talk, tests=why).people.add(also)
    return amy, also


def everything() -> dict[str, list[tuple]]:
    """All rows of all tables that say which person, and the persons, as they are."""
    found = {}
    for table in sorted({model._meta.db_table for model, _ in merging.keys_to_people()} | {"people_person"}):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            found[table] = cursor.fetchall()
    return found


def of_person(pk: int) -> dict[str, int]:
    found = {}
    for model, field in merging.keys_to_people():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table} WHERE {field.column} = %s", [pk])
            if count := cursor.fetchone()[0]:
                found[f"{model._meta.db_table}.{field.column}"] = count
    return found


def test_no_table_with_a_key_to_a_person_is_forgotten():
    """A key that the database has and the merging does not know of would be left behind: none may be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)"
            " WHERE c.contype = 'f' AND c.confrelid = 'people_person'::regclass"
        )
        there = {row for row in cursor.fetchall() if row[0] != "cases_merging"}
        # Columns that say a person without a key to it: histories stay, and the index makes itself.
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'person_id' AND table_name NOT LIKE '%event' AND table_name <> 'people_term'"
        )
        there |= set(cursor.fetchall())
    derived = {
        ("obligations_obligation", "person_id"), ("record_lastseen", "person_id"),
        ("national_returns_finding", "person_id"), ("api_childstatus", "person_id"),
        # From which line it came stays of the record that the line made: an import asks what that became.
        ("imports_importedrow", "person_id"),
    }  # fmt: skip
    assert derived <= there, "which are worked out anew, and carried along by no one"
    there -= derived
    # The seal of an adopted child's record follows by a trigger, also where who merges must not know of it.
    there -= {("children_sealing", "person_id"), ("children_sealing", "adopted_as_id")}
    assert there == {(model._meta.db_table, field.column) for model, field in merging.keys_to_people()}
    assert len(there) > 15


def test_everything_said_of_either_is_then_said_of_one_and_taking_apart_restores_it_exactly(rowan, two):
    amy, also = two
    before = everything()
    assert len(of_person(also.pk)) > 12, "the scene must have something in most tables, or nothing is shown"
    done = merging.merge(actor(rowan.grace), amy, also)
    assert of_person(also.pk) == {}
    amy.refresh_from_db()
    assert (amy.name, amy.sex) == ("Amy Quill", "female"), "what only the other knew is learnt"
    assert [str(name) for name in OtherName.objects.filter(person=amy)] == ["Price", "Aimee Usher"]
    assert Particular.objects.get(person=amy, what="born").code == "2015-03-21", "the other account stands beside"
    assert set(amy.memberships.values_list("family__name", flat=True)) == {"Quill", "Usher"}
    assert merging.undo(actor(rowan.grace), done) == []
    assert everything() == before


def test_what_the_other_is_right_in_may_be_taken(rowan, two):
    amy, also = two
    assert set(merging.differs(amy, also)) == {"name", "born"}
    merging.merge(actor(rowan.grace), amy, also, take=["name", "born"])
    amy.refresh_from_db()
    assert (amy.name, amy.born_on) == ("Aimee Usher", date(2015, 3, 21))
    assert "Amy Quill" in [str(name) for name in OtherName.objects.filter(person=amy)]
    assert Particular.objects.get(person=amy, what="born").code == "2015-03-12"


def test_two_records_in_one_family_become_one_membership_and_two_again(rowan, family):
    amy = person_in(family, "Amy", "Quill", role="")
    twice = person_in(family, "Amy", "Quil", role="oldest")
    FamilyMember.objects.filter(person=twice).update(is_child=True)
    before = everything()
    done = merging.merge(actor(rowan.grace), amy, twice)
    [member] = FamilyMember.objects.filter(family=family, person__family_name__startswith="Qui")
    assert (member.person, member.role, member.is_child) == (amy, "oldest", True)
    merging.undo(actor(rowan.grace), done)
    assert everything() == before


def test_two_who_were_both_asked_to_one_conversation_are_asked_once(rowan, two, other):
    amy, also = two
    FamilyMember.objects.create(family=other, person=amy, position=9)
    talk = PlannedConversation.objects.get()
    talk.people.add(amy)
    before = everything()
    done = merging.merge(actor(rowan.grace), amy, also)
    assert list(talk.people.all()) == [amy]
    merging.undo(actor(rowan.grace), done)
    assert everything() == before


def test_taking_apart_after_later_changes_puts_back_the_rest_and_says_what_stays(rowan, two, other):
    amy, also = two
    done = merging.merge(actor(rowan.grace), amy, also)
    address = Address.objects.get(person=amy)
    amy.refresh_from_db()
    amy.sex = "unknown"
    amy.save()
    OtherName.objects.filter(person=amy, family_name="Usher").update(kind="alias")
    later = Address.objects.create(person=amy, lines="1 New Road")
    third = family_in(rowan.unit, "Third", children=0)
    FamilyMember.objects.create(family=third, person=amy)
    told = [one.words for one in merging.what_stays(done)]
    assert any("sex was changed since" in words for words in told)
    assert any("Aimee Usher" in words for words in told)
    assert [one.words for one in merging.undo(actor(rowan.grace), done)] == told
    address.refresh_from_db()
    later.refresh_from_db()
    amy.refresh_from_db()
    assert (address.person_id, later.person_id, amy.sex) == (also.pk, amy.pk, "unknown")
    assert set(amy.memberships.values_list("family__name", flat=True)) == {"Quill", "Third"}
    assert FamilyMember.objects.get(family=other, person=also).role == "niece"


def test_merges_are_taken_apart_in_their_order(rowan, two, family):
    amy, also = two
    third = person_in(family, "Ami", "Quill")
    first = merging.merge(actor(rowan.grace), amy, also)
    second = merging.merge(actor(rowan.grace), third, amy)
    with pytest.raises(ValidationError, match="Separate those two first"):
        merging.undo(actor(rowan.grace), first)
    merging.undo(actor(rowan.grace), second)
    merging.undo(actor(rowan.grace), first)
    with pytest.raises(ValidationError, match="already"):
        merging.undo(actor(rowan.grace), first)


# -- what cannot be


def test_nobody_is_merged_with_their_own_mother(rowan, two, other):
    _, also = two
    mother = Parenthood.objects.get(child=also).parent
    before = everything()
    for one, two_ in ((mother, also), (also, mother)):
        with pytest.raises(ValidationError, match="these must be two people"):
            merging.merge(actor(rowan.grace), one, two_)
    with pytest.raises(ValidationError, match="same record"):
        merging.merge(actor(rowan.grace), also, also)
    assert everything() == before
    assert not Merging.objects.exists()


def test_nobody_becomes_their_own_grandmother(rowan, two, other):
    _, also = two
    mother = Parenthood.objects.get(child=also).parent
    kit = Parenthood.objects.get(parent=also).child
    Person.objects.filter(pk__in=[mother.pk, kit.pk]).update(born_on=None)
    before = everything()
    with pytest.raises(ValidationError):
        merging.merge(actor(rowan.grace), mother, kit)
    assert everything() == before


def test_the_childs_record_comes_along_and_what_is_due_follows(rowan, two, family, other):
    amy, also = two
    FamilyMember.objects.filter(person__in=[amy.pk, also.pk]).update(is_child=True)
    told = {"recorded_by": rowan.grace, "recorded_at": timezone.now(), "started_on": date(2026, 10, 1)}
    plan = ProtectionPlan.objects.create(
        person=also, involvement=other.involvements.get(), category="NEG", **told
    )  # fmt: skip
    rebuild_family(other.pk)
    assert Obligation.objects.filter(person=also, rule="RCPC-1").exists()
    mine = ProtectionPlan.objects.create(
        person=amy, involvement=family.involvements.get(), category="EMO", **told
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Both records have a child protection plan at the same time"):
        merging.merge(actor(rowan.grace), amy, also)
    ended = {"ended_on": told["started_on"], "end_recorded_by": rowan.grace, "end_recorded_at": timezone.now()}
    ProtectionPlan.objects.filter(pk=mine.pk).update(**ended)
    done = merging.merge(actor(rowan.grace), amy, also)
    assert ProtectionPlan.objects.get(pk=plan.pk).person == amy
    assert Obligation.objects.filter(person=amy, rule="RCPC-1", is_open=True).exists()
    assert not Obligation.objects.filter(person=also).exists()
    assert merging.undo(actor(rowan.grace), done) == []
    assert ProtectionPlan.objects.get(pk=plan.pk).person == also
    assert Obligation.objects.filter(person=also, rule="RCPC-1", is_open=True).exists()


# -- who may


def test_only_who_answers_for_every_family_concerned(rowan, two):
    amy, also = two
    oak, strangers = unit_with_staff("Oak", "o")
    far = family_in(oak, "Farfam", children=0)
    FamilyMember.objects.create(family=far, person=also)
    for who in (rowan.tom, strangers["grace"], strangers["tom"]):
        with pytest.raises(NotAllowed):
            merging.merge(actor(who), amy, also)
    with pytest.raises(NotAllowed, match="Farfam"):
        merging.merge(actor(rowan.grace), amy, also)
    both = user("both")
    put_in_post(both, rowan.unit, "gm")
    put_in_post(both, oak, "gm")
    merging.merge(actor(both), amy, also)


@pytest.fixture
def secret(rowan, two) -> Family:
    """A third family of the second Amy, that only a manager knows of."""
    _, also = two
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    family = family_in(rowan.unit, "Secretfam", children=0)
    FamilyMember.objects.create(family=family, person=also, role="hidden role")
    OtherName.objects.create(person=also, given_name="Hidden", family_name="Name", family_id=family.pk)
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.leah.pk],
    )  # fmt: skip
    return family


def test_a_restricted_family_is_neither_betrayed_nor_joined(rowan, two, secret):
    amy, also = two
    done = merging.merge(actor(rowan.grace), amy, also)
    # To who merged it looks as always: the other record is gone, nothing was refused, nothing tells.
    actor(rowan.grace)
    assert not Person.objects.filter(pk=also.pk).exists()
    assert not any("idden" in str((one.was, one.became)) for one in Moved.objects.filter(merging=done))
    # What the restricted family knows stays its own, with the record that only it has now.
    actor(user_of(secret))
    assert FamilyMember.objects.get(family=secret, role="hidden role").person_id == also.pk
    assert OtherName.objects.get(family_id=secret.pk).person_id == also.pk
    assert set(amy.memberships.values_list("family__name", flat=True)) == {"Quill", "Usher"}
    # And it can be taken apart by who put it together.
    assert merging.undo(actor(rowan.grace), done) == []
    actor(rowan.grace)
    assert set(Person.objects.get(pk=also.pk).memberships.values_list("family__name", flat=True)) == {"Usher"}


def user_of(family: Family):
    from kinwork.access.models import User

    return User.objects.get(email="manager@example.org")


def test_a_family_restricted_after_the_merging_keeps_what_it_has(rowan, two, other):
    amy, also = two
    done = merging.merge(actor(rowan.grace), amy, also)
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    restrictions.restrict(
        actor(manager), other.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.leah.pk],
    )  # fmt: skip
    actor(rowan.grace)
    told = merging.undo(actor(rowan.grace), done)
    assert not any("Usher" in one.words or "niece" in one.words for one in told)
    actor(manager)
    assert FamilyMember.objects.get(family=other, role="niece").person_id == amy.pk


def test_both_are_logged_in_every_family_concerned(rowan, two, family, other):
    from kinwork.access.models import AuditEvent

    done = merging.merge(actor(rowan.grace), *two)
    merging.undo(actor(rowan.grace), done)
    for verb in ("merged people", "took merged people apart"):
        assert set(AuditEvent.objects.filter(verb=verb).values_list("family_id", flat=True)) == {family.pk, other.pk}
    assert timezone.now() >= done.at


# -- the pages


def test_from_likely_to_side_by_side_to_one_and_back(rowan, two, family, other, sign_in):
    amy, also = two
    OtherName.objects.create(person=also, given_name="Aimee", family_name="Quill", kind="previous name")
    client = sign_in(rowan.grace)
    page = client.get(f"/person/{amy.pk}/records/").content.decode()
    assert f"/person/{amy.pk}/same-as/{also.pk}/" in page
    page = client.get(f"/person/{amy.pk}/same-as/{also.pk}/").content.decode()
    for said in ("Amy Quill", "Aimee Usher", "12 March 2015", "999 000 0018", "14 Mill Lane", "niece"):
        assert said in page, said
    answer = client.post(f"/person/{amy.pk}/same-as/{also.pk}/", {"born": "other"})
    assert answer.headers["Location"] == f"/person/{amy.pk}/records/"
    amy.refresh_from_db()
    assert amy.born_on == date(2015, 3, 21)
    page = client.get(f"/person/{amy.pk}/records/").content.decode()
    [done] = Merging.objects.all()
    assert f"/merging/{done.pk}/" in page
    assert "What does not go back" not in client.get(f"/merging/{done.pk}/").content.decode()
    assert of_person(also.pk) == {}, "looking changes nothing"
    assert client.post(f"/merging/{done.pk}/").status_code == 302
    assert of_person(also.pk)
    assert "separated" in client.get(f"/person/{amy.pk}/records/").content.decode()
    assert "already" in client.post(f"/merging/{done.pk}/").content.decode()


def test_what_cannot_be_is_said_on_the_page(rowan, two, sign_in):
    _, also = two
    mother = Parenthood.objects.get(child=also).parent
    page = sign_in(rowan.grace).post(f"/person/{mother.pk}/same-as/{also.pk}/")
    assert page.status_code == 422
    assert "these must be two people" in page.content.decode()


def test_the_pages_let_in_only_those_who_may(rowan, two, secret, sign_in):
    amy, also = two
    _, strangers = unit_with_staff("Oak", "o")
    hidden = Person.objects.create(given_name="Only", family_name="There")
    actor(user_of(secret))
    FamilyMember.objects.create(family=secret, person=hidden)
    pair = f"/person/{amy.pk}/same-as/{also.pk}/"
    for who, status in ((rowan.grace, 200), (rowan.maureen, 200), (rowan.tom, 403), (strangers["grace"], 403)):
        assert sign_in(who).get(pair).status_code == status, who
    assert sign_in(rowan.tom).get("/duplicates/").status_code == 403
    client = sign_in(rowan.grace)
    gone = client.get(f"/person/{amy.pk}/same-as/999999/")
    there = client.get(f"/person/{amy.pk}/same-as/{hidden.pk}/")
    assert gone.status_code == there.status_code == 404
    assert len(gone.content) == len(there.content)


def test_the_page_of_duplicates_costs_the_same_however_many_there_are(rowan, family, other, sign_in):
    from django.test.utils import CaptureQueriesContext

    client = sign_in(rowan.grace)

    def statements() -> int:
        with CaptureQueriesContext(connection) as told:
            assert client.get("/duplicates/").status_code == 200
        return len(told)

    for where in (family, other):
        person_in(where, "Amy", "Pettigrew", born_on=date(2015, 3, 12))
    few = statements()
    for n in range(8):
        for where in (family, other):
            person_in(where, f"Ben{n}", "Pettigrew", born_on=date(2010, 1, n + 1))
    assert "Ben7 Pettigrew" in client.get("/duplicates/").content.decode()
    assert statements() == few <= 12


def test_families_that_share_somebody_are_linked_from_both(rowan, family, other, secret_free, sign_in):
    client = sign_in(rowan.tom)
    for one, another in ((family, other), (other, family)):
        page = client.get(f"/family/{one.pk}/").content.decode()
        assert "Also in the family" in page
        assert f'href="/family/{another.pk}/">{another.name}</a>' in page


@pytest.fixture
def secret_free(rowan, family, other) -> Person:
    shared = person_in(family, "Nan", "Quill")
    FamilyMember.objects.create(family=other, person=shared, role="grandmother")
    return shared


def test_a_restricted_family_is_not_linked_and_one_out_of_reach_says_so(rowan, family, other, secret_free, sign_in):
    oak, _ = unit_with_staff("Oak", "o")
    far = family_in(oak, "Farfam", children=0)
    FamilyMember.objects.create(family=far, person=secret_free, role="lodger")
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    restrictions.restrict(
        actor(manager), other.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.leah.pk],
    )  # fmt: skip
    page = sign_in(rowan.tom).get(f"/family/{family.pk}/").content.decode()
    assert "Usher" not in page
    assert "Farfam" in page
    assert f"/family/{far.pk}/open/" in page
    assert "lodger" not in page
