"""Saving what people type, at every pause. The fast way is one statement; nothing is ever overwritten unseen."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.sql import prepared

from ..live import CHANNEL, PAYLOAD_LIMIT, tell
from ..merge import brought_together as merge
from ..models import Decision, Discussion, Hypothesis, Meeting, Passage, PlannedConversation, Revision, Written

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LIMIT = 200_000  # characters in one box: a hundred pages


@dataclass(frozen=True)
class Box:
    """A place to type: which field of which table, and how a row of it belongs to a discussion."""

    model: type[Written]
    field: str
    scope: str  # SQL, with the discussion's ids as parameters
    locked_if: str = "false"

    @property
    def table(self) -> str:
        return self.model._meta.db_table


OF_DISCUSSION = "discussion_id = %(discussion)s"
OF_FAMILY = "family_id = %(family)s"
BOXES: dict[str, Box] = {
    "passage": Box(Passage, "text", OF_DISCUSSION),
    "decision.words": Box(Decision, "words", OF_DISCUSSION, "decided_at IS NOT NULL"),
    "decision.reason": Box(Decision, "reason", OF_DISCUSSION, "decided_at IS NOT NULL"),
    **{
        f"hypothesis.{field}": Box(Hypothesis, field, OF_FAMILY)
        for field in ("statement", "speaks_for", "speaks_against", "find_out")
    },
    **{
        f"conversation.{field}": Box(PlannedConversation, field, OF_FAMILY)
        for field in ("purpose", "questions", "if_yes", "if_no", "what_happened", "effect")
    },
    "meeting.learning_notes": Box(Meeting, "learning_notes", "id = %(meeting)s"),
}


@dataclass(frozen=True)
class Saved:
    """How a save went. ``merged``: somebody else had written meanwhile, and ``text`` now holds both."""

    version: int
    text: str
    merged: bool = False


class MeetingIsClosed(ValidationError):
    """What was typed came too late for the minutes; it can be added as an amendment."""


TOO_LATE = "The meeting was closed meanwhile. What you typed is still here: add it as an amendment."


def hold_open(meeting_id: int) -> None:
    """Keep the meeting from being closed until this transaction ends. Raises :class:`MeetingIsClosed` if it has been.

    One statement. Closing waits for everyone who holds, so that nothing is accepted and then missing in the minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT kinwork_hold_open(%s)", [meeting_id])
        [is_open] = cursor.fetchone() or [False]
    if not is_open:
        raise MeetingIsClosed("The meeting has been closed meanwhile. Its minutes can be amended.")


class Outdated(Exception):
    """Somebody else wrote meanwhile; send the text that you started from, so that both can be kept."""

    def __init__(self, version: int, text: str) -> None:
        super().__init__("outdated")
        self.version, self.text = version, text


