"""Where members of staff live, as far as they say so: for the report of unusual looking, and for nobody's eyes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Home(models.Model):
    """Somebody says where they live, so that nobody can say that they looked up their neighbours.

    PostgreSQL shows a row to whoever it is about, and to nobody else (``access/row_level_security.py``); the report
    asks a function that compares and does not tell. Not tracked by pghistory: rows that have ended are the history,
    for as long as the report looks back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    postcode = models.CharField(max_length=8)
    house = models.CharField("number or name of the house", max_length=60, blank=True)
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["postcode"], name="staff_by_postcode")]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="lives_in_one_place"),
            models.CheckConstraint(
                condition=Q(postcode__regex=r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"), name="home_has_a_postcode"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("said_at")), name="home_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"the home of {self.user_id}"  # and no more, wherever this may be printed
