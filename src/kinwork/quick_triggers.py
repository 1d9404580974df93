"""Triggers noted in a small part of their time.

For each trigger that is noted, most of them twice, pgtrigger goes through all that it knows, so that no name is taken a
second time. Of four hundred that was more than a quarter of every start. Here what was gone through is kept; what is
refused is the same.
"""

from __future__ import annotations

from typing import Any

from pgtrigger.registry import _Registry, _registry


class Registry(_Registry):
    """pgtrigger's, which remembers what names are taken until one is taken away."""

    _taken: tuple[set[str], dict[tuple[str, str], Any]] | None = None

    @property
    def pg_function_names(self) -> set[str]:
        return self._all_taken()[0]

    @property
    def by_db_table(self) -> dict[tuple[str, str], Any]:
        return self._all_taken()[1]

    def _all_taken(self) -> tuple[set[str], dict[tuple[str, str], Any]]:
        if self._taken is None:
            self._taken = super().pg_function_names, super().by_db_table
        return self._taken

    def __setitem__(self, uri: str, noted: tuple[Any, Any]) -> None:
        before = self.data.get(uri)
        super().__setitem__(uri, noted)
        if before is not None and _names(*before) != _names(*noted):
            self._taken = None
        elif self._taken is not None:
            function, in_table = _names(*noted)
            self._taken[0].add(function)
            self._taken[1][in_table] = noted[1]

    def __delitem__(self, uri: str) -> None:
        super().__delitem__(uri)
        self._taken = None


def _names(model: Any, trigger: Any) -> tuple[str, tuple[str, str]]:
    return trigger.get_pgid(model), (model._meta.db_table, trigger.name)


def note_triggers_quickly() -> None:
    """Before any model is there."""
    _registry.__class__ = Registry
