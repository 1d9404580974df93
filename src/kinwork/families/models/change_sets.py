"""One step of drawing a genogram: what somebody said, by whom it was noted, and whether it was taken back."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models

from .family import Family


@pghistory.track(exclude=["drawn"])
class ChangeSet(models.Model):
    """Facts that were noted together: they are undone together, and come back together.

    ``drawn`` keeps where everybody then stood in the drawing, so that the next change moves few (docs/adr/0045).
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="change_sets")
    words = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    drawn = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None) | models.Q(taken_back_at__gte=models.F("at")),
                name="a_change_set_is_taken_back_after_it",
            ),
        ]

    def __str__(self) -> str:
        return self.words
