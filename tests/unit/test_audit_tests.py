"""What each test of a claim recomputes, held to SciPy and statsmodels, and to worked examples of the reports."""

import json
import math

import numpy as np
import pytest
from scipy import special, stats
from statsmodels.stats.oneway import anova_oneway

from kinwork.audit import audit_table, read_table, tails
from kinwork.audit.contingency import likelihood_ratio, pearson, yates


def sample(rng, n, mean, sd):
    """Raw numbers with exactly that mean and SD (n - 1)."""
    x = rng.normal(size=n)
    x = (x - x.mean()) / x.std(ddof=1)
    return mean + sd * x


GROUPS = {"LA1": (40, 9.88, 2.98), "LA2": (27, 11.21, 5.23), "LA3": (38, 12.82, 6.78)}


def results(claims, rows=None, groups=None, **top):
    document = {
        "table": "1",
        "groups": groups or {name: {"n": n} for name, (n, _, _) in GROUPS.items()},
        "rows": rows or {"ghq": {"cells": {g: {"mean": str(m), "sd": str(s)} for g, (_, m, s) in GROUPS.items()}}},
        "claims": [{"id": f"c{i}", **claim} for i, claim in enumerate(claims)],
        **top,
    }
    found = audit_table(read_table(json.dumps(document)))
    return [r for r in found if not r.id.startswith("cell:")]


def result(table_rows=None, table_groups=None, /, **claim):
    return results([claim], table_rows, table_groups)[0]


@pytest.fixture
def raw():
    rng = np.random.default_rng(1)
    return [sample(rng, *group) for group in GROUPS.values()]


def test_anova_and_welchs_anova_are_those_of_raw_data(raw):
    f = stats.f_oneway(*raw)
    found = result(test="anova", row="ghq", statistic="3.12", p=".048", df=[2, 102])
    assert found.recomputed == pytest.approx(f.statistic)
    assert found.p == pytest.approx(f.pvalue)
    assert (found.verdict, found.p_verdict, found.df_verdict) == ("consistent",) * 3
    welch = anova_oneway(raw, use_var="unequal", welch_correction=True)
    found = result(test="welch_anova", row="ghq", statistic="4.17")
    assert found.recomputed == pytest.approx(welch.statistic)
    assert found.p == pytest.approx(welch.pvalue)


@pytest.mark.parametrize(("variance", "equal"), [("pooled", True), ("welch", False)])
def test_t_is_that_of_raw_data(raw, variance, equal):
    t = stats.ttest_ind(raw[0], raw[2], equal_var=equal)
    found = result(test="t", row="ghq", groups=["LA1", "LA3"], variance=variance, statistic="1", signed=True)
    assert found.recomputed == pytest.approx(t.statistic)
    assert found.p == pytest.approx(t.pvalue)


@pytest.mark.parametrize(("variance", "equal"), [("pooled", True), ("welch", False)])
def test_groups_taken_together_are_one_sample(raw, variance, equal):
    t = stats.ttest_ind(raw[0], np.concatenate(raw[1:]), equal_var=equal)
    found = result(test="t", row="ghq", groups=["LA1", ["LA2", "LA3"]], variance=variance, statistic="1", signed=True)
    assert found.recomputed == pytest.approx(t.statistic)
    assert found.p == pytest.approx(t.pvalue)


def test_t_is_compared_without_its_sign_unless_it_is_signed():
    claim = {"test": "t", "row": "ghq", "groups": ["LA1", "LA3"], "variance": "pooled"}
    assert result(**claim, statistic="2.49").verdict == "consistent"
    assert result(**claim, statistic="-2.49").verdict == "consistent"
    assert result(**claim, statistic="-2.49", signed=True).verdict == "consistent"
    turned = result(**claim, statistic="2.49", signed=True)
    assert turned.verdict == "inconsistent"
    assert turned.explanations[0].kind == "lost minus sign"


