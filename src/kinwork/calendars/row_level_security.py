"""Rows of feeds: asked before it is known who asks, as the address alone says that. What they hold is walled itself."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(stays_but={"calendars_feed": ("ended_at", "read_at", "fingerprint", "changed_at")})
