"""Of any frame and any data: the draw can be done again and favours no one; what is given tells of no one."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kinwork.studies.disclosure import LEAST, WITHHELD, classes, few_alike, linkable, small_cells, withheld
from kinwork.studies.sampling import Eligible, Frame, drawn

FAMILIES = st.lists(
    st.builds(Eligible, st.integers(1, 10**9), st.sampled_from(["a", "b"]), st.integers(1, 4)),
    unique_by=lambda one: one.family_id, max_size=60,
)  # fmt: skip
SEEDS = st.integers(0, 2**53 - 1)
BY = st.sampled_from(["group", "unit"])
COLUMNS = ("unit", "age", "status")
# So many of each class: otherwise hardly ever is there a large class beside few rows that are left over.
CLASS = st.tuples(st.sampled_from("UVW"), st.integers(0, 3), st.sampled_from(["cin", "cp"]))
ROWS = st.dictionaries(CLASS, st.integers(1, 9), max_size=7).map(
    lambda classes: [
        {"id": f"{n}{k}", "unit": unit, "age": age, "status": status}
        for n, ((unit, age, status), many) in enumerate(classes.items())
        for k in range(many)
    ]
)


def stratum(one: Eligible, by: str):
    return one.group if by == "group" else one.unit_id


@given(FAMILIES, SEEDS, st.integers(1, 20), BY, st.randoms())
def test_the_same_seed_and_frame_draw_the_same_in_whatever_order_the_record_gave_it(frame, seed, each, by, chance):
    first = drawn(frame, seed, each=each, by=by)
    shuffled = list(frame)
    chance.shuffle(shuffled)
    assert drawn(shuffled, seed, each=each, by=by) == first
    assert Frame(tuple(frame), 0, ()).fingerprint == Frame(tuple(shuffled), 0, ()).fingerprint
    there = Counter(stratum(one, by) for one in frame)
    assert Counter(stratum(one, by) for one in first) == {key: min(each, n) for key, n in there.items()}
    assert set(first) <= set(frame)


@given(FAMILIES, SEEDS, st.integers(1, 10), BY)
def test_drawing_more_keeps_who_was_drawn_and_who_leaves_the_frame_moves_no_one_else_out(frame, seed, each, by):
    fewer, more = drawn(frame, seed, each=each, by=by), drawn(frame, seed, each=each + 3, by=by)
    assert set(fewer) <= set(more)
    if frame:
        gone = frame[0]
        rest = drawn([one for one in frame if one != gone], seed, each=each, by=by)
        assert set(fewer) - {gone} <= set(rest)


@given(FAMILIES.filter(bool), st.data())
def test_another_frame_has_another_fingerprint(frame, data):
    one = data.draw(st.sampled_from(frame))
    without = tuple(other for other in frame if other != one)
    assert Frame(tuple(frame), 0, ()).fingerprint != Frame(without, 0, ()).fingerprint


def test_over_many_seeds_each_family_is_drawn_as_often_as_the_next():
    frame = [Eligible(1000 + n, "all", 1) for n in range(40)]
    times = Counter(one.family_id for seed in range(2000) for one in drawn(frame, seed, each=10, by="group"))
    assert stats.chisquare([times[one.family_id] for one in frame]).pvalue > 0.001


@given(ROWS)
@settings(max_examples=200)
def test_after_withholding_no_row_is_like_fewer_than_five(rows):
    found = withheld(rows, COLUMNS)
    if len(rows) < LEAST:
        assert found is None
        return
    assert found is not None
    assert [row["id"] for row in found] == [row["id"] for row in rows]
    assert min(classes(found, COLUMNS).values()) >= LEAST
    assert few_alike(found, COLUMNS) == []
    assert small_cells(found, COLUMNS) == [], "margins are made of classes"
    for before, after in zip(rows, found, strict=True):
        assert after == before or all(after[name] == WITHHELD for name in COLUMNS)


@given(ROWS.filter(lambda rows: len(rows) >= LEAST))
def test_what_is_found_is_what_is_there_and_no_more_is_withheld_than_need_be(rows):
    alone = {values for values, n in classes(rows, COLUMNS).items() if n < LEAST}
    assert len(few_alike(rows, COLUMNS)) == len(alone)
    found = withheld(rows, COLUMNS)
    assert found is not None
    if not alone:
        assert found == [dict(row) for row in rows]
    gone = sum(1 for row in found if row["unit"] == WITHHELD)
    few = sum(classes(rows, COLUMNS)[values] for values in alone)
    assert gone >= few
    if few >= LEAST:
        assert gone == few


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 9), min_size=1))
def test_a_code_is_found_when_its_number_alone_is_one_names_number(by_name):
    codes = {name: f"U{n}" for n, name in enumerate(by_name)}
    rows = [{"unit": codes[name]} for name, n in by_name.items() for _ in range(n)]
    found = linkable(rows, "unit", {"Agreed": by_name}, counts={"Agreed": [True] * len(rows)})
    alone = {name for name, n in by_name.items() if list(by_name.values()).count(n) == 1}
    assert {one.value for one in found} == {codes[name] for name in alone}


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.tuples(st.integers(1, 3), st.integers(0, 3)), min_size=1))
def test_two_tables_that_each_tell_nothing_may_tell_a_code_together(by_name):
    codes = {name: f"U{n}" for n, name in enumerate(by_name)}
    rows = [{"unit": codes[name]} for name, (n, _) in by_name.items() for _ in range(n)]
    answered = [k < min(n, m) for n, m in by_name.values() for k in range(n)]
    margins = {
        "Agreed": {name: n for name, (n, _) in by_name.items()},
        "Answered": {name: min(n, m) for name, (n, m) in by_name.items()},
    }
    found = linkable(rows, "unit", margins, counts={"Agreed": [True] * len(rows), "Answered": answered})
    numbers = {name: (margins["Agreed"][name], margins["Answered"][name]) for name in by_name}
    alone = {name for name, said in numbers.items() if list(numbers.values()).count(said) == 1}
    assert {one.value for one in found} == {codes[name] for name in alone}
