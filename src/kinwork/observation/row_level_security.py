"""Rows of observed practice: walled like the family; codes are the coder's, the worker's, and whose the worker says."""

from __future__ import annotations

from kinwork.row_level_security import Policy, Tables, of_family_or_none, of_person, sees, unsealed, with_history

_OF_CONSENT = " AND ".join(
    (
        sees("observation_session", "session_id"),
        f"(person_id IS NULL OR {of_person('person_id').using})",
        unsealed(),
    )
)
# No leader, manager or head reads the codes of a worker: neither pages nor a forgotten filter can give them away.
_CODING = f"{sees('observation_session', 'session_id')} AND (coder_id = kinwork_user() OR kinwork_is_told(session_id))"

TABLES = Tables(
    policies={
        **{table: of_family_or_none() for table in with_history("observation_session")},
        **{table: Policy(_OF_CONSENT) for table in with_history("observation_consent")},
        **{
            table: Policy(sees("observation_session", f"{table}.session_id"))
            for table in with_history("observation_recording")
        },
        "observation_recordingkey": Policy(sees("observation_recording", "observation_recordingkey.recording_id")),
        # Whoever assigns adds a coding that is another's, and reads only what is their own.
        **{table: Policy(_CODING, sees("observation_session", "session_id"))
           for table in with_history("observation_coding")},
        **{
            table: Policy(sees("observation_coding", f"{table}.coding_id"))
            for table in with_history("observation_code", "observation_mark")
        },
        **{
            table: Policy("kinwork_is_told(session_id)", sees("observation_session", "session_id"))
            for table in with_history("observation_feedback")
        },
    },
    append_only=("observation_sampling", "observation_certificate"),
    stays_but={
        "observation_session": ("notes", "is_training", "removed_at", "removed_by_id", "removed_because"),
        # Persons: whose two records were found to be one person’s.
        "observation_consent": ("person_id", "withdrawn_at", "withdrawn_by_id"),
        "observation_recording": ("gone_at", "gone_because", "gone_by_id"),
        "observation_recordingkey": ("wrapped",),  # sealed anew, where the installation’s key is changed
        "observation_coding": ("notes", "submitted_at", "given_back_at", "given_back_because"),
        "observation_code": ("value", "is_left_out", "note", "at"),
        "observation_mark": ("item", "words", "removed_at"),
        "observation_feedback": ("seen_at", "released_to_id", "released_at"),
    },
    may_go=("observation_recordingkey",),
)  # fmt: skip
