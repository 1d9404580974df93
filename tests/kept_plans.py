"""What was prepared stays prepared when a test takes back what it did.

Every test ends with a rollback, and after one psycopg throws away all that it prepared, since a table that was made
before it may be gone. PostgreSQL then plans each hand-written read anew, in each test: four fifths of what it
had to do. Tests do not take back tables, and a read of one that is gone would say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db.backends.signals import connection_created
from psycopg._preparing import PrepareManager

CHANGES = re.compile(rb"(?:ALTER|DROP|DISCARD|DEALLOCATE)\b")


class Kept(PrepareManager):
    """psycopg's, which forgets when tables change."""

    prepared_max = 1_000  # more than there are; the usual hundred would push each other out

    def _should_discard(self, prep: Any, results: Sequence[Any], *more: Any) -> bool:
        has_changes = any(CHANGES.match(result.command_status or b"") for result in results)
        return has_changes and super().clear()

    def clear(self) -> bool:
        """After all was taken back."""
        return False


def _keep(connection: Any, **more: Any) -> None:
    prepared = Kept()
    prepared.prepare_threshold = connection.connection.prepare_threshold
    connection.connection._prepared = prepared


def keep_plans() -> None:
    """On every connection that Django makes from here on."""
    connection_created.connect(_keep, dispatch_uid="kept plans")
