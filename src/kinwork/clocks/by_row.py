"""Rules whose row alone says how they are counted: what starts one, what meets it, what ends it.

``each``: every start makes one. ``once``: a further start while one is open makes none. ``power``: ends by itself, and
a later row may extend it. A rule that is started by what meets it too goes on from each to the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from .counting import Counting, first_after
from .events import Event
from .history import End, Spell, spells
from .rules import EACH, LOCAL, ONCE, POWER, Matcher, Rule

_DATE = attrgetter("date")
AGAINST_ASSESSING = ("nfa", "advice", "early_help")


def add_by_row(count: Counting) -> None:
    """The obligations of all such rules."""
    kinds = count.history.by_kind.keys() | {event.kind for event in count.history.planned}
    for id_, starting, versions in count.rules.by_row:
        if kinds.isdisjoint(starting):
            continue
        rule = versions[0]
        if id_ == "CFA-END":
            _assessment(count, id_)
        elif rule.way == POWER:
            _power(count, id_, rule)
        elif rule.way == ONCE:
            _once(count, id_, rule)
        elif rule.way == EACH and rule.basis == LOCAL:
            _local(count, id_, versions)
        else:
            _each(count, id_, rule)


def _fitting(count: Counting, kinds: tuple[str, ...], matchers: tuple[Matcher, ...]) -> list[Event]:
    """Events that one of some matchers fits, in order."""
    events = count.history.of(*kinds)
    if any(one.key for one in matchers):
        return [event for event in events if any(one.fits(event) for one in matchers)]
    return events


def _starts(count: Counting, rule: Rule) -> list[Event]:
    """What starts a rule, one for each moment."""
    events = _fitting(count, rule.kinds_that_start, rule.starts)
    if len(events) < 2:
        return events
    found = events[:1]
    for event in events[1:]:
        last = found[-1]
        if event.date != last.date or event.kind != last.kind or event.time != last.time:
            found.append(event)
    return found


def _end(count: Counting, rule: Rule, start: Event, day: date) -> End | None:
    """The first thing that ends what arose on a day: an event that the row names, or a closing."""
    closing = count.history.closing_after(start, day)
    if not rule.ended_by:
        return closing
    ended = first_after(_fitting(count, rule.kinds_that_end, rule.ended_by), start, day, closing)
    return End(ended.date, ended) if ended is not None else closing


def _each(count: Counting, id_: str, rule: Rule) -> None:
    met_by = count.history.of(*rule.kinds_that_meet)
    plans = count.history.plans if rule.during == "plan" else None
    for start in _starts(count, rule):
        if plans is None:
            end = _end(count, rule, start, start.date)
        else:
            of_it = next((plan for plan in reversed(plans) if plan.within([start])), None)
            if of_it is None:
                continue
            end = of_it.end
        later = start.kind in rule.kinds_that_meet
        version = count.rules.version(id_, start.date)
        if version is not None:
            met = first_after(met_by, start, start.date, end, later=later)
            count.add(version, start, met, end, period=version.period)


def _once(count: Counting, id_: str, rule: Rule) -> None:
    met_by = count.history.of(*rule.kinds_that_meet) if rule.met_by else []
    open_until: date | None = None
    for start in _starts(count, rule):
        if open_until is not None and start.date <= open_until:
            continue
        end = _end(count, rule, start, start.date)
        met = first_after(met_by, start, start.date, end)
        open_until = met.date if met is not None else end.date if end is not None else date.max
        version = count.rules.version(id_, start.date)
        if version is not None and version.enacted_only:  # it stays coming, whatever became of its reason
            end = count.history.closing_after(start, start.date)
        count.add(version, start, met, end, period=version.period if version else None)


def _power(count: Counting, id_: str, rule: Rule) -> None:
    """A row that says ``extended`` while an earlier one runs, as long as it can run, extends that one."""
    made: list[tuple[Event, Rule | None, bool]] = []
    for event in _starts(count, rule):
        extends = event.says("extended") == "yes"
        if extends and made:
            first, version, _ = made[-1]
            longest = version.variant("extended") if version else None
            last = longest.after(first.date)[0] if longest else None
            if last is not None and event.date <= last:
                made[-1] = (first, version, True)
                continue
        made.append((event, count.rules.version(id_, event.date), extends))
    met_by = count.history.of(*rule.kinds_that_meet) if rule.met_by else []
    for start, version, extended in made:
        if version is not None:
            end = _end(count, rule, start, start.date)
            met = first_after(met_by, start, start.date, end)
            count.add(version, start, met, end, period=version.variant("extended") if extended else version.period)


def _assessment(count: Counting, id_: str) -> None:
    """An assessment for each referral, but for one that was decided otherwise; of several decisions the last counts."""
    history = count.history
    completed, referrals = history.of("assessment_completed"), history.of("referral")
    for start in _starts(count, count.rules.computed[id_][0]):
        version = count.rules.version(id_, start.date)
        if version is None:
            continue
        end = history.closing_after(start, start.date)
        against = _decided_against(start, referrals, history.of("referral_decided"))
        if against is not None and (end is None or against.date <= end.date):
            end = End(against.date, against)
        count.add(version, start, first_after(completed, start, start.date, end), end, period=version.period)


def _decided_against(referral: Event, referrals: Iterable[Event], decisions: list[Event]) -> Event | None:
    """The decision by which no assessment follows from a referral: those until the next referral after an answer."""
    against = referral if referral.says("outcome") in AGAINST_ASSESSING else None
    answer = first_after(decisions, referral, referral.date, None)
    if answer is None:
        return against
    next_one = next((other.date for other in referrals if other.date > answer.date), date.max)
    for decision in decisions:
        if decision.date < answer.date or decision.date >= next_one:
            continue
        if decision.says("outcome") in AGAINST_ASSESSING:
            against = against or decision
        elif decision.says("outcome"):
            against = None
    return against


def _local(count: Counting, id_: str, versions: tuple[Rule, ...]) -> None:
    """A row of an authority's own: of each start, or of the earlier or later of several; on from what meets it."""
    rule = versions[0]
    if rule.which:
        for start in _one_of(count, rule):
            _add_local(count, id_, start)
        return
    starts = _starts(count, rule)
    looks_ahead = rule.period is not None and rule.period.before
    if looks_ahead:
        starts += [event for event in count.history.planned if any(one.fits(event) for one in rule.starts)]
    if looks_ahead or not any(start.kind in rule.kinds_that_meet for start in starts):
        for start in starts:
            _add_local(count, id_, start)
        return
    begun = [start for start in starts if start.kind not in rule.kinds_that_meet]
    known = any(one.kind not in rule.kinds_that_meet for one in rule.starts)
    ending = [End(event.date, event) for event in _fitting(count, rule.kinds_that_end, rule.ended_by)]
    ends = sorted([*ending, *count.history.closings], key=_DATE)
    for spell in spells(begun if known else starts, ends, again=lambda *_: known):
        _add_rhythm(count, id_, spell, rule)


