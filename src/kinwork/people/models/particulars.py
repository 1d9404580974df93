"""What else is noted of a person, and warnings for whoever goes there."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of

from .noted import Noted, of_person


class What(models.TextChoices):
    """Kinds of particulars. Those with a code list have a file of that name in ``people/data``."""

    BORN = "born", "Another date of birth given"
    GENDER = "gender", "Gender"
    PRONOUNS = "pronouns", "Pronouns"
    ETHNICITY = "ethnicity", "Ethnicity"
    LANGUAGE = "language", "Language"
    RELIGION = "religion", "Religion or belief"
    DISABILITY = "disability", "Disability"
    IMMIGRATION = "immigration", "Immigration status"
    RECOURSE = "recourse", "Recourse to public funds"


# Said by a code of a list, in people/data; the others in words (a date of birth as ISO text in ``code``).
CODED = frozenset({What.ETHNICITY, What.DISABILITY, What.IMMIGRATION, What.RECOURSE})


@pghistory.track()
class Particular(Noted):
    """One particular of a person. The same one twice, from two people who disagree, is two rows."""

    person = of_person("particulars")
    what = models.CharField(max_length=12, choices=What)
    code = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=300, blank=True)
    needs_interpreter = models.BooleanField("needs an interpreter", default=False)

    class Meta(Noted.Meta):
        constraints = [
            one_of("what", What),
            *Noted.Meta.constraints,
            models.CheckConstraint(condition=~Q(code="", words=""), name="a_particular_says_something"),
            models.CheckConstraint(
                condition=~Q(what__in=sorted([*CODED, What.BORN])) | ~Q(code=""), name="what_is_coded_has_its_code"
            ),
            models.CheckConstraint(
                condition=Q(needs_interpreter=False) | Q(what=What.LANGUAGE), name="an_interpreter_is_for_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.words or self.code}"


class WarningKind(models.TextChoices):
    AGGRESSION = "aggression", "Aggression or violence"
    THREATS = "threats", "Threats to staff"
    WEAPONS = "weapons", "Weapons"
    DOGS = "dogs", "Dogs or other animals"
    TWO = "two", "Visit in pairs only"
    NOT_HOME = "not_home", "Do not visit at home"
    WATCHED = "watched", "Someone else may listen in, read messages or turn up"
    INFECTION = "infection", "Infection"
    PREMISES = "premises", "Unsafe premises"
    OTHER = "other", "Another warning"


@pghistory.track()
class SafetyWarning(Noted):
    """A warning for whoever visits, telephones or writes. It is looked at again on a day: nobody is marked for life."""

    person = of_person("warnings")
    kind = models.CharField(max_length=12, choices=WarningKind)
    words = models.CharField("what happened, what to do", max_length=500)
    review_on = models.DateField("review on")

    class Meta(Noted.Meta):
        constraints = [
            one_of("kind", WarningKind),
            *Noted.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="a_warning_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"
