"""Ids of rows that are made by chance, the same ones whichever process makes them; and moments of a day."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

# Ids count time (docs/adr/0059): so many to a millisecond, since 2020.
IDS_A_MS = 8192
EPOCH = date(2020, 1, 1)
FAMILY_MS = 5_000


@dataclass
class Ids:
    """Ids that rise within one family, in some seconds of their own: whichever process makes them, the same ones.

    They lie in the days before the load, so that whatever the database makes afterwards comes after them.
    """

    chance: random.Random
    last: int
    end: int

    @classmethod
    def of_family(cls, chance: random.Random, number: int, today: date) -> Ids:
        first = (today - timedelta(days=2) - EPOCH) // timedelta(milliseconds=1) + number * FAMILY_MS
        return cls(chance, first * IDS_A_MS, (first + FAMILY_MS) * IDS_A_MS)

    def __call__(self) -> int:
        self.last += 1 + int(self.chance.random() * IDS_A_MS)
        if self.last >= self.end:
            raise OverflowError("A family has more rows than its ids have room for.")
        return self.last


def at(day: date, hour: int = 16, minute: int = 0) -> datetime:
    """A moment of a day, as the rows keep it; the hour is Greenwich's."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
