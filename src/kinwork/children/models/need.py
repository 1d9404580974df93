"""A child in need: the episode from referral to closure, its assessments, its plan."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of

from .codes import EpisodeEnd, PrimaryNeed, ReferralSource
from .fact import STANDS, OnADay, Period, one_at_a_time
from .factors import DISABILITIES, FACTORS


@pghistory.track()
class Episode(Period):
    """One child's episode of need, from the referral to its closure: the rows of the Children in Need census."""

    AT_END = ("end_reason",)
    source = models.CharField("who referred", max_length=2, choices=ReferralSource, default=ReferralSource.UNKNOWN)
    is_no_further_action = models.BooleanField("no further action was decided", default=False)
    need = models.CharField("main need", max_length=2, choices=PrimaryNeed, blank=True)
    end_reason = models.CharField("why it closed", max_length=3, choices=EpisodeEnd, blank=True)

    def rivals(self) -> Q:
        """A referral on which nothing was done stands in nobody's way."""
        return Q(pk=None) if self.is_no_further_action else Q(is_no_further_action=False)

    class Meta(Period.Meta):
        verbose_name = "episode of need"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_episode_of_need_at_a_time", STANDS & Q(is_no_further_action=False)),
            one_of("source", ReferralSource),
            one_of("need", PrimaryNeed, or_none=True),
            one_of("end_reason", EpisodeEnd, or_none=True),
            models.CheckConstraint(
                condition=Q(is_no_further_action=False) | Q(ended_on__isnull=False, end_reason=""),
                name="no_further_action_is_no_open_episode",
            ),
        ]


class AssessmentOutcome(models.TextChoices):
    """What is to follow on an assessment."""

    NEEDS = "needs", "Needs social work"
    EARLY_HELP = "early_help", "Early help"
    NOTHING = "nothing", "No further action"


@pghistory.track()
class Assessment(Period):
    """A child and family assessment: from the day on which it was decided to the day on which it was authorised."""

    AT_END = ("is_child_seen", "factors", "outcome")
    review_point_on = models.DateField("when to look at it again", null=True, blank=True)
    is_child_seen = models.BooleanField("the child was seen", null=True, blank=True)
    factors = ArrayField(
        models.CharField(max_length=3, choices=FACTORS), verbose_name="factors found", default=list, blank=True
    )
    outcome = models.CharField("outcome", max_length=10, choices=AssessmentOutcome, blank=True)

    class Meta(Period.Meta):
        verbose_name = "assessment"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_assessment_of_a_child_at_a_time"),
            one_of("outcome", AssessmentOutcome, or_none=True),
            models.CheckConstraint(
                condition=Q(factors__contained_by=[key for key, _ in FACTORS]), name="factors_are_known"
            ),
        ]


class NeedPlanKind(models.TextChoices):
    """What the authority calls the plan of a child who has none for protection."""

    CIN = "cin", "Child in need plan"
    FAMILY_HELP = "family_help", "Family help plan"


@pghistory.track()
class NeedPlan(Period):
    """A child in need plan, or a family help plan."""

    kind = models.CharField("kind", max_length=12, choices=NeedPlanKind, default=NeedPlanKind.CIN)

    class Meta(Period.Meta):
        verbose_name = "child in need plan"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_plan_of_a_child_in_need_at_a_time"),
            one_of("kind", NeedPlanKind),
        ]


@pghistory.track()
class NeedReview(OnADay):
    """A review of the plan of a child in need."""

    class Meta(OnADay.Meta):
        verbose_name = "review of the child in need plan"


@pghistory.track()
class Disabilities(OnADay):
    """What was found of a child's disabilities; that there is none is found too."""

    codes = ArrayField(models.CharField(max_length=4, choices=DISABILITIES), verbose_name="disabilities")

    def wrong(self) -> dict[str, str]:
        if "NONE" in self.codes and len(self.codes) > 1:
            return {"codes": "“None” stands alone. Leave out either it or the others."}
        return {}

    class Meta(OnADay.Meta):
        verbose_name = "disabilities"
        constraints = [
            *OnADay.Meta.constraints,
            models.CheckConstraint(
                condition=Q(codes__contained_by=[key for key, _ in DISABILITIES], codes__len__gt=0),
                name="disabilities_are_known",
            ),
            models.CheckConstraint(condition=~Q(codes__contains=["NONE"]) | Q(codes__len=1), name="none_stands_alone"),
        ]
