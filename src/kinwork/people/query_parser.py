"""What somebody typed into the search: dates, numbers, postcodes and ages are taken out; what is left are words.

>>> from datetime import date
>>> asked = read("amy stone 12/3/15", today=date(2026, 11, 21))
>>> asked.words, asked.born
(['amy', 'stone'], [datetime.date(2015, 3, 12)])
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from kinwork.clocks.natural_dates import MONTHS

from . import numbers

OLDEST = 120
MOST_WORDS = 8
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]}|t)?" if month[3:] else month for month in MONTHS)
# In the order of reading; a year may have two figures and a month be a word. Days come before months, as people write.
_DATES = [
    re.compile(r"\b(?P<y>(?:18|19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<d>\d{1,2})\s*[-/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<y>(?:18|19|20)\d\d|\d\d)\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?(?P<w>{_MONTH})\.?[\s\-/.,]*"
               r"(?P<y>(?:18|19|20)\d\d|\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<w>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:18|19|20)\d\d)\b",
               re.IGNORECASE),
    re.compile(r"\b(?P<d>\d\d)\s(?P<m>\d\d)\s(?P<y>(?:18|19|20)\d\d|\d\d)\b"),
    re.compile(r"\b(?P<d>\d\d)(?P<m>\d\d)(?P<y>(?:18|19|20)\d\d)\b"),
    re.compile(r"(?<![\d ])(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d\d)(?![\d ])|^(?P<d2>\d\d)(?P<m2>\d\d)(?P<y2>\d\d)$"),
]  # fmt: skip
_AGE = re.compile(r"\b(?:aged?\s*(\d{1,3})|(\d{1,3})\s*(?:yrs?|years?)(?:\s*old)?|(\d{1,3})\s*y/?o)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:born(?:\s+in)?|b\.?)\s*((?:18|19|20)\d\d)\b|\b((?:19|20)\d\d)\s*$", re.IGNORECASE)
# Begins with a nought, or with the country's number; a day in figures that begins with a nought goes on otherwise.
_TELEPHONE = re.compile(
    r"(?<![\w/.+-])(?!\d\d?\s\d\d?\s(?:18|19|20)\d\d\b)(?:(?:\+|00)44[\s-]?(?:\(0\))?|0)\d(?:[\s-]?\d){8,9}(?!\d)"
)
_EMAIL = re.compile(r"(?<!\S)[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+")
_NHS = re.compile(r"(?<!\d)(\d{3})[ \-]?(\d{3})[ \-]?(\d{4})(?!\d)")
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s?(\d[a-z]{2})\b", re.IGNORECASE)
_OUTWARD = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)(?:\s(\d[a-z]?))?\s*$", re.IGNORECASE)
_NOISE = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on| in)?|nhs(?: number| no\.?)?|upn|postcode)\b[:\s]*", re.IGNORECASE
)


@dataclass
class Query:
    """What was asked for."""

    typed: str
    words: list[str] = field(default_factory=list)
    born: list[date] = field(default_factory=list)  # the first is how it is written here; others how it may be meant
    years: tuple[int, int] | None = None  # of birth, from and to
    nhs: str = ""
    number: str = ""
    postcode: str = ""  # small letters, with its space; the beginning of one ends without a letter
    notes: list[str] = field(default_factory=list)  # what could not be as it was typed, in words

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.born or self.years or self.nhs or self.number or self.postcode)


def parse(typed: str, *, today: date) -> Query:
    """What was typed, taken apart. Never raises: what makes no sense as a number is looked for as words."""
    asked = Query(" ".join(typed.split())[:120])
    rest = _take_contact(asked, asked.typed)
    rest = _NHS_first(asked, rest)
    rest = _take_dates(asked, rest, today)
    if not asked.number and (found := _UPN.search(rest)):
        asked.number = found[0].lower()
        rest = _without(rest, found)
    rest = _take_postcode(asked, rest)
    rest = _take_years(asked, rest, today)
    rest = _NOISE.sub(" ", rest)
    asked.words = [word for word in re.split(r"[\s,;:]+", rest) if re.search(r"\w", word)][:MOST_WORDS]
    return asked


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _take_contact(asked: Query, text: str) -> str:
    """A telephone number or an email address, as the index has them; an NHS number never begins with a nought."""
    if found := _EMAIL.search(text):
        asked.number = found[0].lower()
        return _without(text, found)
    if found := _TELEPHONE.search(text):
        asked.number = telephone_digits(found[0])
        return _without(text, found)
    return text


def telephone_digits(said: str) -> str:
    """A number as it is dialled here, however it is written.

    >>> telephone_digits("+44 (0)7700 900-142"), telephone_digits("07700 900142")
    ('07700900142', '07700900142')
    """
    return re.sub(r"\D", "", re.sub(r"^\s*(?:\+|00)44\s*(?:\(0\))?", "0", said))


def _NHS_first(asked: Query, text: str) -> str:  # noqa: N802 -- an NHS number would else be read as a date
    found = _NHS.search(text)
    if not found:
        return text
    asked.nhs = "".join(found.groups())
    try:
        numbers.nhs_number(asked.nhs)
    except numbers.NotANumber as problem:
        asked.notes.append(str(problem))
    return _without(text, found)


def _take_dates(asked: Query, text: str, today: date) -> str:
    for pattern in _DATES:
        for found in pattern.finditer(text):
            said = {key: value for key, value in found.groupdict().items() if value}
            day, month, year = (said.get(key) or said.get(f"{key}2") for key in "dmy")
            month = month or str([one[:3] for one in MONTHS].index(said["w"][:3].lower()) + 1)
            meant = _meant(int(day or 0), int(month), year or "", today, is_figures="w" not in said)
            if not meant:
                asked.notes.append(
                    f"“{found[0].strip()}” is not a date of birth: there is no such day, or it is in the future."
                )
                continue
            asked.born = meant
            return _without(text, found)
    return text


def _meant(day: int, month: int, year: str, today: date, *, is_figures: bool) -> list[date]:
    """The day that is written; then, if all is figures, the one with day and month the other way round."""
    years = [int(year)] if len(year) == 4 else [century + int(year) for century in (2000, 1900)]
    days = []
    for one in years:
        for d, m in ((day, month), (month, day)) if is_figures else ((day, month),):
            try:
                then = date(one, m, d)
            except ValueError:
                continue
            # Nearly a year ahead: a baby that is expected.
            if then not in days and (then - today).days < 300 and today.year - one <= OLDEST:
                days.append(then)
        if days:
            break
    return days


def _take_postcode(asked: Query, text: str) -> str:
    if found := _POSTCODE.search(text):
        asked.postcode = f"{found[1]} {found[2]}".lower()
        return _without(text, found)
    if found := _OUTWARD.search(text):
        asked.postcode = f"{found[1]} {found[2] or ''}".lower()
        return _without(text, found)
    return text


def _take_years(asked: Query, text: str, today: date) -> str:
    if found := _AGE.search(text):
        age = int(next(part for part in found.groups() if part))
        if age <= OLDEST:
            asked.years = (today.year - age - 1, today.year - age)
            return _without(text, found)
    if found := _YEAR.search(text):
        year = int(found[1] or found[2])
        if today.year - OLDEST <= year <= today.year + 1:
            asked.years = (year, year)
            return _without(text, found)
    return text
