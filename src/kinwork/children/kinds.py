"""The kinds of fact that a child's record holds: in which part of it, what is asked, and by which words."""

from __future__ import annotations

from dataclasses import dataclass

from . import models


@dataclass(frozen=True)
class Section:
    """A part of a child's record."""

    key: str
    title: str


NEED = Section("need", "In need")
PROTECTION = Section("protection", "Protection")
COURT = Section("court", "Before and at court")
CARE = Section("care", "Looked after")
HEALTH = Section("health", "Health")
SCHOOL = Section("school", "School")
MISSING = Section("missing", "Missing")
ADOPTION = Section("adoption", "Adoption")
LEAVING = Section("leaving", "Leaving care")
ABOUT = Section("about", "About the child")
SECTIONS = (NEED, PROTECTION, COURT, CARE, HEALTH, SCHOOL, MISSING, ADOPTION, LEAVING, ABOUT)


@dataclass(frozen=True)
class Kind:
    """One kind of fact. ``asks``: its columns in the order of the form, between the day and who said so.

    ``by_decision``: it begins and ends with a decision about what the child is, and only its details are given here.
    """

    key: str
    fact: type[models.Fact]
    section: Section
    add: str  # what the button says
    asks: tuple[str, ...] = ()
    end: str = ""
    by_decision: bool = False
    until_eighteen: bool = True

    @property
    def name(self) -> str:
        return str(self.fact._meta.verbose_name)

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    @property
    def is_period(self) -> bool:
        return issubclass(self.fact, models.Period)

    @property
    def day_column(self) -> str:
        return "started_on" if self.is_period else "on"

    @property
    def at_end(self) -> tuple[str, ...]:
        return self.fact.AT_END if issubclass(self.fact, models.Period) else ()


