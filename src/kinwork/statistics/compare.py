"""Comparing groups on an outcome, from raw values or from printed n, mean and sd; the choice of test is told."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import stats

from .frames import Cases, by_group
from .means import anova, as_alternative, brown_forsythe_anova, pooled_t, welch_anova, welch_t
from .pairwise import GAMES_HOWELL, TUKEY, games_howell, tukey
from .problems import BadData
from .ranks import kruskal_wallis, mann_whitney
from .results import Result
from .sides import checked_alternative
from .summaries import Sample, Summary, away, checked, counted_from, pooled_variance, samples, varies
from .wording import p_value

_TWO: dict[str, Callable[[Sequence[Summary], float, str], Result]] = {"pooled": pooled_t, "welch": welch_t}
_MANY: dict[str, Callable[[Sequence[Summary], float], Result]] = {
    "anova": anova,
    "welch-anova": welch_anova,
    "brown-forsythe": brown_forsythe_anova,
}
_RANKS = ("mann-whitney", "kruskal-wallis")
TESTS = ("auto", *_TWO, *_MANY, *_RANKS, "permutation")


def compare_groups(
    groups: Mapping[str, Iterable[Any]] | Sequence[Summary] | Cases,
    *,
    by: str | None = None,
    outcome: str | None = None,
    test: str = "auto",
    alternative: str = "two-sided",
    level: float = 0.95,
) -> Result:
    """Compare two or more groups on a measured outcome.

    ``groups``: raw values by group name (None and NaN are missing and counted), a list of ``Summary``, or cases (a
    frame or a mapping of columns) with the names of the columns ``by`` which and on which ``outcome`` to compare.
    ``test``: one of ``TESTS``. "auto" takes pooled t or classic ANOVA when the groups' variances may be equal and
    Welch's version when they differ (p < .05 by Levene from raw values, by Bartlett from summaries), or Brown and
    Forsythe's where a group without variance leaves Welch's undefined; says so in ``choice``, and gives the others in
    ``alternatives``. With three or more groups, ``pairs`` has every pair (Tukey or Games–Howell). ``alternative``
    "less" or "greater" gives a one-sided p of two groups, the first against the second; intervals stay two-sided.
    ``level`` is the intervals' confidence. Values are in the outcome's own unit.

    Raises BadData: fewer than two groups, a group of fewer than two, no variation, text among numbers.
    Source: Levene 1960 with means, as SPSS prints it; Bartlett 1937.

    >>> result = compare_groups({"unit": [3, 4, 4, 5, 3, 4], "team": [2, 3, 2, 3, 4, None]})
    >>> print(result.choice)
    pooled: Levene's test does not show that variances differ, F(1, 9) = 0.10, p = .758
    >>> result.groups[1].missing
    1
    """
    if test not in TESTS:
        raise BadData(f"found test '{test}', expected one of: {', '.join(TESTS)}")
    if not 0 < level < 1:
        raise BadData(f"found level {level}, expected between 0 and 1, such as 0.95")
    checked_alternative(alternative)
    if by is not None or outcome is not None or hasattr(groups, "columns"):
        found = compare_groups(by_group(groups, by, outcome), test=test, alternative=alternative, level=level)
        return dataclasses.replace(found, outcome=str(outcome))
    if isinstance(groups, Mapping):
        raw = samples(dict(groups))
        if alternative != "two-sided" and len(raw) != 2:
            raise BadData(f"alternative '{alternative}' is of two groups, found {len(raw)}")
        if test == "mann-whitney":
            return mann_whitney(raw, level, alternative)
        if test == "kruskal-wallis":
            return kruskal_wallis(raw, level)
        if test == "permutation":
            from .resampling import permutation_test

            return permutation_test(raw, level=level, alternative=alternative)
        start = away(raw)
        near = counted_from(raw, start)
        found = _parametric([sample.summary for sample in near], near, test, level, alternative)
        return _moved_back(found, start)
    if test in _RANKS or test == "permutation":
        raise BadData(f"test '{test}' needs raw values; summaries allow: {', '.join((*_TWO, *_MANY))}")
    printed = _printed(groups)
    if alternative != "two-sided" and len(printed) != 2:
        raise BadData(f"alternative '{alternative}' is of two groups, found {len(printed)}")
    return _parametric(printed, None, test, level, alternative)


def _printed(groups: Any) -> list[Summary]:
    found = list(groups) if isinstance(groups, Iterable) and not isinstance(groups, str) else []
    if not found or not all(isinstance(summary, Summary) for summary in found):
        shown = type(found[0] if found else groups).__name__
        raise BadData(
            f"found {shown}, expected values by group as in {{'unit': [3, 4], 'team': [2, 3]}}, a list of Summary, or "
            "a frame with by= and outcome="
        )
    return checked(found)


def _moved_back(result: Result, start: float) -> Result:
    if not start:
        return result
    groups = tuple(dataclasses.replace(group, mean=(group.mean or 0.0) + start) for group in result.groups)
    return dataclasses.replace(result, groups=groups)


def _parametric(
    groups: list[Summary], raw: list[Sample] | None, test: str, level: float, alternative: str = "two-sided"
) -> Result:
    varies(groups, each=False)
    differ, told = _variances(groups, raw)
    equal, unequal = ("pooled", "welch") if len(groups) == 2 else ("anova", "welch-anova")
    if test == "auto":
        chosen = unequal if differ else equal
        if chosen == "welch-anova" and not _all_vary(groups):
            still = ", ".join(s.name for s in groups if s.flat)
            told += f"; Welch's weighs by the variance, of which {still} has none"
            chosen = "brown-forsythe"
        choice = f"{chosen}: {told}"
    else:
        chosen, choice = test, f"{test}: asked for; {told}"
    if alternative != "two-sided" and chosen in _MANY:
        raise BadData(f"test '{chosen}' looks at both sides; for alternative '{alternative}' take pooled or welch")
    result = _TWO[chosen](groups, level, alternative) if chosen in _TWO else _MANY[chosen](groups, level)
    others = [name for name in (_TWO if len(groups) == 2 else _MANY) if name != chosen]
    alternatives = tuple(
        as_alternative(_TWO[name](groups, level, alternative) if name in _TWO else _MANY[name](groups, level))
        for name in others
        if name != "welch-anova" or _all_vary(groups)
    )
    result = dataclasses.replace(
        result, choice=choice, alternatives=alternatives, assumptions=_assumptions(groups, raw, told, differ, chosen)
    )
    if len(groups) > 2:
        robust = chosen != "anova" and _all_vary(groups)
        pairs = (games_howell if robust else tukey)(groups, level)
        result = dataclasses.replace(result, pairs=pairs, pairs_test=GAMES_HOWELL if robust else TUKEY)
    return result


def _all_vary(groups: Sequence[Summary]) -> bool:
    return not any(s.flat for s in groups)


def _variances(groups: Sequence[Summary], raw: list[Sample] | None) -> tuple[bool, str]:
    """Whether variances differ at .05, and the sentence that says how that was found."""
    if raw is not None and max(len(sample.values) for sample in raw) > 2 and _spreads_vary(raw):
        f, p = stats.levene(*[sample.values for sample in raw], center="mean")
        df1, df2 = len(groups) - 1, sum(s.n for s in groups) - len(groups)
        name, figures = "Levene's test", f"F({df1}, {df2}) = {f:.2f}, {p_value(float(p))}"
    else:
        if not _all_vary(groups):
            return True, "variances differ: one group has none"
        chi2, p = _bartlett(groups)
        name, figures = "Bartlett's test of the sds", f"χ²({len(groups) - 1}) = {chi2:.2f}, {p_value(p)}"
    differ = bool(p < 0.05)
    return differ, f"{name} {'shows' if differ else 'does not show'} that variances differ, {figures}"


def _spreads_vary(raw: list[Sample]) -> bool:
    """Levene's test divides by how much distances from the mean vary, which is nothing in groups of two values."""
    return any(
        float(np.ptp(np.abs(sample.values - sample.values.mean()))) > 1e-12 * float(np.ptp(sample.values))
        for sample in raw
    )


