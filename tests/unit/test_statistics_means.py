"""Means compared: the same answer from raw values and from what a report prints, as scipy and pingouin have it."""

import numpy as np
import pandas as pd
import pingouin
import pytest
from scipy import stats

from kinwork.statistics import BadData, Summary, compare_groups
from kinwork.statistics.means import anova, brown_forsythe_anova, pooled_t, welch_anova, welch_t
from kinwork.statistics.pairwise import games_howell, tukey

RNG = np.random.default_rng(5)
A, B, C = RNG.normal(3, 1, 14), RNG.normal(2.2, 0.5, 31), RNG.normal(2.4, 1.4, 22)


def summary(name, values):
    return Summary(name, len(values), float(np.mean(values)), float(np.std(values, ddof=1)))


THREE = [summary("A", A), summary("B", B), summary("C", C)]
LONG = pd.DataFrame({"group": ["A"] * 14 + ["B"] * 31 + ["C"] * 22, "value": np.concatenate([A, B, C])})


@pytest.mark.parametrize(("test", "equal"), [(pooled_t, True), (welch_t, False)])
def test_t_is_scipys_from_summaries(test, equal):
    oracle = stats.ttest_ind(A, B, equal_var=equal)
    found = test(THREE[:2])
    assert found.statistic == pytest.approx(oracle.statistic)
    assert found.p == pytest.approx(oracle.pvalue)
    assert found.df[0] == pytest.approx(oracle.df)
    between = oracle.confidence_interval()
    assert (found.estimate.interval.low, found.estimate.interval.high) == pytest.approx((between.low, between.high))


def test_the_classic_anova_is_scipys():
    oracle = stats.f_oneway(A, B, C)
    assert (anova(THREE).statistic, anova(THREE).p) == pytest.approx((oracle.statistic, oracle.pvalue))


def test_welchs_anova_is_pingouins():
    oracle = pingouin.welch_anova(data=LONG, dv="value", between="group").iloc[0]
    found = welch_anova(THREE)
    assert (found.statistic, found.df[1]) == pytest.approx((oracle["F"], oracle["ddof2"]))


def test_brown_forsythe_is_statsmodels():
    from statsmodels.stats.oneway import anova_oneway

    oracle = anova_oneway([A, B, C], use_var="bf")
    found = brown_forsythe_anova(THREE)
    # statsmodels takes Mehrotra's numerator df for its p; the statistic and the denominator df are F*'s own
    assert found.statistic == pytest.approx(oracle.statistic)
    assert found.df[1] == pytest.approx(oracle.df_denom)


def test_tukey_is_scipys():
    oracle = stats.tukey_hsd(A, B, C)
    found = tukey(THREE)
    assert [pair.p for pair in found] == pytest.approx([oracle.pvalue[0, 1], oracle.pvalue[0, 2], oracle.pvalue[1, 2]])
    between = oracle.confidence_interval()
    assert found[0].interval.low == pytest.approx(between.low[0, 1])


def test_games_howell_is_pingouins():
    oracle = pingouin.pairwise_gameshowell(data=LONG, dv="value", between="group")
    assert [pair.p for pair in games_howell(THREE)] == pytest.approx(list(oracle["pval"]), abs=1e-4)


def test_raw_values_and_their_summaries_say_the_same():
    raw = compare_groups({"A": A, "B": B}, test="welch")
    printed = compare_groups(THREE[:2], test="welch")
    assert raw.statistic == pytest.approx(printed.statistic)
    assert raw.effect.interval.low == pytest.approx(printed.effect.interval.low)


def test_hedges_g_is_pingouins_with_the_noncentral_interval():
    found = compare_groups(THREE[:2], test="pooled").effect
    assert found.value == pytest.approx(pingouin.compute_effsize(A, B, eftype="hedges"), rel=1e-3)
    t = pooled_t(THREE[:2]).statistic
    scale = np.sqrt(1 / 14 + 1 / 31)
    correction = found.value / (t * scale)
    assert stats.nct.cdf(t, 43, found.interval.low / scale / correction) == pytest.approx(0.975, abs=1e-6)
    assert stats.nct.cdf(t, 43, found.interval.high / scale / correction) == pytest.approx(0.025, abs=1e-6)


