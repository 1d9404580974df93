"""Missing values filled several times over, so that the interval knows they were missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import polars as pl
from scipy import stats

from .data_files import Numbers
from .frames import Cases, frame
from .problems import BadData
from .results import Estimate, Group, Interval, Result

REFERENCE = "Rubin 1987, pooled with Barnard & Rubin 1999 degrees of freedom; chained equations (van Buuren 2018)."


def impute(
    cases: Cases, columns: Sequence[str], *, times: int = 20, rounds: int = 10, seed: int = 20130601
) -> list[pl.DataFrame]:
    """``times`` complete copies of ``cases``: chained equations, each column from the others by predictive means.

    Numeric columns only; name also those that help to predict. A filled value is always one that somebody had
    (the 5 nearest donors), so that scales keep their steps. BadData for texts or a column without any value.
    """
    table = frame(cases)
    if len(columns) < 2:
        raise BadData("found 1 column, expected at least 2: nothing predicts what is missing")
    arrays = []
    for name in columns:
        if name not in table.columns:
            raise BadData(f"no column '{name}', expected one of: {', '.join(table.columns)}")
        if not table[name].dtype.is_numeric():
            raise BadData(f"column '{name}': found text, expected numbers")
        arrays.append(table[name].cast(pl.Float64).fill_null(math.nan).to_numpy())
    data = np.stack(arrays, axis=1).astype(np.float64)
    gone = np.isnan(data)
    if np.any((~gone).sum(axis=0) < 5):
        few = columns[int(np.flatnonzero((~gone).sum(axis=0) < 5)[0])]
        raise BadData(f"column '{few}': fewer than 5 values are known, too few to learn from")
    rng = np.random.default_rng(seed)
    # rows in the order of what they hold, so that the same cases are filled alike in whatever order they stand
    order = np.lexsort(np.nan_to_num(data, nan=-np.inf).T[::-1])
    back = np.argsort(order)
    data, gone = data[order], gone[order]
    copies = []
    for _ in range(times):
        filled = data.copy()
        for j in range(data.shape[1]):
            filled[gone[:, j], j] = rng.choice(data[~gone[:, j], j], int(gone[:, j].sum()))
        for _ in range(rounds):
            for column in np.flatnonzero(gone.any(axis=0)).tolist():
                _fill(filled, gone[:, column], column, rng)
        copies.append(table.with_columns(**{name: pl.Series(filled[back, j]) for j, name in enumerate(columns)}))
    return copies


def _fill(filled: Numbers, gone: Numbers, j: int, rng: np.random.Generator, donors: int = 5) -> None:
    """One column by predictive mean matching with coefficients drawn from their posterior."""
    mask = np.asarray(gone, dtype=bool)
    x = np.column_stack([np.ones(len(filled)), np.delete(filled, j, axis=1)])
    known, y = x[~mask], filled[~mask, j]
    inverse = np.linalg.pinv(known.T @ known + 1e-8 * np.eye(x.shape[1]))
    best = inverse @ known.T @ y
    df = max(1, len(y) - x.shape[1])
    sigma = math.sqrt(float(((y - known @ best) ** 2).sum()) / rng.chisquare(df))
    root = np.linalg.cholesky(inverse + 1e-12 * np.eye(x.shape[1]))
    drawn = best + sigma * root @ rng.standard_normal(x.shape[1])
    distance = np.abs((x[mask] @ drawn)[:, None] - (known @ best)[None, :])
    nearest = np.argsort(distance, axis=1)[:, : min(donors, len(y))]
    pick = rng.integers(nearest.shape[1], size=len(nearest))
    filled[mask, j] = y[nearest[np.arange(len(nearest)), pick]]


def pool(
    copies: Sequence[pl.DataFrame],
    analysis: Callable[[pl.DataFrame], tuple[float, float]],
    *,
    name: str = "estimate",
    df_complete: float = math.inf,
    level: float = 0.95,
) -> Result:
    """Rubin's rules over ``analysis`` of each copy, which gives (estimate, standard error).

    >>> import polars as pl
    >>> copies = [pl.DataFrame({"x": [1.0, 2, 3]}), pl.DataFrame({"x": [1.0, 2, 6]})]
    >>> pool(copies, lambda copy: (float(copy["x"].mean()), 0.5)).estimate.value
    2.5
    """
    if len(copies) < 2:
        raise BadData(f"found {len(copies)} copies, expected at least 2 (20 is usual)")
    found = np.array([analysis(copy) for copy in copies], dtype=np.float64)
    m = len(found)
    value, within = float(found[:, 0].mean()), float((found[:, 1] ** 2).mean())
    between = float(found[:, 0].var(ddof=1))
    total = within + (1 + 1 / m) * between
    if not np.all(np.isfinite(found)) or np.any(found[:, 1] < 0):
        raise BadData("the analysis gave no number, or an error below zero, for some copy")
    if total <= 0:
        raise BadData(f"every copy gives {value:g} with an error of 0: without any error no test is possible")
    lost = (1 + 1 / m) * between / total if total else 0.0
    df = (m - 1) / lost**2 if lost > 1e-12 else math.inf
    if math.isfinite(df_complete):
        seen = (df_complete + 1) / (df_complete + 3) * df_complete * (1 - lost)
        df = 1 / (1 / df + 1 / seen) if math.isfinite(df) else seen
    error = math.sqrt(total)
    wide = min(df, 1e9)
    half = float(stats.t.ppf((1 + level) / 2, wide)) * error
    return Result(
        test=f"pooled over {m} imputations",
        p=float(2 * stats.t.sf(abs(value / error), wide)),
        groups=(Group("cases", len(copies[0])),),
        reference=REFERENCE,
        symbol="t",
        statistic=value / error,
        df=(wide,),
        estimate=Estimate(name, value, Interval(value - half, value + half, level)),
        more=(Estimate("share of variance due to missing values", lost),),
        assumptions=("Whether a value is missing depends only on what was measured (missing at random).",),
    )
