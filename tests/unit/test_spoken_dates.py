"""Dates as a unit coordinator types them. Today is Tuesday 17 November 2026 throughout."""

from datetime import date

import pytest

from kinwork.clocks.spoken import NotADate, read_date

TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri", date(2026, 11, 20)),
        ("Friday", date(2026, 11, 20)),
        ("tue", date(2026, 11, 24)),  # today is one: the next is meant
        ("next tue", date(2026, 11, 24)),
        ("next fri", date(2026, 11, 27)),  # not this week's
        ("on mon", date(2026, 11, 23)),
        ("2w", date(2026, 12, 1)),
        ("in 2 weeks", date(2026, 12, 1)),
        ("+10", None),
        ("10d", date(2026, 11, 27)),
        ("3m", date(2027, 2, 17)),
        ("today", TUESDAY),
        ("tomorrow", date(2026, 11, 18)),
        ("12/3", date(2027, 3, 12)),  # the day comes first, and March is over this year
        ("12/3/27", date(2027, 3, 12)),
        ("12.3.2027", date(2027, 3, 12)),
        ("17/11", TUESDAY),
        ("2027-03-12", date(2027, 3, 12)),
        ("12 March", date(2027, 3, 12)),
        ("Fri 12th of mar 2027", date(2027, 3, 12)),
        ("29/2", date(2028, 2, 29)),  # the next year that has one
    ],
)
def test_reads_what_people_type(typed, meant):
    if meant is None:
        with pytest.raises(NotADate):
            read_date(typed, today=TUESDAY)
    else:
        assert read_date(typed, today=TUESDAY) == meant


def test_an_empty_box_is_no_date():
    assert read_date("  ", today=TUESDAY) is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("30/2", "February 2026 has no day 30"),
        ("31/6/2027", "June 2027 has no day 31"),
        ("3/13", "there is no month 13: the day comes first"),
        ("12/3/1066", "Check the year"),
        ("soon", "is not a date that can be read"),
        ("t", "is not a date that can be read"),
        ("t" * 500, "is not a date that can be read"),
    ],
)
def test_says_what_is_wrong_and_what_would_be_right(typed, why):
    with pytest.raises(NotADate, match=why):
        read_date(typed, today=TUESDAY)


def test_months_end_where_they_end():
    assert read_date("1m", today=date(2026, 1, 31)) == date(2026, 2, 28)
    assert read_date("3m", today=date(2026, 11, 30)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri", date(2026, 11, 13)),
        ("tue", date(2026, 11, 10)),
        ("last mon", date(2026, 11, 16)),
        ("2w", date(2026, 11, 3)),
        ("3 days ago", date(2026, 11, 14)),
        ("1 month ago", date(2026, 10, 17)),
        ("12/3", date(2026, 3, 12)),
        ("20 Nov", date(2025, 11, 20)),
        ("17/11", date(2026, 11, 17)),
        ("29/2", date(2024, 2, 29)),
        ("yesterday", date(2026, 11, 16)),
        # Somebody who types a year, or says tomorrow, means it; whether it may be is for the form to say.
        ("20/11/26", date(2026, 11, 20)),
        ("20 Nov 2027", date(2027, 11, 20)),
        ("2026-12-01", date(2026, 12, 1)),
        ("tomorrow", date(2026, 11, 18)),
    ],
)
def test_of_what_has_happened_the_same_words_mean_the_last_such_day(typed, meant):
    assert read_date(typed, today=date(2026, 11, 17), past=True) == meant  # a Tuesday


def test_what_has_happened_has_no_next_week():
    with pytest.raises(NotADate, match="2w ago"):
        read_date("next fri", today=date(2026, 11, 17), past=True)
