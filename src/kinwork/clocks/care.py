"""Care: reviews, health assessments, education plans; waiting for adoption (SI 2010/959; SI 2005/389)."""

from __future__ import annotations

from collections.abc import Sequence

from .counting import Counting, first_after
from .events import Event
from .history import End, Spell, spells
from .periods import Period, birthday, months_after
from .placements import adoptions
from .rules import Rule

STILL_COUNTS = 3  # months: a health assessment before the child came into care


def add_care(count: Counting) -> None:
    """What is owed to a child who is looked after, whatever the placement."""
    history = count.history
    if not history.care and not history.placements and not history.of("adoption_authority"):
        return
    for_adoption = adoptions(count)
    for care in history.care:
        is_short = care.start is not None and care.start.says("short_breaks") == "yes"
        _reviews(count, care, for_adoption, is_short=is_short)
        if not is_short:  # regulation 48: neither health assessments nor education plans
            _health(count, care)
            _education(count, care)
    for placed in for_adoption:
        _adoption_reviews(count, placed)
    _waiting(count, for_adoption)


def _reviews(count: Counting, care: Spell, for_adoption: Sequence[Spell], *, is_short: bool) -> None:
    """While the child is placed for adoption, those reviews stand in the place of these."""
    held = care.within(count.history.once_a_day("lac_review"))
    steps: list[tuple[int, Event]] = [(0, care.start)] if care.start is not None else []
    steps += list(enumerate(held, 1))
    for n, event in steps:
        if any(placed.covers(event.date) for placed in for_adoption):
            continue
        end = care.end
        placed_next = next((one for one in for_adoption if one.day > event.date and one.start is not None), None)
        if placed_next is not None and placed_next.start is not None and (end is None or placed_next.day <= end.date):
            end = End(placed_next.day, placed_next.start)
        rule = count.rules.version(("LAC-R1", "LAC-R2", "LAC-RN")[min(n, 2)], event.date)
        met = first_after(held, event, event.date, end, later=n > 0)
        count.add(rule, event, met, end, period=_usual(rule, is_short))
    for placed in for_adoption:
        _reviews_again(count, care, placed, held, for_adoption)


def _usual(rule: Rule | None, is_short: bool) -> Period | None:
    return None if rule is None else rule.variant("short_breaks") if is_short else rule.period


def _reviews_again(
    count: Counting, care: Spell, placed: Spell, held: Sequence[Event], for_adoption: Sequence[Spell]
) -> None:
    """A placement for adoption that ended while the child stays in care: reviews go on from the last one."""
    if placed.end is None or not care.covers(placed.end.date):
        return
    day = placed.end.date
    if any(one.covers(day) for one in for_adoption):
        return
    if any(event.date == day for event in held):
        return  # the review of that day starts the next
    last = max((event.date for event in held if event.date < day), default=None)
    rule = count.rules.version("LAC-R1" if last is None else "LAC-RN", day)
    if rule is None or rule.period is None:
        return
    met = first_after(held, placed.end.event, day, care.end)
    count.add(rule, placed.end.event, met, care.end, period=rule.period, counted_from=last)


def _health(count: Counting, care: Spell) -> None:
    history = count.history
    made = care.within(history.once_a_day("health_assessment"))
    earlier = None
    if care.start is not None:
        since = months_after(care.day, -STILL_COUNTS)
        before = [one for one in history.of("health_assessment") if since <= one.date < care.day]
        earlier = before[-1] if before else None
        rule = count.rules.version("LAC-IHA", care.day)
        if rule is not None:
            met = earlier or first_after(made, care.start, care.day, care.end)
            count.add(rule, care.start, met, care.end, period=rule.period)
    for n, event in enumerate([earlier, *made] if earlier is not None else made):
        rule = count.rules.version("LAC-RHA", event.date)
        if rule is None:
            continue
        after = made[n:] if earlier is not None else made[n + 1 :]
        is_little = history.born is not None and event.date < birthday(history.born, 5)
        period = rule.variant("under_5") if is_little else rule.period
        arose, counted_from = (care.day, event.date) if event is earlier else (None, None)
        met = after[0] if after else None
        count.add(rule, event, met, care.end, period=period, arose=arose, counted_from=counted_from)


def _education(count: Counting, care: Spell) -> None:
    history = count.history
    begun, made = history.of("pep_started", "pep"), history.of("pep")
    starts = [care.start] if care.start is not None else []
    for start in starts:
        rule = count.rules.version("PEP-INIT", start.date)
        if rule is not None:
            count.add(rule, start, first_after(begun, start, start.date, care.end), care.end, period=rule.period)
    for start in [*starts, *care.within(history.once_a_day("school_move"))]:
        rule = count.rules.version("PEP-1", start.date)
        if rule is not None:
            count.add(rule, start, first_after(made, start, start.date, care.end), care.end, period=rule.period)


def _adoption_reviews(count: Counting, placed: Spell) -> None:
    assert placed.start is not None
    held = placed.within(count.history.once_a_day("lac_review"))
    for n, event in enumerate([placed.start, *held]):
        rule = count.rules.version("ADOP-R", event.date)
        if rule is not None:
            period = rule.period if not n else rule.later[min(n, len(rule.later)) - 1]
            count.add(rule, event, held[n] if n < len(held) else None, placed.end, period=period)


def _waiting(count: Counting, for_adoption: Sequence[Spell]) -> None:
    """From the authority to place until the child is placed for adoption."""
    history = count.history
    given = [one for one in history.of("adoption_authority") if not any(p.covers(one.date) for p in for_adoption)]
    if not given:
        return
    placed = [End(one.day, one.start) for one in for_adoption if one.start is not None]
    ends = sorted([*history.ends("left_care"), *placed], key=lambda end: end.date)
    for spell in spells(given, ends, again=lambda *_: False):
        assert spell.start is not None
        held = spell.within(history.once_a_day("lac_review"))
        for n, event in enumerate([spell.start, *held]):
            rule = count.rules.version("ADOP-R0", event.date)
            if rule is not None:
                period = rule.later[0] if n else rule.period
                count.add(rule, event, held[n] if n < len(held) else None, spell.end, period=period)
