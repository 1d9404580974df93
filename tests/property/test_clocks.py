"""What the engine of obligations promises for every life, likely or not."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinwork.clocks.engine import obligations_of
from kinwork.clocks.event_rows import EventRows
from kinwork.clocks.events import KINDS, Event
from kinwork.clocks.local_rules import with_local
from kinwork.clocks.obligation import Obligation, State
from kinwork.clocks.rules import england
from kinwork.operations.event_file import children

QUICK = settings(max_examples=250, deadline=None)
FIRST, LAST = date(2022, 1, 1), date(2025, 12, 31)
DAYS = st.dates(FIRST, LAST) | st.sampled_from([date(2024, 2, 29), date(2022, 9, 19), date(2023, 12, 25)])
NO_RULE = ("contact", "missing", "cin_visit", "cin_plan", "cin_review", "cp_visit")  # without an authority's own rows
LOCAL = """
rules:
  - {id: CP-VISIT, events: {from: [icpc plan=yes, cp_visit], met_by: cp_visit, ended_by: cp_plan_ended},
     period: 10 working days, source: Procedures, date: 2022-01-01}
  - {id: PEP-N, source: Procedures, date: 2022-01-01}
  - {id: EARLY, events: {from: [intention_to_apply, application_issued], which: earlier, met_by: final_hearing},
     period: 2 months, source: Procedures, date: 2022-01-01}