def test_any_variance_is_consistent_with_either_and_p_with_the_one_that_fits():
    claim = {"test": "t", "row": "ghq", "groups": ["LA1", "LA3"]}
    pooled, welch = (result(**claim, variance=v, statistic="1") for v in ("pooled", "welch"))
    assert abs(pooled.recomputed) != pytest.approx(abs(welch.recomputed), abs=0.005)
    for one in (pooled, welch):
        assert result(**claim, statistic=f"{one.recomputed:.2f}").verdict == "consistent"
    # Welch's t with the pooled test's p belong to no single test
    mixed = result(**claim, statistic=f"{welch.recomputed:.2f}", p=f"{pooled.p:.4f}")
    assert (mixed.verdict, mixed.p_verdict) == ("consistent", "inconsistent")


@pytest.mark.parametrize(
    ("test", "statistic", "df", "right"),
    [
        ("p_from_f", "3.12", [2, 102], stats.f.sf(3.12, 2, 102)),
        ("p_from_f", "4.61", "1, 358", stats.f.sf(4.61, 1, 358)),
        ("p_from_chi2", "15.80", 4, stats.chi2.sf(15.80, 4)),
        ("p_from_q", "12.3", 9, stats.chi2.sf(12.3, 9)),
        ("p_from_z", "-2.41", None, 2 * stats.norm.sf(2.41)),
    ],
)
def test_p_of_a_printed_f_chi_square_q_and_z(test, statistic, df, right):
    claim = {"test": test, "statistic": statistic} | ({"df": df} if df else {})
    found = result(**claim, p=f"{right:.3f}")
    assert (found.verdict, found.recomputed) == ("consistent", pytest.approx(right))
    wrong = result(**claim, p=f"{right + 0.05:.3f}")
    assert wrong.verdict == "inconsistent"
    assert wrong.low < right < wrong.high
    assert result(
        **claim, stars="" if right > 0.1 else "***" if right < 0.001 else "**" if right < 0.01 else "*"
    ).verdict


def test_one_tail_and_the_other_side_of_it():
    for claim in ({"test": "p_from_t", "t": "-0.80", "df": 60}, {"test": "p_from_z", "statistic": "0.80"}):
        two = result(**claim, p=".99").recomputed
        for p in (two / 2, 1 - two / 2):
            assert result(**claim, tails=1, p=f"{p:.3f}").verdict == "consistent"
            assert result(**claim, tails="any", p=f"{p:.3f}").verdict == "consistent"
        assert result(**claim, tails=1, p=f"{two:.3f}").verdict == "inconsistent"
        assert result(**claim, tails=2, p=f"{two:.3f}").verdict == "consistent"


def test_p_of_a_printed_t():
    assert result(test="p_from_t", t="2.0", df=60, p=".05").verdict == "consistent"
    assert result(test="p_from_t", statistic="2.0", df=60, p=".05").verdict == "consistent"
    wrong = result(test="p_from_t", t="2.0", row="ghq", groups=["LA1", "LA2"], p=".025")
    assert wrong.verdict == "inconsistent"
    assert wrong.recomputed == pytest.approx(2 * stats.t.sf(2.0, 65))
    assert wrong.explanations[0].reading == "with one tail instead of two"


COUNTS = [[26, 16, 27], [6, 9, 6]]


def counts(rows, base=None):
    return {
        f"r{i}": {"cells": {f"g{j}": {"count": c} | ({"base": base[j]} if base else {}) for j, c in enumerate(row)}}
        for i, row in enumerate(rows)
    }


def columns(number):
    return {f"g{j}": {} for j in range(number)}


@pytest.mark.parametrize(("kind", "of"), [("pearson", pearson), ("lr", likelihood_ratio)])
def test_chi_square_is_scipys(kind, of):
    lambda_ = "log-likelihood" if kind == "lr" else "pearson"
    oracle = stats.chi2_contingency(COUNTS, correction=False, lambda_=lambda_)
    assert of(COUNTS).value == pytest.approx(oracle.statistic)
    found = result(counts(COUNTS), columns(3), test="chi2", rows=["r0", "r1"], kind=kind, statistic="1", df=2)
    assert found.recomputed == pytest.approx(oracle.statistic)
    assert found.p == pytest.approx(oracle.pvalue)
    assert found.df_verdict == "consistent"


