"""Data files as people make them: columns of texts, read as numbers in one way, as labels in one way, or refused."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..delimited import Delimited, NotDelimited, read
from . import written
from .labels import FORMULA_ERRORS, is_missing, one_way
from .problems import BadData
from .written import Unread, number

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its columns' texts, and on which line of the file each row began (counted from 1).

    ``notes`` say how the file had to be read, where that was a guess.
    """

    name: str
    columns: dict[str, list[str]]
    lines: list[int]
    header_line: int = 1
    separator: str = ","
    notes: tuple[str, ...] = ()

    def texts(self, column: str) -> list[str]:
        """The column's cells, stripped. BadData names the columns that there are."""
        if column not in self.columns:
            there = ", ".join(filter(None, self.columns))
            raise BadData(f"{self.name}, line {self.header_line}: no column '{column}', expected one of: {there}")
        return self.columns[column]

    def numbers(self, column: str, *, decimal: str = "auto") -> Numbers:
        """The column as floats, NaN where missing, shape (rows,). BadData names file, line and column."""
        return np.array(self.written(column, decimal=decimal).values)

    def written(self, column: str, *, decimal: str = "auto") -> written.Column:
        """The column's numbers, and how they were written. ``decimal``: ".", "," or "auto" by the cells."""
        try:
            elsewhere = self._decimals if decimal == "auto" else frozenset(".,")
            return written.column(self.texts(column), decimal=decimal, elsewhere=elsewhere)
        except Unread as problem:
            raise BadData(f"{self.name}, line {self.lines[problem.position]}, {column}: {problem}") from None

    def labels(self, column: str, *, labels: str = "ask") -> list[str]:
        """The column as labels, "" where missing; see ``one_way`` for labels written in two ways."""
        found = []
        for text, line in zip(self.texts(column), self.lines, strict=True):
            if text.lower() in FORMULA_ERRORS:
                raise BadData(f"{self.name}, line {line}, {column}: found '{text}', the error of a formula; "
                              "expected a value or an empty cell")  # fmt: skip
            found.append("" if is_missing(text) else text)
        where = f"{self.name}, {column}: "
        return one_way(found, labels, where=where, lines=self.lines, option="--labels ")

    def is_numeric(self, column: str) -> bool:
        """Whether any cell of the column looks like a number: then all should be."""
        return written.looks_like_numbers(self.texts(column))

    @cached_property
    def _decimals(self) -> frozenset[str]:
        """The decimal sign that the file's columns agree on, where they do; one Excel writes all of them."""
        found = {sign for texts in self.columns.values() for sign in _only_one(written.decimals_of(texts))}
        return frozenset(found) if len(found) == 1 else frozenset(".,")


def _only_one(signs: frozenset[str]) -> frozenset[str]:
    return signs if len(signs) == 1 else frozenset()


