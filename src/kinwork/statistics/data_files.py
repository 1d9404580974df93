"""Numbers and data files as people type them: what is a number, what is missing, what is a mistake."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .problems import BadData

Numbers = npt.NDArray[np.float64]

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "."})  # what spreadsheets and SPSS write for nothing
LARGEST = 1e100  # beyond it squares overflow; no outcome of families is as large
_PLAIN = re.compile(r"[-+−]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_EUROPEAN = re.compile(r"[-+−]?\d+(\.\d{3})*,\d+")
_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(,\d{3})+(\.\d+)?")


def number(text: str, *, decimal: str = ".") -> float | None:
    """The number that ``text`` says; None where it says that there is none.

    ``decimal`` is "." or ",". Raises BadData for anything else, saying what would be right.

    >>> number(" 3.50 "), number("NA"), number("3,5", decimal=",")
    (3.5, None, 3.5)
    >>> number("3,5")
    Traceback (most recent call last):
    ...
    kinwork.statistics.problems.BadData: found '3,5', expected a decimal point as in 3.5 (or say decimal comma)
    """
    stripped = text.strip()
    if stripped.lower() in MISSING:
        return None
    if decimal == "," and _EUROPEAN.fullmatch(stripped):
        stripped = stripped.replace(".", "").replace(",", ".")
    if _PLAIN.fullmatch(stripped):
        value = float(stripped.replace("−", "-"))
        if abs(value) > LARGEST:
            raise BadData(f"found '{stripped}', expected a number of at most {LARGEST:.0e}")
        return value
    raise BadData(f"found '{stripped}', {_what_would_be_right(stripped)}")


def _what_would_be_right(text: str) -> str:
    # 1,234 may be a thousand or one and a bit: guessing would be wrong silently, so nobody guesses.
    if _THOUSANDS.fullmatch(text):
        return f"expected a number without separators: {text.replace(',', '')} (or {text.replace(',', '.', 1)})"
    if _EUROPEAN.fullmatch(text):
        right = text.replace(".", "").replace(",", ".")
        return f"expected a decimal point as in {right} (or say decimal comma)"
    if text.endswith("%"):
        return f"expected a number without the percent sign: {text.rstrip('% ')}"
    if found := re.fullmatch(r"[£$€]\s*([\d.,]+)", text):
        return f"expected a number without the currency sign: {found[1].replace(',', '')}"
    if found := re.fullmatch(r"([-+]?\d+(?:\.\d+)?)\s*([A-Za-z]|[¹²³⁰-⁹*†‡§#+]+)", text):
        return f"expected a number without the mark '{found[2]}': {found[1]}"
    return "expected a number, or an empty cell for missing"


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its columns' texts, and on which line of the file each row began (the header is line 1)."""

    name: str
    columns: dict[str, list[str]]
    lines: list[int]

    def texts(self, column: str) -> list[str]:
        """The column's cells, stripped. BadData names the columns that there are."""
        if column not in self.columns:
            raise BadData(
                f"{self.name}, line 1: no column '{column}', expected one of: {', '.join(filter(None, self.columns))}"
            )
        return self.columns[column]

    def numbers(self, column: str, *, decimal: str = ".") -> Numbers:
        """The column as floats, NaN where missing, shape (rows,). BadData names file, line and column."""
        values = np.empty(len(self.lines))
        for row, text in enumerate(self.texts(column)):
            try:
                value = number(text, decimal=decimal)
            except BadData as problem:
                raise BadData(f"{self.name}, line {self.lines[row]}, {column}: {problem}") from None
            values[row] = math.nan if value is None else value
        return values

    def is_numeric(self, column: str, *, decimal: str = ".") -> bool:
        """Whether any cell of the column reads as a number: then all should."""
        for text in self.texts(column):
            try:
                if number(text, decimal=decimal) is not None:
                    return True
            except BadData:
                continue
        return False


def read_csv(path: str | Path, *, needs: Sequence[str] = ()) -> Sheet:
    """A CSV file with a header line. BadData if it is missing, empty, ragged, or lacks a column it ``needs``."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadData(f"{path}: no such file, expected a CSV file") from None
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise BadData(f"{path.name}, line {line}: not UTF-8 text, expected a CSV file saved as UTF-8") from None
    except OSError as problem:
        raise BadData(f"{path}: {problem.strerror}, expected a CSV file") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadData(f"{path.name}, line {line}: a null character, expected a CSV file saved as UTF-8")
    header_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _sheet(path.name, reader, needs)
    except csv.Error as problem:
        what = str(problem)
        if "end of data" in what:
            what = 'a quote (") that is never closed'
        raise BadData(f"{path.name}, line {reader.line_num}: {what}, expected a CSV file") from None


def _sheet(name: str, reader: Any, needs: Sequence[str]) -> Sheet:
    header = [cell.strip() for cell in next(reader, [])]
    if not any(header):
        raise BadData(f"{name}, line 1: empty, expected a header with the columns' names")
    if twice := sorted({column for column in header if column and header.count(column) > 1}):
        raise BadData(f"{name}, line 1: column '{twice[0]}' stands there twice")
    if lacking := [column for column in needs if column not in header]:
        raise BadData(f"{name}, line 1: no column '{lacking[0]}', expected {', '.join(needs)}")
    rows: list[list[str]] = []
    lines: list[int] = []
    before = reader.line_num
    for row in reader:
        if any(cell.strip() for cell in row):
            if len(row) != len(header):
                raise BadData(f"{name}, line {before + 1}: {len(row)} cells, expected {len(header)} as in the header")
            rows.append([cell.strip() for cell in row])
            lines.append(before + 1)
        before = reader.line_num
    if not rows:
        raise BadData(f"{name}: no rows below the header")
    return Sheet(name, {column: [row[i] for row in rows] for i, column in enumerate(header)}, lines)


def valid(values: Iterable[Any], where: str) -> tuple[Numbers, int]:
    """The numbers among ``values`` and how many are missing (None or NaN). BadData for text and infinities.

    >>> valid([1, None, 2.5], "LA1")
    (array([1. , 2.5]), 1)
    """
    found: list[float] = []
    missing = 0
    for position, value in enumerate(values, start=1):
        if isinstance(value, str):
            try:
                value = number(value)
            except BadData as problem:
                raise BadData(f"{where}, value {position}: {problem}") from None
        if value is None or value != value:
            missing += 1
            continue
        try:
            value = float(value)
        except (TypeError, ValueError):
            raise BadData(f"{where}, value {position}: found {value!r}, expected a number") from None
        if not math.isfinite(value):
            raise BadData(f"{where}, value {position}: found an infinity, expected a number")
        found.append(value)
    return np.array(found, dtype=np.float64), missing
