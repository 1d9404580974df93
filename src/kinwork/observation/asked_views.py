"""A recording, for whoever answers somebody who asks for their record."""

from __future__ import annotations

from django.http import Http404
from django.http.response import HttpResponseBase

from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.bundles.policies import IN_REQUEST, RequestInReach

from .asked_for import is_given_now, sounds_of
from .hearing import given


@require_policy(IN_REQUEST)
def asked_sound(request: Request, at: RequestInReach, request_id: int, pk: int) -> HttpResponseBase:
    """To hear it, and to give it: only what is given at all."""
    if not is_given_now(at.request):
        raise Http404("Nothing is given yet, or any longer")
    found = next((one for one in sounds_of(at.request) if one.recording and one.recording.pk == pk), None)
    if found is None or found.recording is None or found.why_not:
        raise Http404("No such recording")
    answer = given(request, at.actor, found.recording, found.session)
    name = f"recording-{found.session.held_on:%Y-%m-%d}.{found.recording.file_kind.extension}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
