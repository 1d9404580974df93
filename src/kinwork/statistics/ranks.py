"""Groups compared by ranks, for ordinal or skewed outcomes; and values paired before and after."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy import stats

from .data_files import Numbers, valid
from .effects import rank_biserial
from .problems import BadData
from .results import Estimate, Group, Interval, Result
from .summaries import Sample

MANN_WHITNEY = (
    "Mann & Whitney 1947; exact without ties and both n ≤ 25, else normal with tie and continuity correction."
)
KRUSKAL = "Kruskal & Wallis 1952, corrected for ties; epsilon squared: Tomczak & Tomczak 2014."
WILCOXON = "Wilcoxon 1945; zero differences left out."


def _group(sample: Sample) -> Group:
    values = sample.values
    return Group(
        sample.name,
        len(values),
        sample.missing,
        float(values.mean()),
        float(values.std(ddof=1)),
        float(np.median(values)),
    )


def mann_whitney(samples: Sequence[Sample], level: float = 0.95) -> Result:
    """Mann–Whitney U of two groups; estimate = Hodges–Lehmann shift first − second, in the outcome's unit."""
    if len(samples) != 2:
        raise BadData(f"found {len(samples)} groups, Mann–Whitney compares exactly 2")
    a, b = samples
    _not_all_equal(samples)
    together = np.concatenate([a.values, b.values])
    ties = len(np.unique(together)) < len(together)
    method = "exact" if not ties and max(len(a.values), len(b.values)) <= 25 else "asymptotic"
    u, p = stats.mannwhitneyu(a.values, b.values, alternative="two-sided", method=method)
    return Result(
        test=f"Mann–Whitney U ({method})",
        p=float(p),
        groups=(_group(a), _group(b)),
        reference=MANN_WHITNEY,
        symbol="U",
        statistic=float(u),
        estimate=Estimate(f"median shift {a.name} − {b.name}", *_hodges_lehmann(a.values, b.values, level)),
        effect=rank_biserial(float(u), len(a.values), len(b.values), level),
        choice="mann-whitney: asked for",
        assumptions=(
            "Read as a shift of the median only if both groups' values have the same shape.",
            f"Ties: {'yes, corrected for' if ties else 'none'}.",
        ),
    )


def _hodges_lehmann(a: Numbers, b: Numbers, level: float) -> tuple[float, Interval]:
    """Median of all differences, with its interval by the normal approximation of U (Hollander & Wolfe)."""
    differences = np.sort(np.subtract.outer(a, b).ravel())
    n1, n2 = len(a), len(b)
    z = float(stats.norm.ppf((1 + level) / 2))
    k = max(0, math.floor(n1 * n2 / 2 - z * math.sqrt(n1 * n2 * (n1 + n2 + 1) / 12)))
    return float(np.median(differences)), Interval(float(differences[k]), float(differences[-k - 1]), level)


def kruskal_wallis(samples: Sequence[Sample], level: float = 0.95) -> Result:
    """Kruskal–Wallis H of two or more groups; effect = epsilon squared with a bootstrap interval."""
    _not_all_equal(samples)
    arrays = [sample.values for sample in samples]
    h, p = stats.kruskal(*arrays)
    n = sum(len(array) for array in arrays)
    rng = np.random.default_rng(20130601)  # the same interval at every run
    resampled = []
    for _ in range(1000):
        drawn = [rng.choice(array, len(array)) for array in arrays]
        if len(np.unique(np.concatenate(drawn))) > 1:
            resampled.append(float(stats.kruskal(*drawn)[0]) / (n - 1))
    low, high = np.quantile(resampled, [(1 - level) / 2, (1 + level) / 2])
    return Result(
        test="Kruskal–Wallis H",
        p=float(p),
        groups=tuple(_group(sample) for sample in samples),
        reference=KRUSKAL,
        symbol="H",
        statistic=float(h),
        df=(float(len(samples) - 1),),
        effect=Estimate("epsilon squared", float(h) / (n - 1), Interval(float(low), float(high), level)),
        choice="kruskal-wallis: asked for",
        assumptions=("Ties are corrected for.", "The effect's interval is a percentile bootstrap of 1,000 samples."),
    )


def _not_all_equal(samples: Sequence[Sample]) -> None:
    if len(np.unique(np.concatenate([sample.values for sample in samples]))) == 1:
        raise BadData("no variation: all values of all groups are equal, so no test is possible")


def wilcoxon_paired(before: Iterable[Any], after: Iterable[Any], level: float = 0.95) -> Result:
    """Wilcoxon signed ranks of values in pairs; estimate = median of Walsh averages of after − before.

    ``before`` and ``after``: same length; a pair lacking either counts as missing. BadData if nothing changed.

    >>> wilcoxon_paired([20, 18, 25, 30, 22, 19], [15, 17, 20, 21, 23, 12]).statistic
    1.5
    """
    first, second = list(before), list(after)
    if len(first) != len(second):
        raise BadData(f"found {len(first)} values before and {len(second)} after, expected pairs")
    pairs = [(x, y) for x, y in zip(first, second, strict=True) if x is not None and y is not None]
    xs, _ = valid([x for x, y in pairs if x == x and y == y], "before")
    ys, _ = valid([y for x, y in pairs if x == x and y == y], "after")
    missing = len(first) - len(xs)
    change = ys - xs
    if len(change) < 2 or not np.any(change):
        raise BadData("no variation: fewer than two pairs, or nobody changed")
    w, p = stats.wilcoxon(ys, xs)
    moved = change[change != 0]
    ranks = stats.rankdata(np.abs(moved))
    r = float((ranks[moved > 0].sum() - ranks[moved < 0].sum()) / ranks.sum())
    walsh = np.sort(np.add.outer(change, change)[np.triu_indices(len(change))] / 2)
    n, z = len(change), float(stats.norm.ppf((1 + level) / 2))
    k = max(0, math.floor(n * (n + 1) / 4 - z * math.sqrt(n * (n + 1) * (2 * n + 1) / 24)))
    both = (Sample("before", xs, missing), Sample("after", ys, missing))
    return Result(
        test="Wilcoxon signed ranks",
        p=float(p),
        groups=tuple(_group(sample) for sample in both),
        reference=WILCOXON,
        symbol="W",
        statistic=float(w),
        estimate=Estimate(
            "median change", float(np.median(walsh)), Interval(float(walsh[k]), float(walsh[-k - 1]), level)
        ),
        effect=Estimate("matched rank-biserial r", r),
        assumptions=("Changes are taken as symmetric around their median.",),
    )
