"""Migrations in half of their time.

After each step Django draws up its models anew: the one that was changed and all that know it, which is nearly all of
them here. Where only a constraint, an index or a trigger comes or goes that changes none of their columns; so the model
that there is gets it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.models import IndexOperation, RenameIndex


class Executor(MigrationExecutor):
    """Django's, whose migrations do not draw up models again for what is no column."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for migration in self.loader.graph.nodes.values():
            for operation in migration.operations:
                _on_the_spot(operation)


def _on_the_spot(operation: Any) -> None:
    if not isinstance(operation, IndexOperation) or isinstance(operation, RenameIndex):
        return
    if not isinstance(operation.state_forwards, partial):  # operations belong to the class: another loader met them
        setattr(operation, "state_forwards", partial(_without_drawing, operation.state_forwards))  # noqa: B010


def _without_drawing(forwards: Callable[[str, Any], None], app: str, state: Any) -> None:
    state.reload_model = partial(_refresh, state)
    try:
        forwards(app, state)
    finally:
        del state.reload_model


def _refresh(state: Any, app: str, name: str, delay: bool = False) -> None:
    if "apps" in state.__dict__:  # otherwise none has been drawn up yet
        now, meta = state.models[app, name.lower()].options, state.apps.get_model(app, name)._meta
        meta.indexes, meta.constraints = list(now.get("indexes", [])), list(now.get("constraints", []))