def read_csv(path: str | Path, *, needs: Sequence[str] = ()) -> Sheet:
    """A CSV file with a header line. BadData if it is missing, empty, ragged, or lacks a column it ``needs``.

    Separated by commas, semicolons, tabs or bars, or as its first line says (``sep=;``); in UTF-8, UTF-16 or
    Windows-1252.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise BadData(f"{path}: no such file, expected a CSV file") from None
    except OSError as problem:
        raise BadData(f"{path}: {problem.strerror}, expected a CSV file") from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadData(f"{path.name}: found an Excel workbook, expected a CSV file (in Excel: Save as, CSV UTF-8)")
    try:
        return _sheet(path.name, read(content), needs)
    except NotDelimited as problem:
        raise BadData(f"{path.name}, {problem}") from None


def _sheet(name: str, found: Delimited, needs: Sequence[str]) -> Sheet:
    if not found.rows:
        raise BadData(f"{name}, line 1: empty, expected a header with the columns' names")
    at = found.lines[0]
    header = [cell.strip() for cell in found.rows[0]]
    if twice := sorted({column for column in header if column and header.count(column) > 1}):
        places = " and ".join(str(i) for i, column in enumerate(header, start=1) if column == twice[0])
        raise BadData(f"{name}, line {at}: column '{twice[0]}' stands there twice (columns {places}): rename one")
    if lacking := [column for column in needs if column not in header]:
        there = ", ".join(filter(None, header))
        raise BadData(f"{name}, line {at}: no column '{lacking[0]}', expected {', '.join(needs)} (there are: {there})")
    rows: list[list[str]] = []
    for row, line in zip(found.rows[1:], found.lines[1:], strict=True):
        cells = [_bare(cell) for cell in row]
        if len(cells) > len(header) and not any(cells[len(header) :]):
            cells = cells[: len(header)]  # separators behind the last cell, as spreadsheets leave them
        if len(cells) != len(header):
            hint = ""
            if found.separator == "," and len(cells) > len(header):
                hint = '; a number with a comma needs quotes ("3,5")'
            raise BadData(f"{name}, line {line}: {len(cells)} cells, expected {len(header)} as in the header{hint}")
        rows.append(cells)
    if not rows:
        raise BadData(f"{name}: no rows below the header")
    notes: tuple[str, ...] = ()
    if found.encoding == "Windows-1252":
        notes = (f"{name} is not UTF-8 and was read as Windows-1252, as Excel writes plain CSV: look at names with "
                 "accents.",)  # fmt: skip
    columns = {column: [row[i] for row in rows] for i, column in enumerate(header)}
    return Sheet(name, columns, found.lines[1:], at, found.separator, notes)


def _bare(cell: str) -> str:
    """Without blanks around, and without the formula by which a spreadsheet is made to keep a text: ="0012"."""
    tidy = cell.strip()
    return tidy[2:-1] if len(tidy) > 2 and tidy.startswith('="') and tidy.endswith('"') else tidy


def aligned(values: Iterable[Any], where: str) -> Numbers:
    """The values as floats, NaN where missing, each at its place. BadData for text and infinities."""
    found = _at_once(values, where)
    if found is None:
        found = np.array([_one(value, where, position) for position, value in enumerate(values, start=1)])
    infinite = np.isinf(found)
    if infinite.any():
        position = int(np.flatnonzero(infinite)[0]) + 1
        raise BadData(f"{where}, value {position}: found an infinity, expected a number")
    return found


def _at_once(values: Iterable[Any], where: str) -> Numbers | None:
    """Values that are all numbers, without looking at each; None where some are not."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise BadData(f"{where}: found {values!r}, expected a list of numbers")
    if hasattr(values, "to_numpy"):
        values = values.to_numpy()
    if not isinstance(values, (list, tuple, np.ndarray)):
        return None
    try:
        found = np.asarray(values)
    except (ValueError, OverflowError):  # lists of different lengths, integers beyond all measure
        return None
    if found.ndim != 1 and len(found):
        raise BadData(f"{where}: found {found.ndim} dimensions, expected a list of numbers")
    return found.astype(np.float64) if found.dtype.kind in "fiub" else None


def _one(value: Any, where: str, position: int) -> float:
    try:
        if is_missing(value):
            return math.nan
        read = number(value) if isinstance(value, str) else float(value)
    except BadData as problem:
        raise BadData(f"{where}, value {position}: {problem}") from None
    except (TypeError, ValueError, OverflowError):
        raise BadData(f"{where}, value {position}: found {value!r}, expected a number") from None
    return math.nan if read is None else read


def valid(values: Iterable[Any], where: str) -> tuple[Numbers, int]:
    """The numbers among ``values`` and how many are missing. BadData for text and infinities.

    >>> valid([1, None, 2.5], "LA1")
    (array([1. , 2.5]), 1)
    """
    found = aligned(values, where)
    held = found[~np.isnan(found)]
    return held, len(found) - len(held)


def in_pairs(first: Iterable[Any], second: Iterable[Any], names: tuple[str, str]) -> tuple[Numbers, Numbers, int]:
    """Two lists of one length without the pairs that lack either, and how many those are.

    >>> in_pairs([1, 2, "NA"], [4, None, 6], ("before", "after"))
    (array([1.]), array([4.]), 2)
    """
    x, y = aligned(first, names[0]), aligned(second, names[1])
    if len(x) != len(y):
        raise BadData(f"found {len(x)} values of {names[0]} and {len(y)} of {names[1]}, expected pairs")
    held = ~(np.isnan(x) | np.isnan(y))
    return x[held], y[held], int((~held).sum())
