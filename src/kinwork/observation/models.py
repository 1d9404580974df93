"""A session that was observed or recorded; who agreed to it; the recording; who codes it and how; who may read that."""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.files.kinds import FileKind
from kinwork.people.models import Person
from kinwork.units.models import Unit

SOUNDS = [(kind.value, kind.label) for kind in FileKind if kind.is_sound]
LONGEST_MARK = 12 * 3600  # seconds


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class Kind(models.TextChoices):
    OBSERVED = "observed", "An observed visit: an observer is there"
    RECORDED = "recorded", "A recording of sound: no observer"
    SIMULATED = "simulated", "A simulated interview with an actor"


@pghistory.track()
class Sampling(models.Model):
    """From when on which share of sessions is coded twice, and the seed by which they are drawn."""

    percent = models.PositiveSmallIntegerField("share coded twice, in per cent")
    seed = models.CharField(max_length=32)
    by = by_somebody(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="a_share_is_at_most_all"),
            models.CheckConstraint(condition=~Q(seed=""), name="a_draw_has_a_seed"),
        ]

    def __str__(self) -> str:
        return f"{self.percent} per cent from {self.at:%Y-%m-%d}"


@pghistory.track()
class Session(models.Model):
    """One worker with one family once, or with an actor; known to coders by its code alone."""

    code = models.CharField(max_length=8, unique=True)
    kind = models.CharField("what it is", max_length=10, choices=Kind)
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    vignette = models.SlugField("which vignette", max_length=60, blank=True)
    instrument = models.SlugField(max_length=60)
    version = models.CharField(max_length=60)
    worker = by_somebody()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    observer = by_somebody(null=True, blank=True)
    held_on = models.DateField("when it was")
    notes = models.TextField("notes of the observer", blank=True, max_length=20_000)
    sampling = models.ForeignKey(Sampling, on_delete=models.PROTECT, related_name="+")
    is_twice = models.BooleanField("drawn to be coded twice")
    is_training = models.BooleanField("in the training set", default=False)
    # Of the form with which it was made: sent twice, it is one session.
    token = models.UUIDField(unique=True)
    by = by_somebody()
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = by_somebody(null=True, blank=True)
    removed_because = models.CharField("why it is not used", max_length=300, blank=True)

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            one_of("kind", Kind),
            models.CheckConstraint(
                condition=Q(kind=Kind.SIMULATED, family=None, vignette__gt="")
                | (~Q(kind=Kind.SIMULATED) & Q(family__isnull=False, vignette="")),
                name="a_family_or_a_vignette",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.OBSERVED) | Q(observer__isnull=False), name="an_observed_visit_has_an_observer"
            ),
            models.CheckConstraint(
                condition=Q(observer=None) | ~Q(observer=F("worker")), name="nobody_observes_themselves"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_because="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_because="")),
                name="removing_a_session_says_why",
            ),
        ]
        indexes = [models.Index(fields=["family"], name="sessions_of_a_family")]

    def __str__(self) -> str:
        return f"session {self.code}"

    @property
    def is_used(self) -> bool:
        return self.removed_at is None


@pghistory.track()
class Consent(models.Model):
    """One person who is heard agreed: asked by whom, when, in which wording; until they withdraw it."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = by_somebody(null=True, blank=True)
    name = models.CharField("who else is heard", max_length=120, blank=True)
    for_them = models.CharField("who agreed for a child", max_length=120, blank=True)
    wording = models.CharField(max_length=40)
    may_train = models.BooleanField("may train coders", default=False)
    asked_by = by_somebody()
    asked_on = models.DateField("when they were asked")
    by = by_somebody()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = by_somebody(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, user=None, name="")
                | Q(person=None, user__isnull=False, name="")
                | (Q(person=None, user=None) & ~Q(name="")),
                name="one_person_consents",
            ),
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(withdrawn_at=None), name="a_person_consents_once"
            ),
            models.UniqueConstraint(
                fields=["session", "user"], condition=Q(withdrawn_at=None), name="a_colleague_consents_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawing_is_noted_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"

    @property
    def who(self) -> str:
        """Who agreed; their row must have been read along."""
        return self.person.name if self.person else self.user.full_name if self.user else self.name


class Gone(models.TextChoices):
    WITHDRAWN = "withdrawn", "consent was withdrawn"
    CLOCK = "clock", "its time was over"
    REMOVED = "removed", "it was removed by hand"


@pghistory.track()
class Recording(models.Model):
    """What was recorded: enciphered, under the fingerprint of what is on the disk, until a day or until it went."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="recordings")
    kind = models.CharField(max_length=8, choices=SOUNDS)
    sha256 = models.CharField("fingerprint of what is kept", max_length=64)
    size = models.BigIntegerField("bytes of the recording itself")
    by = by_somebody()
    at = models.DateTimeField()
    keep_until = models.DateField("last day on which it is kept")
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_because = models.CharField(max_length=10, choices=Gone, blank=True)
    gone_by = by_somebody(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("kind", [key for key, _ in SOUNDS]),
            one_of("gone_because", Gone, or_none=True),
            models.UniqueConstraint(fields=["session"], condition=Q(gone_at=None), name="a_session_has_one_recording"),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_recording_holds_something"),
            models.CheckConstraint(
                condition=Q(gone_at=None, gone_because="", gone_by=None)
                | (Q(gone_at__isnull=False) & ~Q(gone_because="")),
                name="a_recording_that_went_says_why",
            ),
        ]
        indexes = [models.Index(fields=["keep_until"], condition=Q(gone_at=None), name="recordings_to_go")]

    def __str__(self) -> str:
        return f"recording of {self.session_id}"

    @property
    def file_kind(self) -> FileKind:
        return FileKind(self.kind)


