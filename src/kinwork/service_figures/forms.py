"""Entering a figure of the service, or what happened to it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.clocks.natural_dates import Looks
from kinwork.indicators.tables import FIGURES
from kinwork.units.models import Unit
from kinwork.whole_numbers import plain_number

AS_WRITTEN = re.compile("-?[0-9]{1,20}(?:[.][0-9]{1,20})?")
NUMBER = "Type a number, nought or more, such as 41.5 or 41,250."


class NumberField(forms.DecimalField):
    """As people write it."""

    def to_python(self, value: Any) -> Any:
        said = plain_number(value) if isinstance(value, str) else value
        if said and not AS_WRITTEN.fullmatch(str(said)):  # 1e3, or another script’s digits
            raise forms.ValidationError(NUMBER)
        return super().to_python(said)


class FigureForm(forms.Form):
    """A figure of the quarter in which a day lies."""

    figure = forms.ChoiceField(
        choices=list(FIGURES.items()), error_messages={"required": "Choose which figure it is.",
                                                       "invalid_choice": "Choose which figure it is."}
    )  # fmt: skip
    on = SpokenDateField(
        Looks.PAST, required=True, error_messages={"required": "Type the last day of the quarter, such as 30/9."}
    )
    value = NumberField(
        min_value=Decimal("0"), max_digits=12, decimal_places=2,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"), NUMBER
        ),
    )  # fmt: skip
    source = forms.CharField(
        max_length=200, error_messages={"required": "Say where it is from, such as: HR, 30 September."}
    )


class MilestoneForm(forms.Form):
    """Something that happened, or the start of systemic practice."""

    on = SpokenDateField(Looks.PAST, required=True, error_messages={"required": "Type the day."})
    words = forms.CharField(max_length=120, error_messages={"required": "Say what happened, such as: units trained."})
    is_start = forms.BooleanField(required=False)
    unit = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, units: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", [("", "The whole service"), *((one.pk, one.name) for one in units)])
