"""How a person is named and how old they are."""

from datetime import date

import pytest

from kinwork.access.models import first_name_of
from kinwork.people.models import Person
from kinwork.people.query_parser import parse
from kinwork.search.as_new_family import as_person

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("given", "family", "name", "short"),
    [
        ("Amy", "Stone", "Amy Stone", "Amy"),
        ("Tashi", "", "Tashi", "Tashi"),
        ("", "Stone", "Stone", "Stone"),
        ("", "", "Name not known", "Name not known"),
        ("Siân Mair", "O’Brien-Ńgwenya", "Siân Mair O’Brien-Ńgwenya", "Siân"),
    ],
)
def test_names_with_a_part_missing(given, family, name, short):
    person = Person(given_name=given, family_name=family)
    assert (person.name, person.short_name) == (name, short)


@pytest.mark.parametrize(
    ("born", "kind", "words"),
    [
        (None, "exact", "age not known"),
        (date(2026, 12, 5), "expected", "due 5 December 2026"),
        (date(2026, 11, 2), "exact", "19 days"),
        (date(2026, 4, 21), "exact", "7 months"),
        (date(2026, 4, 22), "exact", "6 months"),
        (date(2006, 11, 22), "exact", "19"),
        (date(2006, 11, 21), "exact", "20"),
        (date(1990, 1, 1), "estimated", "about 36"),
        (date(2014, 7, 1), "year", "11 or 12"),
        (date(2026, 7, 1), "year", "under 1"),
        (date(2026, 3, 1), "month", "8 months"),
        (date(2014, 3, 1), "month", "12"),
    ],
)
def test_ages_as_people_say_them(born, kind, words):
    assert Person(born_on=born, born_kind=kind).age_in_words(TODAY) == words


def test_a_baby_expected_in_a_month_is_due_in_it():
    baby = Person(born_on=date(2027, 5, 1), born_kind="expected", due_month_only=True)
    assert (baby.age_in_words(TODAY), baby.born_said) == ("due May 2027", "2027-05")


def test_the_dead_have_no_age():
    assert Person(born_on=date(1990, 1, 1), is_deceased=True, died_on=date(2020, 1, 2)).age_in_words(TODAY) == (
        "died 2 January 2020"
    )


def test_titles_are_not_first_names():
    assert first_name_of("Dr Leah Stern") == "Leah"


@pytest.mark.parametrize(
    ("typed", "family", "given", "born"),
    [
        ("amy stone 12/3/15", "Stone", "Amy", "12/3/2015"),
        ("dob 12.3.2015 amy stone", "Stone", "Amy", "12/3/2015"),
        ("stone 12th march 2015", "Stone", "", "12/3/2015"),
        ("amy stone born 2015", "Stone", "Amy", "2015"),
        ("jodie tattersall may 2011", "Tattersall", "Jodie", "2011"),
        ("may 2011", "", None, "2011"),
        ("april may", "May", "April", None),
        ("kelly stone baby 6 months old", "Stone", "Kelly", None),
        ("unborn baby of kelly stone", "Stone", "Kelly", None),
        ("amy stone 3 rowan road se1 2ab", "Stone", "Amy", None),
        ("12 high street", "", None, None),
        ("amy stone 07700 900123", "Stone", "Amy", None),
        ("943 476 5919 stone", "Stone", "", None),
        ("stone 31/2/2015", "Stone", "", "2015"),
        ("stone rowan", "Stone", "", None),
        ("rowan", "Rowan", "", None),
        ("siân o’brien-ńgwenya 7y/o", "O’Brien-Ńgwenya", "Siân", None),
    ],
)
def test_nothing_but_a_name_becomes_the_name_of_a_new_family(typed, family, given, born):
    """What was searched for begins the form: no date, number, age or address stands in a name."""
    name, somebody = as_person(parse(typed, today=TODAY), unit="Rowan")
    assert (name, somebody.get("given_name"), somebody.get("born_on")) == (family, given, born)
