"""Results as a notebook shows them: a small table of HTML, and a tidy frame with one row per comparison."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from .problems import BadData
from .wording import p_value

if TYPE_CHECKING:
    import polars as pl

# What is shown comes as Any: the results know this module, which therefore knows none of them.
COLUMNS = (
    "outcome", "comparison", "n", "missing", "test", "symbol", "statistic", "df1", "df2", "p", "p_adjusted",
    "estimate", "ci_low", "ci_high", "effect", "effect_size", "effect_low", "effect_high",
)  # fmt: skip


def to_frame(results: Any) -> pl.DataFrame:
    """One row per comparison: each result and, below it, its pairs; of models one per predictor, of agreement one per
    measure. A polars frame; what does not apply is null. BadData for nothing, or for kinds that share no columns.

    >>> from kinwork.statistics import Summary, compare_groups
    >>> found = compare_groups([Summary("RSW", 27, 3.2, 0.6), Summary("SAU", 40, 2.5, 0.6)], test="pooled")
    >>> to_frame(found).select("comparison", "n", "statistic", "df1").rows()[0][:2]
    ('RSW − SAU', 67)
    """
    import polars as pl

    every: Sequence[Any] = [results] if hasattr(results, "to_frame") else list(results)
    if not every:
        raise BadData("found no results, expected at least one")
    rows = [row for result in every for row in result.rows()]
    if len({tuple(row) for row in rows}) > 1:
        raise BadData("comparisons, models and agreement have different columns: one frame for each kind")
    return pl.DataFrame(rows, infer_schema_length=None)


def of_result(result: Any) -> list[dict[str, Any]]:
    """The rows of a comparison and of its pairs, by ``COLUMNS``."""
    names = [group.name for group in result.groups]
    comparison = " − ".join(names) if len(names) == 2 else ", ".join(names)
    n, missing = (sum(getattr(group, what) for group in result.groups) for what in ("n", "missing"))
    effect = result.effect
    first = (
        result.outcome, comparison, n, missing, result.test, result.symbol or None, result.statistic,
        *_two(result.df), result.p, result.p_adjusted, *_figures(result.estimate),
        effect.name if effect else None, *_figures(effect),
    )  # fmt: skip
    return [dict(zip(COLUMNS, first, strict=True)), *(_of_pair(result, pair) for pair in result.pairs)]


def _of_pair(result: Any, pair: Any) -> dict[str, Any]:
    n, missing = (
        sum(getattr(group, what) for group in result.groups if group.name in (pair.first, pair.second))
        for what in ("n", "missing")
    )
    low, high = pair.interval.low, pair.interval.high
    values = (
        result.outcome, f"{pair.first} − {pair.second}", n, missing, result.pairs_test, "t", pair.statistic,
        pair.df, None, None, pair.p, pair.difference, low, high, "d", pair.effect, None, None,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _two(df: tuple[float, ...]) -> tuple[float | None, float | None]:
    return (*df, None, None)[:2]  # type: ignore[return-value]


def _figures(estimate: Any) -> tuple[float | None, float | None, float | None]:
    if estimate is None:
        return None, None, None
    between = estimate.interval
    return estimate.value, between.low if between else None, between.high if between else None


def of_model(model: Any) -> list[dict[str, Any]]:
    """One row per predictor."""
    return [
        {
            "outcome": model.outcome, "predictor": c.name, "n": model.n, "missing": model.missing, "test": model.test,
            "estimate": c.estimate.value, "ci_low": _figures(c.estimate)[1], "ci_high": _figures(c.estimate)[2],
            "scale": c.estimate.name, "se": c.se, "statistic": c.statistic,
            "df": c.df if math.isfinite(c.df) else None, "p": c.p, "p_adjusted": c.p_adjusted,
        }
        for c in model.coefficients
    ]  # fmt: skip


def of_agreement(found: Any) -> list[dict[str, Any]]:
    """One row per measure."""
    rows = []
    for measure in found.measures:
        value, low, high = _figures(measure.estimate)
        rows.append(
            {
                "scale": found.scale, "measure": measure.name, "n": measure.units, "value": value, "ci_low": low,
                "ci_high": high, "why_not": measure.why_not or None, "reference": measure.reference,
            }
        )  # fmt: skip
    return rows


def html_of_result(result: Any) -> str:
    """Groups as a table, then the test, estimate, effect and pairs in a line each."""
    ranks = any(group.median is not None for group in result.groups)
    heads = ["group", "n", "missing", *(["median [Q1, Q3]"] if ranks else ["mean", "sd"])]
    rows = []
    for group in result.groups:
        quartiles = [group.quartiles] if ranks else [_number(group.mean), _number(group.sd)]
        rows.append([group.name, str(group.n), str(group.missing), *quartiles])
    lines = [f"{result.test}: {result.printed}"]
    lines += [str(figure) for figure in (result.estimate, result.effect, *result.more) if figure is not None]
    if result.p_adjusted is not None:
        lines.append(f"{result.adjustment}-adjusted {p_value(result.p_adjusted)}")
    lines += [
        f"{pair.first} − {pair.second} = {pair.difference:.2f}, {pair.interval}, {p_value(pair.p)}"
        for pair in result.pairs
    ]
    lines += [f"Why this test: {result.choice}"] if result.choice else []
    return _html(result.outcome or result.test, heads, rows, [*lines, *result.assumptions])


def html_of_model(model: Any) -> str:
    """A regression table."""
    heads = ["predictor", model.coefficients[0].estimate.name if model.coefficients else "b", "95 % CI", "p"]
    rows = [
        [c.name, f"{c.estimate.value:.2f}", _between(c.estimate), p_value(c.p).removeprefix("p = ").removeprefix("p ")]
        for c in model.coefficients
    ]
    if model.coefficients and (between := model.coefficients[0].estimate.interval):
        heads[2] = f"{between.level * 100:g} % CI"
    lines = [f"n = {model.n}, {model.missing} missing" + (f", {model.clusters} clusters" if model.clusters else "")]
    lines += [str(figure) for figure in (model.effect, *model.variances) if figure is not None]
    return _html(f"{model.test} of {model.outcome}", heads, rows, [*lines, *model.assumptions])


def html_of_agreement(found: Any) -> str:
    """Every measure with its interval, or why there is none."""
    rows = [
        [m.name, f"{m.estimate.value:.3f}" if m.estimate else "—", _between(m.estimate, 3), str(m.units), m.why_not]
        for m in found.measures
    ]
    told = f"{found.units} units, {found.raters} raters, {found.ratings} ratings, {found.missing} missing"
    return _html(f"Agreement, {found.scale} scale", ["measure", "value", "95 % CI", "n", ""], rows, [told])


def _between(estimate: Any, digits: int = 2) -> str:
    if estimate is None or estimate.interval is None:
        return ""
    return f"[{estimate.interval.low:.{digits}f}, {estimate.interval.high:.{digits}f}]"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _html(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(text)}</td>" for text in rest)}</tr>'
        for first, *rest in rows
    )
    told = "".join(f"<li>{escape(line)}</li>" for line in lines)
    table = f"<caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f"<table>{table}</table><ul>{told}</ul>"
