"""Tables of counts: the chi-square family, Fisher's exact tests, McNemar, proportions."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np
from scipy import special, stats

from .data_files import Numbers
from .effects import cramers_v
from .exact import fisher_freeman_halton
from .problems import BadData
from .results import Alternative, Estimate, Group, Interval, Result

CHI_SQUARE_TESTS = ("auto", "pearson", "yates", "likelihood-ratio", "linear", "fisher")

_REFERENCES = {
    "pearson": "Pearson 1900, without continuity correction.",
    "yates": "Yates 1934, continuity correction for 2 × 2.",
    "likelihood-ratio": "Wilks 1938, G².",
    "linear": "Mantel 1963, linear-by-linear association with scores 1, 2, 3 …",
    "fisher": "Fisher 1935; Freeman & Halton 1951 for larger tables.",
}


def counts_table(counts: Sequence[Sequence[float]]) -> Numbers:
    """A table of counts checked: at least 2 × 2, whole, none negative, no empty row or column. Shape (r, c)."""
    if len({len(row) for row in counts}) != 1:
        raise BadData("rows of the table differ in length")
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2 or min(table.shape) < 2:
        raise BadData(f"found a table of {' × '.join(map(str, table.shape))}, expected at least 2 × 2")
    if not np.all(np.isfinite(table)) or np.any(table < 0) or np.any(table != np.round(table)):
        raise BadData("found a cell that is not a whole number of cases, expected counts (not percentages)")
    for axis, name in ((1, "row"), (0, "column")):
        empty = np.flatnonzero(table.sum(axis=axis) == 0)
        if len(empty):
            raise BadData(f"{name} {empty[0] + 1} of the table has no cases: leave it out")
    return table


def compare_counts(
    counts: Sequence[Sequence[float]],
    *,
    test: str = "auto",
    groups: Sequence[str] = (),
    missing: Sequence[int] = (),
    level: float = 0.95,
) -> Result:
    """Whether groups (rows) differ in their categories (columns).

    "auto" is Pearson's chi-square, or Fisher's exact test (Fisher–Freeman–Halton beyond 2 × 2) when more than a
    fifth of the cells expect fewer than 5 (Cochran 1954). Effect: Cramér's V; for 2 × 2 also the odds ratio and the
    difference of the first column's shares (Newcombe 1998). BadData for anything but a table of counts.

    >>> result = compare_counts([[0, 23], [2, 20]], groups=["RSW", "SAU"])
    >>> result.test, round(result.p, 2)
    ("Fisher's exact test", 0.23)
    """
    if test not in CHI_SQUARE_TESTS:
        raise BadData(f"found test '{test}', expected one of: {', '.join(CHI_SQUARE_TESTS)}")
    table = counts_table(counts)
    if test == "yates" and table.shape != (2, 2):
        raise BadData(f"Yates' correction is for 2 × 2 tables, found {table.shape[0]} × {table.shape[1]}")
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    small = float((expected < 5).mean())
    sparse = small > 0.2 or float(expected.min()) < 1
    told = f"{small:.0%} of cells expect fewer than 5, the smallest {expected.min():.1f}"
    chosen = ("fisher" if sparse else "pearson") if test == "auto" else test
    n, df = int(table.sum()), (table.shape[0] - 1) * (table.shape[1] - 1)
    pearson = _chi2(table, "pearson")
    names = [*groups] or [f"row {i + 1}" for i in range(len(table))]
    gone = [*missing] or [0] * len(table)
    result = Result(
        test="",
        p=1.0,
        groups=tuple(Group(name, int(row.sum()), lost) for name, row, lost in zip(names, table, gone, strict=True)),
        reference=_REFERENCES[chosen],
        effect=cramers_v(pearson.statistic, df, n, min(table.shape) - 1, level),
        estimate=share_difference(table, names, level) if table.shape == (2, 2) else None,
        more=(odds_ratio(table, level),) if table.shape == (2, 2) else (),
        choice=f"{chosen}: {told if test == 'auto' else 'asked for; ' + told}",
        assumptions=(told[0].upper() + told[1:] + ".", "Each case is counted once and cases are independent."),
        alternatives=tuple(_chi2(table, name) for name in _others(table) if name != chosen),
    )
    if chosen == "fisher":
        p, how = fisher_freeman_halton(table)
        return dataclasses.replace(result, test=how, p=p)
    found = pearson if chosen == "pearson" else _chi2(table, chosen)
    return dataclasses.replace(result, test=found.test, symbol="χ²", statistic=found.statistic, df=found.df, p=found.p)


def _others(table: Numbers) -> tuple[str, ...]:
    return ("pearson", "yates", "likelihood-ratio") if table.shape == (2, 2) else ("pearson", "likelihood-ratio")


def _chi2(table: Numbers, test: str) -> Alternative:
    if test == "linear":
        return _linear(table)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    away = np.abs(table - expected)
    if test == "likelihood-ratio":
        chi2 = 2 * float(special.xlogy(table, table / expected).sum())
    else:
        chi2 = float(((away - np.minimum(0.5, away) if test == "yates" else away) ** 2 / expected).sum())
    df = (table.shape[0] - 1) * (table.shape[1] - 1)
    name = {
        "pearson": "chi-square (Pearson)",
        "yates": "chi-square (Yates' correction)",
        "likelihood-ratio": "chi-square (likelihood ratio)",
    }[test]
    return Alternative(name, max(0.0, chi2), (float(df),), float(special.chdtrc(df, max(0.0, chi2))))


def _linear(table: Numbers) -> Alternative:
    """Mantel's (n − 1) r² with equally spaced scores, df 1."""
    n = table.sum()
    rows, columns = np.arange(table.shape[0]), np.arange(table.shape[1])
    x, y = rows - rows @ table.sum(axis=1) / n, columns - columns @ table.sum(axis=0) / n
    r = float(x @ table @ y / math.sqrt((x**2 @ table.sum(axis=1)) * (y**2 @ table.sum(axis=0))))
    chi2 = float((n - 1) * r**2)
    return Alternative("linear-by-linear association", chi2, (1.0,), float(stats.chi2.sf(chi2, 1)))


