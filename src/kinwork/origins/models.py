"""Text brought in from elsewhere, in passages. Until somebody writes it to the record it is no entry (docs/adr/0117).

Who may know of it: as of an entry (``record/models.py``), and once it has become one, whoever may know of that.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.people.models import Person
from kinwork.record.models import Entry

from .kinds import BY_KEY, CHOICES, Consent, Kind, Origin, Outcome, Struck

BROUGHT = ["family", "kind", "happened_on", "happened_at", "made_by", "made_version", "file_name", "sha256", "by", "at"]


@pghistory.track()
class BroughtIn(models.Model):
    """A text that somebody brought in: what it is, when it happened, who or which tool made it, who was recorded."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="brought_in")
    kind = models.CharField("what it is", max_length=10, choices=CHOICES)
    happened_on = models.DateField("when it happened")
    happened_at = models.TimeField("at what time", null=True, blank=True)
    made_by = models.CharField("who or which tool made it", max_length=120, blank=True)
    made_version = models.CharField("which version of the tool", max_length=60, blank=True)
    is_of_others_too = models.BooleanField("it is about other families too", default=False)
    recorded_people = models.CharField("who was recorded", max_length=300, blank=True)
    consent = models.CharField("whether they agreed to be recorded", max_length=12, choices=Consent)
    consent_words = models.CharField("how and when they agreed, or why not needed", max_length=500, blank=True)
    file_name = models.CharField("name of the file", max_length=200, blank=True)
    sha256 = models.CharField("sha-256 of the file", max_length=64, blank=True)
    is_limited = models.BooleanField("for named staff only", default=False)
    why_limited = models.CharField("why not for everyone", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(unique=True)  # made by the form: the same text, however often it is sent
    entry = models.OneToOneField(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="brought_in")
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField("why it was withdrawn", max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "text brought in"
        verbose_name_plural = "texts brought in"
        indexes = [
            models.Index(fields=["family", "-at"], name="brought_in_of_a_family"),
            models.Index(fields=["by"], condition=Q(entry=None, withdrawn_at=None), name="brought_in_that_waits"),
        ]
        constraints = [
            one_of("kind", [key for key, _ in CHOICES]),
            one_of("consent", Consent),
            models.CheckConstraint(
                condition=Q(is_limited=False) | ~Q(why_limited=""), name="limited_text_brought_in_says_why"
            ),
            models.CheckConstraint(
                condition=Q(entry=None, finished_by=None, finished_at=None)
                | Q(entry__isnull=False, finished_by__isnull=False, finished_at__isnull=False, withdrawn_at=None),
                name="finishing_a_text_brought_in_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="withdrawing_a_text_brought_in_is_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="texts_brought_in_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="texts_brought_in_stay_as_they_came", fields=BROUGHT),
        ]

    def __str__(self) -> str:
        return f"{self.what.label}, {self.happened_on}"

    @property
    def what(self) -> Kind:
        return BY_KEY[self.kind]

    @property
    def waits(self) -> bool:
        """It is neither in the record nor withdrawn."""
        return self.entry_id is None and self.withdrawn_at is None

    @property
    def maker(self) -> str:
        """Who or which tool made it, as far as anybody said."""
        return " ".join(part for part in (self.made_by, self.made_version) if part)


@pghistory.track()
class Passage(models.Model):
    """A paragraph, or what one speaker said: as it came, for ever, and beside it what whoever checked it made of it."""

    brought_in = models.ForeignKey(BroughtIn, on_delete=models.PROTECT, related_name="passages")
    position = models.PositiveIntegerField()
    text = models.TextField("as it was brought in")
    speaker = models.CharField(max_length=120, blank=True)
    begins = models.PositiveIntegerField("seconds from the start", null=True, blank=True)
    origin = models.CharField("whose words", max_length=8, choices=Origin)
    outcome = models.CharField("what was found", max_length=10, choices=Outcome, blank=True)
    as_checked = models.TextField("as it was corrected", blank=True)
    struck_for = models.CharField("why it was struck out", max_length=12, choices=Struck, blank=True)
    struck_words = models.CharField("why, in words", max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["brought_in", "position"]
        constraints = [
            one_of("origin", Origin),
            one_of("outcome", Outcome, or_none=True),
            one_of("struck_for", Struck, or_none=True),
            models.UniqueConstraint(fields=["brought_in", "position"], name="each_passage_has_its_place"),
            models.CheckConstraint(condition=~Q(text=""), name="a_passage_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="", checked_by=None, checked_at=None)
                | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(outcome="")),
                name="a_passage_is_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.CORRECTED) & ~Q(as_checked=""))
                | (~Q(outcome=Outcome.CORRECTED) & Q(as_checked="")),
                name="a_correction_says_what_is_right",
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.STRUCK) & ~Q(struck_for=""))
                | (~Q(outcome=Outcome.STRUCK) & Q(struck_for="", struck_words="")),
                name="what_is_struck_out_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="passages_brought_in_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="passages_stay_as_they_came", fields=["brought_in", "position", "text", "speaker", "begins"]
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def stands(self) -> str:
        """What is left of it: nothing of what is struck out."""
        if self.outcome == Outcome.STRUCK:
            return ""
        return self.as_checked or self.text


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class KeptFrom(models.Model):
    """Somebody of the family from whom it is hidden, as will be the entry that it becomes."""

    brought_in = models.ForeignKey(BroughtIn, on_delete=models.PROTECT, related_name="kept_from")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "kept from"
        constraints = [models.UniqueConstraint(fields=["brought_in", "person"], name="brought_in_kept_once_from")]

    def __str__(self) -> str:
        return f"kept from {self.person}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class MayRead(models.Model):
    """A member of staff who may know of it where it is limited, besides whoever brought it in."""

    brought_in = models.ForeignKey(BroughtIn, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "may read"
        constraints = [models.UniqueConstraint(fields=["brought_in", "user"], name="a_reader_of_it_is_named_once")]

    def __str__(self) -> str:
        return str(self.user)
