"""Calendars: one's feeds and their addresses; and the feeds themselves, which calendar programs ask for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import number
from kinwork.access.policies import SIGNED_IN, open_to, require_policy
from kinwork.access.request import Request, address_of
from kinwork.platform.gateway import slow_down
from kinwork.units.models import Unit
from kinwork.units.queries import load_actor

from . import actions, queries
from .models import Feed
from .policies import BY_ADDRESS
from .presenters import as_calendar, fingerprint_of

LONGEST = 60  # signs of an address: more is none of ours
AGAIN_AFTER = 15 * 60  # seconds until a reading is noted once more
MOST, WITHIN = 20, 10 * 60  # readings of one feed in so many seconds


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _page(request: Request, actor: Actor, *, made: str = "", made_for: int | None = None) -> HttpResponse:
    feeds = queries.feeds_of(actor)
    units = Unit.objects.filter(pk__in=actor.home_unit_ids, is_active=True)
    named: list[tuple[int | None, str]] = [(unit.pk, f"{unit.name} unit") for unit in units]
    lines = [
        {"unit_id": pk, "name": name, "feed": feeds.get(pk)}
        for pk, name in [*([(None, "My work")] if named else []), *named]
    ]
    context: dict[str, Any] = {"lines": lines, "made": made, "made_for": made_for}
    answer = render(request, "calendars/calendars.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_policy(SIGNED_IN, "GET", "POST")
def calendars(request: Request, actor: Actor) -> HttpResponse:
    """My feeds. A new address is shown this once: only its hash is kept."""
    if request.method != "POST":
        return _page(request, actor)
    unit_id = number(request.POST, "unit")
    token = actions.make_feed(actor, unit_id)
    return _page(request, actor, made=_base(request) + reverse("calendar_feed", args=[token]), made_for=unit_id)


@require_policy(SIGNED_IN, "POST")
def end(request: Request, actor: Actor, pk: int) -> HttpResponse:
    """The address opens nothing any more."""
    if not actions.end_feed(actor, pk):
        raise Http404("No such calendar")
    messages.success(request, "That calendar address no longer works.")
    return redirect("calendars")


def _asking(request: HttpRequest, token: str) -> tuple[Feed, Actor]:
    """The feed, and whose it is: asked as them, behind the walls. Whatever is wrong, it is the same that is missing."""
    found = queries.feed_by(actions.hashed(token)) if len(token) <= LONGEST else None
    today = timezone.localdate()
    if found is None or not found.user.is_active:
        slow_down(request)
        raise Http404("No such calendar")
    if not queries.still_holds(found, timezone.localdate(found.made_at), today):
        slow_down(request)
        raise Http404("No such calendar")
    return found, load_actor(found.user, today, address_of(request))


def _is_too_often(feed: Feed) -> bool:
    key = f"calendar:{feed.pk}"
    if cache.add(key, 1, WITHIN):
        return False
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it has just run out
        return False


@open_to(BY_ADDRESS)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What is ahead, for a calendar program."""
    found, actor = _asking(request, token)
    if _is_too_often(found):
        return HttpResponse("Too often. Try again in ten minutes.", status=429, headers={"Retry-After": str(WITHIN)})
    today, now = timezone.localdate(), timezone.now()
    name = f"{found.unit.name} unit" if found.unit is not None else "My work"
    planned = queries.ahead(actor, found.unit_id, today)
    fingerprint = fingerprint_of(name, planned)
    if fingerprint != found.fingerprint:
        found.fingerprint, found.changed_at = fingerprint, now
        Feed.objects.filter(pk=found.pk).update(fingerprint=fingerprint, changed_at=now)
    if cache.add(f"calendar-read:{found.pk}", 1, AGAIN_AFTER):
        Feed.objects.filter(pk=found.pk).update(read_at=now)
        log(actor, "read calendar", thing=found, policy=BY_ADDRESS.name, words=name)
    etag, changed = f'"{fingerprint[:32]}"', int(found.changed_at.timestamp())
    answer = get_conditional_response(request, etag=etag, last_modified=changed)
    if answer is None:
        file = as_calendar(found.pk, name, planned, base=_base(request), changed_at=found.changed_at)
        answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="kinwork.ics"'
    answer["ETag"], answer["Last-Modified"] = etag, http_date(changed)
    answer["Cache-Control"] = "private, max-age=0, must-revalidate"
    return answer
