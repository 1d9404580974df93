"""Flat tables as CSV files in a folder, one for each; and files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import polars as pl

from . import bounded
from .filling import FACTORS, from_columns
from .layouts import CIN, SSDA903, layout_of
from .problems import BadReturn
from .scene import LINE, ROW
from .ssda903_file import csv_text

NEW_MODULES = 2027  # tables that came then are written only where something stands in them


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder beside the target, in which everything is made first; gone afterwards."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".kinwork-", dir=path.parent))
    except OSError as problem:
        raise BadReturn(f"{path}: {problem.strerror or problem}, expected a place to write") from None
    try:
        yield folder
    except OSError as problem:
        raise BadReturn(f"{path}: {problem.strerror or problem}, expected a place to write") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there whole, or as it was before. Raises ``BadReturn``."""
    with _beside(path) as folder:
        made = folder / "whole"
        with made.open("wb") as file:
            yield file
        os.replace(made, path)


def write_whole(path: Path, parts: Iterable[str | bytes]) -> None:
    """The same, from its parts as they come. Raises ``BadReturn``."""
    with whole_file(path) as file:
        for part in parts:
            file.write(part.encode("utf-8") if isinstance(part, str) else part)


def write_folder(path: Path, files: dict[str, Callable[[], str]]) -> None:
    """Files in a folder, put there once all are made. Raises ``BadReturn``."""
    if path.exists() and not path.is_dir():
        raise BadReturn(f"{path}: found a file, expected a folder")
    with _beside(path) as folder:
        for name, text in files.items():
            (folder / name).write_text(text(), encoding="utf-8", newline="")
        path.mkdir(exist_ok=True)
        for name in files:
            os.replace(folder / name, path / name)


def write_parts(path: Path, parts: Iterable[tuple[str, str]]) -> None:
    """Files in a folder from their parts as they come, put there once all are made. Raises ``BadReturn``."""
    if path.exists() and not path.is_dir():
        raise BadReturn(f"{path}: found a file, expected a folder")
    with _beside(path) as folder, ExitStack() as opened:
        files: dict[str, IO[str]] = {}
        for name, text in parts:
            if name not in files:
                files[name] = opened.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
            files[name].write(text)
        for file in files.values():
            file.close()
        path.mkdir(exist_ok=True)
        for name in files:
            os.replace(folder / name, path / name)


def as_files(return_: str, tables: dict[str, pl.DataFrame]) -> dict[str, Callable[[], str]]:
    """Each table as the text of a CSV file, made when it is asked for."""
    known = layout_of(return_).tables
    belong = [name for name, table in tables.items() if table.height or known[name].first < NEW_MODULES]
    return {f"{name}.csv": partial(_csv_text, return_, name, tables[name]) for name in belong}


def _csv_text(return_: str, name: str, table: pl.DataFrame) -> str:
    if return_ == SSDA903:
        return csv_text(table, name)
    made = table.drop(ROW, LINE)
    if FACTORS in made.columns:
        made = made.with_columns(pl.col(FACTORS).list.join(" "))
    return made.write_csv()


def read_folder(path: Path) -> dict[str, pl.DataFrame]:
    """Flat tables of the CIN census from a folder. Raises ``BadReturn``."""
    layout = layout_of(CIN)
    if not path.is_dir():
        raise BadReturn(f"{path}: found no folder, expected one with flat tables")
    tables = {}
    for name, table in layout.tables.items():
        file = path / f"{name}.csv"
        if not file.exists():
            tables[name] = from_columns(layout, name, {}, height=0)
            continue
        try:
            bounded.refuse_too_long(file, "a flat table (CSV)")
            made = pl.read_csv(file, infer_schema=False)
        except (pl.exceptions.PolarsError, OSError) as problem:
            raise BadReturn(f"{file}: {' '.join(str(problem).split())[:160]}, expected a CSV file") from None
        unknown = [column for column in made.columns if column not in table.names]
        if unknown:
            raise BadReturn(f"{file}: line 1: found column {unknown[0]}, expected {', '.join(table.names)}")
        columns = {column: made.get_column(column) for column in made.columns}
        if FACTORS in columns:
            columns[FACTORS] = columns[FACTORS].str.split(" ")
        tables[name] = from_columns(layout, name, columns, height=made.height)
    if not tables["ChildIdentifiers"].height:
        raise BadReturn(f"{path}: found no children, expected ChildIdentifiers.csv with a line for each")
    return tables
