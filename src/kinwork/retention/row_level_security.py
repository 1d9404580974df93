"""Rows of keeping and erasing: there with the family that they are of; what was signed stays, and each signs alone."""

from __future__ import annotations

from kinwork.row_level_security import EVERYTHING, HIDDEN, Policy, Tables, of_family_or_none

# Each signs in their own name: the proposal by whoever proposes, the answer by whoever answers.
_SIGNED = "(answer = '' AND by_id = kinwork_user()) OR (answer <> '' AND answered_by_id = kinwork_user())"

TABLES = Tables(
    policies={
        "retention_hold": of_family_or_none(),
        "retention_proposal": Policy(
            f"family_id <> ALL ({HIDDEN}) AND NOT (family_ids && {HIDDEN})",
            f"family_id <> ALL ({HIDDEN}) AND ({_SIGNED})",
        ),
        # No record of anybody any more.
        "retention_erased": Policy(EVERYTHING),
    },
    # Written by the function alone that erases (sql/erasing.sql).
    read_only=("retention_erased",),
    stays_but={
        "retention_localperiod": ("ended_at", "ended_by_id"),
        "retention_hold": ("lifted_at", "lifted_by_id", "lifted_because"),
        "retention_proposal": ("answer", "answered_by_id", "answered_at", "because"),
    },
)
