"""The form of a fact, made from its columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models as columns

from kinwork.access.forms import PartialDateField, SpokenDateField, SpokenTimeField
from kinwork.clocks.natural_dates import Looks

from .kinds import Kind
from .models import Abuse

YES_NO = [("", "Not said"), ("yes", "Yes"), ("no", "No")]
AHEAD = frozenset({"review_point_on"})
AFTER_REVIEW = [("", "Choose"), ("cin", "Child in need plan"), ("none", "No plan")]


class FactForm(forms.Form):
    """What is asked of a kind of fact: of which children, when, its details, who said so."""

    def __init__(
        self, data: Any = None, *, kind: Kind, children: list[tuple[int, str]], asks: tuple[str, ...], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.kind, self.asks = kind, asks
        if children:
            self.fields["children"] = forms.TypedMultipleChoiceField(
                choices=children, coerce=int, label="Who it is about", error_messages={"required": "Choose who."}
            )
        for name in asks:
            self.fields[name] = field_for(kind, name)
            if name == "has_plan":
                self.fields["category"] = forms.ChoiceField(
                    choices=[("", "Choose"), *Abuse.choices], required=False, label="If there is a plan: its category"
                )
                self.fields["then"] = forms.ChoiceField(
                    choices=AFTER_REVIEW, required=False, label="If a plan ends: what comes after it"
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


def field_for(kind: Kind, name: str) -> forms.Field:
    """The field of a form for a column; a day that began or ended it has happened."""
    if name == "because":
        return forms.CharField(max_length=500, required=False, label="Why it is corrected")
    column = kind.fact._meta.get_field(name)
    assert isinstance(column, columns.Field)
    label = str(column.verbose_name)
    label = label[:1].upper() + label[1:]
    if isinstance(column, columns.ForeignKey):
        people = column.related_model._default_manager.filter(is_active=True).exclude(full_name="")
        choices = [("", "Choose"), *people.order_by("full_name").values_list("pk", "full_name")]
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
    return forms.CharField(
        max_length=column.max_length,
        required=not column.blank,
        label=label,
        widget=forms.Textarea if isinstance(column, columns.TextField) else None,
    )
