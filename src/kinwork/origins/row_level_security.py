"""Rows of what was brought in: there as an entry would be, and once it has become one, for whoever sees that entry."""

from __future__ import annotations

from kinwork.row_level_security import HIDDEN, Policy, Tables, sees, with_history

_MINE = "by_id = kinwork_user() OR kinwork_is_reader_of_brought_in(id, family_id)"
_OWN = f"CASE WHEN entry_id IS NULL THEN NOT is_limited OR {_MINE} ELSE {sees('record_entry', 'entry_id')} END"
_OF_TEXT = tuple(with_history("origins_passage", "origins_keptfrom", "origins_mayread"))

TABLES = Tables(
    policies={
        "origins_broughtin": Policy(f"family_id <> ALL ({HIDDEN}) AND {_OWN}"),
        "origins_broughtinevent": Policy(sees("origins_broughtin", "origins_broughtinevent.id")),
        **{table: Policy(sees("origins_broughtin", f"{table}.brought_in_id")) for table in _OF_TEXT},
    },
    # Nobody is told of a text that they must not know of, and no log shows it.
    also={"access_auditevent": f"object_type <> 'BroughtIn' OR {sees('origins_broughtin', 'object_id')}"},
    stays_but={
        "origins_broughtin": (
            "is_of_others_too", "recorded_people", "consent", "consent_words", "is_limited", "why_limited", "entry_id",
            "finished_by_id", "finished_at", "withdrawn_at", "withdrawn_by_id", "withdrawn_because",
        ),
        "origins_passage": (
            "origin", "outcome", "as_checked", "struck_for", "struck_words", "checked_by_id", "checked_at",
            "changed_by_id", "changed_at", "version",
        ),
        "origins_keptfrom": ("person_id",),
    },
    may_go=("origins_keptfrom", "origins_mayread"),
)  # fmt: skip
