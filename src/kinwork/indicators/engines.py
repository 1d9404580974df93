"""Where the expressions are run: DuckDB on this machine, or a Spark session that is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ibis

from . import files
from .measures import INDICATORS, Indicator, expression
from .tables import TABLES


@dataclass(frozen=True)
class Point:
    """An indicator of an authority or a unit in one quarter; ``value`` is None where it is not known."""

    authority: str
    unit: str | None
    indicator: str
    quarter: date
    numerator: float
    denominator: float
    n: int
    value: float | None


def points(
    folders: Sequence[Path], *, spark: Any = None, indicators: Sequence[Indicator] = INDICATORS, by_unit: bool = True
) -> list[Point]:
    """Every indicator over one or many extracts, in order. ``spark``: a session to run them, instead of DuckDB.

    Raises ``files.BadExtract``.
    """
    found = files.checked(folders)
    if spark is None:
        engine = ibis.duckdb.connect()
        for name, paths in found.items():
            engine.read_parquet(paths, table_name=name)
        return _run(engine, indicators, by_unit=by_unit)
    for name, paths in found.items():
        spark.read.parquet(*paths).createOrReplaceTempView(name)
    return _run(ibis.pyspark.connect(spark), indicators, by_unit=by_unit)


def points_of(data: Mapping[str, files.Rows], *, indicators: Sequence[Indicator] = INDICATORS) -> list[Point]:
    """The same of an extract that was never written down."""
    engine = ibis.duckdb.connect()
    for table in TABLES:
        engine.create_table(table.name, files.as_arrow(table, data.get(table.name, ())))
    return _run(engine, indicators, by_unit=True)


def _run(engine: Any, indicators: Sequence[Indicator], *, by_unit: bool) -> list[Point]:
    rows = engine.to_pyarrow(expression(indicators, by_unit=by_unit)).to_pylist()
    told = [Point(**row) for row in rows]
    return sorted(told, key=lambda one: (one.indicator, one.authority, one.unit or "", one.quarter))
