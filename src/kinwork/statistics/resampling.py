"""Bootstrap and permutation: intervals and p without a distribution assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from scipy import stats

from .data_files import Numbers, valid
from .effects import hedges_g
from .problems import BadData
from .results import Estimate, Interval, Result
from .sides import one_sided
from .summaries import Sample, varies

SEED = 20130601  # any; fixed so that a report can be reproduced to the last digit


def permutation_test(
    samples: Sequence[Sample],
    *,
    level: float = 0.95,
    resamples: int = 9999,
    seed: int = SEED,
    alternative: str = "two-sided",
) -> Result:
    """Two groups' difference of means against all relabellings (exact if ≤ ``resamples``, else random)."""
    if len(samples) != 2:
        raise BadData(f"found {len(samples)} groups, the permutation test compares exactly 2")
    # in order of size, so that the same cases give the same p in whatever order they stand
    a, b = (Sample(sample.name, np.sort(sample.values), sample.missing) for sample in samples)
    varies([a.summary, b.summary], each=False)
    rng = np.random.default_rng(seed)
    found = stats.permutation_test(
        (a.values, b.values),
        lambda x, y, axis: np.mean(x, axis=axis) - np.mean(y, axis=axis),
        vectorized=True,
        n_resamples=resamples,
        batch=_batch(len(a.values) + len(b.values)),
        alternative=alternative,
        rng=rng,
    )
    exact = len(found.null_distribution) < resamples
    interval = _difference_interval(a.values, b.values, level, rng)
    difference = float(a.values.mean() - b.values.mean())
    how = "exact" if exact else f"{resamples:,} random relabellings"
    return Result(
        test=f"permutation test of means ({how}){one_sided(alternative)}",
        p=float(found.pvalue),
        groups=(a.summary.group, b.summary.group),
        reference="Fisher 1935; Phipson & Smyth 2010 for p from random relabellings. Interval: BCa, Efron 1987.",
        estimate=Estimate(f"difference {a.name} − {b.name}", difference, interval),
        effect=hedges_g(a.summary, b.summary, level),
        choice="permutation: asked for",
        assumptions=("Labels are exchangeable if the groups do not differ: same shape and spread under no effect.",),
    )


def _difference_interval(a: Numbers, b: Numbers, level: float, rng: np.random.Generator) -> Interval:
    if min(len(a), len(b)) < 3 or a.std() == 0 or b.std() == 0:  # too little to jackknife
        drawn = rng.choice(a, (2000, len(a))).mean(axis=1) - rng.choice(b, (2000, len(b))).mean(axis=1)
        low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
        return Interval(float(low), float(high), level)
    found = stats.bootstrap(
        (a, b),
        lambda x, y, axis: np.mean(x, axis=axis) - np.mean(y, axis=axis),
        vectorized=True,
        confidence_level=level,
        n_resamples=4999,
        batch=_batch(len(a) + len(b)),
        rng=rng,
    ).confidence_interval
    return Interval(float(found.low), float(found.high), level)


def _batch(width: int) -> int:
    """How many samples of so many values are held at once: memory does not grow with how many are drawn."""
    return max(1, 2_000_000 // width)


def bootstrap_interval(
    values: Iterable[Any],
    statistic: Callable[[Numbers], float],
    *,
    clusters: Sequence[Any] | None = None,
    level: float = 0.95,
    resamples: int = 2000,
    seed: int = SEED,
) -> Estimate:
    """Any statistic of one sample with its interval: BCa, or percentile over whole ``clusters`` if given.

    ``values``: n numbers; ``clusters``: n labels (units, authorities), resampled whole so that dependence stays.

    >>> import numpy as np
    >>> found = bootstrap_interval([3, 4, 5, 6, 7, 9], np.median)
    >>> found.value, found.interval.low <= 5.5 <= found.interval.high
    (5.5, True)
    """
    raw = list(values)
    numbers, missing = valid(raw, "values")
    if len(numbers) < 3:
        raise BadData(f"found {len(numbers)} values, expected at least 3 to resample")
    rng = np.random.default_rng(seed)
    value = float(statistic(numbers))
    if clusters is None:
        numbers = np.sort(numbers)  # the same interval in whatever order the values stand
        found = stats.bootstrap(
            (numbers,),
            lambda sample: statistic(sample),
            vectorized=False,
            confidence_level=level,
            n_resamples=resamples,
            rng=rng,
        ).confidence_interval
        return Estimate("statistic", value, Interval(float(found.low), float(found.high), level))
    if len(clusters) != len(raw):
        raise BadData(f"found {len(clusters)} cluster labels for {len(raw)} values, expected one each")
    if missing:
        raise BadData(f"{missing} missing among clustered values: leave them out with their labels first")
    labels = np.asarray(clusters)
    parts = [numbers[labels == label] for label in sorted(dict.fromkeys(clusters), key=str)]
    if len(parts) < 2:
        raise BadData("found 1 cluster, expected at least 2")
    drawn = [
        statistic(np.concatenate([parts[i] for i in rng.integers(len(parts), size=len(parts))]))
        for _ in range(resamples)
    ]
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Estimate("statistic", value, Interval(float(low), float(high), level))
