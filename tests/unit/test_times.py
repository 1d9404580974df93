"""Times of day as people say them, in a box for a time."""

from datetime import time

import pytest

from kinwork.clocks.times import HELP, NotATime, ReadTime, read_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14,30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("14 : 30", time(14, 30)),
        ("14:30:59", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("14", time(14)),
        ("0", time(0)),
        ("00:05", time(0, 5)),
        ("23:59", time(23, 59)),
        ("24:00", time(0)),
        ("24", time(0)),
        ("10 o'clock", time(10)),
        ("10 o’clock", time(10)),
        ("at 10", time(10)),
        ("about 10", time(10)),
        ("around   10", time(10)),
        ("  TEN ", time(10)),
    ],
)
def test_a_time_in_figures(typed, meant):
    assert read_time(typed) == ReadTime(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("noon", time(12)),
        ("midday", time(12)),
        ("12 noon", time(12)),
        ("midnight", time(0)),
        ("12 midnight", time(0)),
        ("seven", time(7)),
        ("twelve", time(12)),
        ("half past eight", time(8, 30)),
        ("half nine", time(9, 30)),
        ("quarter past 10", time(10, 15)),
        ("a quarter after ten", time(10, 15)),
        ("five past ten", time(10, 5)),
        ("ten minutes past ten", time(10, 10)),
        ("twenty past ten", time(10, 20)),
        ("twenty-five past ten", time(10, 25)),
        ("30 past 10", time(10, 30)),
        ("7 minutes past 10", time(10, 7)),
        ("quarter to ten", time(9, 45)),
        ("ten before twelve", time(11, 50)),
        ("ten to one", time(12, 50)),
        ("5 to 13", time(12, 55)),
        ("5 to 14", time(13, 55)),
        ("20 past 23", time(23, 20)),
    ],
)
def test_a_time_in_words(typed, meant):
    assert read_time(typed) == ReadTime(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4am", time(4)),
        ("4 a.m.", time(4)),
        ("4.30 in the morning", time(4, 30)),
        ("12am", time(0)),
        ("4pm", time(16)),
        ("4.30 p.m.", time(16, 30)),
        ("half past four pm", time(16, 30)),
        ("4 in the afternoon", time(16)),
        ("9 in the evening", time(21)),
        ("11pm", time(23)),
        ("12pm", time(12)),
        ("12.15pm", time(12, 15)),
        ("5 at night", time(5)),
        ("6 at night", time(18)),
        ("11 at night", time(23)),
        ("12 at night", time(0)),
        ("1 at night", time(1)),
        ("16:30pm", time(16, 30)),
        ("22:00 at night", time(22)),
        ("0.30am", time(0, 30)),
    ],
)
def test_the_half_of_the_day_may_be_said(typed, meant):
    assert read_time(typed) == ReadTime(meant)


def test_hours_before_seven_are_of_the_afternoon_and_that_is_said():
    assert read_time("1") == ReadTime(time(13), "13:00, in the afternoon. For the night, type 1am")
    assert read_time("6.05") == ReadTime(time(18, 5), "18:05, in the afternoon. For the night, type 6.05am")
    assert read_time("half past four") == ReadTime(time(16, 30), "16:30, in the afternoon. For the night, type 4.30am")
    assert read_time("ten to two") == ReadTime(time(13, 50), "13:50, in the afternoon. For the night, type 1.50am")
    assert read_time("430") == ReadTime(time(16, 30), "16:30, in the afternoon. For the night, type 4.30am")
    assert read_time("four") == ReadTime(time(16), "16:00, in the afternoon. For the night, type 4am")
    assert read_time("7") == ReadTime(time(7))
    assert read_time("12.30") == ReadTime(time(12, 30))


def test_clocks_of_twenty_four_hours_say_which_half_it_is():
    assert read_time("04:30") == read_time("0430") == ReadTime(time(4, 30))
    assert read_time("06") == ReadTime(time(6))


@pytest.mark.parametrize(
    "typed",
    [
        "25",
        "24:01",
        "10:60",
        "1060",
        "10:5",
        "12345",
        "soon",
        "thirteen",
        "half past",
        "half to",
        "ten ten",
        "three past ten",
        "31 past ten",
        "45 past 10",
        "10 past 24",
        "quarter to 24",
        "14:30am",
        "13 in the morning",
        "t" * 41,
        "١٠",
        "²",
        "1０:30",
    ],
)
def test_what_is_no_time_is_refused_with_what_would_be_right(typed):
    with pytest.raises(NotATime) as refused:
        read_time(typed)
    assert str(refused.value) == f"“{typed[:40]}” is not a time. {HELP}"


def test_what_is_too_long_is_not_read():
    assert read_time("ten" + " " * 90) == ReadTime(time(10)), "spaces do not count"
    assert read_time("ten minutes past twelve in the afternoon") == ReadTime(time(12, 10)), "forty characters"
    with pytest.raises(NotATime):
        read_time("five minutes past twelve in the afternoon")


def test_an_empty_box_is_no_time():
    assert read_time("") is None
    assert read_time("   ") is None


@pytest.mark.parametrize(
    ("hour", "is_at_night"), [(time(5, 59), True), (time(6), False), (time(21, 59), False), (time(22), True)]
)
def test_the_night_is_from_ten_to_six(hour, is_at_night):
    assert ReadTime(hour).is_at_night == is_at_night
