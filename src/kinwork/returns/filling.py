"""Rows from anywhere into tables of text: every column that the layout knows, every cell text or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from .layouts import Layout
from .rulebook import LAST_YEAR
from .scene import LINE, ROW

FACTORS = "AssessmentFactors"  # the one column of which a cell may hold several values


def text_of(cell: object) -> str | None:
    """A cell as text; nothing stays nothing, a number that a program made a float of is a whole one again.

    >>> text_of(None), text_of(1), text_of(1.0), text_of(39.5), text_of(True), text_of("")
    (None, '1', '1', '39.5', 'true', '')
    """
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _several(cell: object) -> list[str] | None:
    if cell is None:
        return None
    if isinstance(cell, list | tuple):
        return [text for one in cell if (text := text_of(one)) is not None]
    return [str(text_of(cell))]


def from_rows(layout: Layout, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, pl.DataFrame]:
    """Tables as given by name: lists of rows, each a mapping of columns. Unknown tables are left out."""
    return {
        name: from_columns(
            layout,
            name,
            {column: [row.get(column) for row in rows] for column in {key: None for row in rows for key in row}},
            height=len(rows),
        )
        for name, rows in tables.items()
        if name.removesuffix(LAST_YEAR) in layout.tables
    }


def from_columns(
    layout: Layout,
    name: str,
    columns: Mapping[str, Sequence[Any] | pl.Series],
    *,
    height: int,
    lines: Sequence[int] | pl.Series | None = None,
) -> pl.DataFrame:
    """A table from its columns; those of the layout that are missing are empty, those it does not know are left out."""
    made: list[pl.Series] = []
    for column in layout.tables[name.removesuffix(LAST_YEAR)].names:
        cells = columns.get(column)
        if column == FACTORS:
            made.append(_factors(cells, height))
        elif cells is None:
            made.append(pl.repeat(None, height, dtype=pl.String, eager=True).alias(column))
        elif isinstance(cells, pl.Series):
            made.append(cells.cast(pl.String).alias(column))
        else:
            made.append(pl.Series(column, [text_of(cell) for cell in cells], dtype=pl.String))
    made.append(pl.int_range(height, dtype=pl.UInt32, eager=True).alias(ROW))
    if lines is None:
        made.append(pl.repeat(None, height, dtype=pl.UInt32, eager=True).alias(LINE))
    else:
        made.append(pl.Series(LINE, lines, dtype=pl.UInt32))
    return pl.DataFrame(made)


def _factors(cells: Sequence[Any] | pl.Series | None, height: int) -> pl.Series:
    if isinstance(cells, pl.Series):
        return cells.alias(FACTORS)
    return pl.Series(FACTORS, [_several(cell) for cell in cells or [None] * height], dtype=pl.List(pl.String))
