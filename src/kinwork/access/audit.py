"""Writing the audit log: one statement, in the transaction of what it tells."""

from __future__ import annotations

from .actor import Actor
from .models import AuditEvent


def log(
    actor: Actor | None,
    verb: str,
    *,
    family_id: int | None = None,
    thing: object | None = None,
    policy: str = "",
) -> None:
    """Add one row: who did what to which record, let in by which policy."""
    AuditEvent.objects.create(
        actor_id=actor.user_id if actor else None,
        verb=verb,
        family_id=family_id,
        object_type=type(thing).__name__ if thing is not None else "",
        object_id=getattr(thing, "pk", None),
        policy=policy,
    )
