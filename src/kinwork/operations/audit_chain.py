"""Walking the chain of the audit log: every event is there, as it was, and none besides.

The database only hands out columns. What an event is fingerprinted by is put together here, as whoever owns the
database can replace every function in it. Two forms of that text are known (``AuditLink.form``): links of the first
were made before the netmask of an address belonged to it, and stay as they are.

Ours, because PostgreSQL has no ledger of its own; only the order is: the fingerprints are SHA-256 of ``hashlib``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from json.encoder import encode_basestring as quoted

from django.db import connections

MOST_SAID = 20  # sentences; a log that was tampered with is broken, however often
TABLES = ("access_auditlink", "access_auditevent", "access_auditeventfamilies")
FORM = 2  # of links that are made now; access/sql/2_audit_log.sql writes the same text
FIRST = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

WALK = """
COPY (
    SELECT l.seq, l.event_id, l.form, l.fingerprint, e.id, e.at, e.actor_id, e.verb, e.family_id, e.object_type,
           e.object_id, e.policy, e.opening_id, e.address, e.words, s.family_ids
    FROM public.access_auditlink l
    LEFT JOIN public.access_auditevent e ON e.id OPERATOR(pg_catalog.=) l.event_id
    LEFT JOIN public.access_auditeventfamilies s ON s.event_id OPERATOR(pg_catalog.=) l.event_id
    ORDER BY l.seq
) TO STDOUT
"""
LOOSE = """
SELECT e.id FROM public.access_auditevent e
WHERE NOT EXISTS (SELECT 1 FROM public.access_auditlink l WHERE l.event_id OPERATOR(pg_catalog.=) e.id)
ORDER BY e.id LIMIT 5
"""
# A view or a rule in a table's place could show the walk other rows than it shows the pages.
NO_TABLE = """
SELECT name FROM unnest(%s::text[]) AS asked (name)
LEFT JOIN pg_catalog.pg_class c ON c.relname = name AND c.relnamespace = 'public'::regnamespace
WHERE c.oid IS NULL OR c.relkind <> 'r' OR c.relhasrules OR c.relhassubclass
"""


@dataclass
class ChainReport:
    """What the walk found. ``head`` is ``SEQ:FINGERPRINT`` of the last link; ``wrong`` is empty when all is whole."""

    events: int = 0
    head: str = ""
    wrong: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        if len(self.wrong) < MOST_SAID:
            self.wrong.append(sentence)


def text_of(form: str, event: Sequence[str | None], shown: str | None) -> str:
    """What an event is fingerprinted by: everything that it says, as PostgreSQL writes a jsonb array.

    Columns as COPY writes them. Raises ValueError or TypeError where they cannot be those of an event.

    >>> when = "2026-11-28 13:00:00+00"
    >>> text_of("2", ["7", when, None, "a", "5", "", None, "", None, "10.0.0.1", 'b"'], "{1,2}")
    '[2, 7, 1795870800.000000, null, "a", 5, "", null, "", null, "10.0.0.1/32", "b\\\\""]{1,2}'
    """
    pk, at, actor, verb, family, kind, thing, policy, opening, address, words = event
    moment = (datetime.fromisoformat(str(at)) - FIRST) // MICROSECOND
    if form == "1":
        start, place = "", address  # it left the netmask out, so there may be none
        if address and "/" in address:
            raise ValueError("a netmask")
    elif form == "2":
        start, place = "2, ", address if not address or "/" in address else f"{address}/{128 if ':' in address else 32}"
    else:
        raise ValueError("a form that is not known")
    return (
        f"[{start}{pk}, {moment // 1_000_000}.{moment % 1_000_000:06}, {actor or 'null'}, {quoted(str(verb))}, "
        f"{family or 'null'}, {quoted(str(kind))}, {thing or 'null'}, {quoted(str(policy))}, {opening or 'null'}, "
        f"{quoted(place) if place else 'null'}, {quoted(str(words))}]{shown or ''}"
    )


def verify(
    *,
    expect: tuple[int, str] | None = None,
    noted: Mapping[int, str] | None = None,
    progress: Callable[[int], object] = lambda _: None,
    using: str | None = None,
) -> ChainReport:
    """Walk the whole chain as the tables' owner, in constant memory.

    ``expect`` is a head that was noted earlier, ``noted`` are more: whoever cuts the end off, or forges the whole chain
    anew, cannot give them back. ``progress`` is told how many hundredths more are done.
    """
    connection = connections[_owner(using)]
    told, before, missing, done = ChainReport(), b"", dict(noted or {}) | dict([expect] if expect else []), 0
    with connection.cursor() as cursor:
        cursor.execute(NO_TABLE, [list(TABLES)])
        for (name,) in cursor.fetchall():
            told.say(f"{name} is not the plain table that it was: what it shows cannot be believed.")
        cursor.execute("SELECT coalesce(max(seq), 0) FROM public.access_auditlink")
        total = cursor.fetchone()[0]
    with connection.cursor() as cursor, cursor.copy(WALK) as copy:
        for link, event_id, form, said, *event, shown in copy.rows():
            seq, fingerprint = int(link), bytes.fromhex(str(said)[2:])
            told.events += 1
            if seq != told.events:
                told.say(f"Link {told.events} is missing: the next is {seq}.")
                told.events = seq
            if event[0] is None:
                told.say(f"Event {event_id} of link {seq} was taken away.")
            else:
                made = b""
                with suppress(ValueError, TypeError):
                    made = hashlib.sha256(before + text_of(form, event, shown).encode()).digest()
                if made != fingerprint:
                    told.say(f"Event {event_id} of link {seq}, or the link before it, was changed.")
            if seq in missing and missing[seq] == fingerprint.hex():
                del missing[seq]
            before = fingerprint
            if total and seq * 100 // total > done:
                progress(seq * 100 // total - done)
                done = seq * 100 // total
    if before:
        told.head = f"{told.events}:{before.hex()}"
    for seq in sorted(missing):
        told.say(f"The head noted earlier ({seq}) is not in the chain: its end was cut off, or it was forged.")
    with connection.cursor() as cursor:
        cursor.execute(LOOSE)
        for (event_id,) in cursor.fetchall():
            told.say(f"Event {event_id} has no link: it was slipped in.")
    return told


def head(using: str | None = None) -> str:
    """The last link as ``SEQ:FINGERPRINT``; empty where there is none. One statement."""
    with connections[_owner(using)].cursor() as cursor:
        cursor.execute("SELECT seq, fingerprint FROM public.access_auditlink ORDER BY seq DESC LIMIT 1")
        found = cursor.fetchone()
    return f"{found[0]}:{bytes(found[1]).hex()}" if found else ""


def _owner(using: str | None) -> str:
    return using or ("owner" if "owner" in connections else "default")
