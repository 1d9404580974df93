"""Which families stand on the next agenda, in which order, and why. Pure: facts in, lines out.

The rule: crises and families new to the unit; those with a date near, an expected end near or
something overdue; then those not discussed for longest, so that every open family is discussed within four weeks
(a quarter of them each week: Forrester et al. 2013, chapter 5).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.clocks.humanize import count, in_words, short_day, span
from kinwork.clocks.working_days import next_of

from .models.meeting import BroughtForward, Why

ORDER = [Why.CRISIS, Why.NEW, Why.DATE, Why.OVERDUE, Why.ASKED, Why.TURN]
DAY, WEEK = timedelta(days=1), timedelta(days=7)
SHORTEST = 10  # minutes: less is not a discussion
LONGEST = 60


@dataclass(frozen=True)
class Candidate:
    """What the agenda needs to know of one open family."""

    family_id: int
    name: str
    with_us_since: date
    last_discussed: date | None = None
    expected_end: date | None = None
    dates: tuple[tuple[date, str], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()  # (crisis or asked, words)
    overdue: tuple[tuple[date, str], ...] = ()  # due date, "task" or "conversation"
    apart: bool = False  # only named people know of it: the others' agenda is as if it were not there


@dataclass(frozen=True)
class Rules:
    """The authority's own figures."""

    discuss_every_weeks: int = 4
    dates_soon_days: int = 14
    meets: tuple[int, ...] = ()  # the unit's usual weekdays; none said: once a week, on the day of the meeting

    @property
    def meetings_a_week(self) -> int:
        return max(len(self.meets), 1)

    def next_after(self, on: date) -> date:
        """When the unit usually meets next: for a pod the next morning, for others in a week."""
        return next_of(self.meets, on + DAY) if on.weekday() in self.meets else on + WEEK


@dataclass(frozen=True)
class AgendaLine:
    """One family on the agenda."""

    family_id: int
    why: Why
    reason: str
    minutes: int
    must: bool
    sort: tuple[int, int, str]


def build(candidates: Iterable[Candidate], *, on: date, minutes: int, rules: Rules | None = None) -> list[AgendaLine]:
    """The agenda for a meeting on a day with ``minutes`` for families, in order.

    Every family that must be talked of is on it, even if the time does not suffice: the unit decides what waits.
    When there is room, those longest undiscussed fill it up to a quarter of all families; where a unit meets several
    times a week, to that meeting's part of a quarter.

    Families apart are put to the agenda that the others make: they take neither place nor minutes from them, or whoever
    must not know of one would see its minutes missing from the sum.
    """
    rules = rules or Rules()
    families = list(candidates)
    known = [family for family in families if not family.apart]
    lines = _shared_out(known, on, minutes, rules)
    for family in families:
        if family.apart:
            with_it = _shared_out([*known, family], on, minutes, rules)
            lines += [line for line in with_it if line.family_id == family.family_id]
    return sorted(lines, key=lambda line: (not line.must, line.sort))


def _shared_out(families: list[Candidate], on: date, minutes: int, rules: Rules) -> list[AgendaLine]:
    lines = sorted((_line(family, on, rules) for family in families), key=lambda line: line.sort)
    must = [line for line in lines if line.must]
    may = [line for line in lines if not line.must]
    share = math.ceil(len(families) / max(rules.discuss_every_weeks * rules.meetings_a_week, 1))
    room = max(share - len(must), 0)
    return _with_minutes(must + may[:room], minutes)


def said_of(asked: BroughtForward) -> tuple[str, str]:
    """What was asked, as it stands on an agenda: on one that was made with it, and on one that was there already."""
    at = asked.at
    made_with = f"{asked.words} ({asked.by.first_name}, {at:%a} {at.day} {at:%b})"
    return made_with, f"{asked.words} ({asked.by.full_name})"


def reasons_for(family: Candidate, *, on: date, rules: Rules | None = None) -> tuple[Why, str]:
    """Why a family would stand on the agenda of a day: the most pressing kind, and every reason in words."""
    line = _line(family, on, rules or Rules())
    return line.why, line.reason


