"""Episodes of the looked-after return: whatever statuses and placements are recorded, they fill the time in care."""

from __future__ import annotations

import itertools
from collections import namedtuple
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kinwork.national_returns.episodes import TEMPORARY, cut, placed_on

FIRST = date(2025, 4, 1)
Care = namedtuple("Care", "started_on ended_on end_reason involvement_id")
Law = namedtuple("Law", "id started_on ended_on code")
Place = namedtuple("Place", "id started_on ended_on type provider urn postcode place is_same_carer end_reason")


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def one_after_another(draw, make):
    """Periods with gaps between them, the last one open perhaps; none overlaps another."""
    edges = sorted(draw(st.sets(st.integers(-20, 120), max_size=6)))
    found = [
        make(draw, number, day(first), day(last))
        for number, (first, last) in enumerate(zip(edges[::2], edges[1::2], strict=False), 1)
    ]
    if len(edges) % 2:
        found.append(make(draw, 99, day(edges[-1]), None))
    return found


def law(draw, number, first, last):
    return Law(number, first, last, draw(st.sampled_from(["C1", "C2", "V2", "E1"])))


def placement(kinds):
    def make(draw, number, first, last):
        kind = draw(st.sampled_from(kinds))
        same = draw(st.booleans())
        return Place(
            number + (1000 if kind in TEMPORARY else 0),
            first,
            last,
            kind,
            "PR1",
            "",
            "LN1 1AA",
            f"with {number}",
            same,
            "CARPL",
        )

    return make


lives = st.tuples(
    st.integers(0, 40),
    st.one_of(st.none(), st.integers(1, 90)),
    one_after_another(law),
    one_after_another(placement(["U6", "K2", "P1"])),
    one_after_another(placement(sorted(TEMPORARY))),
)


def care_of(first: int, length: int | None) -> Care:
    return Care(day(first), None if length is None else day(first + length), "E4A" if length else "", 7)


@given(lives)
def test_they_cover_the_time_in_care_exactly_and_each_day_once(life):
    first, length, laws, places, temporary = life
    care, everywhere = care_of(first, length), [*places, *temporary]
    found = cut(care, laws, everywhere)
    assert found[0].started_on == care.started_on
    assert found[-1].ended_on == care.ended_on
    for one, then in itertools.pairwise(found):
        assert one.ended_on == then.started_on > one.started_on
        assert one.ended == "X1"
    assert found[-1].ended == care.end_reason
    # On every single day of care, what the episode says is what the record says.
    last = care.ended_on or day(200)
    for number in range((last - care.started_on).days):
        on = care.started_on + timedelta(days=number)
        [one] = [each for each in found if each.started_on <= on and (each.ended_on is None or on < each.ended_on)]
        recorded = next(
            (each for each in laws if each.started_on <= on and (each.ended_on is None or on < each.ended_on)), None
        )
        assert (one.legal and one.legal.code) == (recorded and recorded.code)
        lives_with = placed_on(everywhere, on)
        assert (one.placement and one.placement.place) == (lives_with and lives_with.place)


@given(lives)
def test_one_begins_only_where_something_changes_and_says_what(life):
    first, length, laws, places, temporary = life
    found = cut(care_of(first, length), laws, [*places, *temporary])
    assert found[0].began == "S"
    for one, then in itertools.pairwise(found):
        law_changed = (one.legal and one.legal.code) != (then.legal and then.legal.code)
        moved = one.placement is not then.placement
        assert law_changed or moved
        assert then.began in ({"B", "U"} if law_changed and moved else {"L"} if law_changed else {"P", "T"})
        if then.began in ("T", "U"):
            assert then.placement is not None
            assert then.placement.is_same_carer


@given(lives, st.randoms())
def test_the_order_in_which_facts_are_read_makes_no_difference(life, dice):
    first, length, laws, places, temporary = life
    everywhere = [*places, *temporary]
    once = cut(care_of(first, length), laws, everywhere)
    dice.shuffle(laws)
    dice.shuffle(everywhere)
    assert cut(care_of(first, length), laws, everywhere) == once
