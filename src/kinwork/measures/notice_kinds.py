"""What a unit hears of when a family said how the work is."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

FEEDBACK_CAME = Kind(
    key="feedback_came",
    sentence="A family member said how the work is: it is on the next agenda",
    summary="a family member said how the work is",
    link="/family/{family}/measures/{thing}/",
)
KINDS = (FEEDBACK_CAME,)
