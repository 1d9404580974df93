"""Forms to draw a genogram with: each says who, and what is known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.access.forms import BirthField, PartialDateField
from kinwork.clocks.natural_dates import Looks, Read
from kinwork.families import actions, moving
from kinwork.families.actions import EditContext
from kinwork.families.genogram import FamilyGraph
from kinwork.families.households import Home, homes
from kinwork.families.models import (
    BondKind,
    Household,
    HowEnded,
    LossKind,
    ParentKind,
    Partnership,
    PartnershipKind,
    SiblingKind,
)
from kinwork.people.dates import is_due_in_month
from kinwork.people.models import BirthKind, Person

from .fields import Dated, Draws, DrawsSomebody


class PartnerForm(DrawsSomebody, Dated):
    title = "Partner"
    brief = ("given_name", "born_on", "sex", "kind")
    kind = forms.ChoiceField(label="Relationship", choices=PartnershipKind.choices, initial="unknown")
    how_ended = forms.ChoiceField(label="How it ended", choices=[("", ""), *HowEnded.choices], required=False)

    def draw(self, at: EditContext) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "begun", "ended", "how_ended")}
        actions.add_partner(at, self.chosen(), self.somebody(), **said)


def partner_now(graph: FamilyGraph, by: Person) -> dict[str, str]:
    """The one partner of somebody, if there is just one."""
    together = [one for one in graph.partnerships if not one.how_ended and by.pk in (one.one_id, one.other_id)]
    others = {one.other_id if one.one_id == by.pk else one.one_id for one in together}
    return {"second": str(others.pop())} if len(others) == 1 else {}


class ChildForm(DrawsSomebody, Dated):
    title = "Child"
    brief = ("given_name", "born_on", "sex", "second")
    filled_in = staticmethod(partner_now)
    second = forms.ChoiceField(label="Other parent", required=False)
    kind = forms.ChoiceField(label="How they are their child", choices=ParentKind.choices, initial="birth")

    def people(self) -> dict[str, str]:
        return {**super().people(), "second": "No one else known"}

    def draw(self, at: EditContext) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "begun", "ended", "confirmed")}
        actions.add_child(at, _parents(self), self.somebody(), **said)


def _parents(form: Draws) -> list[Person]:
    second = form.who("second")
    if second is not None and second.pk == form.chosen().pk:
        raise ValidationError({"second": "This is the same person. Choose the other parent, or no one."})
    return [form.chosen(), *([second] if second else [])]


class ParentForm(DrawsSomebody, Dated):
    title = "Parent"
    kind = forms.ChoiceField(label="Parent", choices=ParentKind.choices, initial="birth")

    def draw(self, at: EditContext) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "begun", "ended", "confirmed")}
        actions.add_parent(at, self.chosen(), self.somebody(), **said)


class SiblingForm(DrawsSomebody):
    title = "Brother or sister"
    through = forms.ChoiceField(label="They share", required=False)

    def people(self) -> dict[str, str]:
        return {**super().people(), "through": "All parents who are known"}

    def draw(self, at: EditContext) -> None:
        confirmed = self.cleaned_data["confirmed"]
        actions.add_sibling(at, self.chosen(), self.somebody(), through=self.who("through"), confirmed=confirmed)


class TwinForm(DrawsSomebody):
    title = "Twin"
    brief = ("given_name", "sex", "kind")
    kind = forms.ChoiceField(label="They are", choices=SiblingKind.choices[1:], initial="twins")

    def draw(self, at: EditContext) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "confirmed")}
        actions.add_sibling(at, self.chosen(), self.somebody(), **said)


class PregnancyForm(Draws):
    title = "Baby expected"
    brief = ("due", "second")
    filled_in = staticmethod(partner_now)
    person = forms.ChoiceField(label="Whose")
    second = forms.ChoiceField(label="Other parent", required=False)
    due = BirthField(Looks.EXPECTED, label="Due")

    def people(self) -> dict[str, str]:
        return {"person": "", "second": "No one else known"}

    def clean_due(self) -> Read:
        due: Read | None = self.cleaned_data["due"]
        if due is None:
            raise ValidationError("When is the baby due? Type a date such as 12/3, or a month such as May.")
        return due

    def draw(self, at: EditContext) -> None:
        due, confirmed = self.cleaned_data["due"], self.cleaned_data["confirmed"]
        month_only = is_due_in_month(due, BirthKind.EXPECTED)
        actions.add_pregnancy(at, _parents(self), due.day, month_only=month_only, confirmed=confirmed)


class LossForm(Draws):
    title = "Pregnancy lost"
    brief = ("kind", "on", "second")
    filled_in = staticmethod(partner_now)
    person = forms.ChoiceField(label="Mother")
    second = forms.ChoiceField(label="Other parent", required=False)
    kind = forms.ChoiceField(label="What", choices=LossKind.choices)
    name = forms.CharField(label="Name, if there is one", max_length=120, required=False)
    on = PartialDateField(Looks.PAST, label="When")

    def people(self) -> dict[str, str]:
        return {"person": "", "second": "Not known"}

    def draw(self, at: EditContext) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "name", "on")}
        actions.add_loss(at, self.chosen(), other_parent=self.who("second"), **said)


class PartForm(Draws):
    title = "Separated"
    brief = ("couple", "how", "on")
    couple = forms.ChoiceField(label="Who", error_messages={"required": "Choose who has separated."})
    how = forms.ChoiceField(label="How", choices=HowEnded.choices)
    on = PartialDateField(Looks.PAST, label="When")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.couples = {
            str(one.pk): one
            for one in self.graph.partnerships
            if not one.how_ended and one.change_set.family_id == self.graph.family_id
            if self.by is None or self.by.pk in (one.one_id, one.other_id)
        }
        field = self.fields["couple"]
        assert isinstance(field, forms.ChoiceField)
        empty = [] if self.by and len(self.couples) == 1 else [("", "")]
        field.choices = [*empty, *((key, str(one)) for key, one in self.couples.items())]

    def people(self) -> dict[str, str]:
        return {}

    def draw(self, at: EditContext) -> None:
        couple: Partnership = self.couples[self.cleaned_data["couple"]]
        actions.part(at, couple, how=self.cleaned_data["how"], on=self.cleaned_data["on"])


class BondForm(Draws):
    title = "How they get on"
    brief = ("kind", "other")
    person = forms.ChoiceField(label="Who")
    kind = forms.ChoiceField(label="is", choices=BondKind.choices)
    other = forms.ChoiceField(label="with or to")
    observer = forms.CharField(label="Who saw it", max_length=200, required=False)
    on = PartialDateField(Looks.PAST, label="When")

    def people(self) -> dict[str, str]:
        return {"person": "", "other": ""}

    def draw(self, at: EditContext) -> None:
        said = {name: self.cleaned_data[name] for name in ("kind", "observer", "on")}
        actions.put_bond(at, self.chosen(), self.chosen("other"), **said)


class MoveForm(Draws):
    title = "Moves home"
    brief = ("home", "with_person", "on")
    person = forms.ChoiceField(label="Who")
    home = forms.ChoiceField(label="Moves to", required=False)
    with_person = forms.ChoiceField(label="or in with", required=False)
    name = forms.CharField(label="or to a new household, called", max_length=80, required=False)
    on = PartialDateField(Looks.PAST, label="Since")
    along = forms.MultipleChoiceField(label="Who else moves", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        now = homes(self.graph.members, timezone.localdate().isoformat())
        self.known = {str(home.pk or moving.MAIN) if not home.is_main else moving.MAIN: home for home in now}
        elsewhere = [(key, self._called(home)) for key, home in self.known.items() if not self._lives_in(home)]
        home_field, along = self.fields["home"], self.fields["along"]
        assert isinstance(home_field, forms.ChoiceField)
        assert isinstance(along, forms.ChoiceField)
        if moving.MAIN not in self.known:
            elsewhere.insert(0, (moving.MAIN, "The family’s household"))
        home_field.choices = [("", ""), *elsewhere]
        along.choices = [
            (str(pk), self.graph.called(self.graph.people[pk]))
            for home in now
            for pk in home.people
            if self.by is None or (self._lives_in(home) and pk != self.by.pk)
        ]

    def _lives_in(self, home: Home) -> bool:
        return self.by is not None and self.by.pk in home.people

    def _called(self, home: Home) -> str:
        names = [self.graph.people[pk].short_name for pk in home.people]
        title = home.name or ("The family’s household" if home.is_main else "A household")
        return f"{title}: {', '.join(names[:4])}{' …' if len(names) > 4 else ''}"

    def people(self) -> dict[str, str]:
        return {"person": "", "with_person": ""}

    def draw(self, at: EditContext) -> None:
        said = self.cleaned_data
        home: str = said["home"]
        to: Household | str | None = home or None
        if home not in ("", moving.MAIN):
            to = Household.objects.get(pk=int(home), change_set__family_id=at.family.pk)
        along = [self.graph.people[int(pk)] for pk in said["along"]]
        moving.move_home(
            at,
            [self.chosen(), *along],
            on=said["on"],
            to=to,
            with_person=self.who("with_person"),
            name=said["name"],
        )


FORMS: dict[str, type[Draws]] = {
    "partner": PartnerForm,
    "child": ChildForm,
    "parent": ParentForm,
    "sibling": SiblingForm,
    "twin": TwinForm,
    "pregnancy": PregnancyForm,
    "loss": LossForm,
    "part": PartForm,
    "bond": BondForm,
    "move": MoveForm,
}
