"""What people type: saved at every pause, by several hands, never lost."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models


class VersionedText(models.Model):
    """A row with boxes that people type in. ``version`` rises by one at each save, so that nobody overwrites unseen."""

    version = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Revision(models.Model):
    """One pause in typing: what it changed in a box, by whom. Together they say how the box stood at every version.

    ``changes`` leads from the text before to the text of ``version``, ``over`` from what was sent to that text, where
    others had written meanwhile (``changes.to_json``). ``text`` is of the time before edits were kept: how it stood.
    """

    box = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    version = models.PositiveIntegerField(null=True)
    changes = models.JSONField(null=True)
    over = models.JSONField(null=True)
    keys = models.CharField("what its sender calls it", max_length=100, blank=True)
    text = models.TextField(null=True)  # noqa: DJ001 -- empty is a text
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    written_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["box", "object_id", "version"], name="one_revision_for_each_version"),
            models.CheckConstraint(
                condition=models.Q(text__isnull=False, changes__isnull=True)
                | models.Q(text__isnull=True, changes__isnull=False, version__isnull=False),
                name="a_revision_says_what_changed",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="revisions_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.box} {self.object_id}, version {self.version}"


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
