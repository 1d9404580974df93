"""Notes that somebody looked into a family's record, from whichever page of it and by whichever method, or saw it on a
list: once in a while, not at each click.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .actor import Actor
from .audit_log import log, log_for_each
from .request import Request

AGAIN_AFTER = 15 * 60  # seconds
READ = "read in record"


def mark_families(request: HttpRequest, *families: tuple[int, Actor]) -> None:
    """A policy says of whose records the address is, once it knows that they are there: before it asks whether they
    may be read, and again with the actor as let in. What is read then, or refused, is noted with these.
    """
    request.__dict__.setdefault("families_asked_for", {}).update(families)


def families_asked_for(request: HttpRequest) -> list[tuple[int, Actor]]:
    """The families that a policy found behind the address, each with the actor who asked."""
    return list(request.__dict__.get("families_asked_for", {}).items())


def mark_families_named(request: HttpRequest, family_ids: Iterable[int]) -> None:
    """Families that a page names besides the one that it is of, such as where else somebody belongs; perhaps none.

    They are noted with the reading itself, so that no event more says that there was one.
    """
    request.__dict__.setdefault("families_named", set()).update(family_ids)


def families_named(request: HttpRequest) -> set[int] | None:
    """What ``mark_families_named`` was told; None for a page that names no other family, whatever there is."""
    named: set[int] | None = request.__dict__.get("families_named")
    return named


def is_empty(response: HttpResponseBase) -> bool:
    """Whether an answer says nothing of a record: it only leads elsewhere, or has no words at all."""
    return 300 <= response.status_code < 400 or response.status_code in (204, 405)


def log_answer(request: Request, response: HttpResponseBase, said: Collection[int]) -> None:
    """Log that a part of the record was read, by whatever the answer is: a page, a part of it, a form sent back, a
    paper. One statement at most, every quarter of an hour for each page and family; none for families of which the view
    noted something itself (``said``).
    """
    if is_empty(response):
        return
    read = [one for one in families_asked_for(request) if one[0] not in said]
    named = families_named(request)
    if named is not None and read:
        (family_id, actor), *read = read
        # Of each address by itself: who else is named differs between them.
        if cache.add(f"read:{actor.user_id}:{family_id}:{request.path}:{actor.opening_id}", 1, AGAIN_AFTER):
            log(actor, READ, family_id=family_id, shown=named, **_page_and_policy(request))
    elif named is not None and not named <= set(said):
        actor, policy = request.actor, request.policy.name
        log(actor, SAW_ON_LIST, policy=policy, words="a form where someone is added", shown=named)
    log_reading(request, read)


def log_reading(request: Request, families: Iterable[tuple[int, Actor]]) -> None:
    """The same, of these families."""
    said = _page_and_policy(request)
    name = said["words"]
    new = [
        (family_id, actor)
        for family_id, actor in families
        if cache.add(f"read:{actor.user_id}:{family_id}:{name}:{actor.opening_id}", 1, AGAIN_AFTER)
    ]
    log_for_each(new, READ, **said)


def _page_and_policy(request: Request) -> dict[str, str]:
    """Which page it was, and who let in."""
    match = request.resolver_match
    name = match.url_name or "" if match is not None else ""
    return {"policy": request.policy.name, "words": name}


SAW_ON_LIST = "saw on a list"


def log_list(request: Request, what: str, family_ids: Iterable[int], *, thing: object | None = None) -> None:
    """Log which families a page named: 'the board of Rowan'. One statement, and none when the same person saw the same
    families in the same order there within a quarter of an hour.

    The order belongs to it so that a further note of the same list, as others may read it, says nothing: it need not
    mean that a family came to it or went.
    """
    ids = list(family_ids)
    seen = hashlib.sha256(f"{what}:{ids}".encode()).hexdigest()
    if cache.add(f"list:{request.actor.user_id}:{seen}", 1, AGAIN_AFTER):
        log(request.actor, SAW_ON_LIST, thing=thing, policy=request.policy.name, words=what, shown=ids)
