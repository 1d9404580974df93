"""A plain face: what one person of the family gets to read, section by section; what they say of it; what they got."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from kinwork.cases.models import Involvement
from kinwork.constraints import one_of
from kinwork.documents.models import Document
from kinwork.families.models import Family
from kinwork.people.models import Person
from kinwork.record.models import Entry

from .kinds import Of


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


@pghistory.track()
class Face(models.Model):
    """Of what, and for whom: one person, so that what is kept from another need not be thought of."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="faces")
    kind = models.CharField("of what", max_length=10, choices=Of)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_for_child = models.BooleanField("said as to a child")
    # Which finalised assessment it says in plain words; what that says is offered where it was made for this person.
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The picture that somebody chose beside a sentence of easy read, by the sentence’s print; "" for none.
    pictures = models.JSONField(default=dict, blank=True)
    # Of the form with which it was begun: sent twice, it is one face.
    token = models.UUIDField(unique=True)
    begun_by = by_somebody()
    begun_at = models.DateTimeField()
    put_away_by = by_somebody(null=True, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)
    put_away_because = models.CharField("why it was put away", max_length=500, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            one_of("kind", Of),
            models.CheckConstraint(
                condition=Q(put_away_by=None, put_away_at=None, put_away_because="")
                | (Q(put_away_by__isnull=False, put_away_at__isnull=False) & ~Q(put_away_because="")),
                name="putting_a_face_away_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in plain words"


@pghistory.track()
class FacePart(models.Model):
    """What a section says, and what of the record it leans on, with the print of what that said then.

    ``sources``: ``{"step:12": "9f86d081884c7d65"}``. Never its words: they may become somebody’s secret later.
    """

    face = models.ForeignKey(Face, on_delete=models.PROTECT, related_name="parts")
    section = models.SlugField(max_length=20)
    text = models.TextField(blank=True)
    sources = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["face", "section"], name="a_section_of_a_face_is_one")]

    def __str__(self) -> str:
        return f"{self.section} of {self.face_id}"


@pghistory.track()
class FaceLanguage(models.Model):
    """The same in another language, by whom and when; ``of_print``: which words were translated."""

    face = models.ForeignKey(Face, on_delete=models.PROTECT, related_name="languages")
    language = models.CharField("which language", max_length=60)
    section = models.SlugField(max_length=20)
    text = models.TextField()
    translated_by = models.CharField("who translated it", max_length=200)
    translated_on = models.DateField("when")
    of_print = models.CharField(max_length=16)
    version = models.PositiveIntegerField(default=1)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["language", "id"]
        constraints = [
            models.UniqueConstraint(fields=["face", "language", "section"], name="a_section_once_in_a_language"),
            models.CheckConstraint(condition=~Q(translated_by=""), name="a_translation_says_by_whom"),
            models.CheckConstraint(condition=~Q(language=""), name="a_translation_says_the_language"),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.face_id} in {self.language}"


@pghistory.track()
class FaceComment(models.Model):
    """What the person, or somebody for them, says about it; and what was answered, which is kept with it."""

    face = models.ForeignKey(Face, on_delete=models.PROTECT, related_name="comments")
    section = models.SlugField(max_length=20, blank=True)
    text = models.TextField(max_length=4000)
    said_by = models.CharField("whose words", max_length=200)
    # With which they sent it themselves; otherwise ``by`` wrote it down.
    by_link = models.OneToOneField("faces.Link", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = by_somebody()
    at = models.DateTimeField()
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = by_somebody(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_on_a_face_says_something"),
            models.CheckConstraint(condition=~Q(said_by=""), name="a_comment_on_a_face_says_whose"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="an_answer_about_a_face_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class FaceGiven(models.Model):
    """It was given to the person as it stood: word for word, with the sum of the page, as a draft or not, and how."""

    face = models.ForeignKey(Face, on_delete=models.PROTECT, related_name="given")
    on = models.DateField("when")
    how = models.CharField("how, and who was there", max_length=300)
    is_draft = models.BooleanField("as a draft, for their comments")
    html = models.TextField()
    sha256 = models.CharField(max_length=64)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "faces given"
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_face_given_has_its_sum"),
            models.CheckConstraint(condition=~Q(how=""), name="a_face_given_says_how"),
        ]
        triggers = [
            pgtrigger.Protect(name="what_was_given_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"given on {self.on}"


class OwnWords(models.Model):
    """Something that a child wants kept, on their own page: whose words, typed by whom, of which day.

    Put right by a later version (``corrects``); without words it is not on the page any longer. The earlier ones stay.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="own_words")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    title = models.CharField("what it is about", max_length=120, blank=True)
    text = models.TextField(blank=True)
    whose = models.CharField("whose words", max_length=200)
    said_on = models.DateField("on which day")
    for_others = models.BooleanField("others in the family may read it", default=False)
    # With which they wrote it themselves; otherwise ``by`` typed it for them.
    by_link = models.OneToOneField("faces.Link", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField(unique=True)
    by = by_somebody()
    at = models.DateTimeField()

    class Meta:
        ordering = ["said_on", "id"]
        verbose_name_plural = "own words"
        indexes = [models.Index(fields=["person", "said_on"], name="own_words_of_a_child")]
        constraints = [
            models.CheckConstraint(condition=~Q(whose=""), name="own_words_say_whose"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(corrects__isnull=False), name="own_words_say_something_at_first"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:80]


MOST_DAYS = 14
MOST_TRIES = 5


@pghistory.track()
class Link(models.Model):
    """Somebody outside is asked for their words: on a face, for a section of a document, a child for their own page
    (docs/adr/0130).

    They get an address, and a code by another way; of both only hashes are here. It is used once, until a day.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    face = models.ForeignKey(Face, null=True, blank=True, on_delete=models.PROTECT, related_name="links")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    section = models.SlugField(max_length=40, blank=True)
    child = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shows_page = models.BooleanField("shows what is on their page", default=False)
    name = models.CharField("who is asked", max_length=120)
    agency = models.CharField("of which agency", max_length=120, blank=True)
    asks = models.TextField("what they are asked", max_length=1000)
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField("wrong codes", default=0)
    until = models.DateField("until the end of which day")
    by = by_somebody()
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = by_somebody(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(face__isnull=False, document=None, section="", child=None)
                | (Q(face=None, document__isnull=False, child=None) & ~Q(section=""))
                | Q(face=None, document=None, section="", child__isnull=False),
                name="a_link_is_to_a_face_a_section_or_an_own_page",
            ),
            models.CheckConstraint(
                condition=Q(shows_page=False) | Q(child__isnull=False), name="a_link_shows_only_a_childs_page"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_link_says_who_is_asked"),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="five_wrong_codes_lock_a_link"),
            models.CheckConstraint(
                condition=Q(answered_at=None, entry=None)
                | Q(answered_at__isnull=False, entry__isnull=False, child=None)
                | Q(answered_at__isnull=False, entry=None, child__isnull=False),
                name="an_answer_by_link_is_an_entry_or_own_words",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_link_is_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until__lte=TruncDate(F("at")) + timedelta(days=MOST_DAYS + 1)),
                name="a_link_lasts_two_weeks_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"link for {self.name}"

    @property
    def who(self) -> str:
        return f"{self.name}, {self.agency}" if self.agency else self.name
