"""What guardians and those who are named hear of: emergencies, and records that were restricted."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

EMERGENCY = Kind(
    key="emergency_opening",
    sentence="{who} opened this record in an emergency",
    summary="somebody has opened a record that you look after, in an emergency. Please review it in Kinwork",
    link="/family/{family}/readers/",
    link_by_name="/reviews/",
    is_urgent=True,
    is_always_mailed=True,
    is_grave=True,
    beyond_reach=True,
)
LOOKED_FOR = Kind(
    key="emergency_search",
    sentence="{who} found this restricted record by an emergency search",
    summary="a restricted record that you guard was found by an emergency search",
    link="",
    is_urgent=True,
    is_always_mailed=True,
    is_grave=True,
    beyond_reach=True,
)
RESTRICTED = Kind(
    key="family_restricted",
    sentence="{who} restricted this family: only those who are named may know of it, and you are one of them",
    summary="a family was restricted, and you are among those who may know of it",
    is_grave=True,
    beyond_reach=True,
)
KINDS = (EMERGENCY, LOOKED_FOR, RESTRICTED)
