"""Short forms about who is around a family: note somebody, say how it is now, end it, say when they were heard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.forms import PartialDateField
from kinwork.clocks.natural_dates import Looks
from kinwork.families.actions import CONFIRM, EditContext
from kinwork.families.kinds import agency_kinds
from kinwork.families.models import Agency, Closeness, Family, FamilyMember, Flow, NetworkPart, Support
from kinwork.families.network import Tied
from kinwork.families.ties import Said, add_tie, agency_called, change_tie, is_a_telephone
from kinwork.people.models import Person

# What stands behind "More": everything else is asked at once.
MORE = (
    "agency_kind", "agency_place", "email", "begun", "flow", "on", "is_lead", "is_carer", "is_stressful",
)  # fmt: skip
SAID_ON = "Said or seen on"


class TieForm(forms.Form):
    """Somebody around the family. Few boxes; none but who it is must be filled."""

    about = forms.ChoiceField(label="Connected to", required=False)
    part = forms.ChoiceField(label="They are", choices=NetworkPart.choices, initial=NetworkPart.PROFESSIONAL)
    name = forms.CharField(label="Name", max_length=120, required=False)
    somebody = forms.ChoiceField(label="Or someone in the record", required=False)
    role = forms.CharField(label="Role", max_length=120, required=False)
    agency = forms.CharField(label="Agency", max_length=120, required=False)
    agency_kind = forms.ChoiceField(label="Kind, if new", required=False)
    agency_place = forms.CharField(label="Where it is", max_length=120, required=False)
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(
        label="Email", required=False, error_messages={"invalid": "Type an address such as name@example.org."}
    )
    support = forms.ChoiceField(label="Support", choices=[("", "Not recorded"), *Support.choices], required=False)
    closeness = forms.ChoiceField(label="Closeness", choices=[("", "Not recorded"), *Closeness.choices], required=False)
    source = forms.CharField(label="Who said so", max_length=200, required=False)
    begun = PartialDateField(Looks.PAST, label="Since")
    on = PartialDateField(Looks.PAST, label=SAID_ON)
    flow = forms.ChoiceField(label="Help flows", choices=[("", "Not recorded"), *Flow.choices], required=False)
    is_lead = forms.BooleanField(label="Lead professional", required=False)
    is_carer = forms.BooleanField(label="Helps to look after the children", required=False)
    is_stressful = forms.BooleanField(label="Draining, or in conflict", required=False)
    confirmed = forms.BooleanField(label="It is another agency", required=False)

    def __init__(self, *args: Any, members: list[FamilyMember], tie: Tied | None = None, **options: Any) -> None:
        if tie is not None:
            options["initial"] = _initial(tie)
        super().__init__(*args, **options)
        self.tie = tie
        self.members = {str(one.person_id): one for one in members}
        people = [(key, _called(one)) for key, one in self.members.items()]
        if tie is not None:  # whoever it is of stays to choose, also where they are no member any more
            once = [one for one in (tie.last.about, tie.last.somebody) if one and str(one.pk) not in self.members]
            people += [(str(one.pk), one.name) for one in once]
        self._choices("about", [("", "The whole family"), *people])
        self._choices("somebody", [("", "No one: just a name"), *people])
        kinds = [(one.key, one.name) for one in agency_kinds().values()]
        self._choices("agency_kind", [("", "As in the register"), *kinds])
        gone = "This person is no longer in the family. Choose someone who is."
        for name in ("about", "somebody"):
            self.fields[name].error_messages["invalid_choice"] = gone
        for name in ("part", "agency_kind", "support", "closeness", "flow"):
            self.fields[name].error_messages["invalid_choice"] = "Choose one from the list."

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _person(self, name: str) -> Person | None:
        chosen = self.cleaned_data.get(name)
        if not chosen:
            return None
        known = self.members.get(chosen)
        if known is not None:
            return known.person
        assert self.tie is not None
        return self.tie.last.about if name == "about" else self.tie.last.somebody

    def _agency(self, family: Family) -> Agency | None:
        said = self.cleaned_data
        name, before = said["agency"], self.tie.last.agency if self.tie else None
        if not name:
            return None
        typed = (
            name,
            said["agency_kind"] or (before and before.kind),
            said["agency_place"] or (before and before.place),
        )
        if before is not None and typed == (before.name, before.kind, before.place):
            return before
        return agency_called(family, name, said["agency_kind"], said["agency_place"], confirmed=said["confirmed"])

    def _said(self, family: Family) -> Said:
        said = self.cleaned_data
        plain = ("part", "name", "role", "telephone", "email", "is_lead", "is_carer", "begun", "support", "closeness",
                 "flow", "is_stressful")  # fmt: skip
        return Said(
            on=said["on"] or timezone.localdate().isoformat(),
            about=self._person("about"),
            somebody=self._person("somebody"),
            agency=self._agency(family),
            ended=self.tie.last.ended if self.tie else "",
            **{name: said[name] for name in plain},
        )

    @transaction.atomic
    def note(self, at: EditContext, seen_id: int | None = None) -> None:
        """A new agency and the tie together, or neither. Raises ``ValidationError`` with fields of this form."""
        if self.tie is None:
            add_tie(at, self._said(at.family))
        else:
            change_tie(at, self.tie.pk, seen_id, self._said(at.family))

    @property
    def asks_to_confirm(self) -> bool:
        """Whether what was typed can hardly be meant, and may be confirmed."""
        return any(error.code == CONFIRM for found in self.errors.as_data().values() for error in found)

    @property
    def says_more(self) -> bool:
        """Whether anything behind "More" is filled in or wrong."""
        return any(self[name].value() or name in self.errors for name in MORE if name != "agency_kind") or (
            "agency_kind" in self.errors
        )


def _called(one: FamilyMember) -> str:
    named = bool(one.person.given_name or one.person.family_name)
    return one.person.name if named else one.role or one.person.name


def _initial(tie: Tied) -> dict[str, Any]:
    """What is said of a tie now; the day of a change is today's unless somebody types another."""
    last, now = tie.last, tie.now
    return {
        "about": last.about_id or "",
        "somebody": last.somebody_id or "",
        "agency": last.agency.name if last.agency else "",
        "agency_place": last.agency.place if last.agency else "",
        **{name: getattr(last, name) for name in ("part", "name", "role", "telephone", "email", "begun")},
        **{
            name: getattr(now, name) for name in ("support", "closeness", "flow", "is_lead", "is_carer", "is_stressful")
        },
    }


class AgencyForm(forms.Form):
    """A row of the register."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Type the agency’s name."})
    kind = forms.ChoiceField(label="Kind", error_messages={"required": "Choose a kind."})
    place = forms.CharField(label="Where", max_length=120, required=False)
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(
        label="Email", required=False, error_messages={"invalid": "Type an address such as name@example.org."}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, one.name) for one in agency_kinds().values()]

    def clean_telephone(self) -> str:
        typed = str(self.cleaned_data["telephone"])
        if typed and not is_a_telephone(typed):
            raise ValidationError("This is not a telephone number. Type digits, such as 020 7946 0018.")
        return typed
