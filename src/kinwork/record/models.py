"""One stream of entries for each family. What was written stays; who may know of it can change.

Two ways of keeping something back, apart from restricting the whole family (docs/adr/0040): *hidden from* somebody in
the family's life means absent from everything that is made for that person; *limited* means that only named staff know
that the entry is there at all, which PostgreSQL itself keeps (``row_level_security.py``).
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.files.kinds import CHOICES, MOST, MOST_NAME, FileKind
from kinwork.people.models import Person


class EntryKind(models.TextChoices):
    VISIT = "visit", "Visit at home"
    ELSEWHERE = "elsewhere", "Met elsewhere"
    TELEPHONE = "telephone", "Telephone"
    MESSAGE = "message", "Message, e-mail or letter"
    MEETING = "meeting", "Meeting with others"
    FAILED = "failed", "Visit, but no one was there"
    CANCELLED = "cancelled", "Cancelled"
    OBSERVATION = "observation", "Observation"
    DOCUMENT = "document", "Document received or sent"
    DECISION = "decision", "Decision"
    NOTE = "note", "Note"


# The family was spoken with; failed and cancelled visits, and notes, are no contact.
CONTACTS = (EntryKind.VISIT, EntryKind.ELSEWHERE, EntryKind.TELEPHONE, EntryKind.MESSAGE, EntryKind.MEETING)
# A child can have been seen.
FACE_TO_FACE = (EntryKind.VISIT, EntryKind.ELSEWHERE, EntryKind.MEETING, EntryKind.OBSERVATION)
# Somebody tried to see the family: counted, and never as seen.
ATTEMPTS = (EntryKind.FAILED, EntryKind.CANCELLED)
# Seldom at night: a time in it is asked about.
BY_DAY = (*FACE_TO_FACE, EntryKind.FAILED, EntryKind.CANCELLED)

WRITTEN = ["family", "kind", "happened_on", "happened_at", "place", "present", "text", "said_by", "not_seen_because",
           "is_significant", "is_evidence", "minutes", "by", "on_behalf_of", "occasion", "recorded_at"]  # fmt: skip
LONGEST = 24 * 60  # minutes with a family in one entry
LONGEST_WRITING = 8 * 60 * 60  # seconds; more is a form that was left open


@pghistory.track()
class Entry(models.Model):
    """What happened, when it happened and when it was recorded, who was there, who said so."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField("what it was", max_length=12, choices=EntryKind)
    happened_on = models.DateField("when")
    happened_at = models.TimeField("at what time", null=True, blank=True)
    place = models.CharField("where", max_length=120, blank=True)
    present = models.CharField("who was there", max_length=300, blank=True)
    text = models.TextField("what happened")
    said_by = models.CharField("who said so", max_length=200, blank=True)
    not_seen_because = models.CharField("why a child was not seen", max_length=300, blank=True)
    is_significant = models.BooleanField("belongs in the chronology", default=False)
    is_evidence = models.BooleanField("may be evidence", default=False)
    minutes = models.PositiveSmallIntegerField("minutes with the family", null=True, blank=True)
    is_limited = models.BooleanField("for named staff only", default=False)
    why_limited = models.CharField("why not for everyone", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Whose words these are, where somebody else wrote them down.
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # One occasion in several families' records: each has its own entry, which says nothing of the others.
    occasion = models.UUIDField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_on", "-id"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["family", "-happened_on", "-id"], name="entries_of_a_family"),
            models.Index(fields=["by"], condition=models.Q(is_limited=True), name="limited_entries_by_writer"),
            models.Index(fields=["family"], condition=models.Q(is_limited=True), name="limited_entries_of_a_family"),
            models.Index(
                fields=["occasion"], condition=models.Q(occasion__isnull=False), name="entries_of_one_occasion"
            ),
        ]
        constraints = [
            one_of("kind", EntryKind),
            models.CheckConstraint(condition=~models.Q(text=""), name="an_entry_says_something"),
            models.CheckConstraint(
                condition=models.Q(is_limited=False) | ~models.Q(why_limited=""), name="a_limited_entry_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(on_behalf_of=None) | ~models.Q(on_behalf_of=models.F("by")),
                name="no_one_records_on_their_own_behalf",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes=None) | models.Q(minutes__range=(1, LONGEST)),
                name="an_entry_took_a_day_at_most",
            ),
            models.UniqueConstraint(
                fields=["occasion", "family"],
                condition=models.Q(occasion__isnull=False),
                name="an_occasion_once_in_a_family",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="entries_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="entries_are_amended_not_edited", fields=WRITTEN),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"


class Seen(models.Model):
    """A child who was seen, with others or alone."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="seen")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    alone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="seen_once_in_an_entry")]

    def __str__(self) -> str:
        return f"{self.person} seen{' alone' if self.alone else ''}"


class NotSeen(models.Model):
    """A child whom somebody meant to see and did not, and why."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="not_seen")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    because = models.CharField("why not", max_length=300)

    class Meta:
        verbose_name_plural = "not seen"
        constraints = [
            models.UniqueConstraint(fields=["entry", "person"], name="not_seen_once_in_an_entry"),
            models.CheckConstraint(condition=~models.Q(because=""), name="not_seen_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.person} not seen: {self.because}"


class Present(models.Model):
    """Who was there, of those whom the record or the service knows; anybody else is in the entry's own words."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="were_there")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "present"
        constraints = [
            models.UniqueConstraint(fields=["entry", "person"], name="a_person_was_there_once"),
            models.UniqueConstraint(fields=["entry", "user"], name="a_colleague_was_there_once"),
            models.CheckConstraint(
                condition=models.Q(person=None, user__isnull=False) | models.Q(person__isnull=False, user=None),
                name="present_is_a_person_or_a_colleague",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.user} was there"


class Confirmation(models.Model):
    """Somebody on whose behalf an entry was written has read it, and it is as they said."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"confirmed by {self.by}"


class WritingTime(models.Model):
    """How long somebody wrote at an entry: told only of many together (docs/adr/0113)."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="writing_time")
    seconds = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconds__range=(1, LONGEST_WRITING)), name="writing_takes_a_working_day_at_most"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s"


class EntryDraft(models.Model):
    """An entry that is being written, from its first word (docs/adr/0112): there for whoever writes it, nobody else.

    It is no record yet. Once the entry is saved nothing is left in it but which entry it became.
    """

    token = models.UUIDField(unique=True)  # made by the form: the same entry, however often it is sent
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    page = models.CharField(max_length=40, blank=True)  # the open page that saved it last
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    entry = models.OneToOneField(Entry, null=True, on_delete=models.PROTECT, related_name="draft")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-saved_at"]
        indexes = [
            models.Index(
                fields=["by", "-saved_at"],
                condition=models.Q(entry=None, removed_at=None),
                name="open_drafts_of_a_writer",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(entry=None) | models.Q(typed={}), name="a_saved_draft_is_empty"),
            models.CheckConstraint(
                condition=models.Q(entry=None) | models.Q(removed_at=None), name="a_draft_is_saved_or_removed"
            ),
        ]

    def __str__(self) -> str:
        return f"draft of {self.begun_at:%-d %B %Y}"


class Attachment(models.Model):
    """A file of an entry: what is known of it; its content is kept under its fingerprint (docs/adr/0114).

    It comes with the draft, before anything is saved. Once the entry is, it stays with it as it is.
    """

    draft = models.ForeignKey(EntryDraft, on_delete=models.PROTECT, related_name="files")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=CHOICES)
    name = models.CharField(max_length=MOST_NAME)
    caption = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    small_sha256 = models.CharField(max_length=64, blank=True)  # of the small picture of a picture
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)  # its writer does not want it: gone a day later

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["sha256"], name="files_by_fingerprint"),
            models.Index(
                fields=["small_sha256"], condition=~models.Q(small_sha256=""), name="small_files_by_fingerprint"
            ),
            models.Index(
                fields=["removed_at"], condition=models.Q(removed_at__isnull=False), name="files_that_were_removed"
            ),
        ]
        constraints = [
            one_of("kind", list(FileKind)),
            models.CheckConstraint(
                condition=models.Q(sha256__regex="^[0-9a-f]{64}$", small_sha256__regex="^([0-9a-f]{64})?$"),
                name="a_file_has_its_fingerprint",
            ),
            models.CheckConstraint(condition=models.Q(size__range=(1, MOST)), name="a_file_has_a_size_that_is_kept"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_file_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(entry=None) | models.Q(removed_at=None), name="a_file_of_an_entry_is_not_removed"
            ),
            models.UniqueConstraint(
                fields=["draft", "sha256"], condition=models.Q(removed_at=None), name="a_file_once_in_a_draft"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="files_of_entries_stay",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__entry__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LastSeen(models.Model):
    """When a child of concern was last seen, of what everybody who may open the family may know: kept by the database.

    A row for each child whom a board counts, seen or not. Sights that are limited to named staff are added where it is
    read (``seen.py``). Nobody writes it: ``sql/2_last_seen.sql`` does, in the transaction of whatever changes.
    """

    is_derived = True  # no record of its own: nobody's merging has to carry it along

    member_id = models.BigIntegerField(primary_key=True)
    family_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    is_born = models.BooleanField()
    entry_id = models.BigIntegerField(null=True)
    seen_on = models.DateField(null=True)
    alone = models.BooleanField()
    by_id = models.BigIntegerField(null=True)
    alone_on = models.DateField(null=True)  # the last time alone, which may be an earlier one

    class Meta:
        verbose_name_plural = "last seen"
        indexes = [
            # All that a figure needs stands in the index.
            models.Index(
                fields=["family_id"],
                include=["person_id", "is_born", "entry_id", "seen_on", "alone"],
                name="last_seen_of_a_family",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} seen {self.seen_on}"


class EntryAmendment(models.Model):
    """Something added to an entry: the words, who, when; and the right time of it. The original stays as it is."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="amendments")
    text = models.TextField()
    happened_at = models.TimeField("the right time", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="an_entry_amendment_says_something")]
        triggers = [
            pgtrigger.Protect(name="entry_amendments_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text[:80]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class HiddenFrom(models.Model):
    """Somebody for whom this entry is not there: in nothing that is printed, shared or exported for them."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="hidden_from")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="hidden_once_from_a_person")]

    def __str__(self) -> str:
        return f"hidden from {self.person}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Reader(models.Model):
    """A member of staff who may know of a limited entry, besides whoever wrote it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "user"], name="a_reader_is_named_once")]

    def __str__(self) -> str:
        return str(self.user)


@pghistory.track()
class Share(models.Model):
    """A partner professional may see, for a time, what is shared with them of a family."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="shares")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shares")
    words = models.CharField("what for", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_because = models.CharField("why it ended before its day", max_length=500, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "user"], condition=models.Q(ended_at=None), name="shared_once_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(words=""), name="a_share_says_what_for"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None, ended_because="")
                | (models.Q(ended_at__isnull=False, ended_by__isnull=False) & ~models.Q(ended_because="")),
                name="ending_a_share_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family} with {self.user}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SharedEntry(models.Model):
    """An entry that a partner may read. One that is limited to named staff is not there for them, shared or not."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="entries")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "shared entries"
        constraints = [models.UniqueConstraint(fields=["share", "entry"], name="an_entry_is_shared_once")]

    def __str__(self) -> str:
        return f"{self.entry} ({self.share})"
