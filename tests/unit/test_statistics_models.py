"""Relations, regression, designs over time, matching, imputation, survival, power: against independent programs."""

import math

import numpy as np
import pandas as pd
import pingouin
import polars as pl
import pytest
from scipy import stats

from kinwork.statistics.correlations import (
    compare_correlations,
    compare_dependent_correlations,
    correlation,
    partial_correlation,
    polychoric,
)
from kinwork.statistics.designs import ancova, difference_in_differences, interrupted_time_series, stepped_wedge
from kinwork.statistics.imputation import impute, pool
from kinwork.statistics.matching import coarsened_match, matched_effect, propensity_match
from kinwork.statistics.power import cases_needed, minimum_detectable_effect, power
from kinwork.statistics.problems import BadData
from kinwork.statistics.ranks import wilcoxon_paired
from kinwork.statistics.regression import linear, logistic, mixed, ordinal
from kinwork.statistics.resampling import bootstrap_interval
from kinwork.statistics.survival import kaplan_meier, log_rank

RNG = np.random.default_rng(11)
X = RNG.normal(size=60)
Z = RNG.normal(size=60)
Y = 0.6 * X + 0.3 * Z + RNG.normal(size=60)


# — going together —


def test_pearson_and_spearman_are_pingouins():
    for method in ("pearson", "spearman"):
        oracle = pingouin.corr(X, Y, method=method).iloc[0]
        found = correlation(X, Y, method=method)
        assert (found.effect.value, found.p) == pytest.approx((oracle["r"], oracle.filter(like="p").iloc[0]), rel=1e-6)
    found = correlation(X, Y).effect.interval
    assert (found.low, found.high) == pytest.approx(tuple(stats.pearsonr(X, Y).confidence_interval()))


def test_partial_is_pingouins():
    data = pd.DataFrame({"x": X, "y": Y, "z": Z})
    oracle = pingouin.partial_corr(data, x="x", y="y", covar="z").iloc[0]
    assert partial_correlation(X, Y, [Z]).effect.value == pytest.approx(oracle["r"])


def test_polychoric_finds_the_trait_behind_the_categories():
    latent = RNG.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=8000)
    table = np.histogram2d(np.digitize(latent[:, 0], [-0.5, 0.7]), np.digitize(latent[:, 1], [0, 1]), bins=3)[0]
    found = polychoric(table)
    assert found.value == pytest.approx(0.6, abs=0.03)
    assert 0.6 in found.interval
    with pytest.raises(BadData, match="take Spearman's"):
        polychoric([[3, 4], [5, 6]])


def test_tetrachoric_at_the_medians_has_a_formula():
    """With both cuts at the median, rho = sin(π/2 · (share of concordant − discordant)) (Sheppard 1899)."""
    rho = polychoric([[40, 10], [10, 40]]).value
    assert rho == pytest.approx(math.sin(math.pi / 2 * 0.6), abs=1e-3)


def test_two_correlations():
    found = compare_correlations(0.5, 103, 0.3, 103)
    assert found.statistic == pytest.approx((math.atanh(0.5) - math.atanh(0.3)) / math.sqrt(2 / 100))
    assert compare_correlations(0.3, 50, 0.3, 60).p == pytest.approx(1)


def test_wilcoxon_is_scipys():
    before, after = RNG.normal(20, 4, 18), RNG.normal(17, 4, 18)
    assert wilcoxon_paired(before, after).p == pytest.approx(stats.wilcoxon(after, before).pvalue)


# — regression —

CASES = pl.DataFrame(
    {
        "y": Y,
        "x": X,
        "z": Z,
        "unit": np.repeat([f"u{i}" for i in range(12)], 5),
        "bad": (Y + RNG.normal(size=60) > 0).astype(int),
        "step": np.digitize(Y, [-0.8, 0.2, 1.0]),
    }
)


def test_linear_is_statsmodels_with_robust_errors():
    import statsmodels.formula.api as smf

    data = CASES.to_dict(as_series=False)
    oracle = smf.ols("y ~ x + z", data=pd.DataFrame(data)).fit(cov_type="HC3", use_t=True)
    found = linear(CASES, "y", ["x", "z"])
    assert (found["x"].estimate.value, found["x"].p) == pytest.approx((oracle.params["x"], oracle.pvalues["x"]))
    clustered = linear(CASES, "y", ["x", "z"], cluster="unit")
    assert clustered["x"].estimate.value == pytest.approx(found["x"].estimate.value)
    assert clustered["x"].se != pytest.approx(found["x"].se)
    assert any("Only 12 clusters" in sentence for sentence in clustered.assumptions)


