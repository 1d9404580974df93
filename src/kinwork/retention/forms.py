"""Setting a period, placing a hold."""

from __future__ import annotations

from django import forms

from kinwork.access.forms import SpokenDateField
from kinwork.clocks.natural_dates import Looks

from .models import CountsFrom, HoldScope, LocalKind

SCOPES = [(HoldScope.EVERYTHING.value, HoldScope.EVERYTHING.label), (HoldScope.PERIOD.value, HoldScope.PERIOD.label)]


class PeriodForm(forms.Form):
    """How long one kind of record is kept, and why."""

    kind = forms.ChoiceField(choices=LocalKind.choices, error_messages={"required": "Choose which records."})
    counts_from = forms.ChoiceField(
        choices=CountsFrom.choices, error_messages={"required": "Choose from which day the years count."}
    )
    years = forms.IntegerField(
        error_messages=dict.fromkeys(("required", "invalid"), "Type a whole number of years from 1 to 120.")
    )
    reason = forms.CharField(
        max_length=500,
        error_messages={"required": "Say why so long, such as the council’s retention schedule and its date."},
    )


class HoldForm(forms.Form):
    """What is held, who asked for it, why."""

    scope = forms.ChoiceField(choices=HoldScope.choices, error_messages={"required": "Choose what is held."})
    since = SpokenDateField(Looks.PAST)
    until = SpokenDateField(Looks.PAST)
    asked_by = forms.CharField(
        max_length=200,
        error_messages={"required": "Say who asked for it, such as an inquiry, a court or the legal team."},
    )
    reason = forms.CharField(max_length=500, error_messages={"required": "Say why."})
