"""English working days (SI 2010/959, regulation 2)."""

from datetime import date, timedelta

import pytest

from kinwork.clocks.working_days import (
    WorkingDays,
    add_working_days,
    bank_holiday,
    is_working_day,
    next_weekday,
    working_days_between,
)

# England's bank holidays as announced year by year (gov.uk/bank-holidays and its earlier editions): month and day.
# Moved and single ones among them: VE Day 1995 and 2020, the end of 1999, jubilees 2002, 2012 and 2022, the wedding of
# 2011, the funeral of 2022, the coronation of 2023.
HOLIDAYS = {
    1991: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    1995: "01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26",
    1999: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31",
    2002: "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
    2010: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_mondays_to_fridays_off_are_those_that_were_announced(year):
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    off = [f"{day:%m-%d}" for day in days if day.year == year and day.weekday() < 5 and not is_working_day(day)]
    assert " ".join(off) == HOLIDAYS[year]


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


@pytest.mark.parametrize("start", [date(1989, 12, 28), date(2019, 12, 24), date(2022, 5, 31), date(2026, 4, 4)])
def test_the_table_counts_as_fingers_do(start):
    day, counted = start, 0
    for _ in range(400):
        day += timedelta(days=1)
        counted += is_working_day(day)
        assert working_days_between(start, day) == counted
        if is_working_day(day):
            assert add_working_days(start, counted) == WorkingDays().add(start, counted) == day
            before = counted if is_working_day(start) else counted - 1
            first = start if is_working_day(start) else add_working_days(start, 1)
            assert add_working_days(day, -before) == first


def test_an_authority_may_be_closed_on_more_days():
    closed = WorkingDays([date(2026, 12, 29), date(2026, 12, 30)])
    assert closed.add(date(2026, 12, 24), 1) == date(2026, 12, 31)
    assert not closed.is_one(date(2026, 12, 29))
    assert closed.between(date(2026, 12, 24), date(2026, 12, 31)) == 1
