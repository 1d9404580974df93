"""What happens while people type: saves, the live channel, who is here, and the present state after an absence."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.request import RawPostDataException
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import SEES_FAMILY
from kinwork.clocks.natural_dates import Looks, NotADate, hint, read_counted
from kinwork.clocks.times import NotATime, read_time
from kinwork.families.held import HeldFamily
from kinwork.families.queries import hidden_families
from kinwork.meetings.policies import DiscussionInReach, MeetingInReach
from kinwork.notices.actions import person_room

from ..actions.meeting import FARTHEST
from ..actions.writing import EDITABLE_FIELDS
from ..live import Room, family_room, hub, publish
from ..models import Decision, Discussion, Hypothesis, Passage, PlannedConversation
from ..policies import SEES_DISCUSSION, SEES_MEETING


@require_policy(SEES_MEETING)
def listen(request: Request, at: MeetingInReach, meeting_id: int) -> StreamingHttpResponse:
    """The live channel of a meeting. The policy is asked again at each (re)connection."""
    response = StreamingHttpResponse(
        _stream(meeting_id, hidden_families(), at.actor.user_id), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


@require_policy(SEES_FAMILY, reads=False)
def listen_to_family(request: Request, held: HeldFamily, family_id: int) -> StreamingHttpResponse:
    """The live channel of a family's page: that its drawing has changed, not how."""
    room = family_room(family_id)
    response = StreamingHttpResponse(
        _stream(room, hidden_families(), held.actor.user_id), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


@require_policy(SIGNED_IN)
def listen_for_news(request: Request, actor: Actor) -> StreamingHttpResponse:
    """The live channel of a person: that there is something new for them, not what."""
    response = StreamingHttpResponse(
        _stream(person_room(actor.user_id), hidden_families(), actor.user_id), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _stream(meeting_id: Room, hidden: frozenset[int], user_id: int) -> AsyncIterator[str]:
    # The page stays open for hours: give the database connection of the look-ups back first.
    await sync_to_async(connections.close_all)()
    yield "retry: 1000\n\n"
    async for message in hub().listen_to(meeting_id, hidden, user_id):
        yield message


@require_policy(SEES_MEETING, "POST")
def here(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """I am here, writing in this box; or I am gone."""
    try:
        said = json.loads(request.body)
        page = str(said["page"])[:40]
    except (ValueError, KeyError, TypeError, RecursionError, RawPostDataException):
        return JsonResponse({"error": "not understood"}, status=400)
    more: dict[str, Any] = {"gone": True} if said.get("gone") else _where(meeting_id, said)
    publish(meeting_id, "here", page=page, user=at.actor.user_id, **more)
    return HttpResponse(status=204)


def _where(meeting_id: int, said: dict[str, Any]) -> dict[str, Any]:
    """The box that somebody writes in, with its family: those who must not know of that do not hear of it."""
    box, talk = str(said.get("box") or "")[:60], said.get("discussion")
    if not box or not isinstance(talk, int):
        return {"box": box if box.startswith("meeting.") else ""}
    family = Discussion.objects.filter(pk=talk, meeting_id=meeting_id).values_list("family_id", flat=True).first()
    return {"box": box, "family": family} if family else {"box": ""}


@require_policy(SEES_DISCUSSION)
def state(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """Every box of a discussion as it stands now, for a page that was away. Four statements."""
    discussion: Discussion = at.discussion
    boxes: dict[str, dict[str, Any]] = {}

    def put(box: str, pk: int, version: int, text: str) -> None:
        boxes[f"{box}:{pk}"] = {"version": version, "text": text}

    for passage in Passage.objects.filter(discussion=discussion):
        put("passage", passage.pk, passage.version, passage.text)
    for rows, start in (
        (Hypothesis.objects.filter(family_id=discussion.family_id), "hypothesis"),
        (PlannedConversation.objects.filter(family_id=discussion.family_id), "conversation"),
        (Decision.objects.filter(discussion=discussion), "decision"),
    ):
        fields = [box.split(".")[1] for box in EDITABLE_FIELDS if box.startswith(f"{start}.")]
        for row in rows:
            for field in fields:
                put(f"{start}.{field}", row.pk, row.version, getattr(row, field))
    return JsonResponse({"open": discussion.meeting.is_open, "boxes": boxes})


@require_policy(SIGNED_IN, "POST")
def read_typed_date(request: Request, actor: Actor) -> HttpResponse:
    """What a typed date means in a box that looks one way, to show beside the box while typing; its hint, if empty."""
    today = timezone.localdate()
    try:
        said = json.loads(request.body)
        typed, looks, partial = str(said["typed"]), Looks(said["looks"]), said.get("partial")
        counts_from = date.fromisoformat(str(said["from"])) if said.get("from") else today
        if abs(counts_from - today) > FARTHEST:
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError, RawPostDataException):
        return JsonResponse({"error": "This could not be read."}, status=400)
    try:
        found = read_counted(typed, looks, today=today, counts_from=counts_from, partial=bool(partial))
    except NotADate as problem:
        return JsonResponse({"problem": str(problem)})
    if found is None:
        return JsonResponse({"means": hint(looks, partial=bool(partial))})
    if found.question:
        return JsonResponse({"problem": found.question})
    return JsonResponse({"means": found.explained(today, keeps_about=partial == "about")})


@require_policy(SIGNED_IN, "POST")
def read_typed_time(request: Request, actor: Actor) -> HttpResponse:
    """What a typed time means."""
    try:
        found = read_time(str(json.loads(request.body)["typed"]))
    except NotATime as problem:
        return JsonResponse({"problem": str(problem)})
    except (ValueError, KeyError, TypeError, RecursionError, RawPostDataException):
        return JsonResponse({"error": "This could not be read."}, status=400)
    return JsonResponse({"means": (found.note or f"{found.time:%H:%M}") if found else ""})