def test_equal_variances_give_the_pooled_t_and_unequal_ones_welch_and_both_are_told():
    equal = compare_groups({"a": [1, 2, 3, 4, 5], "b": [2, 3, 4, 5, 6]})
    assert equal.test.endswith("pooled variance")
    assert "Levene's test does not show" in equal.choice
    assert equal.alternatives[0].test.endswith("Welch")
    unequal = compare_groups({"a": [4.9, 5, 5.1, 5, 4.9, 5.1], "b": [0, 9, 2, 11, 4, 5]})
    assert unequal.test.endswith("Welch")
    assert "shows that variances differ" in unequal.choice


def test_levene_is_around_means_as_spss_prints_it():
    f, _ = stats.levene(A, B, center="mean")
    assert f"= {f:.2f}" in compare_groups({"A": A, "B": B}).choice


def test_missing_values_are_counted_not_hidden():
    found = compare_groups({"a": [1, 2, None, 4], "b": [2, float("nan"), 5, 6]})
    assert [(group.n, group.missing) for group in found.groups] == [(3, 1), (3, 1)]
    assert any("2 missing left out" in sentence for sentence in found.assumptions)


def test_a_published_difference_worked_by_hand():
    """Forrester et al. 2013 print months in post 30.73 (29.7) and 24.2 (18.5): worked by hand, t(64) = 1.00."""
    found = compare_groups([Summary("LA1", 40, 30.73, 29.7), Summary("LA2", 26, 24.2, 18.5)], test="pooled")
    assert found.statistic == pytest.approx(1.001, abs=0.001)


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        ({"a": [1, 2, 3]}, "found 1 group, expected at least 2"),
        ({"a": [1, 2, 3], "b": []}, "group 'b' has 0 values"),
        ({"a": [1, 2, 3], "b": [1]}, "group 'b' has 1 value,"),
        ({"a": [1, 2, 3], "b": [None, None, 3]}, "group 'b' has 1 value,"),
        ({"a": [2, 2, 2], "b": [3, 3, 3]}, "no variation"),
        ({"a": [1, 2, "3,5"], "b": [1, 2, 3]}, "decimal point as in 3.5"),
        ({"a": [1, 2, "12%"], "b": [1, 2, 3]}, "without the percent sign: 12"),
        ({"a": [1, 2, "3.1a"], "b": [1, 2, 3]}, "without the mark 'a': 3.1"),
        ({"a": [1, 2, "many"], "b": [1, 2, 3]}, "group 'a', value 3: found 'many'"),
        ({"a": [1, 2, float("inf")], "b": [1, 2, 3]}, "found an infinity"),
        ([Summary("a", 10, 3, -1), Summary("b", 10, 3, 1)], "sd is -1"),
        ([Summary("a", 10, float("nan"), 1), Summary("b", 10, 3, 1)], "expected numbers"),
        ([Summary("a", 10.5, 3, 1), Summary("b", 10, 3, 1)], "expected a whole number"),
        ([Summary("a", 10, 3, 1), Summary("a", 10, 3, 1)], "two groups are named 'a'"),
    ],
)
def test_what_cannot_be_compared_says_why(groups, says):
    with pytest.raises(BadData) as problem:
        compare_groups(groups)
    assert says in str(problem.value)


def test_ranks_are_scipys_and_need_raw_values():
    oracle = stats.mannwhitneyu(A, B)
    assert compare_groups({"A": A, "B": B}, test="mann-whitney").p == pytest.approx(oracle.pvalue, rel=0.05)
    oracle = stats.kruskal(A, B, C)
    found = compare_groups({"A": A, "B": B, "C": C}, test="kruskal-wallis")
    assert (found.statistic, found.p) == pytest.approx((oracle.statistic, oracle.pvalue))
    with pytest.raises(BadData, match="needs raw values"):
        compare_groups(THREE[:2], test="mann-whitney")


def test_a_permutation_of_few_is_exact():
    found = compare_groups({"a": [1, 2, 3, 4], "b": [5, 6, 7, 8]}, test="permutation")
    assert found.p == pytest.approx(2 / 70)  # 8 over 4 relabellings, two as far apart
    assert "exact" in found.test
