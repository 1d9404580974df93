"""Indicators: how long drawing the extract of the large authority takes, counting it, and counting 1, 10 and 100."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction
from django.utils import timezone

from kinwork.indicators import files
from kinwork.indicators.engines import points, points_of
from kinwork.indicators.tables import TABLES
from kinwork.service_figures.drawing import Drawn, draw

from .report import Report

SECONDS = 5
AUTHORITIES = (1, 10, 100)


@contextmanager
def many(drawn: Drawn, number: int) -> Iterator[list[Path]]:
    """As many extracts, each the same but for whose it is."""
    with TemporaryDirectory() as place:
        first = Path(place) / "authority-0"
        files.write(first, drawn.data)
        folders = [first]
        for n in range(1, number):
            folders.append(Path(place) / f"authority-{n}")
            copytree(first, folders[-1])
            for table in TABLES:
                path = folders[-1] / f"{table.name}.parquet"
                told = pq.read_table(path)
                whose = pa.array([f"authority-{n}"] * len(told), pa.string())
                pq.write_table(told.set_column(0, told.schema.field(0), whose), path)
        yield folders


def run(report: Report) -> None:
    """Of the authority that is in the database."""
    start = time.perf_counter()
    with transaction.atomic():
        drawn = draw(timezone.localdate())
    report.figure("drawing the extract, s", time.perf_counter() - start)
    rows = sum(len(found) for found in drawn.data.values())
    report.note(f"{rows:,} rows over {len(drawn.data['periods'])} quarters")
    points_of(drawn.data)  # what is imported once is not counted
    for number in AUTHORITIES:
        with many(drawn, number) as folders:
            start = time.perf_counter()
            found = points(folders)
            seconds = time.perf_counter() - start
            detail = f"{number * rows:,} rows, {len(found):,} figures"
            report.figure(
                f"all indicators, {number} authorities, s", seconds, SECONDS if number == 1 else None, detail=detail
            )
