"""What may be said of an indicator over time, and what may not: few data, gaps, no start, no better or worse."""

from __future__ import annotations

from datetime import date

import pytest

from kinwork.indicators.figure import figure_of
from kinwork.indicators.measures import BY_KEY
from kinwork.indicators.series import At, Series, quarter_number
from tests.generated_extracts import quarters

WHEN = quarters(6)
UPS = [0.4, -0.3, 0.1, -0.5, 0.3, 0.2, -0.4, 0.5]


def series(values, *, key="re-referral-child", n=120, start=None):
    """One point a quarter from 2020 on; None is not known."""
    counts = n if isinstance(n, list) else [n] * len(values)
    points = [
        At(day, (value or 0) * many / 100, many, many, value)
        for day, value, many in zip(WHEN, values, counts, strict=False)
    ]
    return Series(BY_KEY[key], tuple(points), start)


def wavy(before, after, *, at=12, slope=0.0):
    """About one level, then about another and on by a slope."""
    return [
        (before if place < at else after + slope * (place - at)) + UPS[place % len(UPS)] for place in range(len(WHEN))
    ]


START = WHEN[12].replace(month=WHEN[12].month + 1, day=9)  # in the middle of the thirteenth quarter


def test_better_against_the_trend_before_with_all_it_stands_on():
    answer = series(wavy(25, 20, slope=-0.5), start=START).answer
    assert answer.short.startswith("Yes, it is better: it has fallen since the start")
    assert answer.because[0].startswith("In the 12 quarters before, it")
    assert all("95 % interval" in sentence for sentence in answer.because[:3])
    assert "points below what the trend before would have led to" in answer.because[3]
    assert any("Durbin" in sentence for sentence in answer.small)
    assert answer.lines[11][2] is None
    assert answer.lines[12][2] is not None, "what the trend before would have led to begins with the start"


def test_the_same_in_an_indicator_of_which_more_is_better_is_worse_and_of_others_neither():
    values = wavy(25, 20, slope=-0.5)
    assert series(values, key="discussed", start=START).answer.short.startswith("No, it is worse: it has fallen")
    said = series(values, key="looked-after", start=START).answer.short
    assert "better:" not in said
    assert said.endswith("Less is neither better nor worse by itself.")


def test_what_was_falling_anyway_is_not_better_for_falling_on():
    falling = [40 - place + UPS[place % len(UPS)] for place in range(len(WHEN))]
    assert series(falling, start=START).answer.short.startswith("It cannot be told")
    assert series(falling).answer.short.startswith("Yes, it is better: it has fallen"), "without a start: the trend"
    assert "no before and after to compare" in series(falling).answer.because[-1]


@pytest.mark.parametrize(
    ("values", "n", "said", "because"),
    [
        (wavy(25, 20), 7, "Too few to say.", "n is 7 (referrals of children) in a middling quarter"),
        (wavy(25, 20)[:14], 120, "Too few quarters to say.", "12 quarters before the start and 2 quarters since"),
        ([None] * len(WHEN), 0, "Not known.", ""),
        ([25.0] * len(WHEN), 120, "It has not changed.", "It was 25 % in every quarter."),
    ],
)
def test_few_data_are_said_to_be_few(values, n, said, because):
    answer = series(values, n=n, start=START).answer
    assert answer.short == said
    assert because in " ".join(answer.because)


def test_a_gap_ends_what_is_looked_at():
    values = wavy(25, 20)
    values[10] = None
    answer = series(values, start=START).answer
    assert answer.short == "Too few quarters to say."
    assert "1 quarter before the start and 12 quarters since" in answer.because[0]
    assert series(values).answer.because[0].startswith("From 2022 Q4 to 2025 Q4 it")


def test_chance_is_said_to_be_chance():
    assert series(wavy(25, 25), start=START).answer.short.startswith("It cannot be told")
    assert series(wavy(25, 25)).answer.short.startswith("It cannot be told")


def test_the_last_and_a_year_before():
    found = series([20.0, None, 22.0, 23.0, 24.0, None])
    assert found.last.value == 24
    assert quarter_number(found.last.quarter) - quarter_number(found.year_before.quarter) == 4
    assert found.year_before.value == 20


def test_the_figure_keeps_its_table_n_on_its_axis_and_what_happened():
    values = wavy(25, 20, slope=-0.5)
    values[3] = None
    found = series(values, n=[5, *[120] * 23], start=START)
    drawn = figure_of(found, "Again", [(START, "Units began"), (date(1999, 1, 1), "long ago")])
    assert drawn.data.columns == ["quarter", "numerator", "denominator", "n", "value"]
    assert drawn.data.height == len(WHEN)
    svg = drawn.svg()
    assert "2020 Q1, n 5" in svg
    assert "Units began" in svg
    assert "long ago" not in svg
