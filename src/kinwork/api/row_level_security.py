"""Systems, tokens and counts are the authority's; what was said of children nobody reads."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(
    read_only=("api_childstatus",),
    unread=("api_childstatus",),
    stays_but={
        "api_token": ("last_used_at", "revoked_at", "revoked_by_id", "revoked_because"),
        "api_received": ("contact_id",),
    },
    may_go=("api_allowance", "api_callto"),
)
