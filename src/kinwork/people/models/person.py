"""Persons: children, parents and everyone around them. One person, however many families they belong to."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models

from kinwork.constraints import one_of


class BirthKind(models.TextChoices):
    """How well a date of birth is known. Of a month its first day is kept, of a year the first of July."""

    EXACT = "exact", "Exact"
    MONTH = "month", "Known to the month"
    YEAR = "year", "Known to the year"
    ESTIMATED = "estimated", "Estimated"
    EXPECTED = "expected", "Expected (not yet born)"


EXPECTED_IN_MONTH = "expected in month"  # what :attr:`Person.born_known` says of a birth that is due in May


class DeathKind(models.TextChoices):
    """How well a date of death is known. Of a month or a year its last day is kept."""

    EXACT = "exact", "Exact"
    MONTH = "month", "Known to the month"
    YEAR = "year", "Known to the year"
    ESTIMATED = "estimated", "Estimated"


class Sex(models.TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    UNKNOWN = "unknown", "Not known"


def short_name_of(given_name: str, family_name: str) -> str:
    """What somebody is called in conversation: the first of the given names, or the surname."""
    return given_name.split()[0] if given_name else family_name or "Name not known"


def date_in_words(day: date | None, kind: str) -> str:
    """A date as far as it is known.

    >>> date_in_words(date(2011, 3, 1), "month"), date_in_words(date(2011, 7, 1), "estimated")
    ('March 2011', 'about 2011')
    """
    if day is None:
        return ""
    if kind in (BirthKind.MONTH, EXPECTED_IN_MONTH):
        return f"{day:%B %Y}"
    if kind in (BirthKind.YEAR, BirthKind.ESTIMATED):
        return f"{'about ' if kind == BirthKind.ESTIMATED else ''}{day.year}"
    return f"{day:%-d %B %Y}"


def known_to(day: date | None, kind: str) -> str:
    """A date as ISO text, as far as it is known: what drawings and comparisons of partial dates take.

    >>> known_to(date(2011, 3, 1), "month"), known_to(date(2011, 7, 1), "year"), known_to(None, "exact")
    ('2011-03', '2011', '')
    """
    length = {BirthKind.MONTH: 7, EXPECTED_IN_MONTH: 7, BirthKind.YEAR: 4, BirthKind.ESTIMATED: 4}
    return day.isoformat()[: length.get(kind, 10)] if day else ""


def when_born(born_on: date, born_known: str, *, in_reach: bool) -> str:
    """What a list says of somebody who was found: out of reach, the year only.

    >>> when_born(date(2011, 3, 12), "exact", in_reach=True), when_born(date(2011, 3, 12), "exact", in_reach=False)
    ('born 12 March 2011', 'born 2011')
    >>> when_born(date(2027, 5, 1), "expected in month", in_reach=True)
    'due May 2027'
    """
    verb = "due" if born_known in (BirthKind.EXPECTED, EXPECTED_IN_MONTH) else "born"
    return f"{verb} {date_in_words(born_on, born_known) if in_reach else born_on.year}"


@pghistory.track()
class Person(models.Model):
    """A person. Either name may be missing (a mononym, an unborn child), also both: then the role names them."""

    given_name = models.CharField("first names", max_length=120, blank=True)
    family_name = models.CharField("surname", max_length=120, blank=True)
    born_on = models.DateField("date of birth", null=True, blank=True)
    born_kind = models.CharField(max_length=10, choices=BirthKind, default=BirthKind.EXACT)
    # Of a birth expected in May its first day is kept, as of a birth known to the month.
    due_month_only = models.BooleanField("only the month is known in which the birth is expected", default=False)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    is_deceased = models.BooleanField("has died", default=False)
    died_on = models.DateField("date of death", null=True, blank=True)
    died_kind = models.CharField(max_length=10, choices=DeathKind, default=DeathKind.EXACT)
    born_source = models.CharField("who said when they were born", max_length=200, blank=True)
    died_source = models.CharField("who said that they died", max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("born_kind", BirthKind),
            one_of("sex", Sex),
            one_of("died_kind", DeathKind),
            models.CheckConstraint(
                condition=models.Q(died_on=None) | models.Q(is_deceased=True), name="a_date_of_death_means_deceased"
            ),
            models.CheckConstraint(
                # Of a birth that is known by the year only the first of July is kept: a death in May of it may be.
                condition=models.Q(died_on=None)
                | models.Q(born_on=None)
                | models.Q(died_on__gte=models.F("born_on"))
                | models.Q(born_kind__in=["year", "estimated"], died_on__year__gte=models.F("born_on__year")),
                name="death_not_before_birth",
            ),
            models.CheckConstraint(
                condition=~models.Q(born_kind="expected") | models.Q(born_on__isnull=False),
                name="expected_birth_has_a_date",
            ),
            models.CheckConstraint(
                condition=models.Q(due_month_only=False) | models.Q(born_kind="expected", born_on__day=1),
                name="only_an_expected_birth_is_due_in_a_month",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First names and surname, or whichever there is."""
        return " ".join(part for part in (self.given_name, self.family_name) if part) or "Name not known"

    @property
    def short_name(self) -> str:
        """What the person is called in conversation."""
        return short_name_of(self.given_name, self.family_name)

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; None when unborn, deceased before, or not known."""
        if self.born_on is None or self.born_kind == BirthKind.EXPECTED or self.born_on > day:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    def age_in_words(self, day: date) -> str:
        """How the unit says it: '7 months', 'about 34', 'due 3 March', 'died 2019'."""
        if self.is_deceased:
            return f"died {self.died_in_words}" if self.died_on else "has died"
        if self.born_on is None:
            return "age not known"
        if self.born_kind == BirthKind.EXPECTED:
            return self.born_in_words
        if self.born_kind == BirthKind.YEAR:
            oldest = day.year - self.born_on.year
            return f"{oldest - 1} or {oldest}" if oldest else "under 1"
        years = self.age_on(day)
        if years is None:
            return f"born {self.born_in_words}"
        if years < 2 and self.born_kind in (BirthKind.EXACT, BirthKind.MONTH):
            months = (day.year - self.born_on.year) * 12 + day.month - self.born_on.month - (day.day < self.born_on.day)
            if self.born_kind == BirthKind.MONTH and not months:
                return "newborn"
            return f"{months} month{'' if months == 1 else 's'}" if months else f"{(day - self.born_on).days} days"
        return f"about {years}" if self.born_kind == BirthKind.ESTIMATED else str(years)

    @property
    def born_in_words(self) -> str:
        """The date of birth as far as it is known: '12 March 2011', 'March 2011', 'about 2011', 'due May 2027'."""
        due = "due " if self.born_kind == BirthKind.EXPECTED else ""
        return due + date_in_words(self.born_on, self.born_known)

    @property
    def born_known(self) -> str:
        """How well the date of birth, or the one that it is expected on, is known."""
        return EXPECTED_IN_MONTH if self.due_month_only else self.born_kind

    @property
    def born_said(self) -> str:
        """The date of birth, or the one that it is expected on, as ISO text as far as it is known."""
        return known_to(self.born_on, self.born_known)

    @property
    def died_in_words(self) -> str:
        """The date of death as far as it is known."""
        return date_in_words(self.died_on, self.died_kind)
