"""Offering a family to another unit, introducing it, moving it at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.clocks.natural_dates import Looks
from kinwork.units.models import Unit


def unit_choices(units: Iterable[Unit]) -> list[tuple[int, str]]:
    return [(unit.pk, f"{unit.name} ({unit.get_function_display().lower()})") for unit in units]


class OfferForm(forms.Form):
    """To which unit, why, from when. What is missing the verb says, all at once."""

    unit = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False,
        error_messages={"invalid_choice": "This unit is no longer there. Choose another."},
    )  # fmt: skip
    why = forms.CharField(max_length=4000, required=False)
    wanted_from = SpokenDateField(Looks.FUTURE)

    def __init__(self, *args: Any, units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", [("", ""), *unit_choices(units)])


class AgainForm(forms.Form):
    """What is different now, from when."""

    why = forms.CharField(max_length=4000, required=False)
    wanted_from = SpokenDateField(Looks.FUTURE)


class IntroduceForm(forms.Form):
    """When they met, who was there, what the family was told."""

    introduced_on = SpokenDateField(Looks.PAST)
    by_whom = forms.CharField(max_length=300, required=False)
    told = forms.CharField(max_length=4000, required=False)


class DoneForm(forms.Form):
    """On which day the family went."""

    on = SpokenDateField(Looks.PAST)


class MoveForm(forms.Form):
    """To which unit at once, since when, why."""

    unit = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    on = SpokenDateField(Looks.PAST)
    because = forms.CharField(max_length=500, required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", [("", ""), *unit_choices(units)])
