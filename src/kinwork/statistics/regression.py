"""Regression: linear, logistic, ordinal, mixed; with errors that know of units and authorities."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy import stats

from .adjusted import adjust
from .data_files import Numbers
from .frames import Cases, complete, design, floats, zero_one
from .problems import BadData
from .results import Estimate, Interval, plain
from .wording import p_value

CR = "Cluster-robust sandwich (Liang & Zeger 1986) with t of clusters − 1 (Cameron & Miller 2015)."
HC3 = "Ordinary least squares; heteroscedasticity-robust HC3 (MacKinnon & White 1985)."


@dataclass(frozen=True)
class Coefficient:
    """One predictor: its estimate with interval, standard error, t (z where ``df`` is infinite), p, and p by Holm
    among the predictors."""

    name: str
    estimate: Estimate
    se: float
    statistic: float
    p: float
    p_adjusted: float
    df: float = math.inf


@dataclass(frozen=True, repr=False)
class Model:
    """A fitted model. ``effect`` is R² or its like; ``variances`` those of units and authorities in mixed models."""

    test: str
    outcome: str
    n: int
    missing: int
    clusters: int | None
    coefficients: tuple[Coefficient, ...]
    effect: Estimate | None
    assumptions: tuple[str, ...]
    reference: str
    variances: tuple[Estimate, ...] = ()

    def __getitem__(self, name: str) -> Coefficient:
        for coefficient in self.coefficients:
            if coefficient.name == name:
                return coefficient
        raise KeyError(f"no predictor '{name}', expected one of: {', '.join(c.name for c in self.coefficients)}")

    def as_dict(self) -> dict[str, Any]:
        """Plain lists, texts and numbers, ready for JSON."""
        found: dict[str, Any] = plain(self)
        return found

    def to_dict(self) -> dict[str, Any]:
        """The same as ``as_dict``, by the name that frames call it."""
        return self.as_dict()

    def rows(self) -> list[dict[str, Any]]:
        """What ``to_frame`` has rows of."""
        from .notebook import of_model

        return of_model(self)

    def to_frame(self) -> Any:
        """A polars frame, one row per predictor."""
        from .notebook import to_frame

        return to_frame(self)

    def _repr_html_(self) -> str:
        from .notebook import html_of_model

        return html_of_model(self)

    def __str__(self) -> str:
        found = "; ".join(f"{c.name} {c.estimate}, {p_value(c.p)}" for c in self.coefficients)
        return f"{self.test} of {self.outcome}, n = {self.n}: {found}"

    def __repr__(self) -> str:
        return f"<{self}>"


def coefficients(
    names: Sequence[str],
    values: Numbers,
    errors: Numbers,
    *,
    df: float | Numbers = math.inf,
    level: float = 0.95,
    as_ratio: str = "",
) -> tuple[Coefficient, ...]:
    """Rows of a regression table; ``as_ratio`` names what exp(b) is (an odds ratio), '' keeps b itself."""
    if not np.all(np.isfinite(errors)) or np.any(errors <= 0):
        raise BadData("the predictors tell the outcome exactly, or repeat each other: coefficients have no error")
    t, freedom = values / errors, np.broadcast_to(np.asarray(df, dtype=np.float64), values.shape)
    finite = np.minimum(freedom, 1e9)  # a t of so many is a z
    p = np.where(np.isinf(freedom), 2 * stats.norm.sf(np.abs(t)), 2 * stats.t.sf(np.abs(t), finite))
    tail = (1 + level) / 2
    half = np.where(np.isinf(freedom), stats.norm.ppf(tail), stats.t.ppf(tail, finite)) * errors
    tested = [i for i, name in enumerate(names) if name != "constant"]
    adjusted = dict(zip(tested, adjust([float(p[i]) for i in tested]), strict=True)) if tested else {}
    rows = []
    for i, name in enumerate(names):
        limits = (values[i], values[i] - half[i], values[i] + half[i])
        value, low, high = (math.exp(min(x, 700)) if as_ratio else float(x) for x in limits)
        estimate = Estimate(as_ratio or "b", value, Interval(low, high, level))
        adjusted_p = adjusted.get(i, float(p[i]))
        rows.append(
            Coefficient(name, estimate, float(errors[i]), float(t[i]), float(p[i]), adjusted_p, float(freedom[i]))
        )
    return tuple(rows)


def _clusters(table: pl.DataFrame, cluster: str) -> tuple[Any, int]:
    _, codes = np.unique(table[cluster].cast(pl.String).to_numpy(), return_inverse=True)
    count = int(codes.max()) + 1
    if count < 2:
        raise BadData(f"column '{cluster}': found 1 cluster, expected at least 2")
    return codes, count


def few_clusters(count: int | None) -> tuple[str, ...]:
    """The warning that cluster-robust errors need."""
    if count is None:
        return ("Cases are taken as independent; families within one unit are not: name the cluster.",)
    if count < 30:
        return (f"Only {count} clusters: robust errors are too small below about 30 (Cameron & Miller 2015).",)
    return (f"{count} clusters.",)


def linear(
    cases: Cases, outcome: str, predictors: Sequence[str], *, cluster: str | None = None, level: float = 0.95
) -> Model:
    """Linear regression of ``outcome`` on ``predictors`` (numbers, or texts as categories).

    Errors are robust to unequal variances (HC3), or to dependence within ``cluster``. Complete cases.

    >>> cases = {"score": [1.0, 2, 3, 5, 4, 6], "hours": [0.0, 1, 2, 3, 4, 5]}
    >>> round(linear(cases, "score", ["hours"])["hours"].estimate.value, 2)
    0.94
    """
    import statsmodels.api as sm

    table, missing = complete(cases, [outcome, *predictors, *([cluster] if cluster else [])])
    y = floats(table, outcome)
    x, names = design(table, predictors)
    count = None
    if cluster:
        codes, count = _clusters(table, cluster)
        fit = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": codes}, use_t=True)
        df = float(count - 1)
    else:
        fit = sm.OLS(y, x).fit(cov_type="HC3", use_t=True)
        df = float(fit.df_resid)
    return Model(
        "linear regression",
        outcome,
        len(y),
        missing,
        count,
        coefficients(names, np.asarray(fit.params), np.asarray(fit.bse), df=df, level=level),
        Estimate("R squared", float(fit.rsquared)),
        ("Effects are straight lines and add up.", *few_clusters(count)),
        CR if cluster else HC3,
    )


def logistic(
    cases: Cases, outcome: str, predictors: Sequence[str], *, cluster: str | None = None, level: float = 0.95
) -> Model:
    """Logistic regression of a 0/1 ``outcome``; estimates are odds ratios. BadData if a predictor separates it."""
    import statsmodels.api as sm
    from statsmodels.tools.sm_exceptions import PerfectSeparationError, PerfectSeparationWarning

    table, missing = complete(cases, [outcome, *predictors, *([cluster] if cluster else [])])
    y = zero_one(table, outcome)
    x, names = design(table, predictors)
    codes, count = _clusters(table, cluster) if cluster else (None, None)
    kinds: dict[str, Any] = {"cov_type": "cluster", "cov_kwds": {"groups": codes}} if cluster else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", PerfectSeparationWarning)
        try:
            fit = sm.Logit(y, x).fit(disp=0, **kinds)
        except (PerfectSeparationError, PerfectSeparationWarning, np.linalg.LinAlgError):
            raise BadData(f"'{outcome}' is told perfectly by the predictors: odds ratios would be infinite") from None
    if not fit.mle_retvals["converged"] or float(np.max(np.abs(np.asarray(fit.params)))) > 20:
        raise BadData(f"'{outcome}' is told (almost) perfectly by the predictors: odds ratios would be infinite")
    events = int(min(y.sum(), len(y) - y.sum()))
    return Model(
        "logistic regression",
        outcome,
        len(y),
        missing,
        count,
        coefficients(names, np.asarray(fit.params), np.asarray(fit.bse), level=level, as_ratio="odds ratio"),
        Estimate("McFadden's pseudo R squared", float(fit.prsquared)),
        (f"{events} events for {len(names) - 1} predictors; fewer than 10 each is thin.", *few_clusters(count)),
        CR if cluster else "Maximum likelihood (Cox 1958).",
    )


def ordinal(cases: Cases, outcome: str, predictors: Sequence[str], *, level: float = 0.95) -> Model:
    """Proportional-odds regression of an ordered ``outcome`` (numbers in order); odds ratios of one step higher."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    table, missing = complete(cases, [outcome, *predictors])
    y = floats(table, outcome)
    x, names = design(table, predictors)
    _, steps = np.unique(y, return_inverse=True)
    if steps.max() < 2:
        raise BadData(f"column '{outcome}': found 2 categories, take logistic regression")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = OrderedModel(steps, x[:, 1:], distr="logit").fit(method="bfgs", disp=0, maxiter=500)
    k = len(names) - 1
    values, errors = np.asarray(fit.params)[:k], np.asarray(fit.bse)[:k]
    if not np.all(np.isfinite(errors)) or np.max(np.abs(values)) > 20:
        raise BadData(f"'{outcome}' is told (almost) perfectly by the predictors: odds ratios would be infinite")
    return Model(
        "ordinal regression, proportional odds",
        outcome,
        len(y),
        missing,
        None,
        coefficients(names[1:], values, errors, level=level, as_ratio="odds ratio"),
        Estimate("McFadden's pseudo R squared", float(fit.prsquared)),
        ("Each predictor shifts all steps by the same odds (proportional odds).", *few_clusters(None)),
        "McCullagh 1980, Regression models for ordinal data.",
    )


