"""Rows of transfers: there for whoever may know of the family."""

from __future__ import annotations

from kinwork.row_level_security import Tables, through, with_history

TABLES = Tables(
    policies={
        **{table: through(table, involvement_id="cases_involvement") for table in with_history("transfers_transfer")},
        "transfers_step": through("transfers_step", transfer_id="transfers_transfer"),
        "transfers_pack": through("transfers_pack", transfer_id="transfers_transfer"),
    },
    append_only=("transfers_step", "transfers_pack"),
    stays_but={
        "transfers_transfer": (
            "wanted_from", "state", "since", "times_returned", "raised_on", "raised_because",
            "introduced_on", "introduced_by_whom", "introduced_told", "done_on",
        ),
    },
)  # fmt: skip
