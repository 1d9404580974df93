"""Decisions: anyone drafts, the CSW or a deputy decides, each with its reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .discussion import Discussion
from .writing import VersionedText, frozen_with_its_meeting


class Decision(VersionedText):
    """What was decided about a family, and why. ``decided_at`` empty means that it is a draft."""

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="decisions")
    words = models.TextField("decision", blank=True)
    reason = models.TextField(blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_as = models.CharField("in the role of", max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | (
                    models.Q(decided_at__isnull=False, decided_by__isnull=False)
                    & ~models.Q(words="")
                    & ~models.Q(reason="")
                ),
                name="a_decision_has_words_reason_and_decider",
            ),
        ]
        triggers = [frozen_with_its_meeting("decisions_freeze_with_their_meeting")]

    def __str__(self) -> str:
        return self.words[:80]
