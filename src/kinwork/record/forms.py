"""Writing an entry, saying who may know of it, and choosing whom a copy is for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from kinwork.access.forms import SpokenDateField, SpokenTimeField, set_choices
from kinwork.access.models import User
from kinwork.clocks.natural_dates import Looks
from kinwork.families.models import FamilyMember
from kinwork.people.models import Person
from kinwork.whole_numbers import wholes

from .actions import Audience, Happened
from .models import BY_DAY, LONGEST, Entry, EntryKind

NOT_SAID, SEEN, ALONE, MISSED = "", "seen", "alone", "not"
SIGHTS = [(NOT_SAID, "—"), (SEEN, "Seen"), (ALONE, "Seen alone"), (MISSED, "Not seen")]
OF_A_CHILD = re.compile(r"(?:seen|why)_\d+")  # how the boxes are named that ask of each
TODAY, YESTERDAY = "today", "yesterday"
HOW_LONG = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*(?:h(?:ours?|rs?)?|:)\s*)?(?P<minutes>\d{1,4})?\s*(?:m(?:in(?:ute)?s?)?)?"
)


@dataclass(frozen=True)
class Around:
    """Who is around a family: people whom the record knows, and names."""

    people: Sequence[tuple[int, str]] = ()
    names: Sequence[str] = ()


NOBODY = Around()


@dataclass(frozen=True)
class OtherFamily:
    """Another family in whose record the same is written, with the children who could have been seen."""

    pk: int
    name: str
    unit_id: int | None
    members: Sequence[FamilyMember]

    @property
    def children(self) -> list[FamilyMember]:
        return [one for one in self.members if one.is_child]

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(one.person_id for one in self.members)


class MinutesField(forms.CharField):
    """How long something took: 50, 1:20, 1 h 20 min. Gives minutes.

    >>> [MinutesField().clean(said) for said in ("50", "1:20", "1 h", "2 hrs 5 min", "")]
    [50, 80, 60, 125, None]
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value) or "").strip().lower()
        found = HOW_LONG.fullmatch(typed)
        if not typed:
            return None
        if found is None or not any(found.groups()):
            raise forms.ValidationError(f"“{typed}” is not a length of time. Enter minutes, like 50, or 1:20.")
        minutes = 60 * int(found["hours"] or 0) + int(found["minutes"] or 0)
        if not 1 <= minutes <= LONGEST:
            raise forms.ValidationError("Enter how long it took, up to a day: minutes, like 50, or 1:20.")
        return minutes


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
        """``hidden``: from whom it is hidden as it stands, who may have left the family or died since.

        Lists that are read only when they are asked for are asked only where somebody is chosen, or the form is shown.
        """
        super().__init__(*args, **options)
        self.members, self.staff, self._hidden = members, staff, hidden
        set_choices(self, "hidden_from", lambda: self.hideable)
        set_choices(self, "readers", lambda: [(one.pk, one.full_name) for one in self.staff])

    @cached_property
    def hideable(self) -> list[tuple[int, str]]:
        """From whom it can be hidden."""
        named = {one.person_id: one.person.name for one in self.members}
        return [*named.items(), *((one.pk, one.name) for one in self._hidden if one.pk not in named)]

    @cached_property
    def roles(self) -> dict[int, str]:
        """What they are in the family."""
        return {one.person_id: one.role for one in self.members}

    def audience(self) -> Audience:
        said = self.cleaned_data
        return Audience(
            frozenset(said["hidden_from"]), said["is_limited"], frozenset(said["readers"]), said["why_limited"].strip()
        )

    def chosen(self, name: str) -> set[int]:
        """What is ticked, also in a form that came back."""
        return set(wholes(self[name].value() or []))


FEW_TO_TICK = 6  # boxes that are all in sight


@dataclass(frozen=True)
class Tick:
    """A box: of which field, what it sends, what it says."""

    name: str
    key: str
    words: str
    is_ticked: bool