def test_logistic_of_one_yes_no_predictor_is_the_odds_ratio_of_the_table():
    cases = {"care": [1] * 12 + [0] * 28 + [1] * 6 + [0] * 34, "unit": ["b"] * 40 + ["a"] * 40}
    found = logistic(cases, "care", ["unit"])["unit: b v a"].estimate
    assert found.value == pytest.approx(12 * 34 / (28 * 6))
    error = math.sqrt(1 / 12 + 1 / 28 + 1 / 6 + 1 / 34)
    assert found.interval.high == pytest.approx(found.value * math.exp(1.959964 * error), rel=1e-4)


def test_logistic_refuses_what_is_told_perfectly():
    with pytest.raises(BadData, match="odds ratios would be infinite"):
        logistic({"y": [0, 0, 0, 1, 1, 1], "x": [1.0, 2, 3, 4, 5, 6]}, "y", ["x"])


def test_ordinal_agrees_with_logistic_where_the_slope_is_common():
    x = np.repeat([0, 1], 3000)
    latent = x * 1.0 + np.random.default_rng(2).logistic(size=6000)
    found = ordinal({"y": np.digitize(latent, [-1, 0.5, 2]), "x": x}, "y", ["x"])["x"].estimate
    assert math.e in found.interval


def nested(effect=0.5, seed=3):
    rng = np.random.default_rng(seed)
    rows = []
    for authority in range(12):
        a = rng.normal(0, 0.7)
        for unit in range(6):
            u = rng.normal(0, 0.5)
            rows += [
                (a + u + effect * (unit % 2) + rng.normal(), unit % 2, f"{authority}-{unit}", str(authority))
                for _ in range(8)
            ]
    return pl.DataFrame(rows, schema=["y", "treated", "unit", "authority"], orient="row")


def test_mixed_two_levels_is_the_anova_estimate_when_balanced():
    cases = nested()
    found = mixed(cases, "y", ["treated"], unit="unit")
    assert found["treated"].estimate.value == pytest.approx(
        cases.filter(pl.col("treated") == 1)["y"].mean() - cases.filter(pl.col("treated") == 0)["y"].mean(), rel=1e-4
    )


def test_mixed_three_levels_splits_units_from_authorities():
    found = mixed(nested(), "y", ["treated"], unit="unit", authority="authority")
    by_name = {estimate.name: estimate.value for estimate in found.variances}
    assert by_name["variance between authorities"] == pytest.approx(0.49, abs=0.4)
    assert by_name["variance between units"] == pytest.approx(0.25, abs=0.2)
    assert by_name["variance within units"] == pytest.approx(1, abs=0.15)


# — time —


def test_ancova_takes_out_the_start():
    rng = np.random.default_rng(8)
    before = rng.normal(10, 3, 200)
    group = np.tile([0, 1], 100)
    after = 2 + 0.7 * before - 1.5 * group + rng.normal(0, 0.5, 200)
    found = ancova({"t1": before, "t2": after, "g": group}, before="t1", after="t2", group="g")
    assert -1.5 in found["g"].estimate.interval
    assert "may be the same" in found.assumptions[0]


def test_difference_in_differences_is_the_difference_of_four_means():
    rng = np.random.default_rng(9)
    rows = {"y": rng.normal(size=80), "t": np.tile([0, 1], 40), "a": np.repeat([0, 1], 40), "id": np.tile(range(40), 2)}
    mean = {(t, a): rows["y"][(rows["t"] == t) & (rows["a"] == a)].mean() for t in (0, 1) for a in (0, 1)}
    found = difference_in_differences(rows, outcome="y", treated="t", after="a", cluster="id")
    by_hand = (mean[1, 1] - mean[1, 0]) - (mean[0, 1] - mean[0, 0])
    assert found["effect"].estimate.value == pytest.approx(by_hand)


def test_a_step_in_a_series_is_found():
    rng = np.random.default_rng(10)
    steps = np.arange(40)
    series = 50 + 0.2 * steps - 6 * (steps >= 20) - 0.5 * np.maximum(0, steps - 20) + rng.normal(0, 0.5, 40)
    found = interrupted_time_series(series, 20)
    assert found["change of level"].estimate.value == pytest.approx(-6, abs=1)
    assert found["change of slope"].estimate.value == pytest.approx(-0.5, abs=0.1)
    with pytest.raises(BadData, match="at least 3 on both sides"):
        interrupted_time_series(series, 39)


