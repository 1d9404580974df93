"""What the database does by itself: functions and triggers, in each room's ``sql`` folder, installed after migrating.

A function is changed by changing its file. The files of a room run in the order of their names, the rooms each after
those that they know; each may run again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction

from . import row_level_security


def files_of(room: AppConfig) -> list[Path]:
    """The room's files in their order."""
    return sorted(Path(room.path, "sql").glob("*.sql"))


def statements() -> Iterator[str]:
    """All of it. What a room makes of rules that it holds as data (``made_sql`` of its app) goes before its files."""
    for room in row_level_security.rooms():
        yield from getattr(room, "made_sql", list)()
        for file in files_of(room):
            yield file.read_text(encoding="utf-8")


def install(using: str = "default") -> None:
    """The application's role, all functions and triggers, and row security: all of them or none."""
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute(row_level_security.ROLE)
            for statement in statements():
                cursor.execute(statement)
        row_level_security.apply(using)


def after_migration(using: str, **more: Any) -> None:
    """Install everything once all tables are there; then what a room keeps by its functions, where they changed."""
    install(using)
    for room in row_level_security.rooms():
        getattr(room, "after_sql", lambda using: None)(using)
