"""Comparison groups made alike: propensity and coarsened exact matching, with balance before and after."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from .data_files import Numbers
from .frames import Cases, complete, design, floats, zero_one
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

    ``treated`` is a 0/1 column; cases must be complete in the covariates (impute first). Row order does not matter
    beyond ties: treated cases are taken in random order of ``seed``.
    """
    table, missing = complete(cases, [treated, *covariates])
    if missing:
        raise BadData(f"{missing} cases lack a covariate: impute or leave them out first")
    t = zero_one(table, treated)
    logit = _propensity(table, treated, covariates)
    width = caliper * float(np.std(logit, ddof=1))
    free = set(np.flatnonzero(t == 0).tolist())
    pairs = []
    for case in np.random.default_rng(seed).permutation(np.flatnonzero(t == 1)):
        if not free:
            break
        others = np.array(sorted(free))
        nearest = int(others[np.argmin(np.abs(logit[others] - logit[case]))])
        if abs(logit[nearest] - logit[case]) <= width:
            pairs.append((int(case), nearest))
            free.remove(nearest)
    if len(pairs) < 2:
        raise BadData(f"found {len(pairs)} matched pairs within the caliper: the groups are not comparable")
    weights = np.zeros(len(t))
    for pair in pairs:
        weights[list(pair)] = 1
    left = int(t.sum()) - len(pairs)
    return Matched(
        weights, balance(table, treated, covariates, weights), len(pairs), len(pairs), left, PROPENSITY, tuple(pairs)
    )


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
