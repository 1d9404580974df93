"""Adoption: the decision, the people who adopt, matching, disruption, the order, and the sealed record after it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pghistory
from django.db import models
from django.db.models import F, Q

from kinwork.cases.models import Involvement
from kinwork.clocks.humanize import lower_first
from kinwork.constraints import one_of
from kinwork.people.models import Person

from .fact import STANDS, OnADay, Period, by_somebody, one_at_a_time


class Reversal(models.TextChoices):
    """Why it is no longer the plan. SSDA903."""

    NEEDS = "RD1", "The child’s needs changed"
    NO_ORDER = "RD2", "The court made no placement order"
    NO_ADOPTERS = "RD3", "No adopters were found"
    OTHER = "RD4", "Another reason"


@pghistory.track()
class AdoptionDecision(Period):
    """It was decided that the child should be placed for adoption, until that is reversed."""

    AT_END = ("reversal",)
    reversal = models.CharField("why it was reversed", max_length=3, choices=Reversal, blank=True)

    class Meta(Period.Meta):
        verbose_name = "adoption decision"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_adoption_decision_at_a_time"),
            one_of("reversal", Reversal, or_none=True),
        ]


class Adopters(models.TextChoices):
    """SSDA903."""

    MAN = "M1", "One man"
    WOMAN = "F1", "One woman"
    MEN = "MM", "Two men"
    WOMEN = "FF", "Two women"
    BOTH = "MF", "A man and a woman"


class AdoptersStatus(models.TextChoices):
    """SSDA903."""

    SINGLE = "L0", "Single"
    MARRIED = "L11", "Married, different sex"
    MARRIED_SAME = "L12", "Married, same sex"
    CIVIL = "L2", "Civil partners"
    UNMARRIED = "L3", "Unmarried, different sex"
    UNMARRIED_SAME = "L4", "Unmarried, same sex"


# What goes with what, as the checks of the SSDA903 ask it.
TOGETHER: dict[str, tuple[str, ...]] = {
    AdoptersStatus.SINGLE: (Adopters.MAN, Adopters.WOMAN),
    AdoptersStatus.MARRIED: (Adopters.BOTH,),
    AdoptersStatus.MARRIED_SAME: (Adopters.MEN, Adopters.WOMEN),
    AdoptersStatus.CIVIL: (Adopters.MEN, Adopters.WOMEN, Adopters.BOTH),
    AdoptersStatus.UNMARRIED: (Adopters.BOTH,),
    AdoptersStatus.UNMARRIED_SAME: (Adopters.MEN, Adopters.WOMEN),
}


def wrong_together(adopters: str, status: str) -> str:
    """What is wrong with who they are and what they are to each other, in words."""
    if not status or adopters in TOGETHER[status]:
        return ""
    who, what = Adopters(adopters).label, AdoptersStatus(status).label
    return f"“{what}” cannot be said of “{lower_first(who)}”. Choose what they are to each other again."


def go_together() -> Q:
    """The same for PostgreSQL."""
    fits = Q(adopters_status="")
    for status, adopters in TOGETHER.items():
        fits |= Q(adopters_status=status, adopters__in=[str(one) for one in adopters])
    return fits


class LeftAdopting(models.TextChoices):
    """Why adopters left. Ofsted, Annex A, list 11."""

    WITHDREW = "withdrew", "They withdrew"
    ON_HOLD = "on_hold", "On hold"
    REFUSED = "refused", "Their application was refused"


STEPS = ("enquired_on", "stage1_on", "stage1_ended_on", "stage2_on", "stage2_ended_on", "approved_on")


@pghistory.track()
class AdopterHousehold(models.Model):
    """One who adopts, or two together: people of their own, what they are to each other, and how far they have come.

    Kept with the involvement in whose record they were noted. Once every child that was matched with them is sealed,
    they are there only for who has opened such a record.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopters = models.CharField("they are", max_length=2, choices=Adopters)
    adopters_status = models.CharField("to each other", max_length=3, choices=AdoptersStatus)
    fosters_to_adopt = models.BooleanField("they foster for adoption", default=False)
    enquired_on = models.DateField("first enquiry", null=True, blank=True)
    stage1_on = models.DateField("stage 1 began", null=True, blank=True)
    stage1_ended_on = models.DateField("stage 1 ended", null=True, blank=True)
    stage2_on = models.DateField("stage 2 began", null=True, blank=True)
    stage2_ended_on = models.DateField("stage 2 ended", null=True, blank=True)
    approved_on = models.DateField("approved", null=True, blank=True)
    left_on = models.DateField("left", null=True, blank=True)
    left_because = models.CharField("why they left", max_length=8, choices=LeftAdopting, blank=True)
    note = models.TextField("anything else", max_length=4000, blank=True)
    recorded_by = by_somebody(editable=False)
    recorded_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-recorded_at", "-id"]
        verbose_name = "household of adopters"
        verbose_name_plural = "households of adopters"
        constraints = [
            one_of("adopters", Adopters),
            one_of("adopters_status", AdoptersStatus),
            one_of("left_because", LeftAdopting, or_none=True),
            models.CheckConstraint(condition=go_together(), name="a_household_goes_together"),
            models.CheckConstraint(
                condition=Q(second=None, adopters__in=["M1", "F1"])
                | (Q(second__isnull=False, adopters__in=["MM", "FF", "MF"]) & ~Q(second=F("first"))),
                name="one_adopter_or_two",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, left_because="") | (Q(left_on__isnull=False) & ~Q(left_because="")),
                name="adopters_who_left_say_why",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{before: None}) | Q(**{after: None}) | Q(**{f"{after}__gte": F(before)}),
                    name=f"{after}_follows",
                )
                for before, after in pairwise(STEPS)
            ),
        ]

    def __str__(self) -> str:
        return " and ".join(one.name for one in (self.first, self.second) if one is not None)

    @property
    def people(self) -> list[Person]:
        return [one for one in (self.first, self.second) if one is not None]


