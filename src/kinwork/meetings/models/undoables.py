"""What can be taken back while its meeting is open: as it was before, and as it was left."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family

from .discussion import Discussion
from .meeting import Meeting


class UndoKind(models.TextChoices):
    HYPOTHESIS = "hypothesis", "A hypothesis removed"
    CONVERSATION = "conversation", "A planned conversation removed"
    DECISION = "decision", "A draft decision removed"
    GUEST = "guest", "A guest removed"
    ADDED = "added", "A family added to the agenda"
    ORDER = "order", "A family moved on the agenda"
    LINE = "line", "An agenda item changed"
    TIME = "time", "The meeting’s time changed"


class Undoable(models.Model):
    """One press that can be taken back. ``before`` and ``after`` are rows as the database had them.

    Nothing before: it was put there. Nothing after: it was taken away. It stays when it has been undone, and when the
    meeting is closed: so words that were taken away with a draft are not lost either.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="undoables")
    discussion = models.ForeignKey(Discussion, null=True, on_delete=models.PROTECT, related_name="undoables")
    family = models.ForeignKey(Family, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=UndoKind)
    row = models.BigIntegerField("the id of what it was done to")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    words = models.CharField("what it was, for the line with its undo", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("kind", UndoKind),
            models.CheckConstraint(
                condition=models.Q(before__isnull=False) | models.Q(after__isnull=False),
                name="something_was_there_before_or_after",
            ),
            models.CheckConstraint(
                condition=models.Q(discussion=None) | models.Q(family__isnull=False),
                name="what_is_of_a_discussion_is_of_its_family",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"
