"""Ofsted's Annex A: a workbook of eleven lists; its columns, its codes, and whether the lists agree with each other.

What is found is said with list, line and column. Nothing of it is an error to Ofsted: it is what inspectors ask about.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from .layouts import rows_of
from .own_rules import ANNEX_A, severity_of
from .problems import BadReturn
from .workbooks import Workbook, opened, sheet_rows

CHILD = "Child Unique ID"
_LETTER = re.compile(r"^([a-z])\)\s*(.*)$", re.IGNORECASE)
_YES_NO = {"yes": "a) Yes", "no": "b) No", "y": "a) Yes", "n": "b) No", "a) yes": "a) Yes", "b) no": "b) No"}


@dataclass(frozen=True)
class Column:
    """A column of a list: ``also`` is how others spell its name."""

    name: str
    kind: str
    codes: str
    blank: bool
    also: str


@dataclass(frozen=True)
class Finding:
    """What is wrong, and where: list, line of the sheet (0: the list as a whole), column."""

    list_: str
    line: int
    column: str
    child: str
    rule: str
    message: str

    @property
    def severity(self) -> str:
        return severity_of(ANNEX_A, self.rule)

    @property
    def place(self) -> str:
        where = f", line {self.line}" if self.line else ""
        return f"{self.list_}{where}{f', {self.column}' if self.column else ''}"

    def as_plain(self) -> dict[str, object]:
        return {
            "place": self.place,
            "list": self.list_,
            "line": self.line or None,
            "column": self.column or None,
            "child": self.child or None,
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
        }


@lru_cache(maxsize=1)
def lists() -> dict[str, tuple[Column, ...]]:
    """The lists and their columns in order."""
    found: dict[str, list[Column]] = {}
    for row in rows_of("annex-a-columns.csv"):
        column = Column(row["column"], row["kind"], row["codes"], row["blank"] != "no", row["also"])
        found.setdefault(row["list"], []).append(column)
    return {name: tuple(columns) for name, columns in found.items()}


@lru_cache(maxsize=1)
def codes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows_of("annex-a-codes.csv"):
        found.setdefault(row["list"], []).append(row["code"])
    return {name: tuple(known) for name, known in found.items()}


def _plain(name: object) -> str:
    """A name as it is compared: small letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", str(name or "").lower())


@dataclass(frozen=True)
class Row:
    """A line of a list, its cells by the name of the column."""

    line: int
    cells: Mapping[str, Any]

    def text(self, name: str) -> str:
        cell = self.cells.get(name)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return "" if cell is None else str(cell).strip()

    def day(self, name: str) -> date | None:
        return as_date(self.cells.get(name))


