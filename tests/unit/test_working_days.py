"""English working days (SI 2010/959, regulation 2)."""

from datetime import date

from kinwork.clocks.working_days import add_working_days, bank_holiday, is_working_day, next_weekday


def test_weekends_and_english_bank_holidays_do_not_count():
    assert bank_holiday(date(2026, 12, 25)) == "Christmas Day"
    assert not is_working_day(date(2026, 12, 28))  # Boxing Day, moved from Saturday
    assert not is_working_day(date(2026, 11, 21))
    assert is_working_day(date(2026, 11, 30))  # St Andrew's is Scotland's
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert add_working_days(date(2026, 12, 29), -1) == date(2026, 12, 24)


def test_days_are_counted_from_a_day_that_itself_is_not_counted():
    friday = date(2026, 11, 20)
    assert add_working_days(friday, 0) == friday
    assert add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)  # a Saturday stays one
    assert [add_working_days(friday, n) for n in (1, 2, 5)] == [date(2026, 11, d) for d in (23, 24, 27)]
    assert [add_working_days(friday, -n) for n in (1, 4, 5)] == [date(2026, 11, d) for d in (19, 16, 13)]


def test_monday_to_friday_are_working_days():
    assert [is_working_day(date(2026, 11, d)) for d in range(16, 23)] == [True] * 5 + [False] * 2
    assert bank_holiday(date(2026, 11, 16)) is None


def test_next_weekday_may_be_today():
    assert next_weekday(1, date(2026, 11, 17)) == date(2026, 11, 17)
    assert next_weekday(0, date(2026, 11, 17)) == date(2026, 11, 23)
    assert next_weekday(6, date(2026, 11, 17)) == date(2026, 11, 22)
