"""Saving what people type, at every pause. The fast way is one statement; nothing is ever overwritten unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.reconnect import CHANNEL
from kinwork.access.sql import prepared

from ..changes import Change, NotThatText, difference, from_json, to_json
from ..history import Edit, Typed, brought_in
from ..live import publish
from ..models import Decision, Discussion, Hypothesis, Meeting, Passage, PlannedConversation, Revision, VersionedText

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LIMIT = 200_000  # characters in one box: a hundred pages


@dataclass(frozen=True)
class EditableField:
    """A place to type: which field of which table, and how a row of it belongs to a discussion."""

    model: type[VersionedText]
    field: str
    scope: str  # SQL, with the discussion's ids as parameters
    label: str  # above its history
    locked_if: str = "false"

    @property
    def table(self) -> str:
        return self.model._meta.db_table


OF_DISCUSSION = "discussion_id = %(discussion)s"
OF_FAMILY = "family_id = %(family)s"
EDITABLE_FIELDS: dict[str, EditableField] = {
    "passage": EditableField(Passage, "text", OF_DISCUSSION, label=""),  # its part has one
    "decision.words": EditableField(Decision, "words", OF_DISCUSSION, "Decision", "decided_at IS NOT NULL"),
    "decision.reason": EditableField(Decision, "reason", OF_DISCUSSION, "Because", "decided_at IS NOT NULL"),
    **{
        f"hypothesis.{field}": EditableField(Hypothesis, field, OF_FAMILY, label)
        for field, label in (
            ("statement", "It might be that …"),
            ("speaks_for", "What speaks for it"),
            ("speaks_against", "What speaks against it"),
            ("find_out", "What we would need to find out"),
        )
    },
    **{
        f"conversation.{field}": EditableField(PlannedConversation, field, OF_FAMILY, label)
        for field, label in (
            ("purpose", "Purpose"),
            ("questions", "Questions"),
            ("if_yes", "If they say yes"),
            ("if_no", "If they say no"),
            ("what_happened", "What happened"),
            ("effect", "What it means for the hypotheses"),
        )
    },
    "meeting.learning_notes": EditableField(Meeting, "learning_notes", "id = %(meeting)s", "What we take from it"),
}


def is_written_in(kind: str, row: VersionedText) -> bool:
    """Whether anything stands in a box of this kind of row."""
    return any(getattr(row, box.field) for name, box in EDITABLE_FIELDS.items() if name.startswith(f"{kind}."))


@dataclass(frozen=True)
class Saved:
    """How a save went. ``merged``: somebody else had written meanwhile; ``text`` holds both, ``over`` what of it is new
    to whoever sent.
    """

    version: int
    text: str
    merged: bool = False
    over: Sequence[Change] = ()


class MeetingIsClosed(ValidationError):
    """What was typed came too late for the minutes; it can be added as an amendment."""


TOO_LATE = "The meeting was closed in the meantime. What you typed is still here: add it to the minutes."


def hold_open(meeting_id: int) -> None:
    """Keep the meeting from being closed until this transaction ends. Raises :class:`MeetingIsClosed` if it has been.

    One statement. Closing waits for everyone who holds, so that nothing is accepted and then missing in the minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT kinwork_hold_open(%s)", [meeting_id])
        [is_open] = cursor.fetchone() or [False]
    if not is_open:
        raise MeetingIsClosed("The meeting has been closed in the meantime. You can still add to its minutes.")


class Outdated(Exception):
    """Somebody else wrote meanwhile, and it is not known how the text stood that the save began from: send that too."""

    def __init__(self, version: int, text: str) -> None:
        super().__init__("outdated")
        self.version, self.text = version, text