def _bartlett(groups: Sequence[Summary]) -> tuple[float, float]:
    dfs = [s.n - 1 for s in groups]
    total = sum(dfs)
    above = total * math.log(pooled_variance(groups))
    above -= sum(df * math.log(s.variance) for df, s in zip(dfs, groups, strict=True))
    correction = 1 + (sum(1 / df for df in dfs) - 1 / total) / (3 * (len(groups) - 1))
    chi2 = max(0.0, above / correction)
    return chi2, float(stats.chi2.sf(chi2, len(groups) - 1))


def _assumptions(
    groups: Sequence[Summary], raw: list[Sample] | None, told: str, differ: bool, chosen: str
) -> tuple[str, ...]:
    sentences = [told[0].upper() + told[1:] + "."]
    if differ and chosen in ("pooled", "anova"):
        sentences.append("The test asked for assumes equal variances: prefer Welch's.")
    small = [s.name for s in groups if s.n < 15]
    if raw is None:
        sentences.append("Whether values are normally distributed cannot be seen from summaries.")
    else:
        sentences += [_normality(sample) for sample in raw if 3 <= len(sample.values) <= 5000]
    if small:
        sentences.append(f"Small groups ({', '.join(small)}): with skewed values prefer a rank or permutation test.")
    sentences.append("Cases are taken as independent: families in one unit or of one worker are not; see mixed models.")
    if gone := sum(s.missing for s in groups):
        sentences.append(
            f"{gone} missing left out: sound only if whether a value is missing has nothing to do with it."
        )
    return tuple(sentences)


def _normality(sample: Sample) -> str:
    if sample.summary.flat:
        return f"{sample.name}: all values are equal."
    w, p = stats.shapiro(sample.values)
    verdict = "departs from" if p < 0.05 else "is compatible with"
    return f"{sample.name} {verdict} a normal distribution (Shapiro–Wilk W = {w:.2f}, {p_value(float(p))})."