def wedge():
    rng = np.random.default_rng(12)
    rows = []
    for cluster in range(12):
        u, turns = rng.normal(0, 0.5), 1 + cluster % 4
        for period in range(5):
            rows += [
                (u + 0.3 * period + 1.0 * (period >= turns) + rng.normal(), f"c{cluster}", period, int(period >= turns))
                for _ in range(10)
            ]
    return pl.DataFrame(rows, schema=["y", "unit", "quarter", "on"], orient="row")


def test_a_stepped_wedge_takes_out_the_periods():
    found = stepped_wedge(wedge(), outcome="y", cluster="unit", period="quarter", treated="on")
    assert 1.0 in found["on"].estimate.interval
    assert found["on"].p < 0.001
    back = wedge().with_columns(on=pl.when(pl.col("quarter") == 4).then(0).otherwise(pl.col("on")))
    with pytest.raises(BadData, match="only steps up"):
        stepped_wedge(back, outcome="y", cluster="unit", period="quarter", treated="on")


# — making groups alike —


def confounded():
    rng = np.random.default_rng(13)
    need = rng.normal(size=600)
    treated = (rng.random(600) < 1 / (1 + np.exp(-need + 0.8))).astype(int)
    return {"y": 2 * need - 1.0 * treated + rng.normal(size=600), "t": treated, "need": need}


@pytest.mark.parametrize("how", [propensity_match, coarsened_match])
def test_matching_takes_out_what_was_measured(how):
    cases = confounded()
    raw = cases["y"][cases["t"] == 1].mean() - cases["y"][cases["t"] == 0].mean()
    assert raw > -0.2  # need hides the effect of −1
    matched = how(cases, treated="t", covariates=["need"])
    assert abs(matched.balance["after"][0]) < 0.15 < abs(matched.balance["before"][0])
    found = matched_effect(cases, "y", "t", matched)
    assert found.estimate.value == pytest.approx(-1, abs=0.35)


def test_imputation_brings_back_what_was_lost_by_a_known_cause():
    rng = np.random.default_rng(14)
    x = rng.normal(size=300)
    y = x + rng.normal(0, 0.5, 300)
    # most of those who did well at T1 are not seen again
    seen = np.where((x > 0.3) & (rng.random(300) < 0.6), np.nan, y)
    cases = pl.DataFrame({"x": x, "y": seen})
    copies = impute(cases, ["x", "y"], times=10, rounds=3)
    assert all(copy["y"].is_nan().sum() == 0 for copy in copies)
    pooled = pool(copies, lambda copy: (copy["y"].mean(), copy["y"].std() / math.sqrt(300)))
    listwise = float(np.nanmean(seen))
    assert abs(pooled.estimate.value - y.mean()) < abs(listwise - y.mean()) / 2
    assert y.mean() in pooled.estimate.interval
    assert pooled.more[0].value > 0.02


def test_pooling_is_rubins_rules_by_hand():
    copies = [pl.DataFrame({"x": [0.0]})] * 3
    estimates = iter([(1.0, 0.2), (1.2, 0.2), (1.4, 0.2)])
    found = pool(copies, lambda _: next(estimates))
    total = 0.04 + 4 / 3 * 0.04
    assert found.statistic == pytest.approx(1.2 / math.sqrt(total))
    assert found.df[0] == pytest.approx(2 / (4 / 3 * 0.04 / total) ** 2)


# — time to care —

# Freireich et al. 1963: weeks of remission under 6-MP, the textbook example of Kaplan–Meier and log-rank.
SIX_MP = ([6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], [1] * 9 + [0] * 12)
PLACEBO = ([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], [1] * 21)


def test_kaplan_meier_of_the_textbook():
    curve = kaplan_meier(*SIX_MP)
    assert [curve.at(week) for week in (6, 10, 23)] == pytest.approx([0.857, 0.753, 0.448], abs=5e-4)
    assert curve.median.value == 23


def test_log_rank_of_the_textbook():
    found = log_rank({"placebo": PLACEBO, "6-MP": SIX_MP})
    assert found.statistic == pytest.approx(16.79, abs=0.005)
    assert found.effect.value == pytest.approx(4.82, abs=0.01)  # Efron's ties


# — how many —


