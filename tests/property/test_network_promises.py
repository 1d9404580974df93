"""What network maps and ecomaps promise for every network: everybody once, nobody over anybody, the same again."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from kinwork.genogram import from_plain, lay_out
from kinwork.genogram.network_drawing import draw_before_and_after, draw_network
from kinwork.genogram.network_map import (
    CLOSENESS,
    PARTS,
    SUPPORT,
    Network,
    Tie,
    changes,
    describe_network,
    measures,
    table,
)
from kinwork.genogram.rings import MARK, overlap, put, put_alike
from kinwork.genogram.surroundings import HIGH, LOOP, WIDE, describe_ecomap, draw_ecomap, place_around

from .genogram_families import families

QUICK = settings(max_examples=60, deadline=None)
SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])
NAMES = st.text(SIGNS, min_size=1, max_size=40).filter(lambda one: bool(one.strip()))


@st.composite
def networks(draw, most=40):
    ties = {}
    for number in range(draw(st.integers(0, most))):
        id_ = f"t{number}"
        ties[id_] = Tie(
            id_,
            draw(NAMES),
            draw(st.sampled_from([*PARTS])),
            draw(st.one_of(st.just(""), NAMES)),
            draw(st.sampled_from([*CLOSENESS, ""])),
            draw(st.sampled_from([*SUPPORT, ""])),
            draw(st.booleans()),
        )
    return Network(draw(NAMES), ties)


@st.composite
def pairs(draw):
    """A network before and after: some gone, some new, some moved."""
    after = draw(networks(24))
    before = {}
    for id_, one in after.ties.items():
        what = draw(st.sampled_from(["same", "new", "moved"]))
        if what != "new":
            ring = draw(st.sampled_from([*CLOSENESS, ""])) if what == "moved" else one.closeness
            before[id_] = replace(one, closeness=ring)
    for number in range(draw(st.integers(0, 4))):
        before[f"g{number}"] = Tie(f"g{number}", f"Gone {number}", "family", closeness="loose", support="low")
    return Network(after.centre, before), after


def apart(boxes) -> bool:
    return not any(overlap(a, b) for a, b in combinations(boxes, 2))


def all_boxes(made):
    return [made.core, *(one.box for one in made.spots.values()),
            *(box for _, box in (made.names | made.titles).values())]  # fmt: skip


@QUICK
@given(networks())
def test_everybody_stands_once_in_their_ring_and_nothing_lies_over_anything(network):
    made = put(network)
    assert set(made.spots) == set(network.ties)
    assert apart(all_boxes(made))
    outermost = max(outer for _, outer in made.rings.values())
    for id_, spot in made.spots.items():
        far = hypot(*spot.at)
        inner, outer = made.rings.get(network.ties[id_].closeness, (outermost, 10.0**9))
        assert inner + MARK <= far + 0.2
        assert far <= outer - MARK + 0.2
    for left, top, right, bottom in all_boxes(made):
        assert made.bounds[0] <= left <= right <= made.bounds[2]
        assert made.bounds[1] <= top <= bottom <= made.bounds[3]


@QUICK
@given(networks())
def test_rings_lie_one_in_the_other_from_the_closest(network):
    made = put(network)
    reached = 0.0
    for inner, outer in (made.rings[one] for one in CLOSENESS if one != "nowhere"):
        assert reached <= inner < outer
        reached = outer


@QUICK
@given(networks(20))
def test_the_drawing_is_whole_well_formed_and_the_same_again(network):
    drawn = draw_network(network)
    assert drawn == draw_network(Network(network.centre, dict(network.ties)))
    root = ElementTree.fromstring(drawn)
    ids = [one.get("data-tie") for one in root.iter() if one.get("data-tie")]
    assert ids == [*dict.fromkeys(ids)]
    assert set(ids) == set(network.ties)
    assert "style" not in {name for one in root.iter() for name in one.attrib}


@QUICK
@given(networks())
def test_every_measure_adds_up_to_the_size(network):
    found = measures(network)
    assert found.size + found.nowhere == len(network.ties)
    for counts in (found.parts, found.support, found.closeness):
        assert sum(counts.values()) == found.size
    assert found.stressful <= found.size
    for _, rows in table(None, network):
        assert all(was is None and now >= 0 for _, was, now in rows)
    words = describe_network(network)
    assert words.count("\n  ") == len(network.ties)


@QUICK
@given(pairs())
def test_before_and_after_lie_in_one_frame_and_nobody_over_anybody(pair):
    before, after = pair
    first, second = put_alike(before, after)
    assert first.bounds == second.bounds
    assert {key: round(outer, 3) for key, (_, outer) in first.rings.items()} == {
        key: round(outer, 3) for key, (_, outer) in second.rings.items()
    }
    for made in (first, second):
        assert apart(all_boxes(made))
    assert set(first.spots) == set(before.ties)
    assert set(second.spots) == set(after.ties)
    assert draw_before_and_after(before, after) == draw_before_and_after(before, after)


@QUICK
@given(pairs())
def test_changes_name_exactly_who_is_new_gone_or_otherwise(pair):
    before, after = pair
    found = changes(before, after)
    assert {one for one in found if "new" in found[one].what} == set(after.ties) - set(before.ties)
    assert {one for one in found if "gone" in found[one].what} == set(before.ties) - set(after.ties)
    assert changes(after, after) == {}
    for id_, one in found.items():
        assert one.what
        if id_ in before.ties and id_ in after.ties:
            assert before.ties[id_] != after.ties[id_]


@QUICK
@given(networks(24))
def test_without_a_change_both_maps_are_the_same(network):
    first, second = put_alike(network, network)
    assert first.spots == second.spots
    assert first.rings == second.rings


@st.composite
def surrounded(draw):
    data = draw(families(most=12))
    people = [*data["people"]]
    data["others"] = {f"x{n}": {"name": draw(NAMES), "kind": draw(NAMES)} for n in range(draw(st.integers(0, 14)))}
    data["links"] = [
        {
            "from": one,
            "to": draw(st.sampled_from([*people, "family"])),
            "support": draw(st.sampled_from(["strong", "moderate", "low", "stressful", "unknown"])),
            "flow": draw(st.sampled_from(["", "to", "from", "both"])),
            "stress": draw(st.booleans()),
        }
        for one in data["others"]
    ]
    return data


@settings(max_examples=30, deadline=None)
@given(surrounded())
def test_systems_stand_around_the_family_and_never_over_each_other_or_it(data):
    family = from_plain(data)
    layout = lay_out(family)
    spots = place_around(layout)
    assert set(spots) == set(family.others)
    boxes = [(x - WIDE / 2, y - HIGH / 2, x + WIDE / 2, y + HIGH / 2) for x, y in spots.values()]
    assert apart([*boxes, (-LOOP, -LOOP, layout.width + LOOP, layout.height + LOOP)])
    drawn = draw_ecomap(family)
    assert drawn == draw_ecomap(from_plain(data))
    ids = [one.get("data-system") for one in ElementTree.fromstring(drawn).iter() if one.get("data-system")]
    assert sorted(ids) == sorted(family.others)
    words = describe_ecomap(family)
    assert "Around the family" in words or not family.others
