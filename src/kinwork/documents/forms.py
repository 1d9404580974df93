"""What is typed about documents. What is wrong is said by the verbs, at the same fields."""

from __future__ import annotations

from typing import Any

from django import forms


class WriteForm(forms.Form):
    """Words in a section."""

    text = forms.CharField(required=False, strip=False)
    version = forms.IntegerField(required=False, min_value=0)


class CommentForm(forms.Form):
    """What somebody says about a section."""

    text = forms.CharField(required=False)
    said_by = forms.CharField(required=False)


class LayoutForm(forms.Form):
    """A layout's file."""

    text = forms.CharField(required=False, strip=False)
    because = forms.CharField(required=False)
    seen = forms.IntegerField(required=False, min_value=0)


class BeginForm(forms.Form):
    """About whom, and for whom. Boxes come as lists of ids, read by the view."""

    token = forms.UUIDField()


def put_on(form: Any, problems: dict[str, Any]) -> None:
    """What a verb refused, at the fields that the form has."""
    for name, sentence in problems.items():
        form.add_error(name if name in form.fields else None, sentence)
