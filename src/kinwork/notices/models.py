"""Notices say what happened by its kind and by ids, never in words of a record; and who has seen them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.units.models import Unit


class Standing(models.Manager["Notice"]):
    """Notices of what has been neither taken back nor done with."""

    def get_queryset(self) -> models.QuerySet[Notice]:
        return super().get_queryset().filter(withdrawn_at=None)


class Notice(models.Model):
    """Something happened that others should know of: those who answer for a unit, or people by name, or both."""

    kind = models.CharField(max_length=40)
    family = models.ForeignKey(Family, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    to_ids = ArrayField(models.BigIntegerField(), default=list)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    due = models.DateField("expected by", null=True)
    withdrawn_at = models.DateTimeField(null=True)  # nobody need look at it any more

    objects = Standing()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["unit", "-at"], name="notices_of_a_unit"),
            GinIndex(fields=["to_ids"], name="notices_to_somebody"),
            models.Index(fields=["object_id"], condition=Q(withdrawn_at=None), name="notices_of_a_thing"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(kind=""), name="notice_has_a_kind"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(to_ids__len__gt=0), name="notice_is_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(object_type="", object_id=None) | (~Q(object_type="") & Q(object_id__isnull=False)),
                name="notice_points_to_a_whole_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Seen(models.Model):
    """Somebody has looked at a notice, and perhaps means to come back to it: then it counts as new until they do."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    is_kept = models.BooleanField("left unread on purpose", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="a_notice_is_seen_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} by {self.user_id}"


class Mail(models.TextChoices):
    """When somebody wants to hear by email."""

    USUAL = "usual", "New families and emergencies at once, the rest once a day"
    AT_ONCE = "at_once", "Everything at once"
    DAILY = "daily", "Everything once a day"
    NEVER = "never", "No emails"


class MailChoice(models.Model):
    """What somebody chose who wants it otherwise than usual."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=8, choices=Mail)

    class Meta:
        constraints = [one_of("choice", Mail)]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.choice}"


class Digest(models.Model):
    """Somebody's email of a day has been dealt with, so that no second process sends it again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    up_to = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.day}"
