"""What units are told of studies: that some of their families were drawn, and what is to be filled in."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

DRAWN = Kind(
    key="study_drawn",
    sentence="Families of your unit were drawn by chance for a study: ask them whether they take part",
    summary="families of your unit were drawn for a study",
    link="/study/{thing}/families/",
)
TO_FILL_IN = Kind(
    key="study_to_fill_in",
    sentence="A family that takes part in a study has something to fill in",
    summary="a family that takes part in a study has something to fill in",
    link="/family/{family}/study/{thing}/",
)
KINDS = (DRAWN, TO_FILL_IN)
