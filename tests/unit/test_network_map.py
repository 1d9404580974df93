"""The published network map of Mother X, what is refused, and the marks that survive black and white."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kinwork.genogram import ImpossibleFamily, describe, draw_svg, from_plain, lay_out
from kinwork.genogram.network_drawing import draw_before_and_after, draw_network, mark
from kinwork.genogram.network_map import (
    Network,
    Tie,
    changes,
    describe_network,
    measures,
    network_from_plain,
    table,
)
from kinwork.genogram.plain_data import plain_with_lines
from kinwork.genogram.rings import put
from kinwork.genogram.surroundings import describe_ecomap, draw_ecomap, part_of


@pytest.fixture
def printed() -> tuple[Network, Network]:
    """Cameron et al. 2016, appendix on the network map: at the first interview, and at the second."""
    text = (files("kinwork.genogram") / "data" / "mother_x_network.yaml").read_text(encoding="utf-8")
    told, _ = plain_with_lines(text)
    return network_from_plain(told["before"]), network_from_plain(told["after"])


def ring(network: Network, closeness: str) -> set[str]:
    return {one.name for one in network.ties.values() if one.closeness == closeness}


def test_the_first_map_as_printed(printed):
    before, _ = printed
    assert before.centre == "Child"
    assert ring(before, "very_close") == {"Mother X's sister", "Mother X's mother", "Mother X"}
    assert ring(before, "close") == {"Wider family", "Nursery teachers", "Social workers"}
    assert ring(before, "nowhere") == {"Child's father"}
    found = measures(before)
    assert (found.size, found.parts["professional"], found.parts["community"], found.nowhere) == (6, 2, 0, 1)


def test_what_had_changed_at_the_second_as_printed(printed):
    before, after = printed
    assert {one.name: one.what for one in changes(before, after).values()} == {
        "New baby": ("new",), "Friend N": ("new",),
    }  # fmt: skip
    assert "Mother X's mother" in ring(after, "very_close")
    assert measures(after).parts["professional"] == measures(before).parts["professional"]
    assert next(one for one in after.ties.values() if one.name == "Friend N").support == "strong"
    assert dict(table(before, after))[""] == [("Size", 6, 8)]


def test_whoever_is_closer_stands_nearer_to_the_middle_in_the_drawing(printed):
    made = put(printed[1])

    def far(id_: str) -> float:
        x, y = made.spots[id_].at
        return (x * x + y * y) ** 0.5

    assert max(far(one) for one in ("granny", "self", "sister", "baby")) < min(far(one) for one in ("n", "wider"))
    assert far("father") > made.rings["loose"][1]


def test_the_maps_say_in_words_what_they_show(printed):
    before, after = printed
    words = describe_network(after, before)
    assert "Nowhere on the map\n  Child's father" in words
    assert words.endswith("Since 2015-09\n  New baby: new.\n  Friend N: new.\n")
    first, second = draw_before_and_after(before, after)
    assert ">new<" in second
    assert ">new<" not in first
    assert "Friend N" not in first


def test_the_four_marks_differ_without_colour():
    drawn = [mark(0, 0, one) for one in ("strong", "moderate", "low", "")]
    assert len(set(drawn)) == 4
    assert not any("#94" in one or "#00" in one for one in drawn)
    assert "stroke-dasharray" in drawn[3]


def test_moved_nearer_and_further_stronger_and_less():
    def one(closeness: str, support: str, stressful: bool = False) -> Network:
        return Network("Kim", {"n": Tie("n", "Nan", "family", "", closeness, support, stressful)})

    assert changes(one("loose", "low"), one("close", "strong", True))["n"].what == (
        "closer", "stronger support", "stressful now",
    )  # fmt: skip
    assert changes(one("close", "strong", True), one("nowhere", "low"))["n"].what == (
        "further away", "less support", "stressful no more",
    )  # fmt: skip
    assert changes(one("", ""), one("close", "strong")) == {}  # not said before: nothing is known to have changed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"ties": {"n": {"support": "immense"}}}, "ties.n.support: found 'immense', expected one of strong"),
        ({"ties": {"n": {"closeness": "near"}}}, "ties.n.closeness"),
        ({"ties": {"n": {"kin": "x"}}}, "not a field here"),
        ({"on": "soon"}, "on: found 'soon', expected a year"),
        ({"ties": ["n"]}, "expected a mapping"),
        ({"middle": "Kim"}, "middle: not a field here"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data, words):
    with pytest.raises(ImpossibleFamily, match=words.replace(".", r"\.")):
        network_from_plain(data)


def test_an_empty_network_is_a_map_too():
    drawn = draw_network(Network("Kim"))
    assert drawn.startswith("<svg")
    assert "Kim" in drawn
    assert measures(Network("Kim")).size == 0


# -- the ecomap

AROUND = {
    "index": ["kim"],
    "people": {
        "kim": {"name": "Kim", "sex": "F"},
        "ann": {"name": "Ann", "sex": "F"},
        "bob": {"name": "Bob", "sex": "M"},
    },
    "unions": {"u": {"partners": ["ann", "bob"], "kind": "married", "divorced": "2010", "children": ["kim"]}},
    "others": {"school": {"name": "Hill School", "kind": "school"}, "police": {"name": "Police"}},
    "links": [
        {"from": "school", "to": "kim", "support": "strong", "flow": "to"},
        {"from": "police", "to": "family", "support": "low", "stress": True},
    ],
}


def test_the_ecomap_tells_strength_direction_and_stress():
    family = from_plain(AROUND)
    words = describe_ecomap(family)
    assert "Hill School and Kim: strong support, Hill School gives (school)." in words
    assert "Police and the whole family: low support, stressful as well." in words
    drawn = draw_ecomap(family)
    for name in ("strong support", "low support", "stressful as well", "which way help flows", "the household"):
        assert f">{name}<" in drawn, name
    assert "moderate support" not in drawn


def test_the_same_links_can_stand_under_a_genogram():
    family = from_plain(AROUND)
    assert "Hill School" in draw_svg(lay_out(family))
    assert "the whole family" in describe(family)


def test_of_a_couple_of_which_one_stands_outside_nothing_is_left_but_the_children():
    part = part_of(from_plain(AROUND), {"kim", "ann"})
    (union,) = part.unions.values()
    assert (union.partners, union.divorced, union.kind) == (("ann",), None, "unknown")
    assert [one.to for one in part.links] == ["kim", "family"]


@pytest.mark.parametrize(
    ("link", "words"),
    [({"flow": "up"}, "links.*flow: found 'up'"), ({"stress": "much"}, "expected true or false")],
)
def test_links_that_cannot_be_read(link, words):
    data = {**AROUND, "links": [{"from": "school", "to": "kim", **link}]}
    with pytest.raises(ImpossibleFamily, match=words):
        from_plain(data)


def test_on_a_date_before_everybody_there_is_nobody_to_draw():
    data = {"on": "1900", "people": {"kim": {"born": 1990}}}
    assert draw_svg(lay_out(from_plain(data))).startswith("<svg")
    assert draw_ecomap(from_plain(data)).startswith("<svg")
