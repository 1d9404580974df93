"""What a search was asked for, as the beginning of a new family: only what may be a name, and a date of birth."""

from __future__ import annotations

import re
from itertools import takewhile

from kinwork.clocks.natural_dates import MONTHS
from kinwork.people.query_parser import Query

# Said of somebody, and never what they are called.
NO_NAMES = frozenset([
    "a", "about", "age", "aged", "an", "baby", "born", "boy", "child", "dad", "daughter", "days", "dob", "family",
    "father", "girl", "mother", "month", "months", "mths", "mum", "of", "old", "son", "the", "unborn", "week", "weeks",
    "wks", "year", "years", "yrs",
])  # fmt: skip


def as_person(asked: Query, *, unit: str = "") -> tuple[str, dict[str, str]]:
    """What was typed, as a family's name and the first fields of somebody in it.

    An address or a number ends the name, as people type them after it. ``unit``: who is to hold the family, where its
    name was typed too.
    """
    words = list(takewhile(lambda word: not any(sign.isdecimal() for sign in word), asked.words))
    words = [word for word in words if word.casefold().strip("’'.") not in NO_NAMES]
    if asked.years and words and _is_month(words[-1], asked.typed):
        words.pop()
    named = unit.casefold().split()
    if named and len(words) > len(named) and [word.casefold() for word in words[-len(named) :]] == named:
        words = words[: -len(named)]
    words = [word if word != word.casefold() else word.title() for word in words]
    said = {"given_name": " ".join(words[:-1]), "family_name": words[-1]} if words else {}
    if asked.born:
        day = asked.born[0]
        said["born_on"] = f"{day.day}/{day.month}/{day.year}"
    elif asked.years and asked.years[0] == asked.years[1]:
        said["born_on"] = str(asked.years[0])
    return (words[-1] if words else ""), said


def _is_month(word: str, typed: str) -> bool:
    """Whether a word is the month of a year that was typed: “May 2011”, not somebody called May."""
    is_one = any(word.casefold().rstrip(".") in (month, month[:3]) for month in MONTHS)
    return is_one and re.search(rf"\b{re.escape(word)}\.? (?:18|19|20)\d\d\b", typed) is not None


def begins_with(asked: Query, *, unit: str = "") -> str:
    """What a new family's form would begin with, in words; nothing if it would be empty."""
    family_name, somebody = as_person(asked, unit=unit)
    said = []
    if family_name:
        given = somebody.get("given_name", "")
        said.append(f"family {family_name}" + (f", with {given} {family_name}" if given else ""))
    if "born_on" in somebody:
        said.append(f"born {somebody['born_on']}")
    return ", ".join(said)
