"""A call on one page, the decision, and where the family goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.access.forms import BirthField, SpokenDateField, set_choices
from kinwork.children.models import ReferralSource
from kinwork.clocks.natural_dates import Looks
from kinwork.people.dates import born_as, must_be_due
from kinwork.people.models import BirthKind, Sex
from kinwork.people.validation import names_wrong

from .actions.drafts import Known, known_of
from .models import About, Consent, FamilyKnows, How, Level, Who

ROWS = 8
HOUSEHOLDS = [(str(number), f"Family {number}") for number in range(1, 5)]
CHOOSE = "Choose one from the list."


class CallForm(forms.Form):
    """Who rings, what they say and what they want. Only the source and what was said are asked of everybody."""

    received_on = SpokenDateField(Looks.PAST, label="When it came (today, if empty)")
    caller = forms.CharField(label="Name", max_length=120, required=False)
    agency_name = forms.CharField(label="Agency", max_length=120, required=False)
    relation = forms.CharField(label="Relation to the child", max_length=120, required=False)
    source = forms.ChoiceField(
        label="Who it comes from",
        choices=ReferralSource.choices,
        error_messages={"required": "Choose who it comes from.", "invalid_choice": CHOOSE},
    )
    telephone = forms.CharField(label="Telephone or email", max_length=120, required=False)
    is_anonymous = forms.BooleanField(label="The family must not know who rang", required=False)
    said = forms.CharField(
        label="What they said, in their words",
        max_length=20_000,
        error_messages={
            "required": "Write down what they said.",
            "max_length": "This has %(show_value)d characters; 20,000 fit. Shorten it, or add the rest later.",
        },
    )
    wanted = forms.CharField(label="What they want to happen", max_length=4_000, required=False)
    family_knows = forms.ChoiceField(
        label="Does the family know that they rang?",
        choices=FamilyKnows.choices,
        initial="unknown",
        error_messages={"required": "Say whether the family knows.", "invalid_choice": CHOOSE},
    )
    consent = forms.ChoiceField(
        label="Consent of the family",
        choices=Consent.choices,
        initial="not_asked",
        error_messages={"required": "Say whether they agreed.", "invalid_choice": CHOOSE},
    )
    no_consent_because = forms.CharField(label="If not given, why not", max_length=500, required=False)
    no_answer = forms.BooleanField(label="The caller does not want to hear what came of it", required=False)

    def as_contact(self) -> dict[str, Any]:
        """The fields of the contact."""
        said = self.cleaned_data
        names = ("agency_name", "relation", "source", "is_anonymous", "said", "wanted", "family_knows", "consent",
                 "no_consent_because")  # fmt: skip
        return {
            **{name: said[name] for name in names},
            "received_on": said["received_on"] or timezone.localdate(),
            "wants_answer": not said["no_answer"] and said["source"] != ReferralSource.ANONYMOUS,
        }


AS_SAID = ("given_name", "family_name", "role", "also_known_as", "address", "setting")


class AboutForm(forms.Form):
    """Somebody whom it is about. Nothing is asked of anybody: a first name is enough, or that a baby is unborn."""

    given_name = forms.CharField(label="First name", max_length=120, required=False)
    family_name = forms.CharField(label="Surname", max_length=120, required=False)
    born = BirthField(Looks.BIRTH, kind_in="who", label="Born, age, or due")
    who = forms.ChoiceField(
        label="This is", choices=Who.choices, initial=Who.CHILD, error_messages={"invalid_choice": CHOOSE}
    )
    role = forms.CharField(label="Who they are in the family", max_length=80, required=False)
    also_known_as = forms.CharField(label="Other surnames", max_length=120, required=False)
    sex = forms.ChoiceField(
        label="Sex", choices=Sex.choices, initial="unknown", required=False, error_messages={"invalid_choice": CHOOSE}
    )
    address = forms.CharField(label="Where they live", max_length=200, required=False)
    setting = forms.CharField(label="School or nursery", max_length=120, required=False)
    household = forms.ChoiceField(
        label="Which family", choices=HOUSEHOLDS, initial="1", required=False, error_messages={"invalid_choice": CHOOSE}
    )
    known = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, sentence in names_wrong(said.get("given_name", ""), said.get("family_name", "")).items():
            self.add_error(name, sentence)
        if said.get("who") == Who.ADULT and not (said.get("given_name") or said.get("family_name") or said.get("role")):
            self.add_error("given_name", "Type a name, or who they are in the family, such as mother.")
        born = said.get("born")
        if said.get("who") == Who.EXPECTED and born is not None:
            try:
                must_be_due(born.day, field="born")
            except ValidationError as problem:
                self.add_error(None, problem)
        return said

    def as_about(self) -> About:
        said = self.cleaned_data
        born_on, kind = born_as(said["born"])
        is_expected = said["who"] == Who.EXPECTED
        return About(
            who=said["who"],
            born_on=born_on,
            born_kind=BirthKind.EXPECTED if is_expected and born_on else kind,
            household=int(said["household"] or 1),
            sex=said["sex"] or Sex.UNKNOWN,
            **{name: said[name] for name in AS_SAID},
        )

    @property
    def is_known(self) -> Known | None:
        return known_of(self.cleaned_data["known"])


SAYS_SOMETHING = ("given_name", "family_name", "role", "born", "also_known_as", "address", "setting", "known")


def rows_of(data: Mapping[str, Any] | None, typed: Mapping[str, str]) -> list[AboutForm]:
    """A form for each row; bound where something was sent in it, else with what a draft has."""
    found = []
    for number in range(ROWS):
        prefix = f"a{number}"
        initial = {name: typed[f"{prefix}-{name}"] for name in AboutForm.base_fields if f"{prefix}-{name}" in typed}
        says = data is not None and says_something(data, prefix)
        found.append(AboutForm(data if says else None, prefix=prefix, initial=initial or None))
    return found


def says_something(data: Mapping[str, Any], prefix: str) -> bool:
    """Whether anything was typed in a row, or that it is a baby on the way."""
    typed = any(str(data.get(f"{prefix}-{name}", "")).strip() for name in SAYS_SOMETHING)
    return typed or data.get(f"{prefix}-who") == Who.EXPECTED


class DecisionForm(forms.Form):
    """What becomes of it, for whom, who decided, and why."""

    about = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "Choose at least one of the children.",
            "invalid_choice": "Choose from the children of this call.",
        },
    )
    level = forms.ChoiceField(
        choices=Level.choices, error_messages={"required": "Choose what was decided.", "invalid_choice": CHOOSE}
    )
    reason = forms.CharField(max_length=4_000, error_messages={"required": "Say briefly why."})
    passed_to = forms.CharField(max_length=300, required=False)
    decided_on = SpokenDateField(Looks.PAST)
    decided_by = forms.TypedChoiceField(
        coerce=int,
        error_messages={
            "required": "Choose who decided.",
            "invalid_choice": "This person does not decide about contacts. Choose someone who does.",
        },
    )
    consent = forms.ChoiceField(
        choices=Consent.choices, error_messages={"required": "Say whether they agreed.", "invalid_choice": CHOOSE}
    )
    no_consent_because = forms.CharField(max_length=500, required=False)
    because = forms.CharField(max_length=500, required=False)

    def __init__(
        self, *args: Any, children: Sequence[tuple[int, str]], deciders: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        about = self.fields["about"]
        assert isinstance(about, forms.TypedMultipleChoiceField)
        about.choices = list(children)
        set_choices(self, "decided_by", [("", ""), *deciders])


class FeedbackForm(forms.Form):
    """The caller was told."""

    on = SpokenDateField(Looks.PAST)
    how = forms.ChoiceField(
        choices=How.choices, error_messages={"required": "Choose how they were told.", "invalid_choice": CHOOSE}
    )
    words = forms.CharField(max_length=500, required=False)


class ReferForm(forms.Form):
    """Which unit, and why not the one that was suggested."""

    unit = forms.TypedChoiceField(
        coerce=int,
        error_messages={
            "required": "Choose the unit the family is coming to.",
            "invalid_choice": "That unit takes no families today. Choose another.",
        },
    )
    because = forms.CharField(max_length=500, required=False)
    name = forms.CharField(max_length=120, required=False)
    why_open = forms.CharField(max_length=4_000, required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], needs_name: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)
        if needs_name:
            self.fields["name"].required = True
            self.fields["name"].error_messages["required"] = "Type what the family is called."