def test_power_is_statsmodels_without_clusters():
    from statsmodels.stats.power import TTestIndPower

    oracle = TTestIndPower()
    assert power(0.4, 50, ratio=1.5).power == pytest.approx(oracle.power(0.4, 50, 0.05, ratio=1.5))
    assert cases_needed(0.35).n == math.ceil(oracle.solve_power(0.35, power=0.8, alpha=0.05))
    assert minimum_detectable_effect(29).effect == pytest.approx(oracle.solve_power(None, 29, 0.05, 0.8), rel=1e-4)


def test_clusters_cost_cases():
    alone, together = cases_needed(0.5), cases_needed(0.5, cluster_size=10, icc=0.05)
    assert together.n >= alone.n * together.design_effect
    assert together.n % 10 == 0
    few = minimum_detectable_effect(20, cluster_size=10, icc=0.05)
    assert few.effect > minimum_detectable_effect(20).effect * math.sqrt(few.design_effect)  # and few clusters, few df
    with pytest.raises(BadData, match="expected more than 2"):
        minimum_detectable_effect(10, cluster_size=10, icc=0.05)


def test_bootstrap_of_clusters_is_wider():
    rng = np.random.default_rng(15)
    unit = np.repeat(np.arange(10), 10)
    values = rng.normal(size=10)[unit] + rng.normal(0, 0.3, 100)
    alone = bootstrap_interval(values, np.mean, resamples=500).interval
    together = bootstrap_interval(values, np.mean, clusters=unit.tolist(), resamples=500).interval
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


@pytest.mark.parametrize("covariates", [["need"], ["need", "girl"], ["girl"]])
def test_matching_is_the_same_in_whatever_order_the_rows_stand(covariates):
    cases = pl.DataFrame(confounded()).with_columns(girl=pl.int_range(pl.len()) % 2)
    effects = set()
    for seed in range(5):
        mixed_up = cases.sample(fraction=1, shuffle=True, seed=seed)
        matched = propensity_match(mixed_up, treated="t", covariates=covariates)
        effects.add(round(matched_effect(mixed_up, "y", "t", matched).estimate.value, 9))
    assert len(effects) == 1


def test_copies_without_any_error_are_one_line():
    copies = [pl.DataFrame({"x": [1.0, 2]})] * 3
    with pytest.raises(BadData, match="with an error of 0"):
        pool(copies, lambda copy: (1.0, 0.0))


def test_times_that_differ_by_noise_are_one_time():
    plain = log_rank({"a": ([0.3, 1, 2], [1, 1, 0]), "b": ([0.3, 3, 4], [1, 1, 1])})
    noisy = log_rank({"a": ([0.1 + 0.2, 1, 2], [1, 1, 0]), "b": ([0.3, 3, 4], [1, 1, 1])})
    assert noisy.p == pytest.approx(plain.p)
    assert len(kaplan_meier([0.3, 0.1 + 0.2, 1], [1, 1, 1]).table) == 2


@pytest.mark.parametrize("side", ["two-sided", "less", "greater"])
@pytest.mark.parametrize(("method", "oracle"), [("spearman", stats.spearmanr), ("kendall", stats.kendalltau)])
def test_ranks_go_together_as_scipy_has_it(method, oracle, side):
    y = np.round(Y, 1)
    found, theirs = correlation(X, y, method=method, alternative=side), oracle(X, y, alternative=side)
    assert (found.effect.value, found.p) == pytest.approx((theirs.statistic, theirs.pvalue))
    assert found.effect.value in found.effect.interval
    noisy = correlation([0.3, 0.1 + 0.2, 1, 2, 3], [1, 2, 4, 3, 5], method=method).effect.value
    assert noisy == pytest.approx(oracle([0.3, 0.3, 1, 2, 3], [1, 2, 4, 3, 5]).statistic)


def test_two_correlations_of_the_same_cases():
    """Steiger 1980 by the numbers that the package psych prints for them: t = −0.89, p = .37."""
    williams = compare_dependent_correlations(0.4, 0.5, 0.1, 103)
    assert (round(williams.statistic, 2), williams.df, round(williams.p, 2)) == (-0.89, (100,), 0.37)
    steiger = compare_dependent_correlations(0.4, 0.5, 0.1, 103, method="steiger")
    assert steiger.p == pytest.approx(williams.p, abs=0.01)
    assert -0.1 in williams.estimate.interval
    with pytest.raises(BadData, match="cannot be the correlations of three measures"):
        compare_dependent_correlations(0.9, -0.9, 0.9, 50)


