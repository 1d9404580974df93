"""A partner's system, a token, what it may do."""

from __future__ import annotations

from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField
from kinwork.children.models import ReferralSource
from kinwork.clocks.natural_dates import Looks
from kinwork.whole_numbers import whole

from .models import MOST_A_MINUTE
from .scopes import Scope

CALLS = f"A whole number from 1 to {MOST_A_MINUTE}, such as 60."


def _needed(label: str, most: int, words: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, error_messages={"required": words})


class SystemForm(forms.Form):
    """What it is, whose, and what for."""

    name = _needed("Name of the system", 80, "Type what the system is called, such as Athena.")
    organisation = _needed("Organisation", 120, "Type whose system it is.")
    answers_for_it = _needed("Who answers for it there", 120, "Type the name of someone there who answers for it.")
    reach_them = _needed("How to reach them", 120, "Type their telephone number or email address.")
    purpose = _needed("What it is for", 500, "Say what the system asks or sends, and what for.")
    agreement = _needed(
        "Sharing agreement", 120, "Type the agreement under which it asks, such as its number and date."
    )
    source = forms.ChoiceField(
        label="Who its contacts come from",
        choices=ReferralSource.choices,
        error_messages={
            "required": "Choose who its contacts come from.",
            "invalid_choice": "Choose one from the list.",
        },
    )
    calls_a_minute = forms.CharField(label="Calls a minute at most", initial="60", error_messages={"required": CALLS})

    def clean_calls_a_minute(self) -> int:
        number = whole(self.cleaned_data["calls_a_minute"], most=MOST_A_MINUTE)
        if not number:
            raise forms.ValidationError(CALLS)
        return number

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in said.items()}


class TokenForm(forms.Form):
    """What one token may do, until when, from where."""

    scopes = forms.MultipleChoiceField(
        choices=Scope.choices,
        error_messages={
            "required": "Tick at least one thing that the system may do.",
            "invalid_choice": "Tick from the list.",
        },
    )
    ends_on = SpokenDateField(
        Looks.FUTURE, never_past=True, required=True, error_messages={"required": "Type until when it is valid."}
    )
    networks = forms.CharField(required=False, max_length=1000)

    def clean_networks(self) -> list[str]:
        said: str = self.cleaned_data["networks"]
        return said.replace(",", " ").split()


class AgreeForm(forms.Form):
    """What the system may do at most; nothing is an answer too."""

    agreed = forms.MultipleChoiceField(
        choices=Scope.choices, required=False, error_messages={"invalid_choice": "Tick from the list."}
    )
