"""The list of what was erased, outside the database (docs/adr/0139): a backup of before knows nothing of it.

One file or several, of JSON lines: ids of records and of the two who decided, rules and days; nothing of anybody. Each
line carries the fingerprint of the one before it, so that one that was changed or cut out is seen.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from kinwork.access.sql import tuples

from .models import Erased

NAME = "kinwork-erasures.jsonl"
log = logging.getLogger(__name__)


class Damaged(Exception):
    """A list that cannot be believed; says which line."""


@dataclass(frozen=True)
class Line:
    """One erasure."""

    erasure: int  # the proposal that two people signed
    families: Sequence[int]
    people: Sequence[int]
    contacts: Sequence[int]
    counted: int  # people
    rules: Sequence[str]
    kept_until: date
    proposed_by: int | None
    proposed_at: datetime
    decided_by: int | None
    at: datetime
    installation: str = ""  # where it was: the first fingerprint of its access log


def places() -> list[Path]:
    """Where it is kept."""
    return [Path(one) for one in settings.KINWORK_ERASURES]


def installation() -> str:
    """By what an installation and its backups are known: the first link of the access log. One statement."""
    found = tuples("SELECT encode(fingerprint, 'hex') FROM access_auditlink ORDER BY seq LIMIT 1")
    return str(found[0][0]) if found else ""


def from_database() -> list[Line]:
    """What the database knows to have been erased, the first first. Two statements."""
    here = installation()
    return [
        Line(
            one.proposal_id, one.family_ids, one.person_ids, one.contact_ids, one.people, one.rules, one.kept_until,
            one.proposed_by_id, one.proposed_at, one.decided_by_id, one.at, here,
        )
        for one in Erased.objects.order_by("at", "id").iterator(chunk_size=500)
    ]  # fmt: skip


def bring_up_to_date(where: Iterable[Path]) -> list[str]:
    """Add to each list what the database knows and it does not. Gives what is wrong with a place, after trying all."""
    known, wrong = from_database(), []
    for path in where:
        if not known and not path.exists():
            continue
        try:
            _add(path, known)
        except (OSError, Damaged) as problem:
            wrong.append(f"{path}: {problem.strerror if isinstance(problem, OSError) else problem}")
    return wrong


def keep() -> None:
    """After an erasure, and when the server starts: every place has all of it. The server's log says what is wrong."""
    for problem in bring_up_to_date(places()):
        log.error("The list of what was erased was not kept at %s", problem)


def missing_at(where: Iterable[Path]) -> list[Path]:
    """Places that do not have all that the database knows to have been erased."""
    known = {one.erasure for one in from_database()}
    found = []
    for path in where:
        try:
            there = {one.erasure for one in read(path)} if path.exists() else set()
        except (OSError, Damaged):
            found.append(path)
            continue
        if known - there:
            found.append(path)
    return found


def read(path: Path) -> list[Line]:
    """All of a list. A last line that was cut off in writing is left out. Raises ``Damaged``, ``OSError``."""
    with path.open("rb") as file:
        return [line for line, _ in _walk(file, path)]


def _walk(file: IO[bytes], path: Path) -> Iterator[tuple[Line, bytes]]:
    before = ""
    for number, raw in enumerate(file, start=1):
        if not raw.endswith(b"\n"):
            return
        try:
            said = json.loads(raw)
            after, line = said.pop("after"), _line(said)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Damaged(f"line {number} of {path.name} is not as it was written") from None
        if after != before:
            raise Damaged(f"something was changed or taken out before line {number} of {path.name}")
        before = sha256(raw).hexdigest()
        yield line, raw


def _line(said: dict[str, Any]) -> Line:
    numbers = {key: [int(one) for one in said[key]] for key in ("families", "people", "contacts")}
    days = {key: datetime.fromisoformat(said[key]) for key in ("proposed_at", "at")}
    return Line(**said | numbers | days | {"kept_until": date.fromisoformat(said["kept_until"])})


def _written(line: Line, after: str) -> bytes:
    said = {**vars(line), "after": after}
    return json.dumps(said, default=lambda day: day.isoformat(), separators=(",", ":")).encode() + b"\n"


def _add(path: Path, lines: Sequence[Line]) -> None:
    with _alone(path) as file:
        there, before, whole = set(), "", 0
        for line, raw in _walk(file, path):
            there.add(line.erasure)
            before, whole = sha256(raw).hexdigest(), whole + len(raw)
        file.truncate(whole)  # behind it stands at most a line that was cut off
        file.seek(whole)
        for line in lines:
            if line.erasure not in there:
                raw = _written(line, before)
                file.write(raw)
                before = sha256(raw).hexdigest()
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _alone(path: Path) -> Iterator[IO[bytes]]:
    """The file, made where it is not there, while no other process writes it."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
