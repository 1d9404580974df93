"""Who hears of a survey: everyone who is asked, whether they have answered or not, since that is not known."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

INVITED = Kind(
    key="survey_invited",
    sentence="You are asked to fill in a staff survey. No one can tell who answered what",
    summary="a staff survey that you are asked to fill in",
    link="/surveys/{thing}/answer/",
)
REMINDED = Kind(
    key="survey_reminded",
    sentence="A staff survey closes soon. If you have answered it, thank you: there is nothing more to do",
    summary="a staff survey that closes soon",
    link="/surveys/{thing}/answer/",
)
CLOSED = Kind(
    key="survey_closed",
    sentence="What came of a staff survey can be read",
    summary="the results of a staff survey",
    link="/surveys/{thing}/results/",
)
AT_RISK = Kind(
    key="survey_at_risk",
    sentence="Words in a staff survey tell of a child or an adult at risk. If they are yours, act on it now: tell your "
    "consultant or the front door, as on any other day",
    summary="words in a staff survey that tell of someone at risk",
    link="/surveys/{thing}/results/",
    is_urgent=True,
    is_grave=True,
)
KINDS = (INVITED, REMINDED, CLOSED, AT_RISK)
