"""Who may do what, as a table for people."""

from __future__ import annotations

# Who may do what with the unit Rowan and its families, read like a table: the unit's own roles, the service-wide ones,
# then a deputy, the buddy unit’s CSW, a strange unit’s CSW, and a strange unit’s social worker who covers for one here.
TABLE = """
                  csw sw cp clinician uc gm hos chair frontdoor edt qa blind_coder analyst evaluator partner sysadmin deputy buddy stranger cover
see_unit          y   y  y  y         y  y  y   -     -         -   -  -          -       -         -       -        y      y     -        y
see_family        y   y  y  y         y  y  y   -     -         -   -  -          -       -         -       -        y      y     -        y
edit_family       y   y  y  y         y  y  -   -     -         -   -  -          -       -         -       -        y      y     -        y
open_family       y   -  -  -         y  y  -   -     y         -   -  -          -       -         -       -        y      -     -        -
close_family      y   -  -  -         -  y  -   -     -         -   -  -          -       -         -       -        y      -     -        -
transfer_family   y   -  -  -         -  y  y   -     -         -   -  -          -       -         -       -        y      -     -        -
decide_transfer   -   -  -  -         -  y  y   -     -         -   -  -          -       -         -       -        -      -     -        -
open_meeting      y   -  -  -         y  y  -   -     -         -   -  -          -       -         -       -        y      -     -        -
order_agenda      y   -  -  -         y  y  -   -     -         -   -  -          -       -         -       -        y      -     -        -
write_minutes     y   y  y  y         y  y  -   -     -         -   -  -          -       -         -       -        y      y     -        y
draft_decision    y   y  y  y         y  y  -   -     -         -   -  -          -       -         -       -        y      -     -        y
decide            y   -  -  -         -  y  -   -     -         -   -  -          -       -         -       -        y      -     -        -
approve           y   -  -  -         -  y  y   -     -         -   -  -          -       -         -       -        y      -     -        -
decide_status     y   -  -  -         -  y  y   y     -         -   -  -          -       -         -       -        y      -     -        -
close_meeting     y   -  -  -         -  y  -   -     -         -   -  -          -       -         -       -        y      -     -        -
amend_minutes     y   y  y  y         y  y  -   -     -         -   -  -          -       -         -       -        y      -     -        y
do_task           y   y  y  y         y  y  -   -     -         -   -  -          -       -         -       -        y      y     -        y
rate_discussion   y   y  y  y         y  y  -   -     -         -   -  -          -       -         -       -        y      -     -        -
keep_training     y   -  -  -         y  y  y   -     -         -   -  -           -       -         -       -        -      -     -        -
support_staff     y   -  -  -         -  -  -   -     -         -   -  -           -       -         -       -        -      -     -        -
keep_training     y   -  -  -         y  y  y   -     -         -   -  -          -       -         -       -        -      -     -        -
support_staff     y   -  -  -         -  -  -   -     -         -   -  -          -       -         -       -        -      -     -        -
name_deputy       y   -  -  -         -  y  -   -     -         -   -  -          -       -         -       -        -      -     -        -
staff_unit        -   -  -  -         -  y  y   -     -         -   -  -          -       -         -       -        -      -     -        -
arrange_cover     y   -  -  -         -  y  y   -     -         -   -  -          -       -         -       -        -      -     -        -
search            y   y  y  y         y  y  y   y     y         y   y  -          -       -         -       -        y      y     y        y
open_with_reason  y   y  y  y         y  y  y   y     y         y   y  -          -       -         -       -        y      y     y        y
open_in_emergency y   y  y  y         y  y  y   -     y         y   -  -          -       -         -       -        y      y     y        y
take_contact      -   -  -  -         -  y  y   -     y         y   -  -          -       -         -       -        -      -     -        -
decide_contact    -   -  -  -         -  y  y   -     y         y   -  -          -       -         -       -        -      -     -        -
see_readers       y   y  y  y         y  y  y   -     -         -   -  -          -       -         -       -        y      -     -        y
review_opening    y   -  -  -         -  y  y   -     -         -   -  -          -       -         -       -        -      -     -        -
restrict_family   -   -  -  -         -  y  y   -     -         -   -  -          -       -         -       -        -      -     -        -
see_confidential  y   y  y  y         y  y  -   -     -         -   -  -          -       -         -       -        y      y     -        y
say_who_knows     y   y  y  y         y  y  -   -     -         -   -  -          -       -         -       -        y      -     -        -
merge_people      y   -  -  -         y  y  y   -     -         -   -  -          -       -         -       -        y      -     -        -
see_staff_log     -   -  -  -         -  y  y   -     -         -   -  -          -       -         -       -        -      -     -        -
see_numbers       y   y  y  y         y  y  y   -     -         -   y  -          y       -         -       -        y      -     -        y
send_returns      -   -  -  -         -  -  y   -     -         -   -  -           y       -         -       -        -      -     -        -
keep_figures      -   -  -  -         -  -  y   -     -         -   -  -           y       -         -       -        -      -     -        -
draw_extract      -   -  -  -         -  -  y   -     -         -   -  -           -       -         -       -        -      -     -        -
keep_figures      -   -  -  -         -  -  y   -     -         -   -  -          y       -         -       -        -      -     -        -
draw_extract      -   -  -  -         -  -  y   -     -         -   -  -          -       -         -       -        -      -     -        -
see_shared        -   -  -  -         -  -  -   -     -         -   -  -          -       -         y       -        -      -     -        -
answer_requests   -   -  -  -         -  -  y   -     -         -   -  -          -       -         -       -        -      -     -        -
keep_records      -   -  -  -         -  -  y   -     -         -   y  -          -       -         -       -        -      -     -        -
erase_records     -   -  -  -         -  -  y   -     -         -   -  -          -       -         -       -        -      -     -        -
code_sessions     -   -  -  -         -  -  -   -     -         -   y  y          -       -         -       -        -      -     -        -
run_coding        -   -  -  -         -  -  -   -     -         -   y  -          -       -         -       -        -      -     -        -
run_studies       -   -  -  -         -  -  y   -     -         -   -  -          -       -         -       -        -      -     -        -
keep_study_key    -   -  -  -         -  -  -   -     -         -   y  -           -       -         -       -        -      -     -        -
keep_study_key     -   -  -  -         -  -  -   -     -         -   y  -          -       -         -       -        -      -     -        -
draw_data         -   -  -  -         -  -  -   -     -         -   -  -          -       y         -       -        -      -     -        -
manage_accounts   -   -  -  -         -  -  -   -     -         -   -  -          -       -         -       y        -      -     -        -
invite_people     -   -  -  -         -  -  y   -     -         -   -  -          -       -         -       y        -      -     -        -
set_up_service    -   -  -  -         -  -  y   -     -         -   -  -          -       -         -       y        -      -     -        -
set_rules         -   -  -  -         -  -  y   -     -         -   -  -          -       -         -       -        -      -     -        -
"""  # noqa: E501 -- a table


def permission_table() -> dict[str, dict[str, str]]:
    """``y`` or ``-`` by permission and by who asks."""
    head, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return {row[0]: dict(zip(head, row[1:], strict=True)) for row in rows}
