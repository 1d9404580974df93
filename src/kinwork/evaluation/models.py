"""A study asks something of practice; families agree to it, or not; named evaluators get data without names.

Consent is of the family as a whole and by its own words: who said it, when, and who noted it. It is never changed:
another answer is noted after it, and the one noted last holds (docs/adr/0041).
"""

from __future__ import annotations

import secrets
from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family


def new_secret() -> str:
    """Thirty-two random bytes: nobody chooses or sees them."""
    return secrets.token_hex(32)


# The secret stands in one place, so that closing the study destroys it: no history keeps it.
@pghistory.track(exclude=["secret"])
class Study(models.Model):
    """What is to be found out, from when to when. Its secret makes pseudonyms that no other study has."""

    name = models.CharField(max_length=120)
    purpose = models.TextField("what it is for, as families are told", max_length=2000)
    begins = models.DateField()
    ends = models.DateField("last day")
    secret = models.CharField(max_length=64, default=new_secret, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    agreed: int  # filled by queries.studies: families of which data may be drawn

    class Meta:
        ordering = ["-begins", "name", "id"]
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("begins")), name="a_study_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(purpose=""), name="a_study_says_what_for"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None) & ~models.Q(secret="")
                | models.Q(closed_at__isnull=False, closed_by__isnull=False, secret=""),
                name="closing_a_study_destroys_its_secret",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_over(self, on: date) -> bool:
        return self.closed_at is not None or on > self.ends

    def gives_data(self, on: date) -> bool:
        return not self.is_over(on) and on >= self.begins


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class StudyEvaluator(models.Model):
    """Somebody who may draw the data of a study, for as long as they hold an evaluator's post."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="evaluators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "user"], name="an_evaluator_is_named_once")]

    def __str__(self) -> str:
        return f"{self.user} for {self.study}"


class Answer(models.TextChoices):
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Said no"
    WITHDRAWN = "withdrawn", "Withdrew"


@pghistory.track(pghistory.InsertEvent())
class Consent(models.Model):
    """What a family said when it was asked to take part in a study."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="consents")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="consents")
    answer = models.CharField("what they said", max_length=10, choices=Answer)
    on = models.DateField("said on")
    said_by = models.CharField("which family member", max_length=200)
    words = models.CharField("how, and in whose words", max_length=300, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["study", "family", "-id"], name="answers_to_a_study")]
        constraints = [
            one_of("answer", Answer),
            models.CheckConstraint(condition=~models.Q(said_by=""), name="consent_says_who_gave_it"),
        ]
        triggers = [pgtrigger.Protect(name="consent_is_never_changed", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.family}: {self.get_answer_display()}"
