"""Nobody's writing time is shown, nor left to be worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from kinwork.practice.time_use import Group, _together, months_before, shown

MARCH = date(2026, 3, 1)


def group(unit: int | None, people: str, **more) -> Group:
    each = {"median_written": 1000.0, "entries": 6 * len(people), "written": 6000 * len(people),
            "largest_share": 1 / len(people)}  # fmt: skip
    return Group("entries", MARCH, unit, frozenset(ord(one) for one in people), with_minutes=9,
                 with_families=600, **{**each, **more})  # fmt: skip


def whole(*units: Group) -> Group:
    people = frozenset[int]().union(*(unit.people for unit in units))
    written = sum(unit.written for unit in units)
    return replace(
        units[0], unit_id=None, people=people, entries=sum(unit.entries for unit in units), written=written,
        largest_share=max(unit.largest_share * unit.written for unit in units) / written,
    )  # fmt: skip


def shown_of(*units: Group) -> set[int | None]:
    return {one.unit_id for one in _together([whole(*units), *units])}


def test_five_people_and_five_entries_of_each():
    assert {unit for _, _, unit in shown([group(1, "abcde")])} == {1}
    assert not shown([group(1, "abcd")])
    assert not shown([group(1, "abcde", largest_share=0.51)]), "one who wrote most of it would read their own figure"


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (["abcde", "fghij"], {None, 1, 2}),
        (["abcde", "fghij", "k"], {None, 1}),  # of the whole less both, k would be left: one unit more is left out
        (["abcdef", "ghijk", "l"], {None, 1}),  # the smaller one
        (["abcde", "fg"], {None}),  # seven are the whole; fg must not be the rest
        (["abcde"], {None, 1}),
        (["abcd", "efgh"], {None}),
        (["abcdefgh", "ijklm", "nopq", "r"], {None, 1, 2}),  # nopq and r are five together
    ],
)
def test_what_is_left_of_the_whole_is_five_again_or_nobody(units, expected):
    assert shown_of(*(group(n, people) for n, people in enumerate(units, start=1))) == expected


def test_whoever_is_in_two_units_is_one_person():
    assert shown_of(group(1, "abcde"), group(2, "abcdf"), group(3, "gh"), group(4, "gij")) == {None, 1}
    assert shown_of(group(1, "abcde"), group(2, "ghij"), group(3, "gh")) == {None}, "g, h, i, j are four"


def test_the_rest_is_not_one_persons_either():
    alone = group(2, "fghij", written=100_000, largest_share=0.9)
    many = group(3, "klmnopqrst", written=200_000)
    assert shown_of(group(1, "abcde"), alone, many) == {None}
    assert shown_of(group(1, "abcde"), alone) == {1}, "of the whole that person wrote too much as well"


def test_months_are_whole_over_and_do_not_overlap():
    """With one who joins a unit of five, no two figures hold the same entry: nothing can be subtracted."""
    found = months_before(date(2026, 3, 31))
    assert found[-1] == date(2026, 2, 1)
    assert months_before(date(2026, 4, 1))[-1] == MARCH
    assert len(found) == 12
    assert all(first < second and second.day == 1 for first, second in pairwise(found))


def test_figures_are_rounded():
    [figures] = shown([group(1, "abcde", median_written=1234.0, written=50_000)]).values()
    assert (figures.median_minutes, figures.written_hours, figures.family_hours) == (21, 3.0, 2.0)
