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
CARE = Section("care", "Looked after")
ABOUT = Section("about", "About the child")
SECTIONS = (NEED, PROTECTION, CARE, ABOUT)


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
    ends: str = ""  # what is said of a day on which it ended
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
        Kind("episode", models.Episode, NEED, "Record a referral", ("source", "need"), end="Close", ends="closed"),
        Kind(
            "assessment",
            models.Assessment,
            NEED,
            "Start an assessment",
            ("review_point_on",),
            end="Complete",
            ends="completed",
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
        Kind("enquiry", models.Enquiry, PROTECTION, "", end="Complete", ends="completed"),
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
            ends="ended",
        ),
        Kind("care_review", models.CareReview, CARE, "Record a review", ("chair", "participation")),
        Kind("leaving_care", models.LeavingCare, CARE, "", by_decision=True, until_eighteen=False),
        Kind("disabilities", models.Disabilities, ABOUT, "Record disabilities", ("codes",), until_eighteen=False),
    )
}
KIND_OF = {kind.fact: kind for kind in KINDS.values()}
