"""Rows of studies: what a family said when it was asked."""

from __future__ import annotations

from kinwork.row_level_security import Tables, of_family, with_history

TABLES = Tables(
    policies={table: of_family() for table in with_history("evaluation_consent")},
    append_only=("evaluation_consent",),
    may_go=("evaluation_studyevaluator",),
)
