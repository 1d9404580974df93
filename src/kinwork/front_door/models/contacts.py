"""A contact as it was taken. It stays as it was; what is known later is added, and what is begun is a draft."""

from __future__ import annotations

from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kinwork.children.models import ReferralSource
from kinwork.constraints import one_of
from kinwork.families.models import Agency, Family
from kinwork.people.models import BirthKind, Person, Sex


class FamilyKnows(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "The caller does not know"


class Consent(models.TextChoices):
    """Whether a parent, or a child old enough, agrees that we act on it and ask others."""

    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    NOT_ASKED = "not_asked", "Not asked"


class Who(models.TextChoices):
    CHILD = "child", "Child"
    EXPECTED = "expected", "Unborn baby"
    ADULT = "adult", "Adult"


# Kept by the database: who may know of a contact follows from whom it is about, and is asked at every row.
FOLLOWS = """
UPDATE front_door_contact SET
    family_ids = ARRAY(SELECT DISTINCT a.family_id FROM front_door_about a
                       WHERE a.contact_id = NEW.contact_id AND a.family_id IS NOT NULL),
    person_ids = ARRAY(SELECT DISTINCT a.person_id FROM front_door_about a
                       WHERE a.contact_id = NEW.contact_id AND a.person_id IS NOT NULL)
WHERE id = NEW.contact_id;
RETURN NULL;
"""


class Contact(models.Model):
    """Somebody rang, wrote or came: what they said in their words, and what they want to happen."""

    received_on = models.DateField("when it came")
    source = models.CharField("who it comes from", max_length=2, choices=ReferralSource)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency_name = models.CharField("the caller’s agency", max_length=120, blank=True)
    relation = models.CharField("who they are to the child", max_length=120, blank=True)
    is_anonymous = models.BooleanField("the family must not know who rang", default=False)
    said = models.TextField("what they said", max_length=20_000)
    wanted = models.TextField("what they want to happen", max_length=4_000, blank=True)
    family_knows = models.CharField("whether the family knows", max_length=8, choices=FamilyKnows)
    consent = models.CharField(max_length=10, choices=Consent)
    no_consent_because = models.CharField("why without consent", max_length=500, blank=True)
    wants_answer = models.BooleanField("the caller wants to hear what came of it", default=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    # Of which families and people it is, as the rows of About say: written by the database alone.
    family_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    person_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        ordering = ["received_on", "id"]
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="contacts_by_day"),
            GinIndex(fields=["family_ids"], name="contacts_about_a_family"),
        ]
        constraints = [
            one_of("source", ReferralSource),
            one_of("family_knows", FamilyKnows),
            one_of("consent", Consent),
            models.CheckConstraint(condition=~Q(said=""), name="a_contact_says_something"),
        ]
        triggers = [pgtrigger.Protect(name="contacts_are_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_source_display()}, {self.received_on}"


class Caller(models.Model):
    """Who rang, and how to reach them: apart from what they said, so that it can be kept from everybody else."""

    contact = models.OneToOneField(Contact, primary_key=True, on_delete=models.PROTECT, related_name="caller")
    name = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=120, blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="callers_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"caller of contact {self.pk}"


@pghistory.track()
class About(models.Model):
    """Somebody whom a contact is about, as far as the caller knows; and who that is in the records, once we do."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="about")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=8, choices=Who)
    given_name = models.CharField("first names", max_length=120, blank=True)
    family_name = models.CharField("surname", max_length=120, blank=True)
    also_known_as = models.CharField("other surnames", max_length=120, blank=True)
    role = models.CharField("who they are in the family", max_length=80, blank=True)
    born_on = models.DateField("date of birth, or when due", null=True, blank=True)
    born_kind = models.CharField(max_length=10, choices=BirthKind, default=BirthKind.EXACT)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    address = models.CharField("where they live", max_length=200, blank=True)
    setting = models.CharField("school, nursery or other setting", max_length=120, blank=True)
    household = models.PositiveSmallIntegerField("which of the families", default=1)
    # What tells that another contact was about the same child, where neither is in the records: folded by the database.
    called = models.CharField(max_length=400, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contact", "position"]
        indexes = [
            models.Index(fields=["person"], name="contacts_about_a_person"),
            models.Index(fields=["called"], condition=~Q(called=""), name="contacts_about_a_name"),
        ]
        constraints = [
            one_of("who", Who),
            one_of("born_kind", BirthKind),
            one_of("sex", Sex),
            models.UniqueConstraint(fields=["contact", "position"], name="each_has_a_place_in_a_contact"),
            models.CheckConstraint(
                condition=~Q(who="adult") | ~Q(given_name="", family_name="", role=""), name="an_adult_is_somebody"
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(family__isnull=False), name="somebody_known_is_of_a_family"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="whom_it_is_about_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="a_contact_follows_whom_it_is_about",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=FOLLOWS,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As the caller named them; of whom nobody knows a name, what they are."""
        named = " ".join(part for part in (self.given_name, self.family_name) if part)
        return named or self.role or ("Unborn baby" if self.who == Who.EXPECTED else "Child, name not known")

    @property
    def is_child(self) -> bool:
        return self.who != Who.ADULT

    def as_person(self) -> Person:
        """Somebody new to the records, not saved yet. A baby whose date nobody knows has none."""
        return Person(
            given_name=self.given_name,
            family_name=self.family_name,
            born_on=self.born_on,
            born_kind=self.born_kind,
            sex=self.sex,
        )

    @property
    def role_in_family(self) -> str:
        return self.role or {Who.CHILD: "child", Who.EXPECTED: "unborn baby"}.get(Who(self.who), "")

    def age_in_words(self, day: date) -> str:
        """What is known of the age; nothing where nothing is."""
        if self.born_on is None:
            return "not yet born" if self.who == Who.EXPECTED else ""
        return self.as_person().age_in_words(day)


class Addition(models.Model):
    """What was said later, or put right: the words, who, when. The contact stays as it was taken."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="additions")
    text = models.TextField(max_length=20_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="an_addition_says_something")]
        triggers = [
            pgtrigger.Protect(name="additions_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class How(models.TextChoices):
    """How the caller was told."""

    TELEPHONE = "telephone", "By telephone"
    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    IN_PERSON = "in_person", "In person"


class Feedback(models.Model):
    """The caller was told what came of it: when, how, by whom."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="feedback")
    on = models.DateField()
    how = models.CharField(max_length=10, choices=How)
    words = models.CharField("what they were told", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        verbose_name_plural = "feedback"
        constraints = [one_of("how", How)]
        triggers = [
            pgtrigger.Protect(name="feedback_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()}, {self.on}"


class Draft(models.Model):
    """A call that is being written down, from its first word (docs/adr/0095): what was typed, as it was typed.

    It is no record yet. Once the contact is saved nothing is left in it but which contact it became.
    """

    token = models.UUIDField(unique=True)  # made by the form: the same call, however often it is sent
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    page = models.CharField(max_length=40, blank=True)  # the open page that saved it last
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    contact = models.OneToOneField(Contact, null=True, on_delete=models.PROTECT, related_name="draft")
    discarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    # Of whom somebody has said that they are known: who may know of the draft follows.
    family_ids = ArrayField(models.BigIntegerField(), default=list)
    person_ids = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ["begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(discarded_at=None, discarded_by=None)
                | Q(discarded_at__isnull=False, discarded_by__isnull=False, contact=None),
                name="a_draft_is_discarded_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(contact=None, discarded_at=None) | Q(typed={}), name="a_draft_that_is_over_holds_no_words"
            ),
        ]

    def __str__(self) -> str:
        return f"draft of {self.begun_at:%-d %B %Y}"
