"""What a sceptical reader tried on the audit: shares among counts, ties, formulas that stay put, files that nest."""

import pytest

from kinwork.audit import BadTable, audit_table, read_table

SHARES = """
table: "1"
groups: {a: {n: 40}, b: {n: 50}}
rows:
  r1: {cells: {a: {count: 10, percent: "25"}, b: {percent: "40"}}}
  r2: {cells: {a: {count: 30, percent: "75"}, b: {percent: "60"}}}
  fte: {cells: {a: {value: "13.5"}}}
  total: {cells: {a: {count: 40, percent: "100"}, b: {count: 50, percent: "100"}}}
claims:
  - %s
"""
LESS = "{id: x, test: difference, left: {row: r1, group: a}, right: {row: r1, group: b}, value: '%s'}"


def verdict(claim, table=SHARES):
    return audit_table(read_table(table % claim))[0]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("{id: x, test: sum, rows: [r1, r2], group: b, equals: {row: total, group: b}}", "consistent"),  # 100 %, not 50
        (
            "{id: x, test: sum, rows: [r1, r2], group: a, field: percent, equals: {row: total, group: a}}",
            "consistent",
        ),
        ("{id: x, test: sum, rows: [r1, r2], group: a, equals: {row: total, group: a}}", "consistent"),  # 40 people
        (LESS % "-15", "consistent"),
        (LESS % "-30", "inconsistent"),
        ("{id: x, test: percent, row: r1, group: a, of: '39', value: '25'}", "inconsistent"),  # not 38.5
        ("{id: x, test: percent, row: fte, group: a, of: '54', value: '25'}", "consistent"),
    ],
)
def test_shares_are_added_to_shares_and_counts_to_counts(claim, expected):
    assert verdict(claim).verdict == expected


def test_a_formula_that_is_the_same_everywhere_has_a_box_of_one_point():
    claim = '{id: x, test: formula, expression: "a-a", where: {a: "1.5"}, value: "0"}'
    assert verdict(claim).verdict == "consistent"


@pytest.mark.parametrize(
    ("a", "printed", "rounding"),
    [(25, "12", "to the even digit"), (25, "13", "up"), (27, "14", "up, to the even digit")],
)
def test_a_tie_may_be_rounded_either_way_and_which_is_said(a, printed, rounding):
    found = verdict(f'{{id: x, test: formula, expression: "a/2", where: {{a: {a}}}, value: "{printed}"}}')
    assert found.verdict == "consistent"
    assert f"{a / 2:g} lies just between two printed figures; {printed} is rounded {rounding}" in found.message


def test_a_change_as_a_share_of_the_wrong_year():
    claim = '{id: x, test: formula, expression: "100*(a-b)/b", where: {a: 61, b: 92}, value: "-50.8"}'
    found = verdict(claim)
    assert [x.reading for x in found.explanations if x.kind == "another base"] == ["as 100*(a-b)/a"]


def test_a_misread_digit_is_found_in_amounts_of_money():
    table = """
table: "1"
groups: {y: {}}
rows:
  a: {cells: {y: {value: "1180233.20"}}}
  b: {cells: {y: {value: "2100000.00"}}}
claims:
  - %s
"""
    found = verdict('{id: x, test: sum, rows: [a, b], group: y, value: "3280733.20"}', table)
    assert found.verdict == "inconsistent"
    assert "as 3280233.20" in [x.reading for x in found.explanations]


def test_an_sd_too_small_for_a_mean_between_two_scores():
    table = """
table: "1"
groups: {a: {n: 67}}
rows: {x: {scale: {min: 1, max: 4, step: 1}, cells: {a: {mean: "2.23", sd: "%s"}}}}
"""
    too_small = audit_table(read_table(table % "0.10"))[1]  # somebody said 2 and somebody 3: at least .42
    assert (too_small.check, too_small.verdict) == ("sd", "inconsistent")
    assert too_small.low == pytest.approx(0.4212, abs=1e-3)
    assert audit_table(read_table(table % "1.19"))[1].verdict == "consistent"


def test_no_slip_is_sought_beyond_the_scale():
    table = """
table: "1"
groups: {a: {n: 18}, b: {n: 15}}
rows: {x: {scale: {min: 1, max: 5, step: 1}, cells: {a: {mean: "2.9", sd: "0.7"}, b: {mean: "2.2", sd: "0.6"}}}}
claims: [%s]
"""
    found = verdict('{id: x, test: t, row: x, groups: [a, b], p: "<.0001"}', table)
    assert found.verdict == "inconsistent"
    assert not [x for x in found.explanations if "mean of" in x.reading]


def test_aliases_are_read_like_what_they_stand_for():
    table = read_table('table: "1"\ngroups: {a: &n {n: 67}, b: *n}\nrows: {x: {cells: {}}}\n')
    assert [group.n for group in table.groups.values()] == [67, 67]


@pytest.mark.parametrize(
    "text",
    [
        "people: " + "[" * 100_000 + "]" * 100_000,
        "a: " + "{a: " * 20_000 + "}" * 20_000,
        "\n".join(" " * i + "a:" for i in range(300)),
        "- " * 5_000 + "x",
        "a: &x [*x]",
        "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
        + "\n".join(f"{b}: &{b} [{','.join(['*' + a] * 10)}]" for a, b in zip("abcdef", "bcdefg", strict=True)),
    ],
)
def test_no_nesting_brings_the_process_down(text):
    with pytest.raises(BadTable) as caught:
        read_table(text)
    assert caught.value.line


def test_a_control_character_is_told_with_its_line():
    with pytest.raises(BadTable) as caught:
        read_table('table: "é"\ngroups: {a: {n: 6}}\nrows: {x\x07: {cells: {}}}\n')
    assert caught.value.line == 3
