"""What is typed when a survey is made. What is wrong is said by the verb, at the same fields."""

from __future__ import annotations

from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField
from kinwork.clocks.natural_dates import Looks
from kinwork.whole_numbers import wholes


class RoundForm(forms.Form):
    """What is asked of whom, from when to when."""

    name = forms.CharField(required=False)
    purpose = forms.CharField(required=False)
    asks_words = forms.BooleanField(required=False)
    opens_on = SpokenDateField(Looks.FUTURE, bounded=True)
    closes_on = SpokenDateField(Looks.FUTURE, bounded=True)
    remind_on = SpokenDateField(Looks.FUTURE, bounded=True)

    def chosen(self, name: str) -> list[str]:
        """What is ticked of a list of boxes."""
        if not self.is_bound:
            return [str(one) for one in self.initial.get(name, ())]
        data: Any = self.data
        return list(data.getlist(name))

    def units(self) -> list[int]:
        return wholes(self.chosen("unit_ids"))
