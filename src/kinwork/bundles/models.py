"""Who asked for their record, what is in it and what is taken out; and bundles, while they are made and afterwards."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.people.models import Person


def _user(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class AskedAs(models.TextChoices):
    THEMSELVES = "self", "The person themselves"
    PARENT = "parent", "Someone with parental responsibility, for the child"
    SOLICITOR = "solicitor", "A solicitor or another representative, with their authority"
    COURT = "deputy", "A deputy or attorney, for an adult who cannot ask"


class Outcome(models.TextChoices):
    ANSWERED = "answered", "Answered"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


@pghistory.track()
class SubjectAccessRequest(models.Model):
    """A request for one's own record (UK GDPR, article 15), and how far its answer is.

    The month runs from the day of receipt, or from the day on which whoever asks showed who they are; days on which we
    wait to hear what they mean do not count (articles 12(3) and 12A).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField("who asks", max_length=200)
    asked_as = models.CharField(
        "who they are to the person", max_length=10, choices=AskedAs, default=AskedAs.THEMSELVES
    )
    wants = models.TextField("what they ask for", max_length=4000, blank=True)
    received_on = models.DateField("received on")
    identity_asked_on = models.DateField("identity asked for on", null=True, blank=True)
    identity_shown_on = models.DateField("identity shown on", null=True, blank=True)
    identity_how = models.CharField("how identity was checked", max_length=300, blank=True)
    extended_on = models.DateField("told about the extension on", null=True, blank=True)
    extended_because = models.CharField("why two months more", max_length=500, blank=True)
    handler = _user(verbose_name="who goes through it")
    prepared_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = _user(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    ended_on = models.DateField("answered on", null=True, blank=True)
    ended_words = models.CharField("how, or why not", max_length=500, blank=True)
    by = _user()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-received_on", "-id"]
        constraints = [
            one_of("asked_as", AskedAs),
            one_of("outcome", Outcome, or_none=True),
            models.CheckConstraint(condition=~Q(asked_by=""), name="a_request_says_who_asks"),
            models.CheckConstraint(
                condition=Q(extended_on=None, extended_because="")
                | (Q(extended_on__isnull=False) & ~Q(extended_because="")),
                name="an_extension_says_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_on=None) | (~Q(outcome="") & Q(ended_on__isnull=False)),
                name="the_end_of_a_request_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=models.F("handler")),
                name="a_request_is_checked_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"request of {self.received_on}"


class Clarification(models.Model):
    """What was asked back, because there is much and it was not clear what they mean; until they say, no day counts."""

    request = models.ForeignKey(SubjectAccessRequest, on_delete=models.PROTECT, related_name="clarifications")
    asked = models.CharField("what we asked", max_length=500)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    by = _user()

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("asked_on")),
                name="an_answer_comes_after_the_question",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(answered_on=None), name="one_question_waits_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"asked on {self.asked_on}"


class Why(models.TextChoices):
    """Why something is not given, with the letter that stands in the black bar instead of it."""

    THIRD_PARTY = "T", "About someone else"
    INFORMANT = "I", "Would show who told us"
    SERIOUS_HARM = "H", "Would be likely to cause serious harm"
    WISHES = "W", "The child expected or wished that it would not be given"
    PRIVILEGE = "L", "Legal professional privilege"
    CRIME = "C", "Would hinder preventing or investigating a crime"
    ENACTMENT = "E", "Another law forbids it"
    NOT_ABOUT_THEM = "N", "Not about them"


CITED = {
    Why.THIRD_PARTY: "Data Protection Act 2018, Schedule 2, paragraphs 16 and 17",
    Why.INFORMANT: "Data Protection Act 2018, Schedule 2, paragraph 16",
    Why.SERIOUS_HARM: "Data Protection Act 2018, Schedule 3, paragraph 11",
    Why.WISHES: "Data Protection Act 2018, Schedule 3, paragraph 10",
    Why.PRIVILEGE: "Data Protection Act 2018, Schedule 2, paragraph 19",
    Why.CRIME: "Data Protection Act 2018, Schedule 2, paragraph 2",
    Why.ENACTMENT: "Data Protection Act 2018, Schedule 4",
    Why.NOT_ABOUT_THEM: "UK GDPR, article 15(1)",
}


class RequestItem(models.Model):
    """One thing that the record says of the person: as it stood when the answer was prepared."""

    request = models.ForeignKey(SubjectAccessRequest, on_delete=models.PROTECT, related_name="items")
    family = models.ForeignKey(Family, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    section = models.CharField(max_length=60)
    source = models.CharField(max_length=80)
    source_id = models.BigIntegerField()
    heading = models.CharField(max_length=200)
    on = models.DateField(null=True)
    text = models.TextField()
    is_superseded = models.BooleanField("the record says it otherwise by now", default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "source", "source_id"],
                condition=Q(is_superseded=False),
                name="a_thing_is_in_a_request_once",
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class Decided(models.TextChoices):
    PROPOSED = "proposed", "Not decided yet"
    TAKE_OUT = "out", "Take out"
    KEEP = "keep", "Leave in"


class Redaction(models.Model):
    """Words of an item that are to be taken out, as somebody marked them or as they were found, and what was decided.

    From ``starts`` to before ``ends`` in the item's text; the whole of it where all is withheld.
    """

    item = models.ForeignKey(RequestItem, on_delete=models.PROTECT, related_name="redactions")
    starts = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    words = models.TextField()
    whose = models.CharField("who it is about", max_length=200, blank=True)
    why = models.CharField(max_length=1, choices=Why)
    decided = models.CharField(max_length=8, choices=Decided, default=Decided.PROPOSED)

    class Meta:
        ordering = ["starts", "-ends", "id"]
        constraints = [
            one_of("why", Why),
            one_of("decided", Decided),
            models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="a_redaction_is_of_something"),
            models.UniqueConstraint(fields=["item", "starts", "ends"], name="words_are_marked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_decided_display()}: {self.starts}–{self.ends}"


class RedactionDecision(models.Model):
    """The log of what was decided: who, when, what, why. Nothing in it changes."""

    redaction = models.ForeignKey(Redaction, on_delete=models.PROTECT, related_name="decisions")
    decided = models.CharField(max_length=8, choices=Decided)
    why = models.CharField(max_length=1, choices=Why)
    because = models.CharField(max_length=300, blank=True)
    by = _user()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [one_of("decided", Decided), one_of("why", Why)]
        triggers = [
            pgtrigger.Protect(name="decisions_to_redact_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.get_decided_display()


class BundleState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    WORKING = "working", "Being made"
    MADE = "made", "Ready"
    FAILED = "failed", "Could not be made"
    CANCELLED = "cancelled", "Cancelled"
    EXPIRED = "expired", "No longer kept"


class Bundle(models.Model):
    """A bundle that somebody asked for: of a family for a court, or the answer to a request; how far it is.

    Made in the background as whoever asked, behind the walls that stand around them.
    """

    family = models.ForeignKey(Family, null=True, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(SubjectAccessRequest, null=True, on_delete=models.PROTECT, related_name="bundles")
    title = models.CharField(max_length=200)
    court = models.CharField("court and case number", max_length=200, blank=True)
    contents = models.JSONField(default=list)  # what goes in, by section: sources and ids, no words
    given_to = models.JSONField(default=list)  # ids of those for whom it is made
    state = models.CharField(max_length=10, choices=BundleState, default=BundleState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    by = _user()
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["family"], name="bundles_of_a_family")]
        constraints = [
            one_of("state", BundleState),
            models.CheckConstraint(
                condition=Q(family__isnull=False, request=None) | Q(family=None, request__isnull=False),
                name="a_bundle_is_of_a_family_or_a_request",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_bundle_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class BundlePart(models.Model):
    """Some sheets of a bundle that is being made: what was done before a restart need not be done again."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=2, blank=True)
    section_title = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200)
    pages = models.PositiveIntegerField()
    pdf = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["bundle", "number"], name="a_part_is_made_once")]

    def __str__(self) -> str:
        return self.title


class BundlePiece(models.Model):
    """Some bytes of a bundle that is ready, in their order: it is read and written piece by piece."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["bundle", "number"], name="a_piece_is_kept_once")]

    def __str__(self) -> str:
        return str(self.number)
