"""Undo in an open meeting: what was taken away, put on, moved or changed is put back exactly as it was."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission

from .. import notice_kinds
from ..live import publish, publish_part
from ..models import (
    AgendaItem,
    Attendance,
    Decision,
    Discussion,
    Hypothesis,
    Meeting,
    PlannedConversation,
    Undoable,
    UndoKind,
)
from .writing import hold_open

# What may be taken away, what it is of, and the part of the page where its undo stands.
TAKEN_AWAY: dict[str, tuple[type[Model], str]] = {
    UndoKind.HYPOTHESIS: (Hypothesis, "hypotheses"),
    UndoKind.CONVERSATION: (PlannedConversation, "conversations"),
    UndoKind.DECISION: (Decision, "decisions"),
    UndoKind.GUEST: (Attendance, "attendance"),
}
OF_AGENDA = (UndoKind.ADDED, UndoKind.ORDER, UndoKind.LINE, UndoKind.TIME)
SINCE = "Something else has changed here since. Look at it again before you undo this."


def as_it_stands(row: Model) -> dict[str, Any]:
    """The row as the database has it, to the microsecond; nobody changes it until we are done. One statement."""
    table = connection.ops.quote_name(row._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(x)::text FROM {table} x WHERE id = %s FOR UPDATE", [row.pk])  # noqa: S608
        found = cursor.fetchone()
    if found is None:
        raise ValidationError("This has already been removed.")
    return dict(json.loads(found[0]))


def remember(
    actor: Actor,
    kind: UndoKind,
    row: Model,
    *,
    meeting_id: int,
    words: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    discussion_id: int | None = None,
    family_id: int | None = None,
) -> Undoable:
    """Keep what was done, so that one press takes it back. One statement."""
    return Undoable.objects.create(
        meeting_id=meeting_id,
        discussion_id=discussion_id,
        family_id=family_id,
        kind=kind,
        row=row.pk,
        before=before,
        after=after,
        words=words if len(words) <= 300 else f"{words[:299]}…",
        by_id=actor.user_id,
        at=timezone.now(),
    )


@transaction.atomic
def put_back(actor: Actor, meeting: Meeting, undoable: Undoable) -> None:
    """As if it had not been done. Twice is once; refused when something else has become of it since."""
    of_agenda = undoable.kind in OF_AGENDA
    actor.require(Permission.ORDER_AGENDA if of_agenda else Permission.WRITE_MINUTES, meeting.unit_id)
    hold_open(meeting.pk)
    undoable = Undoable.objects.select_for_update(of=("self",)).get(pk=undoable.pk, meeting=meeting)
    if undoable.undone_at is not None:
        return
    if of_agenda:
        _put_agenda_back(meeting, undoable)
    else:
        _put_row_back(actor, meeting, undoable)
    undoable.undone_by_id, undoable.undone_at = actor.user_id, timezone.now()
    undoable.save(update_fields=["undone_by", "undone_at"])
    log(actor, "undid", family_id=undoable.family_id, thing=undoable)


def _put_row_back(actor: Actor, meeting: Meeting, undoable: Undoable) -> None:
    model, part = TAKEN_AWAY[undoable.kind]
    before = undoable.before or {}
    if undoable.kind == UndoKind.GUEST and _is_there_again(meeting, before["name"]):
        raise ValidationError(f"{before['name']} is already back on the list.")
    tests = before.get("tests_id")
    if tests is not None and not Hypothesis.objects.filter(pk=tests).exists():
        raise ValidationError("The hypothesis it was going to test has been removed since. Put that back first.")
    put_row(model, before, lambda: _with_people(undoable))
    if undoable.discussion is None:
        publish(meeting.pk, part)
        return
    if undoable.kind == UndoKind.CONVERSATION:
        notice_kinds.notify_participants(actor, PlannedConversation.objects.get(pk=undoable.row))
    if undoable.kind == UndoKind.DECISION:
        notice_kinds.notify_deciders(actor, undoable.discussion)
    publish_part(undoable.discussion, part)


def _is_there_again(meeting: Meeting, name: str) -> bool:
    return meeting.attendance.filter(is_guest=True, name__iexact=name).exists()


def _with_people(undoable: Undoable) -> None:
    people = (undoable.before or {}).get("people")
    if people:
        PlannedConversation.objects.get(pk=undoable.row).people.add(*people)


def put_row(model: type[Model], row: dict[str, Any], then: Callable[[], None] = lambda: None) -> None:
    """The same row again, its id too; what it points to must still be there, now and not only when all is done."""
    table = connection.ops.quote_name(model._meta.db_table)
    put = f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s::jsonb)"  # noqa: S608
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(put, [json.dumps(row)])
            then()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as problem:
        raise ValidationError(SINCE) from problem


def put_at(item: AgendaItem, items: list[AgendaItem], to: int) -> None:
    """Those that are seen change places with each other: where hidden families stand among them is not touched."""
    places = [other.position for other in items]
    if len(set(places)) < len(places):
        places = list(range(len(places)))
    moved = [other for other in items if other.pk != item.pk]
    moved.insert(max(0, min(to, len(moved))), next(other for other in items if other.pk == item.pk))
    order = [[other.family_id for other in one] for one in (items, moved)]
    for place, other in zip(places, moved, strict=True):
        other.position = place
    AgendaItem.objects.bulk_update(moved, ["position"])
    publish(item.meeting_id, "agenda", order=order)


def _put_agenda_back(meeting: Meeting, undoable: Undoable) -> None:
    if undoable.kind == UndoKind.TIME:
        held = Meeting.objects.select_for_update().get(pk=meeting.pk)
        _set_again(held, undoable)
        publish(meeting.pk, "agenda")
        return
    items = list(AgendaItem.objects.select_for_update().filter(meeting=meeting))
    item = next((one for one in items if one.pk == undoable.row), None)
    if item is None:
        raise ValidationError(SINCE)
    if undoable.kind == UndoKind.ORDER:
        _move_back(item, items, undoable)
    elif undoable.kind == UndoKind.ADDED:
        _take_off_again(item, undoable)
    else:
        _set_again(item, undoable)
        publish(meeting.pk, "agenda", family=item.family_id)


def _set_again(row: Model, undoable: Undoable) -> None:
    """The columns as they were, if they are still as they were left."""
    before, after = undoable.before or {}, undoable.after or {}
    if {name: getattr(row, name) for name in after} != after:
        raise ValidationError(SINCE)
    for name, value in before.items():
        setattr(row, name, value)
    row.save(update_fields=list(before))


def _move_back(item: AgendaItem, items: list[AgendaItem], undoable: Undoable) -> None:
    before, after = undoable.before or {}, undoable.after or {}
    later = Undoable.objects.filter(meeting_id=item.meeting_id, kind=UndoKind.ORDER, undone_at=None, id__gt=undoable.pk)
    if item.position != after["position"] or later.exists():
        raise ValidationError("The order has been changed again since. Undo that first, or move the family yourself.")
    put_at(item, items, bisect_left([other.position for other in items], before["position"]))


def _take_off_again(item: AgendaItem, undoable: Undoable) -> None:
    if Discussion.objects.filter(meeting_id=item.meeting_id, family_id=item.family_id).exists():
        raise ValidationError("The family has already been discussed in this meeting.")
    found, left = as_it_stands(item), undoable.after or {}
    if {**found, "position": 0} != {**left, "position": 0}:
        raise ValidationError(SINCE)
    item.delete()
    publish(undoable.meeting_id, "agenda", family=item.family_id)
