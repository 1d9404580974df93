"""Each rule of the CIN census and the SSDA903 on small tables: which rows it reports, and that it reports no other.

The tables in ``returns/`` are invented: children of a random authority, a few for each rule, of whom one fails or more.
What was expected was found twice, by these rules and by the sector's own validators (csc-validator-be-cin 0.1.13,
csc-validator-be-903 0.1.17), and is here only where both agreed; where they cannot, it was worked out by hand.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kinwork.returns.cases import checked
from kinwork.returns.kinds import kind_of
from kinwork.returns.layouts import CIN, SSDA903, codes_of, layout_of
from kinwork.returns.rulebook import all_versions, rules_of
from kinwork.returns.years import FIRST, LAST

FOLDER = Path(__file__).parent / "returns"
PROVIDERS = [
    {"URN": "1234567", "PLACE_CODES": "K1,K2,U6", "PROVIDER_CODES": "PR1,PR4", "POSTCODE": "A11AA", "LA_CODE": "auth"},
    {"URN": "SC222222", "PLACE_CODES": "K3,R3", "PROVIDER_CODES": "PR2", "POSTCODE": "B2 2BB", "LA_CODE": "E06000002"},
    {"URN": "7654321", "PLACE_CODES": "A3", "PROVIDER_CODES": "PR3", "POSTCODE": None, "LA_CODE": "auth"},
]
ENDS = {"1234567": ("10/07", 1), "7654321": ("22/03", 0)}  # of their registration; in which year of the two


def rows_of(table: list[str]) -> list[dict[str, object]]:
    """Rows of a table that is written as lines with bars; an empty cell is none, a plus joins several values."""
    head = table[0].split("|")
    return [
        {
            name: None if not cell else cell.split("+") if name == "AssessmentFactors" else cell
            for name, cell in zip(head, line.split("|"), strict=True)
        }
        for line in table[1:]
    ]


def providers(year: int) -> list[dict[str, object]]:
    found = []
    for row in PROVIDERS:
        day, _ = ENDS.get(str(row["URN"]), ("", 0))
        found.append({**row, "REG_END": f"{day}/{year - 1}" if day else None})
    return found


def hits(return_: str, year: int, rule: str, tables: dict[str, list[str]], **metadata: object) -> list[str]:
    case = {"return": return_, "year": year, "rule": rule, "metadata": metadata}
    case["tables"] = {name: rows_of(lines) for name, lines in tables.items()}
    done = checked(case)
    assert not done.silent, done.silent
    return sorted({f"{table} {row}" for table, row in done.issues.select("table", "row").iter_rows()})


def read(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def one_cell() -> list[tuple[str, ...]]:
    with (FOLDER / "one-cell.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def cases(return_: str) -> list[object]:
    name = "cin" if return_ == CIN else "ssda903"
    return [pytest.param(return_, case, id=f"{name}-{case['rule']}-{case['year']}") for case in read(f"{name}.json")]


@pytest.mark.parametrize(("return_", "case"), [*cases(CIN), *cases(SSDA903)])
def test_a_rule_reports_these_rows_and_no_others(return_, case):
    known = {} if return_ == CIN else {"localAuthority": "auth", "provider_info": providers(case["year"])}
    assert hits(return_, case["year"], case["rule"], case["tables"], **known) == case["expected"]


@pytest.mark.parametrize("case", read("by-hand.json"), ids=lambda case: f"{case['return']}-{case['rule']}")
def test_a_rule_does_what_it_means(case):
    """At its edges; where the sector's validators stumble over real files, or do something else than the rule means."""
    known = {"localAuthority": "auth", "provider_info": providers(case["year"]), **case.get("metadata", {})}
    assert hits(case["return"], case["year"], case["rule"], case["tables"], **known) == case["expected"]


@pytest.mark.parametrize(("return_", "rule", "table", "column"), one_cell())
def test_nonsense_in_a_cell_is_found_by_its_rule(return_, rule, table, column):
    """And what is as it must be is not."""
    child, about = layout_of(return_).child, layout_of(return_).tables[table].column(column)
    good = {"UPN": "UN1", "FormerUPN": "A123456789012", "SDQ_SCORE": "40"}.get(column, "1")
    if about.kind == "date":
        good = "2025-06-01" if return_ == CIN else "01/06/2025"
    elif about.codes and about.codes != "YesNo":
        good = codes_of(return_, about.codes, 2026)[-1]
    rows = [f"{child}|{column}", "A|??", f"B|{good}"]
    if "IS NOT NULL" in rules_of(return_, 2026)[rule].when:
        rows.append("C|")  # where another rule, or none, asks for something to be there
    assert hits(return_, 2026, rule, {table: rows}) == [f"{table} 0"]


@pytest.mark.parametrize("return_", [CIN, SSDA903])
def test_every_version_of_every_rule_can_be_asked(return_):
    """A name in a condition that means nothing would make its rule silent."""
    layout = layout_of(return_)
    tables: dict[str, list[object]] = {name: [{}] for name in layout.tables}
    if return_ == SSDA903:
        tables |= {f"{name}_last": [{}] for name in layout.tables}
    for year in range(FIRST, LAST + 1):
        done = checked({"return": return_, "year": year, "tables": tables})
        assert [one for one in done.silent if "fault" in one.why] == []
        assert done.rules_run + len(done.silent) == len(rules_of(return_, year))


@pytest.mark.parametrize(("return_", "codes", "versions"), [(CIN, 109, 114), (SSDA903, 340, 375)])
def test_all_rules_are_there_each_with_its_years(return_, codes, versions):
    rules = all_versions(return_)
    assert (len({rule.code for rule in rules}), len(rules)) == (codes, versions)
    functions = kind_of(return_).functions
    assert {rule.function for rule in rules if rule.function} == set(functions)
    layout = layout_of(return_)
    for rule in rules:
        assert FIRST <= rule.first <= rule.last <= LAST
        assert rule.says
        assert rule.right
        for table, fields in rule.reports.items():
            assert set(fields) <= set(layout.tables[table].names)
        if rule.over:
            assert pl.sql_expr(rule.when) is not None


def test_a_rule_is_not_asked_before_its_first_year():
    assert "1570" not in rules_of(CIN, 2024)
    assert "1570" in rules_of(CIN, 2025)
    assert {"SW03STG1", "217t"} <= set(rules_of(SSDA903, 2024)) - set(rules_of(SSDA903, 2025))


def test_two_versions_of_a_rule_are_never_in_force_together():
    for return_ in (CIN, SSDA903):
        seen: dict[str, int] = {}
        for rule in sorted(all_versions(return_), key=lambda rule: rule.first):
            assert rule.first > seen.get(rule.code, 0)
            seen[rule.code] = rule.last
