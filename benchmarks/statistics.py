"""``python -m benchmarks statistics``: each analysis beside the library that gives the same answer. Needs no database.

A ratio of 1 is the library's own time for the same figures on the same data, the median of alternate runs. Ours say
more (assumptions, an effect with its interval), and may take twice as long. Memory is what is held beyond the data.
"""

from __future__ import annotations

import time
import tracemalloc
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from .report import Report, middle

RNG = np.random.default_rng(7)
WITHIN = 2.0  # times the library
ROWS = 100_000
CODERS_WITHIN = 5.0  # seconds
BYTES_A_ROW = (
    400.0  # at 100,000 rows: what is linear stays far below, what goes by the pair is ten thousand times above
)


def measure(report: Report) -> None:
    """Ratios for groups, counts, relations, models, raters; then memory at 100,000 rows."""
    report.title("Statistics, times the time of the library that gives the same")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, ours, theirs, whose in _pairs():
            mine, other = side_by_side(ours, theirs)
            detail = f"{mine * 1000:.1f} ms, {whose} {other * 1000:.1f} ms"
            report.figure(name, mine / other, WITHIN, unit="×", detail=detail)
        report.title(f"Statistics of {ROWS:,} rows: bytes held at most for each row")
        for name, of in _large():
            seconds, held = once(of)
            report.figure(name, held / ROWS, BYTES_A_ROW, unit=" B", detail=f"{seconds:.2f} s")
        report.title("Coders of practice: alpha with its interval, 3 coders, 500 sessions, 1,000 resamples")
        codes = RNG.integers(1, 6, (500, 1)).clip(1, 5) + RNG.integers(-1, 2, (500, 3))
        seconds, _ = once(lambda: ours.krippendorff_alpha(codes.clip(1, 5).tolist(), "ordinal", resamples=1000))
        report.figure("Krippendorff's alpha", seconds, CODERS_WITHIN, unit=" s")
        report.title("Fisher's exact test beyond 2 × 2")
        for name, table in _TABLES.items():
            from kinwork.statistics.exact import fisher_freeman_halton

            start = time.process_time()
            p, how = fisher_freeman_halton(np.array(table, dtype=float))
            detail = f"p = {p:.4f}, {'exact' if 'exact' in how else how}"
            report.figure(name, time.process_time() - start, 1.0, unit=" s", detail=detail)


def side_by_side(ours: Callable[[], Any], theirs: Callable[[], Any], runs: int = 7) -> tuple[float, float]:
    """Medians of processor seconds, by turns, so that a busy machine is busy for both."""
    ours()
    theirs()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for of, into in ((ours, taken[0]), (theirs, taken[1])):
            start = time.process_time()
            of()
            into.append(time.process_time() - start)
    return middle(taken[0]), max(middle(taken[1]), 1e-6)


def once(of: Callable[[], Any]) -> tuple[float, float]:
    """Seconds, and the bytes held at most."""
    start = time.perf_counter()
    of()
    seconds = time.perf_counter() - start
    tracemalloc.start()
    of()
    _, held = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, held


