"""What is wrong in a table file is said with its file, line, field, and what would be right."""

import json

import pytest

from kinwork.audit import BadTable, read_table

TABLE = """\
table: "1"
groups:
  LA1: {n: 40}
  LA2: {n: 26}
rows:
  age:
    scale: {min: 0, max: 36, step: 1}
    n: {LA2: 25}
    cells:
      LA1: {mean: "36.19", sd: "9.73"}
      LA2: {count: 26, percent: "81.3"}
claims:
  - {id: a, test: anova, row: age, statistic: "3.1", p: "<.05"}
"""


def test_the_table_itself_is_fine():
    table = read_table(TABLE)
    assert table.rows["age"].n == {"LA2": 25}
    assert table.claims[0].statistic.text == "3.1"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field", "expected"),
    [
        ("36.19", "36,19", 10, "rows.age.cells.LA1.mean", "a full stop as the decimal mark"),
        ("81.3", "81.3%", 11, "rows.age.cells.LA2.percent", "without the percent sign (81.3)"),
        ("36.19", "NaN", 10, "rows.age.cells.LA1.mean", "leave out what is not a number"),
        ("36.19", "36.19a", 10, "rows.age.cells.LA1.mean", 'the mark "a" belongs into the note of the row'),
        ("3.1", "3.1**", 13, "claim a.statistic", 'the mark "**" belongs into the stars of the claim'),
        ("36.19", "36.19 (9.73)", 10, "rows.age.cells.LA1.mean", "two figures of one cell apart"),
        ("36.19", "-", 10, "rows.age.cells.LA1.mean", "a cell that prints nothing is left out"),
        ("36.19", "£36", 10, "rows.age.cells.LA1.mean", "without the currency sign"),
        ("36.19", "many", 10, "rows.age.cells.LA1.mean", "a plain number in digits"),
        ('"36.19"', "36.19", 10, "rows.age.cells.LA1.mean", "quotes around it"),
        ('"9.73"', '"-9.73"', 10, "rows.age.cells.LA1.sd", "0 or more"),
        ("count: 26", "count: 2.5", 11, "rows.age.cells.LA2.count", "a whole number"),
        ("count: 26", "count: -3", 11, "rows.age.cells.LA2.count", "a whole number"),
        ("{n: 26}", "26", 4, "groups.LA2", "{n: 26}"),
        ("{n: 26}", "{n: x}", 4, "groups.LA2.n", "a whole number"),
        ("LA2: {n: 26}", "LA1: {n: 26}", 4, "groups.LA1", "each name once"),
        ("n: {LA2", "n: {LA4", 8, "rows.age.n.LA4", "a group of the table: LA2"),
        ("max: 36", "max: 0", 7, "rows.age.scale.max", "more than min (0)"),
        ("step: 1", "step: 7", 7, "rows.age.scale.step", "a step above 0 that leads from min to max"),
        ("cells:", "cels:", 9, "rows.age.cels", "cells"),
        ("test: anova", "test: anovo", 13, "claim a.test", "anova"),
        ("row: age", "row: aeg", 13, "claim a.row", "a row of the table: age"),
        (", row: age", "", 13, "claim a", 'the key "row", which anova needs'),
        ('statistic: "3.1", p: "<.05"', "label: x", 13, "claim a", "what the report prints"),
        ("<.05", "small", 13, "claim a.p", 'a p from 0 to 1, as ".002", "<.05" or "ns"'),
        ("<.05", "1.3", 13, "claim a.p", "a p from 0 to 1"),
        ('p: "<.05"', "groups: [LA1]", 13, "claim a.groups", "two groups or more"),
        ('p: "<.05"', 'stars: "#"', 13, "claim a.stars", "see star_levels"),
        ('p: "<.05"', "stars: *", 13, "", "stars in quotes"),
        ('p: "<.05"', "df: [1, 2, 3]", 13, "claim a.df", "degrees of freedom"),
        ("groups:\n", "groups: {}\nwhat:\n", 3, "what", "groups"),
        ("  LA1: {n: 40}", "\tLA1: {n: 40}", 3, "", "spaces for indentation"),
        (
            "test: anova, row: age",
            'test: formula, expression: "a+", where: {a: 1}',
            13,
            "claim a.expression",
            "joined by + - * / **",
        ),
        (
            "test: anova, row: age",
            'test: formula, expression: "a^b", where: {a: 1}',
            13,
            "claim a.expression",
            "a power is **",
        ),
        (
            "test: anova, row: age",
            'test: formula, expression: "a+b", where: {a: 1}',
            13,
            "claim a.where",
            '"b", which the expression uses',
        ),
        (
            "test: anova, row: age",
            "test: t, row: age, groups: [LA1, LA2, LA2]",
            13,
            "claim a.groups",
            "each group once",
        ),
        (
            "test: anova, row: age",
            "test: percent, row: age, group: LA1, of: rowx",
            13,
            "claim a.of",
            'a row, a base number or "n"',
        ),
        (
            "test: anova, row: age",
            "test: correlation_p, r: '1.2', n: 20",
            13,
            "claim a.r",
            "a correlation from -1 to 1",
        ),
    ],
)
def test_every_error_names_its_place_and_what_would_be_right(right, wrong, line, field, expected):
    assert TABLE.count(right) == 1
    with pytest.raises(BadTable) as problem:
        read_table(TABLE.replace(right, wrong), "report.yaml")
    assert (problem.value.file, problem.value.line) == ("report.yaml", line)
    if field:
        assert problem.value.field == field
    assert expected in problem.value.expected
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "table: 1\n", "{}", "a: &x 1\nb: *x\n", "a: [" * 60])
def test_what_is_no_table(text):
    with pytest.raises(BadTable):
        read_table(text)


def test_code_in_an_expression_is_never_run():
    for evil in ("__import__('os')", "a.b", "a[0]", "(lambda: 1)()", "a if a else a", "'x'*9"):
        with pytest.raises(BadTable):
            read_table(TABLE.replace("test: anova, row: age", f'test: formula, expression: "{evil}", where: {{a: 1}}'))


def test_a_tower_of_powers_ends():
    text = TABLE.replace("test: anova, row: age", 'test: formula, expression: "9**9**9**9", where: {}')
    from kinwork.audit import audit_table

    assert audit_table(read_table(text))[0].verdict == "undetermined"


@pytest.mark.parametrize("more", ["", ", expression: ''", ", expression: ' '"])
def test_a_formula_without_an_expression_is_refused_with_its_place(more):
    head = "table: '1'\ngroups: {a: {n: 3}}\nrows:\n  r: {cells: {a: {mean: '2', sd: '1'}}}\nclaims:\n"
    text = head + "  - {id: x, test: formula, value: '3'" + more + "}\n"
    with pytest.raises(BadTable, match="expression") as told:
        read_table(text, "some.yaml")
    assert "some.yaml" in str(told.value)


def test_json_that_escapes_characters_outside_the_basic_plane_as_json_does():
    """json.dumps writes a smile as two halves; YAML's own escapes know no halves."""
    text = json.dumps(
        {"table": "1", "title": "\U0001f600 \\ud83d", "groups": {"x": {"n": 3}}, "rows": {"r": {"cells": {}}}}
    )
    assert "\\ud83d\\ude00" in text
    assert read_table(text).title == "\U0001f600 \\ud83d"
