"""The minute as it stood when the CSW closed the meeting; afterwards amended, never edited."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from .discussion import Discussion
from .meeting import Reopening

# Only where its closing is being undone, at this very moment, and its every word has been kept.
NEVER_EDITED = """
IF TG_OP = 'DELETE' AND EXISTS (
    SELECT 1 FROM meetings_withdrawnminute w JOIN meetings_reopening r ON r.id = w.reopening_id
    WHERE w.discussion_id = OLD.discussion_id AND w.body = OLD.body AND w.frozen_at = OLD.frozen_at
      AND r.reopened_at = greatest(now(), r.closed_at))
THEN
    RETURN OLD;
END IF;
RAISE EXCEPTION 'Cannot update or delete rows from meetings_minute: minutes are amended, never edited';
"""


class Minute(models.Model):
    """A frozen discussion: everything that the minute shows, as it was shown (``presenters.minute_body``)."""

    discussion = models.OneToOneField(Discussion, on_delete=models.PROTECT, related_name="minute")
    body = models.JSONField()
    frozen_at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="minutes_are_never_edited",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=NEVER_EDITED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.discussion)


class WithdrawnMinute(models.Model):
    """A minute of a closing that was undone, word for word: no longer the minute, and kept as evidence."""

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="withdrawn_minutes")
    reopening = models.ForeignKey(Reopening, on_delete=models.PROTECT, related_name="minutes")
    body = models.JSONField()
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["discussion", "reopening"], name="a_minute_is_withdrawn_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="withdrawn_minutes_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"withdrawn: {self.discussion}"


class Amendment(models.Model):
    """Something added to a closed minute: the words, who, when. The original stays as it is."""

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="amendments")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="an_amendment_says_something")]
        triggers = [
            pgtrigger.Protect(name="amendments_are_never_edited", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text[:80]