def waited_too_long(last_discussed: date | None, since: date, on: date, every_weeks: int) -> bool:
    """Whether the unit has not talked of a family for longer than it should: since the last time, or since it came."""
    return (last_discussed or since) + every_weeks * WEEK <= on


def _line(family: Candidate, on: date, rules: Rules) -> AgendaLine:
    found: list[tuple[Why, int, str]] = []
    for kind, words in family.asked:
        why = Why.CRISIS if kind == "crisis" else Why.ASKED
        found.append((why, 0, words))
    if family.last_discussed is None:
        found.append((Why.NEW, 0, f"New to the unit since {short_day(family.with_us_since, on)}, not yet discussed"))
    # Where a unit meets every morning, what it discussed the other day does not come back each morning for the same
    # date, only at the last meeting before it.
    lately = family.last_discussed is not None and on - family.last_discussed < WEEK
    just_discussed = lately and rules.meetings_a_week > 1
    found += _dates(family, on, rules, until=rules.next_after(on) if just_discussed else None)
    if family.overdue and not just_discussed:
        first = min(due for due, _ in family.overdue)
        tasks = sum(1 for _, what in family.overdue if what == "task")
        talks = len(family.overdue) - tasks
        parts = [count(tasks, "task")] * bool(tasks) + [count(talks, "planned conversation")] * bool(talks)
        found.append((Why.OVERDUE, (first - on).days, f"{' and '.join(parts)} overdue, since {short_day(first, on)}"))
    turn, is_due = _turn(family, on, rules)
    if turn and (is_due or not found):
        found.append((Why.TURN, -(on - (family.last_discussed or family.with_us_since)).days, turn))
    found.sort(key=lambda reason: (ORDER.index(reason[0]), reason[1]))
    why, rank, _ = found[0]
    return AgendaLine(
        family_id=family.family_id,
        why=why,
        reason=". ".join(words for _, _, words in found)[:400],
        minutes=0,
        must=why != Why.TURN or is_due,
        sort=(ORDER.index(why), rank, family.name.casefold()),
    )


def _dates(family: Candidate, on: date, rules: Rules, *, until: date | None) -> list[tuple[Why, int, str]]:
    soon = until or on + timedelta(days=rules.dates_soon_days)
    found = [
        (Why.DATE, (day - on).days, f"{short_day(day, on)}, {in_words(day, today=on)}: {what}")
        for day, what in sorted(family.dates)
        if on <= day <= soon
    ]
    end = family.expected_end
    if end and end <= soon and not (until and end < on):
        words = "Due to end" if end >= on else "Was due to end"
        found.append((Why.DATE, (end - on).days, f"{words} {short_day(end, on)}, {in_words(end, today=on)}"))
    return found


def _turn(family: Candidate, on: date, rules: Rules) -> tuple[str, bool]:
    """Words for a family's turn, and whether waiting for the next meeting would break the rule."""
    if family.last_discussed is None:
        return "", False
    ago = (on - family.last_discussed).days
    is_due = family.last_discussed + rules.discuss_every_weeks * WEEK < rules.next_after(on)
    lead = "Its turn: last" if is_due else "Last"
    return f"{lead} discussed {span(ago)} ago, {short_day(family.last_discussed, on)}", is_due


def _with_minutes(lines: list[AgendaLine], minutes: int) -> list[AgendaLine]:
    """Share the time out, crises and new families getting half as much again, in steps of five minutes."""
    if not lines:
        return []
    weights = [1.5 if line.why in (Why.CRISIS, Why.NEW) else 1.0 for line in lines]
    each = minutes / sum(weights)
    rounded = [min(max(int(each * weight // 5) * 5, SHORTEST), LONGEST) for weight in weights]
    return [
        AgendaLine(line.family_id, line.why, line.reason, time, line.must, line.sort)
        for line, time in zip(lines, rounded, strict=True)
    ]