# One statement: look, write if the version is still the one that was read, keep what the save changed, and tell
# everyone who has the page open that there is something new: not what (any role of the database may listen).
SAVE = """
WITH before AS (
    SELECT id, {field} AS text, version, ({locked_if}) AS locked, kinwork_hold_open(%(meeting)s) AS open
    FROM {table} WHERE id = %(id)s AND {scope} FOR UPDATE
), done AS (
    UPDATE {table} AS t
    SET {field} = %(text)s, version = t.version + 1, written_by_id = %(actor)s, written_at = now()
    FROM before b
    WHERE t.id = b.id AND b.version = %(version)s AND NOT b.locked AND b.open AND b.text <> %(text)s
    RETURNING t.version
), kept AS (
    INSERT INTO meetings_revision (box, object_id, version, changes, keys, written_by_id, written_at)
    SELECT %(box)s, b.id, done.version, kinwork_edit(b.text, %(text)s, %(changes)s::jsonb), %(key)s, %(actor)s, now()
    FROM before b, done
), told AS (
    SELECT pg_notify(%(channel)s, %(head)s::text || done.version || %(tail)s::text) AS ok FROM done
)
SELECT b.version, b.text, b.locked, b.open, d.version, (SELECT count(ok) FROM told)
FROM before b LEFT JOIN done d ON true
"""


def clean_text(text: str) -> str:
    """Line ends as in Python; no NUL or half a character, which PostgreSQL cannot hold. Refuses too much."""
    text = LONE_SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if len(text) > LIMIT:
        raise ValidationError(
            f"This box holds up to {LIMIT:,} characters; you have typed {len(text):,}. "
            "What you typed is still here: shorten it, or put the rest in another box."
        )
    return text


def save_box(
    actor: Actor, meeting: Meeting, discussion: Discussion | None, *, box: str, pk: int, version: int,
    typed: Typed, page: str = "",
) -> Saved:  # fmt: skip
    """Save a box. ``version`` is the one that the person started from.

    When somebody else has written meanwhile, what both wrote is brought together along the edits since that version.
    :class:`Outdated` where those are not known and no base was sent: the caller sends again with it.
    """
    actor.require(Permission.WRITE_MINUTES, meeting.unit_id)
    typed = replace(typed, text=clean_text(typed.text), base=None if typed.base is None else clean_text(typed.base))
    if not meeting.is_open:
        raise MeetingIsClosed(TOO_LATE)
    where = EDITABLE_FIELDS[box]
    row = None
    if typed.base is None and not typed.tried:
        row = _execute(where, _parameters(actor, meeting, discussion, box, pk, version, typed, page))
        if row is None:
            raise ValidationError(GONE)
        now_version, now_text, locked, is_open, saved_version, _ = row
        if not is_open:  # closed between our look and the save
            raise MeetingIsClosed(TOO_LATE)
        if saved_version is not None:
            return Saved(saved_version, typed.text)
        if locked:
            raise ValidationError(LOCKED)
        if now_text == typed.text:
            return Saved(now_version, typed.text)
    return _bring_in(actor, meeting, discussion, box, pk, version, typed, page)


GONE = "This box has been removed. What you typed is still on your screen: copy it elsewhere."
LOCKED = "This has been decided. The person who decided it must open it again before it can be changed."


def _parameters(
    actor: Actor, meeting: Meeting, discussion: Discussion | None, box: str, pk: int, version: int, typed: Typed,
    page: str,
) -> dict[str, Any]:  # fmt: skip
    message = {"meeting": meeting.pk, "what": "text", **_news(discussion, box, pk, page)}
    return {
        "id": pk,
        "text": typed.text,
        "version": version,
        "changes": json.dumps(to_json(typed.changes or [])),
        "key": typed.key,
        "actor": actor.user_id,
        "box": box,
        "channel": CHANNEL,
        "head": json.dumps(message)[:-1] + ', "version": ',
        "tail": "}",
        "meeting": meeting.pk,
        "discussion": discussion.pk if discussion else None,
        "family": discussion.family_id if discussion else None,
    }


def _news(discussion: Discussion | None, box: str, pk: int, page: str) -> dict[str, Any]:
    """Which box has something new; pages that are open on it ask what."""
    news: dict[str, Any] = {"box": f"{box}:{pk}", "page": page}
    return news | {"family": discussion.family_id} if discussion else news


