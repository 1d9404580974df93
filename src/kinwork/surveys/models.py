"""A round of a survey and who is asked; and apart from that, with nothing that leads from one to the other, what was
answered (docs/adr/0145). The application reads none of the latter: ``sql/1_answers.sql`` hands it out when it may.
"""

from __future__ import annotations

import uuid
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kinwork.units.models import Unit

LEAST = 5  # people behind every figure that is shown
MOST_DAYS = 60


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


@pghistory.track()
class Round(models.Model):
    """One time that staff are asked: what, from when to when. Who is asked is settled when it is made."""

    name = models.CharField("name", max_length=120)
    purpose = models.TextField("what it is for, as those who are asked read it", max_length=1000)
    instruments = ArrayField(models.CharField(max_length=60))
    versions = ArrayField(models.CharField(max_length=60))
    asks_words = models.BooleanField("asks for words as well", default=False)
    opens_on = models.DateField("opens on")
    closes_on = models.DateField("last day")
    remind_on = models.DateField("everyone is reminded on", null=True, blank=True)
    made_by = by_somebody()
    made_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = by_somebody(null=True, blank=True)  # none: its last day was over
    is_withdrawn = models.BooleanField("withdrawn before anyone was asked", default=False)

    class Meta:
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(purpose=""), name="a_round_says_what_for"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")) & Q(closes_on__lte=F("opens_on") + MOST_DAYS),
                name="a_round_lasts_two_months_at_most",
            ),
            models.CheckConstraint(
                condition=Q(remind_on=None) | Q(remind_on__gt=F("opens_on"), remind_on__lte=F("closes_on")),
                name="a_round_reminds_while_it_is_open",
            ),
            models.CheckConstraint(
                condition=Q(instruments__len__gte=1, instruments__len=F("versions__len")), name="a_round_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_at=None), name="who_closed_a_round_closed_it"
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawn=False) | Q(closed_at__isnull=False, invited_at=None),
                name="a_round_is_withdrawn_before_anyone_is_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Asked(models.Model):
    """Someone who is asked, and the unit in whose results they count. Not whether they answered."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="asked")
    user = by_somebody()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="asked_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.round_id}"


# -- what the application neither reads nor writes: no key to a person, no time, no number that counts


class RoundKey(models.Model):
    """What makes the marks of a round; destroyed when it closes."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, primary_key=True, related_name="+")
    secret = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(secret=""), name="a_round_key_has_a_secret")]

    def __str__(self) -> str:
        return f"of {self.round_id}"


class Mark(models.Model):
    """That one of those asked has answered: a keyed fingerprint, by which they cannot answer twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "mark"], name="a_round_is_answered_once")]

    def __str__(self) -> str:
        return self.mark


class Sheet(models.Model):
    """One questionnaire as one person of a unit answered it. Two of one person lead to nothing in common."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60)
    answers = models.JSONField()  # by the number of the item; no words

    class Meta:
        indexes = [models.Index(fields=["round"], name="sheets_of_a_round")]

    def __str__(self) -> str:
        return self.instrument


class Words(models.Model):
    """What one person wrote: of no unit, and beside no number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60, blank=True)
    item = models.PositiveSmallIntegerField(default=0)
    words = models.TextField()

    class Meta:
        verbose_name_plural = "words"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="words_of_a_survey_say_something")]

    def __str__(self) -> str:
        return "words"
