"""The objects of the Standard Safeguarding Dataset: their columns, and their lines in and out of CSV files.

Objects, columns, keys and what leads to what are rows of ``data/ssd-columns.csv``. Every file is there, with its first
line, also where nothing is known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kinwork.delimited import NotDelimited
from kinwork.delimited import read as read_delimited

from . import bounded
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


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """The columns of each object in their order, and as a set."""
    return {
        name: (tuple(column.name for column in columns), frozenset(column.name for column in columns))
        for name, columns in objects().items()
    }


def cells(name: str, row: Mapping[str, Any]) -> list[Any]:
    """A row's cells in the order of its object, yes and no as Y and N. Raises ``LookupError`` for an unknown column.

    >>> cells("ssd_department", {"dept_team_id": "U1", "dept_team_name": None})[:2]
    ['U1', None]
    """
    names, known = _names()[name]
    if not row.keys() <= known:
        raise LookupError(f"{name} has no column {min(row.keys() - known)}")
    found = list(map(row.get, names))
    if True in found or False in found:  # numbers too: 1 is as good as true
        return ["Y" if cell is True else "N" if cell is False else cell for cell in found]
    return found


def files_in(folder: Path) -> dict[str, Path]:
    """The file of each object that a folder has. Raises ``BadReturn``."""
    if not folder.is_dir():
        raise BadReturn(f"{folder}: found no folder, expected one with a CSV file for each object")
    found = {file.stem: file for file in sorted(folder.glob("*.csv"))}
    unknown = next((file for name, file in found.items() if name not in objects()), None)
    if unknown is not None:
        raise BadReturn(f"{unknown}: found no object of that name, expected one such as ssd_person.csv")
    if not found:
        raise BadReturn(f"{folder}: found no CSV file in it, expected one for each object")
    return found


def numbered_rows_in(file: Path, *, whole: bool = False) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of an object by the names of its columns, each with its line in the file. Raises ``BadReturn``.

    Of a short one, nothing in the rest; where ``whole`` is asked, a short one is a file that was cut off.
    """
    try:
        read = read_delimited(bounded.content(file, "the CSV file of an object"))
    except NotDelimited as problem:
        raise BadReturn(f"{file}: {problem}") from None
    names = [cell.strip() for cell in read.rows[0]] if read.rows else []
    missing = [column.name for column in objects()[file.stem] if column.name not in names]
    if missing:
        raise BadReturn(f"{file}: line 1: found no column {missing[0]}, expected it")
    if len(set(names)) < len(names):
        twice = next(name for at, name in enumerate(names) if name in names[:at])
        raise BadReturn(f"{file}: line 1: found column {twice} twice, expected it once")
    blank = dict.fromkeys(names, "")
    for line, row in zip(read.lines[1:], read.rows[1:], strict=True):
        if whole and len(row) < len(names):
            raise BadReturn(f"{file}: line {line}: found {len(row)} cells, expected {len(names)} in a whole file")
        yield line, {**blank, **dict(zip(names, row, strict=False))}


def rows_in(file: Path) -> Iterator[dict[str, str]]:
    """The same without their lines. Raises ``BadReturn``."""
    return (row for _, row in numbered_rows_in(file))


def lines(rows: Sequence[Sequence[Any]]) -> str:
    """Rows as they stand in a file: days as yyyy-mm-dd, nothing as nothing."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
