"""Writing the audit log: one statement, in the transaction of what it tells."""

from __future__ import annotations

from .actor import Actor
from .sql import prepared

# At every opening of a family's page, so written by hand (docs/adr/0007). The database links it into the chain.
ADD = """
INSERT INTO access_auditevent
    (at, actor_id, verb, family_id, object_type, object_id, policy, opening_id, address, words)
VALUES (now(), %s, %s, %s, %s, %s, %s, %s, %s::inet, %s)
"""


def log(
    actor: Actor | None,
    verb: str,
    *,
    family_id: int | None = None,
    thing: object | None = None,
    policy: str = "",
    words: str = "",
) -> None:
    """Add one row: who did what to which record, from where, let in by which policy and opening."""
    with prepared() as cursor:
        cursor.execute(
            ADD,
            [
                actor.user_id if actor else None,
                verb,
                family_id,
                type(thing).__name__ if thing is not None else "",
                getattr(thing, "pk", None),
                policy,
                actor.opening_id if actor else None,
                actor.address if actor else None,
                words[:200],
            ],
        )