class EntryForm(AudienceForm):
    """What happened."""

    kind = forms.ChoiceField(choices=EntryKind.choices, initial=EntryKind.VISIT)
    day = forms.ChoiceField(choices=[(TODAY, "Today"), (YESTERDAY, "Yesterday")], required=False, initial=TODAY)
    on = SpokenDateField(Looks.PAST)
    at = SpokenTimeField()
    minutes = MinutesField()
    place = forms.CharField(max_length=120, required=False)
    people = forms.TypedMultipleChoiceField(coerce=int, required=False)
    names = forms.MultipleChoiceField(required=False)
    colleagues = forms.TypedMultipleChoiceField(coerce=int, required=False)
    present = forms.CharField(max_length=300, required=False)
    text = forms.CharField(error_messages={"required": "Say what happened."})
    said_by = forms.CharField(max_length=200, required=False)
    not_seen_because = forms.CharField(max_length=300, required=False)
    is_significant = forms.BooleanField(required=False)
    is_evidence = forms.BooleanField(required=False)
    on_behalf_of = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)

    def __init__(
        self,
        *args: Any,
        around: Around = NOBODY,
        colleagues: Sequence[tuple[int, str]] = (),
        others: Sequence[OtherFamily] = (),
        **options: Any,
    ) -> None:
        """``around``: whom the network knows. ``others``: in whose records it is written too."""
        super().__init__(*args, **options)
        self.others = others
        self.fields["at"].is_seldom_at_night = self.data.get("kind") in BY_DAY  # type: ignore[attr-defined]
        self._around = around
        set_choices(self, "people", self._people)
        set_choices(self, "names", lambda: [(name, name) for name in around.names])
        set_choices(self, "colleagues", lambda: list(colleagues))
        set_choices(self, "on_behalf_of", lambda: [("", "No one: these are my words"), *colleagues])
        self._asks_of(child for family in others for child in family.children)
        if not self.is_bound or any(self.data[name] for name in self.data if OF_A_CHILD.fullmatch(name)):
            self.ask_of_children()
        for name in [f"words_{family.pk}" for family in others] + ["words_here"] * bool(others):
            self.fields[name] = forms.CharField(required=False)

    @cached_property
    def children(self) -> list[FamilyMember]:
        """Who could have been seen."""
        return [one for one in self.members if one.is_child]

    def ask_of_children(self) -> None:
        """Whether each was seen: in a form that is shown, and where something is said of one."""
        self._asks_of(self.children)

    def _asks_of(self, children: Iterable[FamilyMember]) -> None:
        for pk in (one.person_id for one in children):
            self.fields.setdefault(f"seen_{pk}", forms.ChoiceField(choices=SIGHTS, required=False))
            self.fields.setdefault(f"why_{pk}", forms.CharField(max_length=300, required=False))

    def who_was_there(self, lately: Collection[tuple[str, object]]) -> tuple[list[Tick], list[Tick]]:
        """Boxes of who was there: those that are in sight at once, and the rest, one press away.

        ``lately``: who was there at the last entries, by field. In sight is who was, whoever is ticked, and, before
        there is an entry, the family; where there are few, everybody.
        """
        every = [
            Tick(name, str(key), words, str(key) in {str(one) for one in self[name].value() or []})
            for name in ("people", "names", "colleagues")
            for key, words in self.fields[name].choices  # type: ignore[attr-defined]
        ]
        if len(every) <= FEW_TO_TICK:
            return every, []
        likely = {(name, str(key)) for name, key in lately}
        members = set() if likely else {("people", str(one.person_id)) for one in self.members}
        shown = [one for one in every if one.is_ticked or (one.name, one.key) in likely | members]
        return shown, [one for one in every if one not in shown]

    def _people(self) -> list[tuple[int, str]]:
        here = {one.person_id: one.person.name for one in self.members}
        return [*here.items(), *(one for one in self._around.people if one[0] not in here)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if names := ", ".join([*said.get("names", []), *filter(None, [said.get("present", "")])]):
            if len(names) > 300:
                self.add_error("present", "This is too long with the names ticked: put the rest into what happened.")
            said["present"] = names
        for name in [name for name in self.fields if name.startswith("why_") and OF_A_CHILD.fullmatch(name)]:
            pk = name.removeprefix("why_")
            said[name] = said.get(name) or said.get("not_seen_because", "")
            if said.get(f"seen_{pk}") == MISSED and not said[name]:
                self.add_error(name, "Say briefly why: asleep, at school, did not want to.")
        return said

    def on_day(self) -> date:
        """When it was: what was typed, else what was chosen."""
        today = timezone.localdate()
        typed: date | None = self.cleaned_data.get("on")
        return typed or (today - timedelta(days=1) if self.cleaned_data.get("day") == YESTERDAY else today)

    def happened(self) -> Happened:
        """What stands in this family's record."""
        said = self.cleaned_data
        is_said = any(OF_A_CHILD.fullmatch(name) for name in said)
        seen, missed = self._sights(self.children if is_said else ())
        return Happened(
            kind=said["kind"],
            on=self.on_day(),
            at=said["at"],
            minutes=said["minutes"],
            text=self._text("words_here"),
            place=said["place"],
            present=said["present"],
            people=frozenset(said["people"]),
            colleagues=frozenset(said["colleagues"]),
            said_by=said["said_by"],
            not_seen_because="" if missed else said["not_seen_because"],
            is_significant=said["is_significant"],
            is_evidence=said["is_evidence"],
            on_behalf_of=said["on_behalf_of"],
            seen=seen,
            not_seen=missed,
        )

    def happened_in(self, family: OtherFamily) -> Happened:
        """What stands in another family's record: the common words and its own, nobody of the first family."""
        here = self.happened()
        seen, missed = self._sights(family.children)
        return replace(
            here, text=self._text(f"words_{family.pk}"), present="", people=here.people & family.ids, seen=seen,
            not_seen=missed, not_seen_because="", said_by="", on_behalf_of=None, writing_seconds=0, draft=None,
            captions={}, without=frozenset(),
        )  # fmt: skip

    def audience_in(self, family: OtherFamily) -> Audience:
        """Who may know of it there: kept from the same people, of those who are in that family."""
        here = self.audience()
        return replace(here, hidden_from=here.hidden_from & family.ids)

    def _text(self, own: str) -> str:
        """The common words, and those of one family's record."""
        words = [self.cleaned_data["text"].strip(), self.cleaned_data.get(own, "").strip()]
        return "\n\n".join(filter(None, words))

    def _sights(self, children: Sequence[FamilyMember]) -> tuple[dict[int, bool], dict[int, str]]:
        asked = [child.person_id for child in children if f"seen_{child.person_id}" in self.cleaned_data]
        marks = {pk: self.cleaned_data[f"seen_{pk}"] for pk in asked}
        seen = {pk: mark == ALONE for pk, mark in marks.items() if mark in (SEEN, ALONE)}
        return seen, {pk: self.cleaned_data[f"why_{pk}"] for pk, mark in marks.items() if mark == MISSED}


class FilterForm(forms.Form):
    """Which entries of the stream are shown."""

    kind = forms.ChoiceField(required=False)
    writer = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    person = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    since = SpokenDateField(Looks.PAST)
    until = SpokenDateField(Looks.PAST)

    def __init__(
        self, *args: Any, members: Sequence[tuple[int, str]], writers: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        everything = [("", "Everything"), ("significant", "For the chronology"), ("evidence", "Evidence")]
        set_choices(self, "kind", [*everything, *EntryKind.choices])
        set_choices(self, "writer", [("", "Anyone"), *((str(pk), name) for pk, name in writers)])
        set_choices(self, "person", [("", "Anyone"), *((str(pk), name) for pk, name in members)])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "This date is before the first. Swap them, or leave one empty.")
        return said


class AmendmentForm(forms.Form):
    """What is added to an entry, and the time, if that was wrong."""

    text = forms.CharField(required=False)
    at = SpokenTimeField()
    more_files = forms.Field(required=False)  # taken one by one (attaching.py); here their problem is said
    request = forms.UUIDField(required=False)

    def __init__(self, *args: Any, entry: Entry, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"].is_seldom_at_night = entry.kind in BY_DAY  # type: ignore[attr-defined]

    def token(self) -> UUID:
        """By which files that were sent are found again when something else is wrong."""
        self.is_valid()
        return self.cleaned_data.get("request") or uuid4()


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