def test_yates_is_scipys_for_two_by_two():
    table = [[127, 17], [27, 11]]
    oracle = stats.chi2_contingency(table, correction=True)
    assert yates(table).value == pytest.approx(oracle.statistic)


def test_complement_is_the_base_less_the_count():
    rows = counts(COUNTS[:1], base=[32, 25, 33])
    found = result(
        rows, columns(3), test="chi2", rows=["r0"], complement=True, kind="pearson", statistic="3.11", p="ns"
    )
    assert found.recomputed == pytest.approx(stats.chi2_contingency(COUNTS).statistic)
    assert (found.verdict, found.p_verdict) == ("consistent", "consistent")


def test_implied_bases_are_all_that_give_the_printed_percentage():
    rows = {"r0": {"cells": {"g0": {"count": 20, "percent": "33"}, "g1": {"count": 3, "percent": "10"}}}}
    found = result(
        rows, columns(2), test="chi2", rows=["r0"], complement=True, base="implied", kind="pearson", statistic="1"
    )
    every = [
        stats.chi2_contingency([[20, 3], [a - 20, b - 3]], correction=False).statistic
        for a in range(20, 100)
        for b in range(3, 100)
        if 32.5 <= 2000 / a < 33.5 and 9.5 <= 300 / b < 10.5
    ]
    assert len(every) > 1
    assert (found.low, found.high) == (pytest.approx(min(every)), pytest.approx(max(every)))


def test_groups_and_rows_in_a_list_are_taken_together():
    rows = counts([[7, 18, 7, 0], [8, 14, 9, 1], [6, 26, 9, 1], [6, 9, 10, 4], [2, 14, 16, 4]])
    claim = {"rows": [f"r{i}" for i in range(5)], "groups": [["g0", "g1"], ["g2", "g3"]]}
    found = result(rows, columns(4), test="chi2", kind="lr", statistic="14", df=4, p="0.008", **claim)
    assert (found.verdict, found.p_verdict, found.df_verdict) == ("consistent",) * 3
    together = [[25, 7], [22, 10], [32, 10], [15, 14], [16, 20]]
    assert found.recomputed == pytest.approx(stats.chi2_contingency(together, lambda_="log-likelihood").statistic)


def test_fishers_exact_test():
    table = [[8, 2], [1, 5]]
    found = result(counts(table), columns(2), test="fisher_exact", rows=["r0", "r1"], p=".035")
    assert found.recomputed == pytest.approx(stats.fisher_exact(table).pvalue)
    assert found.verdict == "consistent"
    wide = result(counts(COUNTS), columns(3), test="fisher_exact", rows=["r0", "r1"], p=".5")
    assert wide.verdict == "undetermined"
    assert "2 × 2" in wide.message


def test_f_of_a_yes_or_no_variable():
    rows = counts([[14, 16, 60], [62, 32, 94]])
    found = result(rows, columns(3), test="anova_binary", row="r0", base_rows=["r0", "r1"], statistic="5.04", p="<0.01")
    raw = [[1] * yes + [0] * no for yes, no in zip([14, 16, 60], [62, 32, 94], strict=True)]
    oracle = stats.f_oneway(*raw)
    assert (found.recomputed, found.p) == (pytest.approx(oracle.statistic), pytest.approx(oracle.pvalue))
    assert (found.verdict, found.p_verdict) == ("consistent", "consistent")


def test_counts_are_zero_or_one_in_a_t():
    rows = counts([[14, 60]], base=[76, 154])
    found = result(rows, columns(2), test="t", row="r0", groups=["g0", "g1"], variance="pooled", statistic="1")
    oracle = stats.ttest_ind([1] * 14 + [0] * 62, [1] * 60 + [0] * 94)
    assert found.recomputed == pytest.approx(abs(oracle.statistic))


