"""Events that start, meet and end clocks: which there are, what details each may have, and what they are called."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

NOTHING: Mapping[str, str] = MappingProxyType({})


class Event(NamedTuple):
    """Something that happened to a child on a day.

    ``recorded`` is the day on which it became known, where that is another. ``ref`` is whatever the caller knows it by:
    an obligation hands back the very events that it arose from and was met by.
    """

    kind: str
    date: datetime.date
    time: datetime.time | None = None
    detail: Mapping[str, str] = NOTHING
    recorded: datetime.date | None = None
    ref: object = None

    def says(self, key: str) -> str:
        """A detail, or what stands for its absence."""
        return self.detail.get(key) or DEFAULTS.get(key, "")

    def is_seen_on(self, on: datetime.date) -> bool:
        """Whether it was known by a day; an expected birth is known before it happens."""
        if self.recorded is not None and self.recorded > on:
            return False
        return self.date <= on or (self.kind == "born" and self.says("expected") == "yes")


YES_NO = ("yes", "no")
REGIMES = (
    "ordinary", "parent_unassessed", "temporary_connected", "ico_parent", "care_order_parent", "adoption", "other",
)  # fmt: skip
OUTCOMES = ("nfa", "advice", "early_help", "assessment", "strategy")
DEFAULTS = {
    "expected": "no", "s47": "no", "icpc": "yes", "plan": "yes", "short_breaks": "no", "regime": "ordinary",
    "to_18": "no", "court_plan": "no", "extended": "no",
}  # fmt: skip

Details = dict[str, tuple[str, ...]]
_OUTCOME: Details = {"outcome": OUTCOMES}
_SHORT_BREAKS: Details = {"short_breaks": YES_NO}
_EXTENDED: Details = {"extended": YES_NO}
ANY: tuple[str, ...] = ()
IDS = ("an obligation's id",)
DATES = ("a date",)

# What each is called on a page, and which details it may have with which values.
KINDS: dict[str, tuple[str, Details]] = {
    "born": ("birth", {"expected": YES_NO}),
    "opened": ("opening of the family", {}),
    "closed": ("closing", {}),
    "contact": ("contact", _OUTCOME),
    "referral": ("referral", _OUTCOME),
    "referral_decided": ("decision on the referral", _OUTCOME),
    "assessment_started": ("start of the assessment", {}),
    "assessment_completed": ("end of the assessment", {}),
    "strategy": ("strategy discussion", {"s47": YES_NO}),
    "s47_ended": ("end of the section 47 enquiry", {"icpc": YES_NO}),
    "plan_moved_in": ("documents of a protection plan from another authority", {}),
    "conference_arranged": ("arranged child protection conference", {}),
    "conference_report": ("report to the conference", {}),
    "icpc": ("initial child protection conference", {"plan": YES_NO}),
    "core_group": ("core group", {}),
    "rcpc": ("review child protection conference", {}),
    "cp_plan_ended": ("end of the child protection plan", {}),
    "cp_visit": ("visit to a child on a protection plan", {}),
    "cin_visit": ("visit to a child in need", {}),
    "cin_plan": ("child in need plan", {}),
    "cin_review": ("child in need review", {}),
    "looked_after": ("becoming looked after", _SHORT_BREAKS),
    "left_care": ("leaving care", _SHORT_BREAKS),
    "placement": ("placement", {"regime": REGIMES, "to_18": YES_NO, "court_plan": YES_NO}),
    "placement_regime": ("change of the placement without a move", {"regime": REGIMES, "to_18": YES_NO}),
    "placement_ended": ("end of the placement", {}),
    "care_plan": ("care plan", {}),
    "placement_plan": ("placement plan", {}),
    "placement_notified": ("notice of the placement", {}),
    "lac_visit": ("visit to the child", {}),
    "lac_review": ("looked-after review", {}),
    "health_assessment": ("health assessment", {}),
    "pep_started": ("start of the personal education plan", {}),
    "pep": ("personal education plan", {}),
    "school_move": ("change of school", {}),
    "adoption_authority": ("authority to place for adoption", {}),
    "police_protection": ("police protection", {}),
    "epo": ("emergency protection order", _EXTENDED),
    "cao": ("child assessment order", {}),
    "connected_approved": ("temporary approval of a connected person", _EXTENDED),
    "connected_full_approval": ("full approval of a connected person", {}),
    "intention_to_apply": ("decision to apply to court", {}),
    "letter_before_proceedings": ("letter before proceedings", {}),
    "family_meeting_offered": ("offer of a family meeting, or the decision against one", {}),
    "application_issued": ("issue of the application", {}),
    "final_hearing": ("final hearing", {}),
    "missing": ("going missing", {}),
    "missing_returned": ("return from being missing", {}),
    "return_interview": ("return interview", {}),
    "incident_known": ("knowing of a serious incident", {}),
    "incident_notified": ("notice of a serious incident", {}),
    "rapid_review": ("rapid review", {}),
    "private_fostering_notified": ("notice of private fostering", {}),
    "private_fostering_visit": ("visit to a privately fostered child", {}),
    "private_fostering_ended": ("end of private fostering", {}),
    "eligible": ("becoming eligible for leaving care support", {}),
    "needs_assessment": ("assessment of needs for leaving care", {}),
    "accommodation_provided": ("moving into accommodation that we provide", {}),
    "pa_visit": ("personal adviser's visit", {}),
    "transfer_offered": ("offer to another unit", {}),
    "transfer_answered": ("answer to the offer", {}),
    "unit_discussion": ("discussion in the unit", {}),
    "varied": ("variation", {"obligation": IDS, "until": DATES, "by": ANY, "reason": ANY}),
}
