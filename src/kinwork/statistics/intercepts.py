"""Random intercepts by restricted maximum likelihood, with degrees of freedom for few units.

Everything follows from the sums of each unit, so that one step costs as much as there are units, not cases. Ours,
because statsmodels gives normal p, however few the units are, and no answer where the variance between them is zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize

from .data_files import Numbers
from .problems import BadData

LEAST = 1e-8  # of the residual variance: below, a variance is at zero


@dataclass(frozen=True)
class Fit:
    """Fixed effects with errors and degrees of freedom; variances within and between (unit, then authority)."""

    values: Numbers
    errors: Numbers
    df: Numbers
    within: float
    between: tuple[float, ...]


class _Sums:
    """What the likelihood needs of the cases: the sums of each unit, and of all."""

    def __init__(self, y: Numbers, x: Numbers, units: Any, groups: Any | None) -> None:
        both = np.column_stack([x, y])
        self.n, self.p = x.shape
        _, codes = np.unique(units, return_inverse=True)
        self.sizes = np.bincount(codes).astype(np.float64)
        self.sums = np.stack([np.bincount(codes, column) for column in both.T], axis=1)
        self.whole = both.T @ both
        self.of_group = None
        if groups is not None:
            first = np.zeros(len(self.sizes), dtype=np.int64)
            first[codes] = np.unique(groups, return_inverse=True)[1]
            self.of_group = first

    def at(self, ratios: Numbers) -> tuple[Numbers, float]:
        """[X y]' W⁻¹ [X y] and log |W|, for variances between as ``ratios`` of that within."""
        inside = 1 / (1 + self.sizes * ratios[0])
        found = self.whole - (self.sums * (ratios[0] * inside)[:, None]).T @ self.sums
        log = -float(np.log(inside).sum())
        if self.of_group is not None:
            count = int(self.of_group.max()) + 1
            weight = np.bincount(self.of_group, self.sizes * inside, minlength=count)
            parts = np.zeros((count, found.shape[0]))
            np.add.at(parts, self.of_group, self.sums * inside[:, None])
            found = found - (parts * (ratios[1] / (1 + ratios[1] * weight))[:, None]).T @ parts
            log += float(np.log1p(ratios[1] * weight).sum())
        return found, log

    def solved(self, ratios: Numbers) -> tuple[Numbers, Numbers, float, float]:
        """Fixed effects, the inverse of X'W⁻¹X, the residual sum of squares and the two log determinants."""
        found, log = self.at(ratios)
        inner, right = found[: self.p, : self.p], found[: self.p, self.p]
        root = np.linalg.cholesky(inner)
        inverse: Numbers = np.asarray(np.linalg.inv(inner), dtype=np.float64)
        values = inverse @ right
        rest = float(found[self.p, self.p] - right @ values)
        return values, inverse, rest, log + 2 * float(np.log(np.diag(root)).sum())


def fit(y: Numbers, x: Numbers, units: Any, groups: Any | None = None) -> Fit:
    """The model by REML: ``y`` shape (n,), ``x`` (n, p) with its constant, ``units`` within ``groups`` if given.

    Degrees of freedom of each coefficient by Satterthwaite (Giesbrecht & Burns 1985); a variance at zero has no part in
    them. BadData where nothing varies once the predictors are known.
    """
    middle, scale = float(y.mean()), float(np.std(y))
    spread = np.where(np.ptp(x, axis=0) > 0, np.std(x, axis=0), 1.0)
    sums = _Sums((y - middle) / scale, x / spread, units, groups)
    free = sums.n - sums.p
    if sums.solved(np.zeros(2))[2] < 1e-12 * sums.n:
        raise BadData("the predictors tell the outcome exactly: nothing is left for units to differ in")

    def deviance(roots: Numbers) -> float:
        _, _, rest, log = sums.solved(np.asarray(roots) ** 2)
        return float(free * math.log(max(rest, 1e-300) / free) + log)

    roots = _least(deviance, 1 if groups is None else 2)
    ratios = np.where(roots**2 < LEAST, 0.0, roots**2)
    values, inverse, rest, _ = sums.solved(ratios)
    within = rest / free
    df = _satterthwaite(sums, within, ratios, np.diag(inverse) * within)
    found, errors = values * scale / spread, np.sqrt(np.diag(inverse) * within) * scale / spread
    constant = int(np.flatnonzero(np.ptp(x, axis=0) == 0)[0])
    found[constant] += middle / x[0, constant]
    between = tuple(float(ratio * within * scale**2) for ratio in ratios)
    return Fit(found, errors, df, within * scale**2, between)


def _least(deviance: Callable[[Numbers], float], count: int) -> Numbers:
    """The roots of the ratios with the least deviance, from a coarse look everywhere."""
    steps = np.array([0.0, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 1.6, 2.5, 4.0, 8.0, 20.0, 60.0])
    if count == 1:
        seen = [deviance(np.array([step])) for step in steps]
        at = int(np.argmin(seen))
        low, high = steps[max(0, at - 1)], steps[at + 1] if at + 1 < len(steps) else 1e4
        found = optimize.minimize_scalar(
            lambda root: deviance(np.array([root])), bounds=(low, high), method="bounded", options={"xatol": 1e-9}
        )
        best = np.array([found.x])
        return best if found.fun < seen[0] - 1e-10 else np.zeros(1)
    starts = sorted((deviance(np.array([a, b])), a, b) for a in steps[::2] for b in steps[::2])
    best, least = np.zeros(2), deviance(np.zeros(2))
    for _, a, b in starts[:2]:
        found = optimize.minimize(
            lambda roots: deviance(np.abs(roots)),
            np.array([a, b]) + 1e-3,
            method="Nelder-Mead",
            options={"xatol": 1e-8, "fatol": 1e-11, "maxiter": 4000},
        )
        if found.fun < least - 1e-10:
            best, least = np.abs(found.x), float(found.fun)
    for place in range(2):  # a variance that is as well at zero is at zero
        zero = best.copy()
        zero[place] = 0.0
        if deviance(zero) <= least + 1e-9:
            best = zero
    return np.asarray(best)


def _satterthwaite(sums: _Sums, within: float, ratios: Numbers, variances: Numbers) -> Numbers:
    """2 v² / Var(v) of each coefficient's variance v, by the curvature of the likelihood at its best."""
    inside = np.flatnonzero(ratios > 0)
    at = np.log(np.concatenate([[within], ratios[inside] * within]))
    free = sums.n - sums.p

    def parts(logs: Numbers) -> tuple[Numbers, float]:
        sigma = math.exp(logs[0])
        moved = np.zeros(len(ratios))
        moved[inside] = np.exp(logs[1:] - logs[0])
        _, inverse, rest, log = sums.solved(moved)
        return np.diag(inverse) * sigma, free * logs[0] + log + rest / sigma

    step, size = 1e-3, len(at)
    unit = np.eye(size) * step
    slopes = np.stack([(parts(at + unit[i])[0] - parts(at - unit[i])[0]) / (2 * step) for i in range(size)])
    curve = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            corners = [parts(at + a * unit[i] + b * unit[j])[1] for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
            curve[i, j] = (corners[0] - corners[1] - corners[2] + corners[3]) / (4 * step**2)
    spread = 2 * np.linalg.pinv(curve)
    uncertain = np.einsum("ip,ij,jp->p", slopes, spread, slopes)
    df = 2 * variances**2 / np.maximum(uncertain, 1e-300)
    return np.asarray(np.clip(df, 1.0, free))
