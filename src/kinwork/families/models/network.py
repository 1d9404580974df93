"""Who is around the family: agencies and their people, other carers, friends; and how much each helps.

A tie is told like every fact of the family (change_sets.py): later accounts of the same tie stand beside the earlier,
so that its strength at any date can be read, and what is taken back leaves everything as it was.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models.functions import Lower

from kinwork.constraints import one_of
from kinwork.people.models import Person
from kinwork.people.models.partial import end_after_start, partial_date, said_well

from .family import Family
from .relations import Fact, two_people


class NetworkPart(models.TextChoices):
    PROFESSIONAL = "professional", "Professional or agency"
    FAMILY = "family", "Family"
    COMMUNITY = "community", "Friend, neighbour or community"


class Support(models.TextChoices):
    STRONG = "strong", "Strong"
    MODERATE = "moderate", "Moderate"
    LOW = "low", "Low"


class Closeness(models.TextChoices):
    VERY_CLOSE = "very_close", "Very close"
    CLOSE = "close", "Close"
    LOOSE = "loose", "Loose"
    NOWHERE = "nowhere", "Not on the map"


class Flow(models.TextChoices):
    """As the engine's links have it: ``to`` the family, ``from`` it, or both."""

    TO = "to", "To the family"
    FROM = "from", "From the family"
    BOTH = "both", "Both ways"


@pghistory.track()
class Agency(models.Model):
    """A school, a surgery, a police team: one row, however many families know it. It says nothing of any family.

    A refuge is no such row: it belongs to the record of the one ``family`` in which it was noted, once for each.
    """

    name = models.CharField("name", max_length=120)
    kind = models.CharField("kind", max_length=30)
    place = models.CharField("where", max_length=120, blank=True)
    telephone = models.CharField("telephone", max_length=40, blank=True)
    email = models.EmailField("email", blank=True)
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "place"]
        verbose_name_plural = "agencies"
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "kind",
                Lower("place"),
                "family",
                name="an_agency_is_once_in_the_register",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="an_agency_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.place}" if self.place else self.name


@pghistory.track()
class Tie(Fact):
    """One account of a tie between the family, or one of it, and somebody around them, as it was said on a day.

    ``first`` is the account with which the same tie was first told (none for that one itself).
    """

    first = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=NetworkPart)
    somebody = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_lead = models.BooleanField("lead professional", default=False)
    is_carer = models.BooleanField("helps to look after the children", default=False)
    begun = partial_date()
    ended = partial_date()
    on = partial_date()
    heard = partial_date()
    support = models.CharField(max_length=8, choices=Support, blank=True)
    closeness = models.CharField(max_length=10, choices=Closeness, blank=True)
    flow = models.CharField(max_length=4, choices=Flow, blank=True)
    is_stressful = models.BooleanField("draining, or in conflict", default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("part", NetworkPart),
            one_of("support", Support, or_none=True),
            one_of("closeness", Closeness, or_none=True),
            one_of("flow", Flow, or_none=True),
            two_people("about", "somebody"),
            end_after_start(),
            *said_well("begun", "ended", "on", "heard"),
            models.CheckConstraint(condition=~models.Q(on=""), name="tie_account_is_dated"),
            models.CheckConstraint(
                condition=~models.Q(name="") | models.Q(somebody__isnull=False) | models.Q(agency__isnull=False),
                name="tie_is_with_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """The name of whoever is around the family, or the agency's where nobody is named."""
        if self.somebody is not None:
            return self.somebody.name
        return self.name or (self.agency.name if self.agency else "")
