"""The Standard Safeguarding Dataset: a folder of CSV files, one for each object; whether they hang together.

Objects, columns, keys and what leads to what are rows of ``data/ssd-columns.csv``. Every file is there, with its first
line, also where nothing is known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kinwork.delimited import NotDelimited
from kinwork.delimited import read as read_delimited

from .layouts import rows_of
from .problems import BadReturn


@dataclass(frozen=True)
class Column:
    """A column: ``leads_to`` is the column of another object in which its values stand."""

    name: str
    kind: str
    is_key: bool
    leads_to: str


@lru_cache(maxsize=1)
def objects() -> dict[str, tuple[Column, ...]]:
    """The objects, with their columns in order."""
    found: dict[str, list[Column]] = {}
    for row in rows_of("ssd-columns.csv"):
        column = Column(row["column"], row["kind"], row["key"] == "yes", row["leads_to"])
        found.setdefault(row["object"], []).append(column)
    return {name: tuple(columns) for name, columns in found.items()}


def as_cell(value: object) -> str:
    """A cell: days as yyyy-mm-dd, yes and no as Y and N, nothing as nothing.

    >>> as_cell(date(2026, 3, 1)), as_cell(True), as_cell(None), as_cell(7)
    ('2026-03-01', 'Y', '', '7')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    return value.isoformat() if isinstance(value, date) else str(value)


def cells(name: str, row: Mapping[str, Any]) -> list[str]:
    """A row's cells in the order of its object. Raises ``LookupError`` for a column that is not there."""
    columns = objects()[name]
    unknown = set(row) - {column.name for column in columns}
    if unknown:
        raise LookupError(f"{name} has no column {min(unknown)}")
    return [as_cell(row.get(column.name)) for column in columns]


Lines = list[tuple[int, dict[str, str]]]


def read_lines(folder: Path) -> dict[str, Lines]:
    """The objects of a folder, as text, each row with its line in its file. Raises ``BadReturn``."""
    if not folder.is_dir():
        raise BadReturn(f"{folder}: found no folder, expected one with a CSV file for each object")
    found: dict[str, Lines] = {}
    for file in sorted(folder.glob("*.csv")):
        if file.stem not in objects():
            raise BadReturn(f"{file}: found no object of that name, expected one such as ssd_person.csv")
        try:
            read = read_delimited(file.read_bytes())
        except NotDelimited as problem:
            raise BadReturn(f"{file}: {problem}") from None
        except OSError as problem:
            raise BadReturn(f"{file}: {problem.strerror or problem}, expected a CSV file") from None
        names = [cell.strip() for cell in read.rows[0]] if read.rows else []
        missing = [column.name for column in objects()[file.stem] if column.name not in names]
        if missing:
            raise BadReturn(f"{file}: line 1: found no column {missing[0]}, expected it")
        found[file.stem] = []
        for line, row in zip(read.lines[1:], read.rows[1:], strict=True):
            if len(row) < len(names):
                raise BadReturn(f"{file}: line {line}: found {len(row)} cells, expected {len(names)} in a whole file")
            found[file.stem].append((line, dict(zip(names, row, strict=False))))
    if not found:
        raise BadReturn(f"{folder}: found no CSV file in it, expected one for each object")
    return found


def read(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The objects of a folder, as text. Raises ``BadReturn``."""
    return {name: [row for _, row in rows] for name, rows in read_lines(folder).items()}


def check(folder: Path) -> list[dict[str, object]]:
    """What is wrong: keys that stand twice or are missing, values that lead nowhere, days that are none."""
    return list(_wrong(read(folder)))


def _wrong(found: Mapping[str, list[dict[str, str]]]) -> Iterator[dict[str, object]]:
    there = {
        f"{name}.{column.name}": {row[column.name] for row in rows}
        for name, rows in found.items()
        for column in objects()[name]
    }
    for name, rows in found.items():
        keys = [column.name for column in objects()[name] if column.is_key]
        seen: set[tuple[str, ...]] = set()
        for number, row in enumerate(rows, 2):
            key = tuple(row[one] for one in keys)
            if keys and (key in seen or not all(key)):
                yield _said(name, number, keys[0], "the key stands twice" if all(key) else "there is no key")
            seen.add(key)
            for column in objects()[name]:
                cell = row[column.name]
                if cell and column.kind == "date" and not _is_day(cell):
                    yield _said(name, number, column.name, f"“{cell[:40]}” is not a date, expected yyyy-mm-dd")
                above = there.get(column.leads_to)
                if cell and above is not None and cell not in above:
                    yield _said(name, number, column.name, f"“{cell[:40]}” stands nowhere in {column.leads_to}")


def _said(name: str, line: int, column: str, message: str) -> dict[str, object]:
    return {"place": f"{name}.csv, line {line}, {column}", "message": message}


def _is_day(cell: str) -> bool:
    try:
        return len(cell) == 10 and bool(date.fromisoformat(cell))
    except ValueError:
        return False


def lines(rows: Sequence[Sequence[str]]) -> str:
    """Rows as they stand in a file."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
