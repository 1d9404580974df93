"""Families opened with a reason, in an emergency, and families that only named people may know of."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

# Why somebody outside a family's unit opens it. The words they add say what for.
REASONS = {
    "duty": "I am on duty and this family has called or been called about",
    "cover": "I am covering for a colleague in its unit",
    "linked": "It is linked to a family in my unit",
    "referral": "A new contact or referral may be about it",
    "transfer": "It is coming to my unit",
    "review": "A review, conference or court date that I chair or attend",
    "quality": "An audit, a complaint or a serious incident",
}
BREAK_GLASS_REASONS = {
    "risk": "A child may be at risk now",
    "police": "Police, a hospital or a court are asking now",
    "missing": "A child is missing",
    "out_of_hours": "Out of hours, and no one in the unit can be reached",
}
# Nobody chooses this one: it follows from having opened the family.
OPENED_IT = {"opened_it": "Opened it for the unit today"}


class AccessGrantKind(models.TextChoices):
    REASON = "reason", "With a reason"
    BREAK_GLASS = "emergency", "In an emergency"


class AccessGrant(models.Model):
    """Somebody was let into a family's record for a while because they said why."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_grants")
    family_id = models.BigIntegerField(db_index=True)  # no key: this room does not know families
    kind = models.CharField(max_length=10, choices=AccessGrantKind)
    reason = models.CharField(
        max_length=20, choices=[*REASONS.items(), *BREAK_GLASS_REASONS.items(), *OPENED_IT.items()]
    )
    words = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Who is told at once when the glass is broken, and reviews it; the holding unit’s leaders, or the named guardian.
    guardian_ids = ArrayField(models.BigIntegerField(), default=list)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    was_right = models.BooleanField(null=True)
    review = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["user", "family_id", "ends_at"], name="openings_of_somebody")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="opening_lasts_a_while"),
            models.CheckConstraint(condition=~Q(words=""), name="opening_says_why"),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("user")), name="nobody_reviews_their_own"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, was_right=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, was_right__isnull=False),
                name="review_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} into {self.family_id}"


class RestrictionCause(models.TextChoices):
    STAFF = "staff", "Someone in it works here, or is related to someone who does"
    PROFILE = "profile", "Public or press interest"
    POLICE = "police", "Police or a court have asked for it"
    OTHER = "other", "Another reason"


@pghistory.track()
class Restriction(models.Model):
    """A family that only listed people may know of. PostgreSQL keeps it: see ``access/sql``."""

    family_id = models.BigIntegerField()
    cause = models.CharField(max_length=10, choices=RestrictionCause)
    words = models.CharField(max_length=500)
    guardian = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imposed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family_id"], condition=Q(lifted_at=None), name="a_family_is_restricted_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
                name="lifting_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"family {self.family_id}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Listed(models.Model):
    """Somebody who may know of a restricted family."""

    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="listed")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "user"], name="listed_once")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.restriction_id}"
