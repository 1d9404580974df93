"""Making a study, naming its evaluators, and noting what a family said."""

from __future__ import annotations

from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.access.models import User
from kinwork.clocks.natural_dates import Looks
from kinwork.whole_numbers import wholes

from .models import Answer
from .queries import StudyConsent

SAYS = {Answer.AGREED: "They agree", Answer.DECLINED: "They say no", Answer.WITHDRAWN: "They withdraw"}


class EvaluatorsForm(forms.Form):
    """Who draws the data of a study."""

    evaluators = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "Choose people who hold an evaluator’s post today."},
    )

    def __init__(self, *args: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "evaluators", [(one.pk, one.full_name) for one in people])

    def chosen(self) -> set[int]:
        return set(wholes(self["evaluators"].value() or []))


class AppointForm(forms.Form):
    """Who is given an evaluator's post."""

    user = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose who it is."})

    def __init__(self, *args: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "user", [(one.pk, one.full_name) for one in people])


class StudyForm(EvaluatorsForm):
    """What is to be found out, and from when to when."""

    name = forms.CharField(max_length=120, error_messages={"required": "Give the study a name."})
    purpose = forms.CharField(
        max_length=2000, error_messages={"required": "Say what it is for, in words families will understand."}
    )
    begins = SpokenDateField(Looks.EITHER)
    ends = SpokenDateField(Looks.FUTURE, bounded=True, required=True, error_messages={"required": "Type the last day."})


class AnswerForm(forms.Form):
    """What a family said about a study."""

    study = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose the study."})
    answer = forms.ChoiceField(
        choices=[(key.value, label) for key, label in SAYS.items()],
        error_messages={"required": "Choose what they said."},
    )
    on = SpokenDateField(Looks.PAST)
    said_by = forms.CharField(max_length=200, error_messages={"required": "Say which family member said so."})
    words = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, asked: list[StudyConsent], **options: Any) -> None:
        super().__init__(*args, **options)
        # Who withdraws does so at any time, also from a study that is over.
        open_ones = [one.study for one in asked if not one.is_over or one.has_agreed]
        set_choices(self, "study", [(one.pk, one.name) for one in open_ones])
        if len(open_ones) == 1:
            self.initial.setdefault("study", open_ones[0].pk)
