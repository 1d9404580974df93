"""One child's events as they were known on a day, and the spells that they make: a plan, time in care, a placement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from .events import Event

_DATE = attrgetter("date")
CLOSED = "closed"


class End(NamedTuple):
    """What ends a spell. ``of_earlier``: only of what began before that day, such as a closing before a new opening."""

    date: date
    event: Event
    of_earlier: bool = False


class Spell(NamedTuple):
    """From an event to what ended it. ``start`` is None where its beginning lies before what is known."""

    start: Event | None
    day: date
    end: End | None

    def within(self, events: Sequence[Event]) -> list[Event]:
        """Those of some events that fall into it, its first and its last day included."""
        last = self.end.date if self.end else date.max
        return [event for event in events if self.day <= event.date <= last]

    def covers(self, day: date) -> bool:
        """Whether it was running on a day. On the day on which it ended it no longer was."""
        return self.day <= day and (self.end is None or day < self.end.date)


def _order(event: Event) -> tuple[object, ...]:
    """By day and time; of those that are of the same moment, always the same one first, as an obligation names it."""
    known_on = event.recorded or event.date
    unsaid = event.time is None, event.recorded is None
    return event.date, event.time or time.min, sorted(event.detail.items()), known_on, unsaid, str(event.ref)


class History:
    """Events by kind, each in the order of their days; that of the input does not matter."""

    def __init__(self, events: Iterable[Event], on: date) -> None:
        self.on = on
        self.by_kind: dict[str, list[Event]] = {}
        self.planned: list[Event] = []  # known by then, of a later day: only rules that look ahead see them
        twice_a_day: set[str] = set()
        for event in sorted(events, key=_DATE):
            recorded = event.recorded
            if (event.date > on or (recorded is not None and recorded > on)) and not event.is_seen_on(on):
                if recorded is not None and recorded <= on:
                    self.planned.append(event)
                continue
            known = self.by_kind.get(event.kind)
            if known is None:
                self.by_kind[event.kind] = [event]
                continue
            if known[-1].date == event.date:
                twice_a_day.add(event.kind)
            known.append(event)
        for kind in twice_a_day:
            self.by_kind[kind].sort(key=_order)
        self.planned.sort(key=_order)

    def of(self, *kinds: str) -> list[Event]:
        """Events of these kinds, in order."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        return sorted((event for kind in kinds for event in self.by_kind.get(kind, ())), key=_DATE)

    def once_a_day(self, kind: str) -> list[Event]:
        """Events of a kind, the first of each day: two visits on a day are one."""
        known = self.by_kind.get(kind, [])
        return [event for n, event in enumerate(known) if not n or known[n - 1].date != event.date]

    @cached_property
    def closings(self) -> list[End]:
        """``closed`` ends whatever is open; on a day of reopening, only what was open before."""
        reopened = {event.date for event in self.of("opened")}
        found = []
        for event in self.of(CLOSED):
            opened_then = event.date in reopened
            was_open = opened_then and self._is_open_before(event.date)
            found.append(End(event.date, event, was_open))
        return found

    def _is_open_before(self, day: date) -> bool:
        opened = [event.date for event in self.of("opened") if event.date < day]
        closed = [event.date for event in self.of(CLOSED) if event.date < day]
        return bool(opened) and (not closed or closed[-1] <= opened[-1])

    def closing_after(self, event: Event, arose: date) -> End | None:
        """The closing that ends what arose on a day from an event."""
        for end in self.closings:
            if end.date > arose or (end.date == arose and not end.of_earlier and not is_earlier(end.event, event)):
                return end
        return None

    def ends(self, *kinds: str) -> list[End]:
        """Events of these kinds and closings, as what may end something."""
        found = [End(event.date, event) for event in self.of(*kinds)] if kinds else []
        return sorted([*found, *self.closings], key=_DATE) if self.closings else found

    @cached_property
    def born(self) -> date | None:
        """The day of birth, else the one on which it is expected; of several the one that was recorded last."""
        known = self.of("born")
        real = [event for event in known if event.says("expected") != "yes"] or known
        return max((event.recorded or event.date, event.date) for event in real)[1] if real else None

    @cached_property
    def variations(self) -> dict[str, list[Event]]:
        """By the id of the obligation that they put off."""
        found: dict[str, list[Event]] = {}
        for event in self.of("varied"):
            found.setdefault(event.detail.get("obligation", ""), []).append(event)
        return found

    @cached_property
    def care(self) -> list[Spell]:
        """Times in care. Without any ``looked_after`` there is one that began before what is known."""
        begun = self.of("looked_after")
        if begun:
            return spells(begun, self.ends("left_care"), again=_other_kind_of_care)
        signs = self.of("health_assessment", "lac_review")
        if not signs:
            return []
        day = signs[0].date
        return [Spell(None, day, next((end for end in self.ends("left_care") if end.date >= day), None))]

    @cached_property
    def plans(self) -> list[Spell]:
        """Protection plans. Without any conference that made one, a review conference shows that there is one."""
        begun = [event for event in self.of("icpc") if event.says("plan") == "yes"]
        return spells(begun or self.of("rcpc"), self.ends("cp_plan_ended"), again=lambda *_: bool(begun))

    @cached_property
    def placements(self) -> list[Spell]:
        """Placements; a move ends the one before. A change of one that is not known shows that there is one."""
        ends, begun = self.ends("placement_ended", "left_care"), self.of("placement")
        found = spells(begun, ends, again=_always)
        changes = self.by_kind.get("placement_regime")
        if changes:
            lost = [one for one in changes if not any(p.covers(one.date) or p.day == one.date for p in found)]
            if lost:
                starts = sorted([*begun, *lost], key=_DATE)
                found = spells(starts, ends, again=lambda _, begins: begins.kind == "placement")
        return found


