"""Who lives together from when to when. A household is a home that the unit speaks of; its address is not kept here."""

from __future__ import annotations

import pghistory
from django.db import models

from kinwork.people.models import Person
from kinwork.people.models.partial import end_after_start, partial_date, said_well

from .change_sets import ChangeSet
from .relations import Fact


@pghistory.track()
class Household(models.Model):
    """A home of people in a family's record. The main one is that of which ``FamilyMember.lives_here`` speaks."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("what it is called", max_length=80, blank=True)
    is_main = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or "a household"


@pghistory.track()
class Living(Fact):
    """Somebody lives in a household, from when to when.

    ``lived_here`` keeps what the family's member said before of living in the main household, for taking it back.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="livings")
    begun = partial_date()
    ended = partial_date()
    lived_here = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [end_after_start(), *said_well("begun", "ended")]

    def __str__(self) -> str:
        return f"{self.person} lives in {self.household}"
