"""A phone on which somebody writes without a signal, and the secret that opens what lies on it (docs/adr/0131)."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from kinwork.constraints import one_of


class Ended(models.TextChoices):
    SIGNED_OUT = "signed_out", "signed out on it"
    REMOVED = "removed", "removed from another device"
    EVERYWHERE = "everywhere", "signed out everywhere"
    DISABLED = "disabled", "the account was disabled"
    FACTOR = "factor", "the second factor was lost"
    PASSWORD = "password", "the password was changed"


class Phone(models.Model):
    """One person's store on one phone. Once it has ended its secret is gone: what lies there opens never again.

    No history is kept of it: a secret that was deleted would stand there still.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device = models.UUIDField(unique=True)  # made by the phone; says nothing, opens nothing
    secret = models.CharField(max_length=44, blank=True)  # 32 bytes in base64
    called = models.CharField(max_length=60)  # as its owner knows it: Chrome on Android
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # the last entry that came from it
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=10, choices=Ended, blank=True)

    class Meta:
        ordering = ["-seen_at"]
        indexes = [
            models.Index(fields=["user"], condition=models.Q(ended_at=None), name="phones_of_a_person"),
        ]
        constraints = [
            one_of("ended_because", Ended, or_none=True),
            models.CheckConstraint(
                condition=(models.Q(ended_at=None, ended_because="") & ~models.Q(secret=""))
                | (models.Q(ended_at__isnull=False, secret="") & ~models.Q(ended_because="")),
                name="a_phone_that_ended_has_no_secret",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_phone_that_ended_stays_so",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called} of {self.user_id}"
