"""What is typed about questionnaires. What is wrong is said by the verbs, at the same fields."""

from __future__ import annotations

from django import forms

from kinwork.access.forms import SpokenDateField
from kinwork.clocks.natural_dates import Looks


class BeginForm(forms.Form):
    """Which questionnaire, who answers, when and how."""

    instrument = forms.CharField(required=False)
    who = forms.CharField(required=False)
    about = forms.CharField(required=False)
    occasion = forms.CharField(required=False)
    how = forms.CharField(required=False)
    interpreter = forms.CharField(required=False)
    language = forms.CharField(required=False)
    token = forms.UUIDField()


class LinkForm(forms.Form):
    """Until the end of which day."""

    until = SpokenDateField(Looks.FUTURE)


class PlanForm(forms.Form):
    """What a unit asks of whom, and when."""

    instrument = forms.CharField(required=False)
    asked_of = forms.CharField(required=False)
    at_start = forms.BooleanField(required=False)
    at_review = forms.BooleanField(required=False)
    at_end = forms.BooleanField(required=False)
    every_weeks = forms.CharField(required=False)
