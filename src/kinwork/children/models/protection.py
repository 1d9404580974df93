"""Protecting a child: strategy discussions, section 47 enquiries, conferences, the child protection plan."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of

from .codes import Abuse, Participation
from .fact import OnADay, Period, by_somebody, one_at_a_time


@pghistory.track()
class StrategyDiscussion(OnADay):
    """The authority, police, health and others share what they know, and decide whether to begin enquiries."""

    took_part = models.CharField("who took part", max_length=300, blank=True)
    begins_enquiry = models.BooleanField("a section 47 enquiry was decided", default=False)

    class Meta(OnADay.Meta):
        verbose_name = "strategy discussion"


class EnquiryOutcome(models.TextChoices):
    """What a section 47 enquiry found."""

    CONFERENCE = "conference", "Concerns substantiated: child protection conference"
    NO_RISK = "no_risk", "Concerns substantiated, no continuing risk"
    NOT = "not", "Concerns not substantiated"


@pghistory.track()
class Enquiry(Period):
    """A section 47 enquiry, from the strategy discussion at which it was decided."""

    AT_END = ("outcome",)
    conference_target = models.DateField("conference to be held by", null=True, blank=True, editable=False)
    outcome = models.CharField("outcome", max_length=10, choices=EnquiryOutcome, blank=True)

    class Meta(Period.Meta):
        verbose_name = "section 47 enquiry"
        verbose_name_plural = "section 47 enquiries"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_enquiry_about_a_child_at_a_time"),
            one_of("outcome", EnquiryOutcome, or_none=True),
        ]


class ConferenceKind(models.TextChoices):
    """Which child protection conference."""

    INITIAL = "initial", "Initial conference"
    REVIEW = "review", "Review conference"
    TRANSFER = "transfer", "Transfer-in conference"


@pghistory.track()
class Conference(OnADay):
    """A child protection conference about one child."""

    kind = models.CharField("which", max_length=8, choices=ConferenceKind, default=ConferenceKind.INITIAL)
    chair = models.CharField("chair", max_length=120, blank=True)
    has_plan = models.BooleanField("there is a child protection plan after it", null=True)
    participation = models.CharField("how the child took part", max_length=3, choices=Participation, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "child protection conference"
        constraints = [
            *OnADay.Meta.constraints,
            one_of("kind", ConferenceKind),
            one_of("participation", Participation, or_none=True),
        ]


class LeftStanding(models.Model):
    """A conference was corrected or removed, and somebody says that what it decided stands all the same."""

    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="left_standing")
    by = by_somebody()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"what {self.conference_id} decided"


@pghistory.track()
class CoreGroup(OnADay):
    """The core group met."""

    took_part = models.CharField("who took part", max_length=300, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "core group"


@pghistory.track()
class ProtectionPlan(Period):
    """A child protection plan, with its category at the start."""

    category = models.CharField("category", max_length=3, choices=Abuse)
    previous_plans = models.PositiveSmallIntegerField(
        "child protection plans before this, here or elsewhere", null=True, blank=True
    )

    def wrong(self) -> dict[str, str]:
        if self.previous_plans is not None and self.previous_plans > 20:
            return {"previous_plans": "Type how many plans there were before this one, at most 20."}
        return {}

    class Meta(Period.Meta):
        verbose_name = "child protection plan"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_protection_plan_of_a_child_at_a_time"),
            one_of("category", Abuse),
            models.CheckConstraint(
                condition=Q(previous_plans=None) | Q(previous_plans__lte=20), name="previous_plans_are_few"
            ),
        ]


@pghistory.track()
class PlanCategory(OnADay):
    """From this day on the plan has another category."""

    category = models.CharField("category", max_length=3, choices=Abuse)

    class Meta(OnADay.Meta):
        verbose_name = "change of category"
        verbose_name_plural = "changes of category"
        constraints = [*OnADay.Meta.constraints, one_of("category", Abuse)]
