"""Whatever stands in a return: no rule crashes, none is silenced, the order of rows decides nothing.

Tables are drawn cell by cell: codes of the year, days near its edges, nothing, nonsense.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinwork.returns.cases import checked
from kinwork.returns.layouts import CIN, SSDA903, codes_of, layout_of

YEAR = 2026
NONSENSE = [
    "",
    " ",
    "??",
    "31/02/2025",
    "2025-13-01",
    "9" * 40,
    "ñ\u0000x",
    "01/04/2025",
    "9999-12-31",
    "31/12/9999",
    "-1",
]
DAYS = ["2025-04-01", "2026-03-31", "2025-03-31", "2025-06-30", "2024-11-02", "2012-02-29", "2008-04-01"]
Tables = dict[str, list[dict[str, object]]]
# Of two rows of a child on one day the one that comes first in the file is the first: these rules ask for it.
BY_ORDER_IN_THE_FILE = {
    "117", "118", "142", "191", "199", "225", "226", "302", "334", "336", "357", "361", "362", "363", "364", "383",
    "388", "431", "432", "433", "434", "435", "436", "437", "452", "453", "501", "502", "503A", "503B", "503C",
    "503D", "503E", "503F", "503G", "503H", "503J", "504", "552", "554", "562", "574", "576", "577", "578", "579",
    "583", "625", "632", "705", "707", "1001", "1003", "1010", "1011", "SW08STG2", "SW10STG2", "SW10aSTG2",
    "SW10bSTG2", "SW11bSTG2", "SW14STG2", "SW17STG2", "SW19STG2",
}  # fmt: skip
# These look at more than one child: the same number twice, whether a table has anything in it at all.
OF_SEVERAL_CHILDREN = {"1520", "444", "1001"}


def drawn(return_: str, seed: int, children: tuple[str, ...] = ("A", "B", "C"), rows: int = 3) -> Tables:
    dice = random.Random(seed)
    layout = layout_of(return_)
    names = list(layout.tables)
    if return_ == SSDA903:
        names += [f"{name}_last" for name in layout.tables]
    tables: Tables = {}
    for name in names:
        table = layout.tables[name.removesuffix("_last")]
        tables[name] = [
            {column.name: _cell(dice, return_, column, table.keys, children) for column in table.columns}
            for _ in range(1 if name == "Header" and return_ == CIN else dice.randrange(rows + 1))
        ]
    return tables


def _cell(dice: random.Random, return_: str, column, keys: tuple[str, ...], children: tuple[str, ...]) -> object:
    if column.name in ("CHILD", "LAchildID"):
        return dice.choice([*children * 3, None])
    if column.name in keys:
        return dice.choice(["1", "1", "2"])
    if dice.random() < 0.15:
        return None
    if dice.random() < 0.1:
        return dice.choice(NONSENSE)
    if column.kind == "date":
        day = dice.choice(DAYS)
        return day if return_ == CIN else "/".join(reversed(day.split("-")))
    if column.kind == "list":
        return [dice.choice(codes_of(return_, column.codes, YEAR)) for _ in range(dice.randrange(3))]
    return dice.choice(
        codes_of(return_, column.codes, YEAR) if column.codes else ["0", "1", "UN1", "XXXXXXX", "A1 1AA"]
    )


def found(return_: str, tables: Tables, whose: Callable[[dict[str, object]], object]) -> set[tuple[object, ...]]:
    """What each rule reports, by what the rows hold instead of where they stand. No rule may be at fault."""
    register = [{"URN": "XXX", "PLACE_CODES": "K1", "PROVIDER_CODES": "PR1", "REG_END": "01/06/2025", "POSTCODE": None}]
    case = {"return": return_, "year": YEAR, "tables": tables}
    done = checked({**case, "metadata": {"localAuthority": "E1", "provider_info": register}})
    assert [one for one in done.silent if "fault" in one.why] == []
    reported = done.issues.select("rule", "table", "row").unique().iter_rows()
    return {(rule, table, whose(tables[table][row]) if table else None) for rule, table, row in reported}


def of_each(return_: str, tables: Tables) -> set[tuple[object, ...]]:
    """What is reported of each child, row by row."""
    child = layout_of(return_).child
    return found(return_, tables, lambda row: (row.get(child), id(row)))


@pytest.mark.parametrize("return_", [CIN, SSDA903])
@given(seed=st.integers(0, 10**9))
@example(seed=85)  # of which "??" is a placement, beside one that has another name now
@settings(max_examples=3, deadline=None)
def test_no_rule_stumbles_and_the_order_of_rows_decides_nothing(return_, seed):
    tables = drawn(return_, seed)
    for rows in tables.values():
        for number, row in enumerate(rows):
            row["mark"] = number
    shuffled = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}

    def mark(row: dict[str, object]) -> object:
        return row["mark"]

    as_they_stand, as_shuffled = found(return_, tables, mark), found(return_, shuffled, mark)
    apart = {rule for rule, *_ in as_they_stand ^ as_shuffled}
    assert apart <= BY_ORDER_IN_THE_FILE


@pytest.mark.parametrize("return_", [CIN, SSDA903])
@given(seed=st.integers(0, 10**9))
@example(seed=222)  # where a child without a header has a line of UASC, and only another has a header
@settings(max_examples=2, deadline=None)
def test_another_child_adds_nothing_to_the_others(return_, seed):
    """But for what counts the return as a whole, and values that only one child may have."""
    tables, more = drawn(return_, seed), drawn(return_, seed + 1, children=("Z",))
    child = layout_of(return_).child
    both = {name: rows + [row for row in more[name] if row.get(child) == "Z"] for name, rows in tables.items()}
    if return_ == CIN:
        both["Header"] = tables["Header"]

    def of_others(tables: Tables) -> set[tuple[object, ...]]:
        return {
            one for one in found(return_, tables, lambda row: (row.get(child), id(row))) if one[2] and one[2][0] != "Z"
        }

    assert {one for one in of_others(tables) ^ of_others(both) if one[0] not in OF_SEVERAL_CHILDREN} == set()


@pytest.mark.parametrize("return_", [CIN, SSDA903])
@given(seed=st.integers(0, 10**9), nonsense=st.sampled_from(NONSENSE))
@settings(max_examples=2, deadline=None)
def test_one_bad_cell_silences_no_rule_for_other_children(return_, seed, nonsense):
    tables = drawn(return_, seed)
    child = layout_of(return_).child

    def of_b(tables: Tables) -> set[tuple[object, ...]]:
        return {
            one for one in found(return_, tables, lambda row: (row.get(child), id(row))) if one[2] and one[2][0] == "B"
        }

    before = of_b(tables)
    dice = random.Random(seed)
    for rows in tables.values():
        for row in rows:
            if row.get(child) == "A":
                name = dice.choice([one for one in row if one != child])
                row[name] = [nonsense] if isinstance(row[name], list) else nonsense
    assert {one for one in before ^ of_b(tables) if one[0] not in OF_SEVERAL_CHILDREN} == set()
