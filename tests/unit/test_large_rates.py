"""The large invented authority has England's rates: each figure beside its source."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date

import pytest

from kinwork.copying import Rows
from kinwork.large.authority import tell_family
from kinwork.large.england import FIGURES
from kinwork.large.rates import lives, measured
from kinwork.large.service import Service
from kinwork.large.size import LARGE

TODAY = date(2026, 11, 29)
# A third of the families in a third of the area; `make acceptance` counts them all.
PART = 1 if os.environ.get("KINWORK_WHOLE_AUTHORITY") else 3
SIZE = replace(LARGE, families=LARGE.families // PART, children=LARGE.children // PART)


@pytest.fixture(scope="module")
def found() -> dict[str, float]:
    return measured(lives(SIZE, TODAY), SIZE.children, TODAY)


@pytest.mark.parametrize("key", FIGURES)
def test_each_rate_is_near_what_was_published(found, key):
    figure = FIGURES[key]
    assert found[key] == pytest.approx(figure.value, rel=figure.within), f"{figure.words}: {figure.source}"


def test_a_family_is_the_same_one_whoever_makes_it_and_in_whatever_order():
    service = Service(SIZE, TODAY)
    made: list[list[Rows]] = []
    for numbers in (range(12), reversed(range(12))):
        each = {}
        for number in numbers:
            each[number] = Rows()
            tell_family(service, number, each[number])
        made.append([each[number] for number in range(12)])
    assert made[0] == made[1]
    assert sum(len(rows["record.entry"]) for rows in made[0]) > 50
