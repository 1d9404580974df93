"""Rows of the facts of children: there for whoever sees the involvement in which they were recorded."""

from __future__ import annotations

from kinwork.row_level_security import Tables, through, with_history

from . import models

FACTS: tuple[type[models.Fact], ...] = tuple(
    getattr(models, name)
    for name in models.__all__
    if isinstance(getattr(models, name), type)
    and issubclass(getattr(models, name), models.Fact)
    and not getattr(models, name)._meta.abstract
)
WITHDRAWN = ("withdrawn_at", "withdrawn_by_id", "withdrawn_because")
ENDED = ("ended_on", "end_said_by", "end_decision_id", "end_recorded_by_id", "end_recorded_at")


def _stays_but(fact: type[models.Fact]) -> tuple[str, ...]:
    """Two records of one person are put together by their keys; whatever else is said of a fact, it stays."""
    changes: tuple[str, ...] = ("person_id", *WITHDRAWN)
    if issubclass(fact, models.Period):
        changes += ENDED
        changes += fact.AT_END
    return changes


TABLES = Tables(
    policies={
        table: through(table, involvement_id="cases_involvement")
        for fact in FACTS
        for table in with_history(fact._meta.db_table)
    },
    stays_but={fact._meta.db_table: _stays_but(fact) for fact in FACTS},
)
