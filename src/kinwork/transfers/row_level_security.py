"""Rows of transfers: there for whoever may know of the family."""

from __future__ import annotations

from kinwork.row_level_security import Tables, and_also, through, with_history

# A pack is kept word for word: one that tells of a child whose record is sealed since is not read any more.
_PACK = """((SELECT kinwork_sealed() = '{}') OR NOT kinwork_kept_of_sealed((
    SELECT i.family_id FROM transfers_transfer t JOIN cases_involvement i ON i.id = t.involvement_id
    WHERE t.id = transfer_id), made_at, made_by_id))"""

TABLES = Tables(
    policies={
        **{table: through(table, involvement_id="cases_involvement") for table in with_history("transfers_transfer")},
        "transfers_step": through("transfers_step", transfer_id="transfers_transfer"),
        "transfers_pack": and_also(through("transfers_pack", transfer_id="transfers_transfer"), _PACK),
    },
    append_only=("transfers_step", "transfers_pack"),
    stays_but={
        "transfers_transfer": (
            "wanted_from", "state", "since", "times_returned", "raised_on", "raised_because",
            "introduced_on", "introduced_by_whom", "introduced_told", "done_on",
        ),
    },
)  # fmt: skip
