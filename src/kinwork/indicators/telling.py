"""What the indicators of some extracts are, as CSV or JSON; on DuckDB, or on Spark."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kinwork.csv_file import csv_file

from .engines import Point, points
from .files import BadExtract

FORMATS = ("csv", "json")
HEAD = ["authority", "unit", "indicator", "quarter", "numerator", "denominator", "n", "value"]


def session(master: str) -> Any:
    """A Spark session: on this machine (``local[2]``) or a cluster (``spark://…``, ``yarn``). Raises ``BadExtract``.

    Whatever else a cluster wants, it takes from Spark's own files and from the options of ``spark-submit``.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise BadExtract(
            "--spark: found no pyspark here, expected an environment that has it (docs/operating.md)"
        ) from None
    making = SparkSession.builder.appName("Kinwork indicators").master(master)
    if master.startswith("local"):
        here = {"ui.enabled": "false", "ui.showConsoleProgress": "false", "driver.host": "127.0.0.1",
                "driver.bindAddress": "127.0.0.1", "sql.shuffle.partitions": "1"}  # fmt: skip
        for name, value in here.items():
            making = making.config(f"spark.{name}", value)
    return making.getOrCreate()


def told(folders: Sequence[Path], format: str, master: str = "") -> bytes:
    """All points of all extracts. Raises ``BadExtract``."""
    if format not in FORMATS:
        raise BadExtract(f"--format: found '{format}', expected csv or json")
    if not master:
        return _written(points(folders), format)
    spark = session(master)
    try:
        return _written(points(folders, spark=spark), format)
    finally:
        spark.stop()


def _written(found: Sequence[Point], format: str) -> bytes:
    rows = [[getattr(one, name) for name in HEAD] for one in found]
    if format == "csv":
        return csv_file(HEAD, rows)
    told = [dict(zip(HEAD, row, strict=True)) | {"quarter": row[HEAD.index("quarter")].isoformat()} for row in rows]
    return (json.dumps(told, indent=1) + "\n").encode()
