"""What is looked for, and where."""

from __future__ import annotations

from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.clocks.natural_dates import Looks
from kinwork.record.models import EntryKind

from .asked import MOST_LETTERS
from .models import Source
from .queries import Within

KINDS = [*Source.choices, *EntryKind.choices]
NEWEST, BEST = "newest", "best"


class FindForm(forms.Form):
    """Words, and what narrows them."""

    q = forms.CharField(required=False, max_length=10_000)
    kind = forms.ChoiceField(required=False)
    writer = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    person = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    since = SpokenDateField(Looks.PAST)
    until = SpokenDateField(Looks.PAST)
    order = forms.ChoiceField(required=False, choices=[(NEWEST, "Newest first"), (BEST, "Best match first")])

    def __init__(
        self, *args: Any, writers: list[tuple[int, str]], people: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "kind", [("", ""), *KINDS])
        set_choices(self, "writer", [("", ""), *writers])
        set_choices(self, "person", [("", ""), *people])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if len(said.get("q", "")) > MOST_LETTERS:
            self.add_error("q", f"A search takes {MOST_LETTERS} characters. Take the few words that matter.")
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "This date is before the first. Swap them, or leave one empty.")
        return said

    def within(self) -> Within:
        said = self.cleaned_data
        kinds = (said["kind"],) if said["kind"] else ()
        return Within(kinds, said["since"], said["until"], said["writer"], said["person"])

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("kind", "writer", "person", "since", "until"))
