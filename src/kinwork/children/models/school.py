"""A child at school: where, special educational needs, education, health and care plans; why there is no pupil number.

The unique pupil numbers themselves are kept with a person's other numbers (``people``).
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of

from .fact import OnADay, Period, one_at_a_time


class NoNumber(models.TextChoices):
    """Why a child has no unique pupil number. Children in need census and SSDA903: UPN unknown."""

    TOO_YOUNG = "UN1", "Not of school age, and none given yet"
    NEVER = "UN2", "Never at a maintained school in England"
    ABROAD = "UN3", "Educated outside England"
    NEW = "UN4", "Newly in need or looked after, and not known yet"
    DISAGREE = "UN5", "Sources disagree about the name or the number"
    NO_ACTION = "UN7", "Referred, and no further action"


@pghistory.track()
class NoPupilNumber(Period):
    """Why a child has no unique pupil number, until there is one or the reason is another."""

    reason = models.CharField("why", max_length=3, choices=NoNumber)

    class Meta(Period.Meta):
        verbose_name = "reason for no UPN"
        verbose_name_plural = "reasons for no UPN"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_reason_for_no_upn_at_a_time"),
            one_of("reason", NoNumber),
        ]


class Setting(models.TextChoices):
    """What kind of school or setting; or why there is none."""

    EARLY_YEARS = "early_years", "Nursery, childminder or playgroup"
    PRIMARY = "primary", "Primary school"
    SECONDARY = "secondary", "Secondary school"
    SPECIAL = "special", "Special school"
    ALTERNATIVE = "alternative", "Pupil referral unit or alternative provision"
    COLLEGE = "college", "College or sixth form"
    RESIDENTIAL = "residential", "Residential or boarding school"
    TUITION = "tuition", "Tuition in hospital or at home"
    HOME = "home", "Home educated, by the parents’ choice"
    NONE = "none", "No school place"


NOWHERE = (Setting.TUITION, Setting.HOME, Setting.NONE)


class SchoolEnd(models.TextChoices):
    """Why a child left a school."""

    MOVED_UP = "moved_up", "Moved up to the next school"
    MOVED_HOME = "moved_home", "Moved home or placement"
    EXCLUDED = "excluded", "Permanently excluded"
    NEEDS = "needs", "Another school meets their needs better"
    HOME = "home", "To be educated at home"
    OVER = "over", "Finished school"
    OTHER = "other", "Another reason"


@pghistory.track()
class School(Period):
    """The school or setting that a child is at, one at a time; a second one, at which they are too, says so."""

    AT_END = ("end_reason",)
    name = models.CharField("school or setting", max_length=160, blank=True)
    kind = models.CharField("what kind", max_length=12, choices=Setting)
    urn = models.CharField("number of the school (URN), if known", max_length=6, blank=True)
    is_second = models.BooleanField("beside another school, which stays the main one", default=False)
    is_reduced = models.BooleanField("on a reduced timetable", default=False)
    end_reason = models.CharField("why they left", max_length=10, choices=SchoolEnd, blank=True)

    def wrong(self) -> dict[str, str]:
        problems = {}
        if not self.name and self.kind not in NOWHERE:
            problems["name"] = "Type the name of the school or setting."
        if self.urn and not (self.urn.isascii() and self.urn.isdecimal() and len(self.urn) == 6):
            problems["urn"] = "A school’s number has six digits, such as 100000. Leave it empty if it is not known."
        return problems

    def rivals(self) -> Q:
        """A second school stands beside the main one."""
        return Q(is_second=self.is_second)

    class Meta(Period.Meta):
        verbose_name = "school or setting"
        verbose_name_plural = "schools and settings"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_school_of_a_child_at_a_time", Q(withdrawn_at=None, is_second=False)),
            one_at_a_time("one_second_school_of_a_child_at_a_time", Q(withdrawn_at=None, is_second=True)),
            one_of("kind", Setting),
            one_of("end_reason", SchoolEnd, or_none=True),
            models.CheckConstraint(condition=~Q(name="") | Q(kind__in=NOWHERE), name="a_school_has_a_name"),
            models.CheckConstraint(condition=Q(urn="") | Q(urn__regex=r"^\d{6}$"), name="a_school_number_has_its_form"),
        ]


class SpecialNeed(models.TextChoices):
    """Types of special educational need. Department for Education, school census and SEN2."""

    LEARNING = "SPLD", "Specific learning difficulty"
    MODERATE = "MLD", "Moderate learning difficulty"
    SEVERE = "SLD", "Severe learning difficulty"
    PROFOUND = "PMLD", "Profound and multiple learning difficulty"
    EMOTIONAL = "SEMH", "Social, emotional and mental health"
    SPEECH = "SLCN", "Speech, language and communication"
    HEARING = "HI", "Hearing impairment"
    VISION = "VI", "Vision impairment"
    BOTH = "MSI", "Multi-sensory impairment"
    PHYSICAL = "PD", "Physical disability"
    AUTISM = "ASD", "Autistic spectrum disorder"
    DOWN = "DS", "Down syndrome"
    OTHER = "OTH", "Other difficulty or disability"
    NOT_ASSESSED = "NSA", "Support, but no specialist assessment of the type of need"


class WithNeeds(Period):
    """The main special educational need, and the others beside it."""

    need = models.CharField("main need", max_length=4, choices=SpecialNeed, blank=True)
    other_needs = ArrayField(
        models.CharField(max_length=4, choices=SpecialNeed), verbose_name="other needs", default=list, blank=True
    )

    def wrong(self) -> dict[str, str]:
        if self.need and self.need in self.other_needs:
            return {"other_needs": "The main need is among these again. Leave it out here."}
        if self.other_needs and not self.need:
            return {"need": "Choose which of the needs is the main one."}
        return {}

    class Meta(Period.Meta):
        abstract = True
        constraints = [
            *Period.Meta.constraints,
            one_of("need", SpecialNeed, or_none=True),
            models.CheckConstraint(
                condition=Q(other_needs__contained_by=[key for key, _ in SpecialNeed.choices]),
                name="%(class)s_other_needs_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(need="") | Q(other_needs__len=0),
                name="%(class)s_says_which_need_is_the_main_one",
            ),
        ]


@pghistory.track()
class SenSupport(WithNeeds):
    """Support for special educational needs at school, without a plan."""

    class Meta(WithNeeds.Meta):
        verbose_name = "SEN support"
        verbose_name_plural = "SEN support"
        constraints = [*WithNeeds.Meta.constraints, one_at_a_time("one_sen_support_at_a_time")]


class AskedBy(models.TextChoices):
    """Who asked for an assessment of education, health and care needs. Children and Families Act 2014, section 36."""

    PARENT = "parent", "Parent or carer"
    YOUNG_PERSON = "young", "The young person"
    SCHOOL = "school", "School, college or setting"
    SOCIAL_CARE = "social", "Social care"
    HEALTH = "health", "Health"
    OTHER = "other", "Someone else"


class EhcRequestEnd(models.TextChoices):
    """What was decided on it."""

    AGREED = "agreed", "To be assessed"
    REFUSED = "refused", "Not to be assessed"
    WITHDRAWN = "withdrawn", "The request was withdrawn"


@pghistory.track()
class EhcRequest(Period):
    """An assessment of education, health and care needs was asked for, until it was decided whether there is one."""

    AT_END = ("outcome",)
    asked_by = models.CharField("who asked", max_length=8, choices=AskedBy, blank=True)
    outcome = models.CharField("what was decided", max_length=10, choices=EhcRequestEnd, blank=True)

    class Meta(Period.Meta):
        verbose_name = "request for an EHC assessment"
        verbose_name_plural = "requests for an EHC assessment"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_ehc_request_at_a_time"),
            one_of("asked_by", AskedBy, or_none=True),
            one_of("outcome", EhcRequestEnd, or_none=True),
        ]


class EhcAssessmentEnd(models.TextChoices):
    """What was decided on it."""

    PLAN = "plan", "A plan is to be issued"
    NO_PLAN = "no_plan", "No plan"
    STOPPED = "stopped", "The assessment was stopped"


@pghistory.track()
class EhcAssessment(Period):
    """An assessment of education, health and care needs, until it was decided whether there is a plan."""

    AT_END = ("outcome", "exception")
    outcome = models.CharField("what was decided", max_length=8, choices=EhcAssessmentEnd, blank=True)
    exception = models.CharField("why it took more than 20 weeks, if it did", max_length=200, blank=True)

    class Meta(Period.Meta):
        verbose_name = "EHC assessment"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_ehc_assessment_at_a_time"),
            one_of("outcome", EhcAssessmentEnd, or_none=True),
        ]


class EhcPlanEnd(models.TextChoices):
    """Why a plan ceased."""

    WITHOUT = "without", "Their needs are met without a plan"
    AGE = "age", "Reached 25"
    HIGHER = "higher", "Went to higher education"
    WORK = "work", "Went into work"
    MOVED = "moved", "Another authority keeps it"
    WISH = "wish", "The young person no longer wishes it"
    ABROAD = "abroad", "Left England"
    DIED = "died", "Died"
    OTHER = "other", "Another reason"


@pghistory.track()
class EhcPlan(WithNeeds):
    """An education, health and care plan, from the day on which it was issued until it ceased."""

    AT_END = ("end_reason",)
    names = models.CharField("school or setting that it names", max_length=160, blank=True)
    authority = models.CharField("whose plan it is, if another authority’s", max_length=120, blank=True)
    end_reason = models.CharField("why it ceased", max_length=8, choices=EhcPlanEnd, blank=True)

    class Meta(WithNeeds.Meta):
        verbose_name = "EHC plan"
        constraints = [
            *WithNeeds.Meta.constraints,
            one_at_a_time("one_ehc_plan_at_a_time"),
            one_of("end_reason", EhcPlanEnd, or_none=True),
        ]


@pghistory.track()
class EhcReview(OnADay):
    """A review of the education, health and care plan."""

    is_changed = models.BooleanField("the plan is to be changed", null=True, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "review of the EHC plan"
        verbose_name_plural = "reviews of the EHC plan"
