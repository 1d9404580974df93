"""Further names of a person."""

from __future__ import annotations

import pghistory
from django.db import models

from .noted import Noted, of_person


class NameKind(models.TextChoices):
    """Stored as they are said. Old records may hold other words."""

    KNOWN_AS = "also known as", "Also known as"
    PREFERRED = "preferred name", "Preferred name: what to call them"
    BIRTH = "birth name", "Birth name"
    MARRIED = "married name", "Married name"
    PREVIOUS = "previous name", "Previous name"
    ALIAS = "alias", "Alias"
    SCHOOL = "name used at school", "Name used at school"
    RECORDS = "name on records", "Name or spelling other agencies use"


@pghistory.track()
class OtherName(Noted):
    """A further name by which a person is or was known. Any script; either part may be missing (a mononym)."""

    person = of_person("other_names")
    given_name = models.CharField("first names", max_length=120, blank=True)
    family_name = models.CharField("surname", max_length=120, blank=True)
    kind = models.CharField(max_length=60, choices=NameKind, default=NameKind.KNOWN_AS)

    class Meta(Noted.Meta):
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(given_name="", family_name=""), name="another_name_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.given_name, self.family_name) if part)
