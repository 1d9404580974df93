"""Rows of approvals: there for whoever sees the involvement."""

from __future__ import annotations

from kinwork.row_level_security import Tables, through, with_history

TABLES = Tables(
    policies={
        table: through(table, involvement_id="cases_involvement") for table in with_history("approvals_approval")
    },
    append_only=("approvals_requirement",),
    stays_but={
        "approvals_approval": ("person_id", "went_up_at", "answer", "answered_by_id", "answered_at", "words"),
    },
)