class RecordingKey(models.Model):
    """The recording's own key, enciphered by the key of this installation. It goes with the recording, for good."""

    recording = models.OneToOneField(Recording, primary_key=True, on_delete=models.PROTECT, related_name="key")
    wrapped = models.BinaryField(max_length=200)

    def __str__(self) -> str:
        return f"key of {self.recording_id}"


class As(models.TextChoices):
    BLIND = "blind", "Blind"
    LIVE = "live", "By the observer, who was there"
    EXPERT = "expert", "By the expert, for the training set"
    TRAINING = "training", "In training"


@pghistory.track()
class Coding(models.Model):
    """One coder codes one session once: a draft that is saved as they work, then frozen."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="codings")
    coder = by_somebody()
    codes_as = models.CharField("codes as", max_length=10, choices=As)
    is_second = models.BooleanField("the second coding", default=False)
    notes = models.TextField("notes on the whole session", blank=True, max_length=20_000)
    begun_at = models.DateTimeField()
    by = by_somebody()
    submitted_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)
    given_back_because = models.CharField("why it was given back", max_length=300, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            one_of("codes_as", As),
            # Given back or not: who has heard it once does not get it again as if they had not.
            models.UniqueConstraint(fields=["session", "coder"], name="a_coder_codes_a_session_once"),
            models.UniqueConstraint(
                fields=["session", "is_second"], condition=Q(codes_as=As.BLIND, given_back_at=None),
                name="a_session_is_coded_blind_once_or_twice",
            ),
            models.UniqueConstraint(
                fields=["session"], condition=Q(codes_as=As.EXPERT, given_back_at=None), name="one_expert_codes_it"
            ),
            models.CheckConstraint(condition=Q(codes_as=As.BLIND) | Q(is_second=False), name="only_blind_is_second"),
            models.CheckConstraint(
                condition=Q(given_back_at=None, given_back_because="")
                | (Q(given_back_at__isnull=False, submitted_at=None) & ~Q(given_back_because="")),
                name="giving_back_says_why",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"coding {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None and self.given_back_at is None


@pghistory.track()
class Code(models.Model):
    """What a coder gives for one domain, with a note; nothing where it could not be heard."""

    coding = models.ForeignKey(Coding, on_delete=models.PROTECT, related_name="codes")
    item = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    # Chosen, which a note that is only begun is not.
    is_left_out = models.BooleanField("could not be coded", default=False)
    note = models.TextField(blank=True, max_length=4_000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["coding", "item"], name="a_domain_is_coded_once"),
            models.CheckConstraint(condition=Q(item__gte=1), name="domains_count_from_one"),
            models.CheckConstraint(condition=Q(value=None) | Q(is_left_out=False), name="coded_or_left_out"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=1, value__lte=5), name="codes_are_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"domain {self.item} of {self.coding_id}"


@pghistory.track()
class Mark(models.Model):
    """A moment that a coder marks, with words, of a domain or of none."""

    coding = models.ForeignKey(Coding, on_delete=models.PROTECT, related_name="marks")
    second = models.PositiveIntegerField("seconds from the beginning")
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)
    # Of the press of a key: sent twice, it is one mark.
    token = models.UUIDField(unique=True)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["second", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(second__lte=LONGEST_MARK), name="a_mark_is_in_a_recording"),
        ]

    def __str__(self) -> str:
        return f"mark at {self.second}"


@pghistory.track()
class Feedback(models.Model):
    """What the worker sees first, of a session that was coded; and to which colleague they gave it on."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="feedback")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    released_to = by_somebody(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at=None, released_to=None)
                | Q(released_at__isnull=False, released_to__isnull=False, seen_at__isnull=False),
                name="released_after_it_was_seen",
            ),
        ]
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"feedback on {self.session_id}"


@pghistory.track()
class Certificate(models.Model):
    """Somebody has coded the training set as the expert did, by the rule of that day."""

    coder = by_somebody()
    instrument = models.SlugField(max_length=60)
    rule = models.CharField("by which rule", max_length=40)
    sessions = models.PositiveSmallIntegerField("training sessions coded")
    within_one = models.FloatField("share within one point, in the domain where it is least")
    kappa = models.FloatField("weighted kappa over all domains", null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["coder", "instrument", "rule"], name="certified_once_by_a_rule")]

    def __str__(self) -> str:
        return f"{self.coder_id}: {self.instrument}"
