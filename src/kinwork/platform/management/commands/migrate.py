"""``migrate``, with all tables of an empty database made at once."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from django.core.management.commands import migrate
from django.db import connections

from ... import schema_loader
from ...quick_migrations import Executor


class Command(migrate.Command):
    """As Django’s; see :mod:`kinwork.platform.schema_loader`."""

    def handle(self, *args: Any, **options: Any) -> None:
        """An empty database that is to be migrated as a whole gets the snapshot first."""
        if not (options["app_label"] or options["plan"] or options["fake"] or options["check_unapplied"]):
            schema_loader.load(connections[options["database"]])
        with patch.object(migrate, "MigrationExecutor", Executor):
            super().handle(*args, **options)
