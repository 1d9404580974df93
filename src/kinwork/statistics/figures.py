"""Figures as evaluators print them, as SVG or PNG without a browser; every figure keeps its data table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl

from .problems import BadData
from .results import Estimate, Result

INK, QUIET, ACCENT = "#0b0c0c", "#8a9197", "#1d70b8"  # readable for the colour-blind: nothing is told by hue alone


@dataclass(frozen=True)
class Figure:
    """A chart and the data it shows, so that nobody has to read numbers off a picture."""

    chart: Any
    data: pl.DataFrame
    title: str

    def save(self, path: str | Path) -> None:
        """Write .svg or .png, and the data beside it as .data.csv. BadData for another ending or no such folder."""
        target = Path(path)
        if target.suffix not in (".svg", ".png"):
            raise BadData(f"{target}: found '{target.suffix or target.name}', expected a name ending in .svg or .png")
        if not target.parent.is_dir():
            raise BadData(f"{target}: no such folder {target.parent}")
        if target.suffix == ".svg":
            target.write_text(self.svg(), encoding="utf-8")
        else:
            target.write_bytes(self.png())
        self.data.write_csv(target.with_suffix(".data.csv"))

    def png(self) -> bytes:
        """The figure as a picture."""
        import vl_convert

        return bytes(vl_convert.vegalite_to_png(self.chart.to_dict(), scale=2))

    def svg(self) -> str:
        """The figure as SVG text, with a title for screen readers."""
        import vl_convert

        text = str(vl_convert.vegalite_to_svg(self.chart.to_dict()))
        label = self.title.replace("&", "&amp;").replace("<", "&lt;")
        start = text.index(">", text.index("<svg")) + 1
        return f"{text[:start]}<title>{label}</title>{text[start:]}"


def _rows(data: pl.DataFrame) -> Any:
    return _values(data.to_dicts())


def _values(rows: list[dict[str, Any]]) -> Any:
    return alt.InlineData(values=rows)


def _dressed(chart: Any, title: str) -> Any:
    return (
        chart.properties(title=title)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12, labelColor=INK, titleColor=INK, labelLimit=320)
        .configure_title(anchor="start", fontSize=14, color=INK)
    )


def forest(estimates: Mapping[str, Estimate], *, title: str, zero: float = 0.0, axis: str = "") -> Figure:
    """A forest plot: one line per label, the estimate as a square and its interval as a bar; ``zero`` = no effect.

    >>> from kinwork.statistics.results import Estimate, Interval
    >>> figure = forest({"GHQ": Estimate("g", 0.4, Interval(0.1, 0.7))}, title="Effects")
    >>> figure.data.rows()
    [('GHQ', 0.4, 0.1, 0.7)]
    """
    if not estimates:
        raise BadData("found no estimates, expected at least 1 to draw")
    rows = []
    for label, estimate in estimates.items():
        between = estimate.interval
        low, high = (between.low, between.high) if between else (estimate.value, estimate.value)
        if not all(math.isfinite(x) for x in (estimate.value, low, high)):
            raise BadData(f"'{label}': the estimate or its interval is infinite and cannot be drawn")
        rows.append((label, estimate.value, low, high))
    data = pl.DataFrame(rows, schema=["label", "estimate", "low", "high"], orient="row")
    base = alt.Chart(_rows(data))
    y = alt.Y("label:N", sort=list(estimates), title=None)
    x_title = axis or next(iter(estimates.values())).name
    line = base.mark_rule(color=INK).encode(
        y=y, x=alt.X("low:Q", title=x_title, scale=alt.Scale(nice=True, padding=12)), x2="high:Q"
    )
    point = base.mark_square(color=ACCENT, size=70, opacity=1).encode(y=y, x="estimate:Q")
    none = alt.Chart(_values([{"zero": zero}])).mark_rule(color=QUIET, strokeDash=[4, 3]).encode(x="zero:Q")
    return Figure(_dressed((none + line + point).properties(width=420, height=alt.Step(26)), title), data, title)


def effects_figure(results: Sequence[Result]) -> Figure:
    """The effect sizes of several comparisons as a forest plot: what `kinwork compare --plot` draws."""
    found = {result.outcome or result.test: result.effect for result in results if result.effect is not None}
    if not found:
        raise BadData("none of the comparisons has an effect size to draw")
    names = list(dict.fromkeys(effect.name for effect in found.values()))
    if len(names) > 1:
        found = {f"{label} ({effect.name})": effect for label, effect in found.items()}
    first = results[0].groups
    title = f"Effect sizes with 95 % intervals: {' v '.join(group.name for group in first)}"
    return forest(found, title=title, axis=" / ".join(names))


def slope(before: Mapping[str, float], after: Mapping[str, float], *, title: str, axis: str = "") -> Figure:
    """A slope chart: one line per label from its value before to its value after, both labelled."""
    if set(before) != set(after) or not before:
        raise BadData("before and after must have the same labels, at least one")
    rows = [(name, when, float(side[name])) for when, side in (("T1", before), ("T2", after)) for name in before]
    data = pl.DataFrame(rows, schema=["label", "time", "value"], orient="row")
    base = alt.Chart(_rows(data)).encode(
        x=alt.X("time:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=axis or None, scale=alt.Scale(zero=False)),
        detail="label:N",
    )
    text = base.transform_filter("datum.time == 'T2'").mark_text(align="left", dx=8, color=INK).encode(text="label:N")
    chart = (base.mark_line(color=ACCENT, point=True) + text).properties(width=260, height=320)
    return Figure(_dressed(chart, title), data, title)


def small_multiples(
    data: Mapping[str, Mapping[str, Sequence[float]]], *, title: str, time: str = "time", columns: int = 3
) -> Figure:
    """One small line chart per panel on one common scale; ``data`` is panel → series → values at times 1, 2, 3 …"""
    rows = [
        (panel, series, position, float(value))
        for panel, lines in data.items()
        for series, values in lines.items()
        for position, value in enumerate(values, start=1)
    ]
    if not rows:
        raise BadData("found no values to draw")
    table = pl.DataFrame(rows, schema=["panel", "series", time, "value"], orient="row")
    chart = (
        alt.Chart(_rows(table))
        .mark_line(point=True)
        .encode(
            x=alt.X(f"{time}:O", title=time),
            y=alt.Y("value:Q", title=None),
            strokeDash=alt.StrokeDash("series:N", title=None),
            color=alt.value(ACCENT),
            facet=alt.Facet("panel:N", columns=columns, title=None, sort=list(data)),
        )
        .properties(width=150, height=100)
    )
    return Figure(_dressed(chart, title), table, title)


def consort(stages: Sequence[tuple[str, int]], *, title: str, lost: Mapping[str, str] | None = None) -> Figure:
    """A CONSORT flow of one stream: stages from first to last with n, and at each step how many were lost.

    BadData if n grows on the way: nobody can join a flow in the middle.
    """
    if len(stages) < 2:
        raise BadData(f"found {len(stages)} stages, expected at least 2")
    rows = []
    for position, (label, n) in enumerate(stages):
        earlier = stages[position - 1][1] if position else n
        if n > earlier or n < 0:
            raise BadData(f"'{label}': n is {n} after {earlier}; a flow only loses cases")
        why = (lost or {}).get(label, "")
        rows.append(
            (position, label, n, earlier - n, f"{label} (n = {n})", f"lost {earlier - n}{': ' * bool(why)}{why}")
        )
    data = pl.DataFrame(rows, schema=["step", "stage", "n", "lost", "box", "beside"], orient="row")
    base = alt.Chart(_rows(data.with_columns(top=pl.col("step") - 0.3, bottom=pl.col("step") + 0.3)))
    y = alt.Y("top:Q", axis=None, scale=alt.Scale(reverse=True))
    x = {"x": alt.value(0), "x2": alt.value(280)}
    boxes = base.mark_rect(fill="white", stroke=INK).encode(y=y, y2="bottom:Q", **x)
    texts = base.mark_text(color=INK, fontSize=12).encode(y=alt.Y("step:Q"), x=alt.value(140), text="box:N")
    arrows = (
        base.transform_filter("datum.step > 0")
        .transform_calculate(above="datum.step - 0.7")
        .mark_rule(color=INK)
        .encode(y="above:Q", y2="top:Q", x=alt.value(140))
    )
    beside = (
        base.transform_filter("datum.lost > 0")
        .transform_calculate(between="datum.step - 0.5")
        .mark_text(align="left", color=INK, fontSize=11)
        .encode(y="between:Q", x=alt.value(150), text="beside:N")
    )
    chart = (boxes + arrows + texts + beside).properties(width=420, height=80 * len(stages))
    return Figure(_dressed(chart, title), data.select("stage", "n", "lost"), title)


def tornado(swings: Mapping[str, tuple[float, float]], base: float, *, title: str, axis: str = "£") -> Figure:
    """A tornado chart: what the result becomes at each input's low and high, the widest swing on top.

    ``swings``: input → (result at its low, result at its high); ``base``: the result with all inputs as expected.
    """
    if not swings:
        raise BadData("found no inputs to vary, expected at least 1")
    order = sorted(swings, key=lambda name: -abs(swings[name][1] - swings[name][0]))
    rows = [
        (name, end, base, value)
        for name in order
        for end, value in zip(("at its low", "at its high"), swings[name], strict=True)
    ]
    data = pl.DataFrame(rows, schema=["input", "end", "base", "result"], orient="row")
    bars = (
        alt.Chart(_rows(data))
        .mark_bar(height=16)
        .encode(
            y=alt.Y("input:N", sort=order, title=None),
            x=alt.X("base:Q", title=axis, scale=alt.Scale(zero=False)),
            x2="result:Q",
            color=alt.Color("end:N", title=None, scale=alt.Scale(range=[ACCENT, QUIET])),
        )
    )
    middle = alt.Chart(_values([{"base": base}])).mark_rule(color=INK).encode(x="base:Q")
    return Figure(_dressed((bars + middle).properties(width=420, height=alt.Step(26)), title), data, title)


@dataclass(frozen=True)
class OverTime:
    """A point of a series: its label on the axis, its value (None: a gap), and its row of the data table."""

    label: str
    value: float | None
    is_few: bool = False
    row: tuple[Any, ...] = ()


def over_time(
    points: Sequence[OverTime],
    *,
    title: str,
    axis: str,
    fitted: Sequence[tuple[str, float]] = (),
    trend: Sequence[tuple[str, float]] = (),
    cut: str | None = None,
    marks: Sequence[tuple[str, str]] = (),
    head: Sequence[str] = ("label", "value"),
) -> Figure:
    """A series at equal steps from nought up: hollow where few stand behind a point, gaps left open.

    ``fitted``: a line by label; in two parts where ``cut`` names the first label of the second. ``trend``: what the
    first part would have gone on to, dashed. ``marks``: what happened, as upright lines with their words.
    """
    if not any(point.value is not None for point in points):
        raise BadData("found no value to draw, expected at least 1")
    order = [point.label for point in points]
    rows, stretch = [], 0
    for point in points:
        stretch += point.value is None
        if point.value is not None:
            rows.append({"at": point.label, "value": point.value, "few": point.is_few, "stretch": stretch})
    x = alt.X("at:O", sort=order, scale=alt.Scale(domain=order), title=None, axis=alt.Axis(labelAngle=-90))
    y = alt.Y("value:Q", title=axis, scale=alt.Scale(zero=True))
    base = alt.Chart(_values(rows))
    parts = [
        base.mark_line(color=QUIET, strokeWidth=1).encode(x=x, y=y, detail="stretch:N"),
        base.transform_filter("!datum.few").mark_point(color=ACCENT, filled=True, size=50, opacity=1).encode(x=x, y=y),
        base.transform_filter("datum.few").mark_point(color=ACCENT, fill="white", size=50, opacity=1).encode(x=x, y=y),
    ]
    second = order.index(cut) if cut is not None else len(order)
    for line, dash in ((fitted, [1, 0]), (trend, [5, 4])):
        drawn = [
            {"at": label, "value": value, "part": int(order.index(label) >= second)} for label, value in line
        ]  # fmt: skip
        if drawn:
            ink = alt.Chart(_values(drawn)).mark_line(color=INK, strokeWidth=2, strokeDash=dash)
            parts.append(ink.encode(x=x, y=y, detail="part:N"))
    if marks:
        happened = alt.Chart(_values([{"at": label, "words": words} for label, words in marks]))
        parts.append(happened.mark_rule(color=INK, strokeDash=[2, 2]).encode(x=x))
        text = happened.mark_text(align="left", baseline="top", dx=4, color=INK, fontSize=12)
        parts.append(text.encode(x=x, y=alt.value(2), text="words:N"))
    chart = alt.layer(*parts).properties(width=max(240, 22 * len(points)), height=280)
    data = pl.DataFrame([(*point.row, point.value) for point in points], schema=list(head), orient="row")
    return Figure(_dressed(chart, title), data, title)
