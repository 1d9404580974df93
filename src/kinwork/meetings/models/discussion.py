"""One discussion = one family in one meeting, in parts (Bostock et al. 2017, on unit meetings)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family

from .. import parts
from .meeting import Meeting
from .writing import VersionedText, frozen_with_its_meeting


class Discussion(models.Model):
    """A family talked of in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="discussions")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="discussions")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    opening_id: int | None  # filled by reads.discussion_by: the asking person's opening of the family

    class Meta:
        ordering = ["-meeting__held_on"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "family"], name="one_discussion_of_a_family_a_meeting"),
            # The target of the composite keys by which tasks, hypotheses and conversations belong to this family.
            models.UniqueConstraint(fields=["id", "family"], name="discussion_and_its_family"),
        ]

    def __str__(self) -> str:
        return f"{self.family} in {self.meeting}"


class Passage(VersionedText):
    """The text of one part of a discussion."""

    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="passages")
    part = models.CharField(max_length=20, choices=[(part.key, part.label) for part in parts.PARTS])
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("part", parts.part_keys()),
            models.UniqueConstraint(fields=["discussion", "part"], name="one_passage_a_part"),
        ]
        triggers = [frozen_with_its_meeting("passages_freeze_with_their_meeting")]

    def __str__(self) -> str:
        return f"{self.get_part_display()}"
