"""The form of a fact, made from its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models as columns

from kinwork.access.forms import PartialDateField, SpokenDateField, SpokenTimeField
from kinwork.access.roles import keys_of
from kinwork.clocks.natural_dates import Looks
from kinwork.people.models import Person, Sex

from .kinds import Kind
from .models import Abuse, AdopterHousehold, AdoptersStatus, LeftAdopting

ENDS_EARLIER = "ends_earlier"
YES_NO = [("", "Not said"), ("yes", "Yes"), ("no", "No")]
AHEAD = frozenset({"review_point_on"})
AFTER_REVIEW = [("", "Choose"), ("cin", "Child in need plan"), ("none", "No plan")]


class FactForm(forms.Form):
    """What is asked of a kind of fact: of which children, when, its details, who said so."""

    def __init__(
        self,
        data: Any = None,
        *,
        kind: Kind,
        children: list[tuple[int, str]],
        asks: tuple[str, ...],
        adopters: Sequence[AdopterHousehold] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.kind, self.asks = kind, asks
        if children:
            self.fields["children"] = forms.TypedMultipleChoiceField(
                choices=children, coerce=int, label="Who it is about", error_messages={"required": "Choose who."}
            )
        for name in asks:
            self.fields[name] = _which_adopters(adopters) if name == "household_id" else field_for(kind, name)
            if name == "has_plan":
                self.fields["category"] = forms.ChoiceField(
                    choices=[("", "Choose"), *Abuse.choices], required=False, label="If there is a plan: its category"
                )
                self.fields["then"] = forms.ChoiceField(
                    choices=AFTER_REVIEW, required=False, label="If a plan ends: what comes after it"
                )

    def offer_to_end_earlier(self) -> None:
        """What stands in the way can end on the day on which this begins."""
        self.fields.setdefault(
            ENDS_EARLIER, forms.BooleanField(required=False, label="End the earlier one on the day this begins")
        )

    def values(self) -> dict[str, Any]:
        """What was said, by column."""
        return {name: self.cleaned_data[name] for name in self.asks if name != "because"}


class YesNoField(forms.ChoiceField):
    """Yes, no, or not said."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": YES_NO, "required": False, **options})

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


def _which_adopters(adopters: Sequence[AdopterHousehold]) -> forms.Field:
    return forms.TypedChoiceField(
        choices=[("", "Choose"), *((one.pk, str(one)) for one in adopters)],
        coerce=int,
        label="Adopters",
        error_messages={"required": "Choose the adopters. If they are not in the list, record them first."},
    )


NUMBER_MISSING = "Type their number in the register of Social Work England, such as SW123456."


def field_for(kind: Kind, name: str) -> forms.Field:
    """The field of a form for a column; a day that began or ended it has happened."""
    if name == "because":
        return forms.CharField(max_length=500, required=False, label="Why it is corrected")
    column = kind.fact._meta.get_field(name)
    assert isinstance(column, columns.Field)
    label = str(column.verbose_name)
    label = label[:1].upper() + label[1:]
    if isinstance(column, columns.ForeignKey):
        posts = keys_of(lambda role: role.is_worker or role.decides())  # today or then: a past gap is filled too
        workers = column.related_model._default_manager.filter(is_active=True, holdings__post__role__in=posts)
        people = workers.exclude(full_name="").order_by("full_name").values_list("pk", "full_name").distinct()
        choices = [("", "Choose"), *people]
        return forms.TypedChoiceField(choices=choices, coerce=int, label=label)
    if isinstance(column, columns.TimeField):
        return SpokenTimeField(label=label)
    if name == "ordered":
        return PartialDateField(Looks.PAST, label=label)
    if isinstance(column, columns.DateField):
        return SpokenDateField(Looks.FUTURE if name in AHEAD else Looks.PAST, label=label)
    if isinstance(column, ArrayField):
        choices = list(column.base_field.choices or [])
        return forms.MultipleChoiceField(choices=choices, required=not column.blank, label=label)
    if isinstance(column, columns.BooleanField):
        if column.null:
            return YesNoField(label=label)
        return forms.BooleanField(required=False, label=label)
    if column.choices:
        empty = [("", "Not recorded")] if column.blank else []
        initial = column.get_default() or ""
        return forms.ChoiceField(
            choices=[*empty, *list(column.choices)], required=not column.blank, label=label, initial=initial
        )
    if isinstance(column, columns.IntegerField):
        return forms.IntegerField(required=not column.blank, min_value=0, max_value=40, label=label)
    missing = {"required": NUMBER_MISSING} if name == "registration" else {}
    return forms.CharField(
        max_length=column.max_length,
        required=not column.blank,
        label=label,
        error_messages=missing,
        widget=forms.Textarea if isinstance(column, columns.TextField) else None,
    )


