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

CR = "Cluster-robust sandwich (Liang & Zeger 1986) with t of clusters − 1 (Cameron & Miller 2015)."
HC3 = "Ordinary least squares; heteroscedasticity-robust HC3 (MacKinnon & White 1985)."


@dataclass(frozen=True)
class Coefficient:
    """One predictor: its estimate with interval, standard error, t or z, p, and p by Holm among the predictors."""

    name: str
    estimate: Estimate
    se: float
    statistic: float
    p: float
    p_adjusted: float


@dataclass(frozen=True)
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


def coefficients(
    names: Sequence[str],
    values: Numbers,
    errors: Numbers,
    *,
    df: float = math.inf,
    level: float = 0.95,
    as_ratio: str = "",
) -> tuple[Coefficient, ...]:
    """Rows of a regression table; ``as_ratio`` names what exp(b) is (an odds ratio), '' keeps b itself."""
    t = values / errors
    p = 2 * stats.t.sf(np.abs(t), df) if math.isfinite(df) else 2 * stats.norm.sf(np.abs(t))
    half = float(stats.t.ppf((1 + level) / 2, df) if math.isfinite(df) else stats.norm.ppf((1 + level) / 2)) * errors
    tested = [i for i, name in enumerate(names) if name != "constant"]
    adjusted = dict(zip(tested, adjust([float(p[i]) for i in tested]), strict=True)) if tested else {}
    rows = []
    for i, name in enumerate(names):
        limits = (values[i], values[i] - half[i], values[i] + half[i])
        value, low, high = (math.exp(min(x, 700)) if as_ratio else float(x) for x in limits)
        estimate = Estimate(as_ratio or "b", value, Interval(low, high, level))
        adjusted_p = adjusted.get(i, float(p[i]))
        rows.append(Coefficient(name, estimate, float(errors[i]), float(t[i]), float(p[i]), adjusted_p))
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

    ``variances`` gives each level's variance and the share of it that lies between units: the intraclass
    correlation. Source: Laird & Ware 1982.
    """
    import statsmodels.api as sm

    table, missing = complete(cases, [outcome, *predictors, unit, *([authority] if authority else [])])
    y = floats(table, outcome)
    x, names = design(table, predictors)
    codes, count = _clusters(table, authority or unit)
    parts: dict[str, Any] = {}
    if authority:
        from statsmodels.regression.mixed_linear_model import VCSpec

        mats, labels = [], []
        units = table[unit].cast(pl.String).to_numpy()
        for code in range(count):
            inside = units[codes == code]
            known = sorted(set(inside))
            mats.append(np.array([[float(a == b) for b in known] for a in inside]))
            labels.append([str(name) for name in known])
        parts["exog_vc"] = VCSpec(["unit"], [labels], [mats])
        parts["exog_re"] = np.ones((len(y), 1))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a variance at zero is a finding, said below
        fit = sm.MixedLM(y, x, groups=codes, **parts).fit(reml=True)
    k = len(names)
    within = float(fit.scale)
    between = float(np.asarray(fit.cov_re).ravel()[0])
    variances = [("authority" if authority else "unit", between)]
    if authority:
        variances.append(("unit", float(fit.vcomp[0])))
    total = within + sum(value for _, value in variances)
    units_share = sum(value for _, value in variances) / total
    plural = {"unit": "units", "authority": "authorities"}
    zero = tuple(
        f"The variance between {plural[name]} is at zero." for name, value in variances if value < 1e-6 * total
    )
    return Model(
        f"mixed model, {'three' if authority else 'two'} levels",
        outcome,
        len(y),
        missing,
        count,
        coefficients(names, np.asarray(fit.fe_params), np.asarray(fit.bse_fe)[:k], level=level),
        Estimate("intraclass correlation", units_share),
        ("Random intercepts and residuals are taken as normal.", *few_clusters(count), *zero),
        "Laird & Ware 1982, restricted maximum likelihood.",
        (
            *(Estimate(f"variance between {plural[n]}", v) for n, v in variances),
            Estimate("variance within units", within),
        ),
    )
