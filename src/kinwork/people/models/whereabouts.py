"""Where a person lives or stays, over time, and how to reach them safely."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of

from .noted import Noted, of_person


class AddressKind(models.TextChoices):
    HOME = "home", "Home"
    STAYING = "staying", "Staying with someone"
    TEMPORARY = "temporary", "Temporary accommodation"
    REFUGE = "refuge", "Refuge"
    PLACEMENT = "placement", "Placement"
    SCHOOL = "school", "Boarding or residential school"
    HOSPITAL = "hospital", "Hospital"
    PRISON = "prison", "Prison"
    NONE = "none", "No fixed address"
    OTHER = "other", "Another place"


@pghistory.track()
class Address(Noted):
    """Somebody lives or stays somewhere from then to then; also in several places at once.

    A confidential address is not for lists, search, documents or partners: whatever reads addresses for others than
    the one who may see this one asks ``filter(is_confidential=False)``.
    """

    person = of_person("addresses")
    kind = models.CharField(max_length=12, choices=AddressKind, default=AddressKind.HOME)
    lines = models.CharField("address", max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    is_confidential = models.BooleanField("confidential", default=False)
    note = models.CharField("such as which days, or who with", max_length=200, blank=True)

    class Meta(Noted.Meta):
        verbose_name_plural = "addresses"
        indexes = [models.Index(fields=["postcode"], name="people_by_postcode")]
        constraints = [
            one_of("kind", AddressKind),
            *Noted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=AddressKind.NONE) | ~Q(lines="", postcode=""), name="an_address_says_where"
            ),
            models.CheckConstraint(
                condition=Q(postcode="") | Q(postcode__regex=r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"),
                name="postcode_has_its_form",
            ),
        ]

    def __str__(self) -> str:
        return "Confidential address" if self.is_confidential else self.in_full

    @property
    def in_full(self) -> str:
        """Lines and postcode on one line."""
        return ", ".join(part for part in (*self.lines.splitlines(), self.postcode) if part) or "No fixed address"


class ContactKind(models.TextChoices):
    MOBILE = "mobile", "Mobile"
    LANDLINE = "landline", "Landline"
    EMAIL = "email", "Email"
    THROUGH = "through", "Through someone else"
    OTHER = "other", "Another way"


class Safe(models.TextChoices):
    """Whether it is safe to contact somebody this way: the answer is asked of the person, never supposed."""

    YES = "yes", "Safe"
    CARE = "care", "Contact only as agreed"
    NO = "no", "Not safe"
    UNKNOWN = "unknown", "Not asked yet"


@pghistory.track()
class Contact(Noted):
    """A way to reach somebody, whether it is safe, and how: text only, not after 17:00, never voicemail."""

    person = of_person("contacts")
    kind = models.CharField(max_length=10, choices=ContactKind, default=ContactKind.MOBILE)
    value = models.CharField("number or address", max_length=200)
    whose = models.CharField("whose it is, if not their own", max_length=120, blank=True)
    safe = models.CharField("safe to contact", max_length=8, choices=Safe, default=Safe.UNKNOWN)
    how = models.CharField("how", max_length=300, blank=True)

    class Meta(Noted.Meta):
        constraints = [
            one_of("kind", ContactKind),
            one_of("safe", Safe),
            *Noted.Meta.constraints,
            models.CheckConstraint(condition=~Q(value=""), name="a_contact_says_where"),
            models.CheckConstraint(condition=~Q(safe=Safe.CARE, how=""), name="with_care_says_how"),
        ]

    def __str__(self) -> str:
        return self.value
