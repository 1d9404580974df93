"""Registering a request, its clock, marking words, choosing what goes into a bundle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.access.models import User
from kinwork.clocks.natural_dates import Looks

from .models import AskedAs, Outcome, Why
from .sources import COURT_SECTIONS


class RegisterForm(forms.Form):
    """What is known when a request comes in."""

    asked_by = forms.CharField(max_length=200, error_messages={"required": "Say who asks."})
    asked_as = forms.ChoiceField(
        choices=AskedAs.choices, error_messages={"required": "Choose who they are to the person."}
    )
    wants = forms.CharField(max_length=4000, required=False)
    received_on = SpokenDateField(Looks.PAST)
    identity_asked_on = SpokenDateField(Looks.PAST)
    identity_shown_on = SpokenDateField(Looks.PAST)
    identity_how = forms.CharField(max_length=300, required=False)
    handler = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose who goes through the record."})

    def __init__(self, *args: Any, people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "handler", [(one.pk, one.full_name) for one in people])


class ClockForm(forms.Form):
    """What starts the clock, stops it and makes it longer: each on a day."""

    identity_on = SpokenDateField(Looks.PAST)
    identity_how = forms.CharField(max_length=300, required=False)
    asked = forms.CharField(max_length=500, required=False)
    asked_on = SpokenDateField(Looks.PAST)
    answered_on = SpokenDateField(Looks.PAST)
    because = forms.CharField(max_length=500, required=False)
    extended_on = SpokenDateField(Looks.PAST)


class AnsweredForm(forms.Form):
    """What came of a request."""

    outcome = forms.ChoiceField(choices=Outcome.choices, error_messages={"required": "Choose what came of it."})
    ended_on = SpokenDateField(Looks.PAST)
    ended_words = forms.CharField(max_length=500, required=False)


class MarkForm(forms.Form):
    """Words that are to be taken out besides those that were proposed."""

    item = forms.IntegerField()
    words = forms.CharField(max_length=2000, required=False)
    why = forms.ChoiceField(choices=Why.choices, error_messages={"required": "Choose why it is taken out."})
    because = forms.CharField(max_length=300, required=False)
    everywhere = forms.BooleanField(required=False)
    sentence = forms.BooleanField(required=False)


class CourtForm(forms.Form):
    """What a bundle for a court is called, and who gets it."""

    title = forms.CharField(
        max_length=200,
        error_messages={"required": "Give the bundle a title, such as: Care proceedings, final hearing."},
    )
    court = forms.CharField(max_length=200, required=False)
    given_to = forms.TypedMultipleChoiceField(
        coerce=int, required=False, error_messages={"invalid_choice": "Choose people of this family."}
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "given_to", people)


SECTION_CHOICES = [(letter, f"{letter}. {title}") for letter, title in COURT_SECTIONS.items()]
