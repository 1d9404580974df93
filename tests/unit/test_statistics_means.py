"""Means compared: the same answer from raw values and from what a report prints, as scipy and pingouin have it."""

import itertools

import numpy as np
import pandas as pd
import pingouin
import polars as pl
import pytest
from scipy import stats

from kinwork.statistics import BadData, Summary, compare_groups, paired_t, studentized, wilcoxon_paired
from kinwork.statistics.means import anova, brown_forsythe_anova, pooled_t, welch_anova, welch_t
from kinwork.statistics.pairwise import games_howell, tukey
from kinwork.statistics.selection import of_differences, of_walsh_averages

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


# Dobson 1983: yields of plants by treatment, as R's PlantGrowth has them
PLANTS = {
    "control": [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14],
    "first": [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69],
    "second": [6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26],
}


@pytest.mark.parametrize("test", ["anova", "welch-anova", "brown-forsythe"])
def test_eta_squared_is_a_share_of_the_variance_whichever_test_is_taken(test):
    found = compare_groups(PLANTS, test=test)
    assert round(found.effect.value, 3) == 0.264
    assert found.effect.value in found.effect.interval


def test_an_interval_of_eta_squared_holds_it_or_is_said_not_to_be_had():
    rng = np.random.default_rng(14)
    for _ in range(40):
        effect = compare_groups({name: rng.normal(size=8) for name in "abc"}, test="anova").effect
        assert effect.value in effect.interval if effect.interval else "no interval" in effect.note


def test_noise_of_floating_point_is_no_difference():
    paired = wilcoxon_paired([0.3, 1, 1, 1], [0.1 + 0.2, 11, 21, 31])
    assert paired.p == 0.25
    noisy, plain = ([0.1 + 0.2, 0.3, 1.1, 2], [0.3, 0.3, 1.1, 2])
    for test in ("mann-whitney", "kruskal-wallis"):
        p = [compare_groups({"a": a, "b": [0.3, 0.5, 1.1, 7]}, test=test).p for a in (noisy, plain)]
        assert p[0] == p[1]
    with pytest.raises(BadData, match="no variation"):
        compare_groups({"a": [0.3, 0.1 + 0.2], "b": [0.3, 0.3]})


def smls(digits):
    """NIST StRD, Simon & Lesage 1989: 21 values in each of nine treatments, one in the middle and ten on each side."""
    shift = 10.0**digits if digits else 0.0
    return {
        f"{treatment}": [shift + x for x in [base / 10, *[(base - 1) / 10, (base + 1) / 10] * 10]]
        for treatment, base in enumerate([4, 3, 2, 3, 4, 5, 6, 5, 6], start=1)
    }


@pytest.mark.parametrize("digits", [0, 6, 12])
def test_what_varies_little_for_its_size_varies(digits):
    """As NIST asks of SmLs01 to SmLs09: the spread counts, not its share of numbers near 10¹²."""
    oracle = stats.f_oneway(*smls(0).values())
    found = compare_groups(smls(digits), test="anova")
    assert found.statistic == pytest.approx(oracle.statistic, rel=2e-3)
    assert found.groups[0].mean == pytest.approx(10.0**digits + 0.4 if digits else 0.4)


def test_a_flat_group_of_three_falls_back_and_says_why():
    found = compare_groups({"a": [1, 5, 9, 2, 8], "b": [3, 3, 3, 3, 3], "c": [4, 5, 6, 5, 4]})
    assert found.choice.startswith("brown-forsythe: ")
    assert "of which b has none" in found.choice
    assert len(found.pairs) == 3


def test_a_frame_is_compared_by_its_columns():
    cases = {"unit": ["a"] * 4 + ["b"] * 4 + [None], "ghq": [1, 2, 3, 4, 3, 4, 5, None, 9]}
    expected = compare_groups({"a": [1, 2, 3, 4], "b": [3, 4, 5, None]})
    for frame in (cases, pd.DataFrame(cases), pl.DataFrame(cases)):
        found = compare_groups(frame, by="unit", outcome="ghq")
        assert (found.p, found.outcome, found.groups[1].missing) == (expected.p, "ghq", 1)
    with pytest.raises(BadData, match="say by which column"):
        compare_groups(pd.DataFrame(cases))
    with pytest.raises(BadData, match="no column 'team'"):
        compare_groups(cases, by="team", outcome="ghq")
    for odd in ([[1, 2], [3, 4]], 3, "text", None):
        with pytest.raises(BadData, match="expected values by group"):
            compare_groups(odd)


