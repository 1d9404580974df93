"""Numbers, postcodes, names and code lists: what is right, and what is refused in which words."""

from __future__ import annotations

import doctest

import pytest
import yaml

from kinwork.people import codes, naming, numbers
from kinwork.people.models import CODED
from kinwork.people.models import partial as partial_dates


@pytest.mark.parametrize("module", [codes, naming, numbers, partial_dates])
def test_examples_are_so(module):
    found = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert found.attempted
    assert not found.failed


def test_every_slip_of_one_digit_is_found():
    """The check digit is there for this: modulus 11 finds each single wrong digit and each swap of two neighbours."""
    right = "9990000018"
    assert numbers.nhs_number(right) == right
    for place in range(10):
        for digit in "0123456789":
            slip = right[:place] + digit + right[place + 1 :]
            if slip != right:
                with pytest.raises(numbers.NotANumber, match="last digit does not match"):
                    numbers.nhs_number(slip)


def test_nine_digits_that_begin_no_number():
    """Where the check digit would be ten, there is no such number (NHS Data Dictionary)."""
    nine = next(f"{n:09}" for n in range(999000000, 999001000) if numbers.nhs_check_digit(f"{n:09}") == 10)
    for last in "0123456789":
        with pytest.raises(numbers.NotANumber):
            numbers.nhs_number(nine + last)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("999 000 001", "ten digits; this has 9"),
        ("999 000 00187", "ten digits; this has 11"),
        ("99900OO018", "other characters in it"),
        ("٩٩٩٠٠٠٠٠١٨", "other characters in it"),
    ],
)
def test_what_is_no_nhs_number_says_why(typed, sentence):
    with pytest.raises(numbers.NotANumber, match=sentence):
        numbers.nhs_number(typed)


def test_published_upns():
    # python-stdnum's example, and 2×2 + 7×4 + 1×9 + 6×10 + 4×12 + 9×13 = 266 = 11×23 + 13, the letter P.
    assert numbers.upn("B801200005001") == "B801200005001"
    assert numbers.upn("P207000016049") == "P207000016049"
    with pytest.raises(numbers.NotANumber, match="first letter does not match"):
        numbers.upn("B207000016049")
    assert numbers.is_temporary(numbers.upn("M80120000500A"))
    for wrong in ("I801200005001", "B80120000500S", "B80120000500", "8B01200005001"):
        with pytest.raises(numbers.NotANumber, match="letter and twelve digits"):
            numbers.upn(wrong)


@pytest.mark.parametrize(
    "typed", ["CB2 1TN", "m11ae", "EC1A 1BB", "W1A0AX", "B33 8TH", "CR2 6XH", "DN55 1PT", "GIR 0AA"]
)
def test_postcodes_of_each_form(typed):
    assert numbers.postcode(typed).replace(" ", "") == typed.replace(" ", "").upper()


@pytest.mark.parametrize("typed", ["CB2", "QB2 1TN", "CB2 1TC", "12345", "CB22 22TN", "CB2 1T🏠"])
def test_impossible_postcodes(typed):
    with pytest.raises(numbers.NotANumber, match="cannot be a postcode"):
        numbers.postcode(typed)


def test_a_name_may_be_of_any_script_but_not_turn_the_text_around():
    for name in ("Nguyễn Thị Minh Khai", "Иван", "محمد", "மு.", "X Æ 12", "d’Ürberville", "Ní Dhomhnaill-Achebe"):
        assert naming.wrong_in_name(name) == "", name
    assert "invisible" in naming.wrong_in_name("Ann\u202eeno")
    assert "not part of a name" in naming.wrong_in_name("<b>Ann</b>")


def test_every_coded_particular_has_its_list_with_a_source():
    for name in CODED:
        assert len(codes.source(name)) > 20
        every = [one.code for one in codes.codes(name)]
        assert len(set(every)) == len(every) >= 5
        assert all(one.label for one in codes.codes(name))
    # DfE, Children in need census: eighteen codes and two for not said; thirteen of disability
    assert len(codes.codes("ethnicity")) == 20
    assert len(codes.codes("disability")) == 13
    assert yaml.safe_dump(codes.choices("ethnicity")[0][0]).strip().startswith("White")
