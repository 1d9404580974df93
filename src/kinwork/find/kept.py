"""What can be found, kept by the database (``sql/2_texts.sql``)."""

from __future__ import annotations

from kinwork.kept import Kept

FINDABLE = Kept(
    table="find_findable",
    columns=(
        "key",
        "source",
        "thing_id",
        "family_id",
        "kind",
        "on_day",
        "by_id",
        "is_limited",
        "people",
        "stems",
        "words",
    ),
    of="families_family",
    now="kinwork_findable_now",
    keep="kinwork_keep_findable",
)
