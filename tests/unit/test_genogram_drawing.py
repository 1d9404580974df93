"""The standard symbols, the legend of what is used, the text form, the family as it was on a date."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from kinwork.genogram import Family, describe, draw_svg, from_plain, from_text, lay_out
from kinwork.genogram.households import boxes
from kinwork.genogram.kinship import relations

DATA = files("kinwork.genogram") / "data"
PUBLISHED = ("amy_stone", "ocho", "mclennan", "four_generations", "family_x", "mother_x")


def published(name: str) -> Family:
    return from_text((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def drawn(data) -> ElementTree.Element:
    return ElementTree.fromstring(draw_svg(lay_out(from_plain(data))))


def person(root: ElementTree.Element, id_: str) -> ElementTree.Element:
    return next(one for one in root.iter() if one.get("data-person") == id_)


def shapes(element: ElementTree.Element) -> list[str]:
    """Tags of a symbol, without the paper under words."""
    return [one.tag.split("}")[1] for one in element.iter() if one.get("stroke") and "text" not in one.tag]


def words(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter() if one.tag.endswith("text")]


def legend(root: ElementTree.Element) -> list[str]:
    return words(next(one for one in root.iter() if one.get("class") == "legend"))


def test_men_are_squares_women_circles_pregnancies_triangles():
    root = drawn({"people": {"m": {"sex": "M"}, "w": {"sex": "F"}, "u": {}, "b": {"expected": "2013-07"}}})
    assert shapes(person(root, "m")) == ["rect"]
    assert shapes(person(root, "w")) == ["circle"]
    assert shapes(person(root, "u")) == ["polygon"]
    assert person(root, "u").find("{*}polygon").get("points").count(",") == 4
    assert person(root, "b").find("{*}polygon").get("points").count(",") == 3


def test_the_index_is_doubled_and_the_dead_are_crossed():
    root = drawn({"index": ["w"], "people": {"w": {"sex": "F"}, "m": {"sex": "M", "born": 1950, "died": 2000}}})
    assert shapes(person(root, "w")) == ["circle", "circle"]
    assert shapes(person(root, "m")) == ["rect", "path", "path"]


def test_gender_outside_sex_at_birth_inside():
    root = drawn({"people": {"kim": {"sex": "F", "gender": "man"}}})
    assert shapes(person(root, "kim")) == ["rect", "circle"]
    assert "inner shape: sex at birth" in legend(root)


def test_the_age_stands_inside():
    data = {
        "on": "2013-05-01",
        "people": {"a": {"born": "1992-04-30"}, "b": {"born": "1993"}, "c": {"born": "2013-01-15"}},
    }
    root = drawn(data)
    assert words(person(root, "a"))[0] == "21"
    assert words(person(root, "b"))[0] == "~20"
    assert words(person(root, "c"))[0] == "3m"


@pytest.mark.parametrize(("ends", "slashes"), [({}, 0), ({"separated": 2012}, 1), ({"divorced": 2012}, 2)])
def test_one_slash_separated_two_divorced(ends, slashes):
    root = drawn({"people": {"a": {}, "b": {}}, "unions": {"u": {"partners": ["a", "b"], "kind": "married", **ends}}})
    outside = [one for one in root if one.tag.endswith("path")]
    slanted = 0
    for one in outside:
        (x1, y1), (x2, y2) = [tuple(map(float, p)) for p in re.findall(r"(-?[\d.]+) (-?[\d.]+)", one.get("d"))][:2]
        slanted += x1 != x2 and y1 != y2
    assert slanted == slashes


@pytest.mark.parametrize("tie", ["adopted", "foster", "step", "surrogate", "unknown"])
def test_only_birth_has_a_solid_line(tie):
    data = {
        "people": {"a": {}, "c": {}},
        "unions": {"u": {"partners": ["a"], "children": [{"person": "c", "tie": tie}]}},
    }
    layout = lay_out(from_plain(data))
    assert {one.kind for one in layout.strokes if one.child == "c"} == {tie}
    assert "stroke-dasharray" in draw_svg(layout)
    data["unions"]["u"]["children"] = ["c"]
    assert "stroke-dasharray" not in draw_svg(lay_out(from_plain(data)))


def test_twins_part_at_one_point_and_identical_ones_are_joined():
    children = [{"person": one, "twins": "a", "identical": True} for one in ("b", "c")]
    layout = lay_out(
        from_plain({"people": {"a": {}, "b": {}, "c": {}}, "unions": {"u": {"partners": ["a"], "children": children}}})
    )
    (twins,) = layout.twins
    assert len(twins.feet) == 2
    assert twins.identical
    assert "identical twins" in legend(ElementTree.fromstring(draw_svg(layout)))


def test_the_legend_shows_only_what_is_used():
    root = drawn(
        {"people": {"a": {"sex": "F"}, "b": {"sex": "F"}}, "bonds": [{"from": "a", "to": "b", "kind": "fused"}]}
    )
    assert legend(root) == ["female", "fused"]


def test_title_and_description_say_it_without_the_picture():
    root = drawn({"index": ["a"], "people": {"a": {"name": "Amy <&>", "sex": "F"}}})
    assert root.find("{*}title").text == "Genogram of Amy <&>"
    assert "Amy <&>: the person this is about" in root.find("{*}desc").text
    assert root.get("role") == "img"
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    assert set(root.get("aria-labelledby").split()) <= ids


def test_men_stand_left_where_nothing_else_decides():
    for partners in (["a", "b"], ["b", "a"]):
        data = {"people": {"a": {"sex": "F"}, "b": {"sex": "M"}}, "unions": {"u": {"partners": partners}}}
        spots = lay_out(from_plain(data)).spots
        assert spots["b"].x < spots["a"].x


def test_the_same_two_married_again_share_one_line():
    data = {
        "people": {"a": {}, "b": {}, "c": {}, "d": {}},
        "unions": {
            "u": {"partners": ["a", "b"], "kind": "married", "from": 1990, "divorced": 1995, "children": ["c"]},
            "v": {"partners": ["b", "a"], "kind": "married", "from": 1999, "children": ["d"]},
        },
    }
    layout = lay_out(from_plain(data))
    (couple,) = layout.couples
    assert couple.unions == ("u", "v")
    assert couple.words == ("m. 1990 div. 1995", "m. 1999")
    assert layout.crossings == 0


def test_a_grandchild_adopted_by_the_grandparents_hangs_on_both_couples():
    data = {
        "people": {"g": {"sex": "M"}, "h": {"sex": "F"}, "m": {"sex": "F"}, "f": {"sex": "M"}, "c": {}},
        "unions": {
            "old": {"partners": ["g", "h"], "children": ["m", {"person": "c", "tie": "adopted"}]},
            "young": {"partners": ["m", "f"], "children": ["c"]},
        },
    }
    layout = lay_out(from_plain(data))
    assert {one.kind for one in layout.strokes if one.child == "c"} == {"birth", "adopted"}
    assert layout.spots["c"].generation == 2
    assert layout.crossings == 0


def test_an_uncle_and_his_niece_stand_side_by_side_below_all_their_parents():
    data = {
        "people": {"a": {}, "b": {}, "uncle": {"sex": "M"}, "niece": {"sex": "F"}, "c": {}},
        "unions": {
            "u": {"partners": ["a"], "children": ["b", "uncle"]},
            "v": {"partners": ["b"], "children": ["niece"]},
            "w": {"partners": ["uncle", "niece"], "children": ["c"]},
        },
    }
    spots = lay_out(from_plain(data)).spots
    assert [spots[one].generation for one in ("b", "uncle", "niece", "c")] == [1, 2, 2, 3]


def test_a_couple_of_mother_and_child_stands_in_two_rows():
    data = {
        "people": {"m": {"sex": "F"}, "s": {"sex": "M"}, "c": {}},
        "unions": {"u": {"partners": ["m"], "children": ["s"]}, "v": {"partners": ["m", "s"], "children": ["c"]}},
    }
    layout = lay_out(from_plain(data))
    assert [layout.spots[one].generation for one in ("m", "s", "c")] == [0, 1, 2]
    assert any("ancestor and descendant" in str(one) for one in layout.warnings)


def test_the_family_as_it_was():
    data = {
        "people": {
            "a": {"name": "Ann", "sex": "F", "born": 1980},
            "b": {"name": "Bob", "sex": "M", "born": 1979, "died": "2015-01-01"},
            "c": {"name": "Cy", "sex": "M", "born": 2005, "expected": 2005},
            "d": {"name": "Di", "sex": "F", "born": 2012},
        },
        "unions": {
            "u": {"partners": ["a", "b"], "kind": "married", "from": 2004, "divorced": 2011, "children": ["c"]},
            "v": {"partners": ["a"], "children": [{"person": "d", "tie": "foster", "from": 2013, "to": 2014}]},
        },
        "bonds": [{"from": "a", "to": "b", "kind": "hostile", "on": "2010"}],
        "households": [["a", "b", "c"]],
    }

    def then(on: str) -> Family:
        return lay_out(from_plain({**data, "on": on})).family

    assert list(then("2003").people) == ["a", "b"]
    assert then("2003").unions == {}
    assert then("2008").unions["u"].divorced is None
    assert then("2008").bonds == ()
    assert then("2008").people["b"].died is None
    assert str(then("2012").unions["u"].divorced) == "2011"
    assert len(then("2012").bonds) == 1
    assert then("2013").unions["v"].children[0].person == "d"
    assert "v" not in then("2016").unions
    assert then("2016").households == (("a", "c"),)


def test_what_everybody_is_to_amy():
    data = {
        "people": {
            "amy": {"sex": "F"}, "ann": {"sex": "F"}, "pat": {"sex": "M"}, "gran": {"sex": "F"}, "uncle": {"sex": "M"},
            "cousin": {"sex": "F"}, "half": {"sex": "M"}, "other": {"sex": "F"}, "bob": {"sex": "M"},
            "baby": {"expected": 2013}, "carer": {"sex": "F"}, "nephew": {"sex": "M"}, "stranger": {},
        },
        "unions": {
            "g": {"partners": ["gran"], "children": ["ann", "uncle"]},
            "p": {"partners": ["ann", "pat"], "children": ["amy"]},
            "q": {"partners": ["pat", "other"], "kind": "married", "children": ["half"]},
            "c": {"partners": ["uncle"], "children": ["cousin"]},
            "b": {"partners": ["amy", "bob"], "kind": "cohabiting", "separated": 2012, "children": ["baby"]},
            "f": {"partners": ["carer"], "children": [{"person": "amy", "tie": "foster"}]},
            "n": {"partners": ["half"], "children": ["nephew"]},
        },
    }  # fmt: skip
    assert relations(from_plain(data), "amy") == {
        "ann": "mother", "pat": "father", "gran": "grandmother", "uncle": "uncle", "cousin": "cousin",
        "half": "half-brother", "other": "father's wife", "bob": "former partner", "baby": "expected baby",
        "carer": "foster carer", "nephew": "half-nephew",
    }  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_families_cross_only_where_they_must_and_loops_hold_members_only(name):
    family = published(name)
    layout = lay_out(family)
    # children by each of three partners: only two of the couples can stand side by side
    assert layout.crossings == (name == "mclennan")
    assert layout.warnings == ()
    assert not re.search(r"\bnan\b|\binf\b", draw_svg(layout))
    for household in layout.family.households:
        found = boxes(layout, household)
        for spot in layout.spots.values():
            within = any(x1 < spot.x < x2 and y1 < spot.y < y2 for x1, y1, x2, y2 in found)
            assert within == (spot.id in household), spot.id


def test_amy_stone_s_seven_pregnancies():
    family = published("amy_stone")
    said = describe(family)
    assert said.count("Amy Stone's child lost (miscarriage)") == 5
    assert said.count("Amy Stone's child lost (stillbirth)") == 1
    assert said.count("Amy Stone's expected baby") == 1
    assert "Amy's mother: Amy Stone's mother. Female. Born June 1975." in said


def test_names_wrap_in_any_script():
    data = {"people": {"a": {"name": "Maria-Magdalena Featherstonehaugh"}, "b": {"name": "👩‍👧 李安安安安安安安安安"}}}
    root = drawn(data)
    assert words(person(root, "a")) == ["Maria-", "Magdalena", "Featherstoneh…"]
    assert all(len(one) <= 15 for one in words(person(root, "a")) + words(person(root, "b")))
