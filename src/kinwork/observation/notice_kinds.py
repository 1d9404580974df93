"""A worker hears that a session of theirs was coded: they alone, and not by which coder."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

FEEDBACK = Kind(
    key="practice_feedback",
    sentence="A session of yours was coded. Only you can read what was given, until you release it",
    summary="feedback on your practice, which only you can read",
    link="/my-practice/",
)
KINDS = (FEEDBACK,)
