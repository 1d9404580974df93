"""Rows of meetings about a family: there for whoever sees the involvement in which they were arranged."""

from __future__ import annotations

from kinwork.row_level_security import Tables, and_also, sees, through, with_history

_OF_MEETING = (
    "formal_meetings_move",
    "formal_meetings_made",
    *with_history("formal_meetings_invitation", "formal_meetings_report", "formal_meetings_view"),
)

# A meeting about nobody but children whose record is sealed.
_UNSEALED = "((SELECT kinwork_sealed() = '{}') OR NOT kinwork_meets_about_sealed(id))"

TABLES = Tables(
    policies={
        **{
            table: and_also(through(table, involvement_id="cases_involvement"), _UNSEALED)
            for table in with_history("formal_meetings_formalmeeting")
        },
        "formal_meetings_formalmeeting_children": through(
            "formal_meetings_formalmeeting_children", formalmeeting_id="formal_meetings_formalmeeting"
        ),
        **{table: through(table, meeting_id="formal_meetings_formalmeeting") for table in _OF_MEETING},
        "formal_meetings_agreed": through(
            "formal_meetings_agreed", meeting_id="formal_meetings_formalmeeting", task_id="meetings_task"
        ),
    },
    # How a box stood before: of the row that the box belongs to.
    also={
        "meetings_revision": "CASE split_part(box, '.', 1) "
        f"WHEN 'formal' THEN {sees('formal_meetings_formalmeeting', 'object_id')} "
        f"WHEN 'view' THEN {sees('formal_meetings_view', 'object_id')} ELSE true END"
    },
    append_only=("formal_meetings_move", "formal_meetings_made", "formal_meetings_agreed"),
    may_go=("formal_meetings_formalmeeting_children",),
)
