"""Rows of phones: asked before it is known who asks, by a number that only the phone has. No family is in them."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(stays_but={"offline_phone": ("secret", "called", "seen_at", "sent_at", "ended_at", "ended_because")})