def as_date(cell: object) -> date | None:
    """A date: a true one, as text dd/mm/yyyy or yyyy-mm-dd, or as the number that Excel keeps."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1 <= cell < 100_000:
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(cell))
    match = re.match(r"^(\d{1,2})/(\d{1,2})/(\d{4})$|^(\d{4})-(\d{2})-(\d{2})", str(cell or "").strip())
    if match is None:
        return None
    d, m, y, y2, m2, d2 = match.groups()
    try:
        return date(int(y or y2), int(m or m2), int(d or d2))
    except ValueError:
        return None


MOST_LINES = 500_000  # of a list; an authority of 60,000 children has a tenth of that


def read(path: Path) -> tuple[dict[str, list[Row]], list[Finding]]:
    """The lists of a workbook, and what is wrong with their columns. Raises ``BadReturn``."""
    book = opened(path)
    sheets = {_plain(sheet.title): sheet for sheet in book.worksheets}
    found: dict[str, list[Row]] = {}
    findings: list[Finding] = []
    for name, columns in lists().items():
        sheet = sheets.get(_plain(name))
        if sheet is None:
            findings.append(Finding(name, 0, "", "", "no list", f"the workbook has no sheet called {name}"))
            continue
        found[name] = _rows(name, columns, sheet_rows(sheet, path), findings)
    if not found:
        raise BadReturn(f"{path}: found no list, expected sheets called List 1 to List 11")
    return found, findings


def _rows(name: str, columns: tuple[Column, ...], rows: Iterator[Sequence[Any]], findings: list[Finding]) -> list[Row]:
    known = {_plain(one): column.name for column in columns for one in (column.name, column.also) if one}
    head = [known.get(_plain(cell), "") for cell in next(rows, ())]
    missing = [column.name for column in columns if column.name not in head]
    findings += [Finding(name, 1, column, "", "no column", "the column is missing") for column in missing]
    made = []
    for line, cells in enumerate(rows, start=2):
        if line > MOST_LINES:
            raise BadReturn(f"{name}: more than {MOST_LINES:,} lines, expected those of one authority")
        if any(cell not in (None, "") for cell in cells):
            made.append(Row(line, {at: cell for at, cell in zip(head, cells, strict=False) if at}))
    return made


def check(path: Path, on: date) -> list[Finding]:
    """Everything that is wrong with a workbook as of a day. Raises ``BadReturn``."""
    found, findings = read(path)
    return findings + list(check_lists(found, on))


def check_lists(found: dict[str, list[Row]], on: date) -> Iterator[Finding]:
    """Everything that is wrong with the lines of lists: cell by cell, then with each other."""
    for name, rows in found.items():
        present = {column for row in rows[:1] for column in row.cells}
        for column in lists()[name]:
            if column.name in present:
                for row in rows:
                    wrong = _wrong(column, row, on)
                    if wrong:
                        yield Finding(name, row.line, column.name, row.text(CHILD), *wrong)
    yield from _agreement(found, on)


def _wrong(column: Column, row: Row, on: date) -> tuple[str, str] | None:
    text, cell = row.text(column.name), row.cells.get(column.name)
    if not text:
        return None if column.blank else ("empty", "nothing there; right would be a value in every line")
    if column.kind == "date":
        day = as_date(cell)
        if day is None:
            return "no date", f"“{text[:40]}” is not a date; right would be a date of Excel, or dd/mm/yyyy"
        if day > on and "expected" not in column.name.lower() and column.name != "Date of Birth":
            return "after today", f"{day:%d/%m/%Y} lies after {on:%d/%m/%Y}"
    elif column.kind == "number":
        try:
            if float(text) < 0:
                return "no number", f"“{text[:40]}” is less than nothing"
        except ValueError:
            return "no number", f"“{text[:40]}” is not a number"
    elif column.kind == "yes/no" and text.lower() not in _YES_NO:
        return "no yes or no", f"“{text[:40]}” is neither “a) Yes” nor “b) No”"
    elif column.kind == "code" and column.codes and not code_of(text, column.codes):
        few = ", ".join(codes()[column.codes][:3])
        return "no code", f"“{text[:60]}” is none of the codes; right would be one such as {few}"
    return None


def code_of(text: str, list_: str) -> str:
    """The code that is meant: as printed, its letter alone, or its words alone; nothing where none is.

    >>> code_of("A", "gender"), code_of("male", "gender"), code_of("q) Other", "gender")
    ('a) Male', 'a) Male', '')
    """
    for code in codes()[list_]:
        match = _LETTER.match(code)
        parts = (code, *(match.groups() if match else code.split(":")[:1]))
        if _plain(text) in {_plain(part) for part in parts}:
            return code
    return ""


# The lists against each other

_PEOPLE = ("List 1", "List 2", "List 3", "List 4", "List 5", "List 6", "List 7", "List 8", "List 9", "List 10")


def _agreement(found: dict[str, list[Row]], on: date) -> Iterator[Finding]:
    yield from _same_child_same_facts(found)
    open_need = {row.text(CHILD) for row in found.get("List 6", []) if not row.text("CIN Closure Date")}
    known_need = {row.text(CHILD) for row in found.get("List 6", [])}
    for name, end, what in (
        ("List 7", "Child Protection Plan End Date", "on a child protection plan"),
        ("List 8", "Date Ceased to be Looked After", "looked after"),
    ):
        if "List 6" not in found:
            break
        for row in found.get(name, []):
            child = row.text(CHILD)
            if child and not row.text(end) and child not in open_need:
                more = " that is open" if child in known_need else ""
                yield Finding(name, row.line, CHILD, child, "not in need", f"{what}, and in no line of List 6{more}")
    status = {
        "a": ("List 8", "Date Ceased to be Looked After", "looked after"),
        "b": ("List 7", "Child Protection Plan End Date", "on a child protection plan"),
    }
    for row in found.get("List 6", []):
        said = row.text("Case Status")[:1].lower()
        if said in status and not row.text("CIN Closure Date"):
            name, end, what = status[said]
            if name in found and not any(
                other.text(CHILD) == row.text(CHILD) and not other.text(end) for other in found[name]
            ):
                message = f"the status says {what}, and {name} has no such line that is open"
                yield Finding("List 6", row.line, "Case Status", row.text(CHILD), "status", message)
    yield from _in_order(found)
    yield from _twice(found, on)


def _same_child_same_facts(found: dict[str, list[Row]]) -> Iterator[Finding]:
    """One date of birth, gender and ethnicity for a child on every list."""
    for column, list_ in (("Date of Birth", ""), ("Gender", "gender"), ("Ethnicity", "ethnicity")):
        first: dict[str, tuple[str, str]] = {}
        for name in _PEOPLE:
            for row in found.get(name, []):
                child = row.text(CHILD)
                day = None if list_ else row.day(column)
                said = code_of(row.text(column), list_) if list_ else day.isoformat() if day else ""
                if not (child and said):
                    continue
                where, before = first.setdefault(child, (name, said))
                if before != said:
                    message = f"another than in {where}; right would be the same on every list"
                    yield Finding(name, row.line, column, child, "differs", message)


_ORDER = (
    ("List 2", "Assessment start date", "Assessment completion date"),
    ("List 4", "Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"),
    (
        "List 5",
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Date of Initial Child Protection Conference",
    ),
    ("List 6", "CIN Start Date", "CIN Closure Date"),
    ("List 7", "Child Protection Plan Start Date", "Child Protection Plan End Date"),
    ("List 8", "Date Started to be Looked After", "Date Ceased to be Looked After"),
    ("List 8", "Date Started to be Looked After", "Start Date of Most Recent Placement"),
    ("List 10", "Date of Decision that Child Should be Placed for Adoption", "Date Placed for Adoption"),
    ("List 10", "Date Placed for Adoption", "Date of Adoption Order"),
)


def _in_order(found: dict[str, list[Row]]) -> Iterator[Finding]:
    for name, first, then in _ORDER:
        for row in found.get(name, []):
            a, b = row.day(first), row.day(then)
            if a and b and b < a:
                said = f"{b:%d/%m/%Y} lies before “{first}”, {a:%d/%m/%Y}"
                yield Finding(name, row.line, then, row.text(CHILD), "order", said)


def _twice(found: dict[str, list[Row]], on: date) -> Iterator[Finding]:
    """A child is once on a plan, once looked after, once a care leaver, at one time."""
    for name, end in (
        ("List 7", "Child Protection Plan End Date"),
        ("List 8", "Date Ceased to be Looked After"),
        ("List 9", ""),
    ):
        seen: dict[str, int] = {}
        for row in found.get(name, []):
            child = row.text(CHILD)
            if child and not (end and row.text(end)):
                if child in seen:
                    said = f"the child stands in line {seen[child]} too, both open"
                    yield Finding(name, row.line, CHILD, child, "twice", said)
                seen.setdefault(child, row.line)


# Written


class Written:
    """A workbook with all eleven lists, a line at a time: dates stay dates, yes/no is a) Yes or b) No."""

    def __init__(self) -> None:
        self._book = Workbook(list(lists()))
        self._names = {name: [column.name for column in columns] for name, columns in lists().items()}
        self._known = {name: frozenset(names) for name, names in self._names.items()}
        for name, names in self._names.items():
            self._book.add(name, names)

    def __enter__(self) -> Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.__exit__()

    def add(self, name: str, row: Mapping[str, Any]) -> None:
        """A line of a list, by the names of columns. Raises ``BadReturn`` for a list or a column that is not there."""
        if name not in self._names:
            raise BadReturn(f"found list '{name}', expected List 1 to List 11")
        if not row.keys() <= self._known[name]:
            wrong = next(key for key in row if key not in self._known[name])
            raise BadReturn(f"{name}: found column '{wrong}', expected one of the list")
        self._book.add(name, [plain_cell(name, key, row.get(key)) for key in self._names[name]])

    def save(self, file: IO[bytes]) -> None:
        self._book.save(file)


@lru_cache(maxsize=1)
def _yes_no() -> dict[str, frozenset[str]]:
    """The columns of each list that say yes or no."""
    return {
        name: frozenset(column.name for column in columns if column.kind == "yes/no")
        for name, columns in lists().items()
    }


def plain_cell(list_: str, column: str, value: Any) -> Any:
    """A value as it stands in its cell."""
    if isinstance(value, bool) and column in _yes_no()[list_]:
        return "a) Yes" if value else "b) No"
    return value


def as_rows(name: str, lines: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Lines of a list as they would be read again from a workbook."""
    names = [column.name for column in lists()[name]]
    return [
        Row(number, {column: plain_cell(name, column, line.get(column)) for column in names})
        for number, line in enumerate(lines, start=2)
    ]


def write(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """A workbook from the lines of each list. Raises ``BadReturn`` for a list or a column that is not there."""
    out = io.BytesIO()
    with Written() as book:
        for name, rows in tables.items():
            for row in rows:
                book.add(name, row)
        book.save(out)
    return out.getvalue()
