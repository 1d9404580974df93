"""What can be found, kept by the database (``sql/2_texts.sql``)."""

from __future__ import annotations

from django.db import connections

from kinwork.kept import Kept

from .models import Source

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


def summaries_too(using: str) -> None:
    """Those that stood before summaries could be found, once. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT kinwork_keep_things(%(summary)s, ARRAY(SELECT id FROM summaries_summary)) "
            "WHERE NOT EXISTS (SELECT 1 FROM find_findable WHERE source = %(summary)s)",
            {"summary": Source.SUMMARY},
        )
