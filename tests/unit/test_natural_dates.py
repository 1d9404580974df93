"""Dates as people say them, in boxes that look one way. Today is Tuesday 17 November 2026 throughout."""

import re
from datetime import date, timedelta

import pytest

from kinwork.clocks.natural_dates import Looks, NotADate, hint, is_to_come, read

TUESDAY = date(2026, 11, 17)


def said(typed, looks, *, partial=False):
    found = read(typed, looks, today=TUESDAY, partial=partial)
    return found.said if found else None


def question(typed, looks, *, partial=False):
    return read(typed, looks, today=TUESDAY, partial=partial).question


def refused(typed, looks, *, partial=False):
    with pytest.raises(NotADate) as problem:
        read(typed, looks, today=TUESDAY, partial=partial)
    return str(problem.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri", "2026-11-20"),
        ("Friday", "2026-11-20"),
        ("tue", "2026-11-24"),  # today is one: the next is meant
        ("next tue", "2026-11-24"),
        ("next fri", "2026-11-27"),  # not this week's
        ("on mon", "2026-11-23"),
        ("2w", "2026-12-01"),
        ("in 2 weeks", "2026-12-01"),
        ("10d", "2026-11-27"),
        ("3m", "2027-02-17"),
        ("today", "2026-11-17"),
        ("tomorrow", "2026-11-18"),
        ("12/3", "2027-03-12"),  # the day comes first, and March is over this year
        ("12/3/27", "2027-03-12"),
        ("12.3.2027", "2027-03-12"),
        ("12–3–2027", "2027-03-12"),
        ("12032027", "2027-03-12"),
        ("17/11", "2026-11-17"),
        ("2027-03-12", "2027-03-12"),
        ("12 March", "2027-03-12"),
        ("Fri 12th of mar 2027", "2027-03-12"),
        ("March 12th", "2027-03-12"),
        ("29/2", "2028-02-29"),  # the next year that has one
    ],
)
def test_what_is_to_be_done_is_on_the_next_such_day(typed, meant):
    assert said(typed, Looks.FUTURE) == meant
    assert question(typed, Looks.FUTURE) == ""


@pytest.mark.parametrize(
    ("typed", "meant", "ago"),
    [
        ("yesterday", "2026-11-16", "That was yesterday"),
        ("12/3/15", "2015-03-12", "That was 11 years ago"),
        ("2w ago", "2026-11-03", "That was 2 weeks ago"),
        ("last fri", "2026-11-13", "That was 4 days ago"),
        ("12/3/37", "2037-03-12", "That is in 10 years"),  # a slip of one key
    ],
)
def test_a_day_that_has_passed_or_is_far_off_is_asked_about_before_something_is_due_then(typed, meant, ago):
    assert said(typed, Looks.FUTURE) == meant
    assert ago in question(typed, Looks.FUTURE)
    assert "Is that right?" in question(typed, Looks.FUTURE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri", "2026-11-13"),
        ("tue", "2026-11-10"),
        ("last mon", "2026-11-16"),
        ("2w", "2026-11-03"),
        ("3 days ago", "2026-11-14"),
        ("1 month ago", "2026-10-17"),
        ("12/3", "2026-03-12"),
        ("20 Nov", "2025-11-20"),
        ("17/11", "2026-11-17"),
        ("29/2", "2024-02-29"),
        ("yesterday", "2026-11-16"),
        ("5/11/98", "1998-11-05"),
        ("5/11/68", "1968-11-05"),
        ("5/11/15", "2015-11-05"),
    ],
)
def test_what_has_happened_was_on_the_last_such_day_and_in_the_last_such_year(typed, meant):
    assert said(typed, Looks.PAST) == meant


@pytest.mark.parametrize("typed", ["20/11/26", "20 Nov 2027", "2026-12-01", "tomorrow", "next fri", "in 2w", "5/2/27"])
def test_what_has_happened_was_on_no_day_to_come(typed):
    """A day that is to come soon is a slip: it is not taken for the one of a hundred years ago."""
    words = refused(typed, Looks.PAST)
    assert f"“{typed}” is" in words
    assert "in the future" in words
    assert "yesterday, fri, 2w (two weeks ago) or 12/3" in words


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("2011", "2011"),
        ("5/2011", "2011-05"),
        ("5.2011", "2011-05"),
        ("2011-05", "2011-05"),
        ("May 2011", "2011-05"),
        ("sept 2011", "2011-09"),
        ("may 98", "1998-05"),
        ("may", "2026-05"),
        ("last year", "2025"),
        ("2 years ago", "2024"),
        ("about 2011", "2011"),
        ("12/5/2011", "2011-05-12"),
    ],
)
def test_a_fact_of_the_past_is_known_as_far_as_it_was_said(typed, known):
    assert said(typed, Looks.PAST, partial=True) == known


def test_a_month_or_year_to_come_is_no_past_but_this_one_is():
    assert "in the future" in refused("12/2026", Looks.PAST, partial=True)
    assert "in the future" in refused("2027", Looks.PAST, partial=True)
    assert said("11/2026", Looks.PAST, partial=True) == "2026-11"
    assert said("2026", Looks.PAST, partial=True) == "2026"


