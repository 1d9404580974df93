"""Rows of what is due: there for whoever sees the involvement."""

from __future__ import annotations

from kinwork.row_level_security import Tables, through, with_history

TABLES = Tables(
    policies={
        table: through(table, involvement_id="cases_involvement")
        for table in ("obligations_obligation", *with_history("obligations_variation"))
    },
    stays_but={
        "obligations_variation": ("person_id", "withdrawn_at", "withdrawn_by_id"),
        "obligations_localrule": ("in_force_until",),
        "obligations_schoolterm": ("withdrawn_at", "withdrawn_by_id"),
        "obligations_closingday": ("withdrawn_at", "withdrawn_by_id"),
        "obligations_recounting": ("last_id", "done", "finished_at"),
    },
    # Worked out anew at every change.
    may_go=("obligations_obligation",),
)
