"""Walking the chain of the audit log: every event is there, as it was, and none besides."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

STEP = 10_000  # rows at a time
MOST_SAID = 20  # sentences; a log that was tampered with is broken, however often

WALK = """
SELECT l.seq, l.event_id, l.fingerprint, kinwork_audit_text(e) || coalesce(s.family_ids::text, '')
FROM access_auditlink l LEFT JOIN access_auditevent e ON e.id = l.event_id
LEFT JOIN access_auditshown s ON s.event_id = l.event_id ORDER BY l.seq
"""
LOOSE = """
SELECT e.id FROM access_auditevent e WHERE NOT EXISTS (SELECT 1 FROM access_auditlink l WHERE l.event_id = e.id)
ORDER BY e.id LIMIT 5
"""


@dataclass
class Told:
    """What the walk found. ``head`` is ``SEQ:FINGERPRINT`` of the last link; ``wrong`` is empty when all is whole."""

    events: int = 0
    head: str = ""
    wrong: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        if len(self.wrong) < MOST_SAID:
            self.wrong.append(sentence)


def _in_steps(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while found := cursor.fetchmany(STEP):
        yield from found


def verify(
    *,
    expect: tuple[int, str] | None = None,
    progress: Callable[[int], object] = lambda _: None,
    using: str | None = None,
) -> Told:
    """Walk the whole chain as the tables' owner, in constant memory.

    ``expect`` is a head that was noted earlier: whoever cuts the end off, or forges the whole chain anew, cannot give
    it back. ``progress`` is told how many hundredths more are done.
    """
    connection = connections[using or ("owner" if "owner" in connections else "default")]
    told, before, met = Told(), b"", expect is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(seq), 0) FROM access_auditlink")
        total, done = cursor.fetchone()[0], 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(WALK)
        for seq, event_id, fingerprint, text in _in_steps(cursor):
            told.events += 1
            if seq != told.events:
                told.say(f"Link {told.events} is missing: the next is {seq}.")
                told.events = seq
            fingerprint = bytes(fingerprint)
            if text is None:
                told.say(f"Event {event_id} of link {seq} was taken away.")
            elif hashlib.sha256(before + text.encode()).digest() != fingerprint:
                told.say(f"Event {event_id} of link {seq}, or the link before it, was changed.")
            if expect and seq == expect[0]:
                met = fingerprint.hex() == expect[1]
            before = fingerprint
            if total and seq * 100 // total > done:
                progress(seq * 100 // total - done)
                done = seq * 100 // total
    if before:
        told.head = f"{told.events}:{before.hex()}"
    if expect and not met:
        told.say(f"The head noted earlier ({expect[0]}) is not in the chain: its end was cut off, or it was forged.")
    with connection.cursor() as cursor:
        cursor.execute(LOOSE)
        for (event_id,) in cursor.fetchall():
            told.say(f"Event {event_id} has no link: it was slipped in.")
    return told