def _pairs() -> list[tuple[str, Callable[[], Any], Callable[[], Any], str]]:
    import krippendorff
    import pandas as pd
    import pingouin
    import statsmodels.api as sm
    from scipy import stats
    from statsmodels.stats.inter_rater import aggregate_raters
    from statsmodels.stats.inter_rater import fleiss_kappa as their_fleiss

    from kinwork import statistics as ours
    from kinwork.statistics.kappa import fleiss_kappa

    a, b, c = RNG.normal(0, 1, 60), RNG.normal(0.4, 1, 55), RNG.normal(0.2, 1.5, 70)
    two, three = {"a": a, "b": b}, {"a": a, "b": b, "c": c}
    long = pd.DataFrame({"g": np.repeat(list("abc"), [60, 55, 70]), "y": np.concatenate([a, b, c])})
    nine = {name: RNG.normal(size=30) for name in "abcdefghi"}
    wide = pd.DataFrame({"g": np.repeat(list("abcdefghi"), 30), "y": np.concatenate(list(nine.values()))})
    big = {"a": RNG.normal(0, 1, ROWS // 2), "b": RNG.normal(0.02, 1, ROWS // 2)}
    table = RNG.integers(8, 40, (3, 4))
    x, y = RNG.normal(size=400), RNG.normal(size=400)
    ratings = RNG.integers(1, 6, (2000, 4)).astype(float)
    rated = pd.DataFrame([(u, r, v) for u, row in enumerate(ratings) for r, v in enumerate(row)], columns=list("urv"))
    unit = np.repeat(np.arange(30), 20)
    cases = {"y": RNG.normal(size=600) + RNG.normal(size=30)[unit], "x": RNG.normal(size=600), "unit": unit.astype(str)}
    cases["event"] = (RNG.random(600) < 1 / (1 + np.exp(-cases["x"]))).astype(int)
    design = np.column_stack([np.ones(600), cases["x"]])

    def t_by_pingouin() -> None:
        pingouin.homoscedasticity([a, b])
        pingouin.normality(long[long.g != "c"], dv="y", group="g")
        pingouin.ttest(a, b)

    def anova_by_pingouin() -> None:
        pingouin.homoscedasticity(long, dv="y", group="g")
        pingouin.normality(long, dv="y", group="g")
        pingouin.welch_anova(long, dv="y", between="g")
        pingouin.pairwise_gameshowell(long, dv="y", between="g")

    return [
        ("t, with assumptions and effect", lambda: ours.compare_groups(two), t_by_pingouin, "pingouin"),
        ("Welch's ANOVA, all pairs", lambda: ours.compare_groups(three, test="welch-anova"), anova_by_pingouin,
         "pingouin"),
        ("ANOVA of 9 groups, Tukey", lambda: ours.compare_groups(nine, test="anova"),
         lambda: stats.tukey_hsd(*nine.values()).confidence_interval(), "scipy"),
        ("9 groups, Games–Howell", lambda: ours.compare_groups(nine, test="welch-anova"),
         lambda: pingouin.pairwise_gameshowell(wide, dv="y", between="g"), "pingouin"),
        ("Mann–Whitney, 60 + 55", lambda: ours.compare_groups(two, test="mann-whitney"),
         lambda: pingouin.mwu(a, b), "pingouin"),
        ("Mann–Whitney, 100,000 rows", lambda: ours.compare_groups(big, test="mann-whitney"),
         lambda: stats.mannwhitneyu(*big.values()), "scipy"),
        ("Kruskal–Wallis", lambda: ours.compare_groups(three, test="kruskal-wallis"),
         lambda: pingouin.kruskal(long, dv="y", between="g"), "pingouin"),
        ("Kruskal–Wallis, 100,000 rows", lambda: ours.compare_groups(big, test="kruskal-wallis"),
         lambda: stats.kruskal(*big.values()), "scipy"),
        ("Wilcoxon, pairs", lambda: ours.wilcoxon_paired(a[:50], b[:50]), lambda: pingouin.wilcoxon(a[:50], b[:50]),
         "pingouin"),
        ("paired t", lambda: ours.paired_t(a[:50], b[:50]), lambda: pingouin.ttest(a[:50], b[:50], paired=True),
         "pingouin"),
        ("permutation test", lambda: ours.compare_groups(two, test="permutation"),
         lambda: (stats.permutation_test((a, b), lambda u, v, axis: u.mean(axis) - v.mean(axis), vectorized=True),
                  stats.bootstrap((a, b), lambda u, v, axis: u.mean(axis) - v.mean(axis), vectorized=True,
                                  n_resamples=4999)), "scipy"),
        ("chi-square of 3 × 4", lambda: ours.compare_counts(table.tolist(), test="pearson"),
         lambda: [stats.chi2_contingency(table, correction=False, lambda_=one) for one in (1, 0)], "scipy"),
        ("Pearson's r", lambda: ours.correlation(x, y), lambda: pingouin.corr(x, y), "pingouin"),
        ("Kendall's tau", lambda: ours.correlation(x, y, method="kendall"),
         lambda: pingouin.corr(x, y, method="kendall"), "pingouin"),
        ("linear regression, HC3", lambda: ours.linear(cases, "y", ["x"]),
         lambda: sm.OLS(cases["y"], design).fit(cov_type="HC3").summary(), "statsmodels"),
        ("logistic regression", lambda: ours.logistic(cases, "event", ["x"]),
         lambda: sm.Logit(cases["event"], design).fit(disp=0).summary(), "statsmodels"),
        ("mixed model, 30 units", lambda: ours.mixed(cases, "y", ["x"], unit="unit"),
         lambda: sm.MixedLM(cases["y"], design, groups=unit).fit().summary(), "statsmodels"),
        ("intraclass correlations", lambda: ours.intraclass(ratings),
         lambda: pingouin.intraclass_corr(rated, "u", "r", "v"), "pingouin"),
        ("Fleiss' kappa", lambda: fleiss_kappa(ratings), lambda: their_fleiss(aggregate_raters(ratings)[0]),
         "statsmodels (no interval)"),
        ("Krippendorff's alpha, no interval",
         lambda: ours.krippendorff_alpha(ratings, "ordinal", resamples=20),
         lambda: krippendorff.alpha(reliability_data=ratings.T, level_of_measurement="ordinal"), "krippendorff"),
        ("Cronbach's alpha", lambda: ours.cronbach_alpha(ratings),
         lambda: pingouin.cronbach_alpha(pd.DataFrame(ratings)), "pingouin"),
    ]  # fmt: skip


def _large() -> list[tuple[str, Callable[[], Any]]]:
    from kinwork.statistics import agreement, compare_groups, kaplan_meier, wilcoxon_paired
    from kinwork.statistics.ratings import Ratings

    first, second = RNG.normal(size=ROWS // 2), np.round(RNG.normal(0.05, 1, ROWS // 2), 1)
    two = {"a": first, "b": second}
    unit = np.repeat(np.arange(ROWS // 2), 2)
    names = tuple(map(str, range(ROWS // 2))), tuple(map(str, range(1000)))
    rater = (RNG.integers(0, 500, ROWS // 2)[:, None] * 2 + np.arange(2)).ravel()
    rated = Ratings(unit, rater, RNG.integers(1, 6, ROWS).astype(float), *names)
    event = RNG.integers(0, 2, ROWS)
    return [
        ("t", lambda: compare_groups(two, test="welch")),
        ("Mann–Whitney", lambda: compare_groups(two, test="mann-whitney")),
        ("Kruskal–Wallis", lambda: compare_groups(two, test="kruskal-wallis")),
        ("Wilcoxon, pairs", lambda: wilcoxon_paired(first, second)),
        ("agreement, ordinal, 1,000 raters", lambda: agreement(rated, "ordinal")),
        ("Kaplan–Meier", lambda: kaplan_meier(np.concatenate([first**2, second**2]), event)),
    ]


_TABLES = {
    "job satisfaction, 4 × 4, n = 104": [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]],
    "Mehta and Patel's sixth, 5 × 7, n = 39": [
        [1, 2, 2, 1, 1, 0, 1], [2, 0, 0, 2, 3, 0, 0], [0, 1, 1, 1, 2, 7, 3],
        [1, 1, 2, 0, 0, 0, 1], [0, 1, 1, 1, 1, 0, 0],
    ],
}  # fmt: skip
