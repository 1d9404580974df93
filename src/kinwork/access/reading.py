"""Notes that somebody looked into a family's record, from whichever page of it, or saw it on a list: once in a while,
not at each click.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.cache import cache
from django.http import HttpRequest

from .actor import Actor
from .audit import log
from .request import Request

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


SAW_ON_LIST = "saw on a list"


def note_list(request: Request, what: str, family_ids: Iterable[int], *, thing: object | None = None) -> None:
    """Log which families a page named: 'the board of Rowan'. One statement, and none when the same person saw the same
    families in the same order there within a quarter of an hour.

    The order belongs to it so that a further note of the same list, as others may read it, says nothing: it need not
    mean that a family came to it or went.
    """
    ids = list(family_ids)
    seen = hashlib.sha256(f"{what}:{ids}".encode()).hexdigest()
    if cache.add(f"list:{request.actor.user_id}:{seen}", 1, AGAIN_AFTER):
        log(request.actor, SAW_ON_LIST, thing=thing, policy=request.policy.name, words=what, shown=ids)
