"""What was searched for: words that found something hidden tell of it."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(
    also={
        "access_auditevent": (
            "verb NOT IN ('searched', 'searched in emergency') OR (SELECT kinwork_hidden() = '{}') "
            "OR id <> ALL ((SELECT kinwork_hidden_searches())::bigint[])"
        )
    }
)
