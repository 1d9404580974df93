"""What Annex A says a child in need is, as of a day: the gravest thing that holds."""

from __future__ import annotations

from datetime import date

import pytest

from kinwork.national_returns.annex_a.day import as_of
from kinwork.national_returns.annex_a.need import status_of
from kinwork.national_returns.facts import FACTS
from kinwork.national_returns.reading import Child

ON = date(2026, 11, 30)
BEGAN = date(2026, 10, 26)


def fact(kind, ended=None):
    row = FACTS[kind].row
    return row._make([1, 2, 3, BEGAN, ended, *[None] * (len(row._fields) - 5)])


def child(**facts):
    return Child(2, "", "", None, None, "male", None, "", "", "", [], None, False, facts)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"assessment": [fact("assessment")]}, "d"),
        ({"assessment": [fact("assessment", ON)]}, "d"),  # finished today: the plan comes tomorrow at the earliest
        ({"assessment": [fact("assessment", date(2026, 11, 29))]}, ""),  # left empty, and our own check finds it
        ({"assessment": [fact("assessment", ON)], "need_plan": [fact("need_plan")]}, "c"),
        ({"need_plan": [fact("need_plan", ON)]}, ""),
        ({"need_plan": [fact("need_plan")], "protection_plan": [fact("protection_plan")]}, "b"),
        ({"protection_plan": [fact("protection_plan")], "care_period": [fact("care_period")]}, "a"),
    ],
)
def test_the_gravest_that_holds_is_said(facts, said):
    assert (status_of(child(**facts), fact("episode"), as_of(ON)) or "")[:1] == said


def test_a_closed_one_is_closed():
    assert status_of(child(assessment=[fact("assessment")]), fact("episode", ON), as_of(ON)).startswith("e)")
