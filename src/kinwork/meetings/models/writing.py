"""What people type: saved at every pause, by several hands, never lost."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models


class Written(models.Model):
    """A row with boxes that people type in. ``version`` rises by one at each save, so that nobody overwrites unseen."""

    version = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Revision(models.Model):
    """How a box stood before somebody else, or the same person after a while, went on writing in it."""

    box = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["box", "object_id", "id"], name="revisions_of_a_box")]
        triggers = [
            pgtrigger.Protect(name="revisions_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.box} {self.object_id} until {self.kept_at}"


# Raised by the database when something in a closed meeting would change (kept apart from Django's own errors).
CLOSED = "the meeting is closed: amend its minutes instead"


def frozen_with_its_meeting(name: str) -> pgtrigger.Trigger:
    """Rows that belong to a discussion cannot change once its meeting is closed: minutes are amended, not edited."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("which", "bigint")],
        func=f"""
            IF TG_OP = 'DELETE' THEN which := OLD.discussion_id; ELSE which := NEW.discussion_id; END IF;
            IF EXISTS (
                SELECT 1 FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
                WHERE d.id = which AND m.closed_at IS NOT NULL
            ) THEN
                RAISE EXCEPTION '{CLOSED}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )
