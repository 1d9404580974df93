"""Rows of what is filled in with a family or staff."""

from __future__ import annotations

from kinwork.row_level_security import Tables, through

TABLES = Tables(
    policies={
        "practice_discussionrating": through("practice_discussionrating", discussion_id="meetings_discussion"),
    }
)
