"""What should agree between tables of one report: the size of a group, and a figure that two tables print.

Two tables may speak of different people (workers here, families there), so only what is close is compared: sizes and
figures that differ by more than a quarter are taken for different things.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from .figures import Figures, Missing
from .results import CONSISTENT, INCONSISTENT, Result
from .span import Number, Span
from .table import Ref, Row, Table
from .wording import sentence

NEAR = 0.25
ANYWHERE = {"total", "other", "missing", "all", "n"}  # rows that mean something else in every table
Place = tuple[str, str]


def check_across(tables: Sequence[Table]) -> list[Result]:
    """What two tables of one source both print: consistent where it agrees, inconsistent where it nearly does.

    >>> from .table_file import read_table
    >>> a, b = (read_table(f'{{table: "{n}", groups: {{LA2: {{n: {size}}}}}, rows: {{x: {{cells: {{}}}}}}}}')
    ...         for n, size in (("6.2", 26), ("6.7", 27)))
    >>> check_across([a, b])[0].message
    'n of LA2 is 26 in table 6.2, but 27 in table 6.7: one of them is wrong, or someone did not answer.'
    """
    found: dict[str, Result] = {}
    for table, other in itertools.combinations(tables, 2):
        if table.source == other.source:
            for result in itertools.chain(_sizes(table, other), _cells(table, other)):
                found.setdefault(result.id, result)
    return list(found.values())


def _sizes(table: Table, other: Table) -> Iterator[Result]:
    theirs = {_name(group.label, group.id): group for group in other.groups.values()}
    for group in table.groups.values():
        same = theirs.get(_name(group.label, group.id))
        if same is None or group.n is None or same.n is None:
            continue
        what = f"n of {group.label or group.id}"
        id_ = f"across:{table.number}/{other.number}:{group.id}:n"
        apart = "one of them is wrong, or someone did not answer"
        yield from _compared(id_, what, table, other, Span.exact(group.n), Span.exact(same.n), str(same.n), apart)


def _cells(table: Table, other: Table) -> Iterator[Result]:
    """Rows and groups of one name in both tables."""
    theirs = {_name(row.label, row.id): row for row in other.rows.values()}
    groups = {_name(group.label, group.id): group.id for group in other.groups.values()}
    for row in table.rows.values():
        same = theirs.get(_name(row.label, row.id))
        if same is not None and (same.id != row.id or _name(row.label, row.id) in ANYWHERE):
            continue
        for group in table.groups.values() if same else ():
            there = groups.get(_name(group.label, group.id))
            if same is None or there is None:
                continue
            for field in ("count", "value", "mean"):
                mine, its = _figure(table, row, group.id, field), _figure(other, same, there, field)
                if mine and its:
                    what = f"{row.label or row.id}, {group.label or group.id}"
                    id_ = f"across:{table.number}/{other.number}:{row.id}/{group.id}:{field}"
                    yield from _compared(id_, what, table, other, mine[0], its[0], its[1], "one of them is wrong")


def _figure(table: Table, row: Row, group: str, field: str) -> tuple[Span, str] | None:
    if group not in row.cells:
        return None
    try:
        printed = Figures(table).printed(Ref(row.id, group, field))
    except Missing:
        return None
    return printed.span, printed.text


def _compared(
    id_: str, what: str, table: Table, other: Table, mine: Span, its: Span, printed: str, apart: str
) -> Iterator[Result]:
    a, b = mine.middle, its.middle
    shown = _shown(a), printed
    if mine.meets(its):
        message = f"{what} is {shown[1]} in table {table.number} and in table {other.number}"
        yield Result(id_, "across", CONSISTENT, printed, a, mine.lo, mine.hi, message=sentence(message))
    elif abs(float(a) - float(b)) <= NEAR * max(abs(float(a)), abs(float(b))):
        message = f"{what} is {shown[0]} in table {table.number}, but {shown[1]} in table {other.number}: {apart}"
        yield Result(id_, "across", INCONSISTENT, printed, a, mine.lo, mine.hi, message=sentence(message))


def _shown(value: Number) -> str:
    return f"{float(value):g}" if float(value) < 1e6 else str(int(value))


def _name(label: str, id_: str) -> str:
    return (label or id_).strip().casefold()