def spells(starts: Sequence[Event], ends: Sequence[End], *, again: Callable[[Event, Event], bool]) -> list[Spell]:
    """What begins and ends, one at a time. ``again``: whether a start while one is open ends it and begins another.

    Of a start and an end on one day, the end comes first where something was open before, else the start; or their
    times say.
    """
    found: list[Spell] = []
    current: Event | None = None
    if not ends:
        for begins in starts:
            if current is not None:
                if not again(current, begins):
                    continue
                if current.date != begins.date:  # of two on one day, the last is meant
                    found.append(Spell(current, current.date, End(begins.date, begins)))
            current = begins
        return [*found, Spell(current, current.date, None)] if current is not None else found
    days: dict[date, tuple[list[Event], list[End]]] = {}
    for begins in starts:
        days.setdefault(begins.date, ([], []))[0].append(begins)
    for end in ends:
        days.setdefault(end.date, ([], []))[1].append(end)
    for day in sorted(days):
        begun, ended = days[day]
        if current is not None and ended:
            found.append(Spell(current, current.date, ended[0]))
            current = None
            # A closing ends what began on its day too.
            ended = [end for end in ended if begun and (end.event.kind == CLOSED or is_earlier(begun[0], end.event))]
        for begins in begun:
            if current is not None:
                if not again(current, begins):
                    continue
                if current.date != day:
                    found.append(Spell(current, current.date, End(day, begins)))
            current = begins
        if current is not None and current.date == day:
            end_of_it = next((end for end in ended if not end.of_earlier and not is_earlier(end.event, current)), None)
            if end_of_it is not None:
                found.append(Spell(current, day, end_of_it))
                current = None
    return [*found, Spell(current, current.date, None)] if current is not None else found


def is_earlier(one: Event, other: Event) -> bool:
    """Whether of two events on one day, the times say that one came first."""
    return one.time is not None and other.time is not None and one.time < other.time


def _always(*_: Event) -> bool:
    return True


def _other_kind_of_care(current: Event, begins: Event) -> bool:
    """Short breaks that become full care, or the other way, begin a time in care of their own."""
    return current.says("short_breaks") != begins.says("short_breaks")
