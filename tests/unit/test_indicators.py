"""Each indicator by a few rows whose answer is counted by hand; and what is said of an extract that is not one."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from io import StringIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kinwork.indicators import files
from kinwork.indicators.engines import points, points_of
from kinwork.indicators.measures import BY_KEY, INDICATORS
from kinwork.indicators.tables import FIGURES, TABLES
from kinwork.operations import cli
from kinwork.without_names.columns import Unfit
from tests.generated_extracts import empty, made_up, name_of

Q1, Q2, Q3, Q4 = (date(2025, month, 1) for month in (1, 4, 7, 10))
A, B, C = (name_of("C", n) for n in range(3))
FAMILY, UNIT, OTHER = name_of("F", 1), name_of("U", 1), name_of("U", 2)


def data(**tables):
    """An extract of the four quarters of 2025, with these rows; the authority is put in front of each."""
    said = empty() | {"periods": [("here", quarter) for quarter in (Q1, Q2, Q3, Q4)]}
    return said | {name: [("here", *row) for row in rows] for name, rows in tables.items()}


def found(key, unit=None, **tables):
    """What one indicator says of each quarter: (numerator, denominator, n, value)."""
    told = points_of(data(**tables), indicators=[BY_KEY[key]])
    return {p.quarter: (p.numerator, p.denominator, p.n, p.value) for p in told if p.unit == unit}


PEOPLE = [("population", quarter, 20_000.0) for quarter in (Q1, Q2, Q3)]
IN_CARE = [
    (A, date(2024, 7, 1), None, False),
    (B, Q1, Q2, False),  # left in the second quarter: not there on its last day
    (C, Q1, None, True),  # short breaks
]


def test_children_who_began_and_children_there_on_the_last_day_for_ten_thousand():
    assert found("care-entry", care=IN_CARE, entered=PEOPLE) == {
        Q1: (1, 20_000, 1, 0.5), Q2: (0, 20_000, 0, 0), Q3: (0, 20_000, 0, 0), Q4: (0, 0, 0, None),
    }  # fmt: skip
    assert found("looked-after", care=IN_CARE, entered=PEOPLE) == {
        Q1: (2, 20_000, 2, 1.0), Q2: (1, 20_000, 1, 0.5), Q3: (1, 20_000, 1, 0.5), Q4: (1, 0, 1, None),
    }  # fmt: skip


def test_again_within_a_year_and_nothing_of_the_first_year_of_the_record():
    rows = [(A, Q1, None, 11), (A, Q2, 3, 14), (B, Q2, 12, 20), (C, Q2, None, 20), (C, Q3, 11, 23)]
    assert found("re-referral-child", referrals=rows) == {
        Q1: (0, 0, 0, None), Q2: (1, 3, 3, pytest.approx(100 / 3)), Q3: (1, 1, 1, 100), Q4: (0, 0, 0, None),
    }  # fmt: skip
    by_family = [(FAMILY, Q2, 11, 12), (name_of("F", 2), Q2, None, 12)]
    assert found("re-referral-family", family_referrals=by_family)[Q2] == (1, 2, 2, 50)


def test_plans_of_two_years_are_counted_when_they_end_and_second_ones_when_they_begin():
    plans = [
        (A, date(2023, 1, 1), Q1, 24, False),
        (B, date(2023, 4, 1), Q1, 23, True),
        (C, Q1, None, None, True),
        (C, Q1, None, None, None),  # not recorded whether there was one before: in neither number
        (A, Q1, None, None, False),
    ]
    assert found("long-plans", plans=plans)[Q1] == (1, 2, 2, 50)
    assert found("second-plans", plans=plans)[Q1] == (1, 2, 2, 50)


def test_three_placements_in_the_year_to_the_last_day():
    care = [(A, date(2024, 1, 1), None, False), (B, date(2024, 1, 1), None, False)]
    placements = [
        (A, date(2024, 1, 1), Q1), (A, Q1, Q2), (A, Q2, None),  # three in the year to the end of the first to fourth
        (B, date(2024, 1, 1), date(2024, 1, 1)), (B, date(2024, 1, 1), Q1), (B, Q1, None),
    ]  # fmt: skip
    assert found("moves", care=care, placements=placements) == {
        Q1: (0, 2, 2, 0), Q2: (1, 2, 2, 50), Q3: (1, 2, 2, 50), Q4: (1, 2, 2, 50),
    }  # fmt: skip


def test_staff_figures_need_both_halves_and_are_never_nought_for_want_of_one():
    entered = [("employed_fte", Q1, 30.0), ("agency_fte", Q1, 10.0), ("sickness_days", Q1, 94.875),
               ("employed_fte", Q2, 30.0), ("sickness_days", Q3, 50.0)]  # fmt: skip
    assert found("agency", entered=entered) == {
        Q1: (10, 40, 40, 25), Q2: (0, 0, 0, None), Q3: (0, 0, 0, None), Q4: (0, 0, 0, None),
    }  # fmt: skip
    assert found("sickness", entered=entered)[Q1] == (94.875, 30 * 63.25, 30, pytest.approx(5))
    assert found("sickness", entered=entered)[Q2][-1] is None
    workforce = [(Q1, 12.5, 2.5, 10, 1), (Q2, 0.0, 0.0, 0, 0)]
    assert found("turnover", workforce=workforce)[Q1] == (1, 10, 10, 10)
    assert found("vacancies", workforce=workforce)[Q1] == (2.5, 12.5, 13, 20)
    assert found("vacancies", workforce=workforce)[Q2][-1] is None


def test_load_and_discussion_by_unit_and_together():
    families = [
        (name_of("F", 1), UNIT, Q1, 10, 4, True), (name_of("F", 2), UNIT, Q1, 10, 5, True),
        (name_of("F", 3), OTHER, Q1, 52, None, True), (name_of("F", 4), OTHER, Q1, 3, None, True),
        (name_of("F", 5), None, Q1, 30, 1, True), (name_of("F", 6), OTHER, Q1, 30, 1, False),
    ]  # fmt: skip
    workers = [(UNIT, Q1, 4.0), (OTHER, Q1, 2.0)]
    assert found("caseload", open_families=families, unit_workers=workers)[Q1] == (5, 6, 5, pytest.approx(5 / 6))
    assert found("caseload", UNIT, open_families=families, unit_workers=workers) == {Q1: (2, 4, 2, 0.5)}
    assert found("discussed", open_families=families)[Q1] == (2, 4, 4, 50)
    assert found("discussed", UNIT, open_families=families)[Q1] == (1, 2, 2, 50)


def test_hours_of_the_whole_are_those_told_of_the_whole_not_what_units_add_up_to():
    months = [(None, Q1, 10, 20.0, 8.0), (None, Q1, 5, 14.0, 5.0), (UNIT, Q1, 5, 40.0, 1.0)]
    assert found("contact", time=months)[Q1] == (270, 15, 15, 18)
    assert found("recording", time=months)[Q1] == (105, 15, 15, 7)
    assert found("contact", UNIT, time=months)[Q1] == (200, 5, 5, 40)


def test_of_several_authorities_each_is_told_as_if_it_were_alone(tmp_path):
    for seed, code in enumerate(("linden", "marsh")):
        files.write(tmp_path / code, made_up(code, seed, years=2, children=20))
    both = points([tmp_path / "linden", tmp_path / "marsh"])
    alone = [point for code in ("linden", "marsh") for point in points([tmp_path / code])]
    assert both == sorted(alone, key=lambda one: (one.indicator, one.authority, one.unit or "", one.quarter))
    assert all(0 <= p.value <= 100 for p in both if BY_KEY[p.indicator].unit == "%" and p.value is not None)


def test_every_indicator_says_what_it_counts_of_what_and_who_defined_it_so():
    for one in INDICATORS:
        said = (one.name, one.numerator, one.denominator, one.counted, one.period, one.source, one.missing)
        assert all(said), one.key
        assert set(one.entered) <= set(FIGURES)
    assert len(BY_KEY) == len(INDICATORS) == 15


# -- the files


def test_nothing_is_left_where_a_value_must_not_go_out(tmp_path):
    wrong = data(care=[("Dylan Smith", Q1, None, False)])
    with pytest.raises(Unfit, match=r"care\.child: not a value of this column"):
        files.write(tmp_path / "linden", wrong)
    with pytest.raises(Unfit, match=r"care\.started"):
        files.write(tmp_path / "linden", data(care=[(A, date(2025, 1, 2), None, False)]))
    assert list(tmp_path.iterdir()) == []


def test_an_extract_is_never_written_over_another(tmp_path):
    files.write(tmp_path / "linden", data())
    with pytest.raises(files.BadExtract, match="found something there already"):
        files.write(tmp_path / "linden", data())
    with pytest.raises(files.BadExtract, match="found no folder"):
        files.write(tmp_path / "no" / "linden", data())
    assert {path.name for path in (tmp_path / "linden").iterdir()} == {
        "README.md", "dictionary.csv", *(f"{table.name}.parquet" for table in TABLES),
    }  # fmt: skip


def damaged(folder, name, change):
    path = folder / f"{name}.parquet"
    pq.write_table(change(pq.read_table(path)), path)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda at: (at / "plans.parquet").unlink(), r"plans\.parquet: no such file"),
        (lambda at: (at / "plans.parquet").write_text("x"), "found something else, expected a Parquet"),
        (lambda at: damaged(at, "care", lambda t: t.drop_columns(["ended"])), "found short_breaks, expected ended"),
        (
            lambda at: damaged(at, "workforce", lambda t: t.set_column(2, "posts", pa.array(["x"] * len(t)))),
            "column posts: found string, expected double",
        ),
        (
            lambda at: damaged(at, "periods", lambda t: t.append_column("name", pa.array(["x"] * len(t)))),
            "column 3: found name, expected no more columns",
        ),
        (
            lambda at: damaged(at, "time", lambda t: t.replace_schema_metadata({b"kinwork_extract": b"7"})),
            "found extract version 7, expected 1",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_extract_is_said_with_its_place(tmp_path, damage, said):
    folder = tmp_path / "linden"
    files.write(folder, made_up("linden", 1, years=1, children=3))
    damage(folder)
    with pytest.raises(files.BadExtract, match=said):
        points([folder])


def test_one_authority_twice_is_refused(tmp_path):
    for name in ("one", "two"):
        files.write(tmp_path / name, made_up("linden", 1, years=1, children=3))
    with pytest.raises(files.BadExtract, match=r"the authority 'linden', which is in .*one too"):
        points([tmp_path / "one", tmp_path / "two"])
    with pytest.raises(files.BadExtract, match="found no folder"):
        points([])


# -- the command


@pytest.fixture
def kinwork(monkeypatch, capsysbinary):
    """Runs ``kinwork indicators`` with some words; the status, what it wrote, what it said."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kinwork", "indicators", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        heard = capsysbinary.readouterr()
        return left.value.code or 0, heard.out.decode("utf-8-sig"), heard.err.decode()

    return run


def test_the_command_tells_all_extracts_as_csv_and_as_json(kinwork, tmp_path):
    for seed, code in enumerate(("linden", "marsh")):
        files.write(tmp_path / code, made_up(code, seed, years=1, children=3))
    status, told, _ = kinwork(tmp_path / "linden", tmp_path / "marsh")
    assert status == 0
    rows = list(csv.DictReader(StringIO(told)))
    assert {row["authority"] for row in rows} == {"linden", "marsh"}
    status, told, _ = kinwork(tmp_path / "linden", tmp_path / "marsh", "--format", "json")
    assert len(json.loads(told)) == len(rows)


def test_the_command_says_in_one_line_what_is_wrong(kinwork, tmp_path):
    files.write(tmp_path / "linden", made_up("linden", 1, years=1, children=3))
    for words, said in [
        ((tmp_path / "none",), "periods.parquet: no such file, expected a table of the extract"),
        ((tmp_path / "linden", "--format", "xml"), "--format: found 'xml', expected csv or json"),
        ((tmp_path / "linden", "--spark", "local[1]"), "--spark: found no pyspark here, expected an environment that"),
    ]:
        status, told, heard = kinwork(*words)
        assert (status, told, len(heard.splitlines())) == (2, "", 1)
        assert said in heard
