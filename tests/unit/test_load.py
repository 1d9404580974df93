"""What a unit holds against its plan, counted as Forrester et al. 2013 did (table 5.1), and who is away."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from kinwork.meetings.presenters.load import duty_in_words, load_of
from kinwork.units.models import Absence, DutyTurn, Unit
from kinwork.units.queries import Member

TODAY = date(2026, 11, 24)
MEMBERS = [
    Member(1, "Grace Adeyemi", "csw", 1.0),
    Member(2, "Tom Hollis", "sw", 1.0),
    Member(3, "Priya Nair", "cp", 1.0),
    Member(4, "Leah Stern", "clinician", 0.5),
    Member(5, "Maureen O’Brien-Ńgwenya", "uc", 1.0),
    Member(6, "Alison Reid", "gm", 0.0),
    Member(7, "Sue Bell", "csw", 1.0, "Team manager", counts=False),
]


def away(*who: int, day: date = TODAY) -> list[Absence]:
    return [Absence(user_id=one, during=DateRange(day, day + timedelta(days=1))) for one in who]


def load(families=14, children=28, absences=(), **unit):
    said = {"function": "child_in_need", "planned_families_low": 15, "planned_families_high": 18,
            "planned_children": 28}  # fmt: skip
    return load_of(Unit(name="Rowan", **said | unit), families, children, MEMBERS, absences, TODAY)


def test_workers_are_counted_without_coordinator_and_managers_and_the_clinician_by_her_half_week():
    assert load().workers == 3.5
    assert load().per_worker == 4.0
    assert "4.5 in the Child in Need units" in load().compared
    assert "5.8" in load(function="assessment").compared
    assert load(function="looked_after").compared == "", "the study counted none"


@pytest.mark.parametrize(
    ("families", "children", "warnings"),
    [
        (18, 28, []),
        (19, 28, ["1 family more than planned (19 of 18)"]),
        (20, 30, ["2 families more than planned (20 of 18)", "2 children more than planned (30 of 28)"]),
    ],
)
def test_more_than_planned_is_said_of_families_and_of_children_apart(families, children, warnings):
    assert load(families, children).warnings == warnings
    assert load(families, children, planned_families_high=None, planned_children=None).warnings == []


def test_with_one_away_a_unit_usually_copes_with_two_it_does_not_and_asks_its_buddy():
    assert load().copes == ""
    assert load(absences=away(2)).copes == "One is away today. With one away a unit usually copes."
    two = load(absences=away(2, 5), buddy=Unit(name="Hazel"))
    assert two.copes == (
        "2 are away today. With two or more away a unit usually does not cope. Hazel covers: ask there."
    )
    assert "no buddy unit" in load(absences=away(2, 5)).copes
    assert two.per_worker_here == 5.6, "fourteen families and two and a half workers"
    assert load(absences=away(2, 6)).copes.startswith("One is away"), "a manager of several units is not of it"
    assert load(absences=away(2, day=TODAY + timedelta(days=1))).copes == "", "not before its day"
    assert load(absences=away(2, day=TODAY - timedelta(days=1))).copes == "", "nor after"


def test_duty_is_said_for_now_and_for_next_time():
    def turn(first: date) -> DutyTurn:
        return DutyTurn(during=DateRange(first, first + timedelta(days=7)))

    monday = date(2026, 11, 23)
    assert duty_in_words([], TODAY) == ""
    assert duty_in_words([turn(monday), turn(date(2027, 1, 4))], TODAY) == (
        "On duty until Sun 29 Nov. Next on duty: Mon 4 Jan 2027 to Sun 10 Jan 2027."
    )
    assert duty_in_words([turn(date(2026, 11, 30))], TODAY) == "Next on duty: Mon 30 Nov to Sun 6 Dec."