def _one_of(count: Counting, rule: Rule) -> list[Event]:
    firsts = [
        found[0] for one in rule.starts if (found := [event for event in count.history.of(one.kind) if one.fits(event)])
    ]
    if rule.which == "earlier":
        return [min(firsts, key=_DATE)] if firsts else []
    return [max(firsts, key=_DATE)] if len(firsts) == len(rule.starts) else []


def _add_rhythm(count: Counting, id_: str, spell: Spell, rule: Rule) -> None:
    assert spell.start is not None
    steps = [spell.start]
    for event in spell.within(count.history.of(*rule.kinds_that_meet)):
        if event.date > steps[-1].date or (len(steps) == 1 and event.kind != spell.start.kind):
            steps.append(event)
    for n, step in enumerate(steps):
        version = count.rules.version(id_, step.date)
        met = steps[n + 1] if n + 1 < len(steps) else None
        if version is not None:
            later = version.later[min(n, len(version.later)) - 1] if n and version.later else version.period
            count.add(version, step, met, spell.end, period=later)


def _add_local(count: Counting, id_: str, start: Event) -> None:
    version = count.rules.version(id_, start.date)
    if version is None or version.period is None:
        return
    before = version.period.before
    arose = min(start.recorded or start.date, start.date) if before else start.date
    end = _end(count, version, start, arose)
    met_by = count.history.of(*version.kinds_that_meet) if version.met_by else []
    met = first_after(met_by, start, arose, end, later=start.kind in version.kinds_that_meet)
    count.add(version, start, met, end, period=version.period, arose=arose)
