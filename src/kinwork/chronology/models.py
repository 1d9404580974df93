"""What people say of a chronology: what belongs in it after all, and how one that went to a court is numbered.

Its events stand in the rooms in which they were written, and nowhere twice.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinwork.families.models import Family
from kinwork.people.models import Person
from kinwork.record.models import Entry


class Choice(models.Model):
    """An entry was put into the chronology, or left out of it, after it was written: by whom, why. The last one counts;
    the entry itself stays as it was.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="chronology_choices")
    belongs = models.BooleanField("belongs in the chronology")
    because = models.CharField("why", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_choice_says_why")]

    def __str__(self) -> str:
        return f"{self.entry} {'in' if self.belongs else 'out'}"


class CourtChronology(models.Model):
    """A chronology in a court's form, made on a day for these parties: printed again, it has the same numbers."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="court_chronologies")
    child = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    court = models.CharField("which court, and case number", max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        verbose_name_plural = "court chronologies"
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=models.F("since")),
                name="a_court_chronology_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"chronology of {self.family} made on {self.made_at:%Y-%m-%d}"


class Party(models.Model):
    """Somebody of the family who will read it: nothing that is hidden from them is in it."""

    chronology = models.ForeignKey(CourtChronology, on_delete=models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "parties"
        constraints = [models.UniqueConstraint(fields=["chronology", "person"], name="a_party_is_named_once")]

    def __str__(self) -> str:
        return str(self.person)


class CourtLine(models.Model):
    """A number in it: of which event, and which exhibit, where that is evidence."""

    chronology = models.ForeignKey(CourtChronology, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    exhibit = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["chronology", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chronology", "number"], name="a_number_stands_once_in_a_chronology"),
            models.UniqueConstraint(fields=["chronology", "exhibit"], name="an_exhibit_stands_once_in_a_chronology"),
            models.UniqueConstraint(
                fields=["chronology", "source", "thing_id"], name="an_event_stands_once_in_a_chronology"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
