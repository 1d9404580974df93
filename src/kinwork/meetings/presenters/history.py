"""How a box came to read as it does: who wrote what, pause by pause, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from .. import parts
from ..actions.writing import EDITABLE_FIELDS
from ..changes import Change, NotThatText, from_json, taken_back
from ..models import Discussion, Meeting, Passage, Revision

PAUSES_A_PAGE = 100
STRETCH_ENDS_AFTER = 60  # seconds: then somebody has stopped and begun again


@dataclass(frozen=True)
class Pause:
    """A version of the box: its words with what that pause put in and took out."""

    version: int
    by: str
    at: datetime | None
    text: str
    marked: list[tuple[str, str]]  # ("same" | "new" | "gone", words)
    address: str  # to bring it back; empty for the present one


@dataclass(frozen=True)
class Stretch:
    """Pauses of one person, one soon after the other; the last says how the stretch ended."""

    pauses: list[Pause]

    @property
    def last(self) -> Pause:
        return self.pauses[0]

    @property
    def first(self) -> Pause:
        return self.pauses[-1]


@dataclass(frozen=True)
class History:
    """The page."""

    label: str
    of: str
    now: str
    stretches: list[Stretch]
    pages: Page[Any]
    earlier: list[Revision]  # of the time before pauses were kept: whole texts
    is_cut: bool  # before that the record does not say how it stood
    back: str
    may_write: bool


def history_of(
    row: Any, box: str, now: str, meeting: Meeting, discussion: Discussion | None, *, may_write: bool, number: str
) -> History:
    """Four statements."""
    label = parts.part(row.part).label if isinstance(row, Passage) else EDITABLE_FIELDS[box].label
    kept = list(Revision.objects.filter(box=box, object_id=row.pk, version__isnull=False).select_related("written_by")
                .order_by("-version"))  # fmt: skip
    pauses, is_cut = pauses_of(kept, now, lambda version: _address(meeting, discussion, box, row.pk, version))
    pages = Paginator(pauses, PAUSES_A_PAGE).get_page(number)
    earlier = Revision.objects.filter(box=box, object_id=row.pk, version=None).select_related("written_by")
    if discussion:
        back, of = reverse("discussion", args=[discussion.pk]), discussion.family.name
    else:
        back, of = reverse("meeting", args=[meeting.pk]), "Learning slot"
    return History(
        label, of, now, stretches_of(list(pages)), pages, list(earlier.order_by("-id")), is_cut, back, may_write
    )


def pauses_of(kept: Sequence[Revision], now: str, address_of: Callable[[int], str]) -> tuple[list[Pause], bool]:
    """From its revisions, the newest first, each with the address that brings that version back; and whether what was
    earlier is not known.
    """
    pauses: list[Pause] = []
    text = now
    for revision in kept:
        changes = from_json(revision.changes)
        version = revision.version or 0
        try:
            before = taken_back(text, changes)
        except NotThatText:
            return pauses, True
        if changes:
            by = revision.written_by.full_name if revision.written_by else ""
            address = "" if text == now else address_of(version)
            pauses.append(Pause(version, by, revision.written_at, text, _marked(before, changes), address))
        text = before
    return pauses, False


def _address(meeting: Meeting, discussion: Discussion | None, box: str, pk: int, version: int) -> str:
    if discussion:
        return reverse("bring_back", args=[discussion.pk, box, pk, version])
    return reverse("meeting_bring_back", args=[meeting.pk, box, pk, version])


def _marked(before: str, changes: Sequence[Change]) -> list[tuple[str, str]]:
    marked: list[tuple[str, str]] = []
    at = 0
    for change in changes:
        marked += [("same", before[at : change.start]), ("gone", change.removed), ("new", change.text)]
        at = change.end
    return [(kind, words) for kind, words in (*marked, ("same", before[at:])) if words]


def stretches_of(pauses: list[Pause]) -> list[Stretch]:
    """Pauses, the newest first, in stretches: of one hand, none more than a minute after the one before."""

    def goes_on(newer: Pause, older: Pause) -> bool:
        if newer.by != older.by or not newer.at or not older.at:
            return False
        return (newer.at - older.at).total_seconds() <= STRETCH_ENDS_AFTER

    number = 0
    numbers = [0] * len(pauses)
    for n in range(1, len(pauses)):
        number += not goes_on(pauses[n - 1], pauses[n])
        numbers[n] = number
    return [
        Stretch([pause for _, pause in group])
        for _, group in groupby(zip(numbers, pauses, strict=True), key=lambda one: one[0])
    ]