KINDS = {
    kind.key: kind
    for kind in (
        Kind("episode", models.Episode, NEED, "Record a referral", ("source", "need"), end="Close"),
        Kind(
            "assessment",
            models.Assessment,
            NEED,
            "Start an assessment",
            ("review_point_on",),
            end="Complete",
        ),
        Kind("need_plan", models.NeedPlan, NEED, "", ("kind",), by_decision=True),
        Kind("need_review", models.NeedReview, NEED, "Record a review of the plan"),
        Kind(
            "strategy_discussion",
            models.StrategyDiscussion,
            PROTECTION,
            "Record a strategy discussion",
            ("took_part", "begins_enquiry"),
        ),
        Kind("enquiry", models.Enquiry, PROTECTION, "", end="Complete"),
        Kind(
            "conference",
            models.Conference,
            PROTECTION,
            "Record a conference",
            ("kind", "chair", "participation", "has_plan"),
        ),
        Kind("protection_plan", models.ProtectionPlan, PROTECTION, "", ("previous_plans",), by_decision=True),
        Kind("plan_category", models.PlanCategory, PROTECTION, "", by_decision=True),
        Kind("core_group", models.CoreGroup, PROTECTION, "Record a core group", ("took_part",)),
        Kind(
            "care_period",
            models.CarePeriod,
            CARE,
            "",
            ("need", "home_postcode", "end_reason", "destination"),
            by_decision=True,
        ),
        Kind("legal_status", models.LegalStatus, CARE, "", by_decision=True),
        Kind(
            "placement",
            models.Placement,
            CARE,
            "Record a placement",
            ("place", "type", "provider", "urn", "postcode", "is_same_carer", "is_to_eighteen"),
            end="End",
        ),
        Kind("care_review", models.CareReview, CARE, "Record a review", ("chair", "participation")),
        Kind("care_plan", models.CarePlan, CARE, "Record a care plan", ("permanence",)),
        Kind("placement_plan", models.PlacementPlan, CARE, "Record a placement plan"),
        Kind("placement_notice", models.PlacementNotice, CARE, "Record who was told about the placement", ("told",)),
        Kind(
            "connected_approval",
            models.ConnectedApproval,
            CARE,
            "Record a temporary approval",
            ("carer", "is_extended"),
            end="End",
        ),
        Kind("previous_order", models.PreviousOrder, CARE, "Record an earlier order", ("kind", "authority", "ordered")),
        Kind("unaccompanied", models.Unaccompanied, CARE, "Record as unaccompanied", end="End"),
        Kind(
            "liberty_order",
            models.LibertyOrder,
            CARE,
            "Record a deprivation of liberty",
            end="End",
        ),
        Kind("decision_to_apply", models.DecisionToApply, COURT, "Record the decision to apply"),
        Kind(
            "pre_proceedings",
            models.PreProceedings,
            COURT,
            "Record a letter before proceedings",
            ("first_meeting_on", "meetings", "has_lawyer"),
            end="End",
        ),
        Kind(
            "family_meeting_offer",
            models.FamilyMeetingOffer,
            COURT,
            "Record the offer of a family meeting",
            ("answer", "is_in_letter"),
        ),
        Kind(
            "family_meeting",
            models.FamilyMeeting,
            COURT,
            "Record a family meeting",
            ("took_part", "proposal", "answer"),
        ),
        Kind(
            "application",
            models.Application,
            COURT,
            "Record an application",
            ("kind", "number"),
            end="End",
        ),
        Kind("hearing", models.Hearing, COURT, "Record a hearing", ("kind",)),
        Kind("order", models.Order, COURT, "Record an order", ("name",), end="End"),
        Kind("health", models.Health, HEALTH, "Record a health check", ("kind",)),
        Kind(
            "difficulties",
            models.DifficultiesScore,
            HEALTH,
            "Record a strengths and difficulties total",
            ("score", "no_score"),
        ),
        Kind(
            "no_pupil_number",
            models.NoPupilNumber,
            SCHOOL,
            "Record why there is no UPN",
            ("reason",),
            end="End",
            until_eighteen=False,
        ),
        Kind(
            "school",
            models.School,
            SCHOOL,
            "Record a school",
            ("name", "kind", "urn", "is_second", "is_reduced"),
            end="Left",
            until_eighteen=False,
        ),
        # What was recorded before schools were recorded from day to day.
        Kind("school_move", models.SchoolMove, SCHOOL, "", ("school",)),
        Kind("education_plan", models.EducationPlan, SCHOOL, "Record a personal education plan", ("is_ready",)),
        Kind(
            "sen_support",
            models.SenSupport,
            SCHOOL,
            "Record SEN support",
            ("need", "other_needs"),
            end="End",
            until_eighteen=False,
        ),
        Kind(
            "ehc_request",
            models.EhcRequest,
            SCHOOL,
            "Record a request for an EHC assessment",
            ("asked_by",),
            end="Record what was decided",
            until_eighteen=False,
        ),
        Kind(
            "ehc_assessment",
            models.EhcAssessment,
            SCHOOL,
            "Record an EHC assessment",
            end="Record what was decided",
            until_eighteen=False,
        ),
        Kind(
            "ehc_plan",
            models.EhcPlan,
            SCHOOL,
            "Record an EHC plan",
            ("need", "other_needs", "names", "authority"),
            end="It ceased",
            until_eighteen=False,
        ),
        Kind(
            "ehc_review",
            models.EhcReview,
            SCHOOL,
            "Record a review of the EHC plan",
            ("is_changed",),
            until_eighteen=False,
        ),
        Kind("substance_use", models.SubstanceUse, HEALTH, "Record substance use", ("is_offered", "is_received")),
        Kind("conviction", models.Conviction, HEALTH, "Record a conviction"),
        Kind(
            "missing",
            models.Missing,
            MISSING,
            "Record as missing",
            ("kind", "started_at"),
            end="Came back",
        ),
        Kind("return_interview", models.ReturnInterview, MISSING, "Record a return interview", ("is_accepted",)),
        Kind(
            "adoption_decision",
            models.AdoptionDecision,
            ADOPTION,
            "Record the decision for adoption",
            end="Reverse",
        ),
        Kind(
            "adoption_match",
            models.AdoptionMatch,
            ADOPTION,
            "Record a match",
            ("household_id", "were_carers"),
        ),
        Kind("adoption_disruption", models.AdoptionDisruption, ADOPTION, "Record that the placement broke down"),
        # Recorded on a page of its own: more follows from it.
        Kind(
            "adoption_order",
            models.AdoptionOrder,
            ADOPTION,
            "",
            ("household_id", "court", "is_consent_dispensed"),
        ),
        Kind(
            "leaver_eligibility",
            models.LeaverEligibility,
            LEAVING,
            "Record an entitlement",
            ("kind",),
            until_eighteen=False,
        ),
        Kind("leaving_needs", models.LeavingNeeds, LEAVING, "Record the assessment of needs", until_eighteen=False),
        Kind("pathway_plan", models.PathwayPlan, LEAVING, "Record a pathway plan", until_eighteen=False),
        Kind(
            "adviser",
            models.Adviser,
            LEAVING,
            "Name the personal adviser",
            ("name",),
            end="End",
            until_eighteen=False,
        ),
        Kind("adviser_visit", models.AdviserVisit, LEAVING, "Record an adviser’s visit", until_eighteen=False),
        Kind(
            "provided_home",
            models.ProvidedHome,
            LEAVING,
            "Record accommodation that we provide",
            ("place",),
            end="End",
            until_eighteen=False,
        ),
        Kind(
            "leaver_contact",
            models.LeaverContact,
            LEAVING,
            "Record a contact",
            ("in_touch", "activity", "home", "is_suitable"),
            until_eighteen=False,
        ),
        Kind(
            "private_fostering",
            models.PrivateFostering,
            ABOUT,
            "Record private fostering",
            ("carer",),
            end="End",
        ),
        Kind(
            "private_fostering_visit",
            models.FosteringVisit,
            ABOUT,
            "Record a visit in private fostering",
            ("is_alone",),
        ),
        Kind("incident", models.Incident, ABOUT, "Record a serious incident", ("notified_on", "reviewed_on")),
        Kind(
            "moved_in",
            models.MovedIn,
            ABOUT,
            "Record a move from another authority",
            ("authority", "status", "documents_on"),
        ),
        Kind(
            "moved_away",
            models.MovedAway,
            ABOUT,
            "Record a move to another authority",
            ("authority", "told_on", "documents_on", "accepted_on"),
        ),
        Kind(
            "named_worker",
            models.NamedWorker,
            ABOUT,
            "Name the social worker",
            ("worker_id", "registration", "change"),
            end="End",
            until_eighteen=False,
        ),
        Kind("leaving_care", models.LeavingCare, LEAVING, "", by_decision=True, until_eighteen=False),
        Kind("disabilities", models.Disabilities, ABOUT, "Record disabilities", ("codes",), until_eighteen=False),
    )
}
