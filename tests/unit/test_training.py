"""The register as it is pasted, and the programmes that come with Kinwork."""

from __future__ import annotations

from datetime import date

import pytest

from kinwork.training.forms import ProgrammeForm
from kinwork.training.models import Group
from kinwork.training.pasted import read
from kinwork.training.queries import NO_TRAINING, Standing, Taken, Trained, had_lately
from kinwork.training.shipped import Module, induction, programmes

TODAY = date(2026, 11, 29)
PEOPLE = {"tom hollis": [3], "tom@example.org": [3], "jo smith": [4, 5], "jo@example.org": [5]}


def wrong(lines):
    return read(lines, PEOPLE, days=9)[1]


def test_lines_of_a_spreadsheet_are_read_whatever_separates_them():
    found, bad = read("Name\tDay\tDate\nTom  Hollis\t2\t1/3/2026\njo@example.org\t9\t2026-03-02\n", PEOPLE, days=9)
    assert bad == []
    assert [(one.line, one.user_id, one.day, one.on) for one in found] == [
        (2, 3, 2, date(2026, 3, 1)), (3, 5, 9, date(2026, 3, 2)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Nemo, 2, 1/3/2026", "no colleague is called “Nemo” here"),
        ("Jo Smith, 2, 1/3/2026", "2 colleagues are called “Jo Smith”. Type the email address"),
        ("Tom Hollis, 12, 1/3/2026", "“12” is not a day of this programme. Type a number from 1 to 9"),
        ("Tom Hollis, two, 1/3/2026", "“two” is not a day"),
        ("Tom Hollis, 2", "2 of three parts: colleague, day, date"),
        ("Tom Hollis, 2, 31/2/2026", "31"),
        ("Tom Hollis, 2, 1/3/2090", "future"),
    ],
)
def test_a_wrong_line_is_said_with_its_number_and_what_would_be_right(line, said):
    [found] = wrong(f"Tom Hollis, 1, 1/3/2026\n{line}")
    assert found.startswith("Line 2: ")
    assert said in found


def test_the_same_day_twice_is_said_with_both_lines():
    assert wrong("Tom Hollis,2,1/3/2026\ntom@example.org,2,2/3/2026") == [
        "Line 2: day 2 of “tom@example.org” stands on line 1 already."
    ]


def test_the_programmes_are_as_published():
    nine = programmes()["consultants-2015"]
    assert (nine.days, [module.days for module in nine.modules]) == (9, [2, 3, 3, 1])
    assert (programmes()["family-approach"].days, programmes()["foundation-year"].days) == (8, 15)
    assert all(one.group in ("", *Group.values) and one.source for one in programmes().values())
    assert len({item.key for item in induction()}) == len(induction()) >= 8


def member(*taken):
    return Trained(1, 1, "Jo", "sw", "", date(2020, 1, 1), taken)


def test_whole_part_and_none_and_the_four_groups():
    part = Taken(1, "Programme", Group.PROGRAMME, 4, 9, TODAY)
    whole = Taken(2, "Elsewhere", Group.ELSEWHERE, 1, 1, TODAY)
    other = Taken(3, "Induction week", "", 5, 5, TODAY)
    assert (member().standing, member().group) == (Standing.NONE, NO_TRAINING)
    assert (member(other).standing, member(other).group) == (Standing.NONE, NO_TRAINING), "no systemic training"
    assert (member(part).standing, member(part).in_words) == (Standing.PART, "Programme: 4 of 9 days")
    assert member(part, whole).standing == Standing.WHOLE
    assert member(whole, part).group == "On the programme", "the first of the four groups that holds"


def test_modules_are_typed_one_to_a_line():
    form = ProgrammeForm({"name": "Ours", "modules": "Supervision, 3\nQuestions: circular, 2 days\n"})
    assert form.is_valid()
    assert form.cleaned_data["modules"] == [Module("Supervision", 3), Module("Questions: circular", 2)]
    bad = ProgrammeForm({"name": "Ours", "modules": "Supervision, 3\nLeadership"})
    assert bad.errors["modules"] == ["Line 2: type the module and its days, such as: Supervision, 3."]


def test_how_many_had_a_session_is_not_said_where_it_would_be_said_of_each():
    lately, long_ago = {"coaching": date(2026, 11, 20)}, {"coaching": date(2026, 1, 20)}
    on = date(2026, 11, 29)

    def said(had: int, had_not: int):
        others = [lately] * had + [long_ago] * had_not
        return had_lately({1: lately, **{at + 2: days for at, days in enumerate(others)}}, 1, on)

    assert said(2, 3) == (3, 6)
    assert said(0, 5) is None, "oneself alone: then it is said of each of the five that they had none"
    assert said(5, 0) is None
    assert said(1, 2) is None, "of four it is never said"
    nobody, everyone = dict.fromkeys(range(5), long_ago), dict.fromkeys(range(5), lately)
    assert had_lately(nobody, 99, on) is None, "0 of 5 tells each of five"
    assert had_lately(everyone, 99, on) is None
    assert had_lately({**nobody, 3: lately}, 99, on) == (1, 5)
