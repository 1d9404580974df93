"""The benchmark beside kinship2 counts both drawings alike: tried on drawings small enough to count by eye."""

from __future__ import annotations

from benchmarks import pedigrees
from benchmarks.pedigrees import Line
from kinwork.genogram import from_plain, lay_out

# a row of two couples, the children under the other couple each: what kinship2's alignment says of it
CROSSED = {
    "n": [4, 2],
    "nid": [[1, 2, 3, 4], [6, 5, 0, 0]],
    "pos": [[0, 1, 2, 3], [0.5, 2.5, 0, 0]],
    "fam": [[0, 0, 0, 0], [3, 1, 0, 0]],
    "spouse": [[1, 0, 1, 0], [0, 0, 0, 0]],
}


def test_two_lines_to_children_that_change_sides_cross_once():
    assert pedigrees.crossings(pedigrees.plot_lines(CROSSED)) == 1
    straight = {**CROSSED, "nid": [[1, 2, 3, 4], [5, 6, 0, 0]], "fam": [[0, 0, 0, 0], [1, 3, 0, 0]]}
    assert pedigrees.crossings(pedigrees.plot_lines(straight)) == 0


def test_the_arc_between_copies_crosses_what_stands_between():
    twice = {**CROSSED, "n": [4, 3], "nid": [[1, 2, 3, 4], [5, 6, 5, 0]], "pos": [[0, 1, 2, 3], [0.5, 1.5, 2.5, 0]],
             "fam": [[0, 0, 0, 0], [1, 3, 0, 0]]}  # fmt: skip
    lines = pedigrees.plot_lines(twice)
    assert pedigrees.crossings(lines) == 0
    assert pedigrees.crossings(lines + pedigrees.arc_lines(twice)) == 1


def test_a_third_partner_is_counted_where_the_line_should_lead():
    data = {
        "people": {one: {"sex": "F" if one == "m" else "M"} for one in ("x", "m", "y", "z")},
        "unions": {one: {"partners": [one, "m"]} for one in ("x", "y", "z")},
    }
    plot = {"n": [4, 2], "spouse": [[1, 1, 1, 0]], "fam": [[0, 0, 0, 0], [2, 3, 0, 0]]}
    spans = pedigrees.couples(plot, 0, ["x", "m", "y", "z"], data)
    assert spans == [(0, 1, False, 0.5), (1, 2, True, 1.5), (1, 3, True, 2.5)]
    assert pedigrees.far_couples(spans) == 1  # the children of m and y hang through the line from m to z
    assert pedigrees.far_couples(spans[:2]) == 0


def test_bars_on_each_other_count_as_the_better_of_two_heights():
    bars = [Line("a", 0, 5, 4, 5), Line("b", 1, 5, 3, 5)]
    up = [Line("a", 2, 0, 2, 5), Line("b", 2.5, 0, 2.5, 5)]
    down = [Line("a", 0, 5, 0, 9), Line("a", 4, 5, 4, 9), Line("b", 1, 5, 1, 9), Line("b", 3, 5, 3, 9)]
    assert pedigrees.crossings(bars + up + down) == 1


def test_the_genogram_is_counted_as_it_counts_itself():
    fathers = {one: {"partners": ["m", one], "children": [f"{one}1", f"{one}2"]} for one in ("x", "y", "z")}
    people = ["m", *fathers, *(child for union in fathers.values() for child in union["children"])]
    layout = lay_out(from_plain({"people": {one: {} for one in people}, "unions": fathers}))
    assert pedigrees.crossings(pedigrees.genogram_lines(layout)) == layout.crossings == 1


def test_a_family_is_completed_for_kinship2_or_refused():
    alone = {"people": {"m": {"sex": "F"}, "c": {}, "s": {}}, "unions": {"u": {"partners": ["m"], "children": ["c"]}}}
    made = pedigrees.as_pedigree({**alone, "siblings": [["c", "s"]]})
    (couple,) = made["unions"].values()
    father = next(one for one in couple["partners"] if one != "m")
    assert made["people"][father]["sex"] == "M"
    assert couple["children"] == ["c", "s"]
    same = {"people": {"a": {"sex": "F"}, "b": {"sex": "F"}}, "unions": {"u": {"partners": ["a", "b"]}}}
    assert pedigrees.as_pedigree(same) is None
