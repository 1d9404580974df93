"""The likely slip: each test makes one, and it is found."""

import json

import pytest

from kinwork.audit import audit_table, read_table

MEANS = {"LA1": (40, "9.88", "2.98"), "LA2": (27, "11.21", "5.23"), "LA3": (38, "12.82", "6.78")}


def explained(means=MEANS, table_rows=None, table_columns=None, /, **claim):
    rows = table_rows or {"x": {"cells": {g: {"mean": m, "sd": s} for g, (_, m, s) in means.items()}}}
    columns = table_columns or {g: {"n": n} for g, (n, _, _) in means.items()}
    document = {"table": "1", "groups": columns, "rows": rows, "claims": [{"id": "c", **claim}]}
    return next(r for r in audit_table(read_table(json.dumps(document))) if r.id == "c")


def truth(means=MEANS, /, **claim):
    """What the inputs give, so that a slip can be made of it."""
    return explained(means, **claim, statistic="99999")


def kinds(result):
    assert result.verdict == "inconsistent"
    return [x.kind for x in result.explanations]


F = {"test": "anova", "row": "x"}
T = {"test": "t", "row": "x", "groups": ["LA1", "LA3"]}


def test_another_n():
    swapped = truth({**MEANS, "LA1": (38, *MEANS["LA1"][1:])}, **F).recomputed
    found = explained(**F, statistic=f"{swapped:.4f}")
    assert "another n" in kinds(found)
    assert any("n = " in x.reading and "for LA1 instead of 40" in x.reading for x in found.explanations)


def test_swapped_sizes():
    swapped = {"LA1": (38, "9.88", "2.98"), "LA2": MEANS["LA2"], "LA3": (40, "12.82", "6.78")}
    other = truth(swapped, **F).recomputed
    found = explained(**F, statistic=f"{other:.4f}")
    assert "with the sizes of LA1 (40) and LA3 (38) swapped" in [x.reading for x in found.explanations]


def test_welch_instead_of_pooled_and_the_other_way_round():
    welch, pooled = (truth(**T, variance=v).recomputed for v in ("welch", "pooled"))
    found = explained(**T, variance="pooled", statistic=f"{welch:.3f}")
    assert found.explanations[0].reading == "as Welch's t instead of pooled"
    found = explained(**T, variance="welch", statistic=f"{pooled:.3f}")
    assert found.explanations[0].kind == "variance"
    of_welch = truth(test="welch_anova", row="x").recomputed
    assert explained(**F, statistic=f"{of_welch:.3f}").explanations[0].reading == "as Welch's F"


def test_one_tail():
    p = truth(**T, variance="pooled").p
    found = explained(**T, variance="pooled", statistic="2.49", p=f"{p / 2:.4f}")
    assert (found.verdict, found.p_verdict) == ("consistent", "inconsistent")
    assert found.explanations[0].kind == "tails"


@pytest.mark.parametrize(
    ("shown", "kind"), [("31.2", "shifted decimal"), (".312", "shifted decimal"), ("3.0", "rounded down")]
)
def test_shifted_points_and_figures_cut_off(shown, kind):
    found = explained(**F, statistic=shown)  # 3.118
    assert kind in kinds(found)


def test_a_standard_error_for_an_sd():
    errors = {g: (n, m, f"{float(s) / n**0.5:.4f}") for g, (n, m, s) in MEANS.items()}
    found = explained(errors, **F, statistic="3.12")
    assert "standard error" in kinds(found)


def test_t_for_f():
    t = truth(**T, variance="pooled").recomputed
    found = explained({g: MEANS[g] for g in ("LA1", "LA3")}, **F, statistic=f"{abs(t):.3f}")
    assert "t for F" in kinds(found)


COLUMN = {"a": 12, "b": 17, "c": 23, "d": 8, "total": 60}


def sum_of(printed, cells=COLUMN, named=("a", "b", "c", "d"), notes=None):
    rows = {name: {"cells": {"x": {"count": n}}} for name, n in cells.items()}
    for name, note in (notes or {}).items():
        rows[name]["note"] = note
    document = {
        "table": "1",
        "groups": {"x": {}},
        "rows": rows,
        "claims": [{"id": "c", "test": "sum", "rows": list(named), "group": "x", "value": str(printed)}],
    }
    return audit_table(read_table(json.dumps(document)))[0]


@pytest.mark.parametrize(
    ("printed", "first"),
    [
        (37, "without c (23)"),
        (68, "with d (8) counted twice"),
        (114, "with b as 71 instead of 17"),
        (120, "with total (60) added"),
        (75, "with the 15 that the note to d names"),
    ],
)
def test_slips_in_a_sum(printed, first):
    found = sum_of(printed, notes={"d": "leaves out 15 people"})
    assert first in [x.reading for x in found.explanations], found.message


def test_explanations_that_fit_equally_are_said_to():
    found = sum_of(40, cells={"a": 20, "b": 20, "c": 20, "d": 0, "total": 60})
    assert "3 simple readings fit equally" in found.message
    assert {x.cost for x in found.explanations[:3]} == {1}


def test_when_nothing_simple_explains_it_the_message_says_how_much_is_wrong():
    found = sum_of(1234)
    assert found.explanations == ()
    assert "1174 too much" in found.message


def test_an_answer_category_that_is_not_printed():
    """28, 15, 18 of 35, 25, 34: the printed 8.79 and p = .067 belong to a 3 × 3 table."""
    rows = {"yes": {"cells": {g: {"count": c, "base": b} for g, c, b in (("x", 28, 35), ("y", 15, 25), ("z", 18, 34))}}}
    document = {
        "table": "1",
        "groups": {"x": {}, "y": {}, "z": {}},
        "rows": rows,
        "claims": [
            {
                "id": "c",
                "test": "chi2",
                "rows": ["yes"],
                "complement": True,
                "kind": "pearson",
                "statistic": "8.79",
                "p": ".067",
            }
        ],
    }
    found = audit_table(read_table(json.dumps(document)))[0]
    assert "with its p as a chi-square with 4 df" in [x.reading for x in found.explanations]


def test_swapped_columns_of_a_difference():
    rows = {"x": {"cells": {"a": {"value": "61"}, "b": {"value": "30"}, "c": {"value": "12"}}}}
    document = {
        "table": "1",
        "groups": {"a": {}, "b": {}, "c": {}},
        "rows": rows,
        "claims": [
            {
                "id": "c",
                "test": "difference",
                "left": {"row": "x", "group": "a"},
                "right": {"row": "x", "group": "b"},
                "value": "49",
            }
        ],
    }
    found = audit_table(read_table(json.dumps(document)))[0]
    assert found.explanations[0].kind == "swapped columns"
    document["claims"][0]["value"] = "-31"
    found = audit_table(read_table(json.dumps(document)))[0]
    assert found.explanations[0].kind in {"added minus sign", "lost minus sign"}
