"""Who is related to whom, as dated facts with who said so. Contradictory accounts stand side by side.

A fact is never changed: a change set adds it, a later one may set another in its place. So whatever is taken back
leaves everything as it stood before. Dates are as well known as people know them: 2011, 2011-03 or 2011-03-27.
"""

from __future__ import annotations

from datetime import datetime

import pghistory
from django.db import models

from kinwork.constraints import one_of
from kinwork.people.models import Person
from kinwork.people.models.partial import end_after_start, partial_date, said_well

from .change_sets import ChangeSet


class ParentKind(models.TextChoices):
    BIRTH = "birth", "By birth"
    ADOPTIVE = "adoptive", "Adoptive"
    FOSTER = "foster", "Foster"
    STEP = "step", "Step"
    SURROGATE = "surrogate", "Surrogate"


class PartnershipKind(models.TextChoices):
    MARRIED = "married", "Married"
    COHABITING = "cohabiting", "Living together"
    DATING = "dating", "Going out"
    UNKNOWN = "unknown", "Not known"


class HowEnded(models.TextChoices):
    SEPARATED = "separated", "Separated"
    DIVORCED = "divorced", "Divorced"
    ENDED = "ended", "Ended another way"


class BondKind(models.TextChoices):
    CLOSE = "close", "Close"
    FUSED = "fused", "Very close, fused"
    DISTANT = "distant", "Distant"
    HOSTILE = "hostile", "Hostile"
    CUTOFF = "cutoff", "Cut off"
    VIOLENT = "violent", "Violent to"
    PHYSICAL = "abuse_physical", "Abuses physically"
    SEXUAL = "abuse_sexual", "Abuses sexually"
    EMOTIONAL = "abuse_emotional", "Abuses emotionally"
    NEGLECT = "neglect", "Neglects"
    CARING = "caring", "Cares for"
    CONTROLLING = "controlling", "Controls"


class LossKind(models.TextChoices):
    MISCARRIAGE = "miscarriage", "Miscarriage"
    STILLBIRTH = "stillbirth", "Stillbirth"
    TERMINATION = "termination", "Termination"


class SiblingKind(models.TextChoices):
    SIBLINGS = "siblings", "Brothers or sisters"
    TWINS = "twins", "Twins"
    IDENTICAL = "identical", "Identical twins"


def two_people(one: str, other: str) -> models.CheckConstraint:
    """Nobody is their own parent, partner, brother or sister."""
    return models.CheckConstraint(condition=~models.Q(**{one: models.F(other)}), name="%(class)s_is_of_two_people")


def in_force(known: datetime | None = None) -> models.Q:
    """What stands: told and not taken back, and nothing else said in its place that stands.

    ``known``: what stood at an earlier moment, as we knew it then.
    """
    if known is None:
        unreplaced = models.Q(superseded_in=None) | models.Q(superseded_in__taken_back_at__isnull=False)
        return models.Q(change_set__taken_back_at=None) & unreplaced
    told = models.Q(change_set__at__lte=known)
    told &= models.Q(change_set__taken_back_at=None) | models.Q(change_set__taken_back_at__gt=known)
    replaced = models.Q(superseded_in__at__lte=known)
    replaced &= models.Q(superseded_in__taken_back_at=None) | models.Q(superseded_in__taken_back_at__gt=known)
    return told & (models.Q(superseded_in=None) | ~replaced)


class Fact(models.Model):
    """A fact, the change set that it came with, and who said so."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")
    superseded_in = models.ForeignKey(ChangeSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField("who said so", max_length=200, blank=True)

    class Meta:
        abstract = True


@pghistory.track()
class Parenthood(Fact):
    """Somebody is a parent of somebody: by birth, or in the other ways in which people become parents."""

    parent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parent_in")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="child_in")
    kind = models.CharField(max_length=10, choices=ParentKind, default=ParentKind.BIRTH)
    begun = partial_date()
    ended = partial_date()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("kind", ParentKind),
            two_people("parent", "child"),
            end_after_start(),
            *said_well("begun", "ended"),
        ]

    def __str__(self) -> str:
        return f"{self.parent} is {self.get_kind_display().lower()} parent of {self.child}"


@pghistory.track()
class Partnership(Fact):
    """Two people who are or were a couple. The same two can be one twice."""

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=PartnershipKind, default=PartnershipKind.UNKNOWN)
    begun = partial_date()
    ended = partial_date()
    how_ended = models.CharField(max_length=10, choices=HowEnded, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("kind", PartnershipKind),
            one_of("how_ended", HowEnded, or_none=True),
            two_people("one", "other"),
            end_after_start(),
            *said_well("begun", "ended"),
            models.CheckConstraint(
                condition=models.Q(ended="") | ~models.Q(how_ended=""), name="partnership_that_ended_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"


@pghistory.track()
class Siblinghood(Fact):
    """Brothers or sisters whose parents nobody has named; or twins, whether somebody has or not."""

    kind = models.CharField(max_length=10, choices=SiblingKind, default=SiblingKind.SIBLINGS)
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [one_of("kind", SiblingKind), two_people("one", "other")]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"


@pghistory.track()
class Bond(Fact):
    """How one is with another, as somebody saw it on a day. From ``one`` to ``other`` where it has a direction."""

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=BondKind)
    observer = models.CharField("who saw it", max_length=200, blank=True)
    on = partial_date()

    class Meta:
        ordering = ["id"]
        constraints = [one_of("kind", BondKind), two_people("one", "other"), *said_well("on")]

    def __str__(self) -> str:
        return f"{self.one}, {self.other}: {self.get_kind_display().lower()}"


@pghistory.track()
class Loss(Fact):
    """A pregnancy that ended before a birth. ``person`` where the child has a name and a place in the record."""

    mother = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other_parent = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=LossKind)
    name = models.CharField(max_length=120, blank=True)
    on = partial_date()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "losses"
        constraints = [one_of("kind", LossKind), two_people("mother", "other_parent"), *said_well("on")]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
