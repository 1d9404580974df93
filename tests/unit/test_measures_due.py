"""What a unit would ask now, by its plan: start, review, end; of whom; and when it is quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kinwork.measures.due import Facts, FilledIn, Member, Moments, Planned, due

TODAY = date(2026, 3, 2)
TRACY = Member(1, "Tracy", "mother", is_child=False, age=37)
DEAN = Member(2, "Dean", "uncle", is_child=False, age=40)
KIAN = Member(3, "Kian", "son", is_child=True, age=13)
PIP = Member(4, "Pip", "daughter", is_child=True, age=6)
EVERYONE = (TRACY, DEAN, KIAN, PIP)


def ago(weeks: float) -> date:
    return TODAY - timedelta(days=round(weeks * 7))


LONG_AGO, LATELY = ago(52), ago(2)


def planned(instrument="score-15", asked_of="parent", *, start=True, review=True, end=True, weeks=12, since=LONG_AGO):
    return Planned(instrument, asked_of, start, review, end, weeks, since)


def said(*rows, opened=LATELY, filled=(), refused=(), is_ending=False, **moments):
    facts = Facts(9, Moments(opened, **moments), rows, EVERYONE, filled, frozenset(refused))
    return [(one.occasion, one.words.partition(": ")[2], one.since) for one in due(facts, TODAY, is_ending=is_ending)]


def by(who, weeks, instrument="score-15", about=None):
    return FilledIn(instrument, who.person_id if who else None, about, None if weeks is None else ago(weeks))


def test_at_the_start_each_whom_it_is_for_is_asked_once():
    assert said(planned()) == [("start", "Tracy", ago(2))]
    assert said(planned(asked_of="family member")) == [("start", "Tracy", ago(2)), ("start", "Dean", ago(2))]
    assert said(planned(asked_of="child")) == [("start", "Kian", ago(2))], "SCORE-15 is for children from 12 on"
    assert said(planned("family-issues", "worker")) == [("start", "you, as the worker", ago(2))]
    assert said(planned("sdq-parent")) == [
        ("start", "Tracy, about Kian", ago(2)), ("start", "Tracy, about Pip", ago(2)),
    ]  # fmt: skip
    assert said(planned(), filled=[by(TRACY, 1)]) == []
    assert said(planned(), filled=[by(TRACY, None)]) == [], "begun, which the page says by itself"
    assert said(planned("family-issues", "worker"), filled=[by(None, 1, "family-issues")]) == []
    assert said(planned("sdq-parent"), filled=[by(TRACY, 1, "sdq-parent", 3)]) == [
        ("start", "Tracy, about Pip", ago(2))
    ]
    assert said(planned(start=False)) == []
    assert said(planned("no-such-instrument")) == []


def test_who_would_rather_not_is_not_asked():
    assert said(planned(), refused=[("score-15", 1)]) == []
    assert said(planned(), refused=[("life-rating", 1), ("score-15", 2)]) == [("start", "Tracy", ago(2))]


def test_what_was_filled_in_when_the_family_was_open_before_does_not_count():
    assert said(planned(), filled=[by(TRACY, 30)]) == [("start", "Tracy", ago(2))]


def test_a_plan_made_today_does_not_ask_families_of_last_year_for_their_start():
    new = planned(since=TODAY)
    assert said(new, opened=ago(6)) == [("start", "Tracy", ago(6))]
    assert said(new, opened=ago(6.2)) == []
    assert said(planned(since=ago(12)), opened=ago(40)) == [("review", "Tracy", TODAY)]


def test_every_so_many_weeks_since_the_last_time():
    long = ago(30)
    assert said(planned(), opened=long, filled=[by(TRACY, 12)]) == [("review", "Tracy", TODAY)]
    assert said(planned(), opened=long, filled=[by(TRACY, 11.9)]) == []
    assert said(planned(), opened=long, filled=[by(TRACY, 25), by(TRACY, 3)]) == []
    assert said(planned(start=False, weeks=4), opened=ago(5)) == [("review", "Tracy", ago(1))]


def test_or_when_the_plan_is_reviewed():
    row = planned(start=False, weeks=None)
    week = timedelta(days=7)
    assert said(row, review_on=TODAY + week) == [("review", "Tracy", TODAY + week)]
    assert said(row, review_on=TODAY + week + timedelta(days=1)) == []
    assert said(row, review_on=TODAY + week, filled=[by(TRACY, 1)]) == [], "asked for it four weeks ahead at most"
    assert said(row, opened=ago(9), review_on=TODAY, filled=[by(TRACY, 4.2)]) == [("review", "Tracy", TODAY)]
    assert said(row, opened=ago(9), reviewed_on=ago(4)) == [("review", "Tracy", ago(4))]
    assert said(row, opened=ago(9), reviewed_on=ago(4.2)) == []


def test_at_the_end_and_four_weeks_after():
    row = planned()
    assert said(row, opened=ago(30), expected_end=TODAY + timedelta(days=14)) == [
        ("end", "Tracy", TODAY + timedelta(days=14))
    ]
    assert said(row, opened=ago(30), expected_end=TODAY + timedelta(days=15), filled=[by(TRACY, 5)]) == []
    assert said(row, opened=ago(30), closed_on=ago(4)) == [("end", "Tracy", ago(4))]
    assert said(row, opened=ago(30), closed_on=ago(4.2)) == []
    assert said(row, opened=ago(30), closed_on=ago(1), filled=[by(TRACY, 5)]) == [], "four weeks before it was closed"
    assert said(row, opened=ago(30), closed_on=ago(1), filled=[by(TRACY, 6)]) == [("end", "Tracy", ago(1))]
    assert said(replace(row, at_end=False), opened=ago(30), closed_on=ago(1)) == []
    assert said(row, opened=ago(30), is_ending=True) == [("end", "Tracy", TODAY)]
    assert said(replace(row, at_end=False), opened=ago(30), is_ending=True) == [], "closing asks for no start"
    # The end was expected a long time ago, and the family is open: it is still spoken of.
    assert said(row, opened=ago(60), expected_end=ago(9)) == [("end", "Tracy", ago(9))]


def test_one_press_leads_to_it_with_all_chosen():
    [one, _] = due(Facts(9, Moments(ago(2)), [planned("sdq-parent")], EVERYONE), TODAY)
    assert one.query == "who=1&instrument=sdq-parent&occasion=start&about=3"
    [one] = due(Facts(9, Moments(ago(2)), [planned("family-issues", "worker")], EVERYONE), TODAY)
    assert one.query == "who=worker&instrument=family-issues&occasion=start"
