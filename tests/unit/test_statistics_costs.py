"""Costs: the evaluations' own figures come out, and what they left out can be put in."""

import datetime as dt
import json

import numpy as np
import pytest

from kinwork.statistics.avoided import (
    between,
    break_even_families,
    cost_avoidance,
    keeping_families_together,
    pounds,
    sensitivity,
    share,
    value_for_money,
)
from kinwork.statistics.problems import BadData
from kinwork.statistics.unit_costs import Stay, UnitCost, activity_cost, catalogue, child_path, inflate

# Bostock et al. 2017, table 13, as printed: avoided if all, avoided if half had entered care.
PRINTED = {
    "LA1": (693_110, 295_324),
    "LA2": (585_106, 272_487.5),
    "LA3": (417_582, 208_791),
    "LA4": (1_141_730, 394_960),
    "LA5": (278_958, 112_173),
}


@pytest.mark.parametrize("authority", PRINTED)
def test_the_published_cost_avoidance(authority):
    row = keeping_families_together()[authority]
    for q, printed in zip((1.0, 0.5), PRINTED[authority], strict=True):
        assert cost_avoidance(row["potential"], row["actual"], q=q).net == pytest.approx(printed, abs=1)


def test_break_even_share_and_the_units_own_cost():
    rows = keeping_families_together().values()
    potential, actual = (sum(row[key] for row in rows) for key in ("potential", "actual"))
    assert (potential, actual) == (3_665_499, 549_014)
    assert cost_avoidance(potential, actual).break_even == pytest.approx(0.150, abs=5e-4)
    with_units = cost_avoidance(potential, actual, q=0.5, own=1_500_000)
    assert with_units.net < 0 < with_units.break_even
    assert cost_avoidance(potential, actual, q=with_units.break_even, own=1_500_000).net == pytest.approx(0, abs=1e-6)


def test_box_one():
    box = value_for_money(100_000, 20, 8_000)
    assert (box.cost_per_child, box.required_per_child, box.required) == (5_000, 10_000, 200_000)
    assert (box.children_needed, box.pays) == (25, False)
    assert value_for_money(100_000, 25, 8_000).pays
    assert "hypothetically" in str(value_for_money(100_000, 25, 8_000, kind="preventive"))


def test_break_even_families_rounds_up():
    assert break_even_families(270_000, 10_000) == 27
    assert break_even_families(270_001, 10_000) == 28


def test_every_cost_says_where_it_is_from():
    for cost in catalogue().values():
        assert cost.source
        assert cost.kind in ("printed", "derived")
        assert 2010 <= cost.price_year <= 2024


def test_derived_costs_are_what_their_source_gives():
    costs = catalogue()
    assert costs["care-entry-mean"].amount == round(549_014 / 25)
    assert costs["care-week-mean"].amount == round(549_014 / 25 / 15)
    assert costs["potential-care-mean"].amount == round(3_665_499 / 119, -0)


def test_inflation_there_and_back():
    assert inflate(inflate(1_000, 2013, 2024), 2024, 2013) == pytest.approx(1_000)
    assert inflate(1_000, 2013, 2024) > 1_000
    with pytest.raises(BadData, match="no price level for 1999"):
        inflate(1, 1999, 2024)


FOSTER = {
    "foster": UnitCost("foster", "Foster care", 700, "week", 2016, "own"),
    "panel": UnitCost("panel", "Panel", 300, "child", 2016, "own"),
}


def test_a_childs_path_is_cut_at_the_end_of_the_study():
    stays = [
        Stay("foster", dt.date(2016, 3, 17), dt.date(2016, 6, 1)),
        Stay("panel", dt.date(2016, 3, 10), dt.date(2016, 3, 10)),
    ]
    found = child_path(stays, FOSTER, year=2016, until=dt.date(2016, 3, 31))
    assert [cost for _, cost in found] == pytest.approx([300, 1_400])


@pytest.mark.parametrize(
    ("stays", "says"),
    [
        ([Stay("hotel", dt.date(2016, 1, 1), dt.date(2016, 1, 2))], "no cost 'hotel'"),
        ([Stay("foster", dt.date(2016, 1, 2), dt.date(2016, 1, 1))], "before it starts"),
        (
            [
                Stay("foster", dt.date(2016, 1, 1), dt.date(2016, 2, 1)),
                Stay("foster", dt.date(2016, 1, 20), dt.date(2016, 2, 2)),
            ],
            "overlaps",
        ),
        ([], "no stays"),
    ],
)
def test_paths_that_cannot_be(stays, says):
    with pytest.raises(BadData, match=says):
        child_path(stays, FOSTER, year=2016)


def test_a_catalogue_in_json_keeps_every_letter_however_its_writer_escaped_it(tmp_path):
    path = tmp_path / "own.json"
    cost = {"id": "a", "label": "Visit 😀 é", "amount": 1, "per": "week", "price_year": 2016, "source": "s"}
    path.write_text(json.dumps({"costs": [cost]}))
    assert r"\ud83d\ude00" in path.read_text()
    assert catalogue(path)["a"].label == "Visit 😀 é"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{id: a, label: A, amount: '1,464', per: week, price_year: 2016, source: s}", "amount: found '1,464'"),
        ("{id: a, label: A, amount: 1464, per: fortnight, price_year: 2016, source: s}", "per: found 'fortnight'"),
        ("{id: a, label: A, amount: 1464, per: week, source: s}", "no 'price_year'"),
        ("{id: a, label: A, amount: 1, per: week, price_year: 2016, source: s, pirce: 1}", "unknown field 'pirce'"),
        ("{id: a, label: A", "not YAML"),
    ],
)
def test_an_authoritys_own_catalogue_is_checked(tmp_path, entry, says):
    path = tmp_path / "own.yaml"
    path.write_text(f"costs:\n  - {entry}\n")
    with pytest.raises(BadData, match=says):
        catalogue(path)


def test_activity_cost_is_hours_by_rate():
    assert activity_cost({"worker": 3, "coordinator": 1}, {"worker": 40, "coordinator": 25}) == 145


def test_sensitivity_matches_the_sum_of_known_distributions():
    found = sensitivity({"a": pounds(100, 10), "b": pounds(40, 5)}, lambda a, b: a - b)
    assert found.estimate.value == pytest.approx(60, abs=0.1)
    assert np.std(found.draws) == pytest.approx((100 + 25) ** 0.5, rel=0.03)
    assert found.above_zero == pytest.approx(1)
    low, high = found.swings["a"]
    assert high - low > found.swings["b"][0] - found.swings["b"][1] > 0


def test_distributions_keep_their_bounds():
    points = np.linspace(0.001, 0.999, 50)
    assert 0 < share(25, 119).quantile(points).min() < 25 / 119 < share(25, 119).quantile(points).max() < 1
    assert between(0.1, 0.4, 0.7).quantile(np.array([0.5]))[0] == pytest.approx(0.4)