def _execute(where: EditableField, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
    statement = SAVE.format(field=where.field, table=where.table, scope=where.scope, locked_if=where.locked_if)
    with prepared() as cursor:
        cursor.execute(statement, parameters)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


@transaction.atomic
def _bring_in(
    actor: Actor, meeting: Meeting, discussion: Discussion | None, box: str, pk: int, version: int, typed: Typed,
    page: str,
) -> Saved:  # fmt: skip
    """Together with what others wrote since."""
    where = EDITABLE_FIELDS[box]
    try:
        hold_open(meeting.pk)
    except MeetingIsClosed as closed:
        raise MeetingIsClosed(TOO_LATE) from closed
    row = in_scope(where, meeting, discussion).select_for_update().filter(pk=pk).first()
    if row is None:
        raise ValidationError(GONE)
    if isinstance(row, Decision) and row.decided_at is not None:
        raise ValidationError(LOCKED)
    now = getattr(row, where.field)
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
        keep_edit(
            actor, row, box, text, both.onto_theirs, over=both.onto_mine, keys=" ".join([typed.key, *typed.tried])[:100]
        )
        row.save(update_fields=[where.field, "version", "written_by", "written_at"])
        if both.onto_theirs:
            publish(meeting.pk, "text", version=row.version, **_news(discussion, box, pk, page))
    return Saved(row.version, text, merged=bool(both.onto_mine), over=both.onto_mine)


def _is_known(box: str, row: VersionedText, version: int) -> bool:
    """Whether every version of a row from one on is in the history of one of its boxes. One statement."""
    kind = box.split(".")[0]
    kept = Revision.objects.filter(
        object_id=row.pk, box__in=[one for one in EDITABLE_FIELDS if one.split(".")[0] == kind]
    )
    return kept.filter(version__gt=version, version__lte=row.version).count() == row.version - version


def in_scope(where: EditableField, meeting: Meeting, discussion: Discussion | None) -> QuerySet[Any]:
    """The rows whose boxes may be written from this discussion, or from the page of this meeting."""
    rows: QuerySet[Any] = where.model._default_manager.all()
    if where.scope == OF_DISCUSSION and discussion:
        return rows.filter(discussion=discussion)
    if where.scope == OF_FAMILY and discussion:
        return rows.filter(family_id=discussion.family_id)
    return rows.filter(pk=meeting.pk) if where.model is Meeting else rows.none()


def edits_of(box: str, pk: int, *, since: int = 0) -> list[Edit]:
    """The edits of a box from the one that made a version on, in order. One statement."""
    kept = Revision.objects.filter(box=box, object_id=pk, version__gte=since).order_by("version")
    return [
        Edit(
            version or 0, from_json(changes, by=by or ""), by or "",
            from_json(over, by=by or "") if over is not None else None, keys.split(),
        )
        for version, changes, over, keys, by in kept.values_list(
            "version", "changes", "over", "keys", "written_by__full_name"
        )
    ]  # fmt: skip


def keep_edit(
    actor: Actor, row: VersionedText, box: str, text: str, changes: Sequence[Change] | None = None, *,
    over: Sequence[Change] = (), keys: str = "", field: str = "",
) -> None:  # fmt: skip
    """Put a text into a box of a row that is locked, and keep what that changed. The caller saves the row.

    ``field``: of a box of a room above, which is none of a meeting's.
    """
    field = field or EDITABLE_FIELDS[box].field
    if changes is None:
        changes = difference(getattr(row, field), text, by=actor.name)
        if not changes:
            return
    setattr(row, field, text)
    row.version += 1
    row.written_by_id, row.written_at = actor.user_id, timezone.now()
    Revision.objects.create(
        box=box, object_id=row.pk, version=row.version, changes=to_json(changes), over=to_json(over) if over else None,
        keys=keys, written_by_id=actor.user_id, written_at=row.written_at,
    )  # fmt: skip
