"""Migrations in a small part of their time.

After each step Django draws up its models anew: the one that was changed and all that know it, which is nearly all of
them here. What makes tables and columns asks only the model that was changed, so that one is drawn up and the others
stay; where only a constraint, an index or a trigger comes or goes, not even that one. Before a migration that uses the
models (``RunPython``) Django then draws up all of them, since they are said to be delayed.

Where nothing was left to migrate, Django draws up all models once more, to hand them to whoever waits for the end of
migrating. They are those of the code then, which are there already (``flush`` hands over the same).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import Any

from django.apps import apps
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddField, AlterField, CreateModel, RemoveField
from django.db.migrations.operations.models import IndexOperation, RenameIndex

OF_COLUMNS = (AddField, AlterField, CreateModel, RemoveField)


class Executor(MigrationExecutor):
    """Django's, whose migrations draw up again what they change."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for migration in self.loader.graph.nodes.values():
            for operation in migration.operations:
                if isinstance(operation, IndexOperation) and not isinstance(operation, RenameIndex):
                    _on_the_spot(operation, _refresh)
                elif isinstance(operation, OF_COLUMNS):
                    _on_the_spot(operation, _draw_alone)

    def migrate(
        self, targets: Any, plan: Any = None, state: Any = None, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        after = super().migrate(targets, plan, state, fake, fake_initial)
        is_whole = set(targets or ()) == set(self.loader.graph.leaf_nodes())
        return _AsTheyAre() if plan == [] and is_whole and self.recorder.has_table() else after


class _Models:
    """Those of the code, where Django expects some that it would have to draw up."""

    real_models: tuple[str, ...] = ()
    bulk_update = nullcontext

    def __getattr__(self, name: str) -> Any:
        return getattr(apps, name)

    def render_multiple(self, states: list[Any]) -> None:
        """There are no ``real_models`` to be drawn again."""


class _AsTheyAre:
    """The state of the models after nothing was migrated."""

    apps = _Models()

    def clear_delayed_apps_cache(self) -> None:
        """None is delayed."""


def _on_the_spot(operation: Any, draw: Callable[..., None]) -> None:
    if not isinstance(operation.state_forwards, partial):  # operations belong to the class: another loader met them
        setattr(operation, "state_forwards", partial(_drawing, draw, operation.state_forwards))  # noqa: B010


def _drawing(draw: Callable[..., None], forwards: Callable[[str, Any], None], app: str, state: Any) -> None:
    state.reload_model = partial(draw, state)
    try:
        forwards(app, state)
    finally:
        del state.reload_model


def _refresh(state: Any, app: str, name: str, delay: bool = False) -> None:
    if "apps" in state.__dict__:  # otherwise none has been drawn up yet
        now, meta = state.models[app, name.lower()].options, state.apps.get_model(app, name)._meta
        meta.indexes, meta.constraints = list(now.get("indexes", [])), list(now.get("constraints", []))


def _draw_alone(state: Any, app: str, name: str, delay: bool = False) -> None:
    """The model and whatever is made on top of it; others go on knowing it as it was."""
    if "apps" not in state.__dict__:
        return
    state.is_delayed = True
    again, found = {(app, name.lower())}, [f"{app}.{name.lower()}"]
    while found:
        base = found.pop()
        heirs = {key for key, one in state.models.items() if base in one.bases} - again
        again |= heirs
        found += [f"{heir_app}.{heir}" for heir_app, heir in heirs]
    with state.apps.bulk_update():
        for key in again:
            state.apps.unregister_model(*key)
    state.apps.render_multiple([state.models[key] for key in sorted(again)])
