"""Files of entries: taken in one by one while somebody writes, and given to whoever may read the entry."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header

from kinwork.access.audit_log import log
from kinwork.access.models import AuditEvent
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.files.kinds import FileKind, Refused
from kinwork.files.scanning import CannotScan
from kinwork.files.store import Damaged
from kinwork.whole_numbers import wholes

from . import attaching
from .models import Attachment
from .others import others_asked
from .queries import file_of, files_of_draft

OVER = "This has been saved to the record already, or its draft removed. Open a new entry for this file."
# Whatever a browser makes of it, it can reach nothing and run nothing.
BOXED = "default-src 'none'; sandbox"
RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")
OPENED = "opened file of entry"
ONE_LISTENING = timedelta(minutes=30)
NOT_THERE = "This file is not where it was kept"


@require_policy(EDITS_FAMILY, "POST", reads=False)
def attach(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """One file, kept with the draft before anything is saved; the answer is how it stands in the form."""
    file = request.FILES.get("file")
    try:
        token = UUID(request.POST.get("request", ""))
    except ValueError:
        token = None
    if token is None or file is None:
        return JsonResponse({"error": "Choose a file, and try again."}, status=400)
    page = request.POST.get("draft_page", "")
    try:
        kept = attaching.attach(
            held.actor, family_id, held.unit_id, token, file, name=file.name or "", size=file.size or 0, page=page
        )
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=422)
    except CannotScan:
        return JsonResponse({"error": attaching.CANNOT_SCAN}, status=503)
    except attaching.DraftIsOver:
        return JsonResponse({"error": OVER}, status=409)
    [line] = [one for one in files_of_draft(held.actor, token) if one.pk == kept.pk]
    others = others_asked(request, held, wholes(request.GET.getlist("also")))
    shown = render_to_string("record/parts/attached.html", {"family": held.family, "one": line, "others": others})
    return JsonResponse({"pk": kept.pk, "html": shown})


def _file(held: HeldFamily, family_id: int, pk: int) -> Attachment:
    found = file_of(held.actor, family_id, pk)
    if found is None:
        raise Http404("No such file")
    return found


@require_policy(SEES_FAMILY, reads=False)
def entry_file(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """The file itself. Pictures, which were drawn anew, and sound are shown; anything else is only ever saved."""
    found = _file(held, family_id, pk)
    kind = FileKind(found.kind)
    content = _content(found.sha256)
    asked = RANGE.fullmatch(request.headers.get("Range", "")) if kind.is_sound else None
    noted = f"file {found.pk}"
    if asked is None or not _has_begun(held.actor.user_id, noted):
        log(
            held.actor, OPENED, family_id=family_id, thing=found.entry or held.family, policy=request.policy.name,
            words=noted,
        )  # fmt: skip
    response = as_kept(found, content)
    return _piece_of(response, content, asked) if asked else response


def as_kept(found: Attachment, content: bytes | None = None) -> HttpResponse:
    """A file for whoever was let in to it, who has logged it: in a box in which it reaches and runs nothing."""
    kind = FileKind(found.kind)
    is_shown = kind.is_picture or kind.is_sound
    content = _content(found.sha256) if content is None else content
    response = _boxed(content, kind.media_type, content_disposition_header(not is_shown, found.name) or "attachment")
    if kind.is_sound:
        response["Accept-Ranges"] = "bytes"
    return response


def _has_begun(user_id: int, noted: str) -> bool:
    """A player fetches sound in pieces, in whatever order: all of one listening is noted with its first."""
    since = timezone.now() - ONE_LISTENING
    return AuditEvent.objects.filter(actor_id=user_id, at__gte=since, verb=OPENED, words=noted).exists()


def _piece_of(response: HttpResponse, content: bytes, asked: re.Match[str]) -> HttpResponse:
    begins, ends = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
    if begins > ends:
        response.status_code, response.content = 416, b""
        response["Content-Range"] = f"bytes */{len(content)}"
        return response
    response.status_code, response.content = 206, content[begins : ends + 1]
    response["Content-Range"] = f"bytes {begins}-{ends}/{len(content)}"
    return response


@require_policy(SEES_FAMILY)
def small_picture(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """A picture as small as it stands beside the entry."""
    found = _file(held, family_id, pk)
    if not found.small_sha256:
        raise Http404("No picture")
    return _boxed(_content(found.small_sha256), FileKind.JPEG.media_type, "inline")


def _content(sha256: str) -> bytes:
    try:
        return attaching.store().read(sha256)
    except (FileNotFoundError, Damaged):
        raise Http404(NOT_THERE) from None  # `kinwork check` says so to whoever runs it


def _boxed(content: bytes, media_type: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = BOXED
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
