"""A document of a family: begun from a layout, composed anew while it is a draft, kept word for word once finalised."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinwork.cases.models import Involvement
from kinwork.layouts.layout import Layout
from kinwork.layouts.reading import layout_from
from kinwork.people.models import Person


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class LayoutVersion(models.Model):
    """A layout as this authority has it: each change is a version of its own, and the last counts.

    One with the key of a layout that comes with the house stands in that one's place. Without text: it is put away.
    """

    key = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    because = models.CharField("why", max_length=300, blank=True)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["key", "-number"]
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="a_version_of_a_layout_is_one")]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


@pghistory.track()
class Document(models.Model):
    """One document. The layout is kept with it, as it was when it was begun: no layout changes under a draft.

    Made for people of the family (``readers``), or for professionals only, where there are none.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="documents")
    layout_key = models.SlugField(max_length=40)
    layout_name = models.CharField(max_length=120)
    layout_version = models.PositiveIntegerField()
    layout_text = models.TextField()
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    # Of the form with which it was begun: sent twice, it is one document.
    token = models.UUIDField(unique=True)
    begun_by = by_somebody()
    begun_at = models.DateTimeField()
    finalised_by = by_somebody(null=True, blank=True)
    finalised_at = models.DateTimeField(null=True, blank=True)
    put_away_by = by_somebody(null=True, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)
    put_away_because = models.CharField("why it was put away", max_length=500, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["involvement", "layout_key"], name="documents_of_a_family")]
        constraints = [
            models.CheckConstraint(
                condition=Q(finalised_by=None, finalised_at=None)
                | Q(finalised_by__isnull=False, finalised_at__isnull=False),
                name="finalising_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(put_away_by=None, put_away_at=None, put_away_because="")
                | (Q(put_away_by__isnull=False, put_away_at__isnull=False) & ~Q(put_away_because="")),
                name="putting_away_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.layout_name

    @property
    def layout(self) -> Layout:
        return layout_from(self.layout_text)

    @property
    def is_final(self) -> bool:
        return self.finalised_at is not None

    @property
    def is_draft(self) -> bool:
        return self.finalised_at is None and self.put_away_at is None


STAYS = """
IF EXISTS (
    SELECT 1 FROM documents_document d WHERE d.id = {row}.document_id AND d.finalised_at IS NOT NULL
) THEN
    RAISE EXCEPTION 'a finalised document stays as it was' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN {row};
"""


def only_while_draft(name: str, operation: Any = pgtrigger.Insert) -> pgtrigger.Trigger:
    """Nothing of this kind happens to a document once it is finalised."""
    func = STAYS.replace("{row}", "OLD" if operation is pgtrigger.Delete else "NEW")
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=operation, func=func)


class OfPerson(models.Model):
    """Somebody whom a document has to do with."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class DocumentChild(OfPerson):
    """A child whom a document is about."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "document children"
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="a_document_is_about_a_child_once")]
        triggers = [only_while_draft("children_of_a_final_document_stay")]

    def __str__(self) -> str:
        return str(self.person)


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Reader(OfPerson):
    """Somebody of the family for whom a document is made: nothing that is hidden from them is in it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readers")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="a_document_is_for_somebody_once")]
        triggers = [
            only_while_draft("no_reader_comes_to_a_final_document"),
            only_while_draft("no_reader_goes_from_a_final_document", pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.person)


@pghistory.track()
class Writing(models.Model):
    """What somebody wrote in a section: its own words, or in place of what its source says.

    ``written_for``: who was to read it when it was written; ``source_print``: what the source said then. ``ended_at``:
    the section goes by its source again. ``said_by``: whose words they are, where not of whom they stand under.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="writings")
    section = models.SlugField(max_length=40)
    text = models.TextField(blank=True)
    source_print = models.CharField(max_length=16, blank=True)
    written_for = ArrayField(models.BigIntegerField(), default=list, blank=True)
    said_by = models.TextField("whose words", blank=True)
    version = models.PositiveIntegerField(default=1)
    by = by_somebody()
    at = models.DateTimeField()
    ended_by = by_somebody(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "section"], condition=Q(ended_at=None), name="a_section_is_written_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="a_writing_is_ended_by_somebody",
            ),
        ]
        triggers = [only_while_draft("writings_in_a_final_document_stay", pgtrigger.Insert | pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.section} of {self.document_id}"


class LookedThrough(models.Model):
    """Somebody read what a section says, which was written for professionals, and put it in as it stands.

    It holds for these very words (``print``) and these readers: when either changes, it is to be read again.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="looked_through")
    section = models.SlugField(max_length=40)
    print = models.CharField(max_length=16)
    for_people = ArrayField(models.BigIntegerField(), default=list)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "looked through"
        triggers = [only_while_draft("looking_through_is_before_finalising")]

    def __str__(self) -> str:
        return f"{self.section} of {self.document_id}"


@pghistory.track()
class Comment(models.Model):
    """Somebody says something about a section, or about the whole; and what was answered.

    ``said_by``: whose words they are, where that is not who wrote them down: a parent’s, a chair’s.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="comments")
    section = models.SlugField(max_length=40, blank=True)
    text = models.TextField(max_length=4000)
    said_by = models.CharField(max_length=200, blank=True)
    by = by_somebody()
    at = models.DateTimeField()
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = by_somebody(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="an_answer_to_a_comment_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Opened(models.Model):
    """How a draft stood when somebody looked at it last: prints of its pieces, so that they see what is new."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="opened")
    user = by_somebody()
    at = models.DateTimeField()
    prints = ArrayField(models.CharField(max_length=16), default=list)

    class Meta:
        verbose_name_plural = "opened"
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="opened_last_by_somebody")]

    def __str__(self) -> str:
        return f"{self.document_id} by {self.user_id}"


class Final(models.Model):
    """A document as it was finalised: as data, as a page, and the sum by which anybody can see that it is the same."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="final")
    title = models.CharField(max_length=300)
    data = models.JSONField()
    html = models.TextField()
    sha256 = models.CharField(max_length=64)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_sum_is_sixty_four_figures"),
        ]

    def __str__(self) -> str:
        return self.title


class Signature(models.Model):
    """Somebody named put their name to a finalised document: to exactly this text (``sha256``)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    by = by_somebody()
    as_what = models.CharField("as what", max_length=120)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["document", "by"], name="somebody_signs_a_document_once")]

    def __str__(self) -> str:
        return f"{self.by} as {self.as_what}"