def units_of(count, size, effect, between, seed=3):
    rng = np.random.default_rng(seed)
    unit = np.repeat(np.arange(count), size)
    treated, hours = (unit % 2).astype(float), rng.normal(size=len(unit))
    hours -= (np.bincount(unit, hours) / size)[unit]
    y = effect * treated + 0.5 * hours + between * rng.normal(size=count)[unit] + rng.normal(size=len(unit))
    return pl.DataFrame({"y": y, "treated": treated, "hours": hours, "unit": unit.astype(str)})


def test_a_mixed_model_of_six_units_knows_that_they_are_six():
    """Balanced, degrees of freedom are exact: of units for what units have, of cases for what varies inside."""
    import statsmodels.api as sm

    cases = units_of(6, 10, 1, 1)
    found = mixed(cases, "y", ["treated", "hours"], unit="unit")
    assert (found["treated"].df, found["hours"].df) == (pytest.approx(4, abs=0.01), pytest.approx(53, abs=0.05))
    x = np.column_stack([np.ones(60), cases["treated"], cases["hours"]])
    oracle = sm.MixedLM(cases["y"].to_numpy(), x, groups=cases["unit"].to_numpy()).fit(reml=True)
    assert [c.estimate.value for c in found.coefficients] == pytest.approx(list(oracle.fe_params), rel=1e-4)
    assert [c.se for c in found.coefficients] == pytest.approx(list(oracle.bse_fe), rel=1e-3)
    means = cases.group_by("unit").agg(pl.col("y", "treated").mean())
    sides = [means.filter(pl.col("treated") == side)["y"].to_numpy() for side in (1, 0)]
    assert found["treated"].p == pytest.approx(stats.ttest_ind(*sides).pvalue, rel=1e-3)


def test_units_that_do_not_differ_have_a_variance_of_zero():
    cases = units_of(6, 10, 1, 0)
    level = cases.with_columns(y=pl.col("y") - pl.col("y").mean().over("unit") + pl.col("treated"))
    found = mixed(level, "y", ["treated"], unit="unit")
    assert found.variances[0].value == 0
    assert "The variance between units is at zero" in found.assumptions[-1]
    plain = linear(level, "y", ["treated"])
    assert found["treated"].estimate.value == pytest.approx(plain["treated"].estimate.value)
    with pytest.raises(BadData, match="every case has a unit of its own"):
        mixed(cases.with_row_index("case"), "y", ["treated"], unit="case")


def test_filled_values_do_not_go_by_the_order_of_rows():
    rng = np.random.default_rng(4)
    cases = pl.DataFrame({"a": rng.normal(size=40), "b": rng.normal(size=40)}).with_row_index("id")
    cases = cases.with_columns(b=pl.when(pl.col("id") % 5 == 0).then(None).otherwise(pl.col("b")))
    one = impute(cases, ["a", "b"], times=2)[1].sort("id")
    other = impute(cases.reverse(), ["a", "b"], times=2)[1].sort("id")
    assert one.equals(other)


def test_a_result_in_a_notebook():
    from kinwork.statistics import Summary, agreement, compare_groups, to_frame

    three = [Summary(name, 20, mean, 2.0) for name, mean in (("LA1", 5.0), ("<LA2>", 6), ("LA3", 8))]
    found = compare_groups(three)
    assert found.to_dict() == found.as_dict()
    assert len(repr(found)) < 300
    assert "&lt;LA2&gt;" in found._repr_html_()
    table = found.to_frame()
    assert table["comparison"].to_list() == ["LA1, <LA2>, LA3", "LA1 − <LA2>", "LA1 − LA3", "<LA2> − LA3"]
    assert table["test"][0] == found.test
    assert table["p"].null_count() == 1 - 1 + 3  # those of pairs are adjusted for all of them
    assert table["p_adjusted"].to_list()[1:] == [pair.p for pair in found.pairs]
    assert to_frame([found, found]).height == 8
    model = linear({"y": Y, "x": X}, "y", ["x"])
    assert model.to_frame()["predictor"].to_list() == ["constant", "x"]
    assert "predictor" in model._repr_html_()
    raters = agreement([[1, 1], [2, 2], [3, 2]], "ordinal")
    assert raters.to_frame().filter(pl.col("measure") == "Cohen's kappa")["value"][0] == raters["Cohen's kappa"].value
    assert "Gwet" in raters._repr_html_()
    with pytest.raises(BadData, match="different columns"):
        to_frame([found, model])