def proportion(count: int, n: int, level: float = 0.95) -> Estimate:
    """A share with Wilson's interval (Wilson 1927).

    >>> found = proportion(25, 119)
    >>> round(found.interval.low, 3), round(found.interval.high, 3)
    (0.147, 0.292)
    """
    if n < 1 or not 0 <= count <= n:
        raise BadData(f"found {count} of {n}, expected a count from 0 to n")
    between = stats.binomtest(int(count), int(n)).proportion_ci(level, method="wilson")
    return Estimate("proportion", count / n, Interval(float(between.low), float(between.high), level))


def share_difference(table: Numbers, names: Sequence[str], level: float = 0.95) -> Estimate:
    """Difference of the first column's share, first row − second, with Newcombe's hybrid interval (1998)."""
    (a, n1), (b, n2) = ((int(row[0]), int(row.sum())) for row in table)
    first, second = proportion(a, n1, level), proportion(b, n2, level)
    assert first.interval is not None
    assert second.interval is not None
    difference = first.value - second.value
    low = difference - math.hypot(first.value - first.interval.low, second.interval.high - second.value)
    high = difference + math.hypot(first.interval.high - first.value, second.value - second.interval.low)
    return Estimate(f"difference of shares {names[0]} − {names[1]}", difference, Interval(low, high, level))


def odds_ratio(table: Numbers, level: float = 0.95) -> Estimate:
    """Odds ratio of a 2 × 2 table; logit interval, with a half added to every cell if one is empty (Haldane 1956)."""
    cells = table + 0.5 if np.any(table == 0) else table
    (a, b), (c, d) = cells
    log = math.log(a * d / (b * c))
    half = float(stats.norm.ppf((1 + level) / 2)) * math.sqrt(float((1 / cells).sum()))
    return Estimate("odds ratio", math.exp(log), Interval(math.exp(log - half), math.exp(log + half), level))


def mcnemar(counts: Sequence[Sequence[float]], level: float = 0.95) -> Result:
    """Yes/no before (rows) and after (columns) of the same cases: exact McNemar; effect = odds of the two changes.

    >>> round(mcnemar([[20, 5], [15, 10]]).p, 4)
    0.0414
    """
    table = np.asarray(counts, dtype=np.float64)
    if table.shape != (2, 2) or np.any(table < 0) or np.any(table != np.round(table)):
        raise BadData("McNemar's test needs a 2 × 2 table of counts")
    b, c = int(table[0, 1]), int(table[1, 0])
    if b + c == 0:
        raise BadData("no one changed between before and after: no test is possible")
    found = stats.binomtest(b, b + c)
    between = found.proportion_ci(level, method="exact")
    low, high = (x / (1 - x) if x < 1 else math.inf for x in (float(between.low), float(between.high)))
    n = int(table.sum())
    first, second = table[0].sum() / n, table[:, 0].sum() / n
    return Result(
        test="McNemar's exact test",
        p=float(found.pvalue),
        groups=(Group("pairs", n),),
        reference="McNemar 1947; exact binomial of the pairs that changed.",
        estimate=Estimate("change of share, before − after", float(first - second)),
        effect=Estimate("odds of the two changes", b / c if c else math.inf, Interval(low, high, level)),
        assumptions=(f"{b + c} of {n} pairs changed; only these inform the test.",),
    )
