"""The key of the first start: who holds it makes the authority and its first administrator, once."""

from __future__ import annotations

from django.db import models


class SetupKey(models.Model):
    """The one key that a new database gives out. Only its fingerprint is kept, and none once it has been used."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    fingerprint = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_setup_key_per_database"),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(fingerprint=""), name="a_used_setup_key_opens_nothing"
            ),
        ]

    def __str__(self) -> str:
        return "used" if self.used_at else "not used yet"
