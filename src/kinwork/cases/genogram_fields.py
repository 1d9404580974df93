"""What the forms of a genogram have in common: of whom, who said so, somebody new, dates half known."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.access.forms import SpokenDateField
from kinwork.families import actions
from kinwork.families.actions import At
from kinwork.families.genogram import Circle
from kinwork.people.models import BirthKind, OtherName, Person, Sex

from .duplicates import Likely


class PartialDateField(SpokenDateField):
    """A year, a month or a day: 2011, 3/2011, March 2011, 2011-03, 12/3/2011. Gives ISO text."""

    def clean(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if re.fullmatch(r"(1[89]|20)\d\d(-(0[1-9]|1[0-2]))?", typed):
            return typed
        if found := re.fullmatch(r"(0?[1-9]|1[0-2])[/.]((?:1[89]|20)\d\d)", typed):
            return f"{found[2]}-{int(found[1]):02}"
        if found := re.fullmatch(r"([A-Za-z]{3})[a-z]* ((?:1[89]|20)\d\d)", typed):
            months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
            if found[1].lower() in months:
                return f"{found[2]}-{months.index(found[1].lower()) + 1:02}"
        day = super().clean(typed)
        return day.isoformat() if day else ""


class Draws(forms.Form):
    """What every form of drawing asks: who it is about, and who said so.

    ``brief`` are the fields that people need while they talk; the others are there when asked for. ``by`` is the
    person whose symbol was chosen: then the form does not ask again of whom.
    """

    title: ClassVar[str]
    brief: ClassVar[tuple[str, ...]] = ()
    about: ClassVar[str] = "person"
    source = forms.CharField(label="Who said so", max_length=200, required=False)
    confirmed = forms.BooleanField(label="That is right", required=False)

    def __init__(self, *args: Any, circle: Circle, by: Person | None = None, **options: Any) -> None:
        if by is not None:
            options["initial"] = {
                self.about: str(by.pk),
                **self.filled_in(circle, by),
                **(options.get("initial") or {}),
            }
        super().__init__(*args, **options)
        self.circle, self.by = circle, by
        today = timezone.localdate()
        self.choices = [
            (str(one.pk), f"{circle.called(one)}, {one.age_in_words(today)}") for one in circle.people.values()
        ]
        for name, empty in self.people().items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", empty), *self.choices]
            field.error_messages |= {
                "required": "Choose who.",
                "invalid_choice": "This person is not in the family any more. Choose somebody who is.",
            }
        self.order_fields([name for name in self.fields if name not in ("source", "confirmed")])

    def people(self) -> dict[str, str]:
        return {"person": ""}

    @classmethod
    def filled_in(cls, circle: Circle, by: Person) -> dict[str, str]:
        """What is most often right, to be filled in already."""
        return {}

    @property
    def asked_first(self) -> list[forms.BoundField]:
        """The few fields that are shown at once."""
        return [self[name] for name in (*self.brief, "source")]

    @property
    def asked_later(self) -> list[forms.BoundField]:
        """The others."""
        hidden = {"confirmed", "source", *self.brief, *({self.about} if self.by else ())}
        return [bound for bound in self if bound.name not in hidden]

    @property
    def shows_all(self) -> bool:
        """Whether something behind 'More' needs another look."""
        return any(bound.errors for bound in self.asked_later)

    def who(self, name: str) -> Person | None:
        """The person chosen."""
        chosen = self.cleaned_data.get(name)
        return self.circle.people[int(chosen)] if chosen else None

    def chosen(self, name: str = "person") -> Person:
        person = self.who(name)
        assert person is not None
        return person

    def draw(self, at: At) -> None:
        raise NotImplementedError

    @property
    def asks_to_confirm(self) -> bool:
        """Whether what was typed can hardly be, and may be confirmed."""
        return any(error.code == actions.CONFIRM for found in self.errors.as_data().values() for error in found)


class DrawsSomebody(Draws):
    """Somebody new, or somebody who is in the family's record already."""

    person = forms.ChoiceField(label="Of whom")
    brief: ClassVar[tuple[str, ...]] = ("given_name", "born_on", "sex")
    given_name = forms.CharField(label="First names", max_length=120, required=False)
    family_name = forms.CharField(label="Surname", max_length=120, required=False)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial="unknown", required=False)
    born_on = forms.CharField(label="About how old, or born when", max_length=40, required=False)
    died_on = SpokenDateField(label="Date of death, if dead")
    other = forms.ChoiceField(label="Or somebody who is drawn already", required=False)

    # Who in the records it may be, and who was chosen of them: see same_person.py.
    likely: list[Likely] = []
    asked_about = ""
    found: Person | None = None
    called: OtherName | None = None

    def people(self) -> dict[str, str]:
        return {"person": "", "other": "Somebody new"}

    def clean_born_on(self) -> tuple[date | None, str]:
        typed, today = str(self.cleaned_data["born_on"]).strip(), timezone.localdate()
        if typed.isdecimal() and int(typed) < 120:
            return date(today.year - int(typed) - (today.month < 7), 7, 1), BirthKind.ESTIMATED
        said = PartialDateField().clean(typed)
        born = date.fromisoformat((said + "-07-01")[:10] if len(said) == 4 else (said + "-01")[:10]) if said else None
        if born and born > today:
            raise ValidationError("This day is still to come. A baby who is not yet born goes under Baby expected.")
        return born, {4: BirthKind.YEAR, 7: BirthKind.MONTH}.get(len(said), BirthKind.EXACT)

    def somebody(self) -> Person:
        said = self.cleaned_data
        known = self.found or self.who("other")
        if known is not None:
            return known
        born, kind = said["born_on"]
        return Person(
            given_name=said["given_name"],
            family_name=said["family_name"],
            sex=said["sex"] or Sex.UNKNOWN,
            born_on=born,
            born_kind=kind,
            is_deceased=bool(said["died_on"]),
            died_on=said["died_on"],
        )


class Dated(forms.Form):
    begun = PartialDateField(label="Since")
    ended = PartialDateField(label="Until, if over")
