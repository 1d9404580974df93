"""Which unit holds each open family, kept by the database (``sql/2_holding.sql``)."""

from __future__ import annotations

from kinwork.kept import Kept

HOLDINGS = Kept(
    table="cases_holding",
    columns=("allocation_id", "involvement_id", "family_id", "unit_id", "began_on", "ended_on"),
    of="cases_involvement",
    now="kinwork_held_now",
    keep="kinwork_keep_held",
)
