"""Close a meeting: its minutes freeze, and are amended afterwards, not edited. Undo a closing that was a mistake."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import WhatChanged, clean_reason, record_change
from kinwork.access.models import ChangeKind
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.answerable import who_leads
from kinwork.clocks.humanize import in_words, long_day

from ..live import publish
from ..models import Amendment, Discussion, Meeting, Minute
from ..presenters.minute import minute_body
from ..queries.discussion import discussion_in_full
from .writing import clean_text

ASKS_AFTER_DAYS = 2  # the next day is usual: minutes are confirmed within a day of the meeting
NOT_BEFORE = "This meeting is on {day}. It can be closed on that day or afterwards."
NOT_AGAIN = {
    "late": (
        "Closing can only be undone on the same day, or within the hour. Add to the minutes instead: what you add "
        "appears below them with your name."
    ),
    "amended": "Someone has added to the minutes since they were confirmed. Add what is missing there too.",
    "followed": "The unit’s next meeting has been opened since. Add to the minutes instead.",
}


def what_closing_means(meeting: Meeting, today: date) -> str:
    """What to know before a meeting is closed on another day than its own; nothing on the day itself."""
    days = (today - meeting.held_on).days
    if days == 0:
        return ""
    if days < 0:
        return NOT_BEFORE.format(day=long_day(meeting.held_on))
    ago = in_words(meeting.held_on, today=today)
    return (
        f"This meeting was on {long_day(meeting.held_on)}, {ago}. Its minutes will say that they were confirmed "
        f"today, with everything written in it since."
    )


def asks_why(meeting: Meeting, today: date) -> bool:
    """Whether closing a meeting needs a reason: its day is days ago."""
    return (today - meeting.held_on).days >= ASKS_AFTER_DAYS


@transaction.atomic
def close_meeting(actor: Actor, meeting: Meeting, *, because: str = "") -> None:
    """The CSW confirms. Each discussion's minute is frozen as it stands; closing twice is closing once.

    Not before its day; days after it with a reason, which who else answers for the unit sees.
    """
    actor.require(Permission.CLOSE_MEETING, meeting.unit_id)
    _wait_for_writers(meeting)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meeting.pk)
    if not meeting.is_open:
        return
    today = timezone.localdate()
    if meeting.held_on > today:
        raise ValidationError(what_closing_means(meeting, today))
    because = " ".join(because.split())
    if asks_why(meeting, today):
        because = clean_reason(because, sentence="Say briefly why it is being closed late.")
    now = timezone.now()
    Discussion.objects.filter(meeting=meeting, ended_at=None).update(ended_at=now)
    meeting.closed_by_id, meeting.closed_at, meeting.closed_because = actor.user_id, now, because
    for discussion_id in meeting.discussions.order_by("id").values_list("id", flat=True):
        _freeze(discussion_id, closed_by=actor.name, closed_at=now)
    meeting.save(update_fields=["closed_by", "closed_at", "closed_because"])
    with connection.cursor() as cursor:  # what was asked for and not reached is asked for again
        cursor.execute("SELECT kinwork_give_back_wishes(%s)", [meeting.pk])
    log(actor, "closed meeting", thing=meeting, words=because)
    if because or not actor.leads(meeting.unit_id):
        record_change(
            actor,
            ChangeKind.MEETING_CLOSED,
            WhatChanged(
                thing=meeting,
                words=f"{meeting.unit.name}: the meeting of {long_day(meeting.held_on)} was closed.",
                reason=because or "In the consultant social worker’s place.",
                unit_id=meeting.unit_id,
                answerable=who_leads(meeting.unit_id),
            ),
        )
    publish(meeting.pk, "closed", user=actor.user_id)


def open_again_until(meeting: Meeting) -> datetime | None:
    """Until when its closing can be undone: to the end of that day, and for an hour at least."""
    if meeting.closed_at is None:
        return None
    next_day = timezone.localtime(meeting.closed_at).date() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(next_day, time.min))
    return max(meeting.closed_at + timedelta(hours=1), midnight)


def may_open_again(actor: Actor, meeting: Meeting) -> bool:
    """Whoever closed it, and who may close the unit's meetings; while it can be undone."""
    until = open_again_until(meeting)
    if until is None or timezone.now() > until:
        return False
    closer = meeting.closed_by_id == actor.user_id and actor.can(Permission.WRITE_MINUTES, meeting.unit_id)
    return closer or actor.can(Permission.CLOSE_MEETING, meeting.unit_id)


@transaction.atomic
def open_again(actor: Actor, meeting: Meeting, *, because: str = "") -> None:
    """Undo a closing: the meeting is open as it was before, and its minutes are withdrawn and kept.

    The database does it and checks it (``kinwork_open_again``); nothing else can open a closed meeting.
    """
    closer = meeting.closed_by_id == actor.user_id and actor.can(Permission.WRITE_MINUTES, meeting.unit_id)
    if not closer:
        actor.require(Permission.CLOSE_MEETING, meeting.unit_id)
    because = clean_reason(because or "Closed by mistake.")
    _wait_for_writers(meeting)
    [(refused,)] = tuples("SELECT kinwork_open_again(%(meeting)s, %(because)s)", meeting=meeting.pk, because=because)
    if refused == "open":
        return  # pressed twice
    if refused:
        raise ValidationError(NOT_AGAIN[refused])
    log(actor, "opened meeting again", thing=meeting, words=because)
    answerable = {*who_leads(meeting.unit_id), *([meeting.closed_by_id] if meeting.closed_by_id else [])}
    record_change(
        actor,
        ChangeKind.MEETING_REOPENED,
        WhatChanged(
            thing=meeting,
            words=f"{meeting.unit.name}: closing the meeting of {long_day(meeting.held_on)} was undone.",
            reason=because,
            unit_id=meeting.unit_id,
            answerable=answerable,
        ),
    )
    publish(meeting.pk, "reopened", user=actor.user_id)


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
        raise ValidationError({"text": "Write what you want to add or correct."})
    amendment = Amendment.objects.create(minute=minute, text=text, by_id=actor.user_id, at=timezone.now())
    log(actor, "amended minute", family_id=discussion.family_id, thing=amendment)
    return amendment
