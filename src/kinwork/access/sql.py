"""The few statements that are written by hand: planned once on each connection, then only run (docs/adr/0007)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

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


def built(model: type[M], row: Row) -> M:
    """A model from a row that holds all its columns."""
    fields = model._meta.concrete_fields
    return model.from_db("default", [field.attname for field in fields], [row[str(field.column)] for field in fields])


def prefetch(thing: Model, **related: list[Any]) -> None:
    """Rows that a statement read beside the thing, where ``prefetch_related`` would have put them."""
    vars(thing)["_prefetched_objects_cache"] = related
