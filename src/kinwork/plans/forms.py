"""What is typed in the forms of a plan. What is wrong is said by the verbs, at the same fields."""

from __future__ import annotations

from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField
from kinwork.clocks.natural_dates import Looks


def prose() -> forms.CharField:
    """A box without a limit of its own: the verb says what fits."""
    return forms.CharField(required=False, strip=False)


class PlanForm(forms.Form):
    """What is feared, what if it goes wrong, what would end it, when to look at it together."""

    danger = prose()
    contingency = prose()
    ending = prose()
    for_staff = prose()
    review_on = SpokenDateField(Looks.FUTURE)


class AimForm(forms.Form):
    """An aim."""

    words = prose()
    said_by = forms.CharField(required=False, max_length=200)
    is_for_staff = forms.BooleanField(required=False)


class StepForm(forms.Form):
    """A step: a new task."""

    what = forms.CharField(required=False)
    agency = forms.CharField(required=False, max_length=120)
    due = SpokenDateField(Looks.FUTURE)
    is_for_staff = forms.BooleanField(required=False)


class AgreeForm(forms.Form):
    """It was agreed."""

    on = SpokenDateField(Looks.PAST)
    agreed_with = forms.CharField(required=False, max_length=300)
    their_words = prose()
    disagreement = prose()


class ReviewForm(forms.Form):
    """It was looked at together."""

    on = SpokenDateField(Looks.PAST)
    took_part = forms.CharField(required=False, max_length=300)
    found = prose()
    next_on = SpokenDateField(Looks.FUTURE)


class EndForm(forms.Form):
    """It ends."""

    on = SpokenDateField(Looks.PAST)
    because = forms.CharField(required=False, max_length=500)


class QuestionsForm(forms.Form):
    """The four questions, again."""

    why_open = prose()
    trying_to_do = prose()
    how = prose()
    expected_end = SpokenDateField(Looks.FUTURE)
    because = forms.CharField(required=False, max_length=500)


def said(form: forms.Form) -> dict[str, Any]:
    """What was typed, as the verbs take it."""
    return dict(form.cleaned_data)
