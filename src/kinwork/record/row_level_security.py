"""Rows of what happened. An entry may be limited, and with it what belongs to it or tells of it (docs/adr/0040)."""

from __future__ import annotations

from kinwork.row_level_security import HIDDEN, Policy, Tables, and_also, of_family, sees, unsealed, with_history

_MINE = "by_id = kinwork_user() OR kinwork_is_reader(id, family_id)"
# What happened with nobody but a child whose record is sealed: their visits in the new family.
_UNSEALED = "((SELECT kinwork_sealed() = '{}') OR NOT kinwork_is_of_sealed(id))"
_MEMBER = "((SELECT kinwork_sealed() = '{}') OR NOT kinwork_tells_of_sealed(family_id, person_id))"
_OF_ENTRY = (
    "record_seen",
    "record_notseen",
    "record_present",
    "record_confirmation",
    "record_writingtime",
    "record_entryamendment",
    *with_history("record_hiddenfrom", "record_reader"),
)
_IS_KNOWN = f"object_type <> 'Entry' OR {sees('record_entry', 'object_id')}"

TABLES = Tables(
    policies={
        "record_entry": Policy(f"family_id <> ALL ({HIDDEN}) AND (NOT is_limited OR {_MINE}) AND {_UNSEALED}"),
        "record_entryevent": Policy(sees("record_entry", "record_entryevent.id")),
        **{table: Policy(sees("record_entry", f"{table}.entry_id")) for table in _OF_ENTRY},
        # Whoever is hidden is in hidden families only: the family's wall is their wall too. A child whose record is
        # sealed is nobody whom the unit sees any more (seen.py).
        "record_lastseen": and_also(and_also(of_family(), unsealed()), _MEMBER),
        # What is half said is nobody else's to read; and of a family that is hidden from its writer, not theirs either.
        "record_entrydraft": and_also(of_family(), "by_id = kinwork_user()"),
        # A file is there for whoever sees the entry; until there is one, for whoever writes it.
        "record_attachment": Policy(
            f"CASE WHEN entry_id IS NULL THEN {sees('record_entrydraft', 'record_attachment.draft_id')} "
            f"ELSE {sees('record_entry', 'record_attachment.entry_id')} END"
        ),
        **{table: of_family() for table in with_history("record_share")},
        **{
            table: Policy(
                f"{sees('record_entry', f'{table}.entry_id')} AND {sees('record_share', f'{table}.share_id')}"
            )
            for table in with_history("record_sharedentry")
        },
    },
    # Nobody is told of an entry that they must not know of, and no log shows it.
    also=dict.fromkeys(("notices_notice", "access_gravechange", "access_auditevent"), _IS_KNOWN),
    append_only=("record_confirmation", "record_entryamendment", "record_writingtime"),
    read_only=("record_lastseen",),
    stays_but={
        "record_entry": ("is_limited", "why_limited"),
        "record_seen": ("person_id",),
        "record_notseen": ("person_id",),
        "record_present": ("person_id",),
        "record_entrydraft": ("typed", "version", "page", "saved_at", "entry_id", "removed_at"),
        "record_attachment": ("entry_id", "caption", "removed_at"),
        "record_share": ("words", "until", "ended_at", "ended_by_id", "ended_because"),
    },
    may_go=("record_hiddenfrom", "record_reader", "record_sharedentry"),
)
