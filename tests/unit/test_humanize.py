"""Days in words, as a unit says them."""

from datetime import date

import pytest

from kinwork.clocks.humanize import count, in_words, long_day, short_day, span


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (20, "2 weeks"),
        (21, "3 weeks"),
        (69, "9 weeks"),
        (70, "2 months"),
        (90, "3 months"),
        (729, "24 months"),
        (730, "2 years"),
        (800, "2 years"),
        (1094, "2 years"),
        (1095, "3 years"),
        (7300, "20 years"),
    ],
)
def test_spans_in_the_unit_people_would_use(days, words):
    assert span(days) == words


def test_days_from_today():
    today = date(2026, 11, 21)
    assert [in_words(date(2026, 11, d), today=today) for d in (20, 21, 22)] == ["yesterday", "today", "tomorrow"]
    assert [in_words(date(2026, 11, d), today=today) for d in (19, 23)] == ["2 days ago", "in 2 days"]


def test_a_day_of_another_year_says_which():
    day = date(2026, 11, 25)
    assert short_day(day) == short_day(day, date(2026, 1, 1)) == "Wed 25 Nov"
    assert short_day(day, date(2027, 1, 1)) == short_day(day, date(2025, 12, 31)) == "Wed 25 Nov 2026"
    assert short_day(date(2026, 11, 5)) == "Thu 5 Nov", "without a nought before it"


def test_a_day_in_full():
    assert long_day(date(2026, 11, 5)) == "Thursday 5 November 2026"


def test_one_thing_and_more_of_it():
    assert [count(n, "task") for n in (0, 1, 2)] == ["0 tasks", "1 task", "2 tasks"]
    assert [count(n, "child", "children") for n in (1, 2)] == ["1 child", "2 children"]
