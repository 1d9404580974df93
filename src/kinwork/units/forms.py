"""Naming a deputy."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.clocks.natural_dates import Looks

from .queries import Member


class NeededDate(SpokenDateField):
    """A date that cannot be left out."""

    def clean(self, value: Any) -> date:
        day: date | None = super().clean(value)
        if day is None:
            raise ValidationError("Type the date, such as today, fri or 12/3.")
        return day


class WithdrawForm(forms.Form):
    because = forms.CharField(max_length=500, error_messages={"required": "Say why, in a few words."})


class DeputyForm(forms.Form):
    """Who may decide in the CSW's place, and when."""

    user = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose the deputy."})
    first_day = NeededDate(Looks.FUTURE)
    last_day = NeededDate(Looks.FUTURE)

    def __init__(self, *args: Any, members: list[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "user", [(str(m.user_id), m.name) for m in members])
