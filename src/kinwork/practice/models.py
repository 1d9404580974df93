"""Ratings of discussions, by the unit itself or by an observer."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kinwork.constraints import one_of
from kinwork.meetings.models import Discussion


class Rater(models.TextChoices):
    UNIT = "unit", "The unit"
    OBSERVER = "observer", "An observer"


class DiscussionRating(models.Model):
    """Which of the eight features of a systemic discussion were there (``instruments.discussion_quality``)."""

    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="ratings")
    rater = models.CharField(max_length=8, choices=Rater)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    features = ArrayField(models.PositiveSmallIntegerField(), help_text="numbers of the features that were there")
    version = models.CharField("version of the schedule", max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("rater", Rater),
            models.UniqueConstraint(
                fields=["discussion"], condition=models.Q(rater="unit"), name="the_unit_rates_a_discussion_once"
            ),
            models.UniqueConstraint(
                fields=["discussion", "by"],
                condition=models.Q(rater="observer"),
                name="an_observer_rates_a_discussion_once",
            ),
            models.CheckConstraint(
                condition=models.Q(features__contained_by=[1, 2, 3, 4, 5, 6, 7, 8]), name="features_are_one_to_eight"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.discussion}: {self.features}"
