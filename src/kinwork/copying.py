"""Rows on their way to the database, and into its tables by PostgreSQL's COPY.

Defaults are the models'; keys, constraints and triggers hold as ever. What is written by the thousand goes this way:
the large invented authority, and what other systems export.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Model
from django.utils import timezone

from .during import During

Row = dict[str, Any]


class Rows(defaultdict[str, list[Row]]):
    """The rows of each table (``app.model``), by table in the order in which they were made."""

    def __init__(self) -> None:
        super().__init__(list)

    def add(self, table: str, **values: Any) -> None:
        self[table].append(values)


NULL = r"\N"


def _text(value: str) -> str:
    plain = str(value)  # of a choice, its value
    if "\\" in plain or "\n" in plain or "\t" in plain or "\r" in plain:
        plain = plain.replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t").replace("\r", r"\r")
    return plain


def _list(value: list[Any]) -> str:
    return "{" + ",".join(str(one) for one in value) + "}"


def _during(value: During) -> str:
    return f"[{value.start},{value.end or ''})"


FORMATS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: NULL,
    bool: lambda value: "t" if value else "f",
    int: str,
    Decimal: str,
    str: _text,
    date: date.isoformat,
    datetime: datetime.isoformat,
    time: time.isoformat,
    list: _list,
    During: _during,
    dict: lambda value: _text(json.dumps(value)),
}


def formatted(value: Any) -> str:
    """A value as COPY's text has it.

    >>> formatted("a\\tb"), formatted(None), formatted([1, 2]), formatted(During(date(2026, 1, 2), None))
    ('a\\\\tb', '\\\\N', '{1,2}', '[2026-01-02,)')
    """
    return (FORMATS.get(type(value)) or _way_of(value))(value)


def _way_of(value: Any) -> Callable[[Any], str]:
    """How values of a kind that is a kind of another are written: noted for the next."""
    found = FORMATS[type(value)] = next(
        way for kind, way in FORMATS.items() if isinstance(value, kind) and kind is not type(None)
    )
    return found


class Table:
    """A model's table: its columns, and what stands in those of which a row says nothing."""

    def __init__(self, label: str) -> None:
        self.model: type[Model] = apps.get_model(label)
        fields = self.model._meta.concrete_fields
        self.name = self.model._meta.db_table
        self.columns = [str(field.column) for field in fields]
        now = timezone.now()
        self.defaults = {
            str(field.column): formatted(now if getattr(field, "auto_now_add", False) else _value(field))
            for field in fields
        }
        self._plans: dict[tuple[str, ...], tuple[str, list[str]]] = {}

    def line(self, row: Row) -> str:
        keys = tuple(row)
        plan = self._plans.get(keys)
        if plan is None:
            plan = self._plans[keys] = self._plan(keys)
        line, said = plan
        return line % tuple([(FORMATS.get(type(value := row[key])) or _way_of(value))(value) for key in said])

    def _plan(self, keys: tuple[str, ...]) -> tuple[str, list[str]]:
        """The line with what stands in it whatever the row, and of what the row says, in the order of the columns."""
        if unknown := set(keys) - set(self.columns):
            raise LookupError(f"{self.name} has no column {min(unknown)}")
        said = [column for column in self.columns if column in keys]
        parts = ["%s" if column in keys else self.defaults[column].replace("%", "%%") for column in self.columns]
        return "\t".join(parts), said


def _value(field: Any) -> Any:
    value = field.get_default()
    return value if value is not None or field.null else ""


_tables: dict[str, Table] = {}


def table(label: str) -> Table:
    if label not in _tables:
        _tables[label] = Table(label)
    return _tables[label]


def copy(rows: Rows, using: str) -> int:
    """Into the database, table by table in the order in which they were first told of; how many. In a transaction."""
    number = 0
    connections[using].ensure_connection()
    raw: Any = connections[using].connection
    with raw.cursor() as cursor:
        for label, each in rows.items():
            to = table(label)
            columns = ", ".join(f'"{column}"' for column in to.columns)
            with cursor.copy(f"COPY {to.name} ({columns}) FROM STDIN") as into:
                for start in range(0, len(each), 1000):
                    into.write("\n".join([to.line(row) for row in each[start : start + 1000]]) + "\n")
            number += len(each)
    return number
