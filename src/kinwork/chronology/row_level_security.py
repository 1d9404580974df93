"""Rows of what is said of a chronology: there for whoever sees the entry, or the whole family as it was that day."""

from __future__ import annotations

from kinwork.row_level_security import Policy, Tables, and_also, of_family, sees, unsealed

_ENTRY = "entry"  # as events are named by what they come from (events.py)
_OF_COURT = sees("chronology_courtchronology", "chronology_id")
_KEPT = "((SELECT kinwork_sealed() = '{}') OR NOT kinwork_kept_of_sealed(family_id, made_at, made_by_id))"

TABLES = Tables(
    policies={
        "chronology_choice": Policy(sees("record_entry", "chronology_choice.entry_id")),
        "chronology_courtchronology": and_also(and_also(of_family(), unsealed("child_id")), _KEPT),
        "chronology_party": Policy(_OF_COURT),
        "chronology_courtline": Policy(
            f"{_OF_COURT} AND (source <> '{_ENTRY}' OR {sees('record_entry', 'chronology_courtline.thing_id')})"
        ),
    },
    append_only=("chronology_choice", "chronology_courtline"),
    # Two records of one person are put together by their keys.
    stays_but={"chronology_courtchronology": ("child_id",), "chronology_party": ("person_id",)},
)