def test_correlations():
    t = 0.456 * math.sqrt(20 / (1 - 0.456**2))
    found = result(test="correlation_p", r="0.456", n=22, p="0.033")
    assert found.recomputed == pytest.approx(2 * stats.t.sf(t, 20))
    assert found.verdict == "consistent"
    z = (math.atanh(0.5) - math.atanh(0.2)) / math.sqrt(1 / 97 + 1 / 77)
    found = result(test="fisher_z", r1=".50", n1=100, r2=".20", n2=80, statistic=f"{z:.2f}", p=".023")
    assert found.recomputed == pytest.approx(z)
    assert found.verdict == "consistent"


CELLS = {
    "a": {"cells": {"x": {"count": 26, "percent": "81.3"}, "y": {"value": "61"}}},
    "b": {"cells": {"x": {"count": 6}, "y": {"value": "30.5"}}},
    "t": {"cells": {"x": {"count": 32}, "y": {"value": "92"}}},
}
XY = {"x": {"n": 32}, "y": {}}


@pytest.mark.parametrize(
    ("claim", "verdict", "recomputed"),
    [
        ({"test": "percent", "row": "a", "group": "x", "of": "t"}, "consistent", 81.25),
        ({"test": "percent", "row": "a", "group": "x", "of": "n", "value": "81"}, "consistent", 81.25),
        ({"test": "percent", "row": "a", "group": "x", "of": 31, "value": "81.3"}, "inconsistent", 2600 / 31),
        ({"test": "sum", "rows": ["a", "b"], "group": "x", "equals": {"row": "t", "group": "x"}}, "consistent", 32),
        ({"test": "sum", "rows": ["a", "b"], "group": "y", "equals": {"row": "t", "group": "y"}}, "consistent", 91.5),
        ({"test": "sum", "rows": ["a", "b"], "group": "x", "value": "33"}, "inconsistent", 32),
        ({"test": "sum", "row": "b", "groups": ["x", "y"], "value": "36.5"}, "consistent", 36.5),
        (
            {
                "test": "difference",
                "left": {"row": "a", "group": "y"},
                "right": {"row": "b", "group": "y"},
                "value": "30.5",
            },
            "consistent",
            30.5,
        ),
        (
            {
                "test": "ratio",
                "left": {"row": "a", "group": "x"},
                "right": {"row": "t", "group": "x"},
                "scale": 10000,
                "value": "8125",
            },
            "consistent",
            8125,
        ),
        (
            {
                "test": "formula",
                "expression": "100*a/(a+b)",
                "where": {"a": {"row": "a", "group": "x"}, "b": 6},
                "value": "81.3",
            },
            "consistent",
            81.25,
        ),
        (
            {
                "test": "formula",
                "expression": "p",
                "where": {"p": {"row": "a", "group": "x", "field": "percent"}},
                "value": "81",
            },
            "consistent",
            81.3,
        ),
    ],
)
def test_arithmetic(claim, verdict, recomputed):
    found = result(CELLS, XY, **claim)
    assert (found.verdict, float(found.recomputed)) == (verdict, pytest.approx(recomputed))


