"""Rows of involvements, and of records put together."""

from __future__ import annotations

from kinwork.row_level_security import Tables, of_family, of_person, through, with_history

TABLES = Tables(
    policies={
        **{table: of_family() for table in ("cases_holding", *with_history("cases_involvement"))},
        **{
            table: through(table, involvement_id="cases_involvement")
            for table in with_history("cases_allocation", "cases_keydate", "cases_statusdecision", "cases_familyrole")
        },
        "cases_merging": of_person("kept_id"),
    },
    read_only=("cases_holding",),
    # Two records of one person are put together by their keys, and each key is written down before: cases_moved.
    stays_but={
        "cases_familyrole": ("during", "ended_by_id", "ended_because"),
        "cases_merging": ("undone_at", "undone_by_id"),
        "cases_moved": ("is_undone",),
        "cases_statusdecision": (
            *("person_id", "taken_back_at", "taken_back_by_id", "taken_back_because", "on"),
            *("panel_answer", "panel_on", "panel_reason", "panel_recorded_by_id", "panel_recorded_at"),
        ),
    },
)
