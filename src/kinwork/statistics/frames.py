"""Cases as rows: what the models take, whether it comes as a polars frame or a mapping of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from .data_files import Numbers
from .labels import MISSING, is_missing, one_way
from .problems import BadData

Cases = pl.DataFrame | Mapping[str, Sequence[Any]] | Any  # a pandas frame too, of which mypy knows nothing


def frame(cases: Cases) -> pl.DataFrame:
    """As a polars frame; a pandas frame and a mapping of columns are turned into one. BadData for anything else."""
    try:
        if isinstance(cases, pl.DataFrame):
            found = cases
        elif isinstance(cases, Mapping):
            found = pl.DataFrame({name: _listed(column) for name, column in cases.items()}, strict=False)
        elif isinstance(cases, pl.LazyFrame):
            found = cases.collect()
        elif hasattr(cases, "columns") and hasattr(cases, "iloc"):
            # column by column: polars would want pyarrow for the whole
            found = pl.DataFrame({str(name): _listed(cases[name]) for name in cases.columns}, strict=False)
        else:
            raise BadData(f"found {type(cases).__name__}, expected cases: a frame, or a mapping of columns")
    except (pl.exceptions.PolarsError, TypeError) as problem:
        raise BadData(f"columns do not make a table: {str(problem).splitlines()[0]}") from None
    if found.is_empty():
        raise BadData("found no cases")
    return found


def _listed(column: Any) -> list[Any]:
    values = column.tolist() if hasattr(column, "tolist") else list(column)
    return [None if is_missing(value) else value for value in values]


def by_group(cases: Cases, by: str | None, outcome: str | None) -> dict[str, list[Any]]:
    """The values of column ``outcome`` by the group of column ``by``; cases without a group are left out."""
    if by is None or outcome is None:
        raise BadData("found a frame of cases: say by which column and on which, as in by='unit', outcome='ghq'")
    table = frame(cases)
    for column in (by, outcome):
        if column not in table.columns:
            raise BadData(f"no column '{column}', expected one of: {', '.join(table.columns)}")
    groups = one_way(
        ["" if is_missing(x) else str(x) for x in table[by].to_list()], where=f"column '{by}': ", option=""
    )
    found: dict[str, list[Any]] = {name: [] for name in groups if name}
    for name, value in zip(groups, table[outcome].to_list(), strict=True):
        if name:
            found[name].append(value)
    return found


def complete(cases: Cases, columns: Sequence[str], *, least: int = 3) -> tuple[pl.DataFrame, int]:
    """Cases complete in ``columns`` (null and NaN are missing), and how many are not. BadData if too few."""
    table = frame(cases)
    for column in columns:
        if column not in table.columns:
            raise BadData(f"no column '{column}', expected one of: {', '.join(table.columns)}")
    table = table.select(list(dict.fromkeys(columns)))
    floats = [name for name, kind in table.schema.items() if kind.is_float()]
    words = [name for name, kind in table.schema.items() if kind == pl.String]
    said = pl.col(words).str.strip_chars()
    kept = table.with_columns(pl.col(floats).fill_nan(None)).with_columns(
        pl.when(said.str.to_lowercase().is_in(sorted(MISSING))).then(None).otherwise(said).name.keep()
    ).drop_nulls()  # fmt: skip
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
        texts = [str(value) for value in table[column]]
        levels = sorted(set(one_way(texts, where=f"column '{column}': ", option="")))
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