def test_strings_carry_their_rounding_and_integers_are_exact():
    where = {"f": 1782, "r": "536.4", "y": {"row": "b", "group": "x"}}
    found = result(CELLS, XY, test="formula", expression="y*r/f", where=where, value="1.8")
    assert float(found.low) == pytest.approx(6 * 536.35 / 1782)
    assert float(found.high) == pytest.approx(6 * 536.45 / 1782)


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ({"test": "anova", "row": "m", "groups": ["x", "y"], "statistic": "1"}, "n of y"),
        ({"test": "formula", "expression": "a/b", "where": {"a": 1, "b": None}, "value": "1"}, "does not print b"),
        ({"test": "sum", "rows": ["m", "o"], "group": "x", "value": "1"}, "the cell o, x"),
        ({"test": "formula", "expression": "1/(a-a)", "where": {"a": 1}, "value": "1"}, "division by zero"),
    ],
)
def test_what_cannot_be_recomputed_is_undetermined_and_says_what_is_missing(claim, missing):
    rows = {
        "m": {"cells": {"x": {"mean": "1.0", "sd": "1.0"}, "y": {"mean": "1.0", "sd": "1.0"}}},
        "o": {"cells": {"y": {"count": 1}}},
    }
    found = result(rows, XY, **claim, p=".5", stars="")
    assert (found.verdict, found.p_verdict, found.stars_verdict) == ("undetermined",) * 3
    assert missing in found.message


@pytest.mark.parametrize(
    ("stars", "verdict"), [("*", "consistent"), ("+", "inconsistent"), ("**", "inconsistent"), ("", "inconsistent")]
)
def test_stars_against_p(stars, verdict):
    found = result(test="anova", row="ghq", statistic="3.12", stars=stars)  # p = .0485
    assert (found.verdict, found.stars_verdict) == ("consistent", verdict)
    only = result(test="anova", row="ghq", stars=stars)
    assert (only.verdict, only.printed) == (verdict, stars)


def test_a_table_may_have_its_own_stars():
    claim = {"test": "anova", "row": "ghq", "stars": "a"}
    levels = {"star_levels": {"a": 0.05, "b": 0.01}}
    assert results([claim], **levels)[0].stars_verdict == "consistent"
    assert results([{**claim, "stars": "b"}], **levels)[0].stars_verdict == "inconsistent"


@pytest.mark.parametrize(("df", "verdict"), [([2, 102], "consistent"), (102, "consistent"), ([2, 103], "inconsistent")])
def test_df_against_n(df, verdict):
    found = result(test="anova", row="ghq", statistic="3.12", df=df)
    assert (found.verdict, found.df_verdict) == ("consistent", verdict)


def test_an_interval_that_touches_the_box_is_inside():
    """2.595 rounds to 2.60, or to 2.59 by whoever cuts: both ends of a printed figure's interval belong to it."""
    rows = {"a": {"cells": {"x": {"count": 519}}}, "b": {"cells": {"x": {"count": 200}}}}
    ratio = {"test": "ratio", "left": {"row": "a", "group": "x"}, "right": {"row": "b", "group": "x"}}
    assert result(rows, {"x": {}}, **ratio, value="2.60").verdict == "consistent"
    assert result(rows, {"x": {}}, **ratio, value="2.59").verdict == "consistent"
    assert result(rows, {"x": {}}, **ratio, value="2.58").verdict == "inconsistent"


@pytest.mark.parametrize("df", [1, 2, 7.3, 60, 358, 10000])
@pytest.mark.parametrize("x", [1e-6, 0.3, 1.0, 2.5, 4.1, 30.0])
def test_tails_are_scipys(x, df):
    assert tails.t_tails(x, df) == pytest.approx(2 * special.stdtr(df, -x), rel=1e-9, abs=1e-300)
    assert tails.f_tail(x, 3, df) == pytest.approx(special.fdtrc(3, df, x), rel=1e-9, abs=1e-300)
    assert tails.chi2_tail(x, df) == pytest.approx(special.chdtrc(df, x), rel=1e-9, abs=1e-300)
    assert tails.normal_tails(x) == pytest.approx(2 * special.ndtr(-x), rel=1e-12)


def test_fisher_exact_is_scipys_on_small_tables():
    rng = np.random.default_rng(3)
    for _ in range(200):
        a, b, c, d = (int(x) for x in rng.integers(0, 12, 4))
        if min(a + b, c + d, a + c, b + d) == 0:
            continue
        assert tails.fisher_exact(a, b, c, d)[0] == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue, rel=1e-7)
