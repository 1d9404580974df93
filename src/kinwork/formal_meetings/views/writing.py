"""What people type at a meeting: a save at each pause, who else is there, and how a box came to read as it does."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.paginator import Paginator
from django.db import connections
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect, render
from django.urls import reverse

from kinwork.access.access_logging import families_asked_for, log_reading
from kinwork.access.forms import number
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.families.queries import hidden_families
from kinwork.meetings.actions.writing import LIMIT, Outdated, edits_of
from kinwork.meetings.changes import NotThatText, to_json
from kinwork.meetings.history import Typed, since, text_before
from kinwork.meetings.live import hub, publish
from kinwork.meetings.models import Revision
from kinwork.meetings.presenters.history import PAUSES_A_PAGE, History, pauses_of, stretches_of
from kinwork.meetings.views.writing import typed_in
from kinwork.whole_numbers import whole

from ..actions.writing import BOXES, NOTES, OUTCOME, WORDS, row_of, save_box, why_locked
from ..live import room_of
from ..models import View
from ..policies import EDITS_MEETING, SEES_MEETING, MeetingOfFamily


@require_policy(EDITS_MEETING, "POST", reads=False)
def formal_save(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """A pause in typing."""
    try:
        body = request.body
    except RequestDataTooBig:
        sentence = f"This box holds up to {LIMIT:,} characters. What you typed is still here: shorten it."
        return JsonResponse({"error": sentence}, status=413)
    except RawPostDataException:  # a form where JSON was expected
        body = b""
    try:
        said = json.loads(body)
        box, row_id, version = str(said["box"]), whole(said["id"]), whole(said["version"], most=2**31 - 1)
        typed = typed_in(said, at.actor.name)
        if box not in BOXES or not row_id or version is None:
            raise ValueError(box)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return JsonResponse({"error": "This could not be saved. What you typed is still here."}, status=400)
    page = str(said.get("page", ""))[:40]
    try:
        saved = save_box(at.held, at.meeting, box=box, pk=row_id, version=version, typed=typed, page=page)
    except Outdated as outdated:
        log_reading(request, families_asked_for(request))
        return JsonResponse({"outdated": True, "version": outdated.version, "text": outdated.text}, status=409)
    except ValidationError as problem:
        return JsonResponse({"error": problem.messages[0]}, status=422)
    answer: dict[str, Any] = {"version": saved.version}
    if saved.text != typed.text:
        log_reading(request, families_asked_for(request))
        answer |= {"text": saved.text, "merged": saved.merged, "changes": to_json(saved.over)}
    return JsonResponse(answer)


def _row(at: MeetingOfFamily, box: str, row_id: int) -> tuple[Any, str]:
    row = row_of(at.meeting, box, row_id)
    if row is None:
        raise Http404("No such box")
    return row, getattr(row, BOXES[box].field)


@require_policy(SEES_MEETING)
def formal_box(request: Request, at: MeetingOfFamily, family_id: int, pk: int, box: str, row_id: int) -> HttpResponse:
    """What is new in a box since the version on somebody’s screen. Two statements beside the policy’s."""
    row, now = _row(at, box, row_id)
    known = number(request.GET, "since") or 0
    answer: dict[str, Any] = {"version": row.version, "text": now}
    edits = [edit for edit in edits_of(box, row_id, since=known) if edit.version > known]
    with suppress(NotThatText):  # then the page finds the place of its caret by comparing
        answer["changes"] = to_json(since(text_before(now, edits), edits))
    return JsonResponse(answer)


@require_policy(SEES_MEETING)
def formal_texts(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Every box as it stands now, for a page that was away. One statement beside the policy’s."""
    boxes = {
        f"{box}:{row.pk}": {"version": row.version, "text": getattr(row, BOXES[box].field)}
        for box, row in [
            (NOTES, at.meeting),
            (OUTCOME, at.meeting),
            *((WORDS, view) for view in View.objects.filter(meeting=at.meeting)),
        ]
    }
    return JsonResponse({"open": True, "boxes": boxes})


@require_policy(SEES_MEETING)
def formal_box_history(
    request: Request, at: MeetingOfFamily, family_id: int, pk: int, box: str, row_id: int
) -> HttpResponse:
    """How a box came to read as it does: each pause, and by whom. Three statements beside the policy’s."""
    _, now = _row(at, box, row_id)
    kept = Revision.objects.filter(box=box, object_id=row_id).select_related("written_by").order_by("-version")
    pauses, is_cut = pauses_of(
        list(kept), now, lambda version: reverse("formal_bring_back", args=[family_id, pk, box, row_id, version])
    )
    pages = Paginator(pauses, PAUSES_A_PAGE).get_page(request.GET.get("page", "1"))
    may_write = at.held.may(Permission.EDIT_FAMILY) and not why_locked(at.meeting, box)
    page = History(
        BOXES[box].label, at.meeting.what, now, stretches_of(list(pages)), pages, [], is_cut,
        reverse("formal_meeting", args=[family_id, pk]), may_write,
    )  # fmt: skip
    return render(request, "meetings/history.html", {"page": page})


@require_policy(EDITS_MEETING, "POST")
def formal_bring_back(
    request: Request, at: MeetingOfFamily, family_id: int, pk: int, box: str, row_id: int, version: int
) -> HttpResponse:
    """An earlier version of a box is the present one again; the present one becomes an earlier one."""
    row, now = _row(at, box, row_id)
    try:
        text = text_before(now, [edit for edit in edits_of(box, row_id) if edit.version > version])
        save_box(at.held, at.meeting, box=box, pk=row_id, version=row.version, typed=Typed(text, at.actor.name))
    except NotThatText:
        messages.error(request, "This version cannot be brought back as it was. Copy its words instead.")
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Brought back. The version it replaced is in the list too.")
    return redirect("formal_box_history", family_id=family_id, pk=pk, box=box, row_id=row_id)


# -- who is here


@require_policy(SEES_MEETING, reads=False)
def formal_live(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> StreamingHttpResponse:
    """The live channel of the page. The policy is asked again at each (re)connection."""
    stream = _stream(pk, hidden_families(), at.actor.user_id)
    response = StreamingHttpResponse(stream, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _stream(pk: int, hidden: frozenset[int], user_id: int) -> AsyncIterator[str]:
    # The page stays open for hours: give the database connection of the look-ups back first.
    await sync_to_async(connections.close_all)()
    yield "retry: 1000\n\n"
    async for message in hub().listen_to(room_of(pk), hidden, user_id):
        yield message


@require_policy(SEES_MEETING, "POST", reads=False)
def formal_here(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """I am here, writing in this box; or I am gone."""
    try:
        said = json.loads(request.body)
        page = str(said["page"])[:40]
        box = str(said.get("box") or "")[:60]
    except (ValueError, KeyError, TypeError, RecursionError, RawPostDataException):
        return JsonResponse({"error": "not understood"}, status=400)
    where = {"gone": True} if said.get("gone") else {"box": box if box.split(":")[0] in BOXES else ""}
    publish(room_of(pk), "here", page=page, user=at.actor.user_id, family=family_id, **where)
    return HttpResponse(status=204)
