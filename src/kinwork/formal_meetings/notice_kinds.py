"""What colleagues are told of meetings to which they are asked."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

INVITED = Kind(
    key="meeting_invited",
    sentence="{who} invited you to a meeting about this family",
    summary="you were invited to a meeting",
    link="/my-work/#my-meetings",
    beyond_reach=True,
)
CHANGED = Kind(
    key="meeting_changed",
    sentence="{who} moved a meeting about this family that you are invited to",
    summary="a meeting was moved that you are invited to",
    link="/family/{family}/meetings/{thing}/",
    link_by_name="/my-work/#my-meetings",
    is_urgent=True,
    beyond_reach=True,
)
CANCELLED = Kind(
    key="meeting_cancelled",
    sentence="{who} cancelled a meeting about this family that you were invited to",
    summary="a meeting was cancelled that you were invited to",
    link="/family/{family}/meetings/{thing}/",
    link_by_name="/my-work/#my-meetings",
    is_urgent=True,
    beyond_reach=True,
)
APOLOGIES = Kind(
    key="meeting_apologies",
    sentence="{who} cannot come to a meeting about this family",
    summary="someone cannot come to a meeting that you arranged",
    link="/family/{family}/meetings/{thing}/",
)
KINDS = (INVITED, CHANGED, CANCELLED, APOLOGIES)
