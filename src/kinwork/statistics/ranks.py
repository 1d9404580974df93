"""Groups compared by ranks, for ordinal or skewed outcomes; and values paired before and after."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy import stats

from .data_files import Numbers, in_pairs
from .effects import epsilon_squared, paired_d, rank_biserial
from .problems import BadData
from .results import Estimate, Group, Interval, Result
from .selection import of_differences, of_walsh_averages
from .sides import checked_alternative, one_sided, p_of_t
from .summaries import Sample
from .ties import NOISE, Ranked, flat, ranked

MANN_WHITNEY = (
    "Mann & Whitney 1947; exact without ties and both n ≤ 25, else normal with tie and continuity correction."
)
KRUSKAL = "Kruskal & Wallis 1952, corrected for ties; epsilon squared: Tomczak & Tomczak 2014."
WILCOXON = "Wilcoxon 1945; zero differences left out; exact given the ties up to 50 changes, else normal."
STUDENT_PAIRED = "Student 1908, on differences; effect: Cohen's d of the differences, corrected for small samples."
EXACT_PAIRS = 50


def _group(sample: Sample) -> Group:
    values = sample.values
    if not len(values):
        return Group(sample.name, 0, sample.missing)
    q1, median, q3 = (float(x) for x in np.quantile(values, [0.25, 0.5, 0.75]))
    sd = float(values.std(ddof=1)) if len(values) > 1 else None
    return Group(sample.name, len(values), sample.missing, float(values.mean()), sd, median, q1, q3)


def _ranked(samples: Sequence[Sample]) -> tuple[Ranked, list[Numbers]]:
    """Ranks among everybody, and each group's part of them. BadData without variation."""
    together = np.concatenate([sample.values for sample in samples])
    found = ranked(together)
    if len(found.times) == 1:
        raise BadData("no variation: all values of all groups are equal, so no test is possible")
    return found, np.split(found.ranks, np.cumsum([len(sample.values) for sample in samples])[:-1])


def mann_whitney(samples: Sequence[Sample], level: float = 0.95, alternative: str = "two-sided") -> Result:
    """Mann–Whitney U of two groups; estimate = Hodges–Lehmann shift first − second, in the outcome's unit."""
    if len(samples) != 2:
        raise BadData(f"found {len(samples)} groups, Mann–Whitney compares exactly 2")
    a, b = samples
    found, (ranks, _) = _ranked(samples)
    n1, n2 = len(a.values), len(b.values)
    u = float(ranks.sum()) - n1 * (n1 + 1) / 2
    exact = not found.any and max(n1, n2) <= 25
    if exact:
        _, p = stats.mannwhitneyu(a.values, b.values, alternative=alternative, method="exact")
    else:
        n = n1 + n2
        error = math.sqrt(n1 * n2 / 12 * (n + 1 - found.correction / (n * (n - 1))))
        p = _continuous(u - n1 * n2 / 2, error, alternative)
    return Result(
        test=f"Mann–Whitney U ({'exact' if exact else 'asymptotic'}){one_sided(alternative)}",
        p=min(1.0, float(p)),
        groups=(_group(a), _group(b)),
        reference=MANN_WHITNEY,
        symbol="U",
        statistic=u,
        estimate=Estimate(f"median shift {a.name} − {b.name}", *_hodges_lehmann(a.values, b.values, level)),
        effect=rank_biserial(u, n1, n2, level),
        choice="mann-whitney: asked for",
        assumptions=(
            "Read as a shift of the median only if both groups' values have the same shape.",
            f"Ties: {'yes, corrected for' if found.any else 'none'}.",
        ),
    )


def _continuous(above: float, error: float, alternative: str) -> float:
    """p of a rank sum's distance from what is expected, corrected for continuity."""
    half = {"two-sided": 0.5 * (above > 0) - 0.5 * (above < 0), "greater": 0.5, "less": -0.5}[alternative]
    return p_of_t((above - half) / error, math.inf, alternative)


