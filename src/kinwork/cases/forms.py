"""Opening a family, its members, the four questions, dates, closing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinwork.access.forms import SpokenDateField
from kinwork.people.checking import names_wrong
from kinwork.people.models import BirthKind, Person, Sex
from kinwork.units.queries import Member

from .duplicates import Likely
from .models import Involvement, KeyDateKind


class MemberForm(forms.Form):
    """A person in a family. A name is not asked of anyone: an unborn child, or a father not known, has none."""

    given_name = forms.CharField(label="First names", required=False)
    family_name = forms.CharField(label="Surname, if they have one", required=False)
    role = forms.CharField(label="Who they are in the family", max_length=80, required=False)
    born_on = SpokenDateField(label="Date of birth, or an age such as 34")
    born_kind = forms.ChoiceField(label="This date is", choices=BirthKind.choices, initial="exact")
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial="unknown")
    is_child = forms.BooleanField(label="A child we are concerned for", required=False)
    lives_here = forms.BooleanField(label="Lives in the household", required=False, initial=True)
    is_deceased = forms.BooleanField(label="Has died", required=False)
    died_on = SpokenDateField(label="Date of death, if known", past=True)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.data = self._with_age_as_date(self.data)

        # Who in the records it may be (same_person.py), to be asked before somebody is entered twice.
        self.likely: list[Likely] = []
        self.asked_about = ""

    def _with_age_as_date(self, data: Any) -> Any:
        """'34' in the date box is an age: the year is estimated; '2011' and '3/2011' are a year and a month."""
        name = self.add_prefix("born_on")
        typed = str(data.get(name, "")).strip() if data else ""
        found = re.fullmatch(r"(?:(0?[1-9]|1[0-2])[/.])?((?:19|20)\d\d)", typed)
        if not found and not (typed.isdecimal() and int(typed) < 120):
            return data
        changed = data.copy()
        if found:
            changed[name] = f"1/{found[1] or 7}/{found[2]}"
            if data.get(self.add_prefix("born_kind")) == BirthKind.EXACT:
                changed[self.add_prefix("born_kind")] = (BirthKind.MONTH if found[1] else BirthKind.YEAR).value
            return changed
        changed[name] = f"1/7/{self.today.year - int(typed) - (1 if self.today.month < 7 else 0)}"
        changed[self.add_prefix("born_kind")] = BirthKind.ESTIMATED.value
        return changed

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, sentence in names_wrong(said.get("given_name", ""), said.get("family_name", "")).items():
            self.add_error(name, sentence)
        born, kind, died = said.get("born_on"), said.get("born_kind"), said.get("died_on")
        if born and kind != BirthKind.EXPECTED and born > self.today:
            self.add_error("born_on", "This day is still to come. If the baby is not yet born, choose Expected.")
        if kind == BirthKind.EXPECTED and not born and "born_on" not in self.errors:
            self.add_error("born_on", "When is the baby expected? Type a date.")
        if died and born and died < born:
            self.add_error("died_on", "The date of death is before the date of birth.")
        if not (said.get("given_name") or said.get("family_name") or said.get("role")):
            self.add_error("given_name", "Give a name, or say who they are in the family, such as unborn child.")
        if died:
            said["is_deceased"] = True
        return said

    def put_on(self, person: Person) -> Person:
        """The person with what was typed."""
        said = self.cleaned_data
        for name in ("given_name", "family_name", "born_on", "born_kind", "sex", "is_deceased", "died_on"):
            setattr(person, name, said[name])
        return person


class QuestionsForm(forms.ModelForm):
    """The four questions, and who decided."""

    expected_end = SpokenDateField(label="Until when")

    class Meta:
        model = Involvement
        fields = ["why_open", "trying_to_do", "how", "tell_once", "expected_end", "decided_by", "key_worker"]

    def __init__(self, *args: Any, members: list[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        ids = [member.user_id for member in members]
        for name, label in (("decided_by", "Who decided"), ("key_worker", "Key worker, if one is named")):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            now = getattr(self.instance, f"{name}_id")
            field.label, field.required = label, False
            field.queryset = field.queryset.filter(pk__in=[*ids, *([now] if now else [])])  # type: ignore[union-attr]
            field.error_messages["invalid_choice"] = (
                "This person is not in the unit (any more). Choose somebody who is."
            )


class OpeningForm(QuestionsForm):
    """A family new to the unit."""

    name = forms.CharField(label="Family name", max_length=120, error_messages={"required": "Give the family a name."})
    opened_on = SpokenDateField(label="Open since", past=True)


class KeyDateForm(forms.Form):
    """A date that must not surprise the unit."""

    kind = forms.ChoiceField(choices=KeyDateKind.choices)
    on = SpokenDateField()
    note = forms.CharField(max_length=200, required=False)

    def clean_on(self) -> date:
        day = self.cleaned_data["on"]
        if day is None:
            raise ValidationError("Type the date, such as 12/3 or 2w.")
        return day


class ClosingForm(forms.Form):
    """Why, what changed, and what to do if they come back."""

    on = SpokenDateField(past=True)
    reason = forms.CharField(max_length=4000, error_messages={"required": "Say why the family’s time with us ends."})
    changed = forms.CharField(max_length=4000, required=False)
    if_rereferred = forms.CharField(max_length=4000, required=False)
    decided_by = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, deciders: dict[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decided_by"].choices = [("", ""), *deciders.items()]  # type: ignore[attr-defined]
