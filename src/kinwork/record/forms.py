"""Writing an entry, saying who may know of it, and choosing whom a copy is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kinwork.access.forms import SpokenDateField, SpokenTimeField, set_choices
from kinwork.access.models import User
from kinwork.clocks.natural_dates import Looks
from kinwork.families.models import FamilyMember
from kinwork.people.models import Person
from kinwork.whole_numbers import wholes

from .actions import Audience, Happened
from .models import BY_DAY, Entry, EntryKind

NOT_SEEN, SEEN, ALONE = "", "seen", "alone"


class AudienceForm(forms.Form):
    """Who may know of an entry."""

    hidden_from = forms.TypedMultipleChoiceField(coerce=int, required=False)
    is_limited = forms.BooleanField(required=False)
    readers = forms.TypedMultipleChoiceField(coerce=int, required=False)
    why_limited = forms.CharField(max_length=300, required=False)
    because = forms.CharField(max_length=500, required=False)

    def __init__(
        self,
        *args: Any,
        members: list[FamilyMember],
        staff: list[User],
        hidden: Sequence[Person] = (),
        **options: Any,
    ) -> None:
        """``hidden``: from whom it is hidden as it stands, who may have left the family or died since."""
        super().__init__(*args, **options)
        self.members, self.staff = members, staff
        named = {one.person_id: one.person.name for one in members}
        self.people = [*named.items(), *((one.pk, one.name) for one in hidden if one.pk not in named)]
        self.roles = {one.person_id: one.role for one in members}
        set_choices(self, "hidden_from", self.people)
        set_choices(self, "readers", [(one.pk, one.full_name) for one in staff])

    def audience(self) -> Audience:
        said = self.cleaned_data
        return Audience(
            frozenset(said["hidden_from"]), said["is_limited"], frozenset(said["readers"]), said["why_limited"].strip()
        )

    def chosen(self, name: str) -> set[int]:
        """What is ticked, also in a form that came back."""
        return set(wholes(self[name].value() or []))


class EntryForm(AudienceForm):
    """What happened."""

    kind = forms.ChoiceField(choices=EntryKind.choices, initial=EntryKind.VISIT)
    on = SpokenDateField(Looks.PAST)
    at = SpokenTimeField()
    place = forms.CharField(max_length=120, required=False)
    present = forms.CharField(max_length=300, required=False)
    text = forms.CharField(error_messages={"required": "Say what happened."})
    said_by = forms.CharField(max_length=200, required=False)
    not_seen_because = forms.CharField(max_length=300, required=False)
    is_significant = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"].is_seldom_at_night = self.data.get("kind") in BY_DAY  # type: ignore[attr-defined]
        self.children = [one for one in self.members if one.is_child]
        for child in self.children:
            self.fields[f"seen_{child.person_id}"] = forms.ChoiceField(
                choices=[(NOT_SEEN, "Not seen"), (SEEN, "Seen"), (ALONE, "Seen alone")], required=False
            )

    def happened(self) -> Happened:
        said = self.cleaned_data
        marks = {child.person_id: said[f"seen_{child.person_id}"] for child in self.children}
        return Happened(
            kind=said["kind"],
            on=said["on"] or timezone.localdate(),
            at=said["at"],
            text=said["text"].strip(),
            place=said["place"],
            present=said["present"],
            said_by=said["said_by"],
            not_seen_because=said["not_seen_because"],
            is_significant=said["is_significant"],
            seen={pk: mark == ALONE for pk, mark in marks.items() if mark},
        )


class AmendmentForm(forms.Form):
    """What is added to an entry, and the time, if that was wrong."""

    text = forms.CharField(required=False)
    at = SpokenTimeField()

    def __init__(self, *args: Any, entry: Entry, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"].is_seldom_at_night = entry.kind in BY_DAY  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """For whom a copy is made, and of which time."""

    people = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Choose who it is for, so that nothing hidden from them is in it."}
    )
    since = SpokenDateField(Looks.PAST)
    until = SpokenDateField(Looks.PAST)

    def __init__(self, *args: Any, members: list[FamilyMember], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "people", [(one.person_id, one.person.name) for one in members])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "This date is before the first. Swap them, or leave one empty.")
        return said

    def chosen(self) -> set[int]:
        return set(wholes(self["people"].value() or []))
