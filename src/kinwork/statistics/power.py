"""How many cases, or how small an effect: power with families clustered in units."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import optimize, stats

from .problems import BadData

REFERENCE = "Donner & Klar 2000: design effect 1 + (m(1 + cv²) − 1) ICC, t of clusters − 2 degrees of freedom."


@dataclass(frozen=True)
class Plan:
    """Two arms of a study. ``effect`` in standard deviations; ``n`` and ``clusters`` per arm."""

    effect: float
    n: float
    power: float
    alpha: float
    clusters: float | None
    design_effect: float
    reference: str = REFERENCE


def design_effect(cluster_size: float, icc: float, cv: float = 0.0) -> float:
    """How many times more cases clusters need: mean size m, intraclass correlation, variation of sizes.

    >>> design_effect(10, 0.05)
    1.45
    """
    if not 0 <= icc <= 1:
        raise BadData(f"found intraclass correlation {icc}, expected 0 to 1")
    if cluster_size < 1 or cv < 0:
        raise BadData(f"found cluster size {cluster_size}, cv {cv}; expected a size of at least 1 and cv not negative")
    return 1 + (cluster_size * (1 + cv**2) - 1) * icc


def _checked(alpha: float, **shares: float) -> None:
    for name, value in {"alpha": alpha, **shares}.items():
        if not 0 < value < 1:
            raise BadData(f"found {name} {value}, expected between 0 and 1")


def power(
    effect: float,
    n: float,
    *,
    ratio: float = 1.0,
    cluster_size: float = 1.0,
    icc: float = 0.0,
    cv: float = 0.0,
    alpha: float = 0.05,
) -> Plan:
    """Power of a two-sided comparison of two means: ``n`` in the first arm, ``ratio`` × n in the second.

    With ``cluster_size`` > 1 whole units are in an arm. The noncentral t, so exact for unclustered normal data.

    >>> round(power(0.5, 64).power, 3)
    0.801
    """
    _checked(alpha)
    if n < 2 or ratio <= 0:
        raise BadData(f"found n {n}, ratio {ratio}; expected at least 2 cases in the first arm and a positive ratio")
    deff = design_effect(cluster_size, icc, cv)
    clustered = cluster_size > 1
    df = (n * (1 + ratio)) / cluster_size - 2 if clustered else n * (1 + ratio) - 2
    if df <= 0:
        raise BadData(f"found {n * (1 + ratio) / cluster_size:.1f} clusters in both arms, expected more than 2")
    ncp = abs(effect) * math.sqrt(n * ratio / (1 + ratio) / deff)
    critical = float(stats.t.ppf(1 - alpha / 2, df))
    found = float(stats.nct.sf(critical, df, ncp) + stats.nct.cdf(-critical, df, ncp)) if ncp else alpha
    if not math.isfinite(found):  # so far from zero that the noncentral t cannot be computed
        found = float(stats.norm.cdf(ncp - critical))
    return Plan(effect, n, found, alpha, n / cluster_size if clustered else None, deff)


def minimum_detectable_effect(
    n: float,
    *,
    wanted: float = 0.8,
    ratio: float = 1.0,
    cluster_size: float = 1.0,
    icc: float = 0.0,
    cv: float = 0.0,
    alpha: float = 0.05,
) -> Plan:
    """The smallest effect (in standard deviations) found with power ``wanted``.

    >>> round(minimum_detectable_effect(64).effect, 2)
    0.5
    """
    _checked(alpha, power=wanted)

    def at(effect: float) -> Plan:
        return power(effect, n, ratio=ratio, cluster_size=cluster_size, icc=icc, cv=cv, alpha=alpha)

    high = 1.0
    while at(high).power < wanted:
        high *= 2
        if high > 64:
            raise BadData("no effect of any size would be found with that power: take more clusters")
    return at(float(optimize.brentq(lambda d: at(d).power - wanted, 1e-6, high)))


def cases_needed(
    effect: float,
    *,
    wanted: float = 0.8,
    ratio: float = 1.0,
    cluster_size: float = 1.0,
    icc: float = 0.0,
    cv: float = 0.0,
    alpha: float = 0.05,
) -> Plan:
    """Cases in the first arm (whole clusters if clustered) for power ``wanted``.

    >>> cases_needed(0.5).n
    64
    """
    _checked(alpha, power=wanted)
    if effect == 0:
        raise BadData("found effect 0: no number of cases finds what is not there")
    step = max(1, int(cluster_size))
    low, high = 1, 2
    least = max(2, math.ceil(3 / (1 + ratio)))

    def at(steps: int) -> Plan:
        return power(
            effect, max(steps * step, least), ratio=ratio, cluster_size=cluster_size, icc=icc, cv=cv, alpha=alpha
        )

    def enough(steps: int) -> bool:
        clusters = steps * step * (1 + ratio) / cluster_size
        return (cluster_size == 1 or clusters > 2) and at(steps).power >= wanted

    while not enough(high):
        low, high = high, 2 * high
        if high > 10_000_000:
            raise BadData("more than ten million cases would be needed")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return at(high)
