"""What is typed about plain faces. What is wrong is said by the verbs, at the same fields."""

from __future__ import annotations

from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField
from kinwork.clocks.natural_dates import Looks


class BeginForm(forms.Form):
    """Of what, and for whom."""

    kind = forms.CharField(required=False)
    person = forms.CharField(required=False)
    token = forms.UUIDField()


class PartForm(forms.Form):
    """Words in a section."""

    text = forms.CharField(required=False, strip=False)
    version = forms.IntegerField(required=False, min_value=0)


class CommentForm(forms.Form):
    """What they say, and who; or what is answered."""

    text = forms.CharField(required=False)
    said_by = forms.CharField(required=False)


class LanguageForm(forms.Form):
    """Who translated it, and when. The sections stand beside it, read by the view."""

    language = forms.CharField(required=False)
    translated_by = forms.CharField(required=False)
    translated_on = SpokenDateField(Looks.PAST)


class GivenForm(forms.Form):
    """When and how it was given."""

    on = SpokenDateField(Looks.PAST)
    how = forms.CharField(required=False)
    is_draft = forms.BooleanField(required=False)


class OwnWordsForm(forms.Form):
    """What a child wants kept."""

    title = forms.CharField(required=False)
    text = forms.CharField(required=False, strip=False)
    whose = forms.CharField(required=False)
    said_on = SpokenDateField(Looks.PAST)
    for_others = forms.BooleanField(required=False)
    token = forms.UUIDField()


class LinkForm(forms.Form):
    """Who is asked for what, and until when."""

    name = forms.CharField(required=False)
    agency = forms.CharField(required=False)
    asks = forms.CharField(required=False)
    until = SpokenDateField(Looks.FUTURE)
    shows_page = forms.BooleanField(required=False)


class OwnPageByLinkForm(forms.Form):
    """What a child puts on their page themselves."""

    title = forms.CharField(required=False)
    text = forms.CharField(required=False, strip=False)
    for_others = forms.BooleanField(required=False)
    token = forms.UUIDField()


def put_on(form: Any, problems: dict[str, Any]) -> None:
    """What a verb refused, at the fields that the form has."""
    for name, sentence in problems.items():
        form.add_error(name if name in form.fields else None, sentence)
