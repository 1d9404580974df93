"""Rows of families, their members, and what was told of who is related."""

from __future__ import annotations

from kinwork.row_level_security import Tables, of_family, of_family_or_none, through_sealed, with_history

_FACTS = ("parenthood", "partnership", "siblinghood", "bond", "loss", "household", "living", "tie")

TABLES = Tables(
    policies={
        "families_family": of_family("id"),
        "families_familyevent": of_family("id"),
        "families_familyterm": of_family(),
        **{table: of_family_or_none() for table in with_history("families_agency")},
        **{table: of_family() for table in with_history("families_familymember", "families_changeset")},
        **{
            table: through_sealed(table, change_set_id="families_changeset")
            for table in with_history(*(f"families_{fact}" for fact in _FACTS))
        },
    },
    read_only=("families_familyterm",),
    stays_but={"families_changeset": ("drawn", "taken_back_at", "taken_back_by_id")},
)