@pytest.mark.parametrize(
    ("typed", "known", "words"),
    [
        ("5/11/68", "1968-11-05", "Tuesday 5 November 1968"),
        ("12/3", "2026-03-12", "Thursday 12 March 2026"),
        ("May 2011", "2011-05", "May 2011"),
        ("5/2011", "2011-05", "May 2011"),
        ("2011", "2011", "2011"),
        ("about 2011", "2011", "about 2011"),
        ("c. 2011", "2011", "about 2011"),
        ("2011?", "2011", "about 2011"),
        ("34", "1992", "about 1992"),
        ("34 years", "1992", "about 1992"),
        ("aged 34", "1992", "about 1992"),
        ("34yo", "1992", "about 1992"),
        ("0", "2026", "about 2026"),
        ("18m", "2025-05", "about May 2025"),
        ("18 months old", "2025-05", "about May 2025"),
        ("2 years and 3 months", "2024-08", "about August 2024"),
        ("3 weeks old", "2026-10", "about October 2026"),
        ("4 days old", "2026-11-13", "Friday 13 November 2026"),
        ("yesterday", "2026-11-16", "Monday 16 November 2026"),
    ],
)
def test_births_and_ages_as_people_say_them(typed, known, words):
    found = read(typed, Looks.BIRTH, today=TUESDAY, partial=True)
    assert (found.said, found.in_words) == (known, words)


def test_a_birth_to_come_is_refused_and_the_oldest_are_asked_about():
    assert "recorded as expected" in refused("5/2027", Looks.BIRTH, partial=True)
    assert "no one is 130 years old" in refused("130", Looks.BIRTH, partial=True)
    assert "136 years ago. Is that right?" in question("5/11/1890", Looks.BIRTH, partial=True)
    assert question("5/11/1910", Looks.BIRTH, partial=True) == ""


def test_where_the_whole_date_is_needed_a_month_or_age_gets_help():
    assert "has no day. A whole date is needed here, such as 1/5/2011" in refused("5/2011", Looks.BIRTH)
    assert "has no day" in refused("18m", Looks.BIRTH)
    assert "has no day" in refused("2027", Looks.FUTURE)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("5/2027", "2027-05"),
        ("May 2027", "2027-05"),
        ("may", "2027-05"),
        ("12/3", "2027-03-12"),
        ("10w", "2027-01-26"),
        ("20 weeks pregnant", "2027-04-06"),
    ],
)
def test_a_birth_is_expected_within_ten_months(typed, known):
    assert said(typed, Looks.EXPECTED) == known


def test_no_pregnancy_lasts_longer_and_one_that_is_over_is_a_birth():
    assert "within ten months" in refused("5/11/68", Looks.EXPECTED)
    assert "within ten months" in refused("5/2028", Looks.EXPECTED)
    assert "recorded as born" in refused("12/3/2026", Looks.EXPECTED)
    assert "Is that right?" in question("10/11/2026", Looks.EXPECTED)
    assert "Type at least the month" in refused("2027", Looks.EXPECTED)


def test_a_box_that_looks_both_ways_takes_the_nearest_such_day():
    assert said("10/11", Looks.EITHER) == "2026-11-10"
    assert said("12/3", Looks.EITHER) == "2027-03-12"
    assert said("5/11/98", Looks.EITHER) == "1998-11-05"
    assert said("tue", Looks.EITHER) == "2026-11-24"


def test_since_when_something_is_so_may_be_to_come_and_then_is_asked():
    assert said("12/12", Looks.SINCE, partial=True) == "2025-12-12"
    assert "in the future (in 3 weeks). Is that right?" in question("12/12/26", Looks.SINCE, partial=True)


def test_an_empty_box_is_no_date():
    assert all(read("  ", looks, today=TUESDAY) is None for looks in Looks)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("30/2", "February 2026 has no day 30"),
        ("29/2/2027", "February 2027 has no day 29"),
        ("31/6/2027", "June 2027 has no day 31"),
        ("3/13", "there is no month 13: the day comes first"),
        ("12/3/1066", "Check the year"),
        ("soon", "is not a date we can read"),
        ("+10", "is not a date we can read"),
        ("t", "is not a date we can read"),
        ("t" * 500, "is 500 characters long"),
        ("9" * 5000, "is 5,000 characters long"),
        ("١٢/٣", "has digits we cannot read"),
        ("１２/３", "has digits we cannot read"),
        ("²/3", "has digits we cannot read"),
        ("Thu 12 March 2027", "12 March 2027 is a Friday, not a Thursday"),
        ("May 11", "may be 11 May or May 2011"),
    ],
)
@pytest.mark.parametrize("looks", list(Looks))
def test_says_what_was_typed_what_is_wrong_and_what_would_be_right(typed, why, looks):
    words = refused(typed, looks)
    assert why in words
    assert f"“{typed[:40]}" in words


def test_a_month_with_two_figures_of_a_year_is_asked_for_in_full():
    assert "such as 5/1998" in refused("5/98", Looks.PAST, partial=True)


def test_months_end_where_they_end():
    assert read("1m", Looks.FUTURE, today=date(2026, 1, 31)).day == date(2026, 2, 28)
    assert read("3m", Looks.FUTURE, today=date(2026, 11, 30)).day == date(2027, 2, 28)


def test_each_box_says_what_may_be_typed_in_it_and_what_it_says_can_be_read():
    for looks in Looks:
        for partial in (False, True):
            words = re.sub(r" \(.+?\)", "", hint(looks, partial=partial))
            for example in words.replace(" or ", ", ").split(", "):
                assert read(example, looks, today=TUESDAY, partial=partial)
    for looks, days in {Looks.PAST: -14, Looks.SINCE: -14, Looks.FUTURE: 14, Looks.EITHER: 14}.items():
        assert read("2w", looks, today=TUESDAY).day == TUESDAY + timedelta(days=days)
        assert f"2w ({'in two weeks' if days > 0 else 'two weeks ago'})" in hint(looks), "which way, in words"


def test_this_year_and_this_month_are_not_still_to_come():
    assert [is_to_come(one, TUESDAY) for one in ("2026", "2026-11", "2026-11-17", "", None)] == [False] * 5
    assert [is_to_come(one, TUESDAY) for one in ("2027", "2026-12", "2026-11-18", date(2026, 11, 18))] == [True] * 4
