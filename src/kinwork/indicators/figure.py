"""The figure of an indicator over time, with n at every point, what happened, and the lines of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kinwork.statistics.figures import Figure, OverTime, over_time

from .series import Series, quarter_number


def figure_of(series: Series, title: str, events: Sequence[tuple[date, str]] = ()) -> Figure:
    """Every quarter on the axis, with its n; a point of few is hollow; the line of the trend before is dashed."""
    points = [
        OverTime(f"{at.name}, n {at.n}", at.value, is_few=at.is_few, row=(at.name, at.numerator, at.denominator, at.n))
        for at in series.points
    ]
    names = {at.quarter: point.label for at, point in zip(series.points, points, strict=True)}
    lines = series.answer.lines
    fitted = [(names[day], value) for day, value, _ in lines]
    trend = [(names[day], value) for day, _, value in lines if value is not None]
    shown = {quarter_number(day): label for day, label in names.items()}
    marks = [(shown[quarter_number(on)], words) for on, words in events if quarter_number(on) in shown]
    start = series.start
    cut = shown.get(quarter_number(start)) if start is not None and trend else None
    return over_time(
        points, title=title, axis=series.indicator.unit, fitted=fitted, trend=trend, cut=cut, marks=marks,
        head=("quarter", "numerator", "denominator", "n", "value"),
    )  # fmt: skip