def mixed(
    cases: Cases,
    outcome: str,
    predictors: Sequence[str],
    *,
    unit: str,
    authority: str | None = None,
    level: float = 0.95,
) -> Model:
    """Random intercepts of ``unit`` (two levels) or of units within ``authority`` (three levels), by REML.

    t with Satterthwaite's degrees of freedom, so that p and intervals know how few units there are; with a variance at
    zero the model is ordinary least squares, and says so. ``variances`` gives each level's variance; ``effect`` the
    share of all of it that lies between units: the intraclass correlation. Source: Laird & Ware 1982; Giesbrecht &
    Burns 1985.
    """
    from .intercepts import fit

    table, missing = complete(cases, [outcome, *predictors, unit, *([authority] if authority else [])])
    y = floats(table, outcome)
    x, names = design(table, predictors)
    codes, count = _clusters(table, authority or unit)
    units = table[unit].cast(pl.String).to_numpy()
    if authority:  # units of one name in two authorities are two units
        units = np.array([f"{code} {name}" for code, name in zip(codes, units, strict=True)])
    if len(set(units)) == len(y):
        raise BadData(f"column '{unit}': every case has a unit of its own, so that nothing tells units from cases")
    found = fit(y, x, units, codes if authority else None)
    variances = [("unit", found.between[0]), *([("authority", found.between[1])] if authority else [])][::-1]
    total = found.within + sum(value for _, value in variances)
    plural = {"unit": "units", "authority": "authorities"}
    at_zero = tuple(
        f"The variance between {plural[name]} is at zero: their cases count as independent, which few {plural[name]} "
        "cannot show."
        for name, value in variances
        if value == 0
    )
    told = f"{count} {plural['authority' if authority else 'unit']}; t with Satterthwaite's degrees of freedom"
    return Model(
        f"mixed model, {'three' if authority else 'two'} levels",
        outcome,
        len(y),
        missing,
        count,
        coefficients(names, found.values, found.errors, df=found.df, level=level),
        Estimate("intraclass correlation", sum(value for _, value in variances) / total),
        ("Random intercepts and residuals are taken as normal.", f"{told} (from {found.df.min():.1f}).", *at_zero),
        "Laird & Ware 1982, restricted maximum likelihood; degrees of freedom: Giesbrecht & Burns 1985.",
        (
            *(Estimate(f"variance between {plural[n]}", v) for n, v in variances),
            Estimate("variance within units", found.within),
        ),
    )
