"""Of which day the lists are, and what every line of a child says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.clocks.periods import months_after

from ..around import Around
from ..reading import Child
from .codes import GENDER, NO_DISABILITY, NOT_RECORDED, ethnicity

CHILD = "Child Unique ID"
Line = dict[str, Any]


@dataclass(frozen=True)
class As:
    """Of which day, and what lies how far back; where postcodes are, if a table was brought."""

    on: date
    half: date  # six months before
    year: date  # twelve months before
    places: Mapping[str, str]  # postcode without blanks: code of the authority
    authority: str = ""


def as_of(on: date, places: Mapping[str, str] | None = None, authority: str = "") -> As:
    return As(on, months_after(on, -6), months_after(on, -12), places or {}, authority)


def who(child: Child, at: As) -> Line:
    age = child.age(at.on)
    return {
        CHILD: child.number,
        "Gender": GENDER.get(child.sex, NOT_RECORDED),
        "Ethnicity": ethnicity(child.ethnicity),
        "Date of Birth": child.born or child.expected,
        "Age": age,
    }


def disabled(child: Child, at: As) -> bool | None:
    codes = child.disabilities(at.on)
    return any(code != NO_DISABILITY for code in codes) if codes else None


def seen_between(child: Child, near: Around, first: date, last: date) -> list[Any]:
    return [one for one in near.seen.get(child.id, ()) if first <= one.on <= last]
