"""A feed: one person's own work, or one of their units, under an address that only they were shown."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kinwork.units.models import Unit


class Feed(models.Model):
    """Whoever has the address reads the feed, so the database keeps only its hash, and the address is shown once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Empty for the person's own work.
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    # What it held when it was read last, and since when it has held that: for Last-Modified.
    fingerprint = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="one_address_of_a_feed_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("made_at")),
                name="a_feed_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"feed of {self.user_id} for {self.unit_id or 'their own work'}"
