"""The family is the record: each child is understood among their relations (Forrester et al. 2013, chapter 2)."""

from __future__ import annotations

import pghistory
from django.db import models

from kinwork.people.models import Person


@pghistory.track()
class Family(models.Model):
    """A family as the service knows it: a name that the unit uses, and its members."""

    name = models.CharField("family name", max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.name


class Members(models.Manager["FamilyMember"]):
    """Members without those who were put in by a change set that was taken back."""

    def get_queryset(self) -> models.QuerySet[FamilyMember]:
        return super().get_queryset().filter(taken_back=False)


@pghistory.track()
class FamilyMember(models.Model):
    """A person in a family: what they are to it, whether they live there, whether we are concerned for them."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("who they are in the family", max_length=80, blank=True)
    is_child = models.BooleanField("a child of concern", default=False)
    lives_here = models.BooleanField("lives in the household", default=True)
    position = models.PositiveSmallIntegerField(default=0)
    change_set = models.ForeignKey(
        "families.ChangeSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_away_in = models.ForeignKey(
        "families.ChangeSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back = models.BooleanField(default=False)  # whichever of the two change sets made it so

    objects = Members()
    all_objects = models.Manager["FamilyMember"]()

    class Meta:
        ordering = ["family", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["family", "person"], name="a_person_is_once_in_a_family"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"


class FamilyTerm(models.Model):
    """A family's name from some word of it on, folded: what it is found by. Made by the database (indexing.py)."""

    pk = models.CompositePrimaryKey("family_id", "term")
    family_id = models.BigIntegerField()
    term = models.TextField(db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["term", "-family_id"], name="families_by_term")]

    def __str__(self) -> str:
        return self.term
