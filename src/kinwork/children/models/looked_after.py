"""What is done for a child who is looked after: plans, health, school, missing, adoption, who works with them."""

from __future__ import annotations

import re

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinwork.constraints import one_of

from .fact import OnADay, Period, one_at_a_time


class Permanence(models.TextChoices):
    """Where the child is to grow up. Ofsted, Annex A."""

    HOME = "home", "Back to the family"
    ADOPTION = "adoption", "Adoption"
    GUARDIANSHIP = "sgo", "Special guardianship or child arrangements order"
    SUPPORTED = "supported", "Supported living in the community"
    RESIDENTIAL = "residential", "Long-term residential placement"
    FOSTERING = "fostering", "Long-term fostering"
    OTHER = "other", "Other"


@pghistory.track()
class CarePlan(OnADay):
    """The care plan was made or changed."""

    permanence = models.CharField("plan for permanence", max_length=11, choices=Permanence, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "care plan"
        constraints = [*OnADay.Meta.constraints, one_of("permanence", Permanence, or_none=True)]


@pghistory.track()
class PlacementPlan(OnADay):
    """The placement plan was agreed with the carer."""

    class Meta(OnADay.Meta):
        verbose_name = "placement plan"


@pghistory.track()
class PlacementNotice(OnADay):
    """Those who must be told of the placement were told."""

    told = models.CharField("who was told", max_length=300, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "notice of the placement"
        verbose_name_plural = "notices of the placement"


@pghistory.track()
class ConnectedApproval(Period):
    """A connected person is approved for a time, until they are approved fully or the time has passed."""

    AT_END = ("is_full",)
    carer = models.CharField("who", max_length=120)
    is_extended = models.BooleanField("extended by eight weeks", default=False)
    is_full = models.BooleanField("approved fully", default=False)

    def rivals(self) -> Q:
        """Several may stand beside each other."""
        return Q(pk=None)

    class Meta(Period.Meta):
        verbose_name = "temporary approval of a connected person"
        verbose_name_plural = "temporary approvals of connected persons"


class HealthKind(models.TextChoices):
    """What was done for a child's health. SSDA903, outcomes."""

    ASSESSMENT = "assessment", "Health assessment"
    DENTIST = "dentist", "Seen by a dentist"
    IMMUNISED = "immunised", "Immunisations are up to date"
    SURVEILLANCE = "surveillance", "Health surveillance is up to date (under 5)"


@pghistory.track()
class Health(OnADay):
    """Something was done for a child's health."""

    kind = models.CharField("what", max_length=12, choices=HealthKind)

    class Meta(OnADay.Meta):
        verbose_name = "health check"
        constraints = [*OnADay.Meta.constraints, one_of("kind", HealthKind)]


class NoScore(models.TextChoices):
    """Why there is no score. SSDA903."""

    AGE = "SDQ1", "Too young or too old"
    CARER = "SDQ2", "The carer refused"
    DISABILITY = "SDQ3", "Severe disability"
    OTHER = "SDQ4", "Other"
    CHILD = "SDQ5", "The young person refused"


@pghistory.track()
class DifficultiesScore(OnADay):
    """The total of a strengths and difficulties questionnaire (0 to 40, high is worse), or why there is none."""

    score = models.PositiveSmallIntegerField("total, 0 to 40", null=True, blank=True)
    no_score = models.CharField("why there is none", max_length=4, choices=NoScore, blank=True)

    def wrong(self) -> dict[str, str]:
        if (self.score is None) == (self.no_score == ""):
            return {"score": "Type the total, 0 to 40, or choose why there is none."}
        return {}

    class Meta(OnADay.Meta):
        verbose_name = "strengths and difficulties total"
        constraints = [
            *OnADay.Meta.constraints,
            one_of("no_score", NoScore, or_none=True),
            models.CheckConstraint(
                condition=Q(score__lte=40, no_score="") | (Q(score=None) & ~Q(no_score="")),
                name="a_total_or_why_there_is_none",
            ),
        ]


@pghistory.track()
class EducationPlan(OnADay):
    """A personal education plan was begun, or made or reviewed."""

    is_ready = models.BooleanField("the plan is made", default=True)

    class Meta(OnADay.Meta):
        verbose_name = "personal education plan"


@pghistory.track()
class SchoolMove(OnADay):
    """The child changed school."""

    school = models.CharField("to which school", max_length=120, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "change of school"
        verbose_name_plural = "changes of school"


class MissingKind(models.TextChoices):
    """SSDA903."""

    MISSING = "M", "Missing"
    AWAY = "A", "Away without authorisation"


@pghistory.track()
class Missing(Period):
    """A child was missing or away, until they came back."""

    AT_END = ("ended_at", "is_interview_offered")
    kind = models.CharField("which", max_length=1, choices=MissingKind, default=MissingKind.MISSING)
    started_at = models.TimeField("time", null=True, blank=True)
    ended_at = models.TimeField("time of return", null=True, blank=True)
    is_interview_offered = models.BooleanField("a return interview was offered", null=True, blank=True)

    def wrong(self) -> dict[str, str]:
        is_one_day = self.ended_on is not None and self.ended_on == self.started_on
        if is_one_day and self.started_at and self.ended_at and self.ended_at < self.started_at:
            return {"ended_at": f"This is before the child went, at {self.started_at:%H:%M} on the same day."}
        return {}

    class Meta(Period.Meta):
        verbose_name = "missing episode"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("missing_once_at_a_time"),
            one_of("kind", MissingKind),
            models.CheckConstraint(
                condition=~Q(ended_on=F("started_on")) | Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="back_after_going",
            ),
        ]


@pghistory.track()
class ReturnInterview(OnADay):
    """The child was offered a talk about being away, and had it or not."""

    is_accepted = models.BooleanField("the child took part", default=True)

    class Meta(OnADay.Meta):
        verbose_name = "return interview"


@pghistory.track()
class Conviction(OnADay):
    """A conviction or a final warning."""

    class Meta(OnADay.Meta):
        verbose_name = "conviction"


@pghistory.track()
class SubstanceUse(OnADay):
    """A problem with alcohol or drugs was found, and help offered."""

    is_offered = models.BooleanField("help was offered", null=True, blank=True)
    is_received = models.BooleanField("help was received", null=True, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "substance use"
        verbose_name_plural = "substance use"


@pghistory.track()
class Unaccompanied(Period):
    """An unaccompanied asylum-seeking child, until that ceases."""

    class Meta(Period.Meta):
        verbose_name = "unaccompanied asylum-seeking child"
        verbose_name_plural = "unaccompanied asylum-seeking children"
        constraints = [*Period.Meta.constraints, one_at_a_time("unaccompanied_once_at_a_time")]


class PreviousOrderKind(models.TextChoices):
    """SSDA903."""

    ADOPTION = "P1", "Adoption"
    GUARDIANSHIP = "P2", "Special guardianship"
    ARRANGEMENTS = "P3", "Child arrangements or residence order"
    UNKNOWN = "P4", "One of these, not known which"
    NONE = "Z1", "None before"


@pghistory.track()
class PreviousOrder(OnADay):
    """Asked when care begins: whether a permanent home had been ordered before."""

    kind = models.CharField("which", max_length=2, choices=PreviousOrderKind)
    authority = models.CharField("by which authority (three figures, or WAL, SCO, NIR, NUK)", max_length=3, blank=True)
    ordered = models.CharField("date of the order, as far as known", max_length=10, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "permanent home ordered before"
        verbose_name_plural = "permanent homes ordered before"
        constraints = [*OnADay.Meta.constraints, one_of("kind", PreviousOrderKind)]


class WorkerChange(models.TextChoices):
    """Why the social worker changed. SSDA903."""

    CASELOADS = "MANAGE", "To share out work"
    FIRST = "FCONTA", "First contact or new referral"
    LEFT = "LEFTRL", "The worker before left"
    RESTRUCTURE = "ORGRST", "Teams were reorganised"
    TRANSFER = "TSPROC", "Transfer to another unit"
    ABSENCE = "ABSENC", "Absence, or return from it"
    CHILD = "CHCHAN", "The child asked"
    PARENT = "PCCHAN", "A parent or carer asked"
    DIED = "SWDIED", "The worker before died"
    OTHER = "OTHERS", "Another reason"


REGISTRATION = r"^(SW|XX)[0-9A-Z]{1,10}$"  # SSDA903


@pghistory.track()
class NamedWorker(Period):
    """The registered social worker who answers for a child, by name, though the unit holds the family."""

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="social worker", on_delete=models.PROTECT, related_name="+"
    )
    registration = models.CharField("registration number", max_length=12)
    change = models.CharField("why it changed", max_length=6, choices=WorkerChange, blank=True)

    def wrong(self) -> dict[str, str]:
        if not re.fullmatch(REGISTRATION, self.registration):
            return {"registration": "Type the number as the register has it, such as SW123456."}
        return {}

    class Meta(Period.Meta):
        verbose_name = "named social worker"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_named_social_worker_at_a_time"),
            one_of("change", WorkerChange, or_none=True),
            models.CheckConstraint(condition=Q(registration__regex=REGISTRATION), name="a_registration_number"),
        ]