@pghistory.track()
class AdoptionMatch(OnADay):
    """The child was matched with adopters."""

    household = models.ForeignKey(
        "AdopterHousehold",
        verbose_name="matched with",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    adopters = models.CharField("adopters", max_length=2, choices=Adopters)
    adopters_status = models.CharField("they are", max_length=3, choices=AdoptersStatus, blank=True)
    were_carers = models.BooleanField("they fostered the child", default=False)

    def wrong(self) -> dict[str, str]:
        problem = wrong_together(self.adopters, self.adopters_status)
        return {"adopters_status": problem} if problem else {}

    class Meta(OnADay.Meta):
        verbose_name = "match with adopters"
        verbose_name_plural = "matches with adopters"
        constraints = [
            *OnADay.Meta.constraints,
            one_of("adopters", Adopters),
            one_of("adopters_status", AdoptersStatus, or_none=True),
            models.CheckConstraint(condition=go_together(), name="adopters_and_what_they_are_go_together"),
        ]


@pghistory.track()
class AdoptionDisruption(OnADay):
    """The placement for adoption broke down."""

    class Meta(OnADay.Meta):
        verbose_name = "disruption of an adoption"
        verbose_name_plural = "disruptions of an adoption"


@pghistory.track()
class AdoptionOrder(OnADay):
    """A court made an adoption order. From that day the child is somebody else in law, and the earlier record ends."""

    household = models.ForeignKey(
        AdopterHousehold, verbose_name="adopted by", on_delete=models.PROTECT, related_name="+"
    )
    court = models.CharField("court", max_length=120, blank=True)
    is_consent_dispensed = models.BooleanField("the court dispensed with the parents’ consent", default=False)
    not_sealed_because = models.CharField("why the record is not sealed, if it is not", max_length=300, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "adoption order"
        constraints = [
            *OnADay.Meta.constraints,
            models.UniqueConstraint(fields=["person"], condition=STANDS, name="a_child_is_adopted_once"),
        ]


@pghistory.track()
class Sealing(models.Model):
    """An adopted child's earlier record is closed to everybody but named people, who say why each time they open it.

    Who the child is now stands here and nowhere else. PostgreSQL keeps this row from all whom it does not name, and
    the facts of ``person`` from all who have not opened it: see ``sql/sealing.sql``.
    """

    is_derived = True  # merging leaves it alone: the database carries it along, also for who does not see it

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(AdopterHousehold, on_delete=models.PROTECT, related_name="+")
    adopted_as = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField()
    guardian = by_somebody()
    sealed_by = by_somebody()
    sealed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = by_somebody(null=True, blank=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-sealed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(lifted_at=None), name="a_record_is_sealed_once"),
            models.UniqueConstraint(
                fields=["adopted_as"], condition=Q(lifted_at=None), name="one_earlier_record_of_a_child"
            ),
            models.CheckConstraint(condition=~Q(adopted_as=F("person")), name="adopted_as_somebody_else"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
                name="lifting_a_seal_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"the sealed record {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class SealKeeper(models.Model):
    """Somebody who may open a sealed record, besides its guardian."""

    sealing = models.ForeignKey(Sealing, on_delete=models.PROTECT, related_name="keepers")
    user = by_somebody()
    added_by = by_somebody()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sealing", "user"], name="a_keeper_is_named_once")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.sealing_id}"


class CameFrom(models.TextChoices):
    """From which side a sealed record was opened."""

    BEFORE = "before", "From the earlier record"
    AFTER = "after", "From who the child is now"


class SealOpening(models.Model):
    """A sealed record was opened by somebody who may, for a while, with the reason. Only ever added to."""

    sealing = models.ForeignKey(Sealing, on_delete=models.PROTECT, related_name="openings")
    user = by_somebody()
    came_from = models.CharField(max_length=6, choices=CameFrom)
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            one_of("came_from", CameFrom),
            models.CheckConstraint(condition=~Q(reason=""), name="a_seal_is_opened_for_a_reason"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at"), ends_at__lte=F("opened_at") + timedelta(days=1)),
                name="a_seal_is_open_for_a_while",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.opened_at}"
