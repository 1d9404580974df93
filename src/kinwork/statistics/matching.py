"""Comparison groups made alike: propensity and coarsened exact matching, with balance before and after."""

from __future__ import annotations

import hashlib
import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from .data_files import Numbers
from .frames import Cases, complete, design, floats, frame, zero_one
from .problems import BadData
from .regression import logistic
from .results import Estimate, Group, Interval, Result

PROPENSITY = "Rosenbaum & Rubin 1983; caliper 0.2 sd of the logit (Austin 2011)."
COARSENED = "Iacus, King & Porro 2012, coarsened exact matching."


@dataclass(frozen=True)
class Matched:
    """``weights``: one per case given, 0 = not used. ``balance``: one row per covariate with the standardised
    differences before and after (|d| ≤ 0.1 is called balanced, Austin 2009)."""

    weights: Numbers
    balance: pl.DataFrame
    treated: int
    comparison: int
    unmatched: int
    reference: str
    pairs: tuple[tuple[int, int], ...] = ()

    @property
    def balanced(self) -> bool:
        return bool((self.balance["after"].abs() <= 0.1).all())


def propensity_match(
    cases: Cases, *, treated: str, covariates: Sequence[str], caliper: float = 0.2, seed: int = 20130601
) -> Matched:
    """Each treated case with the nearest untreated one by propensity, without replacement, within the caliper.

    ``treated`` is a 0/1 column; cases must be complete in the covariates (impute first). The closest pair of all is
    made first, then the closest of those left, and so on. Cases of the same propensity draw lots, which depend on
    ``seed`` and on what stands in their own columns: the order of rows changes nothing.
    """
    every = frame(cases)
    table, missing = complete(every, [treated, *covariates])
    if missing:
        raise BadData(f"{missing} cases lack a covariate: impute or leave them out first")
    order = _by_content(every, [treated, *covariates], seed)
    table = table[order]
    t = zero_one(table, treated)
    logit = _propensity(table, treated, covariates)
    width = caliper * float(np.std(logit, ddof=1))
    pairs = [(int(order[i]), int(order[j])) for i, j in _nearest(logit, t == 1, width)]
    if len(pairs) < 2:
        raise BadData(f"found {len(pairs)} matched pairs within the caliper: the groups are not comparable")
    weights = np.zeros(len(t))
    for pair in pairs:
        weights[list(pair)] = 1
    left = int(t.sum()) - len(pairs)
    after = balance(table, treated, covariates, weights[order])
    return Matched(weights, after, len(pairs), len(pairs), left, PROPENSITY, tuple(pairs))


def _by_content(table: pl.DataFrame, first: Sequence[str], seed: int) -> npt.NDArray[np.int64]:
    """Places of the rows in an order that follows from what stands in them, whatever order they are given in.

    By the columns ``first``, then by lots: a digest of all that stands in a row. Rows alike in everything share a lot,
    and which of them goes first makes no difference.
    """
    names = sorted(table.columns)
    texts = (str([row[name] for name in names]) for row in table.iter_rows(named=True))
    lots = [hashlib.blake2b(f"{seed} {text}".encode(), digest_size=8).hexdigest() for text in texts]
    ranks = [table[column].cast(pl.String).rank("dense") if not table[column].dtype.is_numeric() else table[column]
             for column in first]  # fmt: skip
    sorting = pl.DataFrame({f"{i}": ranks[i] for i in range(len(ranks))}).with_columns(
        lot=pl.Series(lots), at=pl.int_range(len(lots))
    )
    return np.asarray(sorting.sort([*(f"{i}" for i in range(len(ranks))), "lot"])["at"].to_numpy(), dtype=np.int64)


def _nearest(logit: Numbers, treated: npt.NDArray[np.bool_], width: float) -> list[tuple[int, int]]:
    """Pairs within ``width``, the closest first; of equally close ones that of the first treated case.

    Of two untreated equally near the lower is taken.
    """
    untreated = np.flatnonzero(~treated)
    untreated = untreated[np.argsort(logit[untreated], kind="stable")]
    at = logit[untreated].tolist()
    taken = [False] * (len(at) + 2)  # by place + 1, so that both ends have somewhere to point to
    before, after = list(range(-1, len(at) + 1)), list(range(1, len(at) + 3))

    def free(links: list[int], place: int) -> int:
        path = []
        while taken[place]:
            path.append(place)
            place = links[place]
        for passed in path:
            links[passed] = place
        return place

    def closest(case: int, place: int) -> tuple[float, int, int] | None:
        sides = free(before, place - 1), free(after, place)
        gaps = [(abs(at[found - 1] - logit[case]), found) for found in sides if 1 <= found <= len(at)]
        gaps = [gap for gap in gaps if gap[0] <= width]
        return (min(gaps)[0], case, min(gaps)[1]) if gaps else None

    cases = np.flatnonzero(treated)
    places = dict(zip(cases.tolist(), (np.searchsorted(at, logit[cases], side="left") + 1).tolist(), strict=True))
    waiting = [pair for case, place in places.items() if (pair := closest(case, place))]
    heapq.heapify(waiting)
    pairs = []
    while waiting:
        _, case, found = heapq.heappop(waiting)
        if taken[found]:
            if pair := closest(case, places[case]):
                heapq.heappush(waiting, pair)
            continue
        taken[found] = True
        pairs.append((case, int(untreated[found - 1])))
    return pairs


