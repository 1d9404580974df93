"""Rows of training: of staff, of no family. What is entered in error is marked; only a line’s tick may go."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(
    append_only=("training_day",),
    stays_but={
        "training_programme": ("ended_on",),
        "training_attendance": ("removed_by_id", "removed_at"),
        "training_session": ("removed_by_id", "removed_at"),
        "training_practising": ("settled", "settled_by_id", "settled_at", "reminded_at"),
    },
    may_go=("training_tick",),
)
