"""CSV files as programs really write them: bytes into rows of cells, whatever their encoding and their separator.

>>> found = read(b"sep=;\\r\\nunit;ghq\\r\\nRSW;3,5\\r\\n")
>>> found.rows, found.lines, found.separator
([['unit', 'ghq'], ['RSW', '3,5']], [2, 3], ';')
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

SEPARATORS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEP = re.compile(r'"?sep=(.)"?\s*\r?(?:\n|$)', re.IGNORECASE)  # how Excel is told the separator


class NotDelimited(ValueError):
    """What was found on which line, and what was expected."""

    def __init__(self, line: int, found: str, expected: str) -> None:
        self.line, self.found, self.expected = line, found, expected
        super().__init__(f"line {line}: {found}, expected {expected}")


@dataclass(frozen=True)
class Delimited:
    """``rows`` of cells as they are written, the first on ``lines[0]`` of the file (counted from 1).

    ``encoding`` says how the bytes were read: "Windows-1252" is a guess, which is to be said to whoever reads on.
    """

    rows: list[list[str]]
    lines: list[int]
    separator: str
    encoding: str


def read(content: bytes) -> Delimited:
    """A CSV file's rows that hold anything. Raises ``NotDelimited``."""
    text, encoding = decoded(content)
    before = 0
    told = _SEP.match(text)
    if told:
        separator, text, before = told[1], text[told.end() :], 1
    else:
        separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begins = before + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(begins)
            begins = before + reader.line_num + 1
    except csv.Error as problem:
        what = str(problem)
        what = 'a quote (") that is never closed' if "end of data" in what else what
        raise NotDelimited(before + reader.line_num, what, "a CSV file") from None
    return Delimited(rows, lines, separator, encoding)


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding that it was read by. Raises ``NotDelimited``."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if not encoding:
        encoding = _without_mark(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        if encoding != "utf-8":
            line = _line(content, problem.start)
            raise NotDelimited(line, f"bytes that are no {encoding.upper()}", "a CSV file saved as UTF-8") from None
        encoding = "Windows-1252"  # what Excel's plain "CSV" is in western Europe
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            line = _line(content, problem.start)
            raise NotDelimited(line, "not UTF-8 text", 'a CSV file saved as UTF-8 (in Excel: "CSV UTF-8")') from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise NotDelimited(line, "a null character", "a CSV file saved as UTF-8")
    return text, encoding


def _without_mark(content: bytes) -> str:
    """UTF-16 without a mark shows by every second byte being nothing, as Latin letters have it."""
    head = content[:400]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) >= 4 and head[start::2].count(0) > 0.9 * (len(head) // 2) and 0 not in head[1 - start :: 2]:
            return name
    return "utf-8"


def _line(content: bytes, position: int) -> int:
    return content[:position].count(b"\n") + 1


def _separator(text: str) -> str:
    """The mark that cuts the first rows into the same number of cells, the most of them where several do."""
    head = text[:20_000]

    def worth(mark: str) -> tuple[int, int]:
        try:
            widths = [
                len(row) for _, row in zip(range(30), csv.reader(io.StringIO(head), delimiter=mark), strict=False)
            ]
        except csv.Error:
            return 0, 0
        if not widths or widths[0] < 2:
            return 0, 0
        alike = Counter(width for width in widths[: -1 if len(text) > len(head) else None] or widths)[widths[0]]
        return alike, widths[0]

    return max(SEPARATORS, key=worth)
