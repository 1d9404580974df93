"""Opening a family, its members, the four questions, dates, closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from kinwork.access.forms import BirthField, SpokenDateField, set_choices
from kinwork.cases.closing import SteppedDown, Told
from kinwork.cases.models import Involvement, KeyDateKind, ToldHow
from kinwork.children.closing import STAYS, ChildAtClosing
from kinwork.children.models import EpisodeEnd
from kinwork.clocks.natural_dates import Looks
from kinwork.people.dates import born_as, died_as, is_due_in_month
from kinwork.people.models import BirthKind, Person, Sex
from kinwork.people.models.partial import in_order
from kinwork.people.validation import names_wrong
from kinwork.search.duplicates import LikelyDuplicate
from kinwork.units.queries import Member


class MemberForm(forms.Form):
    """A person in a family. A name is not asked of anyone: an unborn child, or a father not known, has none."""

    given_name = forms.CharField(label="First names", required=False)
    family_name = forms.CharField(label="Surname (leave empty if none)", required=False)
    role = forms.CharField(label="Who they are in the family", max_length=80, required=False)
    born_on = BirthField(Looks.BIRTH, kind_in="born_kind", label="Date of birth, or age")
    born_kind = forms.ChoiceField(label="This date is", choices=BirthKind.choices, initial="exact")
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial="unknown")
    is_child = forms.BooleanField(label="A child of concern", required=False)
    lives_here = forms.BooleanField(label="Lives in the household", required=False, initial=True)
    is_deceased = forms.BooleanField(label="Has died", required=False)
    died_on = BirthField(Looks.PAST, label="Date of death, if known")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

        # Who in the records it may be (search/same_person.py), to be asked before somebody is entered twice.
        self.likely: list[LikelyDuplicate] = []
        self.asked_about = ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, sentence in names_wrong(said.get("given_name", ""), said.get("family_name", "")).items():
            self.add_error(name, sentence)
        born, kind, died = said.get("born_on"), said.get("born_kind"), said.get("died_on")
        if kind == BirthKind.EXPECTED and not born and "born_on" not in self.errors:
            self.add_error("born_on", "When is the baby expected? Type a date.")
        if died and born and not in_order(born.said, died.said):
            self.add_error("died_on", f"The date of death is before the date of birth, {born.in_words}.")
        if not (said.get("given_name") or said.get("family_name") or said.get("role")):
            self.add_error("given_name", "Type a name, or say who they are in the family, such as unborn child.")
        if died:
            said["is_deceased"] = True
        return said

    def put_on(self, person: Person) -> Person:
        """The person with what was typed."""
        said = self.cleaned_data
        for name in ("given_name", "family_name", "sex", "is_deceased"):
            setattr(person, name, said[name])
        born, chosen = said["born_on"], said["born_kind"]
        person.born_on, kind = born_as(born)
        # What was typed says itself how well it is known; of a whole day, the box beside it does.
        chosen_counts = born and (chosen in (BirthKind.EXPECTED, BirthKind.ESTIMATED) or born.known == "day")
        person.born_kind = chosen if chosen_counts else kind
        person.due_month_only = is_due_in_month(born, person.born_kind)
        person.died_on, person.died_kind = died_as(said["died_on"])
        return person


if TYPE_CHECKING:
    ModelFormOfInvolvement = forms.ModelForm[Involvement]
else:
    ModelFormOfInvolvement = forms.ModelForm  # not to be subscribed at run time


class QuestionsForm(ModelFormOfInvolvement):
    """The four questions, and who decided."""

    expected_end = SpokenDateField(Looks.FUTURE, label="Until when")

    class Meta:
        model = Involvement
        fields = ["why_open", "trying_to_do", "how", "tell_once", "expected_end", "decided_by", "key_worker"]

    def __init__(self, *args: Any, members: list[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        ids = [member.user_id for member in members]
        for name, label in (("decided_by", "Who decided"), ("key_worker", "Key worker, if there is one")):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            now = getattr(self.instance, f"{name}_id")
            field.label, field.required = label, False
            field.queryset = field.queryset.filter(pk__in=[*ids, *([now] if now else [])])  # type: ignore[union-attr]
            field.error_messages["invalid_choice"] = "This person is no longer in the unit. Choose someone who is."


class OpeningForm(QuestionsForm):
    """A family new to the unit."""

    name = forms.CharField(label="Family name", max_length=120, error_messages={"required": "Type the family’s name."})
    opened_on = SpokenDateField(Looks.PAST, label="Open since")


class KeyDateForm(forms.Form):
    """A date that must not surprise the unit."""

    kind = forms.ChoiceField(choices=KeyDateKind.choices)
    on = SpokenDateField(Looks.FUTURE)
    note = forms.CharField(max_length=200, required=False)

    def clean_on(self) -> date:
        day: date | None = self.cleaned_data["on"]
        if day is None:
            raise ValidationError("Type the date, such as 12/3 or 2w.")
        return day


NOTHING_IS_NONE = (SpokenDateField, forms.TypedChoiceField)


class ClosingForm(forms.Form):
    """Why, what changed, what to do if they come back; what ends for each child, what they were told, who helps on."""

    on = SpokenDateField(Looks.PAST)
    reason = forms.CharField(max_length=4000, required=False)
    changed = forms.CharField(max_length=4000, required=False)
    if_rereferred = forms.CharField(max_length=4000, required=False)
    decided_by = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    # Asked where a child is on a protection plan or looked after.
    all_the_same = forms.BooleanField(required=False)
    all_the_same_because = forms.CharField(max_length=250, required=False)

    told_on = SpokenDateField(Looks.PAST)
    told_how = forms.ChoiceField(choices=[("", ""), *ToldHow.choices], required=False)
    told_what = forms.CharField(max_length=4000, required=False)
    step_down_name = forms.CharField(max_length=120, required=False)
    step_down_agency = forms.CharField(max_length=120, required=False)
    step_down_telephone = forms.CharField(max_length=40, required=False)
    step_down_agreed_on = SpokenDateField(Looks.PAST)

    def __init__(
        self, *args: Any, deciders: dict[int, str], children: Sequence[ChildAtClosing] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "decided_by", [("", ""), *deciders.items()])
        for child in children:
            if child.episode or child.plan:
                choices = [("", ""), *([] if child.stays else EpisodeEnd.choices), (STAYS, "It stays open")]
                self.fields[f"end_{child.person_id}"] = forms.ChoiceField(
                    choices=choices, required=False, initial=STAYS if child.stays else ""
                )
        self.order_fields(["reason", "changed", *(name for name in self.fields if name.startswith("end_"))])

    def said(self, today: date) -> dict[str, Any]:
        """As the verb takes it: what ends for whom, everything else; what cannot be read is as if it were empty."""
        nothing = {name: None for name, field in self.fields.items() if isinstance(field, NOTHING_IS_NONE)}
        found = {**dict.fromkeys(self.fields, ""), **nothing, **self.cleaned_data}
        ends = {int(name.removeprefix("end_")): found.pop(name) for name in list(found) if name.startswith("end_")}
        told, step_down = (
            kind(**{one.name: found.pop(one.name) for one in fields(kind)}) for kind in (Told, SteppedDown)
        )
        decided_by_id, on = found.pop("decided_by"), found.pop("on") or today
        return {"ends": ends, "told": told, "step_down": step_down, "decided_by_id": decided_by_id, "on": on, **found}
