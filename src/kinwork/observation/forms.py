"""What is typed about sessions. What is wrong is said by the verbs, at the same fields."""

from __future__ import annotations

from django import forms

from kinwork.access.forms import SpokenDateField
from kinwork.clocks.natural_dates import Looks


class SessionForm(forms.Form):
    """When, what, who; asked when, in which wording."""

    kind = forms.CharField(required=False)
    held_on = SpokenDateField(Looks.PAST)
    worker = forms.CharField(required=False)
    observer = forms.CharField(required=False)
    others = forms.CharField(required=False)
    asked_by = forms.CharField(required=False)
    asked_on = SpokenDateField(Looks.PAST)
    wording = forms.CharField(required=False)
    may_train = forms.BooleanField(required=False)
    all_agreed = forms.BooleanField(required=False)
    notes = forms.CharField(required=False, max_length=20_000)
    token = forms.UUIDField()


class SimulatedForm(forms.Form):
    """Which vignette, played by whom for which worker."""

    vignette = forms.CharField(required=False)
    held_on = SpokenDateField(Looks.PAST)
    worker = forms.CharField(required=False)
    actor_name = forms.CharField(required=False)
    wording = forms.CharField(required=False)
    may_train = forms.BooleanField(required=False)
    all_agreed = forms.BooleanField(required=False)
    notes = forms.CharField(required=False, max_length=20_000)
    token = forms.UUIDField()
