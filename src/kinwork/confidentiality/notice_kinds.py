"""What guardians and those who are named hear of: emergencies, and records that were restricted."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

EMERGENCY = Kind(
    key="emergency_opening",
    sentence="{who} opened this record in an emergency",
    summary="someone has opened a record that you are responsible for, in an emergency. Please review it in Kinwork",
    link="/family/{family}/readers/",
    link_by_name="/reviews/",
    is_urgent=True,
    is_always_mailed=True,
    is_grave=True,
    beyond_reach=True,
)
LOOKED_FOR = Kind(
    key="emergency_search",
    sentence="{who} found this restricted record in an emergency search",
    summary="a restricted record that you are guardian of was found in an emergency search",
    link="",
    is_urgent=True,
    is_always_mailed=True,
    is_grave=True,
    beyond_reach=True,
)
RESTRICTED = Kind(
    key="family_restricted",
    sentence="{who} restricted this family: only the people named may see it, and you are one of them",
    summary="a family was restricted, and you are one of those who may see it",
    is_grave=True,
    beyond_reach=True,
)
KINDS = (EMERGENCY, LOOKED_FOR, RESTRICTED)
