"""Making a programme, entering days, recording a session."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.clocks.natural_dates import Looks
from kinwork.whole_numbers import whole

from .models import Group, SessionKind
from .shipped import Module

A_MODULE = re.compile(r"(?P<name>.*\S)\s*[,:;]\s*(?P<days>\d{1,2})(\s+days?)?\s*", re.IGNORECASE)


class NeededDay(SpokenDateField):
    """A day that cannot be left out."""

    def clean(self, value: Any) -> date:
        day: date | None = super().clean(value)
        if day is None:
            raise ValidationError("Type the date, such as today, fri or 12/3.")
        return day


class ProgrammeForm(forms.Form):
    name = forms.CharField(max_length=120, error_messages={"required": "Give the programme a name."})
    provider = forms.CharField(max_length=120, required=False)
    about = forms.CharField(max_length=500, required=False)
    group = forms.ChoiceField(choices=[("", "Not a systemic training"), *Group.choices], required=False)
    modules = forms.CharField(
        max_length=5000, error_messages={"required": "Type at least one module, with its days: Supervision, 3."}
    )

    def clean_modules(self) -> list[Module]:
        found = []
        for at, line in enumerate(self.cleaned_data["modules"].splitlines(), start=1):
            if not line.strip():
                continue
            said = A_MODULE.fullmatch(line)
            days = whole(said["days"]) if said else None
            if said is None or not days:
                raise ValidationError(f"Line {at}: type the module and its days, such as: Supervision, 3.")
            found.append(Module(said["name"].strip()[:120], days))
        return found


class TakenForm(forms.Form):
    """Who took one day of a programme, on which date."""

    day = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose the day of the programme."})
    people = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Tick the colleagues who were there."}
    )
    on = NeededDay(Looks.PAST)

    def __init__(
        self, *args: Any, days: Iterable[tuple[int, str]], people: Iterable[tuple[int, str]], **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        set_choices(self, "day", days)
        set_choices(self, "people", people)


class PastedForm(forms.Form):
    pasted = forms.CharField(max_length=200_000, error_messages={"required": "Paste lines of colleague, day and date."})


class SessionForm(forms.Form):
    """A session: who had it, with which colleague or coach, of which kind, on which date."""

    user = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose who had it."})
    with_user = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    with_name = forms.CharField(max_length=120, required=False)
    kind = forms.ChoiceField(choices=SessionKind.choices, error_messages={"required": "Choose what kind it was."})
    on = NeededDay(Looks.PAST)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], me: tuple[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        everyone = [(me[0], f"{me[1]} (you)"), *people]
        set_choices(self, "user", everyone)
        set_choices(self, "with_user", [("", "A coach from outside"), *everyone])


class PractisingForm(forms.Form):
    """What is practised, by whom with which coach, until when."""

    who = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose who practises it."})
    coach = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    coach_name = forms.CharField(max_length=120, required=False)
    what = forms.CharField(max_length=1000, required=False)
    due = SpokenDateField(Looks.FUTURE, bounded=True)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], me: tuple[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        everyone = [(me[0], f"{me[1]} (you)"), *people]
        set_choices(self, "who", everyone)
        set_choices(self, "coach", [("", "A coach from outside"), *everyone])


class UntilForm(forms.Form):
    """Until when it is practised on."""

    until = SpokenDateField(Looks.FUTURE, bounded=True)


class OnForm(forms.Form):
    """As of which day."""

    on = SpokenDateField(Looks.PAST)
