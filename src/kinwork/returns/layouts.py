"""What the tables of a return hold: columns in order, their kinds, codes by year. Rows of ``data/``, nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources

CIN, SSDA903 = "cin", "903"
RETURNS = (CIN, SSDA903)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file of ``data/``."""
    text = (resources.files("kinwork.returns") / "data" / name).read_text(encoding="utf-8")
    return csv.DictReader(io.StringIO(text))


def span(years: str) -> tuple[int, int]:
    """First and last year of ``2023-2025``, ``2024-``, ``-2024``, or of nothing, which is always.

    >>> span("2023-2025"), span("2024-"), span("-2024"), span("")
    ((2023, 2025), (2024, 9999), (0, 2024), (0, 9999))
    """
    first, _, last = years.partition("-")
    return int(first or 0), int(last or (first if "-" not in years and first else 9999))


@dataclass(frozen=True)
class Column:
    """A column of a table: ``kind`` is text, date, code, flag, number, postcode; ``place`` is in which order."""

    name: str
    kind: str
    codes: str = ""
    blank: bool = True
    first: int = 0
    last: int = 9999


@dataclass(frozen=True)
class Table:
    """A flat table. ``keys`` say whose a row is, the child first."""

    name: str
    columns: tuple[Column, ...]
    first: int = 0
    keys: tuple[str, ...] = ()
    place: str = ""  # where in the record its facts are corrected
    row: str = ""  # what one row is called

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def dates(self) -> dict[str, str]:
        """Columns of dates by the name that the date itself has: the same in small letters."""
        return {column.name.lower(): column.name for column in self.columns if column.kind == "date"}

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True)
class Layout:
    """The tables of a return, in order."""

    name: str
    child: str  # the column that says which child
    day: str  # how dates are written
    tables: dict[str, Table] = field(default_factory=dict)

    def codes(self, list_: str, year: int) -> tuple[str, ...]:
        """The codes of a list that are used in a year."""
        return codes_of(self.name, list_, year)


@lru_cache(maxsize=1)
def _all_codes() -> dict[tuple[str, str], list[tuple[str, int, int]]]:
    found: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for row in rows_of("codes.csv"):
        found.setdefault((row["return"], row["list"]), []).append((row["code"], *span(row["years"])))
    return found


@lru_cache(maxsize=256)
def codes_of(return_: str, list_: str, year: int) -> tuple[str, ...]:
    """The codes of a return's list that are used in a year."""
    return tuple(code for code, first, last in _all_codes()[return_, list_] if first <= year <= last)


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], str]:
    return {(row["return"], row["column"]): row["label"] for row in rows_of("labels.csv")}


def label_of(return_: str, column: str) -> str:
    """A column in plain words; where it has none, its name.

    >>> label_of("903", "DECOM"), label_of("cin", "SerialNo")
    ('episode started', 'SerialNo')
    """
    return _labels().get((return_, column), column)


def all_codes_of(return_: str, list_: str) -> frozenset[str]:
    """The codes of a return's list that were ever used."""
    return frozenset(code for code, _, _ in _all_codes()[return_, list_])


@lru_cache(maxsize=4)
def layout_of(return_: str) -> Layout:
    """The tables of the CIN census or of the SSDA903."""
    columns: dict[str, list[Column]] = {}
    about: dict[str, dict[str, str]] = {}
    for row in rows_of(f"{'cin' if return_ == CIN else 'ssda903'}-columns.csv"):
        first, last = span(row["years"])
        blank = row["blank"] != "no"
        column = Column(row["column"], row["kind"], row["codes"], blank, first, last)
        columns.setdefault(row["table"], []).append(column)
    for row in rows_of("tables.csv"):
        if row["return"] == return_:
            about[row["table"]] = row
    tables = {
        name: Table(
            name,
            tuple(found),
            first=span(about[name]["years"])[0],
            keys=tuple(about[name]["keys"].split()),
            place=about[name]["place"],
            row=about[name]["row"],
        )
        for name, found in columns.items()
    }
    if return_ == CIN:
        return Layout(CIN, "LAchildID", r"%Y-%m-%d", tables)
    return Layout(SSDA903, "CHILD", r"%d/%m/%Y", tables)
