"""Cases as rows: what the models take, whether it comes as a polars frame or a mapping of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from .data_files import Numbers
from .problems import BadData

Cases = pl.DataFrame | Mapping[str, Sequence[Any]]


def frame(cases: Cases) -> pl.DataFrame:
    """As a polars frame. BadData if columns differ in length or there are none."""
    try:
        found = cases if isinstance(cases, pl.DataFrame) else pl.DataFrame(dict(cases), strict=False)
    except (pl.exceptions.PolarsError, TypeError) as problem:
        raise BadData(f"columns do not make a table: {str(problem).splitlines()[0]}") from None
    if found.is_empty():
        raise BadData("found no cases")
    return found


def complete(cases: Cases, columns: Sequence[str], *, least: int = 3) -> tuple[pl.DataFrame, int]:
    """Cases complete in ``columns`` (null and NaN are missing), and how many are not. BadData if too few."""
    table = frame(cases)
    for column in columns:
        if column not in table.columns:
            raise BadData(f"no column '{column}', expected one of: {', '.join(table.columns)}")
    table = table.select(list(dict.fromkeys(columns)))
    floats = [name for name, kind in table.schema.items() if kind.is_float()]
    kept = table.with_columns(pl.col(floats).fill_nan(None)).drop_nulls()
    if len(kept) < least:
        raise BadData(f"found {len(kept)} cases complete in {', '.join(columns)}, expected at least {least}")
    return kept, len(table) - len(kept)


def floats(table: pl.DataFrame, column: str, *, vary: bool = True) -> Numbers:
    """A column as floats, shape (n,). BadData for text, infinities or (``vary``) no variation."""
    series = table[column]
    if not (series.dtype.is_numeric() or series.dtype == pl.Boolean):
        raise BadData(f"column '{column}': found text such as {series[0]!r}, expected numbers")
    values = np.asarray(series.cast(pl.Float64).to_numpy(), dtype=np.float64)
    if not np.all(np.isfinite(values)):
        raise BadData(f"column '{column}': found an infinity")
    if vary and np.ptp(values) == 0:
        raise BadData(f"column '{column}': all values are equal, so it explains and shows nothing")
    return values


def zero_one(table: pl.DataFrame, column: str) -> Numbers:
    """A yes/no column as 0 and 1. BadData for anything else, or one of them only."""
    values = floats(table, column)
    if set(np.unique(values)) != {0.0, 1.0}:
        raise BadData(f"column '{column}': found {sorted(set(values))[:4]}, expected 0 and 1")
    return values


def design(table: pl.DataFrame, columns: Sequence[str]) -> tuple[Numbers, list[str]]:
    """Predictors as a matrix with a constant first; texts become 0/1 against their first category by alphabet."""
    matrix, names = [np.ones(len(table))], ["constant"]
    for column in columns:
        if table[column].dtype.is_numeric() or table[column].dtype == pl.Boolean:
            matrix.append(floats(table, column))
            names.append(column)
            continue
        levels = sorted({str(value) for value in table[column]})
        if len(levels) < 2:
            raise BadData(f"column '{column}': found one category only")
        for level in levels[1:]:
            matrix.append((table[column].cast(pl.String) == level).to_numpy().astype(np.float64))
            names.append(f"{column}: {level} v {levels[0]}")
    found = np.column_stack(matrix)
    if np.linalg.matrix_rank(found) < found.shape[1]:
        raise BadData(f"the predictors {', '.join(names[1:])} repeat each other: leave one out")
    if len(found) <= found.shape[1]:
        raise BadData(f"found {len(found)} cases for {found.shape[1]} coefficients, expected more cases")
    return found, names