terms: [{first: 2023-01-04, last: 2023-03-31}, {first: 2023-04-17, last: 2023-07-21}]
closing_days: [2023-12-27]
"""
RULES = with_local(england(), LOCAL)


def choices(kind: str) -> list[dict[str, str]]:
    """Details that a kind of event may have, each alone, in pairs, and none."""
    if kind == "varied":
        ids, days = sorted(RULES.computed), ["2022-09-19", "2024-02-29", "2025-06-01"]
        return [{"obligation": id_, "until": day, "by": "CSW", "reason": "Ill"} for id_ in ids for day in days]
    single = [{key: value} for key, values in KINDS[kind][1].items() for value in values]
    return [{}, *single, *({**one, **other} for one in single for other in single if set(one) != set(other))]


CHOICES = {kind: choices(kind) for kind in KINDS}
RECORDED = st.none() | st.integers(-60, 90)  # days after it happened


def made(kind: str, day: date, hour: int | None, choice: int, recorded: int | None) -> Event:
    detail = CHOICES[kind][choice % len(CHOICES[kind])]
    at = None if hour is None else time(hour, 30)
    return Event(kind, day, at, detail, None if recorded is None else day + timedelta(days=recorded))


def events_of(*kinds: str) -> st.SearchStrategy[Event]:
    hours = st.none() | st.integers(0, 23)
    return st.builds(made, st.sampled_from(kinds), DAYS, hours, st.integers(0, 200), RECORDED)


# Kinds that belong together come together oftener than chance would have it.
TOGETHER = (
    ("looked_after", "left_care", "placement", "placement_regime", "placement_ended", "lac_visit", "lac_review",
     "adoption_authority", "health_assessment", "born", "closed"),
    ("strategy", "s47_ended", "icpc", "rcpc", "cp_plan_ended", "core_group", "cp_visit", "varied", "closed", "opened"),
    ("referral", "referral_decided", "assessment_completed", "epo", "connected_approved", "closed", "opened"),
    ("placement", "placement_regime", "lac_visit", "placement_plan", "care_plan", "looked_after", "pep"),
)  # fmt: skip
LIVES = st.one_of(
    st.lists(events_of(*KINDS), max_size=25), *(st.lists(events_of(*kinds), max_size=14) for kinds in TOGETHER)
)


def key(one: Obligation) -> tuple[object, ...]:
    return one.id, one.because.kind, one.because.date, one.arose, one.due, one.due_time


@QUICK
@given(LIVES, DAYS)
def test_each_once_never_due_before_it_arose_and_in_the_state_that_its_dates_say(events, on):
    found = obligations_of(events, on, RULES)
    assert max(Counter(map(key, found)).values(), default=1) == 1
    assert found == sorted(found, key=lambda one: (one.due or date.max, one.id))
    for one in found:
        assert one.arose <= on
        assert one.due is None or one.due >= one.arose
        assert (one.late_by is not None) == (one.state in (State.OVERDUE, State.MET_LATE))
        assert one.late_by is None or one.late_by > 0
        assert (one.met_by is not None) == (one.state in (State.MET, State.MET_LATE))
        assert (one.ended_by is not None) == (one.state in (State.SUPERSEDED, State.LAPSED))
        due = one.due or date.max
        if one.state == State.OVERDUE:
            assert due < on
            assert one.varied_until is None or one.varied_until < on
        elif one.state in (State.MET, State.MET_LATE):
            assert one.met <= due if one.state == State.MET else one.met >= due
        elif one.state in (State.SUPERSEDED, State.LAPSED):
            assert (one.ended_by.date <= due) == (one.state == State.SUPERSEDED)
        elif one.state == State.VARIED:
            assert one.varied_until >= on
        assert one.rule.in_force_on(max(one.arose, one.because.date)) or one.rule.in_force_on(one.because.date)


TWICE = [made("opened", date(2024, 2, 29), 1, 0, recorded) for recorded in (None, 0)]


@QUICK
@given(LIVES, DAYS, st.randoms(use_true_random=False))
@example(TWICE, date(2025, 1, 1), random.Random(2))
@example(TWICE[::-1], date(2025, 1, 1), random.Random(2))
def test_the_order_in_which_events_are_given_does_not_matter(events, on, chance):
    shuffled = random.Random(chance.random()).sample(events, len(events))
    assert obligations_of(shuffled, on, RULES) == obligations_of(events, on, RULES)


@QUICK
@given(LIVES, DAYS, events_of(*NO_RULE))
def test_an_event_that_no_rule_names_changes_nothing(events, on, other):
    assert obligations_of([*events, other], on, england()) == obligations_of(events, on, england())


@QUICK
@given(LIVES, DAYS, events_of(*KINDS))
def test_what_is_not_known_by_then_changes_nothing(events, on, other):
    """Nor does an event of a later day, or one that was recorded later; an expected birth is known."""
    later = other._replace(recorded=on + timedelta(days=1))
    assert obligations_of([*events, later], on, england()) == obligations_of(events, on, england())
    if other.kind != "born":
        later = other._replace(date=on + timedelta(days=1))
        assert obligations_of([*events, later], on, england()) == obligations_of(events, on, england())


@QUICK
@given(LIVES, DAYS)
def test_closing_ends_whatever_is_open(events, on):
    """Of what was done on that day it may start the next all the same, which then ends with it."""
    known = [event for event in events if event.kind != "opened" or event.date != on]
    found = obligations_of([*known, Event("closed", on)], on, RULES)
    assert not [one for one in found if one.state.is_open or one.state == State.COMING]


@settings(max_examples=40, deadline=None)
@given(st.lists(LIVES, min_size=1, max_size=4), DAYS, st.randoms(use_true_random=False))
def test_children_together_or_apart_in_memory_or_in_runs_give_the_same(tmp_path_factory, lives, on, chance):
    path = tmp_path_factory.mktemp("events") / "events.csv"
    rows = [(f"child, “{n}”", event) for n, events in enumerate(lives) for event in events]
    rows = random.Random(chance.random()).sample(rows, len(rows))
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(("recorded", "event", "child", "date", "detail", "time"))
        for child, event in rows:
            said = "; ".join(f"{name} = {value}" for name, value in event.detail.items())
            at = f"{event.time:%H:%M}" if event.time else ""
            write((event.recorded or "", event.kind, child, event.date, said, at))
    apart = {f"child, “{n}”": obligations_of(events, on, RULES) for n, events in enumerate(lives) if events}
    for run in (1, 2, 7, 1000):
        read = list(children(path, EventRows(RULES.ids), run=run))
        assert [child for child, _ in read] == sorted(apart)
        assert {child: obligations_of(events, on, RULES) for child, events in read} == apart
