"""When each child was last seen, kept by the database (``sql/2_last_seen.sql``)."""

from __future__ import annotations

from kinwork.kept import Kept

LAST_SEEN = Kept(
    table="record_lastseen",
    columns=("member_id", "family_id", "person_id", "is_born", "entry_id", "seen_on", "alone", "by_id", "alone_on"),
    of="families_family",
    now="kinwork_seen_now",
    keep="kinwork_keep_seen",
)
