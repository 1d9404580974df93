"""What each file for evaluators holds, column by column. The files are written by this, and so is the data dictionary.

A column takes whole numbers, yes or no, pseudonyms, or one of the values that stand here: there is no kind of column
that takes words, so nothing that anybody wrote can get into a file, nor anything that a spreadsheet would calculate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

PSEUDONYM = re.compile(r"[FCSU][A-Z2-7]{12}")
Value = str | int | bool | None


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
    may_be_empty: bool = False

    def cell(self, value: Value) -> str:
        """The value as it stands in the file. Raises :class:`Unfit`.

        >>> Column("day", "Day", "days").cell(-3), Column("alone", "Seen alone", is_yes_or_no=True).cell(True)
        ('-3', '1')
        >>> Column("kind", "Kind", values={"visit": "Visit"}).cell("=1+1")
        Traceback (most recent call last):
        kinwork.evaluation.columns.Unfit: kind: not a value of this column
        """
        if value is None and self.may_be_empty:
            return ""
        if self.is_yes_or_no and isinstance(value, bool):
            return str(int(value))
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and not self.values and not self.is_pseudonym and not self.is_yes_or_no:
            return str(value)
        if isinstance(value, str) and (value in self.values or (self.is_pseudonym and PSEUDONYM.fullmatch(value))):
            return value
        raise Unfit(f"{self.name}: not a value of this column")

    @property
    def takes(self) -> str:
        """What may stand in it, in words."""
        if self.values:
            # Where the value says it all, it is not said twice.
            said = "; ".join(
                value if value.lower() == label.lower() else f"{value}: {label}" for value, label in self.values.items()
            )
        else:
            said = "pseudonym" if self.is_pseudonym else "1 (yes) or 0 (no)" if self.is_yes_or_no else "whole number"
        return f"{said}; or empty" if self.may_be_empty else said


@dataclass(frozen=True)
class Table:
    """A file: what one row is, and its columns."""

    name: str
    a_row_is: str
    columns: tuple[Column, ...]


def who(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, is_pseudonym=True, may_be_empty=empty)


def day(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, "days since the family was opened", may_be_empty=empty)


def number(name: str, meaning: str, unit: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, unit, may_be_empty=empty)


def is_so(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, meaning, is_yes_or_no=True, may_be_empty=empty)
