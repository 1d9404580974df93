"""Placements: their papers, and visits in the rhythm of their regime (SI 2010/959, regulations 4, 9, 13 and 28).

A visit meets the open obligation and starts the next from its own day, in the rhythm and under the id of the regime on
that day. A regime that has a first week of its own (with parents, with a connected person, for adoption) starts with
the placement or with the change, and what was open under the former regime ends then; a change to an ordinary regime
leaves what is open until the next visit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from .counting import Counting, first_after
from .events import Event
from .history import End, Spell, is_earlier
from .periods import Period, months_after
from .rules import Rule

WITH_A_FIRST_WEEK = {
    "parent_unassessed": "LAC-V-R19",
    "temporary_connected": "LAC-V-R24",
    "ico_parent": "LAC-V-R24",
    "care_order_parent": "LAC-V-CO",
    "adoption": "ADOP-V",
}
UNTIL_REVIEW = ("LAC-V-R19", "LAC-V-R24", "ADOP-V")
PAPERS = ("LAC-PPLAN", "LAC-NOTIFY")


class Regime(NamedTuple):
    """A stretch of a placement: since when, from which event, and whether what was open before ends with it."""

    day: date
    event: Event
    name: str
    to_18: bool
    starts_anew: bool


def regimes_of(count: Counting, placement: Spell) -> list[Regime]:
    """The regimes of a placement one after another; a change on its first day is its first."""
    assert placement.start is not None
    start = placement.start
    found = [Regime(placement.day, start, start.says("regime"), start.says("to_18") == "yes", True)]
    for event in placement.within(count.history.of("placement_regime")):
        if event is start:
            continue
        last = found[-1]
        said = event.detail
        name = event.says("regime") if "regime" in said or "to_18" not in said else last.name
        to_18 = event.says("to_18") == "yes" if "to_18" in said else last.to_18
        if event.date == placement.day:
            found[-1] = Regime(placement.day, start, name, to_18, True)
            continue
        anew = name != last.name and (name in WITH_A_FIRST_WEEK or last.name == "adoption")
        found.append(Regime(event.date, event, name, to_18, anew))
    return found


def adoptions(count: Counting) -> list[Spell]:
    """Stretches in which the child is placed for adoption."""
    found: list[Spell] = []
    for placement in count.history.placements:
        regimes = regimes_of(count, placement)
        for n, regime in enumerate(regimes):
            if regime.name != "adoption" or (n and regimes[n - 1].name == "adoption"):
                continue
            other = next((one for one in regimes[n:] if one.name != "adoption"), None)
            found.append(Spell(regime.event, regime.day, End(other.day, other.event) if other else placement.end))
    return found


def add_placements(count: Counting) -> None:
    """Plans, notices and visits of every placement."""
    history = count.history
    if not history.placements:
        return
    visits, reviews = history.once_a_day("lac_visit"), history.of("lac_review")
    before: Spell | None = None
    for placement in history.placements:
        start = placement.start
        assert start is not None
        is_short = any(care.start and care.start.says("short_breaks") == "yes" and care.covers(placement.day)
                       for care in history.care)  # fmt: skip
        if start.kind == "placement":
            _papers(count, placement, before, is_short=is_short)
        _visits(count, placement, visits, reviews, is_short=is_short)
        before = placement


def _papers(count: Counting, placement: Spell, before: Spell | None, *, is_short: bool) -> None:
    start = placement.start
    assert start is not None
    history = count.history
    left = max((end.date for end in history.ends("left_care") if end.date <= placement.day), default=date.min)
    is_first = before is None or before.day < left or _begins_care(count, before, placement)
    owed = [*(["LAC-PLAN"] if is_first and start.says("court_plan") != "yes" else []), *([] if is_short else PAPERS)]
    for id_ in owed:
        rule = count.rules.version(id_, placement.day)
        if rule is None or rule.period is None:
            continue
        end = _end_of_care(count, placement) if id_ == "LAC-PLAN" else placement.end
        made, since = history.of(*rule.kinds_that_meet), left
        if before is not None and before.day > left:
            # What was made while the child lived elsewhere may have been a change of the plan for there: it counts from
            # as long before the move as there is time after it, and where the former placement has its own.
            of_before = first_after(made, before.start or start, before.day, before.end)
            shortly = replace(rule.period, before=True).after(placement.day)[0] or placement.day
            since = max(before.day, shortly, of_before.date + timedelta(days=1) if of_before else date.min)
        count.add(rule, start, _paper(made, start, since, end), end, period=rule.period)


def _begins_care(count: Counting, before: Spell, placement: Spell) -> bool:
    """Whether a time in care began between two placements; where none is known, whether there was a gap."""
    known = [care for care in count.history.care if care.start is not None]
    if any(before.day < care.day <= placement.day for care in known):
        return True
    ended = before.end.date if before.end is not None else date.max
    return ended < placement.day and not any(care.covers(ended) for care in known)


def _end_of_care(count: Counting, placement: Spell) -> End | None:
    """The care plan is owed while the child is looked after; where that is not known, while there is a placement."""
    ends = count.history.ends("left_care")
    end = next((one for one in ends if one.date >= placement.day), None)
    if any(care.start is not None and care.covers(placement.day) for care in count.history.care):
        return end
    later = (one for one in count.history.placements if one.day >= placement.day)
    series = next((one.end for one in later if one.end is None or one.end.event.kind != "placement"), None)
    return min((one for one in (end, series) if one is not None), key=lambda one: one.date, default=None)


def _paper(made: Sequence[Event], start: Event, since: date, end: End | None) -> Event | None:
    """What was made before the placement, as the law has it, but for an earlier time in care; else the first after."""
    early = [one for one in made if since <= one.date < start.date]
    return early[0] if early else first_after(made, start, start.date, end)


def _visits(
    count: Counting, placement: Spell, visits: Sequence[Event], reviews: Sequence[Event], *, is_short: bool
) -> None:
    regimes = regimes_of(count, placement)
    stretches = [_Stretch.of(regimes, one, reviews, placement.end) for one in regimes]
    within = placement.within(visits)
    days = [visit.date for visit in within]
    # Who was visited on the day of a move has been visited in both; the next visit is the new placement's.
    moved_on = placement.end.date if placement.end is not None and placement.end.event.kind == "placement" else date.max
    year = months_after(placement.day, 12)
    for stretch in stretches:
        if stretch.regime.starts_anew:
            start = stretch.regime.event
            rule, period = _rhythm(count, start, stretch, is_start=True, is_after_year=start.date >= year)
            if rule is not None and not (is_short and rule.variant("short_breaks") is None):
                at = bisect_left(days, stretch.regime.day)
                if at < len(within) and is_earlier(within[at], start) and days[at] == start.date:
                    at += 1
                _add(count, rule, period, start, within[at] if at < len(within) else None, stretch)
    at = 0
    for n, visit in enumerate(within):
        if visit.date >= moved_on:
            break
        while at + 1 < len(stretches) and stretches[at + 1].regime.day <= visit.date:
            at += 1
        rule, period = _rhythm(count, visit, stretches[at], is_start=False, is_after_year=visit.date >= year)
        if rule is not None and not (is_short and rule.variant("short_breaks") is None):
            _add(count, rule, period, visit, within[n + 1] if n + 1 < len(within) else None, stretches[at])


class _Stretch(NamedTuple):
    """A regime with the first review since it began, and with what ends an obligation of it."""

    regime: Regime
    reviewed: Event | None
    end: End | None

    @classmethod
    def of(cls, regimes: Sequence[Regime], regime: Regime, reviews: Sequence[Event], end: End | None) -> _Stretch:
        at = regimes.index(regime)
        since = regime.day
        for one in reversed(regimes[:at]):
            if one.name != regime.name:
                break
            since = one.day
        anew = next((one for one in regimes[at + 1 :] if one.starts_anew), None)
        reviewed = next((one for one in reviews if one.date >= since), None)
        return cls(regime, reviewed, End(anew.day, anew.event) if anew is not None else end)


def _add(
    count: Counting, rule: Rule, period: Period | None, event: Event, met: Event | None, stretch: _Stretch
) -> None:
    end, reviewed = stretch.end, stretch.reviewed
    if met is not None and end is not None and met.date > end.date:
        met = None
    if reviewed is not None and period is not None and rule.id == "ADOP-V" and event.date <= reviewed.date:
        # Weekly until the first review; then what was open is no longer, unless it was done in time.
        due = period.after(event.date)[0]
        is_before_end = end is None or reviewed.date < end.date
        if is_before_end and (met is None or (due is not None and met.date > max(due, reviewed.date))):
            met, end = None, End(reviewed.date, reviewed)
    count.add(rule, event, met, end, period=period)


def _rhythm(
    count: Counting, event: Event, stretch: _Stretch, *, is_start: bool, is_after_year: bool
) -> tuple[Rule | None, Period | None]:
    """The rule and the period of what a placement, a change or a visit starts."""
    regime = stretch.regime
    id_ = WITH_A_FIRST_WEEK.get(regime.name)
    if id_ is None:
        is_first = is_start and event.kind == "placement"
        id_ = "LAC-V1" if is_first else "LAC-V-Y2" if is_after_year else "LAC-V-Y1"
        rule = count.rules.version(id_, event.date)
        if rule is not None and id_ == "LAC-V-Y2" and (regime.name == "other" or regime.to_18):
            return rule, rule.variant("other" if regime.name == "other" else "to_18")
        return rule, rule.period if rule is not None else None
    rule = count.rules.version(id_, event.date)
    if rule is None:
        return None, None
    is_weekly = id_ in UNTIL_REVIEW and (stretch.reviewed is None or event.date < stretch.reviewed.date)
    if is_start or is_weekly:
        return rule, rule.period
    if id_ == "ADOP-V":
        return None, None  # as the review decided
    return rule, rule.later[0]
