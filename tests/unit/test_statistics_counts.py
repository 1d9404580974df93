"""Tables of counts, against scipy and published exact values."""

import numpy as np
import pytest
from scipy import stats

from kinwork.statistics import BadData, compare_counts, mcnemar, proportion
from kinwork.statistics.exact import _sampled, fisher_freeman_halton

TABLE = [[12, 5, 9], [7, 14, 6]]


@pytest.mark.parametrize(("test", "how"), [("pearson", "pearson"), ("likelihood-ratio", "log-likelihood")])
def test_chi_square_is_scipys(test, how):
    oracle = stats.chi2_contingency(TABLE, correction=False, lambda_=how)
    found = compare_counts(TABLE, test=test)
    assert (found.statistic, found.p) == pytest.approx((oracle.statistic, oracle.pvalue))


def test_yates_is_scipys_and_for_two_by_two_only():
    oracle = stats.chi2_contingency([[12, 5], [7, 14]], correction=True)
    assert compare_counts([[12, 5], [7, 14]], test="yates").statistic == pytest.approx(oracle.statistic)
    with pytest.raises(BadData, match="2 × 2"):
        compare_counts(TABLE, test="yates")


def test_linear_by_linear_is_the_correlation_of_scores():
    rows = np.repeat([0, 0, 0, 1, 1, 1], np.ravel(TABLE))
    columns = np.repeat([0, 1, 2, 0, 1, 2], np.ravel(TABLE))
    r = np.corrcoef(rows, columns)[0, 1]
    assert compare_counts(TABLE, test="linear").statistic == pytest.approx((len(rows) - 1) * r**2)


def test_few_expected_choose_the_exact_test():
    found = compare_counts([[0, 23], [2, 20]])
    assert found.test == "Fisher's exact test"
    assert "fewer than 5" in found.choice
    assert found.p == pytest.approx(stats.fisher_exact([[0, 23], [2, 20]])[1])


def brute_force(table):
    """Every 3 × 3 table with these margins, one after the other."""
    table = np.asarray(table)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    frozen = stats.random_table(rows, columns)
    seen, total = frozen.pmf(table), 0.0
    for a in range(rows[0] + 1):
        for b in range(rows[0] - a + 1):
            for d in range(rows[1] + 1):
                for e in range(rows[1] - d + 1):
                    other = np.array([[a, b, rows[0] - a - b], [d, e, rows[1] - d - e], [0, 0, 0]])
                    other[2] = columns - other[:2].sum(axis=0)
                    if other.min() >= 0 and frozen.pmf(other) <= seen * (1 + 1e-7):
                        total += frozen.pmf(other)
    return total


@pytest.mark.parametrize(
    "table", [[[3, 1, 0], [0, 2, 4], [1, 1, 1]], [[5, 0, 2], [1, 4, 0], [2, 2, 3]], [[1, 2, 3], [3, 2, 1], [2, 2, 2]]]
)
def test_freeman_halton_counts_every_table_no_likelier(table):
    p, how = fisher_freeman_halton(np.array(table, dtype=float))
    assert how == "Fisher–Freeman–Halton exact test"
    assert p == pytest.approx(brute_force(table))


def test_freeman_halton_of_two_rows_is_the_same_turned():
    table = np.array([[8, 2, 5, 1], [1, 6, 2, 5.0]])
    assert fisher_freeman_halton(table)[0] == pytest.approx(fisher_freeman_halton(table.T)[0])


def test_sampling_agrees_with_enumeration_where_both_can():
    table = np.array([[3, 1, 4], [0, 5, 2], [4, 1, 1.0]])
    exact, _ = fisher_freeman_halton(table)
    assert _sampled(table, 50_000, 1) == pytest.approx(exact, abs=0.01)


def test_mcnemar_and_wilson_are_statsmodels():
    from statsmodels.stats.contingency_tables import mcnemar as oracle
    from statsmodels.stats.proportion import proportion_confint

    assert mcnemar([[20, 5], [15, 10]]).p == pytest.approx(oracle([[20, 5], [15, 10]], exact=True).pvalue)
    between = proportion(25, 119).interval
    assert (between.low, between.high) == pytest.approx(proportion_confint(25, 119, method="wilson"))


def test_newcombes_worked_example():
    """Newcombe 1998, method 10: 56/70 − 48/80 = 0.2, 0.0524 to 0.3339."""
    between = compare_counts([[56, 14], [48, 32]]).estimate.interval
    assert (between.low, between.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([[1, 2]], "at least 2 × 2"),
        ([[1, 2], [3]], "differ in length"),
        ([[1.5, 2], [3, 4]], "whole number of cases"),
        ([[-1, 2], [3, 4]], "whole number of cases"),
        ([[float("nan"), 2], [3, 4]], "whole number of cases"),
        ([[0, 0], [3, 4]], "row 1 of the table has no cases"),
        ([[0, 1], [0, 4]], "column 1 of the table has no cases"),
    ],
)
def test_what_is_no_table_of_counts_says_why(table, says):
    with pytest.raises(BadData, match=says):
        compare_counts(table)


@pytest.mark.parametrize(
    ("table", "published"),
    [
        # Agresti 2002, job satisfaction by income; Mehta & Patel 1986, table 6: p as R's fisher.test prints it
        ([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]], 0.7827),
        (
            [
                [1, 2, 2, 1, 1, 0, 1],
                [2, 0, 0, 2, 3, 0, 0],
                [0, 1, 1, 1, 2, 7, 3],
                [1, 1, 2, 0, 0, 0, 1],
                [0, 1, 1, 1, 1, 0, 0],
            ],
            0.0393,
        ),
    ],
)
def test_larger_tables_are_exact_through_the_network(table, published):
    p, how = fisher_freeman_halton(np.array(table, dtype=float))
    assert how == "Fisher–Freeman–Halton exact test"
    assert round(p, 4) == published


def test_the_network_counts_what_random_tables_show():
    rng = np.random.default_rng(12)
    for shape in ((2, 7), (3, 4), (4, 4)):
        table = rng.integers(0, 6, shape).astype(float)
        p, how = fisher_freeman_halton(table)
        assert "exact" in how
        assert _sampled(table, 20_000, 2) == pytest.approx(p, abs=0.015)
        assert fisher_freeman_halton(table[::-1, ::-1].T)[0] == pytest.approx(p)


def test_the_interval_of_v_holds_v():
    rng = np.random.default_rng(13)
    for _ in range(60):
        table = rng.integers(1, 40, rng.integers(2, 5, 2))
        v = compare_counts(table.tolist(), test="pearson").effect
        assert 0 <= v.interval.low <= v.value <= v.interval.high <= 1
