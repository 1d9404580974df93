"""What is asked of a chronology, and for whom one is printed."""

from __future__ import annotations

from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.clocks.natural_dates import Looks
from kinwork.record.forms import CopyForm

from .queries import Wanted, groups

SIGNIFICANT, EVERYTHING = "significant", "all"
ORDERS = {"oldest": "Oldest first", "newest": "Newest first", "recorded": "As it was recorded",
          "-recorded": "Last recorded first"}  # fmt: skip


class WantedForm(forms.Form):
    """Which events. What cannot be read is said, and the rest is shown."""

    which = forms.ChoiceField(required=False, choices=[(SIGNIFICANT, "What matters most"), (EVERYTHING, "Everything")])
    child = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(required=False)
    since = SpokenDateField(Looks.PAST)
    until = SpokenDateField(Looks.PAST)
    order = forms.ChoiceField(required=False, choices=list(ORDERS.items()))
    q = forms.CharField(required=False, max_length=100)

    def __init__(self, *args: Any, children: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "child", [("", ""), *children])
        set_choices(self, "kind", [("", ""), *groups()])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "This date is before the first. Swap them, or leave one empty.")
        return said

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        order = said.get("order") or "oldest"
        return Wanted(
            only_significant=said.get("which") != EVERYTHING,
            child=said.get("child"),
            groups=(said["kind"],) if said.get("kind") else (),
            since=said.get("since"),
            until=said.get("until"),
            words=" ".join((said.get("q") or "").split()),
            newest_first=order in ("newest", "-recorded"),
            by_recorded=order.endswith("recorded"),
        )


class ForPeopleForm(CopyForm):
    """For whom, about which child or all, of which time."""

    child = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    which = forms.ChoiceField(required=False, choices=[(SIGNIFICANT, "What matters most"), (EVERYTHING, "Everything")])
    picture = forms.BooleanField(required=False)

    def __init__(self, *args: Any, children: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "child", [("", ""), *children])


class ForCourtForm(ForPeopleForm):
    """The same in a court's form."""

    court = forms.CharField(required=False, max_length=200)


class ChoiceForm(forms.Form):
    """Whether an entry belongs, and why."""

    because = forms.CharField(required=False, max_length=1000)
