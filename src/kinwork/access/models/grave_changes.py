"""Changes that somebody answers for: what was done and why, who looks at it, and how it stood before."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q


class ChangeKind(models.TextChoices):
    """What was changed. Which of them can be put back, and by what permission, the rooms say (``grave_changes.py``)."""

    STATUS_DECIDED = "status_decided", "Status recorded"
    STATUS_REMOVED = "status_removed", "Status removed"
    DECIDER_NAMED = "decider_named", "Decided in your name"
    FAMILY_CLOSED = "family_closed", "Family closed"
    FAMILY_REOPENED = "family_reopened", "Family opened again"
    FAMILY_MOVED = "family_moved", "Family moved to another unit"
    FAMILIES_MOVED = "families_moved", "Families moved to other units"
    RESTRICTED = "restricted", "Record restricted"
    RESTRICTION_CHANGED = "restriction_changed", "Restriction changed"
    RESTRICTION_LIFTED = "restriction_lifted", "Restriction lifted"
    ENTRY_WIDENED = "entry_widened", "More people may see an entry"
    SHARE_ENDED = "share_ended", "Sharing ended"
    NOTE_REMOVED = "note_removed", "Detail removed from a person"
    NOTE_CHANGED = "note_changed", "Changed for a person"
    MEMBER_REMOVED = "member_removed", "Removed from the family"
    POST_ENDED = "post_ended", "Post ended"
    POST_CHANGED = "post_changed", "Dates of a post changed"
    APPOINTED = "appointed", "Appointed"
    MOVED = "moved", "Moved to another unit"
    COVER_ARRANGED = "cover_arranged", "Cover arranged"
    COVER_ENDED = "cover_ended", "Cover ended"
    DEPUTY_WITHDRAWN = "deputy_withdrawn", "Deputy withdrawn"
    MEETING_CLOSED = "meeting_closed", "Meeting closed"
    MEETING_REOPENED = "meeting_reopened", "Meeting opened again"
    DECIDED_FOR_CSW = "decided_for_csw", "Decided in the consultant’s place"


# Once made, these stay: only that it was undone, and that it was disputed, is added; each once, undoing only in time.
STAYS = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what somebody answers for is kept' USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF (to_jsonb(NEW) - '{undone_by_id,undone_at,disputed_at,dispute}'::text[])
    IS DISTINCT FROM (to_jsonb(OLD) - '{undone_by_id,undone_at,disputed_at,dispute}'::text[])
    OR (OLD.undone_at IS NOT NULL
        AND (NEW.undone_at, NEW.undone_by_id) IS DISTINCT FROM (OLD.undone_at, OLD.undone_by_id))
    OR (OLD.disputed_at IS NOT NULL
        AND (NEW.disputed_at, NEW.dispute) IS DISTINCT FROM (OLD.disputed_at, OLD.dispute)) THEN
    RAISE EXCEPTION 'what somebody answers for stays as it was' USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL AND now() > coalesce(OLD.undo_until, '-infinity') THEN
    RAISE EXCEPTION 'it is too late to undo this' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NEW;
"""


class GraveChange(models.Model):
    """One grave change: said in a sentence, with its reason; shown to who answers for it; undone for a while.

    Also whatever was recorded as decided by somebody else, who is told and may say that they did not decide it.
    """

    kind = models.CharField(max_length=24, choices=ChangeKind)
    family_id = models.BigIntegerField(null=True, db_index=True)  # no key: this room does not know families
    unit_id = models.BigIntegerField(null=True, db_index=True)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    words = models.CharField("what was done", max_length=400)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answerable_ids = ArrayField(models.BigIntegerField(), default=list)  # who answers for it, besides who did it
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )  # when that is not who recorded it
    was = models.JSONField(default=dict)  # what undoing puts back
    became = models.JSONField(default=dict)  # what must still stand for that
    undo_until = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    disputed_at = models.DateTimeField(null=True)
    dispute = models.CharField("what who is said to have decided says", max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="grave_changes_of_a_thing"),
            GinIndex(fields=["answerable_ids"], name="grave_changes_answered_for"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="grave_change_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(reason=""), name="a_grave_change_says_what_and_why"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undoing_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("at"), undone_at__lte=F("undo_until")),
                name="undone_while_it_can_be",
            ),
            models.CheckConstraint(
                condition=Q(disputed_at=None, dispute="") | Q(disputed_at__isnull=False, decided_by__isnull=False),
                name="only_who_is_named_disputes",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("by")), name="decided_by_somebody_else"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="grave_changes_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=STAYS,
            )
        ]

    def __str__(self) -> str:
        return self.words
