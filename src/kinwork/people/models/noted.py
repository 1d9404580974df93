"""What is noted of a person: from when to when, who said so, and in whose record. Nothing noted is ever lost.

Two accounts that contradict each other stand side by side: nothing here is unique. What is no longer so gets an end;
what never was is marked as a mistake, which takes it from every page but the history.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .partial import end_after_start, partial_date, said_well
from .person import Person


class Standing(models.Manager[Any]):
    """What was noted, without what was noted by mistake."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(is_mistaken=False)


def of_person(related_name: str) -> models.ForeignKey[Person, Person]:
    return models.ForeignKey(Person, on_delete=models.CASCADE, related_name=related_name)


class Noted(models.Model):
    """Something noted of a person.

    ``family_id`` is the family in whose record it was noted. PostgreSQL hides it where it hides that family: what a
    restricted family's unit knows of a grandmother is not shown to those who know her from another family. This
    room does not know families, so it is no key; None is what was noted before anybody noted where.
    """

    begun = partial_date("since")
    ended = partial_date("until")
    source = models.CharField("who said so", max_length=200, blank=True)
    family_id = models.BigIntegerField(null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)
    is_mistaken = models.BooleanField("entered in error", default=False)

    objects = Standing()
    all_objects = models.Manager[Any]()

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [end_after_start(), *said_well("begun", "ended")]
