"""Cost avoidance and break-even: what a service must prevent to pay for itself, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from .data_files import Numbers
from .problems import BadData
from .results import Estimate, Interval
from .unit_costs import data


@dataclass(frozen=True)
class Avoided:
    """Pounds. ``q`` is the share of the potential cost that would have come true; ``net`` = q × potential − actual −
    own; ``break_even`` the q at which net is zero: above 1 the service cannot pay for itself."""

    potential: float
    actual: float
    own: float
    q: float
    net: float
    break_even: float


def cost_avoidance(potential: float, actual: float, *, q: float = 1.0, own: float = 0.0) -> Avoided:
    """Cost avoided in pounds. ``own`` is the service's own cost, which the evaluation left out.

    Source: Bostock et al. 2017 for q = 1 and q = 0.5; here any q.

    >>> la1 = cost_avoidance(795_570, 102_461, q=0.5)
    >>> la1.net, round(la1.break_even, 3)
    (295324.0, 0.129)
    """
    for name, value in (("potential", potential), ("actual", actual), ("own", own)):
        if not (math.isfinite(value) and value >= 0):
            raise BadData(f"found {name} cost {value}, expected pounds, not negative")
    if not 0 <= q <= 1:
        raise BadData(f"found q = {q}, expected a share from 0 to 1")
    if potential == 0:
        raise BadData("the potential cost is 0: there was nothing to avoid")
    return Avoided(potential, actual, own, q, q * potential - actual - own, (actual + own) / potential)


def keeping_families_together() -> dict[str, dict[str, float]]:
    """The evaluation's five authorities: children referred and entered, potential and actual cost in pounds."""
    rows: list[dict[str, Any]] = data("unit_costs.yaml")["keeping_families_together"]["authorities"]
    return {row["name"]: {key: float(value) for key, value in row.items() if key != "name"} for row in rows}


@dataclass(frozen=True)
class ValueForMoney:
    """The programme's box 1. Pounds; ``children_needed`` is whole children at ``saving_per_child``.

    ``kind`` "statutory": things must get better, savings are real. "preventive": things must not get worse, and what
    was saved is hypothetical; the two are never added up.
    """

    cost_per_child: float
    required_per_child: float
    required: float
    saving: float
    children_needed: int
    pays: bool
    kind: str

    def __str__(self) -> str:
        saved = "saved" if self.kind == "statutory" else "hypothetically saved"
        verdict = "returns" if self.pays else "does not return"
        return (
            f"£{self.saving:,.0f} {saved} of £{self.required:,.0f} required: {verdict} what is asked of it; "
            f"break-even at {self.children_needed} children"
        )


def value_for_money(
    annual_cost: float, children: int, saving_per_child: float, *, required_return: float = 1.0, kind: str = "statutory"
) -> ValueForMoney:
    """Whether a service returns its cost and ``required_return`` × its cost more (1.0 = 100 %).

    >>> box = value_for_money(100_000, 20, 8_000)
    >>> box.cost_per_child, box.required_per_child, box.required, box.children_needed
    (5000.0, 10000.0, 200000.0, 25)
    """
    if kind not in ("statutory", "preventive"):
        raise BadData(f"found kind '{kind}', expected statutory or preventive")
    if annual_cost <= 0 or children < 1 or saving_per_child <= 0 or required_return < 0:
        raise BadData("a cost and a saving above 0, at least 1 child and a return of 0 or more are needed")
    required = annual_cost * (1 + required_return)
    needed = math.ceil(round(required / saving_per_child, 9))
    saving = saving_per_child * children
    return ValueForMoney(
        annual_cost / children, required / children, required, saving, needed, saving >= required, kind
    )


def break_even_families(annual_cost: float, avoided_per_family: float) -> int:
    """Fewest families a year at which a service costs no more than it avoids."""
    if annual_cost <= 0 or avoided_per_family <= 0:
        raise BadData("a cost and an avoided cost above 0 are needed")
    return math.ceil(round(annual_cost / avoided_per_family, 9))


@dataclass(frozen=True)
class Uncertain:
    """An input with how sure it is: its expected value, and its distribution's quantile function."""

    expected: float
    quantile: Callable[[Numbers], Numbers]


def share(count: int, n: int) -> Uncertain:
    """A share seen as ``count`` of ``n`` (Jeffreys' beta)."""
    if not 0 <= count <= n or n < 1:
        raise BadData(f"found {count} of {n}, expected a count from 0 to n")
    return Uncertain((count + 0.5) / (n + 1), stats.beta(count + 0.5, n - count + 0.5).ppf)


def pounds(mean: float, se: float) -> Uncertain:
    """A cost with its standard error (gamma: never negative, skewed as costs are)."""
    if mean <= 0 or se <= 0:
        raise BadData(f"found mean {mean}, se {se}; expected both above 0")
    return Uncertain(mean, stats.gamma((mean / se) ** 2, scale=se**2 / mean).ppf)


def between(low: float, likely: float, high: float) -> Uncertain:
    """A judgement: lowest, likeliest, highest (triangular)."""
    if not low <= likely <= high or low == high:
        raise BadData(f"found {low}, {likely}, {high}; expected lowest ≤ likeliest ≤ highest")
    distribution = stats.triang((likely - low) / (high - low), loc=low, scale=high - low)
    return Uncertain((low + likely + high) / 3, distribution.ppf)


@dataclass(frozen=True)
class Sensitivity:
    """``estimate``: mean result with its interval; ``above_zero``: chance that the result is positive; ``swings``:
    input → (result at its 2.5th, at its 97.5th percentile, others as expected), the data of a tornado chart."""

    estimate: Estimate
    above_zero: float
    base: float
    swings: dict[str, tuple[float, float]]
    draws: Numbers


def sensitivity(
    inputs: Mapping[str, Uncertain],
    model: Callable[..., Any],
    *,
    draws: int = 10_000,
    level: float = 0.95,
    seed: int = 20130601,
) -> Sensitivity:
    """Probabilistic sensitivity of ``model(**inputs)``, by Latin hypercube (McKay et al. 1979), and one-way swings.

    ``model`` takes each input by name as an array of shape (draws,) or a number, and gives pounds alike.

    >>> kft = {"q": between(0.1, 0.4, 0.7), "care": pounds(549_014, 60_000)}
    >>> found = sensitivity(kft, lambda q, care: q * 3_665_499 - care)
    >>> round(found.above_zero, 1) >= 0.9
    True
    """
    if not inputs:
        raise BadData("found no uncertain inputs")
    sample = stats.qmc.LatinHypercube(len(inputs), rng=np.random.default_rng(seed)).random(draws)
    drawn = {name: uncertain.quantile(sample[:, i]) for i, (name, uncertain) in enumerate(inputs.items())}
    results = np.asarray(model(**drawn), dtype=np.float64)
    if results.shape != (draws,) or not np.all(np.isfinite(results)):
        raise BadData("the model must give one finite number for each draw of its inputs")
    expected = {name: uncertain.expected for name, uncertain in inputs.items()}
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    swings = {}
    for name, uncertain in inputs.items():
        low, high = uncertain.quantile(tails)
        swings[name] = (float(model(**{**expected, name: low})), float(model(**{**expected, name: high})))
    low, high = np.quantile(results, tails)
    return Sensitivity(
        Estimate("result", float(results.mean()), Interval(float(low), float(high), level), "£"),
        float((results > 0).mean()),
        float(model(**expected)),
        swings,
        results,
    )
