"""The few statements that are written by hand: planned once on each connection, then only run (docs/adr/0007)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from .replica import reads_from

if TYPE_CHECKING:
    from psycopg import Cursor as ServerBindingCursor
else:
    from django.db.backends.postgresql.base import ServerBindingCursor

Row = dict[str, Any]
M = TypeVar("M", bound=Model)


class _Prepared(ServerBindingCursor):
    # pghistory puts its context in front of what nameless cursors send, and two statements cannot be prepared as one.
    name = "prepared"

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        return super().execute(query, params, prepare=settings.KINWORK_PREPARE, **more)


@contextmanager
def prepared() -> Iterator[CursorWrapper]:
    """A cursor whose statements PostgreSQL keeps planned: planning them takes three times as long as running them.

    Everything that listens to statements (counting, errors in Django's classes) hears these too.
    """
    connection: Any = connections[reads_from()]
    connection.ensure_connection()
    with connection.wrap_database_errors, _Prepared(connection.connection) as cursor:
        plain: Any = cursor
        yield connection.make_debug_cursor(plain) if connection.queries_logged else connection.make_cursor(plain)


def tuples(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """Run a read. One statement."""
    with prepared() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def rows(sql: str, **values: Any) -> list[Row]:
    """Run a read; rows by column name. One statement."""
    with prepared() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def columns(model: type[Model], alias: str) -> str:
    """All columns of a model's table, for a SELECT."""
    return ", ".join(f"{alias}.{field.column}" for field in model._meta.concrete_fields)


@cache
def _attnames(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def width(model: type[Model]) -> int:
    """How many columns a model's table has: what :func:`shaped` takes of a longer row."""
    return len(_attnames(model))


def shaped(model: type[M], values: Sequence[Any]) -> M:
    """A model from the values of all its columns, in the order of :func:`columns`."""
    return model.from_db("default", _attnames(model), values)


def built(model: type[M], row: Row) -> M:
    """A model from a row that holds all its columns."""
    return shaped(model, [row[str(field.column)] for field in model._meta.concrete_fields])


def prefetch(thing: Model, **related: list[Any]) -> None:
    """Rows that a statement read beside the thing, where ``prefetch_related`` would have put them."""
    vars(thing)["_prefetched_objects_cache"] = related