@pytest.mark.parametrize("side", ["less", "greater"])
def test_one_sided_p_is_scipys(side):
    t = compare_groups({"A": A, "B": B}, test="welch", alternative=side)
    assert t.p == pytest.approx(stats.ttest_ind(A, B, equal_var=False, alternative=side).pvalue)
    assert "one-sided" in t.test
    u = compare_groups({"A": A, "B": B}, test="mann-whitney", alternative=side)
    assert u.p == pytest.approx(stats.mannwhitneyu(A, B, alternative=side, method="asymptotic").pvalue)
    before, after = A, A + C[:14]
    assert paired_t(before, after, alternative=side).p == pytest.approx(
        stats.ttest_rel(after, before, alternative=side).pvalue
    )
    assert wilcoxon_paired(before, after, alternative=side).p == pytest.approx(
        stats.wilcoxon(after, before, alternative=side, method="exact").pvalue
    )
    with pytest.raises(BadData, match="of two groups, found 3"):
        compare_groups({"A": A, "B": B, "C": C}, alternative=side)


def test_paired_t_is_scipys_and_its_d_pingouins():
    before, after = A, A + C[:14] / 3
    found = paired_t(before, after)
    oracle = stats.ttest_rel(after, before)
    between = oracle.confidence_interval()
    assert (found.statistic, found.p) == pytest.approx((oracle.statistic, oracle.pvalue))
    assert (found.estimate.interval.low, found.estimate.interval.high) == pytest.approx((between.low, between.high))
    with pytest.raises(BadData, match="everyone changed by 2"):
        paired_t([1, 2, 3], [3, 4, 5])


def test_a_missing_word_takes_its_pair_with_it():
    words = wilcoxon_paired([1, "NA", 3, 4, 9], [2, 5, "n/a", 7, 1])
    assert (words.groups[0].n, words.groups[0].missing) == (3, 2)
    assert words.p == wilcoxon_paired([1, 4, 9], [2, 7, 1]).p


def test_ranks_with_ties_are_exact_by_every_sign():
    change = np.array([1.0, 1, -1, 2, 3, -3, 4])
    ranks = stats.rankdata(np.abs(change))
    sums = [sum(r for r, s in zip(ranks, signs, strict=True) if s) for signs in itertools.product([0, 1], repeat=7)]
    seen = ranks[change > 0].sum()
    greater = np.mean([s >= seen - 1e-9 for s in sums])
    assert wilcoxon_paired(np.zeros(7), change, alternative="greater").p == pytest.approx(greater)


def test_the_shift_of_a_hundred_thousand_is_found_without_all_their_differences():
    """5 · 10⁹ differences; those of a few hundred are held to all of them."""
    rng = np.random.default_rng(15)
    x, y = rng.normal(size=300), rng.normal(size=250)
    every = np.sort(np.subtract.outer(x, y).ravel())
    walsh = np.sort(np.add.outer(x, x)[np.triu_indices(300)] / 2)
    places = [0, 17, 37_500, 70_000, 74_999]
    assert of_differences(x, y, places) == pytest.approx(list(every[places]), abs=1e-12)
    assert of_walsh_averages(x, [0, 22_000, 45_149]) == pytest.approx(list(walsh[[0, 22_000, 45_149]]), abs=1e-12)
    cents = np.round(rng.normal(10, 3, (2, 20_000)), 2)  # thousands of times the same difference, but for noise
    assert compare_groups({"a": cents[0], "b": cents[1]}, test="mann-whitney").estimate.value == pytest.approx(
        0, abs=0.1
    )
    assert abs(wilcoxon_paired(*cents).estimate.value) < 0.1
    big = {"a": rng.normal(0.5, 1, 60_000), "b": np.round(rng.normal(size=40_000), 1)}
    found = compare_groups(big, test="mann-whitney")
    assert found.estimate.value == pytest.approx(0.5, abs=0.03)
    assert found.estimate.value in found.estimate.interval
    assert found.p == pytest.approx(stats.mannwhitneyu(*big.values()).pvalue, abs=1e-12)


@pytest.mark.parametrize(("k", "df"), [(2, 5), (3, 12.7), (9, 261), (20, 40)])
def test_the_studentized_range_is_scipys(k, df):
    for q in (0.5, 2.0, 3.7, 6.0):
        assert studentized.tail(q, k, df) == pytest.approx(stats.studentized_range.sf(q, k, df), abs=1e-8)
    assert studentized.tail(studentized.quantile(0.95, k, df), k, df) == pytest.approx(0.05, abs=1e-9)
