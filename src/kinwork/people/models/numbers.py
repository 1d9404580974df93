"""Numbers by which others know a person."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Func, Q

from kinwork.constraints import one_of

from .noted import Noted, of_person


class NumberKind(models.TextChoices):
    NHS = "nhs", "NHS number"
    UPN = "upn", "Unique pupil number (UPN)"
    HOME_OFFICE = "home_office", "Home Office reference"
    OTHER = "other", "Another number"


class UpnChecks(Func):
    """Whether the first letter of a UPN checks the rest (``people/numbers.py`` says how): what PostgreSQL asks too."""

    output_field = models.BooleanField()
    template = (
        "left(%(expressions)s, 1) = substr('ABCDEFGHJKLMNPQRTUVWXYZ', 1 + mod("
        + " + ".join(f"{n} * (strpos('0123456789', substr(%(expressions)s, {n}, 1)) - 1)" for n in range(2, 13))
        + " + 13 * (greatest(strpos('0123456789', right(%(expressions)s, 1)),"
        " strpos('ABCDEFGHJKLMNPQRTUVWXYZ', right(%(expressions)s, 1))) - 1), 23), 1)"
    )


@pghistory.track()
class Identifier(Noted):
    """A number of a person, kept without spaces (``people/numbers.py`` checks its check digit).

    Not unique: two people with one NHS number are a mistake to be found and put right, not one to be refused.
    """

    person = of_person("identifiers")
    kind = models.CharField(max_length=12, choices=NumberKind)
    value = models.CharField(max_length=40)

    class Meta(Noted.Meta):
        indexes = [models.Index(fields=["kind", "value"], name="people_by_number")]
        constraints = [
            one_of("kind", NumberKind),
            *Noted.Meta.constraints,
            models.CheckConstraint(condition=~Q(value=""), name="a_number_is_not_empty"),
            models.CheckConstraint(
                condition=~Q(kind=NumberKind.NHS) | Q(value__regex=r"^\d{10}$"), name="nhs_number_has_ten_digits"
            ),
            models.CheckConstraint(
                condition=~Q(kind=NumberKind.UPN) | Q(value__regex=r"^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$"),
                name="upn_has_its_form",
            ),
            models.CheckConstraint(condition=~Q(kind=NumberKind.UPN) | Q(UpnChecks(F("value"))), name="upn_is_checked"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"
