"""Who hears that something waits for them, was returned to them, or has waited too long."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

ASKED = Kind(
    key="approval_asked",
    sentence="{who} has done something that waits for your approval",
    summary="something that waits for your approval",
    link="/approvals/#approval-{thing}",
)
RETURNED = Kind(
    key="approval_returned",
    sentence="{who} returned something to you, and says what has to change",
    summary="something that was returned to you",
    link="/approvals/mine/#approval-{thing}",
    is_urgent=True,
)
WENT_UP = Kind(
    key="approval_went_up",
    sentence="Something has waited too long for approval in {unit}",
    summary="something that has waited too long for approval",
    link="/approvals/#approval-{thing}",
)
KINDS = (ASKED, RETURNED, WENT_UP)
