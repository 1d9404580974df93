"""A study's plan, its consent wording, who was drawn, what came of asking them, and what data was given."""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of
from kinwork.evaluation.models import Consent, Study
from kinwork.families.models import Family
from kinwork.measures.models import Completion
from kinwork.units.models import Unit


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


@pghistory.track()
class Plan(models.Model):
    """How a study is done: its design as data, when it was started, and by what seed out of which frame it drew."""

    study = models.OneToOneField(Study, on_delete=models.PROTECT, related_name="plan")
    template = models.CharField(max_length=60, blank=True)
    design = models.JSONField()
    made_by = by_somebody()
    made_at = models.DateTimeField()
    started_by = by_somebody(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    # The draw: whoever has the same frame and the seed draws the same families.
    drawn_by = by_somebody(null=True, blank=True)
    drawn_on = models.DateField(null=True, blank=True)
    seed = models.BigIntegerField(null=True, blank=True)
    frame_hash = models.CharField("fingerprint of the frame", max_length=64, blank=True)
    assessed = models.PositiveIntegerField("families looked at", null=True, blank=True)
    excluded = models.JSONField("how many are not in the frame, and why", default=list)
    in_frame = models.PositiveIntegerField("families in the frame", null=True, blank=True)
    sampled = models.PositiveIntegerField("families drawn", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at=None, started_by=None) | Q(started_at__isnull=False, started_by__isnull=False),
                name="starting_a_study_is_noted_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    drawn_on=None, drawn_by=None, seed=None, frame_hash="", assessed=None, in_frame=None, sampled=None
                )
                | Q(
                    started_at__isnull=False, drawn_on__isnull=False, drawn_by__isnull=False, seed__isnull=False,
                    assessed__isnull=False, in_frame__isnull=False, sampled__isnull=False,
                    frame_hash__regex=r"^[0-9a-f]{64}$", sampled__lte=models.F("in_frame"),
                    in_frame__lte=models.F("assessed"),
                ),
                name="a_draw_is_noted_whole_and_after_the_start",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"plan of {self.study}"

    @property
    def is_started(self) -> bool:
        return self.started_at is not None

    @property
    def is_drawn(self) -> bool:
        return self.drawn_on is not None


@pghistory.track(pghistory.InsertEvent())
class ConsentWording(models.Model):
    """What families read before they agree. Never changed: another version is added, and is read from then on."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="wordings")
    version = models.PositiveSmallIntegerField()
    text = models.TextField("what families read", max_length=6000)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["study", "version"], name="a_wording_has_a_version_of_its_own"),
            models.CheckConstraint(condition=~Q(text="") & Q(version__gte=1), name="a_wording_says_something"),
        ]

    def __str__(self) -> str:
        return f"wording {self.version} of {self.study}"


@pghistory.track(pghistory.InsertEvent())
class Participant(models.Model):
    """A family that was drawn: in which group, of which unit on that day, as the how-manieth."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="participants")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    group = models.SlugField(max_length=40)
    place = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["study", "family"], name="a_family_is_drawn_once"),
            models.UniqueConstraint(fields=["study", "place"], name="one_family_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.study}, {self.place}"


class StepKind(models.TextChoices):
    """What was done to recruit a family, and what came of it but an answer."""

    ASKED = "asked", "Asked"
    REMINDED = "reminded", "Worker reminded"
    LOST = "lost", "Can no longer be reached"


@pghistory.track(pghistory.InsertEvent())
class RecruitmentStep(models.Model):
    """One step with a family. Its answer is no step: it is a consent."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    wave = models.SlugField(max_length=40, blank=True)  # of a reminder
    on = models.DateField()
    words = models.CharField("how", max_length=300, blank=True)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            one_of("kind", StepKind),
            models.CheckConstraint(
                condition=(Q(kind=StepKind.REMINDED) & ~Q(wave="")) | (~Q(kind=StepKind.REMINDED) & Q(wave="")),
                name="a_reminder_is_of_a_wave",
            ),
            models.CheckConstraint(condition=~Q(kind=StepKind.LOST) | ~Q(words=""), name="losing_a_family_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.kind}"


@pghistory.track(pghistory.InsertEvent())
class ConsentedTo(models.Model):
    """By which wording a family was asked when it answered."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="consented_to")
    wording = models.ForeignKey(ConsentWording, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.consent_id} by {self.wording_id}"


@pghistory.track(pghistory.InsertEvent())
class WaveCompletion(models.Model):
    """A questionnaire that was filled in for a time of a study: an ordinary one of the family's, and there it stays."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="completions")
    wave = models.SlugField(max_length=40)
    completion = models.OneToOneField(Completion, on_delete=models.PROTECT, related_name="study_wave")
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(wave=""), name="a_completion_is_of_a_time")]

    def __str__(self) -> str:
        return f"{self.wave}: {self.completion_id}"


class KeyEntry(models.Model):
    """Which family a code of a study is: kept apart, and there only in a transaction that says who looks, and why."""

    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="key_entry")
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=13)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "pseudonym"], name="a_code_is_of_one_family"),
            models.CheckConstraint(condition=Q(pseudonym__regex=r"^P[A-Z2-7]{12}$"), name="a_code_tells_nothing"),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class KeyLook(models.Model):
    """Somebody opened the key: it is there for them until the transaction ends in which this was written."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="key_looks")
    by = by_somebody()
    why = models.CharField(max_length=300)
    at = models.DateTimeField(db_default=TransactionNow())

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="looking_at_a_key_says_why")]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.study_id}"


@pghistory.track(pghistory.InsertEvent(), exclude=["content"])
class Release(models.Model):
    """Data that was given: as it was, with its fingerprint, what was found in it, and how that was answered."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    choices = models.JSONField("how it was made coarser")
    findings = models.JSONField("what was found before that")
    families = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField("families of which something was blanked")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="releases_are_numbered"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_release_has_a_fingerprint"),
            models.CheckConstraint(
                condition=Q(families__gte=5, withheld__lte=models.F("families")), name="no_release_of_fewer_than_five"
            ),
        ]

    def __str__(self) -> str:
        return f"data {self.number} of {self.study}"


@pghistory.track(pghistory.InsertEvent())
class InRelease(models.Model):
    """A family whose data is in a release."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="participants")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "participant"], name="in_a_release_once")]

    def __str__(self) -> str:
        return f"{self.participant_id} in {self.release_id}"
