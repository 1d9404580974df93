"""Families at the edge of what can be told: drawn with everybody in them, or refused in words, or given up if asked."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinwork.genogram import ImpossibleFamily, check, describe, draw_svg, from_plain, lay_out
from kinwork.genogram.patience import TookTooLong, go_on, patience
from kinwork.genogram.steps import steps
from kinwork.genogram.surroundings import describe_ecomap, draw_ecomap
from tests.property.genogram_families import family

Data = dict[str, Any]


def people(count: int, **more: Any) -> dict[str, Data]:
    return {f"p{number}": {"name": f"N{number}", "sex": "MF"[number % 2], **more} for number in range(count)}


def line_of_descent(count: int) -> Data:
    unions = {
        f"u{n}": {"partners": [f"p{2 * n}", f"p{2 * n + 1}"], "children": [f"p{2 * n + 2}"]} for n in range(count)
    }
    return {"index": ["p0"], "people": people(2 * count + 1), "unions": unions}


def partners(count: int, children: int) -> Data:
    unions = {}
    for n in range(1, count + 1):
        own = [f"p{count + children * (n - 1) + k}" for k in range(1, children + 1)]
        unions[f"u{n}"] = {"partners": ["p0", f"p{n}"], "children": own}
    return {"index": ["p0"], "people": people(1 + count * (1 + children)), "unions": unions}


EXTREME: dict[str, Data] = {
    "one": {"people": {"a": {}}},
    "one who is not known": {"index": ["a"], "people": {"a": {"unknown": True}}},
    "only losses": {"people": {f"l{n}": {"loss": "miscarriage"} for n in range(5)}},
    "only expected": {"people": {"a": {"expected": "2031-02"}}},
    "300 people": family(300, 4, 0.3),
    "300 without a tie": {"index": ["p7"], "people": people(300)},
    "40 partners": partners(40, 2),
    "30 children": {"people": people(32), "unions": {"u": {"partners": ["p0", "p1"], "children": [*people(32)][2:]}}},
    "30 twins": {
        "people": people(31),
        "unions": {"u": {"partners": ["p0"], "children": [{"person": f"p{n}", "twins": "a"} for n in range(1, 31)]}},
    },
    "100 generations": line_of_descent(100),
    "everybody a couple with everybody": {
        "people": people(9),
        "unions": {f"{a}-{b}": {"partners": [a, b]} for a, b in itertools.combinations(people(9), 2)},
    },
    "brothers and sisters told pair by pair": {
        "people": people(12),
        "siblings": [list(pair) for pair in itertools.combinations(people(12), 2)],
    },
    "brothers and sisters in a ring": {
        "people": people(30),
        "siblings": [[f"p{n}", f"p{(n + 1) % 30}"] for n in range(30)],
    },
    "fostered by everybody": {
        "people": people(24),
        "unions": {
            f"u{n}": {"partners": [f"p{n}"], "children": [{"person": f"p{k}", "tie": "foster"} for k in range(12, 24)]}
            for n in range(12)
        },
    },
    "all at odds with all": {
        "people": people(12),
        "bonds": [{"from": a, "to": b, "kind": "hostile"} for a, b in itertools.permutations(people(12), 2)],
    },
    "all in every household": {"people": people(20), "households": [[*people(20)]] * 6},
    "names without end": {"index": ["a"], "people": {one: {"name": "Wolfeschlegel" * 800} for one in "abc"}},
    "a name of many words": {"people": {"a": {"name": "of the " * 2000}}},
    "names in any script": {
        "index": ["a"],
        "people": {
            "a": {"name": "عبد الله"},
            "b": {"name": "ஶ்ரீநிவாஸன்"},
            "c": {"name": "张偉"},
            "d": {"name": "Ñ́g̃ẅ́"},
            "e": {"name": "👩‍👧‍👦"},
            "f": {"name": "\u202eevil\u202c"},
            "g": {"name": "<script>&amp;\"'"},
            "h": {"name": "שָׁלוֹם"},
            "i": {"name": "\x00\x1b[31m"},
        },
    },
    "no names at all": {"people": {one: {"name": ""} for one in "abc"}, "unions": {"u": {"partners": ["a", "b"]}}},
    "ids in any script": {"index": ["母 亲"], "people": {"母 亲": {}, "<b>": {}, "a.b/c": {}}},
    "dates to come": {
        "on": "2024-05-05",
        "people": {"a": {"born": "9999-12-31"}, "b": {"expected": 9999}, "c": {"born": 2024}, "d": {}},
        "unions": {"u": {"partners": ["d"], "children": ["a", "b", "c"], "from": "9999-12"}},
    },
    "dates of the first year": {
        "on": "0001-01-01",
        "people": {"a": {"born": "0001"}, "b": {"expected": "0001-01"}, "c": {"expected": "0001-12"}},
        "unions": {"u": {"partners": ["a"], "children": ["b", "c"]}},
    },
}
REFUSED: dict[str, tuple[Data, str]] = {
    "nobody": ({"people": {}}, "at least one person"),
    "her own grandmother": (
        {
            "people": people(3),
            "unions": {f"u{n}": {"partners": [f"p{n}"], "children": [f"p{(n + 1) % 3}"]} for n in range(3)},
        },
        "own ancestor",
    ),
    "her own mother": ({"people": {"a": {}}, "unions": {"u": {"partners": ["a"], "children": ["a"]}}}, "own parent"),
    "partner of herself": ({"people": {"a": {}}, "unions": {"u": {"partners": ["a", "a"]}}}, "expected one or two"),
    "close to herself": (
        {"people": {"a": {}}, "bonds": [{"from": "a", "to": "a", "kind": "close"}]},
        "expected two people",
    ),
    "somebody who was taken out": ({"people": {"a": {}}, "unions": {"u": {"partners": ["a", "gone"]}}}, "unknown id"),
    "a household with somebody taken out": ({"people": {"a": {}}, "households": [["a", "gone"]]}, "unknown id"),
    "before Christ": ({"people": {"a": {"born": "-0044"}}}, "expected a year"),
    "before Christ in words": ({"people": {"a": {"born": "44 BC"}}}, "expected a year"),
    "the year nought": ({"people": {"a": {"born": "0000"}}}, "expected a year"),
    "a year of five figures": ({"people": {"a": {"born": "12024"}}}, "expected a year"),
    "partners of three": ({"people": people(3), "unions": {"u": {"partners": [*people(3)]}}}, "expected one or two"),
}


@pytest.mark.parametrize("name", EXTREME)
def test_drawn_with_everybody_in_it(name):
    try:
        made = from_plain(EXTREME[name])
        layout = lay_out(made)
    except ImpossibleFamily:
        made = from_plain({part: EXTREME[name][part] for part in ("people", "unions")})
        layout = lay_out(made)
    there = [one for one in made.people if one in layout.spots]
    assert len(there) + len(layout.left_out) == len(made.people)
    for svg in (draw_svg(layout), draw_ecomap(made)):
        drawn = [one.get("data-person") for one in ElementTree.fromstring(svg).iter()]
        assert Counter(one for one in drawn if one) == Counter(there)
    told = describe(made).split("People\n")[1].split("\n\n")[0].splitlines()
    assert len(told) == len(there)
    assert set(steps(layout)) == set(there)
    assert describe_ecomap(made)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_words(name):
    data, says = REFUSED[name]
    with pytest.raises(ImpossibleFamily, match=says):
        lay_out(from_plain(data))


DATES = st.sampled_from(
    ["0001", "0001-01-01", "0001-12-31", "0290", "1000-06", "2024-02-29", "9999", "9999-12", "9999-12-31", None]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(DATES, min_size=14, max_size=14))
def test_any_dates_are_drawn_or_refused(dates):
    said = iter(dates)
    grown = {one: {"born": next(said), "died": next(said)} for one in "ab"}
    young = {one: {"born": next(said), "expected": next(said)} for one in "cd"}
    children = [{"person": "c", "from": next(said), "to": next(said)}, "d"]
    union = {"partners": ["a", "b"], "from": next(said), "divorced": next(said), "children": children}
    data = {"on": next(said), "people": {**grown, **young}, "unions": {"u": union}, "households": [["a", "c"]]}
    data["bonds"] = [{"from": "a", "to": "b", "kind": "close", "on": next(said)}]
    found = []
    try:
        made = from_plain(data)
        draw_svg(lay_out(made))
        describe(made)
        draw_ecomap(made)
    except ImpossibleFamily as refusal:
        found = refusal.findings
    assert all(one.what for one in found)


# ---- whoever waits may give it up -----------------------------------------------------------------------------------

ENDLESS: dict[str, Data] = {
    "300 partners": partners(300, 0),
    "40 of whom everybody is a couple with everybody": {
        "people": people(40),
        "unions": {f"{a}-{b}": {"partners": [a, b]} for a, b in itertools.combinations(people(40), 2)},
    },
    "60 brothers and sisters told pair by pair": {
        "people": people(60),
        "siblings": [list(pair) for pair in itertools.combinations(people(60), 2)],
    },
    "1,200 generations": line_of_descent(1200),
    "2,000 bonds": {
        **(large := family(200, 6, 0.3, extras=False)),
        "bonds": [
            {"from": a, "to": b, "kind": "close"}
            for a, b in itertools.islice(itertools.combinations(large["people"], 2), 2000)
        ],
    },
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_takes_without_end_is_given_up_when_told_to(name):
    """Patience is counted here in looks, not in seconds; between two of them nothing takes long."""
    looks = itertools.count()
    made = from_plain(ENDLESS[name])
    most = 100 if "couple" in name or "partners" in name else 3000
    with pytest.raises(TookTooLong), patience(lambda: next(looks) >= most):
        draw_svg(lay_out(made))


@pytest.mark.parametrize("work", [describe, check, lay_out, draw_ecomap], ids=lambda one: one.__name__)
def test_everything_that_grows_with_the_family_asks(work):
    looks = itertools.count()
    made = from_plain(family(120, 3, 0.4))
    with patience(lambda: next(looks) < 0):
        work(made)
    assert next(looks) >= 40


def test_waiting_changes_nothing_of_what_is_drawn():
    made = from_plain(family(40, 9, 0.4))
    alone = draw_svg(lay_out(made))
    with patience(lambda: False):
        assert draw_svg(lay_out(made)) == alone
    go_on()  # nobody waits any more
