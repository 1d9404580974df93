"""Nobody is entered twice unseen: who it may be is shown, with how likely and why, and what was typed stays."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kinwork.confidentiality import restrictions
from kinwork.families.models import Family, FamilyMember
from kinwork.people.models import Identifier, OtherName, Person
from kinwork.search.duplicates import likely, pairs
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def family(rowan) -> Family:
    return family_in(rowan.unit, "Quill", children=0)


@pytest.fixture
def amy(rowan) -> Person:
    one = Person.objects.create(given_name="Amy", family_name="Pettigrew", born_on=date(2015, 3, 12))
    FamilyMember.objects.create(family=family_in(rowan.unit, "Pettigrew", children=0), person=one, role="niece")
    return one


def asked(page: str, prefix: str = "") -> str:
    found = re.search(rf'name="{prefix}asked_about" value="(\w+)"', page)
    assert found, "it was not asked"
    return found[1]


TYPED = {"given_name": "Aimee", "family_name": "Petigrew", "born_on": "12/3/2015", "born_kind": "exact",
         "sex": "female", "role": "cousin"}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "surname", "born", "word"),
    [
        ("Amy", "Pettigrew", date(2015, 3, 12), "almost certainly"),
        ("Aimee", "Petigrew", date(2015, 3, 12), "likely"),
        ("Amy", "Pettigrew", date(2015, 12, 3), "likely"),
        ("Amy", "Pettigrew", date(2015, 3, 13), "likely"),
        ("Amy", "Pettigrew", None, "possibly"),
        ("Amy", "Featherstone", date(2015, 3, 12), "likely"),
        ("Amy", "Pettigrew", date(1960, 7, 9), None),
        ("Bernard", "Pettigrew", date(2015, 3, 12), None),  # a twin
        ("Bernard", "Pettigrew", date(1960, 7, 9), None),
        ("Bernard", "Oyelaran", date(2015, 3, 12), None),
        ("", "", date(2015, 3, 12), None),
    ],
)
def test_how_likely_it_is_follows_from_what_is_the_same(rowan, amy, given, surname, born, word):
    found = likely(actor(rowan.tom), Person(given_name=given, family_name=surname, born_on=born), TODAY)
    assert [one.word for one in found] == ([word] if word else [])


def test_the_first_of_january_is_no_day_that_two_records_share(rowan, amy):
    """Registers and passports have it where nobody knows the day: it weighs as the year does, and is said."""
    amy.born_on = date(2015, 1, 1)
    amy.save()
    [one] = likely(actor(rowan.tom), Person(given_name="Amy", family_name="Pettigrew", born_on=date(2015, 1, 1)), TODAY)
    assert one.word == "possibly"
    assert "1 January, which often stands for a day that no one knows" in one.why[-1]
    [one] = likely(actor(rowan.tom), Person(given_name="Amy", family_name="Pettigrew", born_on=date(2015, 8, 9)), TODAY)
    assert one.word == "possibly"  # the day is known by now: no reason to think it another girl
    other = Person(given_name="Aamina", family_name="Pettigrew", born_on=date(2015, 1, 1))
    assert not [one for one in likely(actor(rowan.tom), other, TODAY) if one.points > 5]


def test_one_number_is_nearly_proof(rowan, amy):
    Identifier.objects.create(person=amy, kind="nhs", value="9990000018")
    [one] = likely(actor(rowan.tom), Person(given_name="Someone", family_name="Else"), TODAY, nhs="9990000018")
    assert (one.word, one.why) == ("almost certainly", ["same NHS number"])


def test_adding_somebody_known_asks_and_keeps_what_was_typed(rowan, family, amy, sign_in):
    client = sign_in(rowan.tom)
    page = client.post(f"/family/{family.pk}/member/", TYPED)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Amy Pettigrew" in text
    assert "same date of birth" in text
    assert "name sounds the same" in text or "name nearly the same" in text
    for kept in ('value="Aimee"', 'value="Petigrew"', 'value="12/3/2015"', 'value="cousin"'):
        assert kept in text
    assert Person.objects.filter(family_name="Petigrew").count() == 0
    again = {**TYPED, "asked_about": asked(text), "same_as": str(amy.pk)}
    assert client.post(f"/family/{family.pk}/member/", again).status_code == 302
    [member] = FamilyMember.objects.filter(family=family, role="cousin")
    assert member.person == amy
    name = OtherName.objects.get(person=amy)
    assert (str(name), name.family_id) == ("Aimee Petigrew", family.pk), "what this family calls her is not lost"
    amy.refresh_from_db()
    assert amy.name == "Amy Pettigrew"
    second = client.post(f"/family/{family.pk}/member/", {**again, "asked_about": asked(text)})
    assert "is in this family already" in second.content.decode()


def test_it_is_somebody_else(rowan, family, amy, sign_in):
    client = sign_in(rowan.tom)
    text = client.post(f"/family/{family.pk}/member/", TYPED).content.decode()
    client.post(f"/family/{family.pk}/member/", {**TYPED, "asked_about": asked(text), "same_as": "new"})
    assert FamilyMember.objects.get(family=family, role="cousin").person.name == "Aimee Petigrew"


def test_another_name_is_asked_about_anew_and_no_stranger_can_be_chosen(rowan, family, amy, sign_in):
    client = sign_in(rowan.tom)
    text = client.post(f"/family/{family.pk}/member/", TYPED).content.decode()
    other = {**TYPED, "given_name": "Amie", "asked_about": asked(text), "same_as": "new"}
    assert client.post(f"/family/{family.pk}/member/", other).status_code == 422
    stranger = Person.objects.create(given_name="Total", family_name="Stranger")
    forged = {**TYPED, "asked_about": asked(text), "same_as": str(stranger.pk)}
    assert client.post(f"/family/{family.pk}/member/", forged).status_code == 422
    assert not FamilyMember.objects.filter(person=stranger).exists()


def test_a_family_out_of_reach_is_opened_first(rowan, amy, sign_in):
    oak, others = unit_with_staff("Oak", "o")
    theirs = family_in(oak, "Farfam", children=0)
    client = sign_in(others["tom"])
    text = client.post(f"/family/{theirs.pk}/member/", TYPED).content.decode()
    assert "12 March 2015" not in text
    chosen = {**TYPED, "asked_about": asked(text), "same_as": str(amy.pk)}
    refused = client.post(f"/family/{theirs.pk}/member/", chosen)
    assert "Open it with a reason first" in refused.content.decode()
    assert not FamilyMember.objects.filter(family=theirs, person=amy).exists()
    client.post(
        f"/family/{amy.memberships.get().family_id}/open/", {"reason": "duty", "words": "The same child I think"}
    )
    assert client.post(f"/family/{theirs.pk}/member/", chosen).status_code == 302
    assert FamilyMember.objects.filter(family=theirs, person=amy).exists()


def test_somebody_in_a_restricted_family_is_not_suggested(rowan, family, amy, sign_in):
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    restrictions.restrict(
        actor(manager), amy.memberships.get().family_id, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.leah.pk],
    )  # fmt: skip
    assert sign_in(rowan.tom).post(f"/family/{family.pk}/member/", TYPED).status_code == 302


def test_a_new_family_asks_for_each_of_its_people_and_opens_once(rowan, amy, sign_in):
    client = sign_in(rowan.maureen)
    sent = {"name": "Newfam", "m0-born_kind": "exact", "m0-sex": "unknown", "m1-born_kind": "exact",
            "m1-sex": "unknown",
            "m0-given_name": "Amy", "m0-family_name": "Pettigrew", "m0-born_on": "12/3/2015",
            "m1-given_name": "Total", "m1-family_name": "Stranger"}  # fmt: skip
    page = client.post(f"/families/open/{rowan.unit.pk}/", sent)
    assert page.status_code == 422
    text = page.content.decode()
    assert not Family.objects.filter(name="Newfam").exists(), "nothing is half saved"
    assert 'name="m1-asked_about"' not in text
    sent |= {"m0-asked_about": asked(text, "m0-"), "m0-same_as": str(amy.pk)}
    first = client.post(f"/families/open/{rowan.unit.pk}/", sent)
    assert first.status_code == 302
    again = client.post(f"/families/open/{rowan.unit.pk}/", sent)
    assert again.headers["Location"] == first.headers["Location"]
    names = FamilyMember.objects.filter(family__name="Newfam").values_list("person_id", "person__family_name")
    assert set(names) == {(amy.pk, "Pettigrew"), (Person.objects.get(family_name="Stranger").pk, "Stranger")}


def test_drawing_somebody_known_into_a_genogram_asks_too(rowan, family, amy, sign_in):
    client = sign_in(rowan.tom)
    mother = family.members.first().person
    sent = {"child-person": mother.pk, "child-given_name": "Amy", "child-family_name": "Pettigrew",
            "child-born_on": "12/3/2015", "child-kind": "birth"}  # fmt: skip
    page = client.post(f"/family/{family.pk}/genogram/draw/child/", sent)
    assert page.status_code == 422
    sent |= {"child-asked_about": asked(page.content.decode(), "child-"), "child-same_as": str(amy.pk)}
    assert client.post(f"/family/{family.pk}/genogram/draw/child/", sent).status_code == 302
    assert FamilyMember.objects.filter(family=family, person=amy).exists()
    assert amy.child_in.get().parent == mother


def test_likely_pairs_in_ones_reach(rowan, family, amy):
    twin = Person.objects.create(given_name="Ben", family_name="Pettigrew", born_on=date(2015, 3, 12))
    same = Person.objects.create(given_name="Aimee", family_name="Petigrew", born_on=date(2015, 3, 12))
    for one in (twin, same):
        FamilyMember.objects.create(family=family, person=one)
    found = pairs(actor(rowan.grace), TODAY)
    assert [{pair.one, pair.other} for pair in found] == [{amy, same}], "twins have a day of birth and half a name"
    _, others = unit_with_staff("Oak", "o")
    assert pairs(actor(others["grace"]), TODAY) == []
