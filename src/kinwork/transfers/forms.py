"""Offering a family to another unit, introducing it, moving it at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.clocks.natural_dates import Looks
from kinwork.meetings.actions.passing_on import DROPPED, OUTSIDE
from kinwork.units.models import Unit

from .handing_on import NO_ONE, SaidOn, StillWithOthers, wrong_in


def unit_choices(units: Iterable[Unit]) -> list[tuple[int, str]]:
    return [(unit.pk, f"{unit.name} ({unit.get_function_display().lower()})") for unit in units]


class OfferForm(forms.Form):
    """To which unit, why, from when. What is missing the verb says, all at once."""

    why = forms.CharField(max_length=4000, required=False)
    unit = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False,
        error_messages={"invalid_choice": "This unit is no longer there. Choose another."},
    )  # fmt: skip
    wanted_from = SpokenDateField(Looks.FUTURE)

    def __init__(self, *args: Any, units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", [("", ""), *unit_choices(units)])


class AgainForm(forms.Form):
    """What is different now, from when."""

    why = forms.CharField(max_length=4000, required=False)
    wanted_from = SpokenDateField(Looks.FUTURE)


class IntroduceForm(forms.Form):
    """When they met, who was there, what the family was told; before the offer, how they knew each other."""

    introduced_on = SpokenDateField(Looks.PAST)
    by_whom = forms.CharField(max_length=300, required=False)
    told = forms.CharField(max_length=4000, required=False)
    met_before = forms.CharField(max_length=300, required=False)


class HandOnForm(forms.Form):
    """Who is key worker now, and who has each thing that is still with people of another unit."""

    key_worker = forms.ChoiceField(required=False)
    rest = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, theirs: StillWithOthers, **options: Any) -> None:
        super().__init__(*args, **options)
        self.theirs = theirs
        people = [(str(pk), name) for pk, name in theirs.people.items()]
        set_choices(self, "key_worker", [("", ""), *people, (NO_ONE, "No one yet")])
        set_choices(self, "rest", [("", ""), *people])
        for one in theirs.items:
            more = [(OUTSIDE, f"Still {one.who}")] if one.is_task else []
            gone = (DROPPED, "No longer needed" if one.is_task else "It will not take place")
            self.fields[one.key] = forms.ChoiceField(choices=[("", ""), *people, *more, gone], required=False)
        for name in ("key_worker", "rest", *(one.key for one in theirs.items)):
            self.fields[name].error_messages["invalid_choice"] = GONE.format(unit=theirs.unit.name)

    @property
    def said(self) -> SaidOn:
        given = self.cleaned_data
        each = {name: value for name, value in given.items() if name.startswith(("task_", "talk_")) and value}
        return SaidOn(given.get("key_worker", ""), given.get("rest", ""), each)

    def clean(self) -> None:
        """What has not been said, beside what was said wrong."""
        super().clean()
        for name, sentence in wrong_in(self.theirs, self.said).items():
            if name not in self.errors:
                self.add_error(name, sentence)


GONE = "They are no longer in {unit}. Choose someone who is."


class DoneForm(HandOnForm):
    """On which day the family went, and who has it from then on."""

    on = SpokenDateField(Looks.PAST)


class MoveForm(forms.Form):
    """To which unit at once, since when, why."""

    unit = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    on = SpokenDateField(Looks.PAST)
    because = forms.CharField(max_length=500, required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", [("", ""), *unit_choices(units)])
