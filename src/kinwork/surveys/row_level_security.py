"""Who was asked stays; what was answered no page reads or writes but by ``sql/1_answers.sql``."""

from __future__ import annotations

from kinwork.row_level_security import Tables

APART = ("surveys_roundkey", "surveys_mark", "surveys_sheet", "surveys_words")
TABLES = Tables(
    append_only=("surveys_asked",),
    read_only=APART,
    unread=APART,
    stays_but={"surveys_round": ("invited_at", "reminded_at", "closed_at", "closed_by_id", "is_withdrawn")},
)
