"""Private fostering, leaving care, the unit's discussions: one visit or discussion after another, from a beginning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .counting import Counting, first_after
from .events import Event
from .history import Spell, spells
from .periods import Period, birthday, months_after
from .rules import Rule


def add_support(count: Counting) -> None:
    """What is owed outside of care and of protection."""
    kinds = count.history.by_kind
    if "private_fostering_notified" in kinds:
        _fostering(count)
    if "eligible" in kinds:
        _leaving(count)
    if "accommodation_provided" in kinds:
        _adviser(count)
    if "opened" in kinds or "unit_discussion" in kinds:
        _unit(count)


def _rhythm(
    count: Counting,
    id_: str,
    spell: Spell,
    met_by: Sequence[Event],
    period_of: Callable[[Rule, int, Event], Period | None],
) -> None:
    """From the beginning to the first of some events, then from each to the next. ``period_of``: row, which, what."""
    within = spell.within(met_by)
    steps: list[tuple[Event, Event | None]] = []
    if spell.start is not None and (not within or within[0] is not spell.start):
        steps.append((spell.start, within[0] if within else None))
    steps += [(event, within[n + 1] if n + 1 < len(within) else None) for n, event in enumerate(within)]
    for n, (event, met) in enumerate(steps):
        rule = count.rules.version(id_, event.date)
        if rule is not None:
            count.add(rule, event, met, spell.end, period=period_of(rule, n, event))


def _fostering(count: Counting) -> None:
    history = count.history
    visits = history.once_a_day("private_fostering_visit")
    notified, ends = history.of("private_fostering_notified"), history.ends("private_fostering_ended")
    for spell in spells(notified, ends, again=lambda *_: False):
        second_year = months_after(spell.day, 12)

        def period(rule: Rule, _: int, event: Event, second_year: date = second_year) -> Period | None:
            return rule.variant("second_year") if event.date >= second_year else rule.period

        _rhythm(count, "PF-VN", spell, visits, period)


def _leaving(count: Counting) -> None:
    """Three months from the 16th birthday, or from becoming eligible after it."""
    history = count.history
    made = history.of("needs_assessment")
    sixteen = birthday(history.born, 16) if history.born is not None else date.min
    births = history.of("born")
    for start in history.once_a_day("eligible"):
        arose = max(sixteen, start.date)
        if arose > count.on:
            continue
        because = next((one for one in births if one.date == history.born), start) if arose > start.date else start
        rule = count.rules.version("CL-NEEDS", arose)
        if rule is not None:
            end = history.closing_after(start, start.date)
            if end is not None and end.date < arose:
                continue
            met = first_after(made, start, start.date, end)
            count.add(rule, because, met, end, period=rule.period, arose=arose)


def _adviser(count: Counting) -> None:
    history = count.history
    visits = history.once_a_day("pa_visit")
    for spell in spells(history.of("accommodation_provided"), history.ends(), again=lambda *_: True):
        _rhythm(count, "CL-PA-V", spell, visits, lambda rule, n, _: rule.later[0] if n else rule.period)


def _unit(count: Counting) -> None:
    if count.rules.is_local("UNIT-4W"):
        return  # an authority's own row says how
    history = count.history
    discussed = history.once_a_day("unit_discussion")
    starts = history.of("opened") or discussed
    for spell in spells(starts, history.ends(), again=lambda *_: False):
        _rhythm(count, "UNIT-4W", spell, discussed, lambda rule, *_: rule.period)
