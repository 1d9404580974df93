"""Saving what people type at a meeting, at every pause: brought together with what others wrote meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import GONE, Outdated, Saved, clean_text, edits_of
from kinwork.meetings.changes import Change, NotThatText, difference, to_json
from kinwork.meetings.history import Typed, brought_in
from kinwork.meetings.live import publish
from kinwork.meetings.models import Revision, VersionedText

from ..live import room_of
from ..models import FormalMeeting, View


@dataclass(frozen=True)
class Box:
    """A place to type: which field of which table."""

    model: type[VersionedText]
    field: str
    label: str


NOTES, OUTCOME, WORDS = "formal.notes", "formal.outcome", "view.words"
BOXES = {
    NOTES: Box(FormalMeeting, "notes", "What was said"),
    OUTCOME: Box(FormalMeeting, "outcome", "What was agreed, in a few words"),
    WORDS: Box(View, "words", "In their words"),
}
HELD = "The outcome has been recorded. Correct it instead; what you typed is still here."
CANCELLED = "This meeting has been cancelled. What you typed is still here: copy it elsewhere."


def row_of(meeting: FormalMeeting, box: str, pk: int, *, to_write: bool = False) -> Any:
    """The row of a box on the page of a meeting, or None. One statement."""
    where = BOXES.get(box)
    if where is None:
        return None
    found: Any = where.model._default_manager.filter(pk=pk)
    found = found.filter(pk=meeting.pk) if where.model is FormalMeeting else found.filter(meeting=meeting)
    return (found.select_for_update(of=("self",)) if to_write else found).first()


def why_locked(meeting: FormalMeeting, box: str) -> str:
    """Why a box is not written in any more; empty where it is."""
    if meeting.is_cancelled:
        return CANCELLED
    return HELD if meeting.is_held and box == OUTCOME else ""


@transaction.atomic
def save_box(
    held: HeldFamily, meeting: FormalMeeting, *, box: str, pk: int, version: int, typed: Typed, page: str = ""
) -> Saved:
    """Save a box. ``version`` is the one that the person started from. :class:`Outdated` where it is not known how the
    text stood then and no base was sent: the caller sends again with it.
    """
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    typed = replace(typed, text=clean_text(typed.text), base=None if typed.base is None else clean_text(typed.base))
    row = row_of(meeting, box, pk, to_write=True)
    if row is None:
        raise ValidationError(GONE)
    where = BOXES[box]
    now: str = getattr(row, where.field)
    locked = why_locked(row if isinstance(row, FormalMeeting) else FormalMeeting.objects.get(pk=meeting.pk), box)
    if locked:
        if typed.text == now:
            return Saved(row.version, now)
        raise ValidationError(locked)
    if typed.base is None and not _is_known(box, row, version):
        raise Outdated(row.version, now)
    edits = edits_of(box, pk, since=version)
    last = edits.pop(0) if edits and edits[0].version == version else None
    try:
        both = brought_in(now, edits, typed, last=last)
    except NotThatText as unknown:
        raise Outdated(row.version, now) from unknown
    text = clean_text(both.text)
    if both.onto_theirs or both.onto_mine:
        keys = " ".join([typed.key, *typed.tried])[:100]
        _put(held.actor, row, box, text, both.onto_theirs, over=both.onto_mine, keys=keys)
        if both.onto_theirs:
            _tell(held, meeting, box, row, page)
    return Saved(row.version, text, merged=bool(both.onto_mine), over=both.onto_mine)


def _tell(held: HeldFamily, meeting: FormalMeeting, box: str, row: Any, page: str) -> None:
    publish(room_of(meeting.pk), "text", version=row.version, box=f"{box}:{row.pk}", page=page, family=held.pk)


def put_text(held: HeldFamily, meeting: FormalMeeting, row: Any, box: str, text: str) -> None:
    """Another text in a box of a row that is locked: kept in its history like any other. In a transaction."""
    changes = difference(getattr(row, BOXES[box].field), text, by=held.actor.name)
    if changes:
        _put(held.actor, row, box, text, changes)
        _tell(held, meeting, box, row, "")


def _put(actor: Actor, row: Any, box: str, text: str, changes: list[Change], *, over: Any = (), keys: str = "") -> None:
    field = BOXES[box].field
    setattr(row, field, text)
    row.version += 1
    row.written_by_id, row.written_at = actor.user_id, timezone.now()
    row.save(update_fields=[field, "version", "written_by", "written_at"])
    Revision.objects.create(
        box=box, object_id=row.pk, version=row.version, changes=to_json(changes), over=to_json(over) if over else None,
        keys=keys, written_by_id=actor.user_id, written_at=row.written_at,
    )  # fmt: skip


def _is_known(box: str, row: Any, version: int) -> bool:
    """Whether every version of a row from one on is in the history of one of its boxes. One statement."""
    kind = box.split(".")[0]
    boxes = [one for one in BOXES if one.split(".")[0] == kind]
    kept = Revision.objects.filter(object_id=row.pk, box__in=boxes, version__gt=version, version__lte=row.version)
    return bool(kept.count() == row.version - version)
