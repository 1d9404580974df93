"""A published table: its groups, rows, cells and claims, as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from fractions import Fraction
from functools import cached_property

from .span import Span

STAR_LEVELS: Mapping[str, float] = {"+": 0.10, "*": 0.05, "**": 0.01, "***": 0.001}
NOT_SIGNIFICANT = 0.05  # what "ns" denies, whatever further levels a table marks


class BadTable(ValueError):
    """A file that cannot be read as a published table: where, what was found, what was expected."""

    def __init__(self, file: str, line: int | None, field: str, found: str, expected: str) -> None:
        self.file, self.line, self.field, self.found, self.expected = file, line, field, found, expected
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}, {field}: found {found}; expected {expected}" if field else
                         f"{place}: found {found}; expected {expected}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed, and what it can have been before it was rounded."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell by its row and group; ``field`` names one of its figures where it prints several."""

    row: str
    group: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.row}/{self.group}" + (f" ({self.field})" if self.field else "")


Operand = Ref | Span


@dataclass(frozen=True, slots=True)
class Scale:
    """What one response can be; without a step, anything between the ends."""

    low: Fraction
    high: Fraction
    step: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A column."""

    id: str
    n: int | None = None
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell prints."""

    mean: Printed | None = None
    sd: Printed | None = None
    count: int | None = None
    percent: Printed | None = None
    base: int | None = None
    value: Printed | None = None
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row: cells by group id, and sizes that differ from the header."""

    id: str
    label: str = ""
    note: str = ""
    scale: Scale | None = None
    items: int = 1
    n: Mapping[str, int] = default(default_factory=dict)
    cells: Mapping[str, Cell] = default(default_factory=dict)


Together = tuple[str, ...]
"""Ids that are taken together: usually one."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed result: its test, the test's arguments, and the figures that the report prints for it."""

    id: str
    test: str
    line: int = 0
    label: str = ""
    note: str = ""
    row: str = ""
    rows: tuple[Together, ...] = ()
    group: str = ""
    groups: tuple[Together, ...] = ()
    statistic: Printed | None = None
    value: Printed | None = None
    p: Printed | None = None
    stars: str | None = None
    df: tuple[Printed, ...] | None = None
    variance: str = "any"
    kind: str = "any"
    tails: str = ""
    signed: bool = False
    complement: bool = False
    base: str | int | Mapping[str, int] = ""
    base_rows: tuple[Together, ...] = ()
    of: str | Span = ""
    equals: Ref | None = None
    left: Operand | None = None
    right: Operand | None = None
    scale: Fraction = Fraction(1)
    field: str = ""
    t: Printed | None = None
    r: Printed | None = None
    r1: Printed | None = None
    r2: Printed | None = None
    n: int | None = None
    n1: int | None = None
    n2: int | None = None
    expression: str = ""
    where: Mapping[str, Operand | None] = default(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table of a report, transcribed."""

    number: str
    title: str
    source: str
    note: str
    groups: Mapping[str, Group]
    rows: Mapping[str, Row]
    claims: tuple[Claim, ...]
    star_levels: Mapping[str, float] = default(default_factory=lambda: dict(STAR_LEVELS))
    file: str = ""

    @cached_property
    def stars_strongest_first(self) -> list[tuple[str, float]]:
        """The marks with their levels, the strictest first."""
        return sorted(self.star_levels.items(), key=lambda mark: mark[1])

    def cells(self) -> Iterator[tuple[Row, Group, Cell]]:
        """Every printed cell, row by row."""
        for row in self.rows.values():
            for group_id, cell in row.cells.items():
                yield row, self.groups[group_id], cell
