"""Small help with forms: what was typed stays, problems are said beside their field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from kinwork.clocks.spoken import NotADate, read_date


class SpokenDateField(forms.CharField):
    """A date as people type it: fri, 2w, 12/3. With ``past``, of what has happened."""

    def __init__(self, *, past: bool = False, **options: Any) -> None:
        self.past = past
        super().__init__(**{"required": False, **options})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        return super().to_python(value)

    def clean(self, value: Any) -> date | None:
        typed = super().clean(value)
        try:
            return read_date(typed, today=timezone.localdate(), past=self.past)
        except NotADate as problem:
            raise ValidationError(str(problem)) from problem


def problems(error: ValidationError) -> dict[str, str]:
    """Each field with its first problem; those of no field under ``form``."""
    if hasattr(error, "error_dict"):
        return {
            ("form" if name == "__all__" else name): found[0].messages[0] for name, found in error.error_dict.items()
        }
    return {"form": error.messages[0]}


def form_problems(form: forms.BaseForm) -> dict[str, str]:
    """The same of a Django form."""
    return {("form" if name == "__all__" else name): str(found[0]) for name, found in form.errors.items()}


def number(typed: Mapping[str, str], name: str) -> int | None:
    """A whole number that a form sent, or None."""
    value = typed.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 18 else None


def typed(request: HttpRequest) -> dict[str, str]:
    """What a form sent, to show it again beside a problem."""
    return {name: str(value) for name, value in request.POST.items()}
