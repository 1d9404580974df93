"""Close a meeting: its minutes freeze. Afterwards they are amended, not edited."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit import log
from kinwork.access.permissions import Permission

from ..live import tell
from ..models import Amendment, Discussion, Meeting, Minute
from ..presenters.minute import minute_body
from ..queries import discussion_in_full
from .writing import clean_text


@transaction.atomic
def close_meeting(actor: Actor, meeting: Meeting) -> None:
    """The CSW confirms. Each discussion's minute is frozen as it stands; closing twice is closing once."""
    actor.require(Permission.CLOSE_MEETING, meeting.unit_id)
    _wait_for_writers(meeting)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meeting.pk)
    if not meeting.is_open:
        return
    now = timezone.now()
    Discussion.objects.filter(meeting=meeting, ended_at=None).update(ended_at=now)
    meeting.closed_by_id, meeting.closed_at = actor.user_id, now
    for discussion_id in meeting.discussions.order_by("id").values_list("id", flat=True):
        _freeze(discussion_id, closed_by=actor.name, closed_at=now)
    meeting.save(update_fields=["closed_by", "closed_at"])
    with connection.cursor() as cursor:  # what was asked for and not reached is asked for again
        cursor.execute("SELECT kinwork_give_back_wishes(%s)", [meeting.pk])
    log(actor, "closed meeting", thing=meeting)
    tell(meeting.pk, "closed", by=actor.name)


def _freeze(discussion_id: int, *, closed_by: str, closed_at: datetime) -> Minute:
    """``frozen_at`` is now: usually the moment of closing."""
    body = minute_body(discussion_in_full(discussion_id))
    body["closed"] = {"by": closed_by, "at": closed_at.isoformat()}
    return Minute.objects.create(discussion_id=discussion_id, body=body, frozen_at=timezone.now())


def minute_of(discussion: Discussion) -> Minute | None:
    """The frozen minute, or none while the meeting is open.

    Whoever closed the meeting may not have known of the family (it is restricted): then its minute is frozen when
    somebody who does first asks for it, and ``frozen_at`` says when. The database kept its passages and decisions as
    they were; hypotheses and tasks, which go on after a meeting, stand as of then.
    """
    found = Minute.objects.filter(discussion=discussion).first()
    meeting = discussion.meeting
    if found is not None or meeting.closed_at is None:
        return found
    with transaction.atomic():
        _wait_for_writers(meeting)
        found = Minute.objects.filter(discussion=discussion).first()
        by = meeting.closed_by.full_name if meeting.closed_by else ""
        return found or _freeze(discussion.pk, closed_by=by, closed_at=meeting.closed_at)


def _wait_for_writers(meeting: Meeting) -> None:
    """Whatever is being saved now gets into the minutes; whatever comes later is told that it is too late."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kinwork_hold_to_close(%s)", [meeting.pk])


@transaction.atomic
def amend_minute(actor: Actor, minute: Minute, *, text: str) -> Amendment:
    """Add to a closed minute; the original stays readable above it."""
    discussion = minute.discussion
    actor.require(Permission.AMEND_MINUTES, discussion.meeting.unit_id)
    text = clean_text(text).strip()
    if not text:
        raise ValidationError({"text": "Write what is to be added or put right."})
    amendment = Amendment.objects.create(minute=minute, text=text, by_id=actor.user_id, at=timezone.now())
    log(actor, "amended minute", family_id=discussion.family_id, thing=amendment)
    return amendment