def _hodges_lehmann(a: Numbers, b: Numbers, level: float) -> tuple[float, Interval]:
    """Median of all differences, with its interval by the normal approximation of U (Hollander & Wolfe)."""
    n1, n2 = len(a), len(b)
    z = float(stats.norm.ppf((1 + level) / 2))
    k = max(0, math.floor(n1 * n2 / 2 - z * math.sqrt(n1 * n2 * (n1 + n2 + 1) / 12)))
    middle = sorted({(n1 * n2 - 1) // 2, n1 * n2 // 2})
    low, high, *medians = of_differences(a, b, [k, n1 * n2 - 1 - k, *middle])
    return sum(medians) / len(medians), Interval(low, high, level)


def kruskal_wallis(samples: Sequence[Sample], level: float = 0.95) -> Result:
    """Kruskal–Wallis H of two or more groups; effect = epsilon squared with a noncentral chi-square interval."""
    found, parts = _ranked(samples)
    n = len(found.ranks)
    h = 12 / (n * (n + 1)) * sum(float(part.sum()) ** 2 / len(part) for part in parts) - 3 * (n + 1)
    h = max(0.0, h / (1 - found.correction / (n**3 - n)))
    df = len(samples) - 1
    return Result(
        test="Kruskal–Wallis H",
        p=float(stats.chi2.sf(h, df)),
        groups=tuple(_group(sample) for sample in samples),
        reference=KRUSKAL,
        symbol="H",
        statistic=h,
        df=(float(df),),
        effect=epsilon_squared(h, df, n, level),
        choice="kruskal-wallis: asked for",
        assumptions=(
            "Ties are corrected for.",
            "The effect's interval takes H as a noncentral chi-square: approximate, too wide for large effects.",
        ),
    )


def _changes(before: Iterable[Any], after: Iterable[Any]) -> tuple[Sample, Sample, Numbers, Numbers]:
    """Both sides of complete pairs, after − before with noise made nothing, and the size of what was subtracted."""
    xs, ys, missing = in_pairs(before, after, ("before", "after"))
    size = np.maximum(np.abs(xs), np.abs(ys))
    change = ys - xs
    change[np.abs(change) <= NOISE * size] = 0.0
    if len(change) < 2 or not np.any(change):
        raise BadData("no variation: fewer than two pairs, or no one changed")
    return Sample("before", xs, missing), Sample("after", ys, missing), change, size


def wilcoxon_paired(
    before: Iterable[Any], after: Iterable[Any], level: float = 0.95, *, alternative: str = "two-sided"
) -> Result:
    """Wilcoxon signed ranks of values in pairs; estimate = median of Walsh averages of after − before.

    ``before`` and ``after``: same length; a pair lacking either counts as missing. ``alternative`` "greater": that
    values grew. BadData if nothing changed.

    >>> wilcoxon_paired([20, 18, 25, 30, 22, 19], [15, 17, 20, 21, 23, 12]).statistic
    1.5
    """
    checked_alternative(alternative)
    first, second, change, size = _changes(before, after)
    moved = change != 0
    found = ranked(np.abs(change[moved]), size[moved])
    plus = float(found.ranks[change[moved] > 0].sum())
    whole = float(found.ranks.sum())
    exact = len(found.ranks) <= EXACT_PAIRS
    if exact:
        p = _signed_ranks(found.ranks, plus, alternative)
    else:
        n = len(found.ranks)
        error = math.sqrt(n * (n + 1) * (2 * n + 1) / 24 - found.correction / 48)
        p = p_of_t((plus - whole / 2) / error, math.inf, alternative)
    n, z = len(change), float(stats.norm.ppf((1 + level) / 2))
    k = max(0, math.floor(n * (n + 1) / 4 - z * math.sqrt(n * (n + 1) * (2 * n + 1) / 24)))
    pairs = n * (n + 1) // 2
    middle = sorted({(pairs - 1) // 2, pairs // 2})
    low, high, *medians = of_walsh_averages(change, [k, pairs - 1 - k, *middle])
    return Result(
        test=f"Wilcoxon signed ranks{one_sided(alternative)}",
        p=min(1.0, p),
        groups=(_group(first), _group(second)),
        reference=WILCOXON,
        symbol="W",
        statistic=min(plus, whole - plus) if alternative == "two-sided" else plus,
        estimate=Estimate("median change", sum(medians) / len(medians), Interval(low, high, level)),
        effect=Estimate("matched rank-biserial r", (2 * plus - whole) / whole),
        assumptions=(
            "Changes are taken as symmetric around their median.",
            f"{int((~moved).sum())} of {n} pairs did not change and are left out of the ranks.",
            f"p is {'exact, given the ties' if exact else 'by the normal approximation, corrected for ties'}.",
        ),
    )


def _signed_ranks(ranks: Numbers, plus: float, alternative: str) -> float:
    """Exact p over all signs of the ranks that there are, ties and all: counted by sums of doubled ranks."""
    doubled = np.rint(2 * ranks).astype(np.int64)
    ways = np.zeros(int(doubled.sum()) + 1)
    ways[0] = 1.0
    for rank in doubled:
        ways[rank:] += ways[: len(ways) - rank].copy()
    ways /= ways.sum()
    at = round(2 * plus)
    less, greater = float(ways[: at + 1].sum()), float(ways[at:].sum())
    return {"less": less, "greater": greater, "two-sided": min(1.0, 2 * min(less, greater))}[alternative]


def paired_t(
    before: Iterable[Any], after: Iterable[Any], level: float = 0.95, *, alternative: str = "two-sided"
) -> Result:
    """Student's t of values in pairs; estimate = mean of after − before, in the outcome's unit.

    ``before`` and ``after``: same length; a pair lacking either counts as missing. ``alternative`` "greater": that
    values grew. BadData if nothing changed, or everybody by the same.

    >>> found = paired_t([20, 18, 25, 30, 22, 19], [15, 17, 20, 21, 23, 12])
    >>> print(found.printed)
    t(5) = -2.85, p = .036
    """
    checked_alternative(alternative)
    first, second, change, _ = _changes(before, after)
    if flat(change):
        raise BadData(f"everyone changed by {change[0]:g}: without variation of the changes no test is possible")
    n, mean = len(change), float(change.mean())
    sd = float(change.std(ddof=1))
    error, df = sd / math.sqrt(n), float(n - 1)
    half = float(stats.t.ppf((1 + level) / 2, df)) * error
    together = None
    if not flat(first.values) and not flat(second.values):
        together = Estimate("r of before and after", float(np.corrcoef(first.values, second.values)[0, 1]))
    return Result(
        test=f"paired t{one_sided(alternative)}",
        p=p_of_t(mean / error, df, alternative),
        groups=(_group(first), _group(second)),
        reference=STUDENT_PAIRED,
        symbol="t",
        statistic=mean / error,
        df=(df,),
        estimate=Estimate("mean change", mean, Interval(mean - half, mean + half, level)),
        effect=paired_d(mean / error, n, level),
        more=(together,) if together else (),
        assumptions=("Changes are taken as normal; pairs as independent of each other.",),
    )
