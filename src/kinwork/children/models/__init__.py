"""The facts of a child's record."""

from .care import CarePeriod, CareReview, LeavingCare, LegalStatus, Placement
from .codes import (
    TEMPORARY,
    Abuse,
    CareEnd,
    EpisodeEnd,
    LegalStatusCode,
    Participation,
    PlacementChange,
    PlacementType,
    PrimaryNeed,
    Provider,
    ReferralSource,
)
from .fact import STANDS, Fact, OnADay, Period
from .need import Assessment, AssessmentOutcome, Disabilities, Episode, NeedPlan, NeedPlanKind, NeedReview
from .protection import (
    Conference,
    ConferenceKind,
    CoreGroup,
    Enquiry,
    EnquiryOutcome,
    PlanCategory,
    ProtectionPlan,
    StrategyDiscussion,
)

__all__ = [
    "STANDS", "TEMPORARY", "Abuse", "Assessment", "AssessmentOutcome", "CareEnd", "CarePeriod", "CareReview",
    "Conference", "ConferenceKind", "CoreGroup", "Disabilities", "Enquiry", "EnquiryOutcome", "Episode", "EpisodeEnd",
    "Fact", "LeavingCare", "LegalStatus", "LegalStatusCode", "NeedPlan", "NeedPlanKind", "NeedReview", "OnADay",
    "Participation", "Period", "Placement", "PlacementChange", "PlacementType", "PlanCategory", "PrimaryNeed",
    "ProtectionPlan", "Provider", "ReferralSource", "StrategyDiscussion",
]  # fmt: skip
