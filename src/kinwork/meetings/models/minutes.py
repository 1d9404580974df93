"""The minute as it stood when the CSW closed the meeting; afterwards amended, never edited."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from .discussion import Discussion


class Minute(models.Model):
    """A frozen discussion: everything that the minute shows, as it was shown (``presenters.minute_body``)."""

    discussion = models.OneToOneField(Discussion, on_delete=models.PROTECT, related_name="minute")
    body = models.JSONField()
    frozen_at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="minutes_are_never_edited", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.discussion)


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
