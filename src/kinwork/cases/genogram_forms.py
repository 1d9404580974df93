"""Forms to draw a genogram with: each says who, and what is known."""

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
from kinwork.families.models import BondKind, HowEnded, LossKind, ParentKind, Partnership, PartnershipKind
from kinwork.people.models import BirthKind, Person, Sex


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
    """What every form of drawing asks: who it is about, and who said so."""

    title: ClassVar[str]
    source = forms.CharField(label="Who said so", max_length=200, required=False)
    confirmed = forms.BooleanField(label="That is right", required=False)

    def __init__(self, *args: Any, circle: Circle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.circle = circle
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
    other = forms.ChoiceField(label="Who is in the record already", required=False)
    given_name = forms.CharField(label="or somebody new: first names", max_length=120, required=False)
    family_name = forms.CharField(label="Surname", max_length=120, required=False)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial="unknown", required=False)
    born_on = forms.CharField(label="Date of birth, or age", max_length=40, required=False)
    died_on = SpokenDateField(label="Date of death, if dead")

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
        known = self.who("other")
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


class PartnerForm(DrawsSomebody, Dated):
    title = "Partner"
    kind = forms.ChoiceField(label="They are or were", choices=PartnershipKind.choices, initial="unknown")
    how_ended = forms.ChoiceField(label="It ended", choices=[("", ""), *HowEnded.choices], required=False)

    def draw(self, at: At) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "begun", "ended", "how_ended")}
        actions.add_partner(at, self.chosen(), self.somebody(), **said)


class ChildForm(DrawsSomebody, Dated):
    title = "Child"
    second = forms.ChoiceField(label="and of", required=False)
    kind = forms.ChoiceField(label="Their child", choices=ParentKind.choices, initial="birth")

    def people(self) -> dict[str, str]:
        return {**super().people(), "second": "Nobody else known"}

    def draw(self, at: At) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "begun", "ended", "confirmed")}
        actions.add_child(at, _parents(self), self.somebody(), **said)


def _parents(form: Draws) -> list[Person]:
    second = form.who("second")
    if second is not None and second.pk == form.chosen().pk:
        raise ValidationError({"second": "This is the same person. Choose the other parent, or nobody."})
    return [form.chosen(), *([second] if second else [])]


class ParentForm(DrawsSomebody, Dated):
    title = "Parent"
    kind = forms.ChoiceField(label="Parent", choices=ParentKind.choices, initial="birth")

    def draw(self, at: At) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "begun", "ended", "confirmed")}
        actions.add_parent(at, self.chosen(), self.somebody(), **said)


class SiblingForm(DrawsSomebody):
    title = "Brother or sister"
    through = forms.ChoiceField(label="They share", required=False)

    def people(self) -> dict[str, str]:
        return {**super().people(), "through": "All parents who are known"}

    def draw(self, at: At) -> None:
        confirmed = self.cleaned_data["confirmed"]
        actions.add_sibling(at, self.chosen(), self.somebody(), through=self.who("through"), confirmed=confirmed)


class PregnancyForm(Draws):
    title = "Baby expected"
    person = forms.ChoiceField(label="Of whom")
    second = forms.ChoiceField(label="and of", required=False)
    due = SpokenDateField(label="Due")

    def people(self) -> dict[str, str]:
        return {"person": "", "second": "Nobody else known"}

    def clean_due(self) -> date:
        if self.cleaned_data["due"] is None:
            raise ValidationError("When is the baby due? Type a date such as 12/3.")
        return self.cleaned_data["due"]

    def draw(self, at: At) -> None:
        actions.add_pregnancy(at, _parents(self), self.cleaned_data["due"], confirmed=self.cleaned_data["confirmed"])


class LossForm(Draws):
    title = "Pregnancy lost"
    person = forms.ChoiceField(label="Mother")
    second = forms.ChoiceField(label="Other parent", required=False)
    kind = forms.ChoiceField(label="What", choices=LossKind.choices)
    name = forms.CharField(label="Name, if there is one", max_length=120, required=False)
    on = PartialDateField(label="When, a year is enough")

    def people(self) -> dict[str, str]:
        return {"person": "", "second": "Not known"}

    def draw(self, at: At) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "name", "on")}
        actions.add_loss(at, self.chosen(), other_parent=self.who("second"), **said)


class PartForm(Draws):
    title = "Separated"
    couple = forms.ChoiceField(label="Who", error_messages={"required": "Choose who has parted."})
    how = forms.ChoiceField(label="How", choices=HowEnded.choices)
    on = PartialDateField(label="When, a year is enough")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.couples = {
            str(one.pk): one
            for one in self.circle.partnerships
            if not one.how_ended and one.telling.family_id == self.circle.family_id
        }
        field = self.fields["couple"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ""), *((key, str(one)) for key, one in self.couples.items())]

    def people(self) -> dict[str, str]:
        return {}

    def draw(self, at: At) -> None:
        couple: Partnership = self.couples[self.cleaned_data["couple"]]
        actions.part(at, couple, how=self.cleaned_data["how"], on=self.cleaned_data["on"])


class BondForm(Draws):
    title = "How they are with each other"
    person = forms.ChoiceField(label="Who")
    kind = forms.ChoiceField(label="is", choices=BondKind.choices)
    other = forms.ChoiceField(label="with or to whom")
    observer = forms.CharField(label="Who saw it", max_length=200, required=False)
    on = PartialDateField(label="When")

    def people(self) -> dict[str, str]:
        return {"person": "", "other": ""}

    def draw(self, at: At) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "observer", "on")}
        actions.put_bond(at, self.chosen(), self.chosen("other"), **said)


FORMS: dict[str, type[Draws]] = {
    "partner": PartnerForm,
    "child": ChildForm,
    "parent": ParentForm,
    "sibling": SiblingForm,
    "pregnancy": PregnancyForm,
    "loss": LossForm,
    "part": PartForm,
    "bond": BondForm,
}
