"""Who hears what came of what a family said."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

ANSWERED = Kind(
    key="face_comment_answered",
    sentence="{who} answered what the family said about a page in plain words",
    summary="an answer to what a family said about a page in plain words",
    link="/family/{family}/plain/{thing}/",
)
BY_LINK = Kind(
    key="answer_by_link",
    sentence="What you asked for by a link has been written",
    summary="an answer to what you asked for by a link",
    link="/family/{family}/entries/#entry-{thing}",
)
OWN_PAGE = Kind(
    key="own_page_by_link",
    sentence="A child wrote on their own page by the link that you sent",
    summary="what a child wrote on their own page",
    link="/family/{family}/child/{thing}/own-page/",
)
KINDS = (ANSWERED, BY_LINK, OWN_PAGE)
