"""Leaving care, private fostering, and grave incidents."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of

from .fact import OnADay, Period, one_at_a_time


class Eligibility(models.TextChoices):
    """To what a young person is entitled. Children (Leaving Care) Act 2000; Ofsted, Annex A."""

    ELIGIBLE = "eligible", "Eligible"
    RELEVANT = "relevant", "Relevant"
    FORMER = "former", "Former relevant"
    QUALIFYING = "qualifying", "Qualifying"
    OTHER = "other", "Other"


@pghistory.track()
class LeaverEligibility(OnADay):
    """From this day the young person is entitled to support as a care leaver."""

    kind = models.CharField("they are", max_length=10, choices=Eligibility)

    class Meta(OnADay.Meta):
        verbose_name = "entitlement as a care leaver"
        verbose_name_plural = "entitlements as a care leaver"
        constraints = [*OnADay.Meta.constraints, one_of("kind", Eligibility)]


@pghistory.track()
class LeavingNeeds(OnADay):
    """What the young person will need when leaving care was assessed."""

    class Meta(OnADay.Meta):
        verbose_name = "assessment of needs for leaving care"
        verbose_name_plural = "assessments of needs for leaving care"


@pghistory.track()
class PathwayPlan(OnADay):
    """The pathway plan was made or reviewed."""

    class Meta(OnADay.Meta):
        verbose_name = "pathway plan"


@pghistory.track()
class Adviser(Period):
    """The young person's personal adviser."""

    name = models.CharField("who", max_length=120)

    class Meta(Period.Meta):
        verbose_name = "personal adviser"
        constraints = [*Period.Meta.constraints, one_at_a_time("one_personal_adviser_at_a_time")]


@pghistory.track()
class AdviserVisit(OnADay):
    """The personal adviser visited."""

    class Meta(OnADay.Meta):
        verbose_name = "visit of the personal adviser"
        verbose_name_plural = "visits of the personal adviser"


class InTouch(models.TextChoices):
    """SSDA903."""

    YES = "YES", "In touch"
    NO = "NO", "Not in touch"
    REFUSES = "REFU", "Does not want contact"
    NOT_NEEDED = "NREQ", "Needs no more support"
    HOME = "RHOM", "Home for six months or more"
    DIED = "DIED", "Has died"


class Activity(models.TextChoices):
    """SSDA903."""

    HIGHER_FULL = "F1", "Higher education, full time"
    HIGHER_PART = "P1", "Higher education, part time"
    EDUCATION_FULL = "F2", "Other education, full time"
    EDUCATION_PART = "P2", "Other education, part time"
    APPRENTICE_FULL = "F4", "Apprenticeship, full time"
    APPRENTICE_PART = "P4", "Apprenticeship, part time"
    WORK_FULL = "F5", "Training or work, full time"
    WORK_PART = "P5", "Training or work, part time"
    ILL = "G4", "None: illness or disability"
    NONE = "G5", "None: another reason"
    PARENT = "G6", "None: pregnancy or young children"


class LeaverHome(models.TextChoices):
    """SSDA903."""

    FAMILY = "B", "With parents or relatives"
    COMMUNITY = "C", "Community home"
    SEMI = "D", "Semi-independent"
    LODGINGS_SUPPORTED = "E", "Supported lodgings"
    ABROAD = "G", "Abroad"
    DEPORTED = "H", "Deported"
    LODGINGS = "K", "Lodgings"
    UNKNOWN = "R", "Not known"
    HOMELESS = "S", "Homeless"
    FOYER = "T", "Foyer"
    INDEPENDENT = "U", "Independent living"
    EMERGENCY = "V", "Emergency accommodation"
    BED = "W", "Bed and breakfast"
    CUSTODY = "X", "Custody"
    CARERS = "Z", "With former foster carers"
    OTHER = "Y", "Other"


@pghistory.track()
class LeaverContact(OnADay):
    """In touch with a care leaver: what they do, where they live, whether that suits them."""

    in_touch = models.CharField("in touch", max_length=4, choices=InTouch)
    activity = models.CharField("what they do", max_length=2, choices=Activity, blank=True)
    home = models.CharField("where they live", max_length=1, choices=LeaverHome, blank=True)
    is_suitable = models.BooleanField("that is suitable", null=True, blank=True)

    def wrong(self) -> dict[str, str]:
        if self.home in (LeaverHome.HOMELESS, LeaverHome.CUSTODY) and self.is_suitable:
            return {"is_suitable": "Homelessness and custody are never suitable. Choose no, or check the home."}
        return {}

    class Meta(OnADay.Meta):
        verbose_name = "contact with a care leaver"
        verbose_name_plural = "contacts with a care leaver"
        constraints = [
            *OnADay.Meta.constraints,
            one_of("in_touch", InTouch),
            one_of("activity", Activity, or_none=True),
            one_of("home", LeaverHome, or_none=True),
            models.CheckConstraint(
                condition=~Q(home__in=["S", "X"]) | ~Q(is_suitable=True), name="no_home_and_custody_suit_nobody"
            ),
        ]


@pghistory.track()
class ProvidedHome(Period):
    """A care leaver lives in accommodation that the authority provides."""

    place = models.CharField("where", max_length=200, blank=True)

    class Meta(Period.Meta):
        verbose_name = "accommodation that we provide"
        verbose_name_plural = "accommodation that we provide"
        constraints = [*Period.Meta.constraints, one_at_a_time("one_provided_home_at_a_time")]


@pghistory.track()
class PrivateFostering(Period):
    """The child lives with somebody who is no relative, by a private arrangement; from the day on which we knew."""

    carer = models.CharField("who with", max_length=120, blank=True)

    class Meta(Period.Meta):
        verbose_name = "private fostering"
        verbose_name_plural = "private fostering"
        constraints = [*Period.Meta.constraints, one_at_a_time("one_private_fostering_at_a_time")]


@pghistory.track()
class FosteringVisit(OnADay):
    """A privately fostered child was visited."""

    is_alone = models.BooleanField("the child was seen alone", default=False)

    class Meta(OnADay.Meta):
        verbose_name = "visit to a privately fostered child"
        verbose_name_plural = "visits to a privately fostered child"


@pghistory.track()
class Incident(OnADay):
    """A child died or was gravely harmed, and abuse is known or suspected; from the day on which we knew."""

    notified_on = models.DateField("the national panel was told", null=True, blank=True)
    reviewed_on = models.DateField("rapid review", null=True, blank=True)

    def wrong(self) -> dict[str, str]:
        each = {"notified_on": self.notified_on, "reviewed_on": self.reviewed_on}
        return {name: "This is before the day on which we knew." for name, day in each.items() if day and day < self.on}

    class Meta(OnADay.Meta):
        verbose_name = "serious incident"
        constraints = [
            *OnADay.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(notified_on=None) | Q(notified_on__gte=models.F("on")))
                & (Q(reviewed_on=None) | Q(reviewed_on__gte=models.F("on"))),
                name="what_follows_an_incident_is_after_it",
            ),
        ]
