"""Everything that Kinwork lets somebody do. One line each; roles.py says who."""

from enum import StrEnum


class Permission(StrEnum):
    SEE_UNIT = "see_unit"
    SEE_FAMILY = "see_family"
    EDIT_FAMILY = "edit_family"
    OPEN_FAMILY = "open_family"
    CLOSE_FAMILY = "close_family"
    TRANSFER_FAMILY = "transfer_family"  # offer it to another unit, take or return what is offered
    DECIDE_TRANSFER = "decide_transfer"  # between units that do not agree, of both of which one answers
    OPEN_MEETING = "open_meeting"
    ORDER_AGENDA = "order_agenda"
    WRITE_MINUTES = "write_minutes"
    DRAFT_DECISION = "draft_decision"
    DECIDE = "decide"
    APPROVE = "approve"  # what others have done: completed assessments, care plans and their like
    DECIDE_STATUS = "decide_status"  # that a child is looked after, or has a protection plan; and that it ends
    CLOSE_MEETING = "close_meeting"
    AMEND_MINUTES = "amend_minutes"
    DO_TASK = "do_task"
    RATE_DISCUSSION = "rate_discussion"
    KEEP_TRAINING = "keep_training"  # enter who took which days of training
    SUPPORT_STAFF = "support_staff"  # see the inductions, coaching and supervision of colleagues in the unit
    NAME_DEPUTY = "name_deputy"
    STAFF_UNIT = "staff_unit"
    ARRANGE_COVER = "arrange_cover"  # note who is away, and who of another unit stands in for them

    # -- anywhere in the service
    SEARCH = "search"  # find families by name: the least that shows whether it is the right one
    OPEN_WITH_REASON = "open_with_reason"  # a family of another unit, for a while, visible to its unit
    OPEN_IN_EMERGENCY = "open_in_emergency"  # anything, for a while; its guardian is told at once and reviews it
    # -- at the front door
    TAKE_CONTACT = "take_contact"  # write down and see what comes in, tell the caller what came of it
    DECIDE_CONTACT = "decide_contact"  # what becomes of it: nothing, advice, help, a referral, a strategy discussion
    # -- looking after the records
    SEE_READERS = "see_readers"  # who has looked at this family, and what was changed
    REVIEW_OPENING = "review_opening"
    RESTRICT_FAMILY = "restrict_family"
    SEE_CONFIDENTIAL = "see_confidential"  # an address that must not become known: shown when asked for, and noted
    MERGE_PEOPLE = "merge_people"  # two records of one person, in whose every family one may do this
    SEE_STAFF_LOG = "see_staff_log"  # what has this person looked at
    SAY_WHO_KNOWS = "say_who_knows"  # entries for named staff only, sharing with partners, answers to studies
    SEE_SHARED = "see_shared"  # what has been shared with them of a named family, and nothing else
    ANSWER_REQUESTS = "answer_requests"  # who asks for their own record: registers, names who goes through it, checks
    KEEP_RECORDS = "keep_records"  # see whose time has come, hold records, propose to erase one
    ERASE_RECORDS = "erase_records"  # decide, as a second person, that a record is erased; lift a hold
    # -- practice that is observed or recorded
    CODE_SESSIONS = "code_sessions"  # hear recordings of people whom one does not know, and code them
    RUN_CODING = "run_coding"  # share coded twice, training set, who codes what, agreement; no worker's codes
    # -- without families
    SEE_NUMBERS = "see_numbers"
    SEND_RETURNS = "send_returns"  # look at the statutory returns as a whole, keep and fetch what is sent
    KEEP_FIGURES = "keep_figures"  # enter what the record does not hold: population, agency staff, days of sickness
    DRAW_EXTRACT = "draw_extract"  # have the pseudonymised extract of the whole authority drawn
    RUN_STUDIES = "run_studies"  # make and close studies, name who evaluates
    KEEP_STUDY_KEY = "keep_study_key"  # see which family a code of a study is: each look with its reason, and logged
    DRAW_DATA = "draw_data"  # of consenting families, without names, for the studies that one is named for
    MANAGE_ACCOUNTS = "manage_accounts"
    INVITE_PEOPLE = "invite_people"
    SET_UP_SERVICE = "set_up_service"  # units and their posts, meeting days, buddies, duty
    SET_RULES = "set_rules"
