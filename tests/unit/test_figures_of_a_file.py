"""A file of service figures: what each line says, and what is wrong with which."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinwork.indicators.tables import FIGURES
from kinwork.service_figures.table import read

TODAY = date(2026, 11, 29)
HEAD = "figure,quarter,number,source\n"


def test_lines_are_read_as_people_write_them():
    text = HEAD + 'population,2026 Q3,"41,250",ONS\nemployed_fte,30/9/2026,86.5,"HR, 30 September"\n'
    found, wrong = read(text.encode(), TODAY)
    assert not wrong
    assert [(one.line, one.figure, one.quarter, one.value, one.source) for one in found] == [
        (2, "population", date(2026, 7, 1), Decimal("41250"), "ONS"),
        (3, "employed_fte", date(2026, 7, 1), Decimal("86.5"), "HR, 30 September"),
    ]
    semicolons = read(b"indicator;unit;quarter;numerator;denominator;source\npopulation;;2026 Q3;41,5;;x\n", TODAY)
    assert semicolons[0][0].value == Decimal("41.5"), "a sheet of indicators, with what it has no use for left empty"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("population,2026 Q3,41,250,ONS", "A number with a comma stands in quotes"),
        ("population,2026 Q3,many,ONS", "“many” is not a number"),
        ("population,2026 Q3,-3,ONS", "nought or more"),
        ("population,2026 Q3,1e3,ONS", "is not a number"),
        ("population,2026 Q5,3,ONS", "is not a quarter"),
        ("population,2027 Q3,3,ONS", "in the future"),
        ("population,2026 Q3,3,", "there is no source"),
        ("vacancies,2026 Q3,3,HR", "is not a figure that is entered"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(line, why):
    _, wrong = read(f"{HEAD}employed_fte,2026 Q3,1,HR\n{line}\n".encode(), TODAY)
    assert len(wrong) == 1
    assert wrong[0].startswith("Line 3: ")
    assert why in wrong[0]


def test_a_file_that_is_none_says_what_one_is():
    assert "nothing in this file" in read(b"", TODAY)[1][0]
    assert "no column “figure”" in read(b"a,b\n1,2\n", TODAY)[1][0]
    assert "not a column here" in read(b"figure,quarter,number,source,colour\n", TODAY)[1][0]
    assert "no line below" in read(HEAD.encode(), TODAY)[1][0]
    twice = read(f"{HEAD}population,2026 Q3,3,a\npopulation,1/8/2026,4,b\n".encode(), TODAY)
    assert "stands on line 2 already" in twice[1][0]
    unit = read(b"figure,unit,quarter,number,source\npopulation,Rowan,2026 Q3,3,a\n", TODAY)
    assert "of the whole service" in unit[1][0]


def test_a_figure_is_known_by_its_key_and_as_the_page_calls_it():
    for key, name in FIGURES.items():
        for said in (key, name, name.partition(",")[0].upper()):
            found, wrong = read(f'figure,quarter,number,source\n"{said}",2026 Q2,3,HR'.encode(), TODAY)
            assert ([one.figure for one in found], wrong) == ([key], [])
    _, [wrong] = read(b"figure,quarter,number,source\nvacancies,2026 Q2,3,HR", TODAY)
    assert "population (Children aged 0 to 17 who live in the area)" in wrong
