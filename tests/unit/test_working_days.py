"""English working days (SI 2010/959, regulation 2)."""

from datetime import date

import pytest

from kinwork.clocks.humanize import in_words, span
from kinwork.clocks.working_days import add_working_days, bank_holiday, is_working_day, next_weekday


def test_weekends_and_english_bank_holidays_do_not_count():
    assert bank_holiday(date(2026, 12, 25)) == "Christmas Day"
    assert not is_working_day(date(2026, 12, 28))  # Boxing Day, moved from Saturday
    assert not is_working_day(date(2026, 11, 21))
    assert is_working_day(date(2026, 11, 30))  # St Andrew's is Scotland's
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert add_working_days(date(2026, 12, 29), -1) == date(2026, 12, 24)


def test_next_weekday_may_be_today():
    assert next_weekday(1, date(2026, 11, 17)) == date(2026, 11, 17)
    assert next_weekday(0, date(2026, 11, 17)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (69, "9 weeks"), (90, "3 months"), (800, "2 years")],
)
def test_spans_in_the_unit_people_would_use(days, words):
    assert span(days) == words


def test_days_from_today():
    today = date(2026, 11, 21)
    assert [in_words(date(2026, 11, d), today=today) for d in (20, 21, 22)] == ["yesterday", "today", "tomorrow"]
