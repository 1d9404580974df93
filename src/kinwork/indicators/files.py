"""The extract as files: Parquet for each table, written all at once or not at all, and checked when it is read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from kinwork.csv_file import csv_file
from kinwork.without_names.columns import DICTIONARY, Column, Table, Unfit, Value, dictionary

from .tables import TABLES, VERSION, engine_type

Rows = Iterable[Sequence[Value]]
ARROW = {
    "date": pa.date32(),
    "boolean": pa.bool_(),
    "float64": pa.float64(),
    "string": pa.string(),
    "int64": pa.int64(),
}
MARK = b"kinwork_extract"
README = """# The extract of one authority, without names

Made by Kinwork, `kinwork extract`. dictionary.csv says what each column holds; docs/indicators.md how each indicator
is worked out of it.

- It is still personal data: rows of single children and families, though without names, dates, places or anything that
  anyone wrote. Keep it where your agreement with the authority says, and nowhere else.
- Do not try to find out who someone is, and do not put it together with other data that would tell. To re-identify
  someone without the authority's consent is an offence (Data Protection Act 2018, section 171).
- Print no table in which a cell counts fewer than five children, families or staff.
- Pseudonyms hold within this extract: the next one has others. The order of rows says nothing.
- Restricted families are counted, and their unit is not told.
"""


class BadExtract(Exception):
    """What is wrong with an extract: file, place, what was found, what was expected."""


def arrow_schema(table: Table) -> pa.Schema:
    """As it stands in the file; its own metadata say which version of the extract it is."""
    fields = [pa.field(one.name, ARROW[engine_type(one)], nullable=one.may_be_empty) for one in table.columns]
    return pa.schema(fields, {MARK: str(VERSION).encode()})


def as_arrow(table: Table, rows: Rows) -> pa.Table:
    """Rows checked, in an order that says nothing of ours. Raises ``Unfit`` for a value that a column does not take."""
    told = [tuple(row) for row in rows]
    columns = list(zip(*told, strict=True)) or [()] * len(table.columns)
    if len(columns) != len(table.columns):
        raise Unfit(f"{table.name}: found {len(columns)} columns, expected {len(table.columns)}")
    for column, values in zip(table.columns, columns, strict=True):
        _fits(table, column, values)
    kinds = [ARROW[engine_type(column)] for column in table.columns]
    arrays = [pa.array(values, kind) for values, kind in zip(columns, kinds, strict=True)]
    whole = pa.Table.from_arrays(arrays, schema=arrow_schema(table))
    return whole.sort_by([(column.name, "ascending") for column in table.columns])


def _fits(table: Table, column: Column, values: Sequence[object]) -> None:
    # Many rows have the same few values: each is looked at once.
    for value in set(values):
        if not column.fits(value):
            raise Unfit(f"{table.name}.{column.name}: not a value of this column")


def write(folder: Path, data: Mapping[str, Rows]) -> None:
    """The whole extract into a folder that is not there yet: beside it first, then in one step.

    Raises ``BadExtract`` where something is in the way, ``Unfit`` for a value that must not go out.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadExtract(f"{folder}: found something there already, expected a folder that does not exist or is empty")
    parent = folder.absolute().parent
    if not parent.is_dir():
        raise BadExtract(f"{folder}: found no folder {parent}, expected one to write into")
    making = parent / f".{folder.name}.{uuid4().hex}"
    try:
        making.mkdir(mode=0o700)
        for table in TABLES:
            pq.write_table(as_arrow(table, data.get(table.name, ())), making / f"{table.name}.parquet")
        (making / "README.md").write_text(README, encoding="utf-8")
        (making / "dictionary.csv").write_bytes(csv_file(DICTIONARY, dictionary(TABLES, "parquet")))
        if folder.exists():
            folder.rmdir()
        os.rename(making, folder)
    except OSError as problem:
        raise BadExtract(f"{folder}: it could not be written ({problem.strerror})") from None
    finally:
        shutil.rmtree(making, ignore_errors=True)


def checked(folders: Sequence[Path]) -> dict[str, list[str]]:
    """The files of each table, over all extracts. Raises ``BadExtract`` with file, place, found and expected."""
    if not folders:
        raise BadExtract("found no folder, expected at least one extract")
    found: dict[str, list[str]] = {table.name: [] for table in TABLES}
    authorities: dict[str, Path] = {}
    for folder in folders:
        for table in TABLES:
            path = folder / f"{table.name}.parquet"
            _check(path, table)
            found[table.name].append(str(path))
        for code in _codes(folder):
            if code in authorities:
                raise BadExtract(
                    f"{folder}: found the authority '{code}', which is in {authorities[code]} too; "
                    "expected one extract of each authority"
                )
            authorities[code] = folder
    return found


def _codes(folder: Path) -> set[Any]:
    return set(pq.read_table(folder / "periods.parquet", columns=["authority"])["authority"].to_pylist())


def _check(path: Path, table: Table) -> None:
    if not path.is_file():
        raise BadExtract(f"{path}: no such file, expected a table of the extract (kinwork extract writes it)")
    try:
        schema = pq.read_schema(path)
    except (OSError, pa.ArrowException):
        raise BadExtract(f"{path}: found something else, expected a Parquet file") from None
    version = (schema.metadata or {}).get(MARK, b"none").decode("utf-8", "replace")
    if version != str(VERSION):
        raise BadExtract(f"{path}: found extract version {version}, expected {VERSION}: draw the extract again")
    wanted = arrow_schema(table)
    for place, field in enumerate(wanted):
        if place >= len(schema) or schema.field(place).name != field.name:
            there = schema.field(place).name if place < len(schema) else "no column"
            raise BadExtract(f"{path}, column {place + 1}: found {there}, expected {field.name}")
        if schema.field(place).type != field.type:
            raise BadExtract(f"{path}, column {field.name}: found {schema.field(place).type}, expected {field.type}")
    if len(schema) > len(wanted):
        extra = schema.field(len(wanted)).name
        raise BadExtract(f"{path}, column {len(wanted) + 1}: found {extra}, expected no more columns")
