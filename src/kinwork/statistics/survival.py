"""Time until something happens (a child enters care), when for some it has not happened yet."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import stats

from .data_files import Numbers, valid
from .problems import BadData
from .results import Estimate, Group, Interval, Result
from .ties import settled


@dataclass(frozen=True)
class Curve:
    """Kaplan–Meier: ``table`` has time, at_risk, events, survival, low, high (log-log interval, Kalbfleisch &
    Prentice 1980). ``median`` has value inf where fewer than half had the event."""

    name: str
    n: int
    events: int
    table: pl.DataFrame
    median: Estimate

    def at(self, time: float) -> float:
        """Share without the event by ``time``."""
        before = self.table.filter(pl.col("time") <= time)
        return float(before["survival"][-1]) if len(before) else 1.0


def _checked(times: Sequence[float], events: Sequence[int], where: str) -> tuple[Numbers, Numbers]:
    t, missing = valid(times, f"{where}: times")
    e, gone = valid(events, f"{where}: events")
    if missing or gone or len(t) != len(e):
        raise BadData(f"{where}: every case needs a time and whether the event happened; {missing + gone} missing")
    if len(t) < 2:
        raise BadData(f"{where}: found {len(t)} cases, expected at least 2")
    if np.any(t < 0):
        raise BadData(f"{where}: found a time below zero")
    if not set(np.unique(e)) <= {0.0, 1.0}:
        raise BadData(f"{where}: events must be 1 (happened) or 0 (not yet, time = last known)")
    return settled(t), e


def kaplan_meier(times: Sequence[float], events: Sequence[int], *, name: str = "all", level: float = 0.95) -> Curve:
    """The curve of cases still without the event; ``times`` in any unit, ``events`` 1 happened, 0 censored.

    >>> curve = kaplan_meier([2, 4, 4, 6, 8], [1, 1, 0, 1, 0])
    >>> [round(x, 2) for x in curve.table["survival"]]
    [0.8, 0.6, 0.3]
    """
    t, e = _checked(times, events, name)
    z = float(stats.norm.ppf((1 + level) / 2))
    survival, greenwood, rows = 1.0, 0.0, []
    ordered = np.sort(t)
    when, deaths = np.unique(t[e == 1], return_counts=True)
    risks = len(t) - np.searchsorted(ordered, when, side="left")
    for time, at_risk, died in zip(when.tolist(), risks.tolist(), deaths.tolist(), strict=True):
        survival *= 1 - died / at_risk
        if at_risk > died:
            greenwood += died / (at_risk * (at_risk - died))
        low, high = 0.0, 0.0 if survival == 0 else 1.0
        if 0 < survival < 1:
            half = z * math.sqrt(greenwood) / abs(math.log(survival))
            low, high = survival ** math.exp(half), survival ** math.exp(-half)
        rows.append((time, at_risk, died, survival, low, high))
    schema = {"time": pl.Float64, "at_risk": pl.Int64, "events": pl.Int64}
    schema |= {"survival": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    table = pl.DataFrame(rows, schema=schema, orient="row")

    def first_below(column: str) -> float:
        below = table.filter(pl.col(column) <= 0.5)
        return float(below["time"][0]) if len(below) else math.inf

    median = Estimate("median time", first_below("survival"), Interval(first_below("low"), first_below("high"), level))
    return Curve(name, len(t), int(e.sum()), table, median)


def log_rank(groups: Mapping[str, tuple[Sequence[float], Sequence[int]]], level: float = 0.95) -> Result:
    """Whether groups' curves differ; ``groups``: name → (times, events). Effect for two: hazard ratio (Cox).

    Source: Mantel 1966; Cox 1972.
    """
    from statsmodels.duration.hazard_regression import PHReg
    from statsmodels.duration.survfunc import survdiff

    if len(groups) < 2:
        raise BadData(f"found {len(groups)} group, expected at least 2 to compare")
    parts = {name: _checked(times, events, name) for name, (times, events) in groups.items()}
    t = settled(np.concatenate([part[0] for part in parts.values()]))
    e = np.concatenate([part[1] for part in parts.values()])
    codes = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts.values()])
    if e.sum() == 0:
        raise BadData("the event happened to no one: there is nothing to compare")
    chi2, p = survdiff(t, e, codes)
    effect = None
    if len(parts) == 2 and all(part[1].sum() for part in parts.values()):
        names = list(parts)
        name = f"hazard ratio {names[0]} v {names[1]}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # whether it converged is asked below
            fit = PHReg(t, (codes == 0).astype(float)[:, None], status=e, ties="efron").fit()
        b, error = float(fit.params[0]), float(fit.bse[0])
        if math.isfinite(b) and math.isfinite(error) and 0 < error < 10:
            half = float(stats.norm.ppf((1 + level) / 2)) * error
            effect = Estimate(name, math.exp(b), Interval(math.exp(b - half), math.exp(b + half), level))
    return Result(
        test="log-rank test",
        p=float(p),
        groups=tuple(Group(name, len(part[0])) for name, part in parts.items()),
        reference="Mantel 1966; hazard ratio: Cox 1972, ties by Efron.",
        symbol="χ²",
        statistic=float(chi2),
        df=(float(len(parts) - 1),),
        effect=effect,
        assumptions=(
            "Cases censored would have gone on like the others; hazards stay in proportion.",
            f"{int(e.sum())} events.",
        ),
    )
