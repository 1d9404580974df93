"""A migration that makes many tables, as the SQL that its operations make.

Django draws up every model anew after each table that a migration makes (docs/adr/0042); of a room with a hundred
tables that takes minutes. The operations stay the truth: ``manage.py sqlmigrate`` wrote the SQL from them once, and the
test that compares the tables of the migrations with those of the models holds for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation


class AllAtOnce(SeparateDatabaseAndState):
    """State from the operations, tables from the SQL."""

    def __init__(self, operations: Sequence[Operation], sql: str) -> None:
        self.sql = sql
        super().__init__(database_operations=[RunSQL(sql, RunSQL.noop)], state_operations=list(operations))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.state_operations, self.sql], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Without models drawn up meanwhile: they are, once, when something asks for them."""
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
