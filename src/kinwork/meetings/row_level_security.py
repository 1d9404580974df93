"""Rows of what is talked of in meetings, family by family."""

from __future__ import annotations

from kinwork.row_level_security import EVERYTHING, Policy, Tables, of_family, of_family_or_none, sees, through

# How a box stood before: of the row that the box belongs to.
_BOXES = {
    "passage": "meetings_passage",
    "hypothesis": "meetings_hypothesis",
    "conversation": "meetings_plannedconversation",
    "decision": "meetings_decision",
}
_OF_BOX = " ".join(f"WHEN '{box}' THEN {sees(table, 'object_id')}" for box, table in _BOXES.items())
_OF_DISCUSSION = (
    "meetings_decision", "meetings_minute", "meetings_withdrawnminute", "meetings_passage",
)  # fmt: skip

TABLES = Tables(
    policies={
        **{
            f"meetings_{thing}": of_family()
            for thing in ("agendaitem", "broughtforward", "discussion", "hypothesis", "plannedconversation", "task")
        },
        **{table: through(table, discussion_id="meetings_discussion") for table in _OF_DISCUSSION},
        "meetings_amendment": through("meetings_amendment", minute_id="meetings_minute"),
        "meetings_hypothesischange": through(
            "meetings_hypothesischange", discussion_id="meetings_discussion", hypothesis_id="meetings_hypothesis"
        ),
        "meetings_plannedconversation_people": through(
            "meetings_plannedconversation_people", plannedconversation_id="meetings_plannedconversation"
        ),
        "meetings_step": through(
            "meetings_step",
            task_id="meetings_task",
            conversation_id="meetings_plannedconversation",
            discussion_id="meetings_discussion",
        ),
        "meetings_revision": Policy(f"CASE split_part(box, '.', 1) {_OF_BOX} ELSE true END", EVERYTHING),
        # What can be taken back in a meeting says what was done to a family, to who may know of it.
        "meetings_undoable": of_family_or_none(),
    },
    append_only=(
        "meetings_minute", "meetings_amendment", "meetings_revision", "meetings_step", "meetings_hypothesischange",
    ),
    read_only=("meetings_reopening", "meetings_withdrawnminute"),
    stays_but={"meetings_undoable": ("undone_by_id", "undone_at")},
    may_go=(
        "meetings_agendaitem", "meetings_attendance", "meetings_hypothesis", "meetings_plannedconversation",
        "meetings_plannedconversation_people", "meetings_decision",
    ),
)  # fmt: skip
