"""Pseudonyms hold within a study, differ between studies, and give nothing of the number that they stand for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinwork.evaluation.models import new_secret
from kinwork.without_names.columns import PSEUDONYM
from kinwork.without_names.pseudonyms import HELD_BACK_DAYS, Pseudonyms

SECRETS = st.binary(min_size=16, max_size=32).map(bytes.hex)
IDS = st.integers(min_value=1, max_value=2**63 - 1)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@given(SECRETS, IDS)
def test_the_same_family_has_the_same_pseudonym_in_a_study(secret, pk):
    said = Pseudonyms(secret).of("F", pk)
    assert said == Pseudonyms(secret).of("F", pk)
    assert PSEUDONYM.fullmatch(said)


@given(SECRETS, SECRETS, IDS)
def test_and_another_in_another_study(one, other, pk):
    if one.rstrip("0") == other.rstrip("0"):  # HMAC fills a key up with noughts
        return
    assert Pseudonyms(one).of("F", pk) != Pseudonyms(other).of("F", pk)


@given(SECRETS, st.lists(IDS, unique=True, min_size=2, max_size=50))
def test_no_two_families_share_one(secret, ids):
    names = Pseudonyms(secret)
    assert len({names.of("F", pk) for pk in ids}) == len(ids)


@given(SECRETS, IDS, IDS)
def test_a_child_is_not_known_again_in_another_family_nor_as_staff(secret, family, person):
    names = Pseudonyms(secret)
    all_of_them = {
        names.of("C", family, person)[1:], names.of("C", family + 1, person)[1:], names.of("S", person)[1:],
        names.of("F", person)[1:], names.of("U", person)[1:],
    }  # fmt: skip
    assert len(all_of_them) == 5


@given(SECRETS, IDS, DAYS, DAYS)
def test_a_familys_last_days_are_held_back_by_the_same_number_whenever_it_is_drawn(secret, pk, one, other):
    names = Pseudonyms(secret)
    back = (one - names.told_until(pk, one)).days
    assert 0 <= back < HELD_BACK_DAYS
    assert (other - names.told_until(pk, other)).days == back


def test_families_are_held_back_differently():
    names, today = Pseudonyms(new_secret()), date(2026, 1, 1)
    assert len({names.told_until(pk, today) for pk in range(1, 500)}) == HELD_BACK_DAYS


def test_a_secret_is_long_and_never_twice_the_same():
    assert len(bytes.fromhex(new_secret())) == 32
    assert new_secret() != new_secret()


def test_a_study_without_its_secret_names_nobody():
    with pytest.raises(ValueError, match="closed"):
        Pseudonyms("")
