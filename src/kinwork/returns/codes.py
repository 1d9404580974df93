"""Whether a cell is a code of its list: a fact that both returns ask."""

from __future__ import annotations

import re

import polars as pl

from .scene import Scene

IS_CODE = r"is_code_(\w+)"


def is_code(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr | None:
    """A code of the column's list in the year; an empty cell is none."""
    column = next((one for one in scene.table(table).columns if one.name.lower() == name[1] and one.codes), None)
    if column is None:
        return None
    return pl.col(column.name).is_in(scene.layout.codes(column.codes, scene.period.year)).fill_null(False)
