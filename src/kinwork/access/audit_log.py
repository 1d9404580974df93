"""Writing the audit log: one statement, in the transaction of what it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from .actor import Actor
from .sql import prepared

# At every opening of a family's page, so written by hand (docs/adr/0007). The database links it into the chain.
ADD = """
INSERT INTO access_auditevent
    (at, actor_id, verb, family_id, object_type, object_id, policy, opening_id, address, words)
VALUES (now(), %(log_actor)s, %(log_verb)s, %(log_family)s, %(log_type)s, %(log_id)s, %(log_policy)s,
        %(log_opening)s, %(log_address)s::inet, %(log_words)s)
"""
# The same with the families that stood on what was seen: apart, since others read the event itself.
EVENT_AND_SHOWN = f"""event AS ({ADD} RETURNING id), shown AS (
    INSERT INTO access_auditeventfamilies (event_id, family_ids) SELECT id, %(log_shown)s::bigint[] FROM event
)"""  # noqa: S608 -- put together from constants
ADD_WITH_SHOWN = f"WITH {EVENT_AND_SHOWN} SELECT"
# The same for several families at once, each with the opening by which it was read.
ADD_FOR_EACH = """
INSERT INTO access_auditevent
    (at, actor_id, verb, family_id, object_type, object_id, policy, opening_id, address, words)
SELECT now(), %s, %s, family_id, %s, %s, %s, opening_id, %s::inet, %s
FROM unnest(%s::bigint[], %s::bigint[]) AS read (family_id, opening_id)
"""

# The families of which something was noted while a page was made: the page itself need not be noted once more.
_collected: ContextVar[set[int] | None] = ContextVar("heard", default=None)


@contextmanager
def collecting_families() -> Iterator[set[int]]:
    """The families of which anything is noted within this block."""
    said: set[int] = set()
    before = _collected.set(said)
    try:
        yield said
    finally:
        _collected.reset(before)


def _collect(families: Iterable[int]) -> None:
    heard = _collected.get()
    if heard is not None:
        heard.update(families)


Subscriber = Callable[[Actor | None, str, int | None, object | None], None]
_subscribers: list[Subscriber] = []


def subscribe(listener: Subscriber) -> None:
    """Rooms above are called with who did what in which family to what, in the transaction that tells it."""
    if listener not in _subscribers:
        _subscribers.append(listener)


def as_values(
    actor: Actor | None,
    verb: str,
    *,
    family_id: int | None = None,
    thing: object | None = None,
    policy: str = "",
    words: str = "",
    shown: Iterable[int] | None = None,
) -> dict[str, Any]:
    """What ``ADD`` asks for: for whoever puts it into a statement of their own, which must then be run."""
    named = None if shown is None else sorted(set(shown))
    _collect([*([] if family_id is None else [family_id]), *(named or [])])
    return {
        "log_actor": actor.user_id if actor else None,
        "log_verb": verb,
        "log_family": family_id,
        "log_type": type(thing).__name__ if thing is not None else "",
        "log_id": getattr(thing, "pk", None),
        "log_policy": policy,
        "log_opening": actor.opening_id if actor else None,
        "log_address": actor.address if actor else None,
        "log_words": words[:200],
        "log_shown": named,
    }


def log(
    actor: Actor | None,
    verb: str,
    *,
    family_id: int | None = None,
    thing: object | None = None,
    policy: str = "",
    words: str = "",
    shown: Iterable[int] | None = None,
) -> None:
    """Add one row: who did what to which record, from where, let in by which policy and opening. One statement.

    ``shown``: the families that stood on a list, each once. An empty list is noted too: whether there was a family on
    it is not for everybody to know.
    """
    values = as_values(actor, verb, family_id=family_id, thing=thing, policy=policy, words=words, shown=shown)
    with prepared() as cursor:
        cursor.execute(ADD if shown is None else ADD_WITH_SHOWN, values)
    for listener in _subscribers:
        listener(actor, verb, family_id, thing)


def log_for_each(
    families: Sequence[tuple[int, Actor]],
    verb: str,
    *,
    thing: object | None = None,
    policy: str = "",
    words: str = "",
) -> None:
    """Add a row for each of several families of one thing, with the actor as let into that one. One statement."""
    if not families:
        return
    _collect(family_id for family_id, _ in families)
    actor = families[0][1]
    with prepared() as cursor:
        cursor.execute(
            ADD_FOR_EACH,
            [
                actor.user_id,
                verb,
                type(thing).__name__ if thing is not None else "",
                getattr(thing, "pk", None),
                policy,
                actor.address,
                words[:200],
                [family_id for family_id, _ in families],
                [let_in.opening_id for _, let_in in families],
            ],
        )
