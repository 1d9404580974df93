"""Who hears what came of what a family said."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

ANSWERED = Kind(
    key="face_comment_answered",
    sentence="{who} answered what the family said about a page in plain words",
    summary="an answer to what a family said about a page in plain words",
    link="/family/{family}/plain/{thing}/",
)
KINDS = (ANSWERED,)
