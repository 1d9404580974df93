"""What the forms of a genogram have in common: of whom, who said so, somebody new, dates half known."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from kinwork.access.forms import BirthField, PartialDateField
from kinwork.clocks.natural_dates import Looks
from kinwork.families import actions
from kinwork.families.actions import EditContext
from kinwork.families.genogram import FamilyGraph
from kinwork.people.dates import born_as, died_as
from kinwork.people.models import OtherName, Person, Sex
from kinwork.search.duplicates import LikelyDuplicate


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

    def __init__(self, *args: Any, graph: FamilyGraph, by: Person | None = None, **options: Any) -> None:
        if by is not None:
            options["initial"] = {
                self.about: str(by.pk),
                **self.filled_in(graph, by),
                **(options.get("initial") or {}),
            }
        super().__init__(*args, **options)
        self.graph, self.by = graph, by
        today = timezone.localdate()
        self.choices = [
            (str(one.pk), f"{graph.called(one)}, {one.age_in_words(today)}") for one in graph.people.values()
        ]
        for name, empty in self.people().items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", empty), *self.choices]
            field.error_messages |= {
                "required": "Choose who.",
                "invalid_choice": "This person is no longer in the family. Choose someone who is.",
            }
        self.order_fields([name for name in self.fields if name not in ("source", "confirmed")])

    def people(self) -> dict[str, str]:
        return {"person": ""}

    @classmethod
    def filled_in(cls, graph: FamilyGraph, by: Person) -> dict[str, str]:
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
        return self.graph.people[int(chosen)] if chosen else None

    def chosen(self, name: str = "person") -> Person:
        person = self.who(name)
        assert person is not None
        return person

    def draw(self, at: EditContext) -> None:
        raise NotImplementedError

    @property
    def asks_to_confirm(self) -> bool:
        """Whether what was typed can hardly be, and may be confirmed."""
        return any(error.code == actions.CONFIRM for found in self.errors.as_data().values() for error in found)


class DrawsSomebody(Draws):
    """Somebody new, or somebody who is in the family's record already."""

    person = forms.ChoiceField(label="Whose")
    brief: ClassVar[tuple[str, ...]] = ("given_name", "born_on", "sex")
    given_name = forms.CharField(label="First names", max_length=120, required=False)
    family_name = forms.CharField(label="Surname", max_length=120, required=False)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial="unknown", required=False)
    born_on = BirthField(Looks.BIRTH, label="Age, or date of birth")
    died_on = BirthField(Looks.PAST, label="Date of death, if they have died")
    other = forms.ChoiceField(label="Or someone already in the genogram", required=False)

    # Who in the records it may be, and who was chosen of them: see search/same_person.py.
    likely: list[LikelyDuplicate] = []
    asked_about = ""
    found: Person | None = None
    called: OtherName | None = None

    def people(self) -> dict[str, str]:
        return {"person": "", "other": "Someone new"}

    def somebody(self) -> Person:
        said = self.cleaned_data
        known = self.found or self.who("other")
        if known is not None:
            return known
        born, died = said["born_on"], said["died_on"]
        return Person(
            given_name=said["given_name"],
            family_name=said["family_name"],
            sex=said["sex"] or Sex.UNKNOWN,
            **dict(zip(("born_on", "born_kind"), born_as(born), strict=True)),
            is_deceased=died is not None,
            **dict(zip(("died_on", "died_kind"), died_as(died), strict=True)),
        )


class Dated(forms.Form):
    begun = PartialDateField(Looks.PAST, label="Since")
    ended = PartialDateField(Looks.PAST, label="Until, if over")