# One statement: look, write if the version is still the one that was read, keep how it stood when another hand (or
# the same, two minutes later, or after a big cut) writes on, and tell everyone who has the page open.
SAVE = """
WITH before AS (
    SELECT id, {field} AS text, version, written_by_id, written_at, ({locked_if}) AS locked,
           kinwork_hold_open(%(meeting)s) AS open
    FROM {table} WHERE id = %(id)s AND {scope} FOR UPDATE
), done AS (
    UPDATE {table} AS t
    SET {field} = %(text)s, version = t.version + 1, written_by_id = %(actor)s, written_at = now()
    FROM before b
    WHERE t.id = b.id AND b.version = %(version)s AND NOT b.locked AND b.open
    RETURNING t.version
), kept AS (
    INSERT INTO meetings_revision (box, object_id, text, written_by_id, written_at, kept_at)
    SELECT %(box)s, b.id, b.text, b.written_by_id, b.written_at, now() FROM before b, done
    WHERE b.text <> '' AND (
        b.written_by_id IS DISTINCT FROM %(actor)s OR b.written_at < now() - interval '2 minutes'
        OR length(b.text) - length(%(text)s::text) > 100
    )
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
            f"This box holds {LIMIT:,} characters; there are {len(text):,} in it. "
            "What you typed is still here: shorten it, or attach the long text elsewhere."
        )
    return text


def save_box(
    actor: Actor,
    meeting: Meeting,
    discussion: Discussion | None,
    *,
    box: str,
    pk: int,
    text: str,
    version: int,
    base: str | None = None,
    page: str = "",
) -> Saved:
    """Save a box. ``version`` is the one that the person started from, ``base`` its text.

    When somebody else has written meanwhile, both are merged if ``base`` was given; else :class:`Outdated` tells
    the present text, and the caller sends again with ``base``.
    """
    actor.require(Permission.WRITE_MINUTES, meeting.unit_id)
    text = clean_text(text)
    if not meeting.is_open:
        raise MeetingIsClosed(TOO_LATE)
    where = BOXES[box]
    parameters = _parameters(actor, meeting, discussion, box, pk, text, version, page)
    row = _execute(where, parameters)
    if row is None:
        raise ValidationError(
            "This box is not there any more. What you typed is still on your screen: copy it elsewhere."
        )
    now_version, now_text, locked, is_open, saved_version, _ = row
    if not is_open:  # closed between our look and the save
        raise MeetingIsClosed(TOO_LATE)
    if saved_version is not None:
        return Saved(saved_version, text)
    if locked:
        raise ValidationError("This has been decided. To change it, the decider opens it again first.")
    if now_text == text:
        return Saved(now_version, text)
    if base is None:
        raise Outdated(now_version, now_text)
    return _save_both(actor, meeting, discussion, box, pk, mine=text, base=clean_text(base), page=page)


def _parameters(
    actor: Actor, meeting: Meeting, discussion: Discussion | None, box: str, pk: int, text: str, version: int, page: str
) -> dict[str, Any]:
    message: dict[str, Any] = {
        "meeting": meeting.pk,
        "what": "text",
        "box": f"{box}:{pk}",
        "by": actor.name,
        "page": page,
        "text": text,
    }
    if discussion:
        message["family"] = discussion.family_id
    if len(json.dumps(message).encode()) > PAYLOAD_LIMIT - 40:
        message["what"] = "look"  # too long to send along: pages fetch it
        del message["text"]
    head = json.dumps(message)[:-1] + ', "version": '
    return {
        "id": pk,
        "text": text,
        "version": version,
        "actor": actor.user_id,
        "box": box,
        "channel": CHANNEL,
        "head": head,
        "tail": "}",
        "meeting": meeting.pk,
        "discussion": discussion.pk if discussion else None,
        "family": discussion.family_id if discussion else None,
    }


def _execute(where: Box, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
    statement = SAVE.format(field=where.field, table=where.table, scope=where.scope, locked_if=where.locked_if)
    with prepared() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()


@transaction.atomic
def _save_both(
    actor: Actor,
    meeting: Meeting,
    discussion: Discussion | None,
    box: str,
    pk: int,
    *,
    mine: str,
    base: str,
    page: str,
) -> Saved:
    where = BOXES[box]
    hold_open(meeting.pk)
    row = where.model._default_manager.select_for_update().get(pk=pk)
    theirs = getattr(row, where.field)
    both = clean_text(merge(base, mine=mine, theirs=theirs))
    for text, by, at in ((theirs, row.written_by_id, row.written_at), (mine, actor.user_id, timezone.now())):
        Revision.objects.create(box=box, object_id=pk, text=text, written_by_id=by, written_at=at)
    setattr(row, where.field, both)
    row.version += 1
    row.written_by_id, row.written_at = actor.user_id, timezone.now()
    row.save(update_fields=[where.field, "version", "written_by", "written_at"])
    tell(
        meeting.pk,
        "text",
        box=f"{box}:{pk}",
        by=actor.name,
        page=page,
        text=both,
        version=row.version,
        merged=True,
        family=discussion.family_id if discussion else None,
    )
    return Saved(row.version, both, merged=True)
