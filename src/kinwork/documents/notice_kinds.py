"""Who hears that a document waits for their name, or that what they said of one was answered."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

TO_SIGN = Kind(
    key="document_to_sign",
    sentence="{who} asks you to sign a document",
    summary="a document that waits for your signature",
    link="/family/{family}/documents/{thing}/",
)
ANSWERED = Kind(
    key="document_comment_answered",
    sentence="{who} answered what you said about a document",
    summary="an answer to what you said about a document",
    link="/family/{family}/documents/{thing}/",
)
KINDS = (TO_SIGN, ANSWERED)
