"""Reads that may lag go to a copy of the database, where the operator has one (docs/adr/0105).

A read that may say what was so a moment ago is marked :func:`may_lag`: boards of the whole service, search, reports. It
goes to the copy unless that is away, far behind, or has not yet what the person who asks has written themselves. The
walls around restricted families are never those of the copy: what is hidden is worked out where everybody writes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.models import Model

REPLICA = "replica"
FAR_BEHIND = 60  # seconds
POSITION = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")
log = logging.getLogger(__name__)

Given = ParamSpec("Given")
Found = TypeVar("Found")


@dataclass
class Asked:
    """One request: up to where its person has written, and where it reads, once that has been found out."""

    written: str = ""
    reads_from: str = ""


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)
_reads_from: ContextVar[str] = ContextVar("reads_from", default=DEFAULT_DB_ALIAS)


def reads_from() -> str:
    """The alias of the database from which is read at this moment."""
    return _reads_from.get()


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Within this block is read by that connection: for work on the whole record, of one moment."""
    token = _reads_from.set(alias)
    try:
        yield
    finally:
        _reads_from.reset(token)


def is_there() -> bool:
    """Whether the operator has named a copy."""
    return REPLICA in connections.settings


@contextmanager
def request_of(written: str) -> Iterator[None]:
    """While a request is answered, whose person has written up to ``written`` (a position in PostgreSQL's log)."""
    token = _asked.set(Asked(written if POSITION.fullmatch(written) else ""))
    try:
        yield
    finally:
        _asked.reset(token)


def may_lag(read: Callable[Given, Found]) -> Callable[Given, Found]:
    """Mark a read of which it does not matter whether it is a moment old. It writes nothing."""

    @wraps(read)
    def from_there(*given: Given.args, **named: Given.kwargs) -> Found:
        asked = _asked.get()
        if asked is None or not is_there():
            return read(*given, **named)
        asked.reads_from = asked.reads_from or _choose(asked)
        token = _reads_from.set(asked.reads_from)
        try:
            return read(*given, **named)
        finally:
            _reads_from.reset(token)

    return from_there


HERE = """
SELECT current_setting('kinwork.asking', true), current_setting('kinwork.hidden', true),
       current_setting('kinwork.hidden_people', true), current_setting('kinwork.sealed', true),
       pg_current_wal_lsn()::text
"""
# Idle, the copy is not behind however long ago its last change was.
THERE = """
SELECT set_config('kinwork.asking', coalesce(%s, ''), false), set_config('kinwork.hidden', coalesce(%s, ''), false),
       set_config('kinwork.hidden_people', coalesce(%s, ''), false),
       set_config('kinwork.sealed', coalesce(%s, ''), false),
       pg_last_wal_replay_lsn() >= coalesce(nullif(%s, ''), '0/0')::pg_lsn
       AND (pg_last_wal_replay_lsn() >= %s::pg_lsn
            OR now() - pg_last_xact_replay_timestamp() < make_interval(secs => %s))
"""


def _choose(asked: Asked) -> str:
    """The copy, told who asks and what is hidden from them; or where everybody writes. Two statements a request."""
    with connections[DEFAULT_DB_ALIAS].cursor() as here:
        here.execute(HERE)
        *who, position = here.fetchone()
    try:
        with connections[REPLICA].cursor() as there:
            there.execute(THERE, [*who, asked.written, position, FAR_BEHIND])
            is_near: bool = there.fetchone()[-1]
    except (OperationalError, InterfaceError) as problem:
        log.warning("The copy of the database does not answer: %s", type(problem).__name__)
        connections[REPLICA].close()
        return DEFAULT_DB_ALIAS
    return REPLICA if is_near else DEFAULT_DB_ALIAS


def position() -> str:
    """Up to where has been written. One statement."""
    with connections[DEFAULT_DB_ALIAS].cursor() as here:
        here.execute("SELECT pg_current_wal_lsn()::text")
        return str(here.fetchone()[0])


class Router:
    """Where Django reads and writes: a marked read from the copy, everything else where everybody writes."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return reads_from()

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db != REPLICA
