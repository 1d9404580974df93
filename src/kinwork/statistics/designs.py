"""Before and after with a comparison: ANCOVA, difference in differences, interrupted time series, stepped wedge."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import polars as pl

from .frames import Cases, complete, floats, zero_one
from .problems import BadData
from .regression import Model, coefficients, linear, mixed
from .results import Estimate


def ancova(
    cases: Cases, *, before: str, after: str, group: str, cluster: str | None = None, level: float = 0.95
) -> Model:
    """Difference after (T2) between groups, given before (T1). One row a case; ``group`` 0/1 or texts.

    The usual first choice for two points in time when groups were made by chance (Vickers & Altman 2001). The
    assumption of equal slopes is tested and said. Estimates are in the outcome's unit.
    """
    model = linear(cases, after, [before, group], cluster=cluster, level=level)
    table, _ = complete(cases, [before, after, group])
    codes = table[group].cast(pl.String).rank("dense").to_numpy().astype(float)
    both = table.with_columns(product=pl.Series(floats(table, before) * codes), code=pl.Series(codes))
    slopes = linear(both, after, [before, "code", "product"], level=level)["product"].p
    told = f"Slopes on {before} {'differ' if slopes < 0.05 else 'may be the same'} between groups (p = {slopes:.3f})."
    return dataclasses.replace(
        model,
        test="analysis of covariance",
        assumptions=(told, f"{before} is measured before anything could have changed it.", *model.assumptions),
    )


def difference_in_differences(
    cases: Cases, *, outcome: str, treated: str, after: str, cluster: str, level: float = 0.95
) -> Model:
    """How much more the treated changed than the others. One row per case and time; ``treated`` and ``after`` 0/1.

    Errors are robust within ``cluster`` (the case or, better, its unit). The coefficient that answers is "effect".

    >>> rows = {"y": [1.0, 2, 1, 2, 4, 6, 1, 3], "t": [1, 1, 0, 0, 1, 1, 0, 0], "a": [0] * 4 + [1] * 4,
    ...         "id": list("abcdabcd")}
    >>> did = difference_in_differences(rows, outcome="y", treated="t", after="a", cluster="id")
    >>> round(did["effect"].estimate.value, 2)  # (5 − 1.5) − (2 − 1.5)
    3.0
    """
    table, missing = complete(cases, [outcome, treated, after, cluster])
    product = zero_one(table, treated) * zero_one(table, after)
    model = linear(
        table.with_columns(effect=pl.Series(product)), outcome, [treated, after, "effect"], cluster=cluster, level=level
    )
    return dataclasses.replace(
        model,
        test="difference in differences",
        missing=missing,
        assumptions=(
            "Without the change both groups would have moved in parallel: two points in time cannot show it.",
            *model.assumptions,
        ),
    )


def interrupted_time_series(
    values: Sequence[float], start: int, *, lag: int | None = None, season: int = 0, level: float = 0.95
) -> Model:
    """A series before and from position ``start`` on (0-based): change of level and change of slope per step.

    ``values``: one per equal step, shape (n,). Errors by Newey & West 1987 with ``lag`` (default 4(n/100)^(2/9),
    at least 1); ``season`` > 0 adds one harmonic of that many steps. Source: Wagner et al. 2002.
    """
    import statsmodels.api as sm
    from statsmodels.stats.stattools import durbin_watson

    y = np.asarray(values, dtype=np.float64)
    n = len(y)
    if np.any(~np.isfinite(y)):
        raise BadData("found a missing or infinite value: the series needs one number at every step")
    if start < 3 or n - start < 3:
        raise BadData(f"found {start} steps before and {n - start} after, expected at least 3 on both sides")
    steps = np.arange(n, dtype=np.float64)
    since = np.maximum(0, steps - start)
    columns = [np.ones(n), steps, (steps >= start).astype(float), since]
    names = ["constant", "slope before", "change of level", "change of slope"]
    if season:
        columns += [np.sin(2 * np.pi * steps / season), np.cos(2 * np.pi * steps / season)]
        names += ["season (sine)", "season (cosine)"]
    if n <= len(columns) + 1:
        raise BadData(f"found {n} steps for {len(columns)} coefficients, expected more")
    lag = max(1, int(4 * (n / 100) ** (2 / 9))) if lag is None else lag
    ordinary = sm.OLS(y, np.column_stack(columns)).fit()
    fit = ordinary.get_robustcov_results("HAC", maxlags=lag, use_correction=True)
    watson = float(durbin_watson(ordinary.resid))
    return Model(
        "interrupted time series",
        "level",
        n,
        0,
        None,
        coefficients(names, np.asarray(fit.params), np.asarray(fit.bse), df=float(n - len(names)), level=level),
        Estimate("R squared", float(ordinary.rsquared)),
        (
            f"Durbin–Watson {watson:.2f} (2 = no autocorrelation); errors allow for it up to lag {lag}.",
            "Nothing else changed at the same time; the trend before would have gone on.",
            *(("Fewer than 8 steps on one side: slopes are loose.",) if min(start, n - start) < 8 else ()),
        ),
        "Wagner et al. 2002, segmented regression; Newey & West 1987.",
    )


def stepped_wedge(cases: Cases, *, outcome: str, cluster: str, period: str, treated: str, level: float = 0.95) -> Model:
    """Clusters that change over one after another: effect given period, random intercept of cluster.

    One row per case; ``treated`` 0/1, ``period`` numbers or texts. Source: Hussey & Hughes 2007. BadData if some
    cluster turns back, or none ever turns.
    """
    table, missing = complete(cases, [outcome, cluster, period, treated])
    zero_one(table, treated)
    turned = table.group_by(cluster, period).agg(pl.col(treated).cast(pl.Float64).mean()).sort(cluster, period)
    for (name,), part in turned.group_by(cluster, maintain_order=True):
        path = part[treated].to_numpy()
        if np.any((path != 0) & (path != 1)):
            raise BadData(f"cluster '{name}': treated and untreated cases in one period")
        if np.any(np.diff(path) < 0):
            raise BadData(f"cluster '{name}': treated and later untreated, a wedge only steps up")
    if table[period].n_unique() < 3:
        raise BadData(f"found {table[period].n_unique()} periods, a stepped wedge needs at least 3")
    # as text, so that every period has an effect of its own; padded, so that they stay in order
    words = table.with_columns(pl.col(period).rank("dense").cast(pl.String).str.zfill(4).alias(period))
    model = mixed(words, outcome, [treated, period], unit=cluster, level=level)
    return dataclasses.replace(
        model,
        test="stepped wedge",
        missing=missing,
        reference="Hussey & Hughes 2007, Design and analysis of stepped wedge cluster randomized trials.",
        assumptions=(
            "Periods act on all clusters alike; the effect is immediate and the same everywhere.",
            *model.assumptions,
        ),
    )
