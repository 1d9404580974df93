"""Heads of the audit log's chain, sent to where the database's owner cannot reach them.

A chain that is forged from its first link to its last is whole in itself; only a head that was noted elsewhere tells.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError, connections

from kinwork.whole_numbers import whole

from .audit_chain import head

log = logging.getLogger(__name__)
A_HEAD = re.compile(r"\b(\d{1,18}):([0-9a-f]{64})\b", re.ASCII)


class CannotSend(Exception):
    """A head did not reach its place; says which and why."""


def problem_with(place: str) -> str:
    """Why nothing can be sent there, or an empty string.

    >>> problem_with("mailto:it@council.gov.uk"), problem_with("syslog:logs.council.gov.uk:514"), problem_with("/heads")
    ('', '', '')
    >>> problem_with("council")[:17]
    "found 'council', "
    """
    kind, _, rest = place.partition(":")
    if place.startswith("/") or (kind == "mailto" and "@" in rest) or (kind == "syslog" and (not rest or _port(rest))):
        return ""
    return f"found '{place}', expected a file (/path/to/heads), mailto:ADDRESS or syslog:HOST:PORT"


def send(places: Iterable[str]) -> str:
    """Send the present head to each place, and give it back. Raises :class:`CannotSend` after trying all."""
    found = head()
    failed = []
    for place in places if found else ():
        try:
            _send_to(place, found)
        except (OSError, SMTPException) as problem:
            failed.append(f"{place}: {problem}")
    if failed:
        raise CannotSend("; ".join(failed))
    return found


def _send_to(place: str, found: str) -> None:
    kind, _, rest = place.partition(":")
    line = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} kinwork audit log head {found}"
    if kind == "mailto":
        how = f"kinwork audit-log verify --expect {found}"
        words = f"{line}\n\nKeep this message. To check the log against it:\n{how}\n"
        send_mail("Kinwork: head of the audit log", words, None, [rest])
    elif kind == "syslog":
        _to_syslog(rest, line)
    else:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())


def _to_syslog(rest: str, line: str) -> None:
    """One datagram, as syslogs take them (Lonvick 2001, RFC 3164): facility 10, security; severity 5, notice."""
    host, _, port = rest.rpartition(":")
    said = f"<{10 * 8 + 5}>kinwork: {line}".encode()
    if host:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as wire:
            wire.sendto(said, address)
    else:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
            wire.connect("/dev/log")
            wire.send(said)


def _port(rest: str) -> bool:
    host, _, port = rest.rpartition(":")
    return bool(host) and whole(port, most=65535) is not None


def noted_in(text: str) -> dict[int, str]:
    """Every head that stands in a text: a file of heads, saved emails, what a syslog kept."""
    return {int(seq): fingerprint for seq, fingerprint in A_HEAD.findall(text)}


def send_now_and_then() -> None:
    """Beside the server: at once, and then every so many hours. What does not arrive is said in the server's log."""
    if not settings.KINWORK_AUDIT_HEADS_TO:
        return
    ended = threading.Event()

    def go_on() -> None:
        while True:
            try:
                send(settings.KINWORK_AUDIT_HEADS_TO)
            except (CannotSend, DatabaseError) as problem:
                log.error("The head of the audit log was not sent: %s", problem)
            finally:
                connections.close_all()
            ended.wait(settings.KINWORK_AUDIT_HEADS_HOURS * 3600)

    threading.Thread(target=go_on, name="kinwork heads", daemon=True).start()
