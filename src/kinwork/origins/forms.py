"""Bringing a text in, and saying what entry it becomes."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from kinwork.access.forms import SpokenDateField, SpokenTimeField
from kinwork.clocks.natural_dates import Looks
from kinwork.record.forms import AudienceForm
from kinwork.record.models import EntryKind

from .actions.bringing import Brought
from .actions.finishing import AsEntry
from .kinds import BY_KEY, CHOICES, Consent, Origin
from .models import BroughtIn
from .reading import MOST_BYTES, CannotRead, Read, within_limits
from .reading.docx import read_docx
from .reading.plain import paragraphs, transcript
from .reading.vtt import is_vtt, read_vtt

NO_TEXT = "Paste the text, or choose a file."
NO_LETTERS = "This is no text. Word (.docx), transcripts with times (.vtt) and plain text can be brought in."
TO_CHOOSE = [("", "As is usual for this kind"), *Origin.choices]


def _decoded(content: bytes) -> str:
    usual = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for encoding in (usual, "cp1252"):  # or Windows without Unicode
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead(NO_LETTERS)


def _passages_of_text(text: str, *, says_who_speaks: bool) -> list[Read]:
    if "\0" in text:
        raise CannotRead(NO_LETTERS)
    if is_vtt(text):
        return read_vtt(text)
    return transcript(text) if says_who_speaks else paragraphs(text)


class BringInForm(AudienceForm):
    """What it is, when it happened, who made it, who was recorded; the text, or a file of it."""

    kind = forms.ChoiceField(choices=CHOICES, initial="transcript", error_messages={"required": "Choose what it is."})
    on = SpokenDateField(Looks.PAST)
    at = SpokenTimeField()
    made_by = forms.CharField(max_length=120, required=False)
    made_version = forms.CharField(max_length=60, required=False)
    origin = forms.ChoiceField(choices=TO_CHOOSE, required=False)
    is_of_others_too = forms.BooleanField(required=False)
    recorded_people = forms.CharField(max_length=300, required=False)
    consent = forms.ChoiceField(choices=Consent.choices, required=False)
    consent_words = forms.CharField(max_length=500, required=False)
    text = forms.CharField(required=False, strip=False)
    file = forms.FileField(required=False, allow_empty_file=True)
    token = forms.UUIDField()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.passages: list[Read] = []
        self.sha256 = ""
        kind = BY_KEY.get(said.get("kind", ""))
        sent: UploadedFile[Any] | None = said.get("file")
        try:
            if sent is not None and (said.get("text") or "").strip():
                raise CannotRead("You pasted text and chose a file. Bring them in one after the other.")
            if sent is not None:
                self.passages = self._of_file(sent, says_who_speaks=bool(kind and kind.is_recorded))
            elif not (said.get("text") or "").strip():
                raise CannotRead(NO_TEXT)
            else:
                text = said["text"]
                self.passages = _passages_of_text(text, says_who_speaks=bool(kind and kind.is_recorded))
            within_limits(self.passages)
        except CannotRead as problem:
            self.add_error("file" if sent is not None else "text", ValidationError(str(problem)))
        return said

    def _of_file(self, sent: UploadedFile[Any], *, says_who_speaks: bool) -> list[Read]:
        if (sent.size or 0) > MOST_BYTES:
            raise CannotRead(
                f"The file is larger than {MOST_BYTES // 1_000_000} MB. Bring in its text: a Word document without its "
                "pictures, or what was said in a recording, not the recording itself."
            )
        content = sent.read()
        self.sha256 = hashlib.sha256(content).hexdigest()
        name = (sent.name or "").casefold()
        if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or name.endswith((".docx", ".docm", ".doc")):
            text = read_docx(content)
            return transcript(text) if says_who_speaks else paragraphs(text)
        if content.startswith((b"%PDF", b"{\\rtf")):
            raise CannotRead("This kind of file cannot be read. Copy its text and paste it, or save it as .docx.")
        text = _decoded(content)
        return read_vtt(text) if name.endswith(".vtt") else _passages_of_text(text, says_who_speaks=says_who_speaks)

    def brought(self) -> Brought:
        said = self.cleaned_data
        sent: UploadedFile[Any] | None = said["file"]
        return Brought(
            kind=said["kind"],
            on=said["on"] or timezone.localdate(),
            at=said["at"],
            passages=self.passages,
            made_by=said["made_by"],
            made_version=said["made_version"],
            origin=said["origin"],
            is_of_others_too=said["is_of_others_too"],
            recorded_people=said["recorded_people"],
            consent=said["consent"] or Consent.UNKNOWN,
            consent_words=said["consent_words"],
            file_name=(sent.name or "")[:200] if sent is not None else "",
            sha256=self.sha256,
        )


class ConsentForm(forms.Form):
    """What is known by now of who was recorded."""

    recorded_people = forms.CharField(max_length=300, required=False)
    consent = forms.ChoiceField(choices=Consent.choices)
    consent_words = forms.CharField(max_length=500, required=False)


class FinishForm(forms.Form):
    """What entry it becomes."""

    kind = forms.ChoiceField(choices=EntryKind.choices)
    place = forms.CharField(max_length=120, required=False)
    present = forms.CharField(max_length=300, required=False)
    is_significant = forms.BooleanField(required=False)

    def __init__(self, *args: Any, text: BroughtIn, **options: Any) -> None:
        options.setdefault("initial", {"kind": text.what.entry, "present": text.recorded_people})
        super().__init__(*args, **options)

    def as_entry(self) -> AsEntry:
        return AsEntry(**self.cleaned_data)
