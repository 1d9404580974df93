"""Agreement, verified against published worked examples and independent programs."""

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import pytest

from kinwork.statistics import BadData, agreement, intraclass, krippendorff_alpha
from kinwork.statistics.kappa import cohen_kappa, fleiss_kappa, gwet, within
from kinwork.statistics.scales import cronbach_alpha, omega_total, rater_drift

_ = None
# Krippendorff 2011, section C: four observers, twelve units, missing values.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
UNITS = [list(unit) for unit in zip(*FOUR_OBSERVERS, strict=True)]
# Shrout & Fleiss 1979, table 2: six targets, four judges.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


@pytest.mark.parametrize(
    ("scale", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_four_observers(scale, printed):
    assert krippendorff_alpha(UNITS, scale).value == pytest.approx(printed, abs=0.0006)


@pytest.mark.parametrize("scale", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_is_krippendorffs_program_on_random_ratings(scale):
    rng = np.random.default_rng(1)
    data = rng.integers(1, 6, (25, 4)).astype(float)
    data[:, 1] = np.where(rng.random(25) < 0.7, data[:, 0], data[:, 1])
    data[rng.random(data.shape) < 0.2] = np.nan
    oracle = krippendorff.alpha(reliability_data=data.T, level_of_measurement=scale)
    found = krippendorff_alpha(data.tolist(), scale)
    assert found.value == pytest.approx(oracle)
    assert found.interval.low < found.value < found.interval.high


def test_shrout_and_fleiss_six_forms_and_intervals():
    found = intraclass(JUDGES)
    assert [round(form.value, 2) for form in found] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    long = pd.DataFrame([(i, j, x) for i, row in enumerate(JUDGES) for j, x in enumerate(row)], columns=list("uri"))
    oracle = pingouin.intraclass_corr(data=long, targets="u", raters="r", ratings="i")
    column = next(name for name in oracle.columns if name.startswith("CI"))
    limits = [list(between) for between in oracle[column]]
    assert [[form.interval.low, form.interval.high] for form in found] == [
        pytest.approx(pair, abs=0.006) for pair in limits
    ]


def test_cohens_kappa_worked_by_hand():
    """50 pairs (20 yes-yes, 5 and 10 apart, 15 no-no): p_o = .70, p_e = .50, kappa .40."""
    rows = [[1, 1]] * 20 + [[1, 2]] * 5 + [[2, 1]] * 10 + [[2, 2]] * 15
    assert cohen_kappa(rows).value == pytest.approx(0.4)


def test_weighted_kappa_is_scikit_learns_formula():
    rng = np.random.default_rng(3)
    rows = rng.integers(1, 5, (40, 2))
    rows[:, 1] = np.clip(rows[:, 0] + rng.integers(-1, 2, 40), 1, 4)
    levels = np.unique(rows)
    table = np.array([[np.sum((rows[:, 0] == a) & (rows[:, 1] == b)) for b in levels] for a in levels]) / 40
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    for weights, power in (("linear", 1), ("quadratic", 2)):
        cost = np.abs(levels[:, None] - levels[None, :]) ** power
        by_hand = 1 - (cost * table).sum() / (cost * expected).sum()
        assert cohen_kappa(rows.tolist(), weights).value == pytest.approx(by_hand)


def test_fleiss_is_statsmodels():
    from statsmodels.stats.inter_rater import aggregate_raters
    from statsmodels.stats.inter_rater import fleiss_kappa as oracle

    rng = np.random.default_rng(2)
    rows = rng.integers(0, 3, (30, 4))
    rows[:, 1] = rows[:, 0]
    assert fleiss_kappa(rows.tolist()).value == pytest.approx(oracle(aggregate_raters(rows)[0]))


def test_gwet_stays_high_where_kappa_collapses():
    """Gwet 2008: 118 of 125 units agreed on one category, none on the other."""
    rows = [[1, 1]] * 118 + [[1, 2]] * 5 + [[2, 1]] * 2
    assert gwet(rows).value == pytest.approx(0.9408, abs=5e-5)
    assert cohen_kappa(rows).value < 0


def test_within_one():
    assert within([[1, 1], [2, 3], [4, 1]], 1).value == pytest.approx(2 / 3)
    assert within([[1, 1], [2, 3], [4, 1]], 0).value == pytest.approx(1 / 3)


def test_everything_at_once_says_what_does_not_apply():
    found = agreement(UNITS, "nominal")
    assert found["Krippendorff's alpha"].value == pytest.approx(0.743, abs=0.0006)
    assert found.missing == 7
    reasons = {measure.name: measure.why_not for measure in found.measures if measure.estimate is None}
    assert "exactly 2" in reasons["Cohen's kappa"]
    assert reasons["ICC(1,1)"] == "categories have no mean"
    assert all(measure.estimate.interval for measure in found.measures if measure.estimate)


def test_cronbach_is_pingouins():
    rng = np.random.default_rng(4)
    rows = rng.normal(size=(40, 1)) + rng.normal(size=(40, 5))
    oracle, between = pingouin.cronbach_alpha(pd.DataFrame(rows))
    found = cronbach_alpha(rows.tolist())
    assert found.value == pytest.approx(oracle)
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(between), abs=0.001)


def test_omega_recovers_a_known_factor():
    """Loadings of 0.8, 0.7, 0.6, 0.5 on one factor: omega = 2.6² / (2.6² + Σ(1 − λ²))."""
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    rng = np.random.default_rng(6)
    rows = rng.normal(size=(20_000, 1)) * loadings + rng.normal(size=(20_000, 4)) * np.sqrt(1 - loadings**2)
    truth = 2.6**2 / (2.6**2 + float((1 - loadings**2).sum()))
    assert omega_total(rows.tolist(), resamples=20).value == pytest.approx(truth, abs=0.01)


def test_a_rater_who_grows_milder_is_found():
    rng = np.random.default_rng(7)
    true = rng.normal(3, 1, 30)
    rows = np.stack([true + rng.normal(0, 0.2, 30) for _ in range(3)], axis=1)
    rows[:, 2] += np.arange(30) * 0.05
    drift = rater_drift(rows.tolist())
    assert drift[2].estimate.value == pytest.approx(0.5, abs=0.1)
    assert drift[2].p_adjusted < 0.001


@pytest.mark.parametrize(
    ("rows", "scale", "says"),
    [
        ([[1], [2]], "nominal", "fewer than 2 raters"),
        ([[1, None], [2, None]], "nominal", "found 0 units"),
        ([[1, 2], [1]], "nominal", "differ in how many"),
        ([[1, 2], [2, 1]], "metric", "found scale 'metric'"),
    ],
)
def test_what_cannot_be_agreed_on_says_why(rows, scale, says):
    with pytest.raises(BadData, match=says):
        agreement(rows, scale)


def test_equal_ratings_have_no_alpha():
    with pytest.raises(BadData, match="all ratings are equal"):
        krippendorff_alpha([[1, 1], [1, 1]])


def test_perfect_agreement_is_one_and_no_variation_is_said():
    assert [form.value for form in intraclass([[1, 1], [2, 2], [5, 5]])] == [1] * 6
    with pytest.raises(BadData, match="no variation between units"):
        intraclass([[1, 2], [2, 1], [1, 2], [2, 1]])
    with pytest.raises(BadData, match="by a constant only"):
        intraclass([[1, 2], [2, 3], [5, 6]])


def test_words_on_a_scale_need_their_order():
    rows = [["low", "low"], ["medium", "high"], ["high", "high"], ["low", "medium"], ["medium", "medium"]]
    levels = ["low", "medium", "high"]
    coded = [[levels.index(x) for x in row] for row in rows]
    found = agreement(rows, "ordinal", levels=levels)
    for name in ("Krippendorff's alpha", "weighted kappa (linear)", "Gwet's AC2 (quadratic)", "agreement within 1"):
        assert found[name].value == pytest.approx(agreement(coded, "ordinal")[name].value)
    with pytest.raises(BadData, match="have no order by themselves; say the levels"):
        agreement(rows, "ordinal")
    for refused in (
        lambda: krippendorff_alpha(rows, "ordinal"),
        lambda: gwet(rows, "linear"),
        lambda: intraclass(rows),
    ):
        with pytest.raises(BadData, match="no order"):
            refused()
    with pytest.raises(BadData, match="found 'high', expected one of the levels: low, medium"):
        agreement(rows, "ordinal", levels=["low", "medium"])
    assert agreement(rows, "nominal")["exact agreement"].value == pytest.approx(0.6)


def test_numbers_as_text_are_numbers():
    rows = [["9", "10"], ["10", "10"], ["2", " 3 "], ["1", "1.0"]]
    numbers = [[9, 10], [10, 10], [2, 3], [1, 1]]
    for scale in ("ordinal", "interval", "ratio"):
        assert krippendorff_alpha(rows, scale).value == pytest.approx(krippendorff_alpha(numbers, scale).value)


@pytest.mark.parametrize("missing", ["NA", "null", "none", "-", "#N/A", " ", "n/a", None, float("nan"), pd.NA])
def test_what_says_that_there_is_no_answer_is_no_answer(missing):
    found = agreement([["yes", "yes"], ["no", missing], ["no", "no"], ["yes", "no"]], "nominal")
    assert (found.missing, found["exact agreement"].value) == (1, pytest.approx(2 / 3))


def test_labels_that_differ_by_capitals_only_are_asked_about():
    rows = [["Yes", "yes"], ["no", "No "], ["yes", "yes"]]
    with pytest.raises(BadData, match=r"one label written in two ways\? say labels=together"):
        agreement(rows, "nominal")
    assert agreement(rows, "nominal", labels="together")["exact agreement"].value == 1
    assert agreement(rows, "nominal", labels="apart")["exact agreement"].value == pytest.approx(1 / 3)


def test_gwet_and_fleiss_with_missing_ratings_are_irrccs():
    """Gwet's own program, cac.raw4raters of the irrCAC vignette: the unit that one rater alone rated counts too."""
    ac1, fleiss = gwet(UNITS), fleiss_kappa(UNITS)
    assert (round(ac1.value, 5), round(ac1.interval.low, 3), ac1.interval.high) == (0.77544, 0.461, 1)
    assert round(fleiss.value, 5) == 0.76117
    assert {m.name: m.units for m in agreement(UNITS, "nominal").measures}["Gwet's AC1"] == 12


def by_definition(rows, power):
    """Gwet 2014, AC2, through the whole table of units by levels and of levels by levels."""
    levels = np.unique(rows[~np.isnan(rows)])
    weights = 1 - (np.abs(levels[:, None] - levels[None, :]) / np.ptp(levels)) ** power
    counts = np.stack([(rows == level).sum(axis=1) for level in levels], axis=1).astype(float)
    m = counts.sum(axis=1)
    twice = m > 1
    observed = ((counts * (counts @ weights - 1)).sum(axis=1)[twice] / (m * (m - 1))[twice]).mean()
    shares = (counts / m[:, None]).mean(axis=0)
    expected = weights.sum() * (shares * (1 - shares)).sum() / (len(levels) * (len(levels) - 1))
    return (observed - expected) / (1 - expected)


@pytest.mark.parametrize(("weights", "power"), [("linear", 1), ("quadratic", 2)])
def test_weighted_measures_are_what_their_tables_give(weights, power):
    from statsmodels.stats.inter_rater import cohens_kappa

    rng = np.random.default_rng(8)
    rows = rng.choice([1, 2, 4, 7], (40, 4)).astype(float)
    rows[rng.random(rows.shape) < 0.3] = np.nan
    rows = rows[(~np.isnan(rows)).any(axis=1)]
    assert gwet(rows.tolist(), weights).value == pytest.approx(by_definition(rows, power))
    pairs = rng.choice([1, 2, 4, 7], (60, 2))
    levels = np.unique(pairs)
    table = np.array([[np.sum((pairs[:, 0] == a) & (pairs[:, 1] == b)) for b in levels] for a in levels], dtype=float)
    oracle = cohens_kappa(table, weights=np.abs(levels[:, None] - levels[None, :]) ** power)
    found = cohen_kappa(pairs.tolist(), weights)
    assert found.value == pytest.approx(oracle.kappa)
    assert (found.interval.high - found.value) / 1.959964 == pytest.approx(oracle.std_kappa, rel=1e-6)


def test_intraclass_intervals_hold_their_estimate_lie_in_range_or_are_said_not_to_be_had():
    rng = np.random.default_rng(9)
    without = 0
    for _ in range(300):
        n, k = rng.integers(3, 7), rng.integers(2, 6)
        rows = np.round(rng.normal(size=(n, k)) + rng.choice([0, 3]) * rng.normal(size=k), 2)
        for form in intraclass(rows.tolist()):
            if form.interval is None:
                without += 1
                assert form.note
            else:
                assert form.interval.low <= form.value <= form.interval.high <= 1, form
    assert 0 < without < 180  # of 1,800
    reasons = [m for m in agreement([[1, 9], [2, 8], [1, 9.5]], "interval").measures if m.name.startswith("ICC(2")]
    assert all(m.estimate is None or m.estimate.value <= 1 for m in reasons)


def test_a_hundred_thousand_ratings_by_many_raters_take_memory_by_the_rating():
    """Units by raters would be 50,000 by 2,000 cells: 800 MB."""
    import tracemalloc

    from kinwork.statistics.ratings import Ratings

    rng = np.random.default_rng(10)
    unit = np.repeat(np.arange(50_000), 2)
    rater = (rng.integers(0, 1000, 50_000)[:, None] * 2 + np.arange(2)).ravel()
    value = rng.integers(1, 6, 100_000).astype(float)
    names = tuple(map(str, range(50_000))), tuple(map(str, range(2000)))
    tracemalloc.start()
    found = agreement(Ratings(unit, rater, value, *names), "ordinal")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150e6
    assert abs(found["Krippendorff's alpha"].value) < 0.02


def test_a_reversed_item_gets_a_hint_and_constant_totals_one_line():
    rng = np.random.default_rng(11)
    rows = rng.normal(size=(60, 1)) + 0.5 * rng.normal(size=(60, 4))
    assert cronbach_alpha(rows.tolist()).note == ""
    rows[:, 2] *= -1
    assert "item goes against the others: 3 (r = −.".replace("−", "-") in cronbach_alpha(rows.tolist()).note
    with pytest.raises(BadData, match="everyone's total is the same"):
        cronbach_alpha([[1, 5], [2, 4], [4, 2], [5, 1]])
