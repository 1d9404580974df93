"""A note that somebody looked into a family's record, from whichever page of it: once in a while, not at each click."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from .actor import Actor
from .audit import log

AGAIN_AFTER = 15 * 60  # seconds
# These pages note each reading themselves, with what was read.
NOTE_THEMSELVES = frozenset({"family", "discussion", "minute", "minute_pdf", "save_in_discussion", "family_live"})


def note_reading(request: HttpRequest, actor: Actor, family_id: int, policy: str) -> None:
    """Log that a part of the record was read. One statement, at most every quarter of an hour for each page."""
    match = request.resolver_match
    if request.method != "GET" or match is None or match.url_name in NOTE_THEMSELVES:
        return
    name = match.url_name or ""
    if cache.add(f"read:{actor.user_id}:{family_id}:{name}:{actor.opening_id}", 1, AGAIN_AFTER):
        log(actor, "read in record", family_id=family_id, policy=policy, words=name)
