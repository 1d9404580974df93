"""What a source is asked with, and what it brings; and which sources there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar, cast

from kinwork.cases.models import Involvement
from kinwork.families.held import HeldFamily
from kinwork.layouts.blocks import Block
from kinwork.layouts.known import KNOWN
from kinwork.people.models import Person

Read = TypeVar("Read")


@dataclass(frozen=True)
class Reading:
    """For which document a source is read. ``for_people``: who of the family reads it, nobody for professionals only.

    ``last``: the day of the last finalised document of the same kind about the same children; none before the first.
    """

    held: HeldFamily
    involvement: Involvement
    children: tuple[Person, ...]
    every_child: frozenset[int]  # of the family, whether the document is about them or not
    for_people: frozenset[int]
    today: date
    last: date | None = None
    _read: dict[Callable[[Reading], Any], Any] = field(default_factory=dict)

    @property
    def family_id(self) -> int:
        return self.held.pk

    @property
    def child_ids(self) -> frozenset[int]:
        return frozenset(one.pk for one in self.children)

    @property
    def is_for_family(self) -> bool:
        return bool(self.for_people)

    def once(self, read: Callable[[Reading], Read]) -> Read:
        """What several sections need, read once for the whole document."""
        if read not in self._read:
            self._read[read] = read(self)
        return cast(Read, self._read[read])

    def since(self, said: object) -> date | None:
        """From which day on, as a layout says it; None for all that there is."""
        words = str(said or "all")
        if words == "all":
            return None
        if words == "opening":
            return self.involvement.opened_on
        if words == "last time":
            return self.last or self.involvement.opened_on
        number, unit = re.fullmatch(r"(\d+) (day|week|month|year)s?", words).groups()  # type: ignore[union-attr]
        return _before(self.today, int(number), unit)


def _before(today: date, number: int, unit: str) -> date:
    """So long before a day.

    >>> _before(date(2026, 3, 31), 1, "month"), _before(date(2024, 2, 29), 1, "year")
    (datetime.date(2026, 2, 28), datetime.date(2023, 2, 28))
    """
    if unit in ("day", "week"):
        return today - timedelta(days=number * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1)
    for day in (today.day, 30, 29, 28):
        try:
            return date(max(1, months // 12), months % 12 + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


class For(StrEnum):
    """Who may be given what a source brings."""

    ANYBODY = "anybody"  # it leaves out by itself whatever is kept from whoever it is made for
    LOOKED_THROUGH = "looked through"  # written for professionals: read by somebody before the family reads it
    PROFESSIONALS = "professionals"  # never in anything made for the family


@dataclass(frozen=True)
class Edit:
    """Where what a section says is edited, or something is added to it."""

    words: str
    address: str


Bring = Callable[[Reading, Mapping[str, Any]], Sequence[Block]]
Heed = Callable[[Reading, Mapping[str, Any]], str]
Edits = Callable[[Reading], Sequence[Edit]]


@dataclass(frozen=True)
class Source:
    """One source: its key in layouts, what brings it, for whom that is, and where it is edited."""

    key: str
    bring: Bring
    whom: For
    edits: Edits
    empty: str  # what a draft says where there is nothing yet
    heed: Heed = lambda reading, options: ""  # what whoever reads it for the family has to look out for


_sources: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Bring sources. Each is one that layouts know."""
    for one in sources:
        if one.key not in KNOWN:
            raise ValueError(f"documents: layouts know no source “{one.key}” (layouts/known.py)")
        _sources.setdefault(one.key, one)


def source_of(key: str) -> Source | None:
    """The source of a key; none for own words."""
    return _sources.get(key)
