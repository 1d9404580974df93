"""What each file that goes out holds, column by column. The files are written by this, and so is the data dictionary.

A column takes numbers, yes or no, quarters of a year, pseudonyms, the code of an authority, or one of the values that
stand here: there is no kind of column that takes words, so nothing that anybody wrote can get into a file, nor anything
that a spreadsheet would calculate.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

PSEUDONYM = re.compile(r"[FCSU][A-Z2-7]{12}")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Value = str | int | float | bool | date | None


class Unfit(Exception):
    """A value that its column does not take. Says the column, never the value."""


@dataclass(frozen=True)
class Column:
    """A column. ``values``: all that may stand in it, each with what it says; without, it holds a number."""

    name: str
    meaning: str
    unit: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    is_pseudonym: bool = False
    is_yes_or_no: bool = False
    is_quarter: bool = False
    is_decimal: bool = False
    is_code: bool = False
    may_be_empty: bool = False

    def cell(self, value: Value) -> str:
        """The value as it stands in the file. Raises :class:`Unfit`.

        >>> Column("day", "Day", "days").cell(-3), Column("alone", "Seen alone", is_yes_or_no=True).cell(True)
        ('-3', '1')
        >>> Column("kind", "Kind", values={"visit": "Visit"}).cell("=1+1")
        Traceback (most recent call last):
        kinwork.without_names.columns.Unfit: kind: not a value of this column
        """
        if not self.fits(value):
            raise Unfit(f"{self.name}: not a value of this column")
        if value is None:
            return ""
        return str(int(value is True)) if self.is_yes_or_no else str(value)

    def fits(self, value: object) -> bool:
        """Whether the column takes it.

        >>> Column("q", "Quarter", is_quarter=True).fits(date(2026, 4, 1)), Column("n", "Number").fits(2.5)
        (True, False)
        """
        if value is None:
            return self.may_be_empty
        if self.is_yes_or_no:
            return isinstance(value, bool)
        if self.is_quarter:
            return isinstance(value, date) and value.day == 1 and value.month in (1, 4, 7, 10)
        if self.values or self.is_pseudonym or self.is_code:
            return isinstance(value, str) and self._is_known(value)
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole or (self.is_decimal and isinstance(value, float) and math.isfinite(value))

    def _is_known(self, value: str) -> bool:
        if self.is_pseudonym:
            return PSEUDONYM.fullmatch(value) is not None
        return CODE.fullmatch(value) is not None if self.is_code else value in self.values

    @property
    def takes(self) -> str:
        """What may stand in it, in words."""
        if self.values:
            # Where the value says it all, it is not said twice.
            said = "; ".join(
                value if value.lower() == label.lower() else f"{value}: {label}" for value, label in self.values.items()
            )
        else:
            said = self._kind
        return f"{said}; or empty" if self.may_be_empty else said

    @property
    def _kind(self) -> str:
        kinds = {
            "pseudonym": self.is_pseudonym, "1 (yes) or 0 (no)": self.is_yes_or_no, "number": self.is_decimal,
            "first day of a quarter": self.is_quarter, "code": self.is_code,
        }  # fmt: skip
        return next((words for words, is_so in kinds.items() if is_so), "whole number")


@dataclass(frozen=True)
class Table:
    """A file: what one row is, and its columns."""

    name: str
    a_row_is: str
    columns: tuple[Column, ...]


DICTIONARY = ["file", "a row is", "column", "meaning", "unit", "values"]


def dictionary(tables: Iterable[Table], ending: str) -> list[list[str]]:
    """Each column of each file: what it means, in what unit, what may stand in it."""
    return [
        [f"{table.name}.{ending}", table.a_row_is, column.name, column.meaning, column.unit, column.takes]
        for table in tables
        for column in table.columns
    ]


def who(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, is_pseudonym=True, may_be_empty=empty)


def day(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, "days since the family was opened", may_be_empty=empty)


def number(name: str, meaning: str, unit: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, unit, may_be_empty=empty)


def is_so(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, is_yes_or_no=True, may_be_empty=empty)


def quarter(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, "quarter of a calendar year", is_quarter=True, may_be_empty=empty)


def decimal(name: str, meaning: str, unit: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, unit, is_decimal=True, may_be_empty=empty)


def code(name: str, meaning: str) -> Column:
    return Column(name, meaning, is_code=True)
