"""Rows of an event file, checked: from the strings of a row to an event, or to what was wrong with it.

>>> rows = EventRows({"ICPC"})
>>> rows.event("strategy", "2026-03-30", "14:05", "s47=yes").detail["s47"]
'yes'
>>> rows.event("strategy", "2026-02-30")
Traceback (most recent call last):
kinwork.clocks.event_rows.BadEvent: date: found '2026-02-30', expected a day that exists, such as 2026-03-30
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, time
from sys import intern
from typing import NamedTuple

from .events import ANY, DATES, IDS, KINDS, NOTHING, Event

REMEMBERED = 50_000  # dates and details that are kept as they were read
_DAY, _TIME = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"([01]\d|2[0-3]):[0-5]\d")
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class BadEvent(ValueError):
    """What was found in which cell and what was expected."""


class _Said(NamedTuple):
    """A kind, the one string for all its events, and what a detail says."""

    kind: str
    detail: Mapping[str, str]


class EventRows:
    """Reads rows, remembering what it has read before: files of millions of rows have few dates and few details."""

    def __init__(self, ids: Collection[str]) -> None:
        self.ids = ids
        self._days: dict[str, date] = {}
        self._times: dict[str, time | None] = {"": None}
        self._known_on: dict[str, date | None] = {"": None}
        self._details: dict[tuple[str, str], _Said] = {}
        self._bare = {kind: _Said(kind, NOTHING) for kind in KINDS if kind != "varied"}

    def event(self, kind: str, day: str, at: str = "", detail: str = "", recorded: str = "") -> Event:
        """The event of a row. Raises :class:`BadEvent`."""
        try:  # as a rule, all of it has been read before
            said = self._details[kind, detail] if detail else self._bare[kind]
            return Event(said.kind, self._days[day], self._times[at], said.detail, self._known_on[recorded])
        except KeyError:
            return self._first(kind, day, at, detail, recorded)

    def _first(self, kind: str, day: str, at: str, detail: str, recorded: str) -> Event:
        if kind not in KINDS:
            raise BadEvent(f"event: found '{_short(kind)}', expected one of {', '.join(KINDS)}")
        when = self._days.get(day) or self._day(day, "date")
        clock = self._times[at] if at in self._times else self._time(at)
        said = self._detail(kind, detail)
        known_on = (self._days.get(recorded) or self._day(recorded, "recorded")) if recorded else None
        if len(self._known_on) < REMEMBERED:
            self._known_on[recorded] = known_on
        return Event(said.kind, when, clock, said.detail, known_on)

    def _day(self, text: str, cell: str) -> date:
        found = day_of(text)
        if found is None:
            raise BadEvent(f"{cell}: found '{_short(text)}', expected a day that exists, such as 2026-03-30")
        if len(self._days) < REMEMBERED:
            self._days[text] = found
        return found

    def _time(self, text: str) -> time | None:
        if not _TIME.fullmatch(text):
            raise BadEvent(f"time: found '{_short(text)}', expected hours and minutes, such as 14:05")
        found = time(int(text[:2]), int(text[3:]))
        self._times[text] = found
        return found

    def _detail(self, kind: str, text: str) -> _Said:
        if not text and kind in self._bare:
            return self._bare[kind]
        known = KINDS[kind][1]
        found: dict[str, str] = {}
        for part in text.split(";"):
            if not part.strip():
                continue
            key, is_pair, value = (one.strip() for one in part.partition("="))
            if not is_pair or key not in known:
                expected = f"one of {', '.join(f'{one}=' for one in known)}" if known else "no detail"
                raise BadEvent(f"detail: found '{_short(part.strip())}', expected {expected} for {kind}")
            if key in found and found[key] != value:
                raise BadEvent(f"detail: found {key} twice, expected it once")
            self._check(key, value, known[key])
            found[key] = value
        for key in ("obligation", "until") if kind == "varied" else ():
            if key not in found:
                raise BadEvent(f"detail: found no {key}, expected obligation=ID;until=DATE;by=NAME;reason=WORDS")
        said = _Said(intern(kind), found)
        if len(self._details) < REMEMBERED:
            self._details[said.kind, text] = said
        return said

    def _check(self, key: str, value: str, values: tuple[str, ...]) -> None:
        said = f"detail: found '{key}={_short(value)}', expected {key}="
        if values is DATES:
            if day_of(value) is None:
                raise BadEvent(f"{said}a day that exists, such as 2026-03-30")
        elif values is IDS:
            if value not in self.ids:
                raise BadEvent(f"{said}the id of a rule, such as ICPC")
        elif values is ANY:
            if not value:
                raise BadEvent(f"{said}words")
        elif value not in values:
            raise BadEvent(f"{said}{' or '.join(values) if len(values) == 2 else 'one of ' + ', '.join(values)}")


def day_of(text: str) -> date | None:
    """The day that is written as 2026-03-30, if there is such a day between 1900 and 2199."""
    if not _DAY.fullmatch(text) or not text.isascii():
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def _short(text: str) -> str:
    return " ".join(text.split())[:60]