SEX = [("", "Choose"), ("female", "A woman"), ("male", "A man")]
FOR_FIRST = ("given_name", "family_name", "sex", "born_on")


class AdoptersForm(forms.Form):
    """One adopter, or two together: who they are, what they are to each other, how far they have come."""

    first_given_name = forms.CharField(max_length=120, required=False, label="First names")
    first_family_name = forms.CharField(max_length=120, required=False, label="Surname")
    first_sex = forms.ChoiceField(choices=SEX, label="They are", error_messages={"required": "Choose."})
    first_born_on = SpokenDateField(Looks.BIRTH, label="Date of birth")
    second_given_name = forms.CharField(max_length=120, required=False, label="First names")
    second_family_name = forms.CharField(max_length=120, required=False, label="Surname")
    second_sex = forms.ChoiceField(choices=SEX, required=False, label="They are")
    second_born_on = SpokenDateField(Looks.BIRTH, label="Date of birth")
    adopters_status = forms.ChoiceField(
        choices=[("", "Choose"), *AdoptersStatus.choices],
        label="What they are to each other",
        error_messages={"required": "Choose what they are to each other; “Single” for one adopter."},
    )
    fosters_to_adopt = forms.BooleanField(required=False, label="They foster for adoption")
    enquired_on = SpokenDateField(Looks.PAST, label="First enquiry")
    stage1_on = SpokenDateField(Looks.PAST, label="Stage 1 began")
    stage1_ended_on = SpokenDateField(Looks.PAST, label="Stage 1 ended")
    stage2_on = SpokenDateField(Looks.PAST, label="Stage 2 began")
    stage2_ended_on = SpokenDateField(Looks.PAST, label="Stage 2 ended")
    approved_on = SpokenDateField(Looks.PAST, label="Approved")
    left_on = SpokenDateField(Looks.PAST, label="Left")
    left_because = forms.ChoiceField(
        choices=[("", "They have not left"), *LeftAdopting.choices], required=False, label="Why they left"
    )
    note = forms.CharField(max_length=4000, required=False, label="Anything else", widget=forms.Textarea)

    def __init__(self, *args: Any, household: AdopterHousehold | None = None, **options: Any) -> None:
        self.household = household
        if household is not None:
            options["initial"] = self._as_typed(household)
        super().__init__(*args, **options)

    @staticmethod
    def _as_typed(household: AdopterHousehold) -> dict[str, Any]:
        said: dict[str, Any] = {name: getattr(household, name, None) for name in AdoptersForm.base_fields}
        for which, person in zip(("first", "second"), household.people, strict=False):
            said |= {f"{which}_{name}": getattr(person, name) for name in FOR_FIRST}
        return {name: f"{it:%-d/%-m/%Y}" if hasattr(it, "year") else it for name, it in said.items()}

    def person(self, which: str) -> Person | None:
        """One of them as typed; nobody where nothing was."""
        said = {name: self.cleaned_data[f"{which}_{name}"] for name in FOR_FIRST}
        if not any(said.values()):
            return None
        return Person(**{**said, "sex": said["sex"] or Sex.UNKNOWN})

    def values(self) -> dict[str, Any]:
        """What was said of the household."""
        return {name: it for name, it in self.cleaned_data.items() if not name.startswith(("first_", "second_"))}


GUARDIAN = "Choose a manager or the head of service, but not yourself."


class AdoptionOrderForm(forms.Form):
    """An adoption order: when, by whom they are adopted, the new name, who keeps the sealed record."""

    on = SpokenDateField(Looks.PAST, label="Date of the order")
    court = forms.CharField(max_length=120, required=False, label="Court")
    is_consent_dispensed = forms.BooleanField(required=False, label="The court dispensed with the parents’ consent")
    new_given_name = forms.CharField(max_length=120, required=False, label="First names from now on")
    new_family_name = forms.CharField(max_length=120, required=False, label="Surname from now on")
    not_sealed_because = forms.CharField(
        max_length=300, required=False, label="If the record is not to be sealed: why not"
    )
    note = forms.CharField(max_length=4000, required=False, label="Anything else", widget=forms.Textarea)

    def __init__(
        self,
        *args: Any,
        adopters: Sequence[AdopterHousehold],
        staff: Sequence[tuple[int, str]],
        guardians: Sequence[tuple[int, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["household_id"] = _which_adopters(adopters)
        self.fields["guardian"] = forms.TypedChoiceField(
            choices=[("", "Choose"), *guardians], coerce=int, empty_value=None, required=False,
            label="Guardian of the sealed record",
            error_messages={"invalid_choice": GUARDIAN},
        )  # fmt: skip
        self.fields["people"] = forms.TypedMultipleChoiceField(
            choices=staff, coerce=int, required=False, label="Who else may open it"
        )