def _propensity(table: pl.DataFrame, treated: str, covariates: Sequence[str]) -> Numbers:
    import statsmodels.api as sm

    logistic(table, treated, covariates)  # its refusals: groups that never overlap
    x, _ = design(table, covariates)
    fit = sm.Logit(zero_one(table, treated), x).fit(disp=0)
    return np.asarray(x @ np.asarray(fit.params))


def coarsened_match(
    cases: Cases, *, treated: str, covariates: Sequence[str], cuts: Mapping[str, Sequence[float]] | None = None
) -> Matched:
    """Cases alike in all covariates once numbers are put in bins (``cuts``, else Sturges' equal widths)."""
    table, missing = complete(cases, [treated, *covariates])
    if missing:
        raise BadData(f"{missing} cases lack a covariate: impute or leave them out first")
    t = zero_one(table, treated)
    cells = [_binned(table, column, (cuts or {}).get(column)) for column in covariates]
    keys = list(zip(*cells, strict=True))
    inside: dict[tuple[object, ...], list[int]] = {}
    for i, key in enumerate(keys):
        inside.setdefault(key, []).append(i)
    both = [rows for rows in inside.values() if 0 < t[rows].sum() < len(rows)]
    n1 = sum(int(t[rows].sum()) for rows in both)
    n0 = sum(len(rows) for rows in both) - n1
    if n1 < 2 or n0 < 2:
        raise BadData("no cell holds both treated and untreated cases: take coarser cuts or fewer covariates")
    weights = np.zeros(len(t))
    for rows in both:
        treated_here = t[rows].sum()
        share = (n0 / n1) * treated_here / (len(rows) - treated_here)
        weights[rows] = np.where(t[rows] == 1, 1.0, share)
    table_after = balance(table, treated, covariates, weights)
    return Matched(weights, table_after, n1, n0, int(t.sum()) - n1, COARSENED)


def _binned(table: pl.DataFrame, column: str, cuts: Sequence[float] | None) -> list[object]:
    if not table[column].dtype.is_numeric():
        return table[column].to_list()
    values = floats(table, column)
    edges = np.asarray(cuts if cuts is not None else np.histogram_bin_edges(values, bins="sturges")[1:-1])
    return [int(bin_) for bin_ in np.digitize(values, edges)]


def balance(table: pl.DataFrame, treated: str, covariates: Sequence[str], weights: Numbers) -> pl.DataFrame:
    """Standardised differences of each covariate before and after weighting, by the sd before (Stuart 2010)."""
    t = zero_one(table, treated) == 1
    x, names = design(table, covariates)
    rows = []
    for column, name in zip(x.T[1:], names[1:], strict=True):
        spread = math.sqrt((column[t].var(ddof=1) + column[~t].var(ddof=1)) / 2)
        before = (column[t].mean() - column[~t].mean()) / spread if spread else 0.0
        means = [np.average(column[side], weights=weights[side]) for side in (t, ~t)]
        after = (means[0] - means[1]) / spread if spread else 0.0
        rows.append((name, float(column[t].mean()), float(column[~t].mean()), float(before), float(after)))
    schema = ["covariate", "treated mean", "comparison mean", "before", "after"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def matched_effect(cases: Cases, outcome: str, treated: str, matched: Matched, level: float = 0.95) -> Result:
    """Effect on the treated: weighted difference of means with errors robust to the weights (and to pairs)."""
    import statsmodels.api as sm
    from scipy import stats

    table, _ = complete(cases, [outcome, treated])
    y, t = floats(table, outcome), zero_one(table, treated)
    if len(y) != len(matched.weights):
        raise BadData(f"found {len(y)} cases with an outcome for {len(matched.weights)} matched: drop or impute first")
    used = matched.weights > 0
    model = sm.WLS(y[used], np.column_stack([np.ones(used.sum()), t[used]]), weights=matched.weights[used])
    if matched.pairs:
        of = {case: number for number, pair in enumerate(matched.pairs) for case in pair}
        groups = np.array([of[int(i)] for i in np.flatnonzero(used)])
        fit, df = model.fit(cov_type="cluster", cov_kwds={"groups": groups}), float(len(matched.pairs) - 1)
    else:
        fit, df = model.fit(cov_type="HC3"), float(used.sum() - 2)
    value, error = float(fit.params[1]), float(fit.bse[1])
    half = float(stats.t.ppf((1 + level) / 2, df)) * error
    worst = float(matched.balance["after"].abs().max())  # type: ignore[arg-type]
    return Result(
        test="difference after matching",
        p=float(2 * stats.t.sf(abs(value / error), df)),
        groups=(Group("treated", matched.treated, matched.unmatched), Group("comparison", matched.comparison)),
        reference=matched.reference,
        symbol="t",
        statistic=value / error,
        df=(df,),
        estimate=Estimate("effect on the treated", value, Interval(value - half, value + half, level)),
        effect=Estimate("standardised effect", value / float(np.std(y[used & (t == 0)], ddof=1))),
        assumptions=(
            f"Largest standardised difference left: {worst:.2f}, {'' if matched.balanced else 'not '}balanced.",
            f"{matched.unmatched} treated cases found no match: the effect is not theirs.",
            "Nothing unmeasured decides both who is treated and the outcome.",
        ),
    )
