"""What the reader of dates promises for everything that can be typed, on every day, in every box."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinwork.clocks.natural_dates import DAYS, LONGEST, MONTHS, TO_TERM, Looks, NotADate, Read, read
from kinwork.clocks.times import NotATime, read_time

QUICK = settings(max_examples=300, deadline=None)
TODAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31)) | st.sampled_from([date(2024, 2, 29), date(2028, 2, 29)])
BOXES = st.tuples(st.sampled_from(list(Looks)), st.booleans())
TYPED = (
    st.text(max_size=80)
    | st.text(alphabet="0123456789/.- ", max_size=12)
    | st.from_regex(r"(about |in |next |last )?\d{1,4}[ /.-]?(d|w|m|y|may|mar 12|st)?( ago| old)?", fullmatch=True)
)


def ways(day: date) -> list[str]:
    """Every way a whole date is written with its whole year."""
    month = MONTHS[day.month - 1]
    ordinal = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return [
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day} / {day.month} / {day.year}",
        f"{day:%d%m%Y}",
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day.day}{ordinal} of {month.title()}, {day.year}",
        f"{DAYS[day.weekday()][:3].title()} {day.day} {month[:3].title()} {day.year}",
        f"{DAYS[day.weekday()].title()}, {day.day} {month.title()} {day.year}",
        f"{month.title()} {day.day}, {day.year}",
    ]


def looked_at(typed: str, box: tuple[Looks, bool], today: date) -> Read | None:
    """What is read; a refusal names what was typed, says something, and tells what would be right."""
    looks, partial = box
    try:
        return read(typed, looks, today=today, partial=partial)
    except NotADate as problem:
        words = str(problem)
    shown = " ".join(typed.split())[:40]
    assert words.startswith(f"“{shown[:39]}")
    assert words.endswith((".", "?"))
    return None


@QUICK
@given(TYPED, BOXES, TODAYS)
@example("9" * 5000, (Looks.PAST, False), date(2026, 11, 28))
@example("١٢/٣/٢٠١١", (Looks.BIRTH, True), date(2026, 11, 28))
@example("29/2", (Looks.FUTURE, False), date(2027, 3, 1))
@example("29/2/00", (Looks.BIRTH, True), date(2026, 11, 28))
def test_nothing_that_is_typed_breaks_it_and_no_box_takes_what_cannot_be(typed, box, today):
    found = looked_at(typed, box, today)
    if found is None:
        return
    looks, partial = box
    assert len(typed.strip()) <= LONGEST or len(" ".join(typed.split())) <= LONGEST
    assert found.day <= found.last
    if looks in (Looks.PAST, Looks.BIRTH):
        assert found.day <= today
    if looks == Looks.FUTURE and found.last < today:
        assert found.question
    if looks == Looks.SINCE and found.day > today:
        assert found.question
    if looks == Looks.EXPECTED:
        assert found.day <= today + TO_TERM
        assert found.last >= today or found.question
    if not partial and looks != Looks.EXPECTED:
        assert found.known == "day"


@QUICK
@given(
    st.dates(date(1800, 1, 1), date(2200, 12, 31)), TODAYS, st.sampled_from([Looks.FUTURE, Looks.SINCE, Looks.EITHER])
)
def test_a_date_with_its_year_is_that_day_however_it_is_written(day, today, looks):
    assert {read(one, looks, today=today).day for one in ways(day)} == {day}


@QUICK
@given(TODAYS, st.integers(0, 119 * 365))
def test_a_birth_is_that_day_however_it_is_written_with_two_figures_of_its_year_too(today, ago):
    born = today - timedelta(days=ago)
    assert {read(one, Looks.BIRTH, today=today).day for one in ways(born)} == {born}
    if ago < 98 * 365:
        short = f"{born.day}/{born.month}/{born.year % 100:02}"
        assert read(short, Looks.BIRTH, today=today).day == born


@QUICK
@given(TODAYS, st.integers(1, 12), st.integers(1, 31))
def test_days_come_before_months_and_a_day_without_a_year_is_the_last_or_the_next(today, month, day):
    typed = f"{day}/{month}"
    past, ahead = (looked_at(typed, (looks, False), today) for looks in (Looks.PAST, Looks.FUTURE))
    if past is None or ahead is None:
        assert day > 28
        return
    assert (past.day.month, past.day.day) == (ahead.day.month, ahead.day.day) == (month, day)
    assert past.day <= today <= ahead.day
    assert (ahead.day.year - past.day.year) <= (8 if (day, month) == (29, 2) else 1)


@QUICK
@given(st.integers(0, 119), TODAYS)
def test_an_age_is_that_age_within_a_year(years, today):
    born = read(f"{years} years", Looks.BIRTH, today=today, partial=True)
    assert born.is_about
    middle = born.day.replace(month=7)
    assert abs((today - middle).days / 365.25 - years) <= 1
    assert born.day <= today


@QUICK
@given(st.integers(0, 47), TODAYS)
def test_an_age_in_months_is_that_age_within_a_month(months, today):
    born = read(f"{months}m", Looks.BIRTH, today=today, partial=True)
    assert born.known == "month"
    old = (today.year - born.day.year) * 12 + today.month - born.day.month
    assert months <= old <= months + 1


@QUICK
@given(st.dates(date(1800, 1, 1), date(2020, 1, 1)), TODAYS)
def test_a_month_and_a_year_are_kept_as_far_as_they_were_said(day, today):
    month = f"{day:%Y-%m}"
    name = MONTHS[day.month - 1]
    for typed in (f"{day.month}/{day.year}", f"{name} {day.year}", f"{name[:3].title()} {day.year}", month):
        assert read(typed, Looks.PAST, today=today, partial=True).said == month
    about = read(f"about {day.year}", Looks.PAST, today=today, partial=True)
    assert (about.said, about.is_about) == (str(day.year), True)


@QUICK
@given(st.times())
def test_a_time_is_that_time_however_it_is_written(time):
    minute = time.replace(second=0, microsecond=0)
    hour12, half = minute.hour % 12 or 12, "am" if minute.hour < 12 else "pm"
    ways = [f"{minute:%H:%M}", f"{minute:%H%M}", f"{hour12}.{minute:%M}{half}", f"{hour12}:{minute:%M} {half}"]
    for typed in ways:
        assert read_time(typed).time == minute


@QUICK
@given(st.text(max_size=30) | st.text(alphabet="0123456789:. apm", max_size=8))
@example("9" * 5000)
@example("٤:٣٠")
def test_no_time_that_is_typed_breaks_it(typed):
    try:
        found = read_time(typed)
    except NotATime as problem:
        words = str(problem)
    else:
        assert (found is None) == (not typed.strip())
        return
    assert "Enter a time like 14:30" in words
