"""Rows of meetings about a family: there for whoever sees the involvement in which they were arranged."""

from __future__ import annotations

from kinwork.row_level_security import Tables, and_also, sees, through, through_sealed, unsealed, with_history

_OF_MEETING = (
    "formal_meetings_move",
    "formal_meetings_made",
    *with_history("formal_meetings_report"),
)

# A meeting about nobody but children whose record is sealed.
_UNSEALED = "((SELECT kinwork_sealed() = '{}') OR NOT kinwork_meets_about_sealed(id))"
# Who was asked, or said what they want the meeting to know: neither the child nor who adopted them.
_ASKED = (
    "((SELECT kinwork_sealed() = '{}') "
    "OR NOT coalesce(kinwork_at_meeting_of_sealed(meeting_id, person_id, name, invited_at), false))"
)
_HEARD = (
    f"{unsealed()} AND ((SELECT kinwork_sealed() = '{{}}') "
    "OR NOT coalesce(kinwork_at_meeting_of_sealed(meeting_id, person_id, '', NULL), false))"
)

TABLES = Tables(
    policies={
        **{
            table: and_also(through(table, involvement_id="cases_involvement"), _UNSEALED)
            for table in with_history("formal_meetings_formalmeeting")
        },
        "formal_meetings_formalmeeting_children": through_sealed(
            "formal_meetings_formalmeeting_children", formalmeeting_id="formal_meetings_formalmeeting"
        ),
        **{table: through_sealed(table, meeting_id="formal_meetings_formalmeeting") for table in _OF_MEETING},
        **{
            table: and_also(through_sealed(table, meeting_id="formal_meetings_formalmeeting"), more)
            for of, more in (("formal_meetings_invitation", _ASKED), ("formal_meetings_view", _HEARD))
            for table in with_history(of)
        },
        "formal_meetings_agreed": through_sealed(
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
