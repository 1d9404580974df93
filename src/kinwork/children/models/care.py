"""A child who is looked after: the period of care, its legal statuses, its placements; and leaving care."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of

from .codes import (
    TEMPORARY,
    CareEnd,
    LegalStatusCode,
    Participation,
    PlacementChange,
    PlacementType,
    PrimaryNeed,
    Provider,
)
from .fact import STANDS, OnADay, Period, one_at_a_time


@pghistory.track()
class CarePeriod(Period):
    """From the day on which a child becomes looked after until they are no longer."""

    AT_END = ("end_reason", "destination")
    need = models.CharField("main need", max_length=2, choices=PrimaryNeed, blank=True)
    home_postcode = models.CharField("postcode of the home they came from", max_length=8, blank=True)
    end_reason = models.CharField("why it ended", max_length=3, choices=CareEnd, blank=True)
    destination = models.CharField("where they went", max_length=200, blank=True)

    class Meta(Period.Meta):
        verbose_name = "period of care"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_period_of_care_at_a_time"),
            one_of("need", PrimaryNeed, or_none=True),
            one_of("end_reason", CareEnd, or_none=True),
        ]


@pghistory.track()
class LegalStatus(Period):
    """On what ground a child is looked after; one at a time."""

    code = models.CharField("legal status", max_length=2, choices=LegalStatusCode)

    class Meta(Period.Meta):
        verbose_name = "legal status"
        verbose_name_plural = "legal statuses"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_legal_status_of_a_child_at_a_time"),
            one_of("code", LegalStatusCode),
        ]


@pghistory.track()
class Placement(Period):
    """Where a child who is looked after lives. A temporary one stands inside another, to which the child returns."""

    AT_END = ("end_reason",)
    place = models.CharField("who with, or where", max_length=200, blank=True)
    type = models.CharField("kind of placement", max_length=2, choices=PlacementType, blank=True)
    provider = models.CharField("provider", max_length=3, choices=Provider, blank=True)
    urn = models.CharField("Ofsted number (URN)", max_length=7, blank=True)
    postcode = models.CharField("postcode", max_length=8, blank=True)
    is_same_carer = models.BooleanField("the carer is the same as before", default=False)
    is_to_eighteen = models.BooleanField("meant to last until the child is 18", default=False)
    end_reason = models.CharField("why it ended", max_length=6, choices=PlacementChange, blank=True)

    def wrong(self) -> dict[str, str]:
        if not self.place and not self.type:
            return {"place": "Say who with or where, or choose the kind of placement."}
        return {}

    def rivals(self) -> Q:
        """A temporary placement stands inside another."""
        temporary = Q(type__in=TEMPORARY)
        return temporary if self.type in TEMPORARY else ~temporary

    class Meta(Period.Meta):
        verbose_name = "placement"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_placement_of_a_child_at_a_time", STANDS & ~Q(type__in=TEMPORARY)),
            one_at_a_time("one_temporary_placement_at_a_time", STANDS & Q(type__in=TEMPORARY)),
            one_of("type", PlacementType, or_none=True),
            one_of("provider", Provider, or_none=True),
            one_of("end_reason", PlacementChange, or_none=True),
            models.CheckConstraint(condition=~Q(place="") | ~Q(type=""), name="a_placement_says_where"),
        ]


@pghistory.track()
class CareReview(OnADay):
    """A review of how a looked-after child is cared for."""

    chair = models.CharField("independent reviewing officer", max_length=120, blank=True)
    participation = models.CharField("how the child took part", max_length=3, choices=Participation, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "looked-after review"
        constraints = [*OnADay.Meta.constraints, one_of("participation", Participation, or_none=True)]


@pghistory.track()
class LeavingCare(Period):
    """A young person is supported as a care leaver."""

    class Meta(Period.Meta):
        verbose_name = "support as a care leaver"
        constraints = [*Period.Meta.constraints, one_at_a_time("supported_as_a_care_leaver_once_at_a_time")]
