"""What is asked when somebody proposes how much is recorded."""

from __future__ import annotations

from django import forms

from kinwork.access.forms import SpokenDateField
from kinwork.clocks.natural_dates import Looks

from .models import Level


class LevelForm(forms.Form):
    """A level, why, and from when."""

    level = forms.ChoiceField(
        choices=Level.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose full log or analytic summary."),
    )
    because = forms.CharField(required=False)
    from_on = SpokenDateField(Looks.FUTURE, required=False)
