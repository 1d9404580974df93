"""Rows of what can be found: there for whoever sees what was written, and kept by the database alone."""

from __future__ import annotations

from kinwork.row_level_security import HIDDEN, Policy, Tables, sees

from .models import Source

_TABLES = {
    Source.ENTRY: "record_entry",
    Source.DISCUSSION: "meetings_discussion",
    Source.HYPOTHESIS: "meetings_hypothesis",
    Source.CONVERSATION: "meetings_plannedconversation",
    Source.CONTACT: "front_door_contact",
    Source.FORMAL: "formal_meetings_formalmeeting",
    Source.SUMMARY: "summaries_summary",
}
_SEEN = " ".join(f"WHEN '{source.value}' THEN {sees(table, 'thing_id')}" for source, table in _TABLES.items())

TABLES = Tables(
    policies={"find_findable": Policy(f"family_id <> ALL ({HIDDEN}) AND CASE source {_SEEN} ELSE false END")},
    read_only=("find_findable",),
)
