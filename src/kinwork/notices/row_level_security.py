"""Rows of notices: nobody is told of a family that they must not know of."""

from __future__ import annotations

from kinwork.row_level_security import EVERYTHING, Policy, Tables, of_family_or_none, sees

TABLES = Tables(
    policies={
        # Whoever does something may tell of it, also of a family that they opened in an emergency.
        "notices_notice": of_family_or_none(check=EVERYTHING),
        "notices_seen": Policy(f"user_id = kinwork_user() AND {sees('notices_notice', 'notices_seen.notice_id')}"),
    },
)
