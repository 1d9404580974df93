"""What needs attention about a family, rule by rule (Forrester et al. 2013, chapters 1 and 5), and what changed in a
plan since it was agreed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinwork.plans.differences import differences
from kinwork.plans.flags import (
    NAMES,
    REMEDIES,
    After,
    ChildSeen,
    Facts,
    FlagKind,
    Remedy,
    Unnamed,
    counted,
    flags_of,
)

TODAY = date(2026, 11, 24)


def weeks_ago(weeks: float) -> date:
    return TODAY - timedelta(days=round(weeks * 7))


KIAN = ChildSeen(1, "Kian", date(2015, 3, 2), seen_on=weeks_ago(1), alone_on=weeks_ago(1))
WELL = Facts(
    1, "Stone", opened_on=weeks_ago(40), since=weeks_ago(40), last_discussed=weeks_ago(1), children=(KIAN,), plan_id=7,
    expected_end=TODAY, asked_on=weeks_ago(3), review=("the review conference", weeks_ago(3)), review_on=TODAY,
)  # fmt: skip


def said(**changed) -> list[tuple[str, str]]:
    return [(flag.kind.value, flag.words) for flag in flags_of(replace(WELL, **changed), TODAY)]


def test_a_family_of_which_everything_is_done_has_no_flag():
    """On the very day on which it is to end, and to be reviewed, nothing is late yet."""
    assert said() == []


@pytest.mark.parametrize(("changed", "flags"), [
    ({"expected_end": weeks_ago(2)}, [("end", "It was to end by Tue 10 Nov, 2 weeks ago, and is still open.")]),
    ({"last_discussed": weeks_ago(4)}, [("not_discussed", "Last discussed 4 weeks ago, on Tue 27 Oct.")]),
    ({"last_discussed": weeks_ago(4) + timedelta(1)}, []),
    ({"last_discussed": weeks_ago(3), "every_weeks": 3},
     [("not_discussed", "Last discussed 3 weeks ago, on Tue 3 Nov.")]),
    ({"last_discussed": None, "since": weeks_ago(4)},
     [("not_discussed", "Not discussed since it came to the unit on Tue 27 Oct.")]),
    ({"last_discussed": None, "since": weeks_ago(3)}, []),
    ({"children": (replace(KIAN, seen_on=weeks_ago(4)),)},
     [("not_seen", "No one has seen Kian for 4 weeks, since Tue 27 Oct.")]),
    ({"children": (replace(KIAN, seen_on=None),)},
     [("not_seen", "No one has seen Kian since the family was opened on Tue 17 Feb.")]),
    ({"children": (replace(KIAN, seen_on=None),), "opened_on": weeks_ago(3), "asked_on": None, "review": None}, []),
    ({"children": (replace(KIAN, alone_on=weeks_ago(8)),)},
     [("not_alone", "No one has seen Kian alone for 8 weeks, last on Tue 29 Sep.")]),
    ({"children": (replace(KIAN, alone_on=None, born_on=date(2022, 11, 25)),)}, []),  # three, and four tomorrow
    ({"children": (replace(KIAN, alone_on=None, born_on=date(2022, 11, 24)),)},
     [("not_alone", "No one has seen Kian alone for 9 months since the family came.")]),
    ({"only_clinician": "Leah Stern"}, [("clinician", "Only Leah Stern, the clinician, works with the family: no one "
     "else has been in contact for 8 weeks or has anything to do.")]),
    ({"asked_on": weeks_ago(3) - timedelta(1)}, [("questions", "The four questions have not been asked again since the "
     "review conference on Tue 3 Nov.")]),
    ({"asked_on": None}, [("questions", "The four questions have not been asked again since the review conference on "
     "Tue 3 Nov.")]),
    ({"review_on": TODAY - timedelta(1)}, [("review", "The plan was to be looked at together by Mon 23 Nov.")]),
    ({"plan_id": None, "opened_on": weeks_ago(8)}, []),
    ({"plan_id": None}, [("no_plan", "The family has been open for 9 months, and there is no plan.")]),
    ({"plan_id": None, "in_law_since": weeks_ago(1)},
     [("no_plan", "There is no plan here, though a child has one in law since Tue 17 Nov.")]),
    ({"late_step": ("Ring the nursery.", weeks_ago(3)), "late_steps": 3},
     [("step", "A step of the plan is 3 weeks overdue: Ring the nursery; and 2 more steps.")]),
    ({"unnamed": (Unnamed(1, "Kian", weeks_ago(2)),)},
     [("no_worker", "No social worker is named for Kian since Tue 10 Nov.")]),
    ({"unnamed": (Unnamed(1, "Kian", weeks_ago(2), "Ola Reed"),)},
     [("no_worker", "Ola Reed, who is named for Kian, works here no longer.")]),
    # The authority's own times.
    ({"children": (replace(KIAN, seen_on=weeks_ago(3)),), "after": After(seen_weeks=3)},
     [("not_seen", "No one has seen Kian for 3 weeks, since Tue 3 Nov.")]),
    ({"children": (replace(KIAN, alone_on=weeks_ago(8)),), "after": After(alone_weeks=9)}, []),
    ({"plan_id": None, "opened_on": weeks_ago(3), "after": After(plan_weeks=3), "asked_on": weeks_ago(3)},
     [("no_plan", "The family has been open for 3 weeks, and there is no plan.")]),
])  # fmt: skip
def test_each_flag_says_why(changed, flags):
    assert said(**changed) == flags


def test_every_flag_has_a_remedy_and_the_gravest_stands_first():
    assert set(NAMES) == set(REMEDIES) == set(FlagKind)
    assert set(Remedy) == {way for ways in REMEDIES.values() for way in ways}
    everything = replace(
        WELL, expected_end=weeks_ago(1), last_discussed=weeks_ago(6), plan_id=None, asked_on=None,
        children=(replace(KIAN, seen_on=weeks_ago(5)), replace(KIAN, name="Mina", seen_on=weeks_ago(9))),
    )  # fmt: skip
    found = flags_of(everything, TODAY)
    assert [(flag.kind.value, flag.about) for flag in found] == [
        ("not_seen", "Mina"), ("not_seen", "Kian"), ("end", ""), ("not_discussed", ""), ("no_plan", ""),
        ("questions", ""),
    ]  # fmt: skip
    assert [flag.after for flag in found] == ["4 weeks", "4 weeks", "", "4 weeks", "9 weeks", ""]
    assert counted([found, found[1:2]])[:2] == [("Child not seen", 2), ("Past its expected end", 1)]


def test_what_changed_since_a_plan_was_agreed_is_said_line_by_line():
    step = {"id": 1, "what": "Ring", "who": "Tom", "due": None, "state": "Open", "for_staff": False, "children": []}
    aim = {
        "id": 1, "words": "Sleep", "said_by": "Ada", "state": "Open", "for_staff": False, "children": [],
        "steps": [step],
    }  # fmt: skip
    was = {"danger": "Cold", "contingency": "", "ending": "", "for_staff": "", "review_on": None, "aims": [aim]}
    now = {**was, "danger": "Warm", "review_on": "2026-12-01", "for_staff": "Hidden", "aims": [
        {**aim, "words": "Sleep well", "state": "Reached", "children": ["Kian"], "steps": [
            {**step, "state": "Done", "due": "2026-11-24"},
            {**step, "id": 2, "what": "Ask the police", "for_staff": True},
        ]},
    ]}  # fmt: skip
    assert [(one.what, one.was, one.now, one.for_staff) for one in differences(was, now)] == [
        ("What we are worried about", "Cold", "Warm", False),
        ("An aim in other words", "Sleep", "Sleep well", False),
        ("Aim: Sleep well", "Open", "Reached", False),
        ("Whose aim: Sleep well", "the whole family", "Kian", False),
        ("A step", "Ring: Tom", "Ring: Tom, by Tuesday 24 November 2026 (done)", False),
        ("A new step", "", "Ask the police: Tom", True),
        ("When we look at it together", "no date", "Tuesday 1 December 2026", False),
    ]
    assert [one.what for one in differences(now, {**now, "aims": []})] == ["An aim that is no longer in the plan"]
    assert differences(now, now) == []
