"""Telling open pages that somebody's access may have changed: those that listen come again, and are asked again."""

from __future__ import annotations

import json

from .sql import tuples

CHANNEL = "kinwork_live"


def reconnect(user_id: int | None = None) -> None:
    """End the live channels of one person, or of everyone. Heard when the transaction commits. One statement."""
    said = {"meeting": 0, "what": "ask again", **({"user": user_id} if user_id is not None else {})}
    tuples("SELECT pg_notify(%(channel)s, %(said)s)", channel=CHANNEL, said=json.dumps(said))
