"""Dates as people say them, read by one reader that is told which way the box looks that they were typed in.

>>> from datetime import date
>>> saturday = date(2026, 11, 28)
>>> read("fri", Looks.FUTURE, today=saturday).day, read("fri", Looks.PAST, today=saturday).day
(datetime.date(2026, 12, 4), datetime.date(2026, 11, 27))
>>> read("5/11/68", Looks.BIRTH, today=saturday).said, read("18m", Looks.BIRTH, today=saturday, partial=True).said
('1968-11-05', '2025-05')
>>> read("34 years", Looks.BIRTH, today=saturday, partial=True).in_words
'about 1992'
>>> read("12/3/15", Looks.FUTURE, today=saturday).question
'“12/3/15” is Thursday 12 March 2015. That was 11 years ago. Is that right?'

A day and month without a year, a weekday and a year of two figures mean the last one, the next one or the nearest one:
it depends on the box only. Days come before months, as in Britain.

Ours, because a library gives a date: here a month or year may stay open, and what was doubtful is asked back in words.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from .humanize import in_words, long_day
from .working_days import next_weekday

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
EARLIEST, LATEST = 1800, 2200
OLDEST = 120  # years: who is said to be older is asked about
FAR = 5  # years ahead: what is due then is asked about
TO_TERM = timedelta(days=300)  # ten months: a birth is expected within them
OVERDUE_BIRTH = timedelta(days=60)  # a due date that has passed longer ago is none
MID_MONTH, MID_YEAR = 15, 7
LONGEST = 60  # characters


class Looks(StrEnum):
    """Which way a box looks."""

    PAST = "past"  # what has happened: a day to come is refused
    FUTURE = "future"  # what is to be done or expected: a day that has passed is asked about
    SINCE = "since"  # since when something is so, as a rule the past: a day to come is asked about
    EITHER = "either"  # both: the nearest such day is meant
    BIRTH = "birth"  # the past; an age will do
    EXPECTED = "expected"  # the birth of a child: within ten months

    @property
    def is_back(self) -> bool:
        return self in (Looks.PAST, Looks.SINCE, Looks.BIRTH)


class NotADate(ValueError):
    """What was typed is no date; the message says what was wrong and what would be right."""


@dataclass(frozen=True)
class Read:
    """A date as far as it is known: to the day, the month or the year; or about a year.

    ``day`` is its day, or the first of its month or year. ``question`` is what to ask before it is taken as meant.
    """

    day: date
    known: str = "day"
    is_about: bool = False
    question: str = ""

    @property
    def said(self) -> str:
        """As ISO text, as far as it is known: 2011, 2011-03 or 2011-03-27."""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.known]]

    @property
    def last(self) -> date:
        """The last day that it may be."""
        if self.known == "day":
            return self.day
        month = 12 if self.known == "year" else self.day.month
        return date(self.day.year, month, calendar.monthrange(self.day.year, month)[1])

    @property
    def in_words(self) -> str:
        """'Friday 27 March 2011', 'March 2011', 'about 2011'."""
        words = {"day": long_day(self.day), "month": f"{self.day:%B} {self.day.year}", "year": str(self.day.year)}
        return ("about " if self.is_about else "") + words[self.known]

    def explained(self, today: date, *, keeps_about: bool = True) -> str:
        """What was understood, to be shown beside the box: 'Friday 27 November 2026, yesterday'."""
        if self.known == "day":
            return f"{self.in_words}, {in_words(self.day, today=today)}"
        if self.is_about and not keeps_about:
            return f"{self.in_words.removeprefix('about ')}; “about” is not kept here"
        return self.in_words


def is_to_come(when: date | str | None, today: date) -> bool:
    """Whether a day, or the whole of a month or year as ISO text, is after today.

    >>> is_to_come("2026-12", date(2026, 11, 28)), is_to_come("2026", date(2026, 11, 28)), is_to_come("", date.min)
    (True, False, False)
    """
    text = when.isoformat() if isinstance(when, date) else when or ""
    return text > today.isoformat()[: len(text)]


def hint(looks: Looks, *, partial: bool = False) -> str:
    """What may be typed in a box, to stand under it."""
    if looks == Looks.BIRTH:
        return "12/3/2011, May 2011, about 2011 or 14 years" if partial else "12/3/2011 or 12 March 2011"
    if looks == Looks.EXPECTED:
        return "12/3, May or 10w (in ten weeks)"
    if partial:
        return "2013, May 2013 or 12/3/2013"
    if looks in (Looks.PAST, Looks.SINCE):
        return "yesterday, fri, 2w (two weeks ago) or 12/3"
    return f"{'fri' if looks == Looks.FUTURE else 'today, mon'}, 2w (in two weeks) or 12/3"


def read(typed: str, looks: Looks, *, today: date, partial: bool = False) -> Read | None:
    """The date that somebody means, or None for an empty box.

    ``partial``: a month or a year will do, of a birth an age too. Otherwise a whole day is needed.
    Raises :class:`NotADate` for what cannot be read, does not exist (30 February) or cannot be in such a box.
    """
    shown = re.sub(r"\s+", " ", typed.strip())
    if not shown:
        return None
    _must_be_plain(shown)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", shown.lower()).rstrip(".,").strip()
    reading = _Reading(shown, looks, today, partial or looks == Looks.EXPECTED)
    found = reading.read(text)
    if found is None:
        raise NotADate(f"{reading.quoted} is not a date we can read. {reading.help}")
    return reading.judged(found)


def read_counted(typed: str, looks: Looks, *, today: date, counts_from: date, partial: bool = False) -> Read | None:
    """As ``read``, with "fri" and "2w" counted from a later day. A day before that one, written as a date, is itself.

    >>> saturday, tuesday = date(2026, 11, 28), date(2026, 12, 1)
    >>> read_counted("1w", Looks.FUTURE, today=saturday, counts_from=tuesday).day
    datetime.date(2026, 12, 8)
    >>> read_counted("30/11", Looks.FUTURE, today=saturday, counts_from=tuesday).day
    datetime.date(2026, 11, 30)
    """
    found = read(typed, looks, today=counts_from, partial=partial)
    if found is None or counts_from == today:
        return found
    plain = read(typed, looks, today=today, partial=partial)
    is_next_year = plain is not None and found.day - plain.day > timedelta(days=300)
    return plain if found.question or is_next_year else found


def _must_be_plain(shown: str) -> None:
    if len(shown) > LONGEST:
        raise NotADate(f"“{shown[:40]}…” is {len(shown):,} characters long. A date is short, such as 12/3/2011.")
    if any(sign.isdigit() and not sign.isascii() for sign in shown):
        raise NotADate(f"“{shown[:40]}” has digits we cannot read. Type them as 0 to 9, such as 12/3/2011.")


class _Reading:
    """One thing typed in one box."""

    def __init__(self, shown: str, looks: Looks, today: date, partial: bool) -> None:
        self.quoted, self.looks, self.today, self.partial = f"“{shown[:40]}”", looks, today, partial
        self.help = f"Type a date such as {hint(looks, partial=partial)}."

    # -- what can be read

    def read(self, text: str) -> Read | None:
        rest = re.sub(r"^(?:about|around|approx(?:imately)?\.?|roughly|circa|ca?\.|ca?(?= \d)|~) ?", "", text)
        rest = rest.removesuffix("?").strip()
        ways: tuple[Callable[[str], Read | None], ...] = (
            self._near,
            self._age,
            self._pregnant,
            self._while,
            self._weekday,
            self._iso,
            self._figures,
            self._with_month,
            self._month_and_year,
            self._year,
        )
        for way in ways:
            found = way(rest)
            if found is not None:
                if rest == text:
                    return found
                if found.known == "day":
                    raise NotADate(
                        f"{self.quoted}: an exact date cannot be “about”. Leave out “about”, or type only the "
                        f"month or year."
                    )
                return replace(found, is_about=True)
        return None

    def _near(self, text: str) -> Read | None:
        days = {
            "today": 0, "tod": 0, "now": 0, "tomorrow": 1, "tom": 1, "tmrw": 1, "yesterday": -1, "yest": -1,
            "day before yesterday": -2, "day after tomorrow": 2, "next week": 7, "last week": -7,
        }  # fmt: skip
        text = text.removeprefix("the ")
        if text in days:
            return Read(self.today + timedelta(days=days[text]))
        if found := re.fullmatch(r"(last|this|next) (month|year)", text):
            step = {"last": -1, "this": 0, "next": 1}[found[1]] * (1 if found[2] == "month" else 12)
            return _known_to(_months_later(self.today, step), found[2])
        return None

    def _age(self, text: str) -> Read | None:
        """34, aged 34, 34 years old, 18m, 3 weeks old, 2 years and 3 months."""
        if self.looks != Looks.BIRTH:
            return None
        text = re.sub(r"^age[d:]? ?|(?: ?old| of age)$", "", text)
        years = r"(\d{1,3}) ?(?:y|yr|yrs|year|years|y/?o)?"
        months = r"(\d{1,3}) ?(?:m|mo|mos|mth|mths|month|months)"
        if found := re.fullmatch(rf"{years} ?,? ?(?:and )?{months}", text) if re.search("y", text) else None:
            return self._months_old(int(found[1]) * 12 + int(found[2]))
        if found := re.fullmatch(months, text):
            return self._months_old(int(found[1]))
        if found := re.fullmatch(r"(\d{1,3}) ?(d|day|days|w|wk|wks|week|weeks)", text):
            days = int(found[1]) * (7 if found[2][0] == "w" else 1)
            if found[2][0] == "d":
                return Read(self.today - timedelta(days=days))
            return _known_to(self.today - timedelta(days=days + 3), "month", is_about=True)
        if found := re.fullmatch(years, text):
            return self._years_old(int(found[1]))
        return None

    def _months_old(self, months: int) -> Read:
        if months > 12 * OLDEST:
            return self._years_old(months // 12)
        # The middle of the month in which it has that age: the month of birth that is likeliest.
        born = _months_later(self.today, -months) - timedelta(days=MID_MONTH)
        return _known_to(born, "month", is_about=True)

    def _years_old(self, years: int) -> Read:
        if years > OLDEST:
            raise NotADate(f"{self.quoted}: no one is {years} years old. Type an age such as 34, or a date of birth.")
        born = self.today.year - years - (self.today.month < MID_YEAR)
        return Read(date(born, 1, 1), "year", is_about=True)

    def _pregnant(self, text: str) -> Read | None:
        """20 weeks pregnant: forty weeks make a pregnancy."""
        found = re.fullmatch(r"(\d{1,2}) ?(?:w|wk|wks|week|weeks) (?:pregnant|gone|gestation)", text)
        if self.looks != Looks.EXPECTED or not found or int(found[1]) > 42:
            return None
        return Read(self.today + timedelta(weeks=40 - int(found[1])))

    def _while(self, text: str) -> Read | None:
        unit = "d|day|days|w|wk|wks|week|weeks|m|mth|mths|month|months|y|yr|yrs|year|years"
        match = re.fullmatch(rf"(in |\+|-)?(\d{{1,3}}) ?({unit})( ago)?", text)
        if not match or (match[1] and match[4]):
            return None
        is_back = bool(match[4]) or match[1] == "-" or (not match[1] and self.looks.is_back)
        count, size = int(match[2]) * (-1 if is_back else 1), match[3][0]
        if size in "my":
            months = count * (12 if size == "y" else 1)
            if abs(months) > 12 * OLDEST:
                return None
            then = _months_later(self.today, months)
            # Who says two years ago does not say the day.
            return _known_to(then, "year" if size == "y" else "month") if self.partial and is_back else Read(then)
        return Read(self.today + timedelta(days=count * (7 if size == "w" else 1)))

    def _weekday(self, text: str) -> Read | None:
        match = re.fullmatch(r"(next |last |this |on )?([a-z]{2,9})", text)
        number = _named(match[2], DAYS, 2) if match else None
        if match is None or number is None:
            return None
        day = next_weekday(number, self.today + timedelta(days=1))
        if match[1] == "last " or (self.looks.is_back and match[1] not in ("next ", "this ")):
            # Whoever means today says so: a weekday of the same name is the one before.
            return Read(day - timedelta(days=14 if (day - self.today).days == 7 else 7))
        # "next tue", said on a Monday, is not tomorrow: it is the one in next week.
        if match[1] == "next " and day.isocalendar().week == self.today.isocalendar().week:
            day += timedelta(days=7)
        return Read(day)

    def _iso(self, text: str) -> Read | None:
        match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", text)
        if not match:
            return None
        if match[3]:
            return Read(self._made(int(match[1]), int(match[2]), int(match[3])))
        return Read(self._made(int(match[1]), int(match[2]), 1), "month")

    def _figures(self, text: str) -> Read | None:
        """12/3, 12/3/15, 12.3.2015, 12032015; 3/2015."""
        if match := re.fullmatch(r"(\d{1,2})[/.\- ](\d{4})", text):
            return Read(self._made(int(match[2]), int(match[1]), 1), "month")
        match = re.fullmatch(r"(\d{1,2}) ?[/.\- ] ?(\d{1,2})(?: ?[/.\- ] ?'?(\d{4}|\d{2}))?", text)
        match = match or re.fullmatch(r"(\d\d)(\d\d)(\d{4})", text)
        if not match:
            return None
        day, month = int(match[1]), int(match[2])
        if not match[3] and self.partial and month > 31 and 1 <= day <= 12:
            raise NotADate(
                f"{self.quoted}: there is no month {month}. For a month, type the whole year, such as "
                f"{day}/{self._with_two_figures(month, day)}."
            )
        return Read(self._day_and_month(day, month, match[3]))

    def _with_month(self, text: str) -> Read | None:
        """12 March, 12th of March 2015, Fri 12 Mar 15; March 12 2015, as Americans write it with letters."""
        text = re.sub(r"[,.]", " ", text)
        text = re.sub(r" +", " ", text).strip()
        match = re.fullmatch(
            r"(?:([a-z]{2,9}) )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?[ \-/]?(?:of )?([a-z]{3,9})"
            r"(?:[ \-/]'?(\d{4}|\d{2}))?",
            text,
        )
        if match:
            weekday, day, month, year = match.groups()
        elif other := re.fullmatch(
            r"(?:([a-z]{2,9}) )?([a-z]{3,9}) (?:the )?(\d{1,2})(?:(?:st|nd|rd|th)(?: (\d{4}))?| (\d{4}))", text
        ):
            weekday, month, day, year = other[1], other[2], other[3], other[4] or other[5]
        else:
            return None
        number = _named(month, MONTHS, 3)
        on = _named(weekday, DAYS, 2) if weekday else None
        if number is None or (weekday and on is None):
            return None
        found = self._day_and_month(int(day), number + 1, year)
        if on is not None and found.weekday() != on:
            named = DAYS[on].capitalize()
            raise NotADate(
                f"{self.quoted}: {found.day} {found:%B %Y} is a {found:%A}, not a {named}. Which do you mean?"
            )
        return Read(found)

    def _month_and_year(self, text: str) -> Read | None:
        match = re.fullmatch(r"([a-z]{3,9})[,.]?(?:[ \-/](?:of )?(')?(\d{4}|\d{2}))?", text)
        number = _named(match[1], MONTHS, 3) if match else None
        if match is None or number is None:
            return None
        month, year, name = number + 1, match[3], MONTHS[number].capitalize()
        if year is None:
            return Read(self._last_or_next(lambda y: date(y, month, 1), "month"), "month")
        if len(year) == 4:
            return Read(self._made(int(year), month, 1), "month")
        if int(year) <= 31 and not match[2]:
            meant = self._with_two_figures(int(year), month)
            raise NotADate(f"{self.quoted} may be {int(year)} {name} or {name} {meant}. Type which.")
        return Read(date(self._with_two_figures(int(year), month), month, 1), "month")

    def _year(self, text: str) -> Read | None:
        match = re.fullmatch(r"(?:in )?(\d{4})", text)
        return Read(self._made(int(match[1]), 1, 1), "year") if match else None

    # -- which year, and whether there is such a day

    def _day_and_month(self, day: int, month: int, year: str | None) -> date:
        if year is None:
            if (day, month) != (29, 2):
                self._made(self.today.year, month, day)  # says what is wrong with it
            return self._last_or_next(lambda y: date(y, month, day), "day")
        if len(year) == 4:
            return self._made(int(year), month, day)
        return self._made(self._with_two_figures(int(year), month, day), month, day)

    def _with_two_figures(self, year: int, month: int, day: int = 1) -> int:
        """The year of this century or the last, by which way the box looks.

        A day that is to come soon is not taken for one of a hundred years ago, but refused: it is a slip.
        """
        this = self.today.year // 100 * 100 + year
        if not self.looks.is_back:
            return min((this - 100, this, this + 100), key=lambda y: (abs(y - self.today.year), -y))
        last_day = calendar.monthrange(this, month)[1] if 1 <= month <= 12 else 28
        then = date(this, month if 1 <= month <= 12 else 1, min(max(day, 1), last_day))
        return this if then <= self.today + TO_TERM else this - 100

    def _last_or_next(self, of_year: Callable[[int], date], size: str) -> date:
        """The day or month of a year that is meant where no year was typed: the last, the next or the nearest."""
        years = range(self.today.year - 8, self.today.year + 9)  # 29 February: 1896 and 1904 are as far apart as can be
        days = [of_year(year) for year in years if _exists(of_year, year)]
        now = self.today if size == "day" else self.today.replace(day=1)
        if self.looks.is_back:
            return max(day for day in days if day <= now)
        if self.looks == Looks.EITHER:
            return min(days, key=lambda day: (abs((day - now).days), day < now))
        return min(day for day in days if day >= now)

    def _made(self, year: int, month: int, day: int) -> date:
        if not 1 <= month <= 12:
            raise NotADate(f"{self.quoted} does not exist: there is no month {month}: the day comes first. {self.help}")
        if not EARLIEST <= year <= LATEST:
            raise NotADate(f"{self.quoted} is in the year {year}. Check the year, and type it such as 12/3/2011.")
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            name = MONTHS[month - 1].capitalize()
            raise NotADate(f"{self.quoted} does not exist: {name} {year} has no day {day}. {self.help}")
        return date(year, month, day)

    # -- whether it can be in such a box

    def judged(self, found: Read) -> Read:
        if found.known != "day" and not self.partial:
            day = found.day
            raise NotADate(
                f"{self.quoted} has no day. A whole date is needed here, such as {day.day}/{day.month}/{day.year}."
            )
        if self.looks == Looks.EXPECTED:
            return self._due(found)
        if self.looks in (Looks.PAST, Looks.BIRTH) and found.day > self.today:
            more = "This box is for things that have happened"
            if self.looks == Looks.BIRTH:
                more = "A baby who is not born yet is recorded as expected"
            raise NotADate(f"{self._to_come(found)}. {more}. {self.help}")
        return replace(found, question=self._question(found))

    def _question(self, found: Read) -> str:
        """What is asked where a date lies the other way, or far off."""
        years_ago = self.today.year - found.last.year
        if self.looks == Looks.BIRTH:
            return self._long_ago(found, f"{years_ago} years ago") if years_ago > OLDEST else ""
        if self.looks == Looks.FUTURE and found.last < self.today:
            return self._long_ago(found, in_words(found.last, today=self.today))
        if self.looks == Looks.SINCE and found.day > self.today:
            return f"{self._to_come(found)} ({in_words(found.day, today=self.today)}). Is that right?"
        if found.day.year - self.today.year > FAR:
            return f"{self._is(found)}. That is {in_words(found.day, today=self.today)}. Is that right?"
        return ""

    def _is(self, found: Read) -> str:
        words = found.in_words
        return self.quoted if words.lower() == self.quoted[1:-1].lower() else f"{self.quoted} is {words}"

    def _to_come(self, found: Read) -> str:
        words = self._is(found)
        return f"{words}{'' if words == self.quoted else ', which'} is in the future"

    def _long_ago(self, found: Read, ago: str) -> str:
        return f"{self._is(found)}. That was {ago}. Is that right?"

    def _due(self, found: Read) -> Read:
        if found.known == "year":
            raise NotADate(f"{self.quoted} has no month. Type at least the month, such as 5/{found.day.year}.")
        if found.day > self.today + TO_TERM:
            far = in_words(found.day, today=self.today)
            raise NotADate(f"{self._is(found)}, {far}. A birth is expected within ten months. {self.help}")
        ago = in_words(found.last, today=self.today)
        if found.last < self.today - OVERDUE_BIRTH:
            raise NotADate(f"{self._is(found)}, {ago}. A baby who has been born is recorded as born. {self.help}")
        return replace(found, question=self._long_ago(found, ago) if found.last < self.today else "")


def _named(word: str, names: tuple[str, ...], fewest: int) -> int | None:
    """The one name that begins so."""
    word = "wed" if word == "weds" else word
    found = [number for number, name in enumerate(names) if len(word) >= fewest and name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _known_to(day: date, known: str, *, is_about: bool = False) -> Read:
    return Read(day.replace(day=1, month=1 if known == "year" else day.month), known, is_about)


def _months_later(day: date, count: int) -> date:
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _exists(of_year: Callable[[int], date], year: int) -> bool:
    try:
        of_year(year)
    except ValueError:
        return False
    return True
