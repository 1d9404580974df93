"""Hypotheses belong to the family, live over many meetings, and are never deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family

from .discussion import Discussion
from .writing import VersionedText


class HypothesisState(models.TextChoices):
    OPEN = "open", "Open"
    SUPPORTED = "supported", "Supported"
    WEAKENED = "weakened", "Weakened"
    DROPPED = "dropped", "Dropped"


class Hypothesis(VersionedText):
    """One way to understand what is going on: what speaks for it, against it, what we would need to find out."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="hypotheses")
    raised_in = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="hypotheses_raised")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    statement = models.TextField(blank=True)
    speaks_for = models.TextField("speaks for it", blank=True)
    speaks_against = models.TextField("speaks against it", blank=True)
    find_out = models.TextField("what we need to find out", blank=True)
    state = models.CharField(max_length=10, choices=HypothesisState, default=HypothesisState.OPEN)

    raised_on: date  # filled, like story, by queries.hypotheses_of
    story: list[Any]

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "hypotheses"
        triggers = [
            pgtrigger.Protect(
                name="hypotheses_are_never_deleted",
                operation=pgtrigger.Delete,
                # One that was begun by mistake, with nothing written in it, was never a hypothesis.
                condition=~pgtrigger.Q(
                    old__statement="", old__speaks_for="", old__speaks_against="", old__find_out="", old__state="open"
                ),
            )
        ]
        constraints = [one_of("state", HypothesisState)]

    def __str__(self) -> str:
        return self.statement[:80]


class HypothesisChange(models.Model):
    """A hypothesis was supported, weakened, dropped or opened again; in which discussion, and why."""

    hypothesis = models.ForeignKey(Hypothesis, on_delete=models.PROTECT, related_name="changes")
    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="hypothesis_changes")
    before = models.CharField(max_length=10, choices=HypothesisState)
    after = models.CharField(max_length=10, choices=HypothesisState)
    because = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [one_of("before", HypothesisState), one_of("after", HypothesisState)]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"
