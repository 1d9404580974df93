"""Which contacts wait for an answer, kept by the database (``sql/2_unanswered.sql``)."""

from __future__ import annotations

from kinwork.kept import Kept

from .models.decisions import TO_A_UNIT

UNANSWERED = Kept(
    table="front_door_unanswered",
    columns=("contact_id", "undecided", "to_go"),
    of="front_door_contact",
    now="kinwork_unanswered_now",
    keep="kinwork_keep_unanswered",
)


def levels_sql() -> str:
    """After which decisions a child waits for a unit, for the database."""
    levels = ", ".join(f"'{level.value}'" for level in TO_A_UNIT)
    return f"""
CREATE OR REPLACE FUNCTION kinwork_goes_to_a_unit(level text) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$ SELECT level IN ({levels}) $$;
"""
