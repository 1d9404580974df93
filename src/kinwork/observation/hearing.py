"""A recording as it is given to a player: the part that is asked for, deciphered on its way."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import AuditEvent
from kinwork.access.request import Request
from kinwork.files.sealed import CannotOpen

from . import keeping
from .models import Coding, Recording, Session

RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")
MOST_AT_ONCE = 2_000_000  # bytes of one answer to a player, which asks for the next by itself
HEARD = "heard recording"
ONE_LISTENING = timedelta(minutes=30)
BOXED = "default-src 'none'; sandbox"


def given(request: Request, actor: Actor, recording: Recording, thing: Coding | Session) -> HttpResponseBase:
    """The recording, or the part of it that a player asks for; that it was heard is noted once a listening."""
    _note(request, actor, recording, thing)
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    size, media_type = recording.size, recording.file_kind.media_type
    try:
        opened = keeping.opened(recording)
        if asked is None:
            response: HttpResponseBase = StreamingHttpResponse(_streamed(opened, size), content_type=media_type)
            response["Content-Length"] = str(size)
        else:
            response = _part(opened, size, media_type, int(asked[1]), int(asked[2]) if asked[2] else size - 1)
    except (FileNotFoundError, CannotOpen):
        raise Http404("The recording is not where it was kept") from None  # `kinwork check` says so
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = BOXED
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _part(opened: keeping.Opened, size: int, media_type: str, begins: int, ends: int) -> HttpResponse:
    ends = min(ends, size - 1, begins + MOST_AT_ONCE - 1)
    if begins > ends:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    response = HttpResponse(opened.part(begins, ends + 1), status=206, content_type=media_type)
    response["Content-Range"] = f"bytes {begins}-{ends}/{size}"
    return response


async def _streamed(opened: keeping.Opened, size: int) -> AsyncIterator[bytes]:
    """Piece by piece. By then no one asks the database any longer: what is needed of it was read before."""
    for start in range(0, size, MOST_AT_ONCE):
        yield await sync_to_async(opened.part)(start, start + MOST_AT_ONCE)


def _note(request: Request, actor: Actor, recording: Recording, thing: Coding | Session) -> None:
    """A coder's listening says nothing of the family, which they must not know."""
    words = f"recording {recording.pk}"
    since = timezone.now() - ONE_LISTENING
    if AuditEvent.objects.filter(actor_id=actor.user_id, at__gte=since, verb=HEARD, words=words).exists():
        return
    family_id = thing.family_id if isinstance(thing, Session) else None
    log(actor, HEARD, family_id=family_id, thing=thing, policy=request.policy.name, words=words)
