"""What people type in boxes: a save at each pause, what others typed meanwhile, and the history of a box."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect, render

from kinwork.access.access_logging import families_asked_for, log_reading
from kinwork.access.actor import Actor
from kinwork.access.forms import number
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.meetings.policies import DiscussionInReach, MeetingInReach
from kinwork.whole_numbers import whole

from ..actions.writing import (
    EDITABLE_FIELDS,
    LIMIT,
    LONE_SURROGATE,
    MeetingIsClosed,
    Outdated,
    edits_of,
    in_scope,
    save_box,
)
from ..changes import Change, NotThatText, from_json, to_json
from ..history import Typed, since, text_before
from ..models import Discussion, Meeting
from ..policies import SEES_DISCUSSION, SEES_MEETING, WRITES_DISCUSSION, WRITES_IN_MEETING
from ..presenters.history import history_of

MOST_CHANGES = 2_000  # of one save: more than anybody makes between two pauses


@require_policy(WRITES_DISCUSSION, "POST", reads=False)
def save_in_discussion(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """A pause in typing, in a box of a discussion."""
    return _save(request, at.actor, at.discussion.meeting, at.discussion)


@require_policy(WRITES_IN_MEETING, "POST")
def save_in_meeting(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """A pause in typing, in a box of the meeting itself."""
    return _save(request, at.actor, at.meeting, None)


def _save(request: Request, actor: Actor, meeting: Meeting, discussion: Discussion | None) -> HttpResponse:
    try:
        body = request.body
    except RequestDataTooBig:
        sentence = f"This box holds up to {LIMIT:,} characters. What you typed is still here: shorten it."
        return JsonResponse({"error": sentence}, status=413)
    except RawPostDataException:  # a form where JSON was expected
        body = b""
    try:
        said = json.loads(body)
        box, pk, version = str(said["box"]), whole(said["id"]), whole(said["version"], most=2**31 - 1)
        typed = typed_in(said, actor.name)
        if (
            box not in EDITABLE_FIELDS
            or (discussion is None) != box.startswith("meeting.")
            or not pk
            or version is None
        ):
            raise ValueError(box)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return JsonResponse({"error": "This could not be saved. What you typed is still here."}, status=400)
    try:
        saved = save_box(
            actor,
            meeting,
            discussion,
            box=box,
            pk=pk,
            version=version,
            typed=typed,
            page=str(said.get("page", ""))[:40],
        )
    except Outdated as outdated:
        log_reading(request, families_asked_for(request))
        return JsonResponse({"outdated": True, "version": outdated.version, "text": outdated.text}, status=409)
    except MeetingIsClosed as closed:
        return JsonResponse({"closed": True, "error": closed.messages[0]}, status=410)
    except ValidationError as problem:
        return JsonResponse({"error": problem.messages[0]}, status=422)
    answer: dict[str, Any] = {"version": saved.version}
    if saved.text != typed.text:
        log_reading(request, families_asked_for(request))
        answer |= {"text": saved.text, "merged": saved.merged, "changes": to_json(saved.over)}
    return JsonResponse(answer)


def typed_in(said: dict[str, Any], name: str) -> Typed:
    """What a page sent of a box, as far as it can be believed."""
    base = said.get("base")
    return Typed(
        str(said["text"]),
        name,
        base if isinstance(base, str) else None,
        _changes(said.get("changes"), name),
        str(said.get("key") or "")[:40],
        str(said.get("tried") or "")[:90].split(),
        _changes(said.get("fresh"), name),
    )


def _changes(said: Any, name: str) -> list[Change] | None:
    """What the page saw somebody do, if it can be believed: otherwise it is found out by comparing."""
    if not isinstance(said, list) or len(said) > MOST_CHANGES:
        return None
    try:
        changes = from_json(said, by=name)
    except NotThatText:
        return None
    words = "".join(change.removed + change.text for change in changes)
    return None if "\x00" in words or LONE_SURROGATE.search(words) else changes


@require_policy(SEES_DISCUSSION)
def box_in_discussion(request: Request, at: DiscussionInReach, discussion_id: int, box: str, pk: int) -> HttpResponse:
    """What is new in a box since the version on somebody's screen. Three statements beside the policy's."""
    return _box(request, at.discussion.meeting, at.discussion, box, pk)


@require_policy(SEES_MEETING)
def box_in_meeting(request: Request, at: MeetingInReach, meeting_id: int, box: str, pk: int) -> HttpResponse:
    """The same of a box of the meeting itself."""
    return _box(request, at.meeting, None, box, pk)


def _box(request: Request, meeting: Meeting, discussion: Discussion | None, box: str, pk: int) -> HttpResponse:
    row, now = _row(meeting, discussion, box, pk)
    known = number(request.GET, "since") or 0
    answer: dict[str, Any] = {"version": row.version, "text": now}
    edits = [edit for edit in edits_of(box, pk, since=known) if edit.version > known]
    with suppress(NotThatText):  # then the page finds the place of its caret by comparing
        answer["changes"] = to_json(since(text_before(now, edits), edits))
    return JsonResponse(answer)


def _row(meeting: Meeting, discussion: Discussion | None, box: str, pk: int) -> tuple[Any, str]:
    where = EDITABLE_FIELDS.get(box)
    row = in_scope(where, meeting, discussion).filter(pk=pk).first() if where else None
    if where is None or row is None:
        raise Http404("No such box")
    return row, getattr(row, where.field)


@require_policy(SEES_DISCUSSION)
def history_in_discussion(
    request: Request, at: DiscussionInReach, discussion_id: int, box: str, pk: int
) -> HttpResponse:
    """How a box came to read as it does: each pause, and by whom."""
    return _history(request, at.actor, at.discussion.meeting, at.discussion, box, pk)


@require_policy(SEES_MEETING)
def history_in_meeting(request: Request, at: MeetingInReach, meeting_id: int, box: str, pk: int) -> HttpResponse:
    """The same of a box of the meeting itself."""
    return _history(request, at.actor, at.meeting, None, box, pk)


def _history(
    request: Request, actor: Actor, meeting: Meeting, discussion: Discussion | None, box: str, pk: int
) -> HttpResponse:
    row, now = _row(meeting, discussion, box, pk)
    may_write = meeting.is_open and actor.can(Permission.WRITE_MINUTES, meeting.unit_id)
    page = history_of(row, box, now, meeting, discussion, may_write=may_write, number=request.GET.get("page", "1"))
    return render(request, "meetings/history.html", {"page": page})


@require_policy(WRITES_DISCUSSION, "POST")
def bring_back_in_discussion(
    request: Request, at: DiscussionInReach, discussion_id: int, box: str, pk: int, version: int
) -> HttpResponse:
    """An earlier version of a box is the present one again; the present one becomes an earlier one."""
    _bring_back(request, at.actor, at.discussion.meeting, at.discussion, box, pk, version)
    return redirect("box_history", discussion_id=discussion_id, box=box, pk=pk)


@require_policy(WRITES_IN_MEETING, "POST")
def bring_back_in_meeting(
    request: Request, at: MeetingInReach, meeting_id: int, box: str, pk: int, version: int
) -> HttpResponse:
    """The same of a box of the meeting itself."""
    _bring_back(request, at.actor, at.meeting, None, box, pk, version)
    return redirect("meeting_box_history", meeting_id=meeting_id, box=box, pk=pk)


def _bring_back(
    request: Request, actor: Actor, meeting: Meeting, discussion: Discussion | None, box: str, pk: int, version: int
) -> None:
    row, now = _row(meeting, discussion, box, pk)
    edits = edits_of(box, pk)
    try:
        text = text_before(now, [edit for edit in edits if edit.version > version])
    except NotThatText:
        messages.error(request, "This version cannot be brought back as it was. Copy its words instead.")
        return
    typed = Typed(text, actor.name)
    try:
        save_box(actor, meeting, discussion, box=box, pk=pk, version=row.version, typed=typed)
    except (MeetingIsClosed, ValidationError) as problem:
        messages.error(request, problem.messages[0])
        return
    messages.success(request, "Brought back. The version it replaced is in the list too.")
