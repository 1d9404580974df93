"""Findings and explanations: with the child and the family that they are of. What was sent is of everybody."""

from __future__ import annotations

from kinwork.row_level_security import HIDDEN, Policy, Tables, and_also, of_person, unsealed

_OF_CHILD = and_also(
    and_also(of_person("person_id"), unsealed()), f"(family_id IS NULL OR family_id <> ALL ({HIDDEN}))"
)

TABLES = Tables(
    policies={
        "national_returns_finding": _OF_CHILD,
        "national_returns_explanation": _OF_CHILD,
        # For work on the whole record only: whoever something is hidden from does not read it row by row.
        "national_returns_sentfile": Policy("kinwork_hidden() = '{}' AND kinwork_sealed() = '{}'"),
    },
    append_only=("national_returns_sent", "national_returns_sentfile"),
    stays_but={"national_returns_explanation": ("taken_back_at", "taken_back_by_id")},
    may_go=("national_returns_finding",),
)
