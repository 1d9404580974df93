"""Everything that Kinwork lets somebody do. One line each; roles.py says who."""

from enum import StrEnum


class Permission(StrEnum):
    SEE_UNIT = "see_unit"
    SEE_FAMILY = "see_family"
    EDIT_FAMILY = "edit_family"
    OPEN_FAMILY = "open_family"
    CLOSE_FAMILY = "close_family"
    OPEN_MEETING = "open_meeting"
    ORDER_AGENDA = "order_agenda"
    WRITE_MINUTES = "write_minutes"
    DRAFT_DECISION = "draft_decision"
    DECIDE = "decide"
    CLOSE_MEETING = "close_meeting"
    AMEND_MINUTES = "amend_minutes"
    DO_TASK = "do_task"
    RATE_DISCUSSION = "rate_discussion"
    NAME_DEPUTY = "name_deputy"
    STAFF_UNIT = "staff_unit"
